"""The outcomes that visible checks expect, and those of known mistakes: package data, one JSON file a chapter."""

from __future__ import annotations

import functools
import json
import os
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from course_utils.checks.outcome import Outcome, from_json

EXTRA_FOLDER = "COURSE_STORED_OUTCOMES"  # environment: a folder to look in first (a course that is not installed)


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: its sentence, and its outcomes at the checks of the page, in order."""

    id: str
    sentence: str
    outcomes: tuple[tuple[Outcome, ...], ...]


@dataclass(frozen=True)
class StoredExercise:
    """Of one exercise, a tuple a visible check: expected outcomes and fingerprint of the inputs; then the mistakes."""

    expected: tuple[tuple[Outcome, ...], ...]
    inputs: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def load(chapter: str) -> dict[str, Any] | None:
    """Return what is stored for `chapter` (keys « release » and « exercises »), or None when nothing is.

    It is read once, and again when its file has changed: leave it as it is.
    """
    path = _path(chapter)
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


def exercise(chapter: str, name: str) -> StoredExercise | None:
    """Return what is stored for one exercise, or None when this `course_utils` does not know it."""
    path = _path(chapter)
    return _exercise(path, path.stat().st_mtime_ns, name) if path.is_file() else None


def _path(chapter: str) -> Path:
    extra = os.environ.get(EXTRA_FOLDER)
    if extra and (Path(extra) / f"{chapter}.json").is_file():
        return Path(extra) / f"{chapter}.json"
    return Path(str(resources.files("course_utils.chapters") / f"{chapter}.json"))


@functools.lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=64)
def _exercise(path: Path, modified: int, name: str) -> StoredExercise | None:
    node = _read(path, modified)["exercises"].get(name)
    return None if node is None else _decoded(node)


def _decoded(node: dict[str, Any]) -> StoredExercise:
    expected = tuple(tuple(from_json(one) for one in check["expected"]) for check in node["checks"])
    mistakes = [Mistake(one["id"], one["sentence"], _filled(one["outcomes"], expected)) for one in node["mistakes"]]
    return StoredExercise(expected, tuple(check["inputs"] for check in node["checks"]), tuple(mistakes))


def _filled(outcomes: list[Any], expected: tuple[tuple[Outcome, ...], ...]) -> tuple[tuple[Outcome, ...], ...]:
    """A null stands for a check at which the mistake does what is expected."""
    return tuple(
        expected[position] if check is None else tuple(from_json(one) for one in check)
        for position, check in enumerate(outcomes)
    )
