"""What `autograded/` keeps, and that only finished work counts as done."""

from __future__ import annotations

import json
import os
from pathlib import Path

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


def former_place(course: Course, student: str) -> Path:
    """Where an earlier version of the course wrote the verdicts: beside the notebook."""
    return course.autograded / student / CHAPTER / "verdicts.json"


def as_formerly(course: Course, student: str = "ada") -> None:
    save(course, student)
    os.replace(verdicts_path(course, student, CHAPTER), former_place(course, student))


def test_what_only_the_teacher_may_read_is_beside_no_notebook(course: Course) -> None:
    save(course)
    place = verdicts_path(course, "ada", CHAPTER)
    assert "SECRET_DETAIL" in place.read_text(encoding="utf-8")
    assert [path.name for path in (course.autograded / "ada" / CHAPTER).iterdir()] == [f"{CHAPTER}.ipynb"]
    assert place.is_relative_to(course.autograded / ".verdicts")  # a name that no pattern of nbgrader's matches


def test_verdicts_of_an_earlier_version_are_read_and_moved(course: Course) -> None:
    as_formerly(course)
    as_formerly(course, "grace")
    assert list_graded(course, CHAPTER) == ["ada", "grace"]
    assert load_graded(course, "ada", CHAPTER) == graded()
    assert done_digest(course, "grace", CHAPTER) == graded().digest
    assert not former_place(course, "ada").exists() and verdicts_path(course, "ada", CHAPTER).is_file()


def test_verdicts_of_an_earlier_version_do_not_come_back_after_a_new_grading(course: Course) -> None:
    as_formerly(course)
    save_notebook(course, graded(digest="e" * 12))
    assert done_digest(course, "ada", CHAPTER) is None
    mark_done(course, graded(digest="e" * 12))
    assert done_digest(course, "ada", CHAPTER) == "e" * 12


def test_a_work_whose_notebook_is_gone_is_not_done(course: Course) -> None:
    save(course)
    notebook_path(course, "ada", CHAPTER).unlink()
    assert done_digest(course, "ada", CHAPTER) is None and list_graded(course, CHAPTER) == []


def nested(levels: int) -> object:
    deep: object = "fond"
    for _ in range(levels):
        deep = [deep]
    return deep


@pytest.mark.parametrize("levels", [500, 965, 5000])
def test_a_notebook_nested_without_end_is_one_that_does_not_read(course: Course, levels: int) -> None:
    """As an earlier version could leave it: the file is made by hand."""
    save(course)
    place = notebook_path(course, "ada", CHAPTER)
    text = place.read_text(encoding="utf-8").replace('"SECRET_OUTPUT"', "[" * levels + "]" * levels)
    assert text.count("[[[[") > 100
    place.write_text(text, encoding="utf-8")
    load_graded(course, "ada", CHAPTER)  # whatever it returns, it returns


_NOT_VALID = {
    "an output of no kind": {"output_type": "reward"},
    "a count below zero": {"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": -1},
    "a text that is a number": {"output_type": "stream", "name": "stdout", "text": 3},
    "a key too many": {"output_type": "stream", "name": "stdout", "text": "", "onload": "alert(1)"},
    "data nested without end": {
        "output_type": "display_data",
        "data": {"application/json": nested(900)},
        "metadata": {},
    },
}


@pytest.mark.parametrize("output", _NOT_VALID.values(), ids=_NOT_VALID)
def test_what_is_written_is_a_notebook_whatever_came(course: Course, output: dict[str, object]) -> None:
    result = graded(answers={"average": "x = 1"})
    next(cell for cell in result.notebook.cells if cell.cell_type == "code")["outputs"] = [output]
    save_notebook(course, result)
    written = json.loads(notebook_path(course, "ada", CHAPTER).read_text(encoding="utf-8"))
    nbformat.validate(written)
    assert any(cell["source"] == "x = 1" for cell in written["cells"])
    roles = [cell["metadata"].get("course", {}).get("role") for cell in written["cells"]]
    assert roles == [None, "stub+solution", "checks", "stub+solution", "checks", "manual"]
