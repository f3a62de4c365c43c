"""Imaginary students whose file is damaged, or whose code attacks the grading; and what each deserves all the same."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from typing import Any

from autograder.course.chapter import Chapter
from autograder.course.solved import solutions, solved
from autograder.demo.pupils import Pupil

_LOOP = "def {name}(*args, **kwargs):\n    while True:\n        pass"
_LEAVE = "import os\n\n\ndef {name}(*args, **kwargs):\n    os._exit(0)"
_EQUAL = (
    "class Everything:\n    def __eq__(self, other):\n        return True\n\n    __hash__ = None\n\n\n"
    "def {name}(*args, **kwargs):\n    return Everything()"
)


def make_damaged(chapter: Chapter, released: dict[str, Any]) -> list[Pupil]:
    """Return three whose answers are right, and whose file was damaged on its way."""
    whole = solved(released, solutions(chapter))
    total, content = sum(_points(chapter).values()), _bytes(whole)
    return [
        Pupil("anouk", "abîmé : le fichier est coupé en deux", whole, 0.0, content[: len(content) // 2], trouble=True),
        Pupil("bilal", "abîmé : les métadonnées sont perdues", _without_metadata(whole), total, trouble=True),
        Pupil("celine", "abîmé : les vérifications sont effacées", _without_checks(whole), total, trouble=True),
    ]


def make_hostile(chapter: Chapter, released: dict[str, Any]) -> list[Pupil]:
    """Return three whose function attacks the grading, all else being right; none where no exercise asks for one."""
    given, points = solutions(chapter), _points(chapter)
    target = _first_function(given)
    if target is None:
        return []
    exercise, name = target
    attacks = (
        ("damien", "une boucle sans fin", _LOOP),
        ("eva", "un objet égal à tout", _EQUAL),
        ("felix", "le code quitte Python", _LEAVE),
    )
    return [
        Pupil(
            student,
            f"hostile, {exercise} : {attack}",
            solved(released, given | {exercise: code.format(name=name)}),
            sum(points.values()) - points[exercise],
            trouble=True,
        )
        for student, attack, code in attacks
    ]


def _points(chapter: Chapter) -> dict[str, float]:
    return {exercise.id: exercise.points for exercise in chapter.exercises if not exercise.manual}


def _bytes(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def _first_function(given: dict[str, str]) -> tuple[str, str] | None:
    """Return the first exercise that asks for one function, and the function's name."""
    for exercise, source in given.items():
        names: Sequence[str] = re.findall(r"^def (\w+)\(", source, re.MULTILINE)
        if len(names) == 1:
            return exercise, names[0]
    return None


def _without_metadata(notebook: dict[str, Any]) -> dict[str, Any]:
    stripped = copy.deepcopy(notebook)
    for number, cell in enumerate(stripped["cells"]):
        cell["metadata"], cell["id"] = {}, f"lost-{number}"
    stripped["metadata"] = {}
    return stripped


def _without_checks(notebook: dict[str, Any]) -> dict[str, Any]:
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("course", {}).get("role") != "checks"]
    return {**notebook, "cells": cells}
