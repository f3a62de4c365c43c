"""`sync_chapter` against nbgrader's own generator, and migrations under existing submissions."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.course.folder import CONFIG, Course, CourseError, open_course
from autograder.gradebook.database import exercise_marks, marks, open_gradebook, record
from autograder.gradebook.sync import sync_chapter
from tests.autograder.gradebook.small_course import CHAPTER, TASKS, Task, build, graded

REPOSITORY = Path(__file__).resolve().parents[3]
REAL = "00_start"


def sync(course: Course) -> list[str]:
    with open_gradebook(course) as gradebook:
        return sync_chapter(gradebook, course, CHAPTER)


def nbgrader(course: Course, *words: str) -> str:
    """Run one of nbgrader's own commands in the course; return what it said; fail when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=course.root, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


TABLES = {
    "assignment": "SELECT name, duedate, course_id FROM assignment",
    "course": "SELECT id FROM course WHERE id != 'default_course'",  # left by whatever opens a gradebook
    "notebook": "SELECT n.name, a.name, n.kernelspec FROM notebook n JOIN assignment a ON n.assignment_id = a.id",
    "base_cell": "SELECT name, type FROM base_cell ORDER BY type, rowid",
    "grade_cells": "SELECT b.name, g.max_score, g.cell_type FROM grade_cells g JOIN base_cell b USING (id) "
    "ORDER BY b.rowid",
    "solution_cells": "SELECT b.name FROM solution_cells s JOIN base_cell b USING (id) ORDER BY b.rowid",
    "source_cell": "SELECT name, cell_type, locked, source, checksum FROM source_cell ORDER BY rowid",
    "alembic_version": "SELECT version_num FROM alembic_version",
}


def rows(course: Course) -> dict[str, list[Any]]:
    """All that the gradebook says of chapters, in the order in which nbgrader will read it."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        return {table: database.execute(query).fetchall() for table, query in TABLES.items()}


def submitted_rows(course: Course) -> dict[str, tuple[Any, ...]]:
    """Every grade: cell → (auto, manual, extra, needs a person)."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        return {
            name: tuple(rest)
            for name, *rest in database.execute(
                "SELECT b.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade "
                "FROM grade g JOIN base_cell b ON g.cell_id = b.id"
            )
        }


def mark_by_hand(course: Course, grade_id: str, score: float, words: str) -> None:
    """Do what formgrader does when a person gives points and writes a comment."""
    with Gradebook(course.db_url) as api:
        grade = api.find_grade(grade_id, CHAPTER, CHAPTER, "ada")
        grade.manual_score, grade.needs_manual_grade = score, False
        name = grade_id.removesuffix("-checks")
        api.find_comment(name, CHAPTER, CHAPTER, "ada").manual_comment = words
        api.db.commit()


def test_the_rows_are_those_of_nbgraders_generator(tmp_path: Path) -> None:
    ours, theirs = build(tmp_path / "ours"), build(tmp_path / "theirs")
    sync(ours)
    nbgrader(theirs, "generate_assignment", CHAPTER, "--force")
    assert rows(ours) == rows(theirs)
    assert len(rows(ours)["source_cell"]) == 5


def test_the_rows_of_the_courses_own_chapter_are_those_of_nbgraders_generator(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for place in (ours, theirs):
        place.mkdir()
        shutil.copy(REPOSITORY / CONFIG, place)
        shutil.copytree(REPOSITORY / "source" / REAL, place / "source" / REAL)
    shutil.copytree(REPOSITORY / "release" / REAL, ours / "release" / REAL)
    course = open_course(ours)
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, REAL)
    nbgrader(open_course(theirs), "generate_assignment", REAL)
    assert rows(course) == rows(open_course(theirs))


def test_plain_nbgrader_autograde_works_after_a_sync(course: Course) -> None:
    sync(course)
    place = course.submitted / "ada" / CHAPTER
    place.mkdir(parents=True)
    text = (course.release / CHAPTER / f"{CHAPTER}.ipynb").read_text(encoding="utf-8")
    (place / f"{CHAPTER}.ipynb").write_text(
        text.replace("raise NotImplementedError", "return len(values)"), encoding="utf-8"
    )
    nbgrader(course, "autograde", CHAPTER)
    with open_gradebook(course) as gradebook:
        assert [(mark.student, mark.points, mark.maximum) for mark in marks(gradebook, CHAPTER)] == [("ada", 3.5, 5.0)]


def test_a_second_sync_changes_and_says_nothing(course: Course) -> None:
    assert sync(course) == [f"{CHAPTER} : ajouté au carnet de notes (3 exercices, 5 points)."]
    before = (course.root / "gradebook.db").read_bytes()
    assert sync(course) == []
    assert (course.root / "gradebook.db").read_bytes() == before


def test_a_chapter_changed_before_any_submission_gives_the_rows_of_a_fresh_one(tmp_path: Path) -> None:
    changed, fresh = build(tmp_path / "changed"), tmp_path / "fresh"
    sync(changed)
    tasks = (TASKS[2], Task("median", 3), Task("average", 1))
    build(changed.root, tasks, digest="b" * 12)
    sync(changed)
    sync(build(fresh, tasks, digest="b" * 12))
    one, other = rows(changed), rows(Course(fresh))
    for table in ("base_cell", "grade_cells", "solution_cells"):
        one[table].sort()  # a kept cell keeps its row: only the order of the sources matters to nbgrader
        other[table].sort()
    assert one == other


