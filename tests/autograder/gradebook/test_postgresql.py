"""The gradebook on a PostgreSQL server: the same marks, one sentence when it fails, one grading at a time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, inspect, text

from autograder.cli import main
from autograder.course.folder import Course, CourseError, open_course
from autograder.gradebook.database import marks, open_gradebook, record
from autograder.gradebook.lock import only_one_grading
from autograder.gradebook.sync import sync_chapter
from tests.autograder.gradebook.postgresql import on_postgresql, server
from tests.autograder.gradebook.small_course import CHAPTER, TASKS, build, graded
from tests.autograder.tiny_course import TINY, built_tiny, hand_in, tiny

__all__ = ["built_tiny", "on_postgresql", "server", "tiny"]

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.needs("postgresql")

Configure = Callable[[Course], Course]


@pytest.fixture
def served(tmp_path: Path, on_postgresql: Configure) -> Course:
    """The small course, whose gradebook is to be a new database of the server."""
    return on_postgresql(build(tmp_path / "served"))


@pytest.fixture
def database(served: Course) -> Iterator[Any]:
    """A connection to that database, which nbgrader knows nothing of."""
    engine = create_engine(served.db_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def sync(course: Course) -> list[str]:
    with open_gradebook(course) as gradebook:
        return sync_chapter(gradebook, course, CHAPTER)


def record_one(course: Course, **changed: Any) -> None:
    with open_gradebook(course) as gradebook:
        record(gradebook, graded(**changed))


def points(course: Course, chapter: str) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What formgrader reads: nbgrader's own account of every grade and comment."""
    with Gradebook(course.db_url) as api:
        return {
            (submission.student.id, grade.cell.name): (grade.auto_score, grade.needs_manual_grade, notebook.score)
            for submission in api.assignment_submissions(chapter)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def test_a_class_has_the_marks_that_it_has_in_a_file(tiny: Course, on_postgresql: Configure, capsys: Any) -> None:
    hand_in(tiny, "ada")
    hand_in(tiny, "basile", answers={"double": "def double(x):\n    return x * x"})
    hand_in(tiny, "chloe", answers={"double": None})
    root = tiny.root.with_name("served")
    shutil.copytree(tiny.root, root)
    served = on_postgresql(open_course(root))
    for course in (tiny, served):
        assert main(["--root", str(course.root), "grade", "--sandbox", "none"]) == 0
    assert points(served, TINY) == points(tiny, TINY) != {}
    assert not list(root.glob("gradebook.db*"))
    assert main(["--root", str(root), "feedback"]) == 0
    capsys.readouterr()
    assert main(["--root", str(root), "export", "csv"]) == 0
    assert '"basile";"91_tiny";"2";"5"' in capsys.readouterr().out
    assert main(["--root", str(root), "grade", "--sandbox", "none"]) == 0
    assert "déjà notés" in capsys.readouterr().err


def test_a_second_grading_from_another_folder_says_who_grades(
    tiny: Course, on_postgresql: Configure, tmp_path: Path
) -> None:
    served = on_postgresql(tiny)
    hand_in(served, "ada")
    other = tmp_path / "other"
    shutil.copytree(served.root, other)
    second = [sys.executable, "-m", "autograder.cli", "--root", str(other), "grade", "--sandbox", "none"]
    with only_one_grading(served):
        ended = subprocess.run(second, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 2
    assert f"processus {os.getpid()}" in ended.stderr and "attendez" in ended.stderr
    assert not list(other.glob("autograded/*/*"))
    assert subprocess.run(second, cwd=ROOT, capture_output=True, timeout=120).returncode == 0


def test_a_chapter_that_changes_keeps_the_marks_that_leave_the_gradebook(served: Course) -> None:
    sync(served)
    record_one(served)
    build(served.root, TASKS[:1], digest="b" * 12)
    said = " ".join(sync(served))
    (kept,) = served.root.glob(f"gradebook.before-{CHAPTER}-*.json")
    assert kept.name in said
    rows = json.loads(kept.read_text(encoding="utf-8"))
    assert {"student": "ada", "cell": "spread-checks", "auto_score": 1.5} in [
        {name: row.get(name) for name in ("student", "cell", "auto_score")} for row in rows
    ]
    assert {cell for _, cell in points(served, CHAPTER)} == {"average-checks"}


def test_rows_that_the_server_moves_are_no_news(served: Course, database: Any) -> None:
    sync(served)
    first = database.scalar(text("SELECT id FROM source_cell LIMIT 1"))
    database.execute(text("UPDATE source_cell SET source = source WHERE id = :first"), {"first": first})
    database.commit()
    assert database.scalar(text("SELECT id FROM source_cell LIMIT 1")) != first
    assert sync(served) == []


def test_reading_marks_where_nothing_was_graded_makes_no_table(served: Course, database: Any) -> None:
    with pytest.raises(CourseError, match="Rien n'est encore noté"), open_gradebook(served, create=False):
        pass
    assert inspect(database).get_table_names() == []


def test_somebody_elses_write_is_waited_for_so_long_then_said(served: Course, database: Any) -> None:
    sync(served)
    record_one(served)
    database.execute(text("LOCK TABLE grade IN ACCESS EXCLUSIVE MODE"))
    with pytest.raises(CourseError, match="Quelqu'un d'autre écrit"), open_gradebook(served, patience=0.2) as gradebook:
        record(gradebook, graded("basile"))
    database.rollback()
    with open_gradebook(served) as gradebook:
        assert [mark.student for mark in marks(gradebook, CHAPTER)] == ["ada"]


def test_a_null_character_that_a_student_returned_is_no_trouble(served: Course) -> None:
    sync(served)
    record_one(served, statuses={"average": "wrong"}, sentences={"average": "« a\0b » n'est pas la moyenne"})
    assert points(served, CHAPTER)


def test_a_server_that_does_not_answer_is_one_sentence_without_its_password(tmp_path: Path) -> None:
    course = build(tmp_path / "course")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.CourseDirectory.db_url = "postgresql+psycopg://prof:motdepasse@127.0.0.1:9/notes"\n')
    with pytest.raises(CourseError) as refused, open_gradebook(open_course(course.root)):
        pass
    said = str(refused.value)
    assert "ne répond pas" in said and "postgresql+psycopg://prof:***@127.0.0.1:9/notes" in said
    assert "motdepasse" not in said and "\n" not in said


def test_a_missing_driver_is_named(served: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CourseError, match=re.escape("pip install 'psycopg[binary]'")), open_gradebook(served):
        pass
