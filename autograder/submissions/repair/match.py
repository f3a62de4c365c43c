"""Which cell of the release a submitted one stands for: by what it says, what it defines, what it looks like.

nbgrader's id, the cell's id and the marker are strong signs: the cell was that cell. The names that it defines and
likeness are weak ones. A content that contradicts the metadata wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.submissions.repair.pieces import Piece
from autograder.submissions.repair.places import Place, Skeleton
from autograder.submissions.repair.text import ALIKE, defined, first_marker, is_python, likeness, meant, share_kept

LONGEST_ANSWER = 20_000  # characters
COMPARED = 200  # unknown cells that are compared with what is missing: more are nobody's notebook


@dataclass(frozen=True, eq=False)
class Found:
    """A piece and the place it was made for (None: none, or only names tell, see `by_names`).

    `by_names` are the exercises one of whose names it defines; `strong` tells that a sign other than names or
    likeness gave the place; `removed` is the exercise, unknown to this release, that the piece says it belongs to, and
    `removed_checks` that it is the checks of that one; `contradicted` is what the metadata said wrongly.
    """

    piece: Piece
    place: Place | None = None
    by_names: tuple[Place, ...] = ()
    strong: bool = False
    removed: str = ""
    removed_checks: bool = False
    contradicted: Place | None = None


def identify(pieces: Sequence[Piece], known: Skeleton, *, older: bool) -> list[Found]:
    """Return what each piece is, in order. With an `older` release, the ids of lesson cells may mean others now."""
    found = [_by_signs(piece, known, older=older) for piece in pieces]
    return _by_likeness(found, known)


def _by_signs(piece: Piece, known: Skeleton, *, older: bool) -> Found:
    marker = first_marker(piece.source)
    said = _marked(marker, piece, known)
    by_id = known.by_id.get(piece.id)
    labelled = known.by_grade_id.get(piece.grade_id)
    signs = [place for place in (said, labelled, by_id) if place is not None]
    same = _untouched(piece, known, signs)
    if same is not None:
        return _found(piece, same, (), labelled)
    by_names = tuple(known.by_names(_names(piece)))
    place = next((place for place in signs if place in by_names), None)
    if place is None and by_names:
        return _by_names_alone(piece, by_names, signs, labelled)
    place = place or next((sign for sign in signs if _fits(piece, sign, older=older)), None)
    if place is not None:
        return _found(piece, place, by_names, labelled)
    return Found(piece, removed=_removed(piece, marker, known), removed_checks=_is_removed_checks(piece, marker))


def _found(piece: Piece, place: Place, by_names: tuple[Place, ...], labelled: Place | None) -> Found:
    wrong = labelled if labelled is not None and labelled.cell.exercise != place.cell.exercise else None
    return Found(piece, place, tuple(one for one in by_names if one is not place), strong=True, contradicted=wrong)


def _by_names_alone(piece: Piece, by_names: tuple[Place, ...], signs: list[Place], labelled: Place | None) -> Found:
    """What a cell defines is another exercise's: an edited lesson cell and an answer of no known name stay theirs."""
    for sign in signs:
        kept = sign.is_lesson and sign.cell.kind == "code" and likeness(piece.source, sign.text) >= ALIKE
        if kept or (sign.is_code_answer and not sign.names):
            return Found(piece, sign, by_names, strong=True)
    exercises = {place.cell.exercise for place in by_names}
    wrong = labelled if labelled is not None and labelled.cell.exercise not in exercises else None
    return Found(piece, by_names=by_names, contradicted=wrong)


def _marked(marker: tuple[str, bool, str] | None, piece: Piece, known: Skeleton) -> Place | None:
    if marker is None:
        return None
    exercise, checks, sign = marker
    place = (known.checks if checks else known.answers).get(exercise)
    if place is not None and place.is_code_answer and piece.kind != "code" and sign != "#":
        return None  # a title that the student wrote above the exercise
    return place


def _names(piece: Piece) -> frozenset[str]:
    if piece.kind == "code":
        return meant(piece.source)
    short = len(piece.source) < LONGEST_ANSWER  # prose is seldom Python: code that was turned to text is
    return defined(piece.source) if short and is_python(piece.source) else frozenset()


def _untouched(piece: Piece, known: Skeleton, signs: Sequence[Place]) -> Place | None:
    """Return the cell of the release that the piece is to the letter; of several the same, the one it says it is."""
    if piece.is_blank:
        return None
    twins = known.holding(piece.source)
    return next((place for place in signs if place in twins), twins[0] if len(twins) == 1 else None)


def _fits(piece: Piece, place: Place, *, older: bool) -> bool:
    """Tell whether a sign may be believed. That of a lesson cell is its id alone, which editors give anew."""
    if not place.is_lesson:
        return True
    if piece.is_blank:
        return False
    if older or piece.kind != place.cell.kind:
        return likeness(piece.source, place.text) >= ALIKE
    return True


def _removed(piece: Piece, marker: tuple[str, bool, str] | None, known: Skeleton) -> str:
    """Return the exercise that the piece names and that the chapter does not have."""
    names = [marker[0]] if marker else []
    about = piece.metadata.get("nbgrader", {})
    if piece.grade_id and (about.get("grade") or about.get("solution")):
        names.append(piece.grade_id.removesuffix("-checks"))
    return next((name for name in names if name not in known.answers), "")


def _is_removed_checks(piece: Piece, marker: tuple[str, bool, str] | None) -> bool:
    about = piece.metadata.get("nbgrader", {})
    locked = bool(about.get("grade")) and bool(about.get("locked")) and not about.get("solution")
    return locked or (marker is not None and marker[1])


def _by_likeness(found: Sequence[Found], known: Skeleton) -> list[Found]:
    """Give the pieces that nothing else tells to the lesson cells and written answers that nobody has yet."""
    taken = {one.place.index for one in found if one.place is not None and not one.piece.is_blank}
    free = [place for place in known.places if not place.is_code_answer and place.index not in taken]
    unknown = [one for one in found if one.place is None and not one.by_names and not one.removed]
    places: dict[int, Place] = {}
    for one in [one for one in unknown if not one.piece.is_blank][:COMPARED]:
        best = max(free, key=lambda place: _resemblance(one.piece, place), default=None)
        if best is not None and _resemblance(one.piece, best) >= ALIKE:
            places[one.piece.order] = best
            free.remove(best)
    return [replace(one, place=places.get(one.piece.order, one.place)) for one in found]


def _resemblance(piece: Piece, place: Place) -> float:
    if place.is_written_answer:
        return max(likeness(piece.source, place.text), share_kept(place.text, piece.source))
    return likeness(piece.source, place.text) if piece.kind == place.cell.kind else 0.0
