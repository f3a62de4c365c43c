"""What nobody could read, judge or choose has no mark, wherever marks are told, until a person decides."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from autograder.course.folder import Course
from autograder.gradebook.database import open_gradebook
from autograder.report.feedback import page_path
from course_utils.french import typeset
from tests.autograder.tiny_course import TINY, hand_in, handed_in

WAITING = ("a-empty", "b-cut", "c-nothing", "d-killer", "e-two-files")


@pytest.fixture
def graded(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> tuple[Course, Callable[..., Any], str]:
    """A class of which five works wait and one is a plain zero: the course, its command, what grading printed."""
    hand_in(tiny, "a-empty", content=b"")
    hand_in(tiny, "b-cut", content=json.dumps(handed_in(tiny, TINY)).encode()[:900])
    (tiny.submitted / "c-nothing" / TINY).mkdir(parents=True)
    hand_in(tiny, "d-killer", answers={"double": "import os\nos.kill(os.getppid(), 9)"})
    path = hand_in(tiny, "e-two-files", answers={"double": "def double(x):\n    return x"})
    path.rename(path.with_name("un.ipynb")).with_name("deux.ipynb").write_text(json.dumps(handed_in(tiny, TINY)))
    hand_in(tiny, "f-zero", answers={"double": None, "shift": None, "word": None})

    def command(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = tiny_command(*words)
        return code, capsys.readouterr().out

    code, screen = command("grade", "--sandbox", "none")
    assert code == 1
    return tiny, command, screen


def exported(command: Callable[..., Any]) -> dict[str, list[str]]:
    rows = csv.reader(io.StringIO(command("export", "csv")[1]), delimiter=";")
    return {row[0]: [row[2], row[4]] for row in rows}


def test_no_mark_is_told_anywhere_until_a_person_decides(graded: Any) -> None:
    course, command, screen = graded
    lines = {line.split()[0]: line for line in screen.splitlines() if TINY in line and "regarder" not in line}
    told = exported(command)
    command("feedback")
    for student in WAITING:
        assert "—/5" in lines[student] and f"À regarder\N{NO-BREAK SPACE}: {student}" in screen
        assert told[student] == ["", "oui"]
        page = page_path(course, student, TINY).read_text(encoding="utf-8")
        assert "Note en attente" in page and "<strong>0" not in page
    assert "0/5" in lines["f-zero"] and told["f-zero"] == ["0", "non"]
    assert "<strong>0" in page_path(course, "f-zero", TINY).read_text(encoding="utf-8")


def test_the_last_line_counts_what_became_of_everybody(graded: Any) -> None:
    course, command, screen = graded
    assert screen.splitlines()[-1] == typeset(
        "En tout : 1 noté, 2 en attente d'une personne, 3 illisibles, 0 absent, 0 laissé de côté."
    )
    (course.submitted / "g-absent").mkdir()
    assert "1 absent," in command("grade", "--sandbox", "none")[1].splitlines()[-1]


def test_a_persons_decision_is_the_mark_and_the_next_grading_keeps_it(graded: Any) -> None:
    course, command, _ = graded
    with open_gradebook(course) as gradebook:
        for grade in gradebook.find_submission_notebook(TINY, TINY, "a-empty").grades:
            grade.manual_score, grade.needs_manual_grade = 0.5, False
        for student in ("a-empty", "e-two-files"):
            gradebook.find_submission_notebook(TINY, TINY, student).flagged = False
        gradebook.db.commit()
    command("grade", "--sandbox", "none")
    told = exported(command)
    assert told["a-empty"] == ["2", "non"]
    assert told["e-two-files"][0] not in ("", "0") and told["e-two-files"][1] == "non"
    assert told["b-cut"] == ["", "oui"]


def test_a_work_handed_in_again_as_it_should_be_is_no_longer_flagged(graded: Any) -> None:
    course, command, _ = graded
    for student in ("a-empty", "d-killer"):
        hand_in(course, student)
    (course.submitted / "e-two-files" / TINY / "deux.ipynb").unlink()
    assert command("grade", "--sandbox", "none")[0] == 0
    told = exported(command)
    assert told["a-empty"] == told["d-killer"] == ["4", "non"]
    assert told["e-two-files"] == ["2", "non"]
