"""The notebook that is graded: the release's cells in their order, with what the student wrote put into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.course.chapter import Cell
from autograder.submissions.repair.claims import Answer
from autograder.submissions.repair.match import COMPARED, Found
from autograder.submissions.repair.places import Place, Skeleton
from autograder.submissions.repair.text import defined, essence, wanted

_BEFORE, _HERE, _AFTER = -1, 0, 1  # where a cell stands, beside the place of the release that it keeps to
_ONE_BY_ONE = 3  # more cells than these share one sentence
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
class _Plan:
    """Where each piece goes, by its order among the pieces; those without a key are left out."""

    keys: dict[int, Key] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    repeated: list[Found] = field(default_factory=list)


def place_cells(
    found: Sequence[Found], answers: Mapping[str, Answer], known: Skeleton, *, older: bool
) -> tuple[list[PlacedCell], list[str]]:
    """Return the cells to grade, in the release's order, and French notes on what was moved, restored or dropped.

    Every exercise has its checks once, with the release's text, and one answer at most. A cell that the student
    added stays after the cell it followed.
    """
    plan = _plan(found, answers, known, older=older)
    moved = any(one > other for one, other in zip(plan.order, plan.order[1:], strict=False))
    if moved:
        _keep_definitions_first(found, plan)
    silenced = {one.piece.order for answer in answers.values() for one in answer.silenced}
    cells: list[tuple[Key, PlacedCell]] = []
    for one in found:
        if one.piece.order in plan.keys:
            cell = _cell(one, plan.places.get(one.piece.order), one.piece.order in silenced)
            cells.append((plan.keys[one.piece.order], cell))
    filled = {place.index for place in plan.places.values()}
    cells += [
        ((place.index, _HERE), PlacedCell(place.cell.kind, place.text, place.cell.id, place.cell, edited=False))
        for place in known.lessons
        if place.index not in filled
    ]
    notes = _notes(found, plan, known, moved=moved and not older, older=older)
    for exercise, checks in known.checks.items():
        key, after = _checks_key(checks, answers[exercise], plan)
        cells.append((key, PlacedCell("code", checks.text, checks.cell.id, checks.cell, edited=False)))
        if after is not None:
            notes.append(
                f"Les vérifications de « {exercise} » ont été placées après la cellule {after.piece.number}, "
                "où la réponse est complète."
            )
    return [cell for _, cell in sorted(cells, key=lambda pair: pair[0])], notes


def _plan(found: Sequence[Found], answers: Mapping[str, Answer], known: Skeleton, *, older: bool) -> _Plan:
    plan = _Plan()
    left_out = {one.piece.order for answer in answers.values() for one in answer.left_out}
    chosen = {answer.found.piece.order: answer for answer in answers.values() if answer.found is not None}
    kept: dict[int, str] = {}
    anchor = -1
    for one in found:
        order, place = one.piece.order, one.place
        if order in left_out:
            continue
        if place is not None and place.is_checks:
            if place.index in kept:
                plan.repeated.append(one)
            else:
                kept[place.index], anchor = "", place.index
                plan.order.append(anchor)
            continue
        answer = chosen.get(order)
        if answer is not None and (answer.in_place or anchor < answer.place.index):
            anchor = answer.place.index
            plan.order.append(anchor)
            plan.places[order], plan.keys[order] = answer.place, (anchor, _HERE)
            continue
        if answer is not None:
            plan.places[order] = answer.place
        elif place is not None and place.is_lesson:
            if kept.get(place.index) == essence(one.piece.source):
                plan.repeated.append(one)
                continue
            first = place.index not in kept
            kept[place.index] = essence(one.piece.source)
            if first:
                anchor = place.index
                plan.order.append(anchor)
                _plan_lesson(one, place, plan, older=older)
                continue
        elif (one.removed and one.removed_checks) or one.piece.is_blank:
            continue
        plan.keys[order] = (anchor, _AFTER, order)
    return plan


def _plan_lesson(one: Found, place: Place, plan: _Plan, *, older: bool) -> None:
    """In the work on an older release nobody knows who changed a cell of code: this release's comes, after theirs."""
    if not older or place.cell.kind != "code" or place.holds(one.piece.source):
        plan.places[one.piece.order], plan.keys[one.piece.order] = place, (place.index, _HERE)
    elif not place.cell.role:
        plan.keys[one.piece.order] = (place.index, _BEFORE, one.piece.order)


