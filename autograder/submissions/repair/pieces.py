"""The parts of a submission that stand for one cell each: cells that were merged are taken apart at their markers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from autograder.submissions.read import SubmittedCell
from autograder.submissions.repair.places import FIRST_LINES, CleanCopy, Wording, marker_of, wording

_LONGEST = 1_000_000  # characters: a longer cell is nobody's merged answers


@dataclass(frozen=True, eq=False)
class Piece:
    """A submitted cell, or a part of one: `number` is the cell's (from 1), `order` the piece's among all."""

    number: int
    order: int
    kind: str
    source: str
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def wording(self) -> Wording:
        return wording(self.source)

    @property
    def grade_id(self) -> str:
        """The id that nbgrader knows the cell by, else empty."""
        found = self.metadata.get("nbgrader", {}).get("grade_id", "")
        return found if isinstance(found, str) else ""

    @property
    def is_blank(self) -> bool:
        return self.wording.is_blank


def pieces_of(cells: Sequence[SubmittedCell], known: CleanCopy) -> list[Piece]:
    """Return the pieces of the submitted cells, in order; those of a cell that was taken apart share its number."""
    pieces: list[Piece] = []
    for number, cell in enumerate(cells, start=1):
        whole = Piece(number, len(pieces), cell.kind, cell.source, cell.id, cell.metadata)
        parts = _parts(whole, known)
        if len(parts) == 1:
            pieces.append(whole)
            continue
        # What the cell's metadata say is true of its first part at most, and a marker says it better.
        first = replace(whole, kind=parts[0][0], source=parts[0][1])
        pieces.append(first if first.wording.marker is None else replace(first, id="", metadata={}))
        pieces += [Piece(number, whole.order + n, kind, part) for n, (kind, part) in enumerate(parts[1:], start=1)]
    return pieces


def _parts(cell: Piece, known: CleanCopy) -> list[tuple[str, str]]:
    """Return the kind and the text of each cell that was merged into one; itself when nothing was."""
    whole = [(cell.kind, cell.source)]
    if len(cell.source) > _LONGEST:
        return whole
    is_code = cell.kind == "code" and cell.wording.is_python
    parts = whole if is_code else _at_texts(cell, known)
    parts = [(kind, part) for kind, text in parts for part in _at_markers(text, known, whole=is_code)]
    parts = [(_kind(kind, part, known), part) for kind, part in parts if part.strip()]
    if len(parts) < 2 or (is_code and not all(wording(part).is_python for _, part in parts)):
        return whole  # a marker that stands inside something is a comment of the student's
    return parts


def _kind(kind: str, part: str, known: CleanCopy) -> str:
    """Return what a part was before it was merged into a cell of `kind`: its marker tells."""
    found = wording(part).marker
    if found is None or found.exercise not in known.answers:
        return kind
    return known.answers[found.exercise].cell.kind if found.sign != "#" or not found.of_checks else "code"


def _at_texts(cell: Piece, known: CleanCopy) -> list[tuple[str, str]]:
    """Split around the texts of the lesson that stand in the cell, word for word."""
    parts = [(cell.kind, cell.source)]
    for place in known.lessons:
        if place.cell.kind == "markdown" and place.text in cell.source:
            parts = [
                one
                for kind, text in parts
                for one in ([(kind, text)] if kind != cell.kind else _around(place.text, cell.kind, text))
            ]
    return parts


def _around(text: str, kind: str, source: str) -> list[tuple[str, str]]:
    above, found, below = f"\n{source}\n".partition(f"\n{text}\n")
    if not found:
        return [(kind, source)]
    parts = [(kind, above.strip("\n")), ("markdown", text), (kind, below.strip("\n"))]
    return [part for part in parts if part[1].strip()]


def _at_markers(source: str, known: CleanCopy, *, whole: bool) -> list[str]:
    """Split where another exercise's marker, or its checks', begins.

    What stands above the first one belongs to it, if it is short and makes with it a `whole` cell of code.
    """
    lines = source.split("\n")
    starts, current, above = [0], None, 0
    for index, line in enumerate(lines):
        found = marker_of(line) if line.startswith(("#", "*")) else None
        if found is not None and found.exercise in known.answers:
            alone = current is None and (above == 0 or (whole and above < FIRST_LINES))
            if (found.exercise, found.of_checks) != current and not alone:
                starts.append(index)
            current = (found.exercise, found.of_checks)
        above += bool(line.strip())
    cut = ["\n".join(lines[begin:end]).strip("\n") for begin, end in zip(starts, [*starts[1:], None], strict=True)]
    cut = [part for text in cut for part in _after_checks(text, known)]
    return cut if len(cut) > 1 else [source]


def _after_checks(text: str, known: CleanCopy) -> list[str]:
    """Take what was written below the checks of an exercise from them, since the checks are put back as released."""
    found = marker_of(text.split("\n", 1)[0])
    if found is None or not found.of_checks or found.exercise not in known.checks:
        return [text]
    released, given, lines = known.checks[found.exercise].wording.essence, wording(text).essence, text.split("\n")
    if not given.startswith(released) or given == released:
        return [text]
    end = bisect_left(
        range(len(lines)), True, lo=1, key=lambda n: wording("\n".join(lines[:n])).essence.startswith(released)
    )
    return ["\n".join(lines[:end]), "\n".join(lines[end:]).strip("\n")]
