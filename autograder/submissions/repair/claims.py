"""One answer for an exercise: split ones made whole, then the best of all the cells that claim to be it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.submissions.repair.match import Match
from autograder.submissions.repair.pieces import Piece
from autograder.submissions.repair.places import CleanCopy, Place, wording

_MOST = 4  # cells that one answer is looked for in at once; longer chains are joined step by step
_IN_ALL = 40  # and no further than that


@dataclass(frozen=True, eq=False)
class Claim:
    """What answers one exercise: `best`, the likeliest of the cells that were made for it (None: there is none).

    `copies` say what it says, or nothing; `rivals` say something else. `elsewhere` are cells that only their names
    tell, and which define what `best` lacks: the rest of the answer or, when `only_elsewhere`, all of it.
    """

    place: Place
    best: Match | None = None
    copies: tuple[Match, ...] = ()
    rivals: tuple[Match, ...] = ()
    elsewhere: tuple[Match, ...] = ()
    only_elsewhere: bool = False

    @property
    def answer(self) -> Match | None:
        """The cell that goes by the exercise's name; None when none is the answer alone.

        One from elsewhere stays where it is, if that is further down.
        """
        if not self.only_elsewhere:
            return self.best
        last = (self.complete or self.elsewhere)[-1]
        return last if last.place is None and len(last.by_names) == 1 else None

    @property
    def complete(self) -> tuple[Match, ...]:
        """Those from elsewhere that are the whole answer."""
        return tuple(one for one in self.elsewhere if self.place.is_defined_by(one.wording))

    @property
    def is_given(self) -> bool:
        return self.answer is not None or bool(self.elsewhere)

    @property
    def stub(self) -> Match | None:
        """The cell made for the exercise, when it was left as it was and the answer is elsewhere."""
        best = self.best if self.only_elsewhere else None
        return best if best and not _touched(best, self.place) else None

    @property
    def broken(self) -> Match | None:
        """The cell made for the exercise, when it cannot be read and the answer is elsewhere."""
        best = self.best if self.only_elsewhere else None
        return best if best and _touched(best, self.place) and not best.wording.is_python else None

    @property
    def is_given_twice(self) -> bool:
        """Tell whether the whole answer is elsewhere in several versions."""
        return self.only_elsewhere and len({one.wording.essence for one in self.complete}) > 1

    @property
    def left_out(self) -> tuple[Match, ...]:
        """What is dropped: copies, and a stub."""
        return (*self.copies, self.stub) if self.stub else self.copies

    @property
    def silenced(self) -> tuple[Match, ...]:
        """What is kept without being run: rivals, and what cannot be read."""
        return (*self.rivals, self.broken) if self.broken else self.rivals

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether a person should look at what was chosen."""
        return bool(self.silenced) or self.is_given_twice


@dataclass(frozen=True, eq=False)
class Matching:
    """What was matched in a submission: all that the graded cells and the notes are made from.

    `older` tells that it started from another release. `pieces` are its cells and the parts of those that were taken
    apart, `matches` what each of them is once split answers are whole, `claims` what answers each exercise.
    """

    known: CleanCopy
    older: bool
    pieces: Sequence[Piece]
    matches: Sequence[Match]
    claims: Mapping[str, Claim]

    @property
    def is_ambiguous(self) -> bool:
        return any(claim.is_ambiguous for claim in self.claims.values())


def claims_on(known: CleanCopy, matches: Sequence[Match]) -> dict[str, Claim]:
    """Return what answers each exercise in a submission."""
    return {exercise: _claim_on(place, matches) for exercise, place in known.answers.items()}


def _claim_on(place: Place, matches: Sequence[Match]) -> Claim:
    made = _made_for(place, matches)
    best = max(made, key=lambda one: _weight(one, place), default=None)
    losers = [one for one in made if one is not best]
    text = best.wording.essence if best and losers else ""
    copies = tuple(one for one in losers if not _touched(one, place) or one.wording.essence == text)
    claim = Claim(place, best, copies, tuple(one for one in losers if one not in copies))
    given = best.wording.defined if best and _touched(best, place) else frozenset()
    lacking = place.names - given
    others = tuple(one for one in matches if place in one.by_names and one.wording.defined & lacking)
    if not lacking or not others:
        return claim
    enough = lacking <= frozenset().union(*(one.wording.defined for one in others))
    in_part = best and (given & place.names or not enough)  # a part of the answer is here, the rest there
    return replace(claim, elsewhere=others, only_elsewhere=not in_part)


