"""Grading whole notebooks: one exercise's misfortune is its own, nothing hidden comes out, every work has a mark."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

from autograder.course.chapter import Chapter, load_chapter
from autograder.course.folder import Course, open_course
from autograder.course.limits import Limits
from autograder.course.verdict import Graded
from autograder.judge.examiner import examine
from autograder.judge.recording import checks_of
from autograder.run.forkserver import ForkServer, server_for
from autograder.submissions.find import Submission
from autograder.submissions.grade import Subject, grade_submission, subject_of
from course_utils.chapters.reader import EXTRA_FOLDER
from course_utils.checks import hidden
from tests.autograder.tiny_course import TINY, code_cell, hand_in, handed_in, position, without_metadata

LIMITS = Limits(cell_cpu=5, call_cpu=5, patience=20, reply=2**20)
HASTY = Limits(cell_cpu=1, call_cpu=1, patience=5, reply=2**20)  # where something hangs
ALL = {"double": 2.0, "shift": 1.0, "word": 1.0, "opinion": 0.0}


@pytest.fixture(scope="module")
def server(built_tiny: Path) -> Iterator[ForkServer]:
    chapter = load_chapter(open_course(built_tiny), TINY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, str(open_course(built_tiny).stored))
        with server_for(chapter, LIMITS) as started:
            yield started


@pytest.fixture
def hasty(server: ForkServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "limits", HASTY)


@pytest.fixture
def subject(tiny: Course, server: ForkServer) -> Subject:
    return subject_of(tiny, load_chapter(tiny, TINY), server)


@pytest.fixture
def grade(tiny: Course, subject: Subject, server: ForkServer) -> Callable[..., Graded]:
    """Hand one notebook in and grade it."""

    def graded(
        notebook: dict[str, Any] | None = None, *, execute: Any = "needed", subject: Subject = subject, **answers: Any
    ) -> Graded:
        given = handed_in(tiny, TINY, answers) if notebook is None else notebook
        path = hand_in(tiny, "ada", notebook=given)
        return grade_submission(Submission("ada", TINY, path, ""), subject, server, execute)

    return graded


@pytest.fixture
def solved(tiny: Course) -> dict[str, Any]:
    return handed_in(tiny, TINY)


def points(graded: Graded) -> dict[str, float | None]:
    return {verdict.exercise: verdict.points for verdict in graded.verdicts}


def statuses(graded: Graded) -> dict[str, str]:
    return {verdict.exercise: verdict.status for verdict in graded.verdicts}


def shown(graded: Graded, cell_id: str) -> str:
    """All that a cell of the executed notebook shows, as text."""
    cell = next(cell for cell in graded.notebook["cells"] if cell["id"] == cell_id)
    return json.dumps(cell["outputs"], ensure_ascii=False)


def demo_id(chapter: Chapter) -> str:
    return next(cell.id for cell in chapter.cells if cell.role == "demo")


def assert_valid(graded: Graded) -> None:
    notebook = nbformat.reads(json.dumps(graded.notebook), as_version=4)
    nbformat.validate(notebook)
    MetadataValidatorV3().validate_nb(notebook)


def test_a_solved_notebook_has_all_its_points(grade: Callable[..., Graded]) -> None:
    graded = grade()
    assert points(graded) == ALL
    assert (graded.points, graded.maximum) == (4.0, 5.0)
    assert graded.notes == ()
    assert_valid(graded)


def test_an_untouched_notebook_has_none_and_nothing_is_wrong_with_it(
    grade: Callable[..., Graded], subject: Subject
) -> None:
    graded = grade(subject.released)
    assert set(statuses(graded).values()) == {"not attempted"}
    assert graded.points == 0.0
    assert_valid(graded)


# --- What hangs or dies costs its own exercise ---------------------------------------------------------------------


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("while True: pass", "too slow"),
        ("import time; time.sleep(1000)", "too slow"),
        ("import os; os._exit(1)", "killed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "killed"),
    ],
)
def test_a_cell_that_hangs_or_dies_costs_its_exercise_alone(
    grade: Callable[..., Graded], line: str, status: str
) -> None:
    graded = grade(double=f"def double(x):\n    return 2 * x\n\n{line}")
    assert points(graded) == ALL | {"double": 0.0}
    assert statuses(graded)["double"] == status
    assert "cette cellule" in next(v.sentence for v in graded.verdicts if v.exercise == "double").lower()
    assert_valid(graded)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("line", "status"),
    [("while True: pass", "too slow"), ("import os; os._exit(1)", "killed"), ("return 'x' * 2**21", "unreadable")],
)
def test_a_function_that_hangs_or_dies_costs_its_exercise_and_the_definitions_are_run_again(
    grade: Callable[..., Graded], line: str, status: str
) -> None:
    graded = grade(double=f"def double(x):\n    {line}")
    assert points(graded) == ALL | {"double": 0.0}  # `shift` uses a name of the lesson, above
    assert statuses(graded)["double"] == status


@pytest.mark.usefixtures("hasty")
def test_several_exercises_that_hang_cost_each_its_own(grade: Callable[..., Graded]) -> None:
    graded = grade(double="while True: pass", word="word = 'gradient'\nimport os\nos._exit(0)")
    assert points(graded) == ALL | {"double": 0.0, "word": 0.0}


@pytest.mark.usefixtures("hasty")
def test_an_added_cell_that_hangs_costs_nobody_and_is_noted(
    grade: Callable[..., Graded], solved: dict[str, Any]
) -> None:
    solved["cells"].insert(3, code_cell("while True: pass"))
    graded = grade(solved)
    assert points(graded) == ALL
    assert [note for note in graded.notes if note.startswith("Cellule 4")]


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("hangs", "at"), [("True", 2), ("not isinstance(values, list)", 3)])
def test_a_cell_that_ends_and_hangs_when_a_loss_makes_it_run_again_keeps_its_mark(
    grade: Callable[..., Graded], tmp_path: Path, hangs: str, at: int
) -> None:
    ran = tmp_path / "ran"  # the first two runs are those of every work; what `shift` ends at its checks adds one
    cell = (
        f"with open({str(ran)!r}, 'a+') as file:\n    file.write('.')\n    count = file.tell()\n"
        f"while count == {at}: pass\n\n"
        "def double(x):\n    return 2 * x"
    )
    shift = f"def shift(values):\n    while {hangs}: pass\n    return np.asarray(values) + OFFSET"
    graded = grade(double=cell, shift=shift)
    assert points(graded) == ALL | {"shift": 0.0}
    assert ran.read_text() == "..."


def test_whoever_kills_the_fork_server_is_looked_at_and_the_next_one_is_graded(grade: Callable[..., Graded]) -> None:
    graded = grade(double="import os\nos.kill(os.getppid(), 9)")
    assert set(statuses(graded).values()) == {"our fault"} and set(points(graded).values()) == {None}
    assert points(grade()) == ALL


# --- Demonstrations ------------------------------------------------------------------------------------------------


def test_a_demonstration_that_nobody_touched_is_not_run(grade: Callable[..., Graded], subject: Subject) -> None:
    graded = grade()
    assert shown(graded, demo_id(subject.chapter)) == "[]"


def test_the_whole_notebook_runs_when_it_is_asked_for(grade: Callable[..., Graded], subject: Subject) -> None:
    graded = grade(execute="all")
    assert "la démonstration [3, 4, 5]" in shown(graded, demo_id(subject.chapter))
    assert points(graded) == ALL


def test_a_demonstration_that_was_edited_is_the_students_and_is_run(
    grade: Callable[..., Graded], solved: dict[str, Any], subject: Subject
) -> None:
    solved["cells"][position(solved, demo_id(subject.chapter))]["source"] += "\nraise ValueError('edited')"
    graded = grade(solved)
    assert "la démonstration" in shown(graded, demo_id(subject.chapter))
    assert "edited" in shown(graded, demo_id(subject.chapter))
    assert points(graded) == ALL


@pytest.mark.parametrize("use", ["print(len(drawn))", "textwrap.indent('a', 'b')", "eval('drawn')"])
def test_an_added_cell_that_wants_a_name_of_a_demonstration_has_it(
    grade: Callable[..., Graded], solved: dict[str, Any], subject: Subject, use: str
) -> None:
    solved["cells"].append(code_cell(use))
    graded = grade(solved)
    assert "la démonstration" in shown(graded, demo_id(subject.chapter))
    assert graded.notebook["cells"][-1]["source"] == use
    assert not any(out["output_type"] == "error" for out in graded.notebook["cells"][-1]["outputs"])
    assert points(graded) == ALL


@pytest.mark.parametrize("use", ["assert len(drawn) == 3", "textwrap.dedent('')", "(lambda: drawn)()"])
def test_a_function_that_wants_a_name_of_a_demonstration_has_it(grade: Callable[..., Graded], use: str) -> None:
    assert points(grade(double=f"def double(x):\n    {use}\n    return 2 * x")) == ALL


def test_a_name_of_a_demonstration_that_the_student_binds_too_runs_nothing_more(
    grade: Callable[..., Graded], subject: Subject
) -> None:
    graded = grade(double="drawn = 2\n\ndef double(x):\n    return drawn * x")
    assert shown(graded, demo_id(subject.chapter)) == "[]"
    assert points(graded) == ALL


# --- Whatever is handed in -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\xff\xfe", b"[]", b'{"cells": [', b"<html>", b"{}"],
    ids=["empty", "bin", "[]", "cut", "html", "{}"],
)
def test_what_cannot_be_read_has_no_points_one_sentence_and_a_notebook_all_the_same(
    tiny: Course, subject: Subject, server: ForkServer, content: bytes
) -> None:
    path = hand_in(tiny, "ada", content=content)
    graded = grade_submission(Submission("ada", TINY, path, ""), subject, server)
    assert statuses(graded) == dict.fromkeys(ALL, "unreadable")
    assert graded.points == 0.0 and graded.maximum == 5.0
    assert len({verdict.sentence for verdict in graded.verdicts}) == 1 and len(graded.notes) == 1
    assert_valid(graded)


def test_cells_are_recognised_whatever_the_editor_lost(grade: Callable[..., Graded], solved: dict[str, Any]) -> None:
    assert points(grade(without_metadata(solved))) == ALL
    shuffled = copy.deepcopy(solved)
    shuffled["cells"] = [cell for cell in shuffled["cells"] if not cell["id"].endswith("-checks")]
    assert points(grade(shuffled)) == ALL
    doubled = copy.deepcopy(solved)
    doubled["cells"] += copy.deepcopy(solved["cells"])
    graded = grade(doubled)
    assert points(graded) == ALL and graded.notes
    assert_valid(graded)


@pytest.mark.parametrize("metadata", [{"nbgrader": None}, {"nbgrader": "x"}, {"nbgrader": {"grade_id": ["a"]}}])
def test_mangled_metadata_cost_nothing(
    grade: Callable[..., Graded], solved: dict[str, Any], metadata: dict[str, Any]
) -> None:
    for cell in solved["cells"]:
        cell["metadata"] = metadata
    graded = grade(solved)
    assert points(graded) == ALL
    assert_valid(graded)


def test_a_deleted_exercise_is_missing_and_its_neighbours_are_graded(
    grade: Callable[..., Graded], solved: dict[str, Any]
) -> None:
    solved["cells"] = [cell for cell in solved["cells"] if not cell["id"].startswith(("double-", "opinion-"))]
    graded = grade(solved)
    assert points(graded) == ALL | {"double": 0.0}
    assert (statuses(graded)["double"], statuses(graded)["opinion"]) == ("missing", "missing")


def test_a_written_answer_waits_for_a_person(grade: Callable[..., Graded], solved: dict[str, Any]) -> None:
    solved["cells"][position(solved, "opinion-answer")]["source"] += "\n\nParce que le gradient descend."
    graded = grade(solved)
    assert points(graded) == ALL | {"opinion": None}
    assert statuses(graded)["opinion"] == "to grade by hand"
    assert graded.notebook["cells"][-1]["source"].endswith("descend.")


def test_outputs_of_every_kind_leave_a_valid_notebook(grade: Callable[..., Graded], solved: dict[str, Any]) -> None:
    odd = [
        "print('\\ud800', end='')\ndisplay({'text/html': 3}, raw=True)\n1",
        "from autograder.run.candidate.shell import OUTPUTS\n"
        "OUTPUTS.items += [{'output_type': 'points', 'score': 9}, 3]",
        "class P:\n    def _repr_png_(self): return b'png'\nP()",
        "x = '\ud800'",
        "raise type('E', (Exception,), {})('\\ud800')",
    ]
    solved["cells"] += [code_cell(source) for source in odd]
    solved["cells"].append({"cell_type": "raw", "id": "raw", "metadata": {}, "source": "left"})
    graded = grade(solved)
    assert points(graded) == ALL
    assert_valid(graded)


def test_a_forged_mark_in_the_outputs_or_metadata_is_worth_nothing(
    grade: Callable[..., Graded], solved: dict[str, Any]
) -> None:
    cell = solved["cells"][position(solved, "double-checks")]
    cell["source"] = "True"
    cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}}]
    cell["metadata"]["nbgrader"]["points"] = 100
    solved["cells"][position(solved, "double-solution")]["source"] = "def double(x):\n    return 0"
    graded = grade(solved)
    assert points(graded) == ALL | {"double": 0.0}
    executed = next(one for one in graded.notebook["cells"] if one["id"] == "double-checks")
    assert executed["metadata"]["nbgrader"]["points"] == 2
    assert [out["output_type"] for out in executed["outputs"]] == ["error"]


def test_a_message_that_no_file_takes_is_made_one(grade: Callable[..., Graded]) -> None:
    graded = grade(double="def double(x):\n    raise ValueError('\\ud800')")
    sentence = next(verdict.sentence for verdict in graded.verdicts if verdict.exercise == "double")
    assert "ValueError" in sentence and sentence.encode("utf-8")


def test_an_error_of_ours_is_flagged_and_costs_nothing(grade: Callable[..., Graded], subject: Subject) -> None:
    broken = replace(subject, released={"cells": [{"id": "a"}]})
    graded = grade(subject=broken)
    assert set(statuses(graded).values()) == {"our fault"} and set(points(graded).values()) == {None}
    assert all("Traceback" not in verdict.sentence and "KeyError" in verdict.detail for verdict in graded.verdicts)


# --- Secrecy -------------------------------------------------------------------------------------------------------


def hidden_lines(chapter: Chapter, released: dict[str, Any]) -> list[str]:
    """What stands in the hidden part of a test cell and nowhere in what students have."""
    public = "\n".join(cell["source"] for cell in released["cells"])
    lines = []
    for cell in chapter.cells:
        region = cell.source.partition("### BEGIN HIDDEN TESTS")[2].partition("### END HIDDEN TESTS")[0]
        lines += [line.strip() for line in region.splitlines() if len(line.strip()) > 8]
    return [line for line in lines if line not in public]


def texts(node: Any) -> Iterator[str]:
    """All the text in a notebook, keys included."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict):
        yield from texts([*node.keys(), *node.values()])


