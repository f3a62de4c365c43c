"""Damaged notebooks have the marks that their answers deserve, and a sentence says what was mended."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, open_course
from autograder.course.solved import solutions, solved
from autograder.course.verdict import Graded
from autograder.run.forkserver import ForkServer, server_for
from autograder.submissions.find import find_submissions
from autograder.submissions.grade import Subject, grade_submission, subject_of
from autograder.submissions.read import notebook_cells, read_versions
from autograder.submissions.repair.repair import repair
from course_utils.chapters.reader import EXTRA_FOLDER
from course_utils.french import typeset
from tests.autograder.conftest import FIXTURE
from tests.submissions.damage import DAMAGES, NAME, Damage, cell_of, remember_stubs
from tests.submissions.edits import edit_at_random

FULL = {
    **{"double": 2, "apply_twice": 2, "countdown": 1, "clip_in_place": 2, "first": 2, "counter": 2, "noisy": 2},
    **{"identity": 1, "quiz": 1, "fit": 3, "analysis": None},
}
SOLVED_BY_HALF = ("double", "countdown", "first", "noisy", "quiz")
HALF = {exercise: points if exercise in SOLVED_BY_HALF else 0 for exercise, points in FULL.items()}
DESERVED = {"solved": FULL, "half": HALF, "empty": dict.fromkeys(FULL, 0)}


@pytest.fixture(scope="module")
def course(built_fixture: Path) -> Iterator[Course]:
    course = open_course(built_fixture)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, str(course.stored))
        yield course


@pytest.fixture(scope="module")
def server(course: Course) -> Iterator[ForkServer]:
    with server_for(load_chapter(course, FIXTURE)) as started:
        yield started


@pytest.fixture(scope="module")
def subject(course: Course, server: ForkServer) -> Subject:
    subject = subject_of(course, load_chapter(course, FIXTURE), server)
    remember_stubs(subject.released)
    return subject


@pytest.fixture(scope="module")
def works(subject: Subject) -> dict[str, dict[str, Any]]:
    """The three notebooks that are damaged: solved, half-solved, as released."""
    answers = solutions(subject.chapter)
    full = solved(subject.released, answers)
    written = cell_of(full, "analysis-answer")
    written["source"] = written["source"].replace(
        "*Votre réponse ici.*", "PyTorch ajoute les gradients à ceux qui sont déjà là.\nOn repart donc de zéro."
    )
    half = {exercise: answers[exercise] for exercise in SOLVED_BY_HALF}
    half["apply_twice"] = "def apply_twice(f, x):\n    return f(x)"
    return {"solved": full, "half": solved(subject.released, half), "empty": copy.deepcopy(subject.released)}


@pytest.fixture(scope="module")
def grade(course: Course, subject: Subject, server: ForkServer, tmp_path_factory: Any) -> Callable[..., Graded]:
    """Grade a folder of files as `course grade` finds it.

    Most damages are repaired to the very same cells: these are run once, for the sake of time.
    """
    root = tmp_path_factory.mktemp("handed-in")
    handed = _Elsewhere(course, root)
    known: dict[tuple[Any, ...], Graded] = {}

    def graded(files: dict[str, bytes]) -> Graded:
        folder = root / "ada" / FIXTURE
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (submission,) = find_submissions(handed, FIXTURE)
        repaired = repair(read_versions(submission.path)[0], subject.chapter, subject.released)
        cells = tuple((cell.kind, cell.source, cell.id, cell.original is None, cell.edited) for cell in repaired.cells)
        if cells not in known:
            known[cells] = grade_submission(submission, subject, server)
        notes = tuple(typeset(note) for note in (*submission.notes, *repaired.notes))
        return replace(known[cells], notes=notes, ambiguous=submission.ambiguous or repaired.ambiguous)

    return graded


class _Elsewhere(Course):
    """The course, with its submissions in a folder of the test's."""

    def __init__(self, course: Course, submitted: Path) -> None:
        super().__init__(course.root, course.settings)
        object.__setattr__(self, "_submitted", submitted)

    @property
    def submitted(self) -> Path:
        return self._submitted  # type: ignore[attr-defined]


