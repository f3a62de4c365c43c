"""The fixture course, built once a session: one chapter with one exercise of every kind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.course.folder import Course, open_course
from course_utils.chapters.reader import EXTRA_FOLDER

ROOT = Path(__file__).parents[2]
FIXTURE = "90_fixture"


@pytest.fixture(scope="session")
def built_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built fixture course: read it, never write in it."""
    folder = tmp_path_factory.mktemp("fixture") / "course"
    shutil.copytree(ROOT / "tests" / "course", folder)
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    assert main(["--root", str(folder), "build"]) == 0
    return folder


@pytest.fixture()
def fixture_course(built_fixture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    """A copy of the built fixture course that a test may hand work in to."""
    folder = tmp_path / "course"
    shutil.copytree(built_fixture, folder)
    monkeypatch.setenv(EXTRA_FOLDER, str(folder / "course_utils" / "chapters"))
    yield open_course(folder)


@pytest.fixture()
def course_command(fixture_course: Course) -> Callable[..., int]:
    """Run `course` on the fixture course and return its exit code."""
    return lambda *words: main(["--root", str(fixture_course.root), *words])
