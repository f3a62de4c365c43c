"""Reading a built chapter as data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.chapter import Exercise, exercise_of, load_chapter, released_notebook
from autograder.course.folder import CourseError
from tests.autograder.gradebook.small_course import CHAPTER, build


def test_exercises_are_numbered_in_order_with_their_cells(tmp_path: Path) -> None:
    chapter = load_chapter(build(tmp_path), CHAPTER)
    assert (chapter.title, chapter.points, chapter.digest) == ("Prise en main", 5.0, "a" * 12)
    assert chapter.exercises == (
        Exercise("average", 1, 2.0, False, "average", "average-checks"),
        Exercise("spread", 2, 1.5, False, "spread", "spread-checks"),
        Exercise("analysis", 3, 1.5, True, "analysis", "analysis"),
    )


def test_cells_carry_role_exercise_and_whole_source(tmp_path: Path) -> None:
    chapter = load_chapter(build(tmp_path), CHAPTER)
    assert [(cell.id, cell.kind, cell.role, cell.exercise, cell.grade_id) for cell in chapter.cells] == [
        ("intro-1", "markdown", "", "", ""),
        ("average-solution", "code", "stub+solution", "average", "average"),
        ("average-checks", "code", "checks", "average", "average-checks"),
        ("spread-solution", "code", "stub+solution", "spread", "spread"),
        ("spread-checks", "code", "checks", "spread", "spread-checks"),
        ("analysis-answer", "markdown", "manual", "analysis", "analysis"),
    ]
    assert chapter.cells[1].source.endswith("    ### END SOLUTION")
    assert "\n    return len(values)\n" in chapter.cells[1].source
    assert chapter.kernelspec["name"] == "python3"


def test_the_students_version_has_no_solution(tmp_path: Path) -> None:
    released = released_notebook(build(tmp_path), CHAPTER)
    sources = [cell["source"] for cell in released["cells"]]
    assert all(isinstance(source, str) for source in sources)
    assert not any("BEGIN" in source for source in sources)


def test_a_grade_id_belongs_to_its_exercise() -> None:
    assert [exercise_of(name) for name in ("average", "average-checks", "checks-first")] == [
        "average",
        "average",
        "checks-first",
    ]


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"cells": [{}]}', b'{"cells": 3}', b"\xff"])
@pytest.mark.parametrize("read", [load_chapter, released_notebook])
def test_what_is_not_built_or_does_not_read_says_which_command_mends_it(tmp_path: Path, read, content) -> None:  # type: ignore[no-untyped-def]
    course = build(tmp_path)
    for folder in (course.source, course.release):
        path = folder / CHAPTER / f"{CHAPTER}.ipynb"
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    with pytest.raises(CourseError, match=f"course build {CHAPTER}"):
        read(course, CHAPTER)


def test_a_notebook_that_the_builder_did_not_make_is_refused(tmp_path: Path) -> None:
    course = build(tmp_path)
    path = course.source / CHAPTER / f"{CHAPTER}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    del notebook["metadata"]["course"]["release"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(CourseError, match="course build"):
        load_chapter(course, CHAPTER)


def test_reading_a_chapter_imports_no_nbgrader() -> None:
    script = "import sys, autograder.course.chapter; sys.exit('nbgrader' in sys.modules or 'nbformat' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 0
