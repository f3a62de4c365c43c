"""Putting together an answer that was split over consecutive cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.submissions.repair.match import Found
from autograder.submissions.repair.places import Place
from autograder.submissions.repair.text import defined, essence, first_marker, is_python

_MOST = 4  # cells that one answer is looked for in at once; longer chains are joined step by step
_IN_ALL = 40  # and no further than that


def join_split(found: Sequence[Found]) -> tuple[list[Found], list[str]]:
    """Return the pieces with split answers made whole, and a note for each."""
    joined: list[Found] = []
    notes: list[str] = []
    rest = list(found)
    while rest:
        first = rest.pop(0)
        numbers, asked = [first.piece.number], _is_question(first)
        while len(numbers) < _IN_ALL and (together := _first_half(first, rest)) is not None:
            whole, count = together
            numbers += [one.piece.number for one in rest[:count]]
            first, rest = whole, rest[count:]
        if len(numbers) > 1:
            exercise = first.place.cell.exercise if first.place else first.by_names[0].cell.exercise
            which = f"{numbers[0]} {'et' if len(numbers) == 2 else 'à'} {numbers[-1]}"
            notes.append(
                f"La réponse à « {exercise} » se trouvait sous la question, cellule {numbers[1]} : elle y a été jointe."
                if asked
                else f"La réponse à « {exercise} » était coupée en {len(numbers)} (cellules {which}) : "
                "elle a été recollée."
            )
        joined.append(first)
    return joined, notes


def _first_half(first: Found, rest: Sequence[Found]) -> tuple[Found, int] | None:
    """Return `first` made whole with the pieces that follow it, and how many these are; None when it is whole."""
    place = _answer(first)
    if place is None:
        return None
    if place.is_written_answer:
        return _written(first, place, rest)
    for count in range(1, _MOST):
        others = rest[:count]
        if len(others) < count or not all(_may_follow(one, place) for one in others):
            return None
        parts = [first.piece.source, *(one.piece.source for one in others)]
        whole = _whole(parts)
        if whole and _complementary(parts, place, others):
            strong = next((one for one in (first, *others) if one.strong), first)
            return replace(strong, piece=replace(first.piece, source=whole, kind="code")), count
    return None


def _answer(one: Found) -> Place | None:
    """The answer that a piece is, or is a part of."""
    if one.place is not None:
        return one.place if one.place.is_answer else None
    return one.by_names[0] if len(one.by_names) == 1 else None


def _is_question(one: Found) -> bool:
    """Tell whether a piece is a written exercise, or its beginning, as it was released: without an answer."""
    if one.place is None or not one.place.is_written_answer:
        return False
    return essence(one.place.text).startswith(essence(one.piece.source))


def _may_follow(one: Found, place: Place) -> bool:
    nobodys = one.place is None and not one.by_names and not one.removed and one.piece.kind == "code"
    return (nobodys or _answer(one) is place) and not one.piece.is_blank


def _whole(parts: Sequence[str]) -> str:
    """Return the parts as one cell of code: cut between two lines, else within one; empty when they are none."""
    gaps = ("\n",) if is_python(parts[0]) else ("\n", "")
    return next((whole for gap in gaps if is_python(whole := gap.join(parts))), "")


def _complementary(parts: Sequence[str], place: Place, others: Sequence[Found]) -> bool:
    """Tell whether the parts are only together what one of them would be: copies of an answer are not."""
    if any(place.holds(part) for part in parts):
        return False
    if not all(is_python(part) and not part.lstrip("\n")[:1].isspace() for part in parts):
        return True  # an indented part belongs to what precedes it, though IPython would run it
    names = [defined(part) for part in parts]
    overlap = any(one & other for n, one in enumerate(names) for other in names[n + 1 :])
    marked = [first_marker(part) is not None for part in parts]
    # A cell has its marker once: a part that has its metadata, and no marker, is no copy.
    cut = marked == [True, *([False] * len(others))] and all(one.strong for one in others)
    same = all(_answer(one) is place for one in others)
    return same and (cut or not overlap) and len({essence(part) for part in parts}) == len(parts)


def _written(first: Found, place: Place, rest: Sequence[Found]) -> tuple[Found, int] | None:
    """A second half carries no marker; and what stands below a question that was left as it was is its answer."""
    if not rest:
        return None
    second = rest[0]
    if second.piece.is_blank or first_marker(second.piece.source) is not None or place.holds(second.piece.source):
        return None
    half = second.place is place and second.strong
    below = (
        _is_question(first)
        and second.place is None
        and not second.by_names
        and not second.removed
        and second.piece.kind != "code"
    )
    if not half and not below:
        return None
    return replace(first, piece=replace(first.piece, source=f"{first.piece.source}\n\n{second.piece.source}")), 1
