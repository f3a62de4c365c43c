"""A line that the grading machine cannot run costs nothing but itself, and is said; the student's own errors stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, open_course
from autograder.course.limits import Limits
from autograder.course.verdict import Graded
from autograder.run.forkserver import ForkServer, server_for
from autograder.submissions.find import Submission
from autograder.submissions.grade import grade_submission, subject_of
from tests.autograder.tiny_course import TINY, code_cell, hand_in, handed_in, position

LIMITS = Limits(cell_cpu=5, call_cpu=5, patience=20, reply=2**20)
DOUBLE = "def double(x):\n    return 2 * x"
LINES = [
    "import un_module_absent",
    "from google.colab import drive",
    "from un_module_absent.part import (\n    one,\n    two,\n)",
    "%magie_absente",
    "%load_ext une_extension_absente",
    "%matplotlib widget",
    "import os; os.chdir('/content/drive')",
    "texte = open('donnees.csv').read()",
    "n = input()",
    "import sys; sys.exit()",
    "import numpy as np; np.float",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "raise RuntimeError('Found no NVIDIA driver on your system.')",
    "raise AssertionError('Torch not compiled with CUDA enabled')",
]


@pytest.fixture(scope="module")
def server(built_tiny: Path) -> Iterator[ForkServer]:
    with server_for(load_chapter(open_course(built_tiny), TINY), LIMITS) as started:
        yield started


@pytest.fixture
def grade(tiny: Course, server: ForkServer) -> Callable[[dict[str, Any]], Graded]:
    subject = subject_of(tiny, load_chapter(tiny, TINY), server)

    def graded(notebook: dict[str, Any]) -> Graded:
        path = hand_in(tiny, "ada", notebook=notebook)
        return grade_submission(Submission("ada", TINY, path, ""), subject, server)

    return graded


def double_of(graded: Graded) -> Any:
    return next(one for one in graded.verdicts if one.exercise == "double")


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_environment_above_a_right_answer_costs_nothing_and_is_said(
    line: str, tiny: Course, grade: Callable[[dict[str, Any]], Graded]
) -> None:
    graded = grade(handed_in(tiny, TINY, {"double": f"{line}\n{DOUBLE}"}))
    assert double_of(graded).status == "correct"
    assert any("laissée de côté" in note for note in graded.notes)
    assert "laissée de côté" in str(graded.notebook)


@pytest.mark.parametrize("line", ["nom_absent", "1 + 'a'", "assert 1 == 2", "raise ValueError('non')", "[][0]"])
def test_an_error_of_the_students_own_stops_the_cell(
    line: str, tiny: Course, grade: Callable[[dict[str, Any]], Graded]
) -> None:
    graded = grade(handed_in(tiny, TINY, {"double": f"{line}\n{DOUBLE}"}))
    assert double_of(graded).status == "raised"
    assert not any("laissée de côté" in note for note in graded.notes)


@pytest.mark.parametrize("magic", ["%%recommencer", "%%time", "%%capture sortie"])
def test_a_cell_magic_left_above_a_right_answer_is_left_out_and_said(
    magic: str, tiny: Course, grade: Callable[[dict[str, Any]], Graded]
) -> None:
    graded = grade(handed_in(tiny, TINY, {"double": f"{magic}\n{DOUBLE}"}))
    assert double_of(graded).status == "correct"
    assert magic in str(graded.notebook)


def test_a_name_that_a_line_passed_over_would_have_given_is_explained(
    tiny: Course, grade: Callable[[dict[str, Any]], Graded]
) -> None:
    notebook = handed_in(tiny, TINY, {"double": "def double(x):\n    return absent.twice(x)"})
    at = position(notebook, "double-solution")
    notebook["cells"].insert(at, code_cell("import un_module_absent as absent"))
    verdict = double_of(grade(notebook))
    assert verdict.status == "raised"
    assert "import un_module_absent as absent" in verdict.sentence
