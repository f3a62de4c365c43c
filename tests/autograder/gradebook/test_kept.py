"""What `autograded/` keeps, and that only finished work counts as done."""

from __future__ import annotations

import nbformat
import pytest

from autograder.course.folder import Course, CourseError
from autograder.gradebook.kept import (
    done_digest,
    list_graded,
    load_graded,
    mark_done,
    notebook_path,
    save_notebook,
    verdicts_path,
)
from tests.autograder.gradebook.small_course import CHAPTER, graded


def save(course: Course, student: str = "ada", **fields: object) -> None:
    result = graded(student, **fields)  # type: ignore[arg-type]
    save_notebook(course, result)
    mark_done(course, result)


def test_what_was_saved_is_loaded_again(course: Course) -> None:
    result = graded(notes=("Cellule remise à sa place.",), timestamp="2026-03-01 10:00:00 UTC")
    save_notebook(course, result)
    assert load_graded(course, "ada", CHAPTER) is None
    mark_done(course, result)
    assert load_graded(course, "ada", CHAPTER) == result
    assert done_digest(course, "ada", CHAPTER) == result.digest


def test_the_notebook_is_a_notebook_for_nbgrader_too(course: Course) -> None:
    save(course)
    notebook = nbformat.read(notebook_path(course, "ada", CHAPTER), as_version=4)
    nbformat.validate(notebook)
    assert notebook_path(course, "ada", CHAPTER) == course.autograded / "ada" / CHAPTER / f"{CHAPTER}.ipynb"


def test_the_files_are_the_same_bytes_every_time(course: Course) -> None:
    save(course)
    first = [path(course, "ada", CHAPTER).read_bytes() for path in (notebook_path, verdicts_path)]
    save(course)
    assert [path(course, "ada", CHAPTER).read_bytes() for path in (notebook_path, verdicts_path)] == first


def test_a_new_grading_that_is_interrupted_is_not_done(course: Course) -> None:
    save(course)
    save_notebook(course, graded(digest="e" * 12))
    assert done_digest(course, "ada", CHAPTER) is None
    assert list_graded(course, CHAPTER) == []


def test_graded_students_are_listed_in_order(course: Course) -> None:
    for student in ("grace", "ada"):
        save(course, student)
    save_notebook(course, graded("alan"))
    assert list_graded(course, CHAPTER) == ["ada", "grace"]
    assert list_graded(course, "01_other") == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"digest": "d", "verdicts": [{}]}', b"\xff\xfe"])
def test_verdicts_that_do_not_read_count_as_not_graded(course: Course, content: bytes) -> None:
    save(course)
    verdicts_path(course, "ada", CHAPTER).write_bytes(content)
    assert load_graded(course, "ada", CHAPTER) is None


def test_a_lone_surrogate_in_an_answer_is_kept_and_leaves_the_file_readable(course: Course) -> None:
    save(course, answers={"average": "nom = '\udc80 \u00e9'"})
    assert "\\udc80 é" in notebook_path(course, "ada", CHAPTER).read_text(encoding="utf-8")
    loaded = load_graded(course, "ada", CHAPTER)
    assert loaded is not None
    assert any(cell["source"] == "nom = '\udc80 \u00e9'" for cell in loaded.notebook["cells"])


def test_a_folder_that_cannot_be_written_is_one_sentence(course: Course) -> None:
    course.autograded.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(CourseError, match="Impossible d'écrire"):
        save_notebook(course, graded())
