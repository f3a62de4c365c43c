"""`course feedback` from the command line, on a class that was graded."""

from __future__ import annotations

import re

import pytest

from autograder.cli import main
from autograder.course.folder import Course
from autograder.gradebook.database import open_gradebook, record
from autograder.gradebook.kept import mark_done, save_notebook, verdicts_path
from autograder.gradebook.sync import sync_chapter
from autograder.report.feedback import page_path
from tests.autograder.gradebook.small_course import CHAPTER, graded


def grade(course: Course, *students: str) -> None:
    """Do what `course grade` does with results, for imaginary students."""
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)
        for student in students:
            result = graded(student, answers={"average": "x = 1"})
            save_notebook(course, result)
            record(gradebook, result)
            mark_done(course, result)


def feedback(course: Course, *words: str) -> int:
    return main(["--root", str(course.root), "feedback", *words])


def test_pages_are_written_once_and_the_command_says_where(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    grade(course, "ada", "grace")
    assert feedback(course) == 0
    said = capsys.readouterr().out
    assert "écrites\u00a0: 2\u202f; déjà à jour\u00a0: 0" in said and str(course.feedback) in said
    assert feedback(course, CHAPTER) == 0
    assert "écrites\u00a0: 0\u202f; déjà à jour\u00a0: 2" in capsys.readouterr().out
    assert feedback(course, "--force", "--student", "ada") == 0
    assert "écrites\u00a0: 1\u202f; déjà à jour\u00a0: 0" in capsys.readouterr().out
    assert page_path(course, "grace", CHAPTER).is_file()


def test_what_a_person_gave_since_then_reaches_the_page(course: Course) -> None:
    grade(course, "ada")
    feedback(course)
    with open_gradebook(course) as gradebook:
        grade_row = gradebook.find_grade("analysis", CHAPTER, CHAPTER, "ada")
        comment = gradebook.find_comment("analysis", CHAPTER, CHAPTER, "ada")
        grade_row.manual_score, grade_row.needs_manual_grade = 1.25, False
        comment.manual_comment = "Clair et juste."
        gradebook.db.commit()
    assert feedback(course) == 0
    page = page_path(course, "ada", CHAPTER).read_text(encoding="utf-8")
    assert "Clair et juste." in page
    assert re.search(r"<strong>4,75<span", page)


def test_nothing_graded_is_one_sentence_and_makes_nothing(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    (course.root / "gradebook.db").unlink()
    assert feedback(course) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (course.root / "gradebook.db").exists() and not course.feedback.exists()


def test_an_unknown_student_or_chapter_is_one_sentence(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    grade(course, "ada")
    assert feedback(course, "--student", "../ada") == 2
    assert "../ada" in capsys.readouterr().err
    assert feedback(course, "99_none") == 2
    assert "99_none" in capsys.readouterr().err


def test_a_result_that_does_not_read_is_said_and_the_others_are_written(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    grade(course, "ada", "grace")
    verdicts_path(course, "ada", CHAPTER).write_text("{", encoding="utf-8")
    assert feedback(course) == 1
    assert "ada" in capsys.readouterr().err
    assert page_path(course, "grace", CHAPTER).is_file()


def test_a_folder_that_cannot_be_written_is_one_sentence(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    grade(course, "ada")
    course.feedback.write_text("a file where a folder should be", encoding="utf-8")
    assert feedback(course) == 2
    assert "Impossible d’écrire" in capsys.readouterr().err
