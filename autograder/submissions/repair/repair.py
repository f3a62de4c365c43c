"""Repair: what was handed in, put into a clean copy of the release, and one sentence for every step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course.chapter import Chapter
from autograder.submissions.read import Submitted
from autograder.submissions.repair.claims import Matching, claims_on, join_split
from autograder.submissions.repair.layout import PlacedCell, lay_out
from autograder.submissions.repair.match import identify
from autograder.submissions.repair.notes import notes_on
from autograder.submissions.repair.pieces import pieces_of
from autograder.submissions.repair.places import clean_copy

_START = re.compile(r'^start\("[^"]*", release="(\w+)"\)', re.MULTILINE)


@dataclass(frozen=True)
class Repaired:
    """The cells to grade, French notes on what was done, and whether a person should look at a choice."""

    cells: tuple[PlacedCell, ...]
    notes: tuple[str, ...]
    ambiguous: bool


def repair(submitted: Submitted, chapter: Chapter, released: Mapping[str, Any]) -> Repaired:
    """Return the submission in the order and with the checks of the release; nothing is raised for what it holds."""
    known = clean_copy(chapter, released)
    release = _release_of(submitted)
    older = release != "" and not chapter.is_release(release)
    pieces = pieces_of(submitted.cells, known)
    matches = join_split(identify(pieces, known, older=older))
    matching = Matching(known, _said(submitted, "chapter"), older, pieces, matches, claims_on(known, matches))
    cells, layout = lay_out(matching)
    notes = (*submitted.notes, *notes_on(matching, layout))
    return Repaired(tuple(cells), tuple(dict.fromkeys(notes)), matching.is_ambiguous)


def _release_of(submitted: Submitted) -> str:
    """Return the digest of the release that the work started from; the first cell has it too. Empty when unknown."""
    found = (_START.search(cell.source) for cell in submitted.cells)
    return _said(submitted, "release") or next((one[1] for one in found if one), "")


def _said(submitted: Submitted, key: str) -> str | None:
    """Return what the notebook's metadata say of it, None when they say nothing that can be read."""
    about = submitted.metadata.get("course")
    told = about.get(key) if isinstance(about, dict) else None
    return told if isinstance(told, str) else None
