"""Answers put into a chapter: its solutions, and a student's notebook with answers in place of its stubs."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from autograder.course.chapter import Chapter
from autograder.course.regions import SOLUTION, without_marks


def solutions(chapter: Chapter) -> dict[str, str]:
    """Return every solution in code, by exercise, as a student would hand it in: without the author's marks."""
    return {
        cell.exercise: without_marks(cell.source, SOLUTION) for cell in chapter.cells if cell.role == "stub+solution"
    }


def solved(released: dict[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    """Return the released notebook with `answers` (by exercise) in place of its stubs, markers kept."""
    notebook = copy.deepcopy(released)
    for cell in notebook["cells"]:
        about = cell["metadata"].get("course", {})
        if about.get("role") == "stub+solution" and about["exercise"] in answers:
            marker = cell["source"].split("\n", 1)[0]
            answer = answers[about["exercise"]]
            cell["source"] = answer if answer.startswith(marker) else f"{marker}\n{answer}"
    return notebook
