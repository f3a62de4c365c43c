"""A course of one small chapter as the builder would leave it, and gradings of it, for the tests of what follows."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course.folder import Course, open_course
from autograder.course.verdict import Graded, Status, Verdict

CHAPTER = "00_small"

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "apprentissage"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ClearSolutions.text_stub = "*Votre réponse ici.*"
"""


@dataclass(frozen=True)
class Task:
    """An exercise to build: `manual` for a written answer."""

    id: str
    points: float
    manual: bool = False


TASKS = (Task("average", 2), Task("spread", 1.5), Task("analysis", 1.5, manual=True))


def build(root: Path, tasks: tuple[Task, ...] = TASKS, *, digest: str = "aaaaaaaaaaaa") -> Course:
    """Write the chapter's source and release under `root`, per exercise as `tasks` say."""
    for folder in ("notebooks", "submitted"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    config = root / "nbgrader_config.py"
    if not config.exists():
        config.write_text(CONFIG, encoding="utf-8")
    (root / "notebooks" / f"{CHAPTER}.md").write_text("# Prise en main\n", encoding="utf-8")
    source = _source(tasks, digest)
    for place, notebook in (("source", source), ("release", _released(source))):
        path = root / place / CHAPTER / f"{CHAPTER}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
    return open_course(root)


def graded(
    student: str = "ada",
    *,
    tasks: tuple[Task, ...] = TASKS,
    statuses: dict[str, Status] | None = None,
    sentences: dict[str, str] | None = None,
    answers: dict[str, str] | None = None,
    **fields: Any,
) -> Graded:
    """Return a grading: everything correct (written answers wait for a person), save what the arguments say."""
    verdicts = tuple(_verdict(task, (statuses or {}).get(task.id), (sentences or {}).get(task.id)) for task in tasks)
    notebook = copy.deepcopy(_released(_source(tasks, "aaaaaaaaaaaa")))
    for cell in notebook.cells:
        exercise = cell.metadata.get("course", {}).get("exercise")
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = (answers or {}).get(exercise, f"# réponse à {exercise}\n")
        elif exercise:
            cell.source += "\n### BEGIN HIDDEN TESTS\nassert SECRET_REFERENCE\n### END HIDDEN TESTS"
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="SECRET_OUTPUT")]
    given: dict[str, Any] = {"chapter": CHAPTER, "notebook": notebook, "digest": "d" * 12} | fields
    return Graded(student=student, verdicts=verdicts, **given)


def _verdict(task: Task, status: Status | None, sentence: str | None) -> Verdict:
    status = status or ("to grade by hand" if task.manual else "correct")
    points = {"correct": task.points, "to grade by hand": None, "our fault": None}.get(status, 0.0)
    said = f"phrase sur {task.id}" if sentence is None else sentence
    return Verdict(task.id, status, points, float(task.points), said, detail="SECRET_DETAIL")


def _source(tasks: tuple[Task, ...], digest: str) -> Any:
    cells = [new_markdown_cell("# Prise en main", id="intro-1", metadata={"course": {}})]
    for number, task in enumerate(tasks, start=1):
        cells += _manual_cell(number, task) if task.manual else _code_cells(number, task)
    about = {
        "chapter": CHAPTER,
        "title": "Prise en main",
        "points": sum(task.points for task in tasks),
        "minutes": {"reading": 15, "doing": 20},
        "release": digest,
    }
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(
        cells=cells, metadata={"course": about, "kernelspec": kernelspec, "language_info": {"name": "python"}}
    )


def _nbgrader(grade_id: str, *, grade: bool, solution: bool, points: float | None = None) -> dict[str, Any]:
    about = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": grade and not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return about if points is None else about | {"points": points}


def _code_cells(number: int, task: Task) -> list[Any]:
    solution = (
        f"# Exercice {number} · {task.id}\ndef {task.id}(values):\n"
        "    ### BEGIN SOLUTION\n    return len(values)\n    ### END SOLUTION"
    )
    checks = (
        f"# Vérifications de l’exercice {number} · {task.id}\nassert {task.id}([1]) == 1\n"
        f"### BEGIN HIDDEN TESTS\nassert {task.id}([]) == 0\n### END HIDDEN TESTS"
    )
    return [
        new_code_cell(
            solution,
            id=f"{task.id}-solution",
            metadata={
                "course": {"role": "stub+solution", "exercise": task.id},
                "nbgrader": _nbgrader(task.id, grade=False, solution=True),
            },
        ),
        new_code_cell(
            checks,
            id=f"{task.id}-checks",
            metadata={
                "course": {"role": "checks", "exercise": task.id},
                "nbgrader": _nbgrader(f"{task.id}-checks", grade=True, solution=False, points=task.points),
            },
        ),
    ]


def _manual_cell(number: int, task: Task) -> list[Any]:
    return [
        new_markdown_cell(
            f"**Exercice {number} · {task.id}**\n\nExpliquez.\n\n### BEGIN SOLUTION\nParce que.\n### END SOLUTION",
            id=f"{task.id}-answer",
            metadata={
                "course": {"role": "manual", "exercise": task.id},
                "nbgrader": _nbgrader(task.id, grade=True, solution=True, points=task.points),
            },
        )
    ]


def _released(source: Any) -> Any:
    """Return the student's version: stubs for solutions, no hidden tests."""
    release = copy.deepcopy(source)
    for cell in release.cells:
        stub = "    raise NotImplementedError" if cell.cell_type == "code" else "*Votre réponse ici.*"
        cell.source = re.sub(r" *### BEGIN SOLUTION.*### END SOLUTION", stub, cell.source, flags=re.DOTALL)
        cell.source = re.sub(r"\n### BEGIN HIDDEN.*### END HIDDEN TESTS", "", cell.source, flags=re.DOTALL)
    return release
