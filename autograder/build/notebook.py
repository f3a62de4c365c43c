"""From a chapter's text to the instructor's notebook: markers, ids, nbgrader's metadata, typeset prose, set-up cell."""

from __future__ import annotations

from collections import Counter
from typing import Any

import nbformat

from autograder.build.helps import review_source
from autograder.build.hints import hint_steps, hints_source
from autograder.build.quiz import quiz_source
from autograder.build.text import BEFORE_ANY_EXERCISE, Text, TextCell
from autograder.course.markers import checks_marker, manual_marker, solution_marker
from course_utils.french import typeset

_SCHEMA = 3
_SUFFIX = {"stub+solution": "solution", "checks": "checks", "manual": "answer", "hints": "hints"}
_COLAB = "https://colab.research.google.com"
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_PACKAGE_IS_MISSING = (
    "Le paquet course_utils n'est pas installé : dans le dossier du cours, tapez « pip install . » dans un terminal, "
    "puis redémarrez le noyau."
)


def source_notebook(text: Text, repository: str, release: str) -> nbformat.NotebookNode:
    """Return the instructor's notebook of a text that obeys the rules.

    `repository` is the address from which a notebook alone installs `course_utils` (« » when there is none);
    `release` the digest that the notebook carries.
    """
    numbers = exercise_numbers(text)
    cells = [_badge(text.name, repository)] if repository else []
    anchor, counts = BEFORE_ANY_EXERCISE, Counter[str]()
    for cell in text.cells:
        if cell.role == "figures":
            continue
        if cell.exercise:
            anchor = cell.exercise
            name = f"{cell.exercise}-{_SUFFIX[cell.role]}"
        else:
            counts[anchor] += 1
            name = f"{anchor}-{counts[anchor]}"
        body = (
            setup_source(text.name, repository, release)
            if cell.role == "setup"
            else _body(text, cell, numbers.get(cell.exercise, 0))
        )
        cells.append(_cell(cell, name, typeset(body) if cell.kind == "markdown" else body))
    header = text.header
    return nbformat.from_dict(
        {
            "cells": cells,
            "metadata": {
                "course": {
                    "chapter": text.name,
                    "title": header.title,
                    "points": header.points,
                    "minutes": {"reading": header.reading, "doing": header.doing},
                    "release": release,
                }
                | ({"earlier": list(header.earlier)} if release and header.earlier else {}),
                "kernelspec": _KERNEL,
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def exercise_numbers(text: Text) -> dict[str, int]:
    """Return the number of each exercise, from 1, in order of appearance."""
    names = dict.fromkeys(cell.exercise for cell in text.cells if cell.exercise)
    return {name: number for number, name in enumerate(names, start=1)}


def setup_source(chapter: str, repository: str, release: str) -> str:
    """Return the source of the set-up cell: find our package or install it, then look at what is here."""
    importing = "from course_utils.start import start"
    absent = (
        f'    %pip install --quiet --no-deps "git+{repository}"\n    {importing}'
        if repository
        else f'    raise ModuleNotFoundError("{typeset(_PACKAGE_IS_MISSING)}") from None'
    )
    return (
        f"{typeset('# Mise en route : exécutez cette cellule en premier.')}\n"
        f"try:\n    {importing}\nexcept ModuleNotFoundError:\n{absent}\n\n"
        f'start("{chapter}", release="{release}")'
    )


def _body(text: Text, cell: TextCell, number: int) -> str:
    """Return what the cell holds in the notebook; `number` is that of its exercise."""
    match cell.role:
        case "stub+solution":
            return f"{solution_marker(number, cell.exercise)}\n{cell.source}"
        case "checks":
            return f"{checks_marker(number, cell.exercise)}\n{cell.source}"
        case "manual":
            return f"{manual_marker(number, cell.exercise)}\n\n{cell.source}"
        case "hints":
            return hints_source(hint_steps(text, cell))
        case "quiz":
            return quiz_source(text.name)
        case "review":
            return review_source(text.name)
        case _:
            return cell.source


def _badge(chapter: str, repository: str) -> dict[str, Any]:
    """The first cell where students have a repository: it opens the chapter in Colab."""
    address = f"{_COLAB}/github/{repository.removeprefix('https://github.com/')}/blob/main/{chapter}/{chapter}.ipynb"
    source = f"[![Ouvrir dans Colab]({_COLAB}/assets/colab-badge.svg)]({address})"
    return {"cell_type": "markdown", "id": "colab-badge", "metadata": {}, "source": source}


def _cell(cell: TextCell, name: str, source: str) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    graded = cell.exercise and cell.role != "hints"  # hints go with an exercise; they are no part of an answer
    if cell.tags:
        metadata["tags"] = sorted(set(cell.tags))
    if cell.folded:
        metadata |= {"jupyter": {"source_hidden": True}, "cellView": "form"}  # JupyterLab's way, and Colab's
    if cell.role:
        metadata["course"] = {"role": cell.role} | ({"exercise": cell.exercise} if graded else {})
    if graded:
        metadata["nbgrader"] = _nbgrader(cell)
    built: dict[str, Any] = {"cell_type": cell.kind, "id": name, "metadata": metadata, "source": source}
    return built | ({"execution_count": None, "outputs": []} if cell.kind == "code" else {})


def _nbgrader(cell: TextCell) -> dict[str, Any]:
    checks, manual = cell.role == "checks", cell.role == "manual"
    return {
        "grade": checks or manual,
        "grade_id": f"{cell.exercise}-checks" if checks else cell.exercise,
        "locked": checks,
        "schema_version": _SCHEMA,
        "solution": not checks,
        "task": False,
    } | ({"points": cell.points} if checks or manual else {})
