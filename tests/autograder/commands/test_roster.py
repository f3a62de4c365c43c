"""Removed students stay away, renamed ones leave no ghost, and a lost gradebook is not replaced in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course.folder import Course
from autograder.gradebook.database import marks, open_gradebook
from tests.autograder.tiny_course import TINY, hand_in, handed_in

WRONG = {"double": "def double(x):\n    return x * x"}


@pytest.fixture
def command(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run `course` and return its exit code and all that it said."""

    def ran(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = tiny_command(*words)
        return code, "".join(capsys.readouterr())

    return ran


@pytest.fixture
def school(tiny: Course, command: Callable[..., Any]) -> Course:
    """Two works, graded."""
    hand_in(tiny, "ada")
    hand_in(tiny, "leo", answers=WRONG)
    assert command("grade", "--sandbox", "none")[0] == 0
    return tiny


def points(course: Course) -> dict[str, float]:
    with open_gradebook(course) as gradebook:
        return {mark.student: mark.points for mark in marks(gradebook, TINY)}


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's own making
def test_a_student_who_was_removed_comes_back_only_when_asked_for(school: Course, command: Callable[..., Any]) -> None:
    with open_gradebook(school) as gradebook:
        gradebook.remove_student("leo")
    for words in ((), ("--force",), (TINY,)):
        code, said = command("grade", "--sandbox", "none", *words)
        assert code == 0 and "submitted/leo" in said and "--student leo" in said and "1 laissé de côté" in said
        assert points(school) == {"ada": 4.0}
    assert "leo" not in command("export", "csv")[1]
    command("feedback")
    assert [path.name for path in school.feedback.iterdir()] == ["ada"]
    command("grade", "--sandbox", "none", "--student", "leo")
    assert points(school) == {"ada": 4.0, "leo": 2.0}


def test_a_renamed_folder_takes_its_marks_along_and_leaves_no_ghost(
    school: Course, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    command("feedback")
    with open_gradebook(school) as gradebook:
        grade = gradebook.find_grade("double-checks", TINY, TINY, "leo")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    (school.submitted / "leo").rename(school.submitted / "leonard")
    monkeypatch.setattr("autograder.submissions.pool.grade_all", _never)
    code, said = command("grade", "--sandbox", "none")
    assert code == 0 and "leonard" in said
    assert points(school) == {"ada": 4.0, "leonard": 3.5}
    command("feedback")
    for folder in (school.autograded, school.autograded / ".verdicts", school.feedback):
        assert sorted(path.name for path in folder.glob("[!.]*") if path.is_dir()) == ["ada", "leonard"]
    with open_gradebook(school) as gradebook:
        assert sorted(student.id for student in gradebook.students) == ["ada", "leonard"]


def test_two_works_alike_are_a_guess_and_nothing_moves(school: Course, command: Callable[..., Any]) -> None:
    (school.submitted / "leo").rename(school.submitted / "leonard")
    hand_in(school, "copieur", answers=WRONG)
    said = command("grade", "--sandbox", "none")[1]
    assert points(school) == {"ada": 4.0, "copieur": 2.0, "leo": 2.0, "leonard": 2.0}
    assert "Sans copie dans submitted/" in said and "leo a une note" in said


def test_a_student_who_hands_in_a_neighbours_work_takes_nothing_from_him(
    school: Course, command: Callable[..., Any]
) -> None:
    hand_in(school, "copieur", answers=WRONG)
    command("grade", "--sandbox", "none")
    assert points(school) == {"ada": 4.0, "copieur": 2.0, "leo": 2.0}


def test_a_lost_gradebook_is_said_and_replaced_only_on_demand(school: Course, command: Callable[..., Any]) -> None:
    lost = school.root / "gradebook.db"
    aside = lost.rename(school.root / "elsewhere.db")
    code, said = command("grade", "--sandbox", "none")
    assert code == 2 and "sauvegarde" in said and "--force" in said and not lost.exists()
    command("sync")
    assert command("grade", "--sandbox", "none")[0] == 2, "an empty one is lost too"
    aside.rename(lost)
    assert command("grade", "--sandbox", "none")[0] == 0
    lost.unlink()
    assert command("grade", "--sandbox", "none", "--force")[0] == 0
    assert points(school) == {"ada": 4.0, "leo": 2.0}


@pytest.mark.parametrize(
    "words",
    [
        ("grade", "--sandbox", "none", "--student", "loe"),
        ("grade", "--sandbox", "none", "--student", "ada", "--student", "loe"),
        ("feedback", "--student", "loe", "--student", "ada"),
        ("explain", "loe", "double", "--sandbox", "none"),
    ],
    ids=" ".join,
)
def test_a_misspelt_student_is_said_with_the_name_that_comes_near(
    tiny: Course, command: Callable[..., Any], words: tuple[str, ...]
) -> None:
    for student in ("ada", "leo"):
        path = hand_in(tiny, student)
        kept = tiny.autograded / student / TINY
        kept.mkdir(parents=True)
        (kept / "verdicts.json").write_text("{}", encoding="utf-8")
        (kept / path.name).write_text("{}", encoding="utf-8")
    code, said = command(*words)
    assert code == 2 and "« loe »".replace(" ", "\N{NO-BREAK SPACE}") in said and "leo" in said
    assert len(said.splitlines()) == 1
    assert not (tiny.root / "gradebook.db").exists() and not tiny.feedback.exists()


@pytest.mark.parametrize(
    "order",
    [
        ("csv", "--output", "{file}", TINY),
        ("--output", "{file}", "csv", TINY),
        ("csv", TINY, "--output", "{file}"),
        (TINY, "--output", "{file}"),
    ],
    ids=" ".join,
)
def test_words_and_options_go_in_any_order(
    school: Course, tiny_command: Callable[..., int], tmp_path: Path, order: tuple[str, ...]
) -> None:
    file = tmp_path / "notes.csv"
    words = [word.format(file=file) for word in order]
    if "csv" not in order:  # one word missing is said, in whichever order
        with pytest.raises(SystemExit):
            tiny_command("export", *words)
        assert not file.exists()
    else:
        assert tiny_command("export", *words) == 0
        assert '"ada"' in file.read_text(encoding="utf-8-sig")


def test_what_no_chapter_claims_is_named_and_calls_for_a_look(school: Course, command: Callable[..., Any]) -> None:
    content = json.dumps(handed_in(school, TINY))
    strays = ("bob/91_Tiny/a.ipynb", "carl/91_tiny (1)/a.ipynb", "dina/91_tiny.ipynb", "dépôt.zip", "emma/91_tiny")
    for stray in strays:
        path = school.submitted / stray
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    code, said = command("grade", "--sandbox", "none")
    assert code == 1
    for stray in ("bob/91_Tiny", "carl/91_tiny (1)", "dina/91_tiny.ipynb", "dépôt.zip", "emma/91_tiny"):
        assert f"submitted/{stray}" in said
    assert "2 laissés de côté" in said and said.count("Lu hors de sa place") == 3


def _never(*_: Any) -> Any:
    raise AssertionError("a work was graded again")
