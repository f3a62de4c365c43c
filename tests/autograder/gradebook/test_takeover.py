"""nbgrader's « Autograde » and « Generate Feedback », pressed in formgrader or typed: they do what the course does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course.folder import Course
from autograder.gradebook.kept import load_graded, notebook_path, verdicts_path
from autograder.report.feedback import page_path
from course_utils.chapters.reader import EXTRA_FOLDER
from tests.autograder.tiny_course import ROOT, TINY, built_tiny, hand_in, tiny, tiny_command

__all__ = ["built_tiny", "tiny", "tiny_command"]

pytestmark = pytest.mark.timeout(300)
isolated = pytest.mark.needs("bubblewrap", "namespaces")

# What formgrader does when a button is pressed: the same method, in a process whose settings are the course's.
BUTTON = """
import json, sys
from nbgrader.apps import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
app = NbGrader()
app.initialize([])
api = NbGraderAPI(app.coursedir, parent=app)
print(json.dumps(getattr(api, sys.argv[1])(*sys.argv[2:])))
"""


def run(course: Course, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    variables = os.environ | {"PYTHONPATH": str(ROOT), EXTRA_FOLDER: str(course.stored), "PATH": path} | environment
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=course.root, env=variables, capture_output=True, text=True, timeout=200)


def press(course: Course, button: str, *words: str, **environment: str) -> dict[str, Any]:
    """Return what formgrader shows after a button was pressed."""
    ended = run(course, "-c", BUTTON, button, *words, **environment)
    assert ended.returncode == 0, ended.stderr
    answer: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return answer


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def without_isolation(tmp_path: Path) -> str:
    """PATH on a machine where no sandbox can be made."""
    program = tmp_path / "bin" / "bwrap"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'bwrap: No permissions' >&2\nexit 1\n")
    program.chmod(0o755)
    return os.pathsep.join([str(program.parent), str(Path(sys.executable).parent), os.environ["PATH"]])


@isolated
def test_autograde_pressed_grades_in_the_sandbox_and_records(tiny: Course, tiny_command: Callable[..., int]) -> None:
    tiny_command("sync", TINY)
    where = "word = 'gradient'\nimport os\nprint('chez', os.getcwd())"
    hand_in(tiny, "ada", answers={"word": where})
    hand_in(tiny, "grace")
    answer = press(tiny, "autograde", TINY, "ada")
    assert answer["success"] and "« course grade »" in answer["log"].replace("\u202f", " ").replace("\xa0", " ")
    graded = load_graded(tiny, "ada", TINY)
    assert graded is not None and graded.points == 4.0
    assert "chez /home/student" in notebook_path(tiny, "ada", TINY).read_text(encoding="utf-8")
    assert load_graded(tiny, "grace", TINY) is None


@isolated
def test_autograde_typed_grades_everybody_in_the_sandbox(tiny: Course, tiny_command: Callable[..., int]) -> None:
    tiny_command("sync", TINY)
    for student in ("ada", "grace"):
        hand_in(tiny, student)
    ended = run(tiny, "-m", "nbgrader", "autograde", TINY)
    assert ended.returncode == 0, ended.stderr
    assert all(load_graded(tiny, student, TINY) is not None for student in ("ada", "grace"))


def test_where_nothing_isolates_autograde_refuses_in_one_sentence_and_changes_nothing(
    tiny: Course, tiny_command: Callable[..., int], without_isolation: str
) -> None:
    hand_in(tiny, "ada")
    tiny_command("grade", "--sandbox", "none")
    before = {name: (tiny.autograded / name).read_bytes() for name in files(tiny.autograded)}
    ended = run(tiny, "-m", "nbgrader", "autograde", TINY, "--force", PATH=without_isolation)
    assert ended.returncode == 1
    last = ended.stderr.strip().splitlines()[-1]
    assert "course grade" in last and "isolement" in last
    answer = press(tiny, "autograde", TINY, "ada", PATH=without_isolation)
    assert not answer["success"] and "isolement" in answer["log"]
    assert {name: (tiny.autograded / name).read_bytes() for name in files(tiny.autograded)} == before


def test_generate_feedback_writes_our_page_and_nothing_beside_it(
    tiny: Course, tiny_command: Callable[..., int]
) -> None:
    for student in ("ada", "grace"):
        hand_in(tiny, student, answers={"double": "def double(x):\n    return x * x"})
    tiny_command("grade", "--sandbox", "none")
    tiny_command("feedback")
    ours = {student: page_path(tiny, student, TINY).read_bytes() for student in ("ada", "grace")}
    (page_path(tiny, "grace", TINY)).unlink()
    assert press(tiny, "generate_feedback", TINY, "ada")["success"]
    assert files(tiny.feedback) == [f"ada/{TINY}/{TINY}.html"]
    assert press(tiny, "generate_feedback", TINY)["success"]
    assert run(tiny, "-m", "nbgrader", "generate_feedback", TINY, "--force").returncode == 0
    assert {student: page_path(tiny, student, TINY).read_bytes() for student in ours} == ours
    assert files(tiny.feedback) == [f"{student}/{TINY}/{TINY}.html" for student in ("ada", "grace")]


def test_nbgraders_own_feedback_on_purpose_copies_no_private_detail(
    tiny: Course, tiny_command: Callable[..., int]
) -> None:
    hand_in(tiny, "ada", answers={"double": "def double(x):\n    return x * x"})
    tiny_command("grade", "--sandbox", "none")
    former = tiny.autograded / "ada" / TINY / "verdicts.json"
    former.write_bytes(verdicts_path(tiny, "ada", TINY).read_bytes())  # as an earlier version left it
    ended = run(tiny, "-m", "nbgrader", "generate_feedback", TINY, COURSE_PLAIN_NBGRADER="1")
    assert ended.returncode == 0, ended.stderr
    assert "nbgrader_cell" in page_path(tiny, "ada", TINY).read_text(encoding="utf-8")
    assert files(tiny.feedback) == [f"ada/{TINY}/{TINY}.html"]


def test_a_command_that_stops_on_an_error_of_its_own_is_no_success(
    tiny: Course, tiny_command: Callable[..., int]
) -> None:
    hand_in(tiny, "ada")
    tiny_command("grade", "--sandbox", "none")
    (tiny.release / TINY / f"{TINY}.ipynb").write_text('{"cells": 3}', encoding="utf-8")
    answer = press(tiny, "generate_feedback", TINY, "ada")
    assert not answer["success"] and "course feedback" in answer["log"]
