"""The visible first line of every exercise cell: editors lose metadata, a comment survives."""

from __future__ import annotations

import re

from course_utils.french import typeset

_MARKER = re.compile(r"(?:# |\*\*)(?:Vérifications de l['’]e|E)xercice (\d+) · (\w+)(?:\*\*)?\s*$")


def label(number: int, exercise: str) -> str:
    """Return the exercise's name on the page: « Exercice 3 · softmax »."""
    return f"Exercice {number} · {exercise}"


def solution_marker(number: int, exercise: str) -> str:
    return f"# {label(number, exercise)}"


def checks_marker(number: int, exercise: str) -> str:
    return typeset(f"# Vérifications de l'exercice {number} · {exercise}")


def manual_marker(number: int, exercise: str) -> str:
    return f"**{label(number, exercise)}**"


def read_marker(source: str) -> tuple[int, str] | None:
    """Return the exercise's number and id when the first line of a cell is a marker."""
    found = _MARKER.match(source.split("\n", 1)[0])
    return (int(found[1]), found[2]) if found else None
