"""The notebook that is graded: the release's cells in their order, with what the student wrote put into them."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.course.chapter import Cell
from autograder.submissions.repair.claims import Claim, Matching
from autograder.submissions.repair.match import COMPARED, Match
from autograder.submissions.repair.places import Place

_BEFORE, _HERE, _AFTER = -1, 0, 1  # where a cell stands, beside the place of the release that it keeps to
Key = tuple[int, ...]  # the index of that place, one of the three, then the order among those beside it


@dataclass(frozen=True)
class PlacedCell:
    """A cell to grade. `original` is the chapter's cell it stands for, None for one that the student added.

    `edited` tells that its text is not the release's. A rival of an answer is kept with the kind « raw »: not run.
    """

    kind: str
    source: str
    id: str
    original: Cell | None
    edited: bool


@dataclass
class Layout:
    """Where each piece goes, by its order among the pieces: those without a key are left out.

    `filled` are the places of the release that pieces fill, `anchors` the indices of those that were met, in the order
    in which they were handed in; `repeated` are copies of the release's cells, `late` the cells that the checks of an
    exercise had to be moved after.
    """

    keys: dict[int, Key] = field(default_factory=dict)
    filled: dict[int, Place] = field(default_factory=dict)
    anchors: list[int] = field(default_factory=list)
    repeated: list[Match] = field(default_factory=list)
    late: dict[str, Match] = field(default_factory=dict)

    @property
    def is_out_of_order(self) -> bool:
        return any(one > other for one, other in zip(self.anchors, self.anchors[1:], strict=False))


def lay_out(matching: Matching) -> tuple[list[PlacedCell], Layout]:
    """Return the cells to grade, in the release's order, and what had to be done for that.

    Every exercise has its checks once, with the release's text, and one answer at most. A cell that the student
    added stays after the cell it followed.
    """
    layout = _plan(matching)
    if layout.is_out_of_order:
        _keep_definitions_first(matching, layout)
    silenced = {one.piece.order for claim in matching.claims.values() for one in claim.silenced}
    cells: list[tuple[Key, PlacedCell]] = []
    for one in matching.matches:
        order = one.piece.order
        if order in layout.keys:
            cells.append((layout.keys[order], _cell(one, layout.filled.get(order), order in silenced)))
    filled = {place.index for place in layout.filled.values()}
    cells += [((place.index, _HERE), _released(place)) for place in matching.known.lessons if place.index not in filled]
    for exercise, checks in matching.known.checks.items():
        key, after = _checks_key(checks, matching.claims[exercise], layout)
        cells.append((key, _released(checks)))
        if after is not None:
            layout.late[exercise] = after
    return [cell for _, cell in sorted(cells, key=lambda pair: pair[0])], layout


def _plan(matching: Matching) -> Layout:
    layout = Layout()
    left_out = {one.piece.order for claim in matching.claims.values() for one in claim.left_out}
    chosen = {claim.answer.piece.order: claim for claim in matching.claims.values() if claim.answer is not None}
    kept: dict[int, str] = {}
    anchor = -1
    for one in matching.matches:
        order, place = one.piece.order, one.place
        if order in left_out:
            continue
        if place is not None and place.is_checks:
            if place.index in kept:
                layout.repeated.append(one)
            else:
                kept[place.index], anchor = "", place.index
                layout.anchors.append(anchor)
            continue
        claim = chosen.get(order)
        if claim is not None and (not claim.only_elsewhere or anchor < claim.place.index):
            anchor = claim.place.index
            layout.anchors.append(anchor)
            layout.filled[order], layout.keys[order] = claim.place, (anchor, _HERE)
            continue
        if claim is not None:
            layout.filled[order] = claim.place
        elif place is not None and place.is_lesson:
            if kept.get(place.index) == one.wording.essence:
                layout.repeated.append(one)
                continue
            first = place.index not in kept
            kept[place.index] = one.wording.essence
            if first:
                anchor = place.index
                layout.anchors.append(anchor)
                _plan_lesson(one, place, layout, older=matching.older)
                continue
        elif (one.removed and one.removed_checks) or one.piece.is_blank:
            continue
        layout.keys[order] = (anchor, _AFTER, order)
    return layout


def _plan_lesson(one: Match, place: Place, layout: Layout, *, older: bool) -> None:
    """In the work on an older release nobody knows who changed a cell of code: this release's comes, after theirs."""
    if not older or place.cell.kind != "code" or place.holds(one.wording):
        layout.filled[one.piece.order], layout.keys[one.piece.order] = place, (place.index, _HERE)
    elif not place.cell.role:
        layout.keys[one.piece.order] = (place.index, _BEFORE, one.piece.order)


def _keep_definitions_first(matching: Matching, layout: Layout) -> None:
    """Where cells changed their order, a cell that the student added still comes before those that use its names."""
    code = [one for one in matching.matches if one.piece.kind == "code" and one.piece.order in layout.keys]
    added = [one for one in code if one.piece.order not in layout.filled]
    for one in reversed(added[:COMPARED]):
        key = layout.keys[one.piece.order]
        users = [
            layout.keys[other.piece.order]
            for other in code
            if other.piece.order > one.piece.order
            and layout.keys[other.piece.order] < key
            and other.wording.wanted & one.wording.defined
        ]
        if users:
            first = min(users)
            layout.keys[one.piece.order] = (first[0], first[1] or _BEFORE, one.piece.order)


def _checks_key(checks: Place, claim: Claim, layout: Layout) -> tuple[Key, Match | None]:
    """Return where the checks go, and the cell they had to be moved after, if any."""
    key: Key = (checks.index, _HERE)
    moved: Match | None = None
    for one in claim.elsewhere:
        theirs = layout.keys.get(one.piece.order, key)
        if theirs > key:
            key, moved = (*theirs, _AFTER, checks.index), one
    return key, moved


def _cell(one: Match, place: Place | None, silenced: bool) -> PlacedCell:
    piece = one.piece
    if place is None:
        kind = "raw" if silenced else piece.kind
        return PlacedCell(kind, piece.source, f"added--{piece.order + 1}", None, edited=True)
    edited = not place.holds(piece.wording)
    source = piece.source if edited else place.text
    return PlacedCell(place.cell.kind, source, place.cell.id, place.cell, edited)


def _released(place: Place) -> PlacedCell:
    return PlacedCell(place.cell.kind, place.text, place.cell.id, place.cell, edited=False)
