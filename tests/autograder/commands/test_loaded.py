"""What grading loads: what it needs, since each library costs its start a part of a second or more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.folder import Course
from tests.autograder.tiny_course import TINY, built_tiny, hand_in, tiny

__all__ = ["built_tiny", "tiny"]

ROOT = Path(__file__).parents[3]
NEVER = ("dask", "distributed", "tensorflow", "keras", "torch", "matplotlib", "sklearn", "jupytext")
FOR_THE_GRADEBOOK = ("nbgrader", "sqlalchemy", "nbconvert", "nbclient", "jupyter_server")

GRADE = """
import sys
from autograder.cli import main
assert main(["--root", sys.argv[1], "grade", "--sandbox", "none"]) == 0
"""
WORK = """
import sys
from pathlib import Path
from autograder.course.folder import open_course
from autograder.submissions.find import find_submissions
from autograder.submissions.worker import Job, Worker
course = open_course(Path(sys.argv[1]))
with Worker(Job(course.root, sys.argv[2], isolated=False)) as worker:
    assert [worker.grade(one).points for one in find_submissions(course, sys.argv[2])] == [2.0]
"""


def loaded(program: str, course: Course) -> set[str]:
    """Run a program on the course in a fresh interpreter; return the modules that it ends with."""
    tell = "print('loaded', *sys.modules)"
    words = [sys.executable, "-c", f"{program}\n{tell}", str(course.root), TINY]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.splitlines()[-1].split()[1:])


@pytest.fixture
def school(tiny: Course) -> Course:
    """The tiny course with one work of which two answers are wrong: their diagnosis is loaded too."""
    hand_in(tiny, "ada", answers={"shift": "def shift(values):\n    return values", "word": "word = 'loss'"})
    return tiny


def test_grading_loads_no_cluster_and_no_deep_learning_library_that_the_chapter_does_without(school: Course) -> None:
    assert not loaded(GRADE, school) & set(NEVER)


def test_a_worker_leaves_the_gradebook_to_the_coordinator(school: Course) -> None:
    assert not loaded(WORK, school) & {*NEVER, *FOR_THE_GRADEBOOK}


def test_the_gradebook_is_opened_without_the_applications_of_nbgrader(school: Course) -> None:
    assert not loaded(GRADE, school) & {"nbgrader.apps", "nbconvert", "nbconvert.exporters", "jupyter_server"}