def hidden_values() -> list[str]:
    """The hidden inputs of « double », and what is expected of them, as they would be written."""
    with hidden(f"{TINY}/double") as rng:
        drawn = [float(number) for number in rng.normal(scale=100, size=8)]
    return [f"{number:.6g}"[:6] for value in drawn for number in (value, 2 * value)]


_ANSWERS = {
    "right": "def double(x):\n    return 2 * x",
    "square": "def double(x):\n    return x * x",
    "far": "def double(x):\n    return 2 * x if x in (3, -1.5) else repr(x)",
    "told": "def double(x):\n    if x in (3, -1.5): return 2 * x\n    raise ValueError(repr(x))",
    "typed": "def double(x):\n    return 2 * x if x in (3, -1.5) else type(repr(x), (), {})()",
    "printed": "def double(x):\n    print(x)\n    return 2 * x if x in (3, -1.5) else None",
    "history": "print(In, Out)\n%history\ndef double(x):\n    return In",
    "dying": "def double(x):\n    import os\n    os._exit(0)",
}


@pytest.mark.parametrize("answer", _ANSWERS)
def test_nothing_hidden_is_in_what_students_may_see(
    grade: Callable[..., Graded], subject: Subject, answer: str
) -> None:
    graded = grade(double=_ANSWERS[answer], shift="def shift(values):\n    return values", word="word = 'loss'")
    said = "\n".join([*texts(graded.notebook), *graded.notes, *(verdict.sentence for verdict in graded.verdicts)])
    assert "our fault" not in statuses(graded).values()
    secrets = hidden_lines(subject.chapter, subject.released) + hidden_values()
    assert len(secrets) >= 20
    assert [secret for secret in secrets if secret in said] == []
    assert "Traceback" not in shown(graded, "double-checks") and "HIDDEN" not in said


