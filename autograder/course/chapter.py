"""A built chapter as data: its exercises and cells, read from `source/` and `release/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.course.folder import Course, CourseError, chosen_chapters

HELP_ROLES = ("quiz", "review")  # cells for the learner alone
SKIPPED_ROLES = ("demo", *HELP_ROLES)  # cells that no verdict needs
CHECKS = "-checks"  # what the grade_id of an exercise of code ends with


@dataclass(frozen=True)
class Cell:
    """One cell of the instructor's notebook; `role`, `exercise` and `grade_id` are empty for a lesson cell."""

    id: str
    kind: Literal["code", "markdown"]
    source: str
    role: str
    exercise: str
    grade_id: str
    metadata: dict[str, Any]


@dataclass(frozen=True)
class Exercise:
    """An exercise: `solution_id` and `checks_id` are the grade_ids of its two cells (one and the same when manual)."""

    id: str
    number: int
    points: float
    manual: bool
    solution_id: str
    checks_id: str


@dataclass(frozen=True)
class Chapter:
    """A chapter as the builder left it in `source/`; `digest` is that of the release it belongs to."""

    name: str
    title: str
    points: float
    digest: str
    exercises: tuple[Exercise, ...]
    cells: tuple[Cell, ...]
    kernelspec: dict[str, Any]


def exercise_of(grade_id: str) -> str:
    """Return the exercise that a grade_id belongs to: « average-checks » → « average »."""
    return grade_id.removesuffix(CHECKS)


def load_chapter(course: Course, name: str) -> Chapter:
    """Return the chapter `name` as built; raise CourseError when it is not built, or built by something else."""
    path = _notebook_path(course.source, name)
    notebook = _read(path, name)
    if not {"title", "points", "release"} <= notebook["metadata"].get("course", {}).keys():
        raise CourseError(f"{path} n'a pas été construit par cette version : lancez « course build {name} ».")
    return chapter_from(notebook, name)


def chapter_with(course: Course, exercise: str, wanted: str | None) -> Chapter:
    """Return the chapter that has this exercise, `wanted` if it is named; raise CourseError unless there is one."""
    chapters = [load_chapter(course, name) for name in chosen_chapters(course, [wanted] if wanted else [])]
    found = [chapter for chapter in chapters if exercise in [one.id for one in chapter.exercises]]
    if not found:
        known = ", ".join(one.id for chapter in chapters for one in chapter.exercises)
        raise CourseError(f"Il n'y a pas d'exercice « {exercise} » : il y a {known}.")
    if len(found) > 1:
        names = ", ".join(chapter.name for chapter in found)
        raise CourseError(f"Plusieurs chapitres ont un exercice « {exercise} » : précisez --chapter ({names}).")
    return found[0]


def chapter_from(notebook: Mapping[str, Any], name: str) -> Chapter:
    """Return the chapter that an instructor's notebook (nbformat 4, every source one string) holds."""
    about = notebook["metadata"]["course"]
    cells = tuple(_cell(raw) for raw in notebook["cells"])
    return Chapter(
        name=name,
        title=about["title"],
        points=float(about["points"]),
        digest=about.get("release", ""),
        exercises=_exercises(cells),
        cells=cells,
        kernelspec=notebook["metadata"].get("kernelspec", {}),
    )


def released_notebook(course: Course, name: str) -> dict[str, Any]:
    """Return the student's version of the chapter as plain data (nbformat 4, every source one string).

    Raises CourseError when it is not built.
    """
    return _read(_notebook_path(course.release, name), name)


def _notebook_path(folder: Path, name: str) -> Path:
    return folder / name / f"{name}.ipynb"


def _read(path: Path, name: str) -> dict[str, Any]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])  # nbformat writes a list of lines
            cell.setdefault("metadata", {})
        notebook.setdefault("metadata", {})
    except FileNotFoundError as error:
        raise CourseError(f"Le chapitre {name} n'est pas construit : lancez « course build {name} ».") from error
    except OSError as error:
        raise CourseError(f"Impossible de lire {path} : {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(f"{path} n'est pas un notebook lisible : lancez « course build {name} ».") from error
    return notebook


def _cell(raw: Mapping[str, Any]) -> Cell:
    metadata = raw["metadata"]
    about = metadata.get("course", {})
    return Cell(
        id=raw.get("id", ""),
        kind=raw["cell_type"],
        source=raw["source"],
        role=about.get("role") or "",
        exercise=about.get("exercise") or "",
        grade_id=metadata.get("nbgrader", {}).get("grade_id", ""),
        metadata=metadata,
    )


def _exercises(cells: tuple[Cell, ...]) -> tuple[Exercise, ...]:
    graded = {
        exercise_of(cell.grade_id): cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade", False)
    }
    order = dict.fromkeys(exercise_of(cell.grade_id) for cell in cells if cell.grade_id)
    return tuple(
        Exercise(
            id=exercise,
            number=number,
            points=float(graded[exercise].metadata["nbgrader"]["points"]),
            manual=bool(graded[exercise].metadata["nbgrader"].get("solution", False)),
            solution_id=exercise,
            checks_id=graded[exercise].grade_id,
        )
        for number, exercise in enumerate((name for name in order if name in graded), start=1)
    )
