"""The code that ships with `course_utils`: a chapter's visible checks, and its model answers."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.build.text import Text
from autograder.course.names import free_names
from autograder.course.regions import SOLUTION, without_hidden_tests, without_marks
from course_utils.french import typeset


def checks_file(text: Text) -> bytes:
    """Return the visible checks of a chapter that obeys the rules, a cell an exercise."""
    cells = [
        (cell.exercise, without_hidden_tests(cell.source).strip("\n")) for cell in text.cells if cell.role == "checks"
    ]
    return _file(f"Vérifications visibles du chapitre « {text.header.title} »", text.name, cells)


def models_file(text: Text) -> bytes:
    """Return the model answers of a chapter's exercises of code: the solutions, without the author's marks."""
    cells = [
        (cell.exercise, without_marks(cell.source, SOLUTION).strip("\n"))
        for cell in text.cells
        if cell.role == "stub+solution"
    ]
    return _file(f"Réponses commentées du chapitre « {text.header.title} »", text.name, cells)


def _file(title: str, chapter: str, cells: Iterable[tuple[str, str]]) -> bytes:
    head = typeset(f"# {title}, construites depuis notebooks/{chapter}.md par « course build ».")
    body = [
        f"# %% {exercise} : {' '.join(sorted(free_names(source)))}".rstrip() + f"\n{source}"
        for exercise, source in cells
    ]
    return ("\n\n\n".join([head, *body]) + "\n").encode()