def test_an_added_exercise_waits_in_submissions_that_exist_and_all_else_stays(course: Course) -> None:
    sync(course)
    with open_gradebook(course) as gradebook:
        record(gradebook, graded())
    mark_by_hand(course, "analysis", 1.25, "Bien vu.")
    before = submitted_rows(course)

    build(course.root, (TASKS[0], Task("median", 3), *TASKS[1:]), digest="b" * 12)
    assert sync(course) == [f"{CHAPTER} : exercice ajouté, median."]

    after = submitted_rows(course)
    assert after.pop("median-checks") == (None, None, None, 1)
    assert after == before
    assert after["analysis"] == (None, 1.25, None, 0)
    with Gradebook(course.db_url) as api:
        assert api.find_comment("median", CHAPTER, CHAPTER, "ada").comment is None
        assert api.find_comment("analysis", CHAPTER, CHAPTER, "ada").comment == "Bien vu."
    assert [name for name, *_ in rows(course)["source_cell"]][2:4] == ["median", "median-checks"]
    assert not list(course.root.glob("gradebook.db.before*"))


def test_points_that_change_keep_grades_and_are_said(course: Course) -> None:
    sync(course)
    with open_gradebook(course) as gradebook:
        record(gradebook, graded())
    mark_by_hand(course, "average-checks", 1.75, "Presque.")
    before = submitted_rows(course)
    build(course.root, (Task("average", 4), *TASKS[1:]), digest="b" * 12)
    assert sync(course) == [f"{CHAPTER} : average passe de 2 à 4 points."]
    assert submitted_rows(course) == before
    with open_gradebook(course) as gradebook:
        assert marks(gradebook, CHAPTER)[0].maximum == 7.0
        assert exercise_marks(gradebook, "ada", CHAPTER)["average"].points == 1.75


def test_a_removed_exercise_with_grades_leaves_a_whole_copy_behind(course: Course) -> None:
    sync(course)
    with open_gradebook(course) as gradebook:
        record(gradebook, graded())
    build(course.root, TASKS[:1] + TASKS[2:], digest="b" * 12)

    copy = f"gradebook.db.before-{CHAPTER}-bbbbbbbb"
    assert sync(course) == [
        f"{CHAPTER} : exercice retiré, spread.",
        f"{CHAPTER} : le carnet de notes d'avant est gardé dans {copy}.",
    ]
    assert set(submitted_rows(course)) == {"average-checks", "analysis"}
    with Gradebook(f"sqlite:///{course.root / copy}") as api:
        assert api.find_grade("spread-checks", CHAPTER, CHAPTER, "ada").auto_score == 1.5
    with sqlite3.connect(course.root / "gradebook.db") as database:
        orphans = "SELECT count(*) FROM {} WHERE cell_id NOT IN (SELECT id FROM base_cell) OR cell_id IS NULL"
        assert [database.execute(orphans.format(table)).fetchone() for table in ("grade", "comment")] == [(0,), (0,)]


def test_an_earlier_copy_is_never_overwritten(course: Course) -> None:
    for _ in range(2):
        build(course.root, digest="a" * 12)
        sync(course)
        with open_gradebook(course) as gradebook:
            record(gradebook, graded())
        build(course.root, TASKS[:1], digest="b" * 12)
        sync(course)
    names = sorted(path.name for path in course.root.glob("gradebook.db.before*"))
    assert names == [f"gradebook.db.before-{CHAPTER}-bbbbbbbb", f"gradebook.db.before-{CHAPTER}-bbbbbbbb-2"]


def test_an_exercise_removed_before_it_had_grades_leaves_no_copy(course: Course) -> None:
    sync(course)
    build(course.root, TASKS[:1], digest="b" * 12)
    assert len(sync(course)) == 2
    assert not list(course.root.glob("gradebook.db.before*"))


def test_an_exercise_that_becomes_a_written_one_is_migrated(course: Course) -> None:
    sync(course)
    with open_gradebook(course) as gradebook:
        record(gradebook, graded())
    tasks = (Task("average", 2, manual=True), *TASKS[1:])
    build(course.root, tasks, digest="b" * 12)
    sync(course)
    assert submitted_rows(course)["average"] == (None, None, None, 1)
    assert "average-checks" not in submitted_rows(course)
    with open_gradebook(course) as gradebook:
        record(gradebook, graded(tasks=tasks))
        assert marks(gradebook, CHAPTER)[0].points == 1.5


def test_a_release_that_lags_behind_its_source_is_refused(course: Course) -> None:
    source = course.source / CHAPTER / f"{CHAPTER}.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace("a" * 12, "c" * 12), encoding="utf-8")
    with pytest.raises(CourseError, match="course build"):
        sync(course)


def test_a_sync_that_fails_leaves_the_gradebook_as_it_was(course: Course) -> None:
    sync(course)
    with open_gradebook(course) as gradebook:
        record(gradebook, graded())
    build(course.root, TASKS[:1], digest="b" * 12)
    before = (rows(course), submitted_rows(course))
    (course.root / f"gradebook.db.before-{CHAPTER}-bbbbbbbb").mkdir()
    (course.root / f".gradebook.db.before-{CHAPTER}-bbbbbbbb-2").mkdir()  # the copy cannot be made
    with pytest.raises(CourseError, match="Impossible d'écrire"):
        sync(course)
    assert (rows(course), submitted_rows(course)) == before
