"""The engine and plain nbgrader give the same marks, and nbgrader's feedback on our notebooks tells nothing hidden."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.course.answers import read_answers
from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course, open_course
from autograder.gradebook.database import open_gradebook
from course_utils.chapters.reader import EXTRA_FOLDER
from tests.autograder.tiny_course import FIXTURE, ROOT, hand_in

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def handed_in(built_fixture: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture course with a class: the k-th student gives the k-th answer to every exercise, right or wrong."""
    root = tmp_path_factory.mktemp("same") / "course"
    shutil.copytree(built_fixture, root)
    course = open_course(root)
    chapter = load_chapter(course, FIXTURE)
    answers = {exercise.id: [] for exercise in chapter.exercises if not exercise.manual}
    for answer in read_answers(course, FIXTURE):
        answers[answer.exercise].append(answer.source)
    for number, sources in enumerate(zip_longest(*answers.values())):
        given = {name: source for name, source in zip(answers, sources, strict=True) if source is not None}
        hand_in(course, f"answer-{number}", FIXTURE, given)
    hand_in(course, "solved", FIXTURE)
    hand_in(course, "untouched", FIXTURE, notebook=released_notebook(course, FIXTURE))
    return root


@pytest.fixture(scope="module")
def ours(handed_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The class as the engine grades it."""
    root = tmp_path_factory.mktemp("ours") / "course"
    shutil.copytree(handed_in, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, "")
        assert main(["--root", str(root), "grade", FIXTURE, "--sandbox", "none"]) == 0
    return open_course(root)


@pytest.fixture(scope="module")
def theirs(handed_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The class as plain nbgrader grades it."""
    root = tmp_path_factory.mktemp("theirs") / "course"
    shutil.copytree(handed_in, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, "")
        assert main(["--root", str(root), "sync", FIXTURE]) == 0
    nbgrader(open_course(root), "autograde", FIXTURE, "--force")
    return open_course(root)


def nbgrader(course: Course, *words: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), EXTRA_FOLDER: str(course.stored), "PYTHONHASHSEED": "0"}
    environment |= {"COURSE_PLAIN_NBGRADER": "1"}  # on purpose: the marks are compared with nbgrader's own
    command = [sys.executable, "-m", "nbgrader", *words]
    run = subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True, timeout=400)
    assert run.returncode == 0, run.stderr[-3000:]


def scores(course: Course) -> dict[tuple[str, str], float | None]:
    """The automatic score of every graded cell, by student and cell."""
    with open_gradebook(course, create=False) as gradebook:
        return {
            (submission.student.id, grade.cell.name): grade.auto_score
            for submission in gradebook.assignment_submissions(FIXTURE)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def test_every_mark_of_every_student_is_the_same(ours: Course, theirs: Course) -> None:
    mine, plain = scores(ours), scores(theirs)
    students = {student for student, _ in plain}
    assert len(students) == 8 and len(plain) == 8 * 11
    assert {key: (mine.get(key), plain[key]) for key in plain if mine.get(key) != plain[key]} == {}
    assert mine.keys() == plain.keys()
    assert {sum(score or 0 for (who, _), score in plain.items() if who == student) for student in students} >= {0, 18}


def test_nbgraders_own_feedback_on_our_notebooks_tells_nothing_hidden(ours: Course) -> None:
    nbgrader(ours, "generate_feedback", FIXTURE, "--student=answer-3")
    page = (ours.feedback / "answer-3" / FIXTURE / f"{FIXTURE}.html").read_text(encoding="utf-8")
    text = html.unescape(re.sub(r"<[^>]+>", "", page))  # code is coloured word by word
    assert "on attend" in text and "def double(x):" in text
    for secret in ("HIDDEN TESTS", "as _rng", "reference=", "_cases", "np.diag([1.0, 1.0, 1.0])", "_long", "_Counter"):
        assert secret in (ours.source / FIXTURE / f"{FIXTURE}.ipynb").read_text(encoding="utf-8")
        assert secret not in text
    assert "Traceback (most recent" not in text
