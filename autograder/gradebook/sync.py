"""Chapters into nbgrader's gradebook: the rows its own generator would write, also when submissions exist already.

nbgrader's generator refuses to add or remove a cell once there is a submission. Here rows are migrated instead:
what is kept keeps its grades, what is new waits to be graded, what is gone is copied aside first.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.chapter import Chapter, exercise_of, load_chapter, released_notebook
from autograder.course.files import write_atomically, writing
from autograder.course.folder import Course, CourseError
from autograder.gradebook.database import add_missing_rows, sqlite_path, transaction
from course_utils.french import decimal

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from sqlalchemy.orm import Session

Row = dict[str, Any]


@dataclass(frozen=True)
class _Rows:
    """What the gradebook must hold for a chapter: grade_id → columns, in the notebook's order."""

    kernelspec: str
    grade: dict[str, Row]
    solution: dict[str, Row]
    source: dict[str, Row]


def sync_chapter(gradebook: Gradebook, course: Course, name: str) -> list[str]:
    """Write the chapter into the gradebook, in one commit; return French notes on what changed (empty: nothing).

    Raises CourseError when the chapter is not built, or when its release lags behind its source.
    """
    chapter = load_chapter(course, name)
    rows = _rows(chapter, released_notebook(course, name))
    with transaction(gradebook) as session:
        notebook = _notebook(session, name)
        if notebook is None:
            _create(session, gradebook.course_id, name, rows)
            size = f"{_counted(len(rows.grade), 'exercice')}, {_counted(chapter.points, 'point')}"
            return [f"{name} : ajouté au carnet de notes ({size})."]
        return _migrate(session, course, chapter, notebook, rows)


def _rows(chapter: Chapter, released: dict[str, Any]) -> _Rows:
    """Return the rows of nbgrader's SaveCells: solutions as the student gets them, tests with their hidden part."""
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution

    if released["metadata"].get("course", {}).get("release") != chapter.digest:
        raise CourseError(
            f"release/{chapter.name} ne vient pas de source/{chapter.name} : lancez « course build {chapter.name} »."
        )
    given = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell["source"] for cell in released["cells"]}
    rows = _Rows(json.dumps(chapter.kernelspec), {}, {}, {})
    for cell in chapter.cells:
        if not cell.grade_id:
            continue
        node = from_dict({"cell_type": cell.kind, "source": cell.source, "metadata": cell.metadata})
        if is_solution(node):
            node.source = given.get(cell.grade_id, "")
            rows.solution[cell.grade_id] = {}
        if is_grade(node):
            rows.grade[cell.grade_id] = {
                "max_score": float(node.metadata.nbgrader["points"]),
                "cell_type": cell.kind,
            }
        if is_grade(node) or is_solution(node) or is_locked(node):
            rows.source[cell.grade_id] = {
                "cell_type": cell.kind,
                "locked": is_locked(node),
                "source": node.source,
                "checksum": compute_checksum(node),
            }
    return rows


def _notebook(session: Session, name: str) -> Any:
    from nbgrader.api import Notebook
    from sqlalchemy import select

    return session.scalars(
        select(Notebook).where(Notebook.name == name, Notebook.assignment.has(name=name))
    ).one_or_none()


def _create(session: Session, course_id: str, name: str, rows: _Rows) -> None:
    from nbgrader.api import Assignment, Notebook
    from sqlalchemy import select

    assignment = session.scalars(select(Assignment).where(Assignment.name == name)).one_or_none()
    notebook = Notebook(
        name=name,
        assignment=assignment or Assignment(name=name, course_id=course_id),
        kernelspec=rows.kernelspec,
    )
    session.add(notebook)
    _add_cells(session, notebook, rows)


def _add_cells(session: Session, notebook: Any, rows: _Rows) -> None:
    """Add the rows that the notebook lacks."""
    from nbgrader.api import GradeCell, SolutionCell, SourceCell

    for model, known, wanted in (
        (GradeCell, notebook.grade_cells, rows.grade),
        (SolutionCell, notebook.solution_cells, rows.solution),
        (SourceCell, notebook.source_cells, rows.source),
    ):
        names = {cell.name for cell in known}
        session.add_all(model(name=name, notebook=notebook, **row) for name, row in wanted.items() if name not in names)


def _migrate(session: Session, course: Course, chapter: Chapter, notebook: Any, rows: _Rows) -> list[str]:
    notes = _differences(chapter.name, notebook, rows)
    gone = [cell for cell in notebook.grade_cells if cell.name not in rows.grade]
    gone += [cell for cell in notebook.solution_cells if cell.name not in rows.solution]
    if gone and _holds_work(session, gone):
        notes.append(_keep_copy(session, course, chapter, gone))

    notebook.kernelspec = rows.kernelspec
    for cell in notebook.grade_cells:
        for column, value in rows.grade.get(cell.name, {}).items():
            setattr(cell, column, value)
    _remove_cells(session, notebook, gone)
    _replace_sources(session, notebook, rows)
    _add_cells(session, notebook, rows)
    session.flush()
    for submitted in notebook.submissions:
        add_missing_rows(session, submitted)
    return notes


