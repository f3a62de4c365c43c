"""The parts of a submission that stand for one cell each: cells that were merged are taken apart at their markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.submissions.read import SubmittedCell
from autograder.submissions.repair.places import Skeleton
from autograder.submissions.repair.text import FIRST_LINES, essence, first_marker, is_python, marker_of

_SHORT = 5_000  # characters: no longer text is markers and spaces alone
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

    @property
    def grade_id(self) -> str:
        """The id that nbgrader knows the cell by, else empty."""
        found = self.metadata.get("nbgrader", {}).get("grade_id", "")
        return found if isinstance(found, str) else ""

    @property
    def is_blank(self) -> bool:
        return len(self.source) < _SHORT and not essence(self.source)


def pieces_of(cells: Sequence[SubmittedCell], known: Skeleton) -> tuple[list[Piece], list[str]]:
    """Return the pieces of the submitted cells, in order, and a note for each cell that was taken apart."""
    pieces: list[Piece] = []
    notes: list[str] = []
    for number, cell in enumerate(cells, start=1):
        parts = _parts(cell, known)
        whole = Piece(number, len(pieces), cell.kind, cell.source, cell.id, cell.metadata)
        if len(parts) == 1:
            pieces.append(whole)
            continue
        # What the cell's metadata say is true of its first part at most, and a marker says it better.
        first = replace(whole, kind=parts[0][0], source=parts[0][1])
        pieces.append(first if first_marker(first.source) is None else replace(first, id="", metadata={}))
        pieces += [Piece(number, whole.order + n, kind, part) for n, (kind, part) in enumerate(parts[1:], start=1)]
        notes.append(f"La cellule {number} en réunissait plusieurs : elles ont été séparées.")
    return pieces, notes


def _parts(cell: SubmittedCell, known: Skeleton) -> list[tuple[str, str]]:
    """Return the kind and the text of each cell that was merged into one; itself when nothing was."""
    whole = [(cell.kind, cell.source)]
    if len(cell.source) > _LONGEST:
        return whole
    is_code = cell.kind == "code" and is_python(cell.source)
    parts = whole if is_code else _at_texts(cell, known)
    parts = [(kind, part) for kind, text in parts for part in _at_markers(text, known, whole=is_code)]
    parts = [(_kind(kind, part, known), part) for kind, part in parts if part.strip()]
    if len(parts) < 2 or (is_code and not all(is_python(part) for _, part in parts)):
        return whole  # a marker that stands inside something is a comment of the student's
    return parts


def _kind(kind: str, part: str, known: Skeleton) -> str:
    """Return what a part was before it was merged into a cell of `kind`: its marker tells."""
    found = first_marker(part)
    if found is None or found[0] not in known.answers:
        return kind
    return known.answers[found[0]].cell.kind if found[2] != "#" or not found[1] else "code"


def _at_texts(cell: SubmittedCell, known: Skeleton) -> list[tuple[str, str]]:
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


def _at_markers(source: str, known: Skeleton, *, whole: bool) -> list[str]:
    """Split where another exercise's marker, or its checks', begins.

    What stands above the first one belongs to it, if it is short and makes with it a `whole` cell of code.
    """
    lines = source.split("\n")
    starts, current, above = [0], None, 0
    for index, line in enumerate(lines):
        found = marker_of(line) if line.startswith(("#", "*")) else None
        if found is not None and found[0] in known.answers:
            alone = current is None and (above == 0 or (whole and above < FIRST_LINES))
            if found[:2] != current and not alone:
                starts.append(index)
            current = found[:2]
        above += bool(line.strip())
    cut = ["\n".join(lines[begin:end]).strip("\n") for begin, end in zip(starts, [*starts[1:], None], strict=True)]
    cut = [part for text in cut for part in _after_checks(text, known)]
    return cut if len(cut) > 1 else [source]


def _after_checks(text: str, known: Skeleton) -> list[str]:
    """Take what was written below the checks of an exercise from them, since the checks are put back as released."""
    found = marker_of(text.split("\n", 1)[0])
    if found is None or not found[1] or found[0] not in known.checks:
        return [text]
    released, lines = essence(known.checks[found[0]].text), text.split("\n")
    if not essence(text).startswith(released) or essence(text) == released:
        return [text]
    end = next(n for n in range(1, len(lines) + 1) if essence("\n".join(lines[:n])).startswith(released))
    return ["\n".join(lines[:end]), "\n".join(lines[end:]).strip("\n")]