def _made_for(place: Place, matches: Sequence[Match]) -> list[Match]:
    """The pieces that are this answer by a strong sign, or by likeness; text counts as code only for want of code."""
    made = [one for one in matches if one.place is place]
    made = [one for one in made if not one.piece.is_blank] or made[:1]
    right_kind = [one for one in made if one.piece.kind == place.cell.kind or place.is_defined_by(one.wording)]
    return right_kind or made


def _weight(one: Match, place: Place) -> tuple[bool, bool, int]:
    return _touched(one, place), place.is_defined_by(one.wording), one.piece.order


def _touched(one: Match, place: Place) -> bool:
    return not one.piece.is_blank and not place.holds(one.wording)


def join_split(matches: Sequence[Match]) -> list[Match]:
    """Return the pieces with answers that were split over consecutive cells made whole."""
    whole: list[Match] = []
    at = 0
    while at < len(matches):
        first, at = matches[at], at + 1
        numbers, asked = [first.piece.number], _is_question(first)
        while len(numbers) < _IN_ALL and (together := _first_half(first, matches[at : at + _MOST])) is not None:
            first, count = together
            numbers += [one.piece.number for one in matches[at : at + count]]
            at += count
        whole.append(replace(first, joined=tuple(numbers), under_question=asked) if len(numbers) > 1 else first)
    return whole


def _first_half(first: Match, rest: Sequence[Match]) -> tuple[Match, int] | None:
    """Return `first` made whole with the pieces that follow it, and how many these are; None when it is whole."""
    place = first.answers
    if place is None:
        return None
    if place.is_written_answer:
        return _written(first, place, rest)
    for count in range(1, _MOST):
        others = rest[:count]
        if len(others) < count or not all(_may_follow(one, place) for one in others):
            return None
        source = _whole([first, *others])
        if source and _complementary([first, *others], place):
            strong = next((one for one in (first, *others) if one.strong), first)
            return replace(strong, piece=replace(first.piece, source=source, kind="code")), count
    return None


def _is_question(one: Match) -> bool:
    """Tell whether a piece is a written exercise, or its beginning, as it was released: without an answer."""
    if one.place is None or not one.place.is_written_answer:
        return False
    return one.place.wording.essence.startswith(one.wording.essence)


def _may_follow(one: Match, place: Place) -> bool:
    nobodys = one.is_unknown and one.piece.kind == "code"
    return (nobodys or one.answers is place) and not one.piece.is_blank


def _whole(parts: Sequence[Match]) -> str:
    """Return the parts as one cell of code: cut between two lines, else within one; empty when they are none."""
    gaps = ("\n",) if parts[0].wording.is_python else ("\n", "")
    sources = [part.piece.source for part in parts]
    return next((whole for gap in gaps if wording(whole := gap.join(sources)).is_python), "")


def _complementary(parts: Sequence[Match], place: Place) -> bool:
    """Tell whether the parts are only together what one of them would be: copies of an answer are not."""
    if any(place.holds(part.wording) for part in parts):
        return False
    if not all(part.wording.is_python and not _is_indented(part.piece.source) for part in parts):
        return True  # an indented part belongs to what precedes it, though IPython would run it
    names = [part.wording.defined for part in parts]
    overlap = any(one & other for n, one in enumerate(names) for other in names[n + 1 :])
    # A cell has its marker once: a part that has its metadata, and no marker, is no copy.
    marked = [part.wording.marker is not None for part in parts]
    cut = marked[0] and not any(marked[1:]) and all(part.strong for part in parts[1:])
    same = all(part.answers is place for part in parts[1:])
    return same and (cut or not overlap) and len({part.wording.essence for part in parts}) == len(parts)


def _is_indented(source: str) -> bool:
    return source.lstrip("\n")[:1].isspace()


def _written(first: Match, place: Place, rest: Sequence[Match]) -> tuple[Match, int] | None:
    """A second half carries no marker; and what stands below a question that was left as it was is its answer."""
    if not rest:
        return None
    second = rest[0]
    if second.piece.is_blank or second.wording.marker is not None or place.holds(second.wording):
        return None
    half = second.place is place and second.strong
    below = _is_question(first) and second.is_unknown and second.piece.kind != "code"
    if not half and not below:
        return None
    return replace(first, piece=replace(first.piece, source=f"{first.piece.source}\n\n{second.piece.source}")), 1
