"""What one submission may use in all, and what it may be: a file, and no more than a notebook."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course
from autograder.course.limits import Limits
from autograder.course.verdict import Graded
from autograder.run.forkserver import ForkServer
from autograder.submissions.find import find_submissions
from autograder.submissions.grade import grade_submission, subject_of
from tests.autograder.tiny_course import TINY, code_cell, hand_in, handed_in, position

LIMITS = Limits(cell_cpu=2, call_cpu=2, patience=3)
BURN = "import time\nend = time.process_time() + {seconds}\nwhile time.process_time() < end: pass"


@pytest.fixture
def grade(tiny: Course) -> Callable[..., Graded]:
    def graded(limits: Limits, notebook: dict[str, Any] | None = None) -> Graded:
        if notebook is not None:
            hand_in(tiny, "ada", notebook=notebook)
        (submission,) = find_submissions(tiny, TINY)
        with ForkServer(("numpy",), limits) as server:
            return grade_submission(submission, subject_of(tiny, load_chapter(tiny, TINY), server), server)

    return graded


def points(graded: Graded) -> dict[str, float | None]:
    return {verdict.exercise: verdict.points for verdict in graded.verdicts}


def test_cells_that_are_each_in_time_are_too_slow_together(tiny: Course, grade: Callable[..., Graded]) -> None:
    notebook = handed_in(tiny, TINY)
    for _ in range(6):
        notebook["cells"].insert(position(notebook, "shift-solution"), code_cell(BURN.format(seconds=0.7)))
    graded = grade(replace(LIMITS, submission_cpu=2), notebook)
    assert points(graded) == {"double": 2.0, "shift": 0.0, "word": 0.0, "opinion": 0.0}
    verdict = graded.verdicts[1]
    assert verdict.status == "too slow" and "l’ensemble" in verdict.sentence
    assert "CPU for the whole submission" in verdict.detail
    assert [note for note in graded.notes if note.startswith("Arrêt à la cellule")]


def test_waiting_counts_for_the_whole_submission_too(tiny: Course, grade: Callable[..., Graded]) -> None:
    notebook = handed_in(tiny, TINY)
    notebook["cells"].insert(position(notebook, "double-solution"), code_cell("import time\ntime.sleep(60)"))
    graded = grade(replace(LIMITS, cell_cpu=100, submission_wall=1), notebook)
    assert points(graded) == {"double": 0.0, "shift": 0.0, "word": 0.0, "opinion": 0.0}
    assert {verdict.status for verdict in graded.verdicts[:3]} == {"too slow"}


def test_nobody_has_candidates_without_end(tiny: Course, grade: Callable[..., Graded]) -> None:
    notebook = handed_in(tiny, TINY)
    for _ in range(8):
        notebook["cells"].insert(position(notebook, "shift-solution"), code_cell("import os\nos._exit(0)"))
    assert points(grade(LIMITS, notebook)) == {"double": 2.0, "shift": 1.0, "word": 1.0, "opinion": 0.0}
    graded = grade(replace(LIMITS, forks=5), notebook)
    assert points(graded) == {"double": 2.0, "shift": 0.0, "word": 0.0, "opinion": 0.0}
    assert "5 candidates" in graded.verdicts[1].detail


def test_a_cell_that_runs_once_more_for_each_that_dies_does_not_multiply(
    tiny: Course, grade: Callable[..., Graded]
) -> None:
    notebook = handed_in(tiny, TINY)
    for _ in range(8):
        notebook["cells"].insert(position(notebook, "shift-solution"), code_cell("import os\nos._exit(0)"))
    notebook["cells"].insert(3, code_cell(BURN.format(seconds=0.6)))
    graded = grade(replace(LIMITS, submission_cpu=1.5), notebook)
    assert points(graded) == {"double": 2.0, "shift": 0.0, "word": 0.0, "opinion": 0.0}


@pytest.mark.parametrize("target", ["solutions", "neighbour", "missing"])
def test_a_link_is_not_a_work(tiny: Course, grade: Callable[..., Graded], target: str) -> None:
    places = {
        "solutions": tiny.source / TINY / f"{TINY}.ipynb",
        "neighbour": tiny.root / "neighbour.ipynb",
        "missing": tiny.root / "nowhere",
    }
    path = hand_in(tiny, "ada")
    path.replace(places["neighbour"])
    path.symlink_to(places[target])
    graded = grade(LIMITS)
    assert graded.points == 0.0
    assert {verdict.status for verdict in graded.verdicts} == {"unreadable"}
    if target != "missing":
        assert "lien" in graded.verdicts[0].sentence


def test_a_folder_that_leads_elsewhere_is_not_a_work(tiny: Course, grade: Callable[..., Graded]) -> None:
    path = hand_in(tiny, "ada")
    path.parent.replace(tiny.root / "elsewhere")
    path.parent.symlink_to(tiny.root / "elsewhere")
    assert {verdict.status for verdict in grade(LIMITS).verdicts} == {"unreadable"}


def test_a_pipe_is_not_waited_for(tiny: Course, grade: Callable[..., Graded]) -> None:
    path = hand_in(tiny, "ada")
    path.unlink()
    os.mkfifo(path)
    os.mkfifo(path.with_name("timestamp.txt"))
    assert {verdict.status for verdict in grade(LIMITS).verdicts} == {"unreadable"}


def test_a_date_that_is_a_link_is_no_date(tiny: Course, tmp_path: Path) -> None:
    path = hand_in(tiny, "ada")
    (tmp_path / "secret").write_text("jeton")
    path.with_name("timestamp.txt").symlink_to(tmp_path / "secret")
    assert find_submissions(tiny, TINY)[0].timestamp == ""