def _keep_definitions_first(found: Sequence[Found], plan: _Plan) -> None:
    """Where cells changed their order, a cell that the student added still comes before those that use its names."""
    code = [one for one in found if one.piece.kind == "code" and one.piece.order in plan.keys]
    added = [one for one in code if one.piece.order not in plan.places]
    for one in reversed(added[:COMPARED]):
        names, key = defined(one.piece.source), plan.keys[one.piece.order]
        users = [
            plan.keys[other.piece.order]
            for other in code
            if other.piece.order > one.piece.order
            and plan.keys[other.piece.order] < key
            and wanted(other.piece.source) & names
        ]
        if users:
            first = min(users)
            plan.keys[one.piece.order] = (first[0], first[1] or _BEFORE, one.piece.order)


def _checks_key(checks: Place, answer: Answer, plan: _Plan) -> tuple[Key, Found | None]:
    """Return where the checks go, and the cell they had to be moved after, if any."""
    key: Key = (checks.index, _HERE)
    moved: Found | None = None
    for one in answer.after:
        theirs = plan.keys.get(one.piece.order, key)
        if theirs > key:
            key, moved = (*theirs, _AFTER, checks.index), one
    return key, moved


def _cell(one: Found, place: Place | None, silenced: bool) -> PlacedCell:
    piece = one.piece
    if place is None:
        kind = "raw" if silenced else piece.kind
        return PlacedCell(kind, piece.source, f"added--{piece.order + 1}", None, edited=True)
    edited = not place.holds(piece.source)
    source = piece.source if edited else place.text
    return PlacedCell(place.cell.kind, source, place.cell.id, place.cell, edited)


def _notes(found: Sequence[Found], plan: _Plan, known: Skeleton, *, moved: bool, older: bool) -> list[str]:
    notes = []
    if moved:
        notes.append("L'ordre des cellules avait changé : celui du chapitre a été rétabli.")
    there = {one.place.index for one in found if one.place is not None}
    notes += _restored([one for one in known.lessons if one.cell.kind == "code" and one.index not in there])
    notes += _retyped(found, plan)
    for one in found:
        notes += _notes_on(one, plan, older=older)
    copies = {one.piece.number for one in plan.repeated}
    if copies:
        one_each = "une seule de chaque a été gardée"
        notes.append(
            f"La cellule {min(copies)} répétait une cellule du chapitre : une seule a été gardée."
            if len(copies) == 1
            else f"{len(copies)} cellules répétaient celles du chapitre : {one_each}."
        )
    return notes


def _restored(lesson: Sequence[Place]) -> list[str]:
    if not lesson:
        return []
    if len(lesson) == 1:
        return [f"Une cellule de la leçon ({_title(lesson[0])}) manquait : elle a été remise."]
    return [f"{len(lesson)} cellules de code de la leçon manquaient : elles ont été remises."]


def _title(place: Place) -> str:
    return f"« {place.text.strip().split(chr(10), 1)[0][:60]} »"


def _retyped(found: Sequence[Found], plan: _Plan) -> list[str]:
    changed = [
        (one.piece.number, place.cell.kind)
        for one in found
        if (place := plan.places.get(one.piece.order)) is not None and one.piece.kind != place.cell.kind
    ]
    if len(changed) > _ONE_BY_ONE:
        return [f"{len(changed)} cellules avaient changé de type : elles ont retrouvé le leur."]
    again = {"code": "du code", "markdown": "du texte"}
    return [f"La cellule {n} avait changé de type : elle est de nouveau {again[kind]}." for n, kind in changed]


def _notes_on(one: Found, plan: _Plan, *, older: bool) -> list[str]:
    notes, number = [], one.piece.number
    if one.place is not None and one.place.is_checks and not (older or one.place.holds(one.piece.source)):
        exercise = one.place.cell.exercise
        notes.append(f"La cellule {number} n'avait plus le texte des vérifications de « {exercise} » : il a été remis.")
    if one.contradicted is not None and one.piece.order in plan.keys:
        notes.append(
            f"La cellule {number} portait l'étiquette de « {one.contradicted.cell.exercise} » : "
            "elle a été placée d'après son contenu."
        )
    return notes
