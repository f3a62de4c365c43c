"""What a notebook says of where it comes from: the chapter, and the release that the work started from."""

from __future__ import annotations

import re

from autograder.submissions.read import Submitted

_START = re.compile(r'^start\("([^"]*)", release="(\w+)"\)', re.MULTILINE)


def chapter_of(submitted: Submitted) -> str | None:
    """Return the chapter; the first cell has it too, when the metadata are lost. None when nothing says it."""
    return _said(submitted, "chapter") or next((one[1] for one in _starts(submitted)), None)


def release_of(submitted: Submitted) -> str:
    """Return the digest of the release; empty when nothing says it."""
    return _said(submitted, "release") or next((one[2] for one in _starts(submitted)), "")


def _starts(submitted: Submitted) -> list[re.Match[str]]:
    found = (_START.search(cell.source) for cell in submitted.cells)
    return [one for one in found if one]


def _said(submitted: Submitted, key: str) -> str | None:
    """Return what the notebook's metadata say of it, None when they say nothing that can be read."""
    about = submitted.metadata.get("course")
    told = about.get(key) if isinstance(about, dict) else None
    return told if isinstance(told, str) else None
