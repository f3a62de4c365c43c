"""Where the files of chapters are: package data, or a folder of a course that is not installed; and their JSON."""

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
    path = chapter_path(f"{chapter}.json")
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


def chapter_path(name: str) -> Path:
    """Return where the file `name` of the chapters is (« 02_perceptron.json »), which may not exist."""
    extra = os.environ.get(EXTRA_FOLDER)
    if extra and (Path(extra) / name).is_file():
        return Path(extra) / name
    return Path(str(resources.files("course_utils.chapters"))) / name


@functools.lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