def _differences(name: str, notebook: Any, rows: _Rows) -> list[str]:
    before = {exercise_of(cell.name): cell.max_score for cell in notebook.grade_cells}
    after = {exercise_of(grade_id): row["max_score"] for grade_id, row in rows.grade.items()}
    notes = [f"{name} : exercice ajouté, {new}." for new in after if new not in before]
    notes += [f"{name} : exercice retiré, {old}." for old in before if old not in after]
    notes += [
        f"{name} : {kept} passe de {decimal(before[kept])} à {_counted(after[kept], 'point')}."
        for kept in after
        if kept in before and before[kept] != after[kept]
    ]
    if not notes and not _same_sources(notebook, rows):
        notes.append(f"{name} : énoncés ou tests mis à jour.")
    return notes


def _same_sources(notebook: Any, rows: _Rows) -> bool:
    """Tell whether the gradebook has these sources, in this order where its rows have one: a server's have none."""
    from sqlalchemy import inspect

    session = inspect(notebook).session
    if session.get_bind().dialect.name == "sqlite":
        return _sources(notebook) == list(rows.source.items())
    return dict(_sources(notebook)) == rows.source


def _sources(notebook: Any) -> list[tuple[str, Row]]:
    columns = ("cell_type", "locked", "source", "checksum")
    return [(cell.name, {column: getattr(cell, column) for column in columns}) for cell in notebook.source_cells]


def _replace_sources(session: Session, notebook: Any, rows: _Rows) -> None:
    """Write the sources anew when they differ: nbgrader reads their order from the order of the rows."""
    if _same_sources(notebook, rows):
        return
    for cell in list(notebook.source_cells):
        session.delete(cell)
    session.flush()
    session.expire(notebook)


def _holds_work(session: Session, cells: list[Any]) -> bool:
    """Tell whether a student's mark or a person's words hang on one of these cells."""
    from nbgrader.api import Comment, Grade
    from sqlalchemy import or_, select

    ids = [cell.id for cell in cells]
    marked = or_(Grade.auto_score.is_not(None), Grade.manual_score.is_not(None), Grade.extra_credit.is_not(None))
    said = or_(Comment.auto_comment.is_not(None), Comment.manual_comment.is_not(None))
    return any(
        session.scalars(query.limit(1)).first() is not None
        for query in (
            select(Grade.id).where(Grade.cell_id.in_(ids), marked),
            select(Comment.id).where(Comment.cell_id.in_(ids), said),
        )
    )


def _remove_cells(session: Session, notebook: Any, cells: list[Any]) -> None:
    from nbgrader.api import Comment, Grade
    from sqlalchemy import delete

    ids = [cell.id for cell in cells]
    for model in (Grade, Comment):
        session.execute(delete(model).where(model.cell_id.in_(ids)))
    for cell in cells:
        session.delete(cell)
    session.flush()
    session.expire(notebook)


def _keep_copy(session: Session, course: Course, chapter: Chapter, gone: list[Any]) -> str:
    """Keep what is removed beside the course, before marks leave the gradebook; return the note that says so.

    An SQLite gradebook is copied whole; of a server's, what hangs on the cells that go is written as JSON.
    """
    path = sqlite_path(course)
    place, end = (path, "") if path is not None else (course.root / "gradebook", ".json")
    name = f"{place.name}.before-{chapter.name}-{chapter.digest[:8]}"
    copy = next(
        kept
        for kept in (place.with_name(f"{name}{'' if turn == 1 else f'-{turn}'}{end}") for turn in count(1))
        if not kept.exists()
    )
    if path is None:
        write_atomically(copy, json.dumps(_work(session, gone), ensure_ascii=False, indent=1).encode())
        return f"{chapter.name} : les notes de ce qui est retiré sont gardées dans {copy.name}."
    with writing(copy):
        _copy_database(path, copy)
    return f"{chapter.name} : le carnet de notes d'avant est gardé dans {copy.name}."


def _work(session: Session, cells: list[Any]) -> list[Row]:
    """Return the marks and the comments that hang on these cells."""
    from nbgrader.api import Comment, Grade
    from sqlalchemy import select

    ids = [cell.id for cell in cells]
    columns = {
        Grade: ("auto_score", "manual_score", "extra_credit"),
        Comment: ("auto_comment", "manual_comment"),
    }
    return [
        {"student": row.notebook.assignment.student_id, "cell": row.cell.name}
        | {name: getattr(row, name) for name in names}
        for model, names in columns.items()
        for row in session.scalars(select(model).where(model.cell_id.in_(ids)))
    ]


def _copy_database(path: Path, copy: Path) -> None:
    """Copy through SQLite, which sees a consistent gradebook whoever else writes; OSError when it cannot."""
    unfinished = copy.with_name(f".{copy.name}")
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            contextlib.closing(sqlite3.connect(unfinished)) as target,
        ):
            source.backup(target)
        os.replace(unfinished, copy)
    except sqlite3.Error as error:
        raise OSError(errno.ENOSPC if "full" in str(error) else errno.EIO, str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _counted(number: float, noun: str) -> str:
    return f"{decimal(number)} {noun}s" if number >= 2 else f"{decimal(number)} {noun}"