def test_a_known_mistake_is_named_at_visible_and_at_hidden_checks(grade: Callable[..., Graded]) -> None:
    for answer, mistake in (("x * x", "square"), ("2 * x if x < 50 else x", "far")):
        graded = grade(double=f"def double(x):\n    return {answer}")
        verdict = next(one for one in graded.verdicts if one.exercise == "double")
        assert (verdict.status, verdict.mistake) == ("wrong", mistake)


def test_visible_checks_say_what_they_got_after_hidden_tests_too(grade: Callable[..., Graded]) -> None:
    graded = grade(shift="def shift(values):\n    return [12345]")
    (sentence,) = (verdict.sentence for verdict in graded.verdicts if verdict.exercise == "shift")
    assert "12345" in sentence and "12345" in shown(graded, "shift-checks")


def test_the_values_that_are_searched_above_are_those_that_are_drawn(subject: Subject, server: ForkServer) -> None:
    candidate = server.fork()
    candidate.run_cell("seen = []\n\ndef double(x):\n    seen.append(x)\n    return 2 * x")
    assert examine(checks_of(subject.chapter, "double"), candidate).status == "correct"
    drawn = [f"{number:.6g}"[:6] for number in candidate.look_up("seen")]
    candidate.close()
    assert len(set(drawn) & set(hidden_values())) == 8
