"""The CSV of marks, and `course export` and `course sync` from the command line."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.cli import main
from autograder.course.folder import Course
from autograder.course.say import printable
from autograder.gradebook.database import Mark, open_gradebook, record
from autograder.gradebook.sync import sync_chapter
from autograder.report.table import marks_table
from tests.autograder.gradebook.small_course import CHAPTER, graded


def mark(student: str, points: float = 4.5, chapter: str = CHAPTER, waits: bool = False) -> Mark:
    return Mark(student, chapter, points, 5.0, 0.0, waits)


def test_rows_are_french_and_sorted() -> None:
    table = marks_table([mark("grace", waits=True), mark("ada", 3, "01_b"), mark("ada", 0.25, "00_a")])
    assert table.splitlines() == [
        '"étudiant";"chapitre";"note";"sur";"à voir"',
        '"ada";"00_a";"0,25";"5";"non"',
        '"ada";"01_b";"3";"5";"non"',
        f'"grace";"{CHAPTER}";"4,5";"5";"oui"',
    ]


def test_commas_between_columns_go_with_decimal_points() -> None:
    assert marks_table([mark("ada")], ",").splitlines()[1] == f'"ada","{CHAPTER}","4.5","5","non"'


@pytest.mark.parametrize(
    "student", ["=1+1", "+cmd", "-2", "@sum", "\t=1", "\r=1", "\n=1", "\N{NO-BREAK SPACE}=1", "＝1"]
)
def test_a_student_id_is_never_a_formula(student: str) -> None:
    rows = list(csv.reader(io.StringIO(marks_table([mark(student)]), newline=""), delimiter=";"))
    assert rows[1][0] == f"'{printable(student)}"


@pytest.mark.parametrize("student", ["a;b", 'a"b', "a,b", "é = 1"])
def test_a_students_id_comes_back_whole_from_the_file(student: str) -> None:
    rows = list(csv.reader(io.StringIO(marks_table([mark(student)]), newline=""), delimiter=";"))
    assert len(rows) == 2 and rows[1][0] == student


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b", "\u202e", "\u2066", "\u200f", "\ud800"], ids=ascii)
def test_a_students_id_is_one_line_that_no_terminal_obeys(sign: str) -> None:
    table = marks_table([mark(f"ada{sign}zoe")])
    assert len(table.splitlines()) == 2 and sign not in table.splitlines()[1]


def grade(course: Course) -> None:
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)
        record(gradebook, graded("grace", statuses={"spread": "wrong", "analysis": "not attempted"}))
        record(gradebook, graded("ada"))


def export(course: Course, *words: str) -> int:
    return main(["--root", str(course.root), "export", "csv", *words])


def test_the_command_prints_the_marks_of_the_gradebook(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    grade(course)
    assert export(course) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        f'"ada";"{CHAPTER}";"3,5";"5";"oui"',
        f'"grace";"{CHAPTER}";"2";"5";"non"',
    ]
    assert export(course, CHAPTER, "--separator", ",") == 0
    assert capsys.readouterr().out.splitlines()[2] == f'"grace","{CHAPTER}","2","5","non"'


def test_a_file_begins_with_the_mark_that_excel_needs(course: Course) -> None:
    grade(course)
    place = course.root / "exports" / "notes.csv"
    assert export(course, "--output", str(place)) == 0
    assert place.read_bytes().startswith(b'\xef\xbb\xbf"\xc3\xa9tudiant";')


def test_nothing_graded_is_one_sentence_with_or_without_a_gradebook(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(course) == 2
    (course.root / "gradebook.db").unlink()
    assert export(course) == 2
    assert not (course.root / "gradebook.db").exists()
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("course grade") == 2


def test_a_file_that_cannot_be_written_is_one_sentence(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    grade(course)
    assert export(course, "--output", str(course.root)) == 2
    assert "Impossible d’écrire" in capsys.readouterr().err


def test_course_sync_says_what_it_did_and_then_that_all_is_current(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(course.root), "sync"]) == 0
    assert "3 exercices, 5 points" in capsys.readouterr().out
    assert main(["--root", str(course.root), "sync", CHAPTER]) == 0
    assert "déjà à jour" in capsys.readouterr().out


def test_course_sync_of_what_is_not_built_makes_no_gradebook(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    (course.root / "gradebook.db").unlink()
    (course.source / CHAPTER / f"{CHAPTER}.ipynb").unlink()
    assert main(["--root", str(course.root), "sync"]) == 2
    assert "course build" in capsys.readouterr().err
    assert not (course.root / "gradebook.db").exists()