def points(graded: Graded) -> dict[str, float | None]:
    return {verdict.exercise: verdict.points for verdict in graded.verdicts}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damaged_notebook_has_the_marks_it_deserves_and_a_note_on_what_was_done(
    damage: Damage, works: dict[str, dict[str, Any]], grade: Callable[..., Graded]
) -> None:
    for work, deserved in DESERVED.items():
        graded = grade(damage.files(works[work]))
        others = {exercise: mark for exercise, mark in damage.marks.items() if deserved[exercise]}
        assert points(graded) == deserved | dict.fromkeys(damage.gone, 0) | others, work
        statuses = {verdict.exercise: verdict.status for verdict in graded.verdicts}
        assert {exercise for exercise, status in statuses.items() if status == "missing"} == set(damage.gone), work
        nbformat.validate(nbformat.reads(json.dumps(graded.notebook), as_version=4))
        if work == "solved":
            said = [note.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'") for note in graded.notes]
            assert any(damage.said(works[work]) in note for note in said) if damage.note else said == [], said
            assert graded.ambiguous == damage.ambiguous


# --- Fuzz ------------------------------------------------------------------------------------------------------------

_SETTINGS = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": [HealthCheck.too_slow]}
_EDITS = {"seed": st.integers(0, 2**32), "times": st.integers(1, 12)}


def test_repair_always_ends_with_one_set_of_checks_and_one_answer_at_most(
    works: dict[str, dict[str, Any]], subject: Subject, tmp_path: Path
) -> None:
    path = tmp_path / NAME
    released = {cell["id"]: cell["source"] for cell in subject.released["cells"]}
    exercises = sorted(exercise.id for exercise in subject.chapter.exercises if not exercise.manual)
    lesson = {cell.id for cell in subject.chapter.cells if not cell.exercise}

    @given(work=st.sampled_from(sorted(DESERVED)), **_EDITS)
    @settings(max_examples=3000, **_SETTINGS)
    def holds(work: str, seed: int, times: int) -> None:
        path.write_bytes(json.dumps(edit_at_random(works[work], seed, times)).encode())
        repaired = repair(read_versions(path)[0], subject.chapter, subject.released)
        originals = [cell.original for cell in repaired.cells if cell.original is not None]
        answers = [cell.exercise for cell in originals if cell.role in ("stub+solution", "manual")]
        assert sorted(cell.exercise for cell in originals if cell.role == "checks") == exercises
        assert len(answers) == len(set(answers))
        assert len({cell.id for cell in repaired.cells}) == len(repaired.cells)
        assert all(cell.source == released[cell.id] for cell in repaired.cells if cell.original and not cell.edited)
        assert lesson <= {cell.id for cell in repaired.cells}

    holds()


def test_an_answer_that_is_somewhere_is_found_whatever_happened_around_it(
    works: dict[str, dict[str, Any]], subject: Subject
) -> None:
    def answers(notebook: dict[str, Any]) -> dict[str, str]:
        cells = repair(notebook_cells(notebook), subject.chapter, subject.released).cells
        known = [(cell, cell.original) for cell in cells if cell.original is not None]
        return {one.exercise: " ".join(cell.source.split()) for cell, one in known if one.role == "stub+solution"}

    expected = answers(works["solved"])

    @given(**_EDITS)
    @settings(max_examples=1000, **_SETTINGS)
    def holds(seed: int, times: int) -> None:
        found = answers(edit_at_random(works["solved"], seed, times, harmless=True))
        assert [exercise for exercise, answer in expected.items() if answer not in found.get(exercise, "")] == []

    holds()


def test_random_edits_never_raise_a_mark(works: dict[str, dict[str, Any]], grade: Callable[..., Graded]) -> None:
    @given(work=st.sampled_from(["half", "empty"]), **_EDITS)
    @settings(max_examples=40, **_SETTINGS)
    def holds(work: str, seed: int, times: int) -> None:
        graded = grade({NAME: json.dumps(edit_at_random(works[work], seed, times)).encode()})
        assert list(points(graded)) == list(FULL)
        for verdict in graded.verdicts:
            if verdict.exercise != "analysis":  # which a person reads as soon as something was written there
                assert verdict.points is not None and verdict.points <= (DESERVED[work][verdict.exercise] or 0)

    holds()
