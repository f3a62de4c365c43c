from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.folder import Course
from autograder.gradebook.database import open_gradebook
from tests.autograder.gradebook.small_course import build


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A gradebook without a chapter: nbgrader takes a second to make one."""
    course = build(tmp_path_factory.mktemp("empty"))
    with open_gradebook(course):
        pass
    return (course.root / "gradebook.db").read_bytes()


@pytest.fixture
def course(tmp_path: Path, empty_gradebook: bytes) -> Course:
    """A course of one chapter, built, with an empty gradebook and nothing graded."""
    course = build(tmp_path / "course")
    (course.root / "gradebook.db").write_bytes(empty_gradebook)
    return course
