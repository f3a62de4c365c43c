"""The one reader of a chapter's file: JSON, package data, or a folder of a course that is not installed."""

from __future__ import annotations

import functools
import json
import os
from importlib import resources
from pathlib import Path
from typing import Any

EXTRA_FOLDER = "COURSE_STORED_OUTCOMES"  # environment: a folder to look in first (a course that is not installed)


def read_chapter(chapter: str) -> dict[str, Any] | None:
    """Return what the package knows of `chapter` (keys « release », « exercises », « quiz »…), or None.

    It is read once, and again when its file has changed: leave it as it is.
    """
    path = _path(chapter)
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


def _path(chapter: str) -> Path:
    extra = os.environ.get(EXTRA_FOLDER)
    if extra and (Path(extra) / f"{chapter}.json").is_file():
        return Path(extra) / f"{chapter}.json"
    return Path(str(resources.files("course_utils.chapters"))) / f"{chapter}.json"


@functools.lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
