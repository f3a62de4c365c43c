"""Which cell of the release a submitted one stands for: by what it says, what it defines, what it looks like.

nbgrader's id, the cell's id and the marker are strong signs: the cell was that cell. The names that it defines and
likeness are weak ones. A content that contradicts the metadata wins.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.submissions.repair.pieces import Piece
from autograder.submissions.repair.places import CleanCopy, Place, Wording, wording

COMPARED = 200  # unknown cells that are compared with what is missing: more are nobody's notebook
_LONGEST_ANSWER = 20_000  # characters
_ALIKE = 0.6
_SHARED = 0.2  # share of the short pieces of two texts, without which they are not compared further
_NEAREST = 3  # places that an unknown cell is compared with to the letter
_BRIEF = 80  # characters: such a text has too few pieces for a share to mean much
_LONG = 2000  # characters: longer texts are compared word by word, and no further than that many words


@dataclass(frozen=True, eq=False)
class Match:
    """A piece and the place it was made for (None: none, or only names tell, see `by_names`).

    `by_names` are the exercises one of whose names it defines; `strong` tells that a sign other than names or
    likeness gave the place; `removed` is the exercise, unknown to this release, that the piece says it belongs to, and
    `removed_checks` that it is the checks of that one; `contradicted` is what the metadata said wrongly. A piece that
    was put together again has the numbers of all its cells in `joined`, and `under_question` when the first of them
    is a written exercise as it was released.
    """

    piece: Piece
    place: Place | None = None
    by_names: tuple[Place, ...] = ()
    strong: bool = False
    removed: str = ""
    removed_checks: bool = False
    contradicted: Place | None = None
    joined: tuple[int, ...] = ()
    under_question: bool = False

    @property
    def wording(self) -> Wording:
        return self.piece.wording

    @property
    def answers(self) -> Place | None:
        """The answer that the piece is, or is a part of."""
        if self.place is not None:
            return self.place if self.place.is_answer else None
        return self.by_names[0] if len(self.by_names) == 1 else None

    @property
    def is_unknown(self) -> bool:
        """Nothing says whose the piece is."""
        return self.place is None and not self.by_names and not self.removed


def identify(pieces: Sequence[Piece], known: CleanCopy, *, older: bool) -> list[Match]:
    """Return what each piece is, in order. With an `older` release, the ids of lesson cells may mean others now."""
    return by_likeness(by_signs(pieces, known, older=older), known)


def by_signs(pieces: Sequence[Piece], known: CleanCopy, *, older: bool) -> list[Match]:
    """Return what each piece is by its ids, marker and names, in order."""
    return [_by_signs(piece, known, older=older) for piece in pieces]


def _by_signs(piece: Piece, known: CleanCopy, *, older: bool) -> Match:
    by_id = known.by_id.get(piece.id)
    labelled = known.by_grade_id.get(piece.grade_id)
    signs = [place for place in (_marked(piece, known), labelled, by_id) if place is not None]
    same = _untouched(piece, known, signs)
    if same is not None:
        return _sure(piece, same, (), labelled)
    by_names = tuple(known.by_names(_names(piece)))
    place = next((place for place in signs if place in by_names), None)
    if place is None and by_names:
        return _by_names_alone(piece, by_names, signs, labelled)
    place = place or next((sign for sign in signs if _fits(piece, sign, older=older)), None)
    if place is not None:
        return _sure(piece, place, by_names, labelled)
    return Match(piece, removed=_removed(piece, known), removed_checks=_is_removed_checks(piece))


def _sure(piece: Piece, place: Place, by_names: tuple[Place, ...], labelled: Place | None) -> Match:
    wrong = labelled if labelled is not None and labelled.exercise != place.exercise else None
    return Match(piece, place, tuple(one for one in by_names if one is not place), strong=True, contradicted=wrong)


def _by_names_alone(piece: Piece, by_names: tuple[Place, ...], signs: list[Place], labelled: Place | None) -> Match:
    """What a cell defines is another exercise's: an edited lesson cell and an answer of no known name stay theirs."""
    for sign in signs:
        kept = sign.is_lesson and sign.cell.kind == "code" and _likeness(piece, sign) >= _ALIKE
        if kept or (sign.is_code_answer and not sign.names):
            return Match(piece, sign, by_names, strong=True)
    exercises = {place.exercise for place in by_names}
    wrong = labelled if labelled is not None and labelled.exercise not in exercises else None
    return Match(piece, by_names=by_names, contradicted=wrong)


def _marked(piece: Piece, known: CleanCopy) -> Place | None:
    marker = piece.wording.marker
    if marker is None:
        return None
    place = (known.checks if marker.of_checks else known.answers).get(marker.exercise)
    if place is not None and place.is_code_answer and piece.kind != "code" and marker.sign != "#":
        return None  # a title that the student wrote above the exercise
    return place


def _names(piece: Piece) -> frozenset[str]:
    if piece.kind == "code":
        return piece.wording.meant
    short = len(piece.source) < _LONGEST_ANSWER  # prose is seldom Python: code that was turned to text is
    return piece.wording.defined if short else frozenset()


def _untouched(piece: Piece, known: CleanCopy, signs: Sequence[Place]) -> Place | None:
    """Return the cell of the release that the piece is to the letter; of several the same, the one it says it is."""
    if piece.is_blank:
        return None
    twins = known.holding(piece.wording)
    return next((place for place in signs if place in twins), twins[0] if len(twins) == 1 else None)


def _fits(piece: Piece, place: Place, *, older: bool) -> bool:
    """Tell whether a sign may be believed. That of a lesson cell is its id alone, which editors give anew."""
    if not place.is_lesson:
        return True
    if piece.is_blank:
        return False
    if older or piece.kind != place.cell.kind:
        return _likeness(piece, place) >= _ALIKE
    return True


def _removed(piece: Piece, known: CleanCopy) -> str:
    """Return the exercise that the piece names and that the chapter does not have."""
    names = [piece.wording.marker.exercise] if piece.wording.marker else []
    about = piece.metadata.get("nbgrader", {})
    if piece.grade_id and (about.get("grade") or about.get("solution")):
        names.append(piece.grade_id.removesuffix("-checks"))
    return next((name for name in names if name not in known.answers), "")


def _is_removed_checks(piece: Piece) -> bool:
    about, marker = piece.metadata.get("nbgrader", {}), piece.wording.marker
    locked = bool(about.get("grade")) and bool(about.get("locked")) and not about.get("solution")
    return locked or (marker is not None and marker.of_checks)


def by_likeness(matches: Sequence[Match], known: CleanCopy) -> list[Match]:
    """Give the pieces that nothing else tells to the lesson cells and written answers that nobody has yet."""
    taken = {one.place.index for one in matches if one.place is not None and not one.piece.is_blank}
    free = [place for place in known.places if not place.is_code_answer and place.index not in taken]
    places: dict[int, Place] = {}
    for one in [one for one in matches if one.is_unknown and not one.piece.is_blank][:COMPARED]:
        scores = [(_resemblance(one.piece, place), place) for place in _nearest(one.piece, free)]
        alike, best = max(scores, key=lambda score: score[0], default=(0.0, None))
        if best is not None and alike >= _ALIKE:
            places[one.piece.order] = best
            free.remove(best)
    return [replace(one, place=places.get(one.piece.order, one.place)) for one in matches]


def _nearest(piece: Piece, free: Sequence[Place]) -> list[Place]:
    """Return the places worth comparing with, in their order: to the letter, each takes long."""
    shares = [(_share(piece.wording, place.wording), place) for place in free if piece.kind == place.cell.kind]
    worth = sorted((one for one in shares if one[0] >= _SHARED), key=lambda one: -one[0])[:_NEAREST]
    near = [place for _, place in worth]
    return [place for place in free if place.is_written_answer or place in near]


def _share(one: Wording, other: Wording) -> float:
    """Return the share of their short pieces that two texts have in common, 1 where they are too brief to tell."""
    if one.is_far_longer(other) or other.is_far_longer(one):
        return 0.0
    if min(len(one.essence), len(other.essence)) < _BRIEF:
        return 1.0
    return 2 * len(one.shingles & other.shingles) / (len(one.shingles) + len(other.shingles))


def _resemblance(piece: Piece, place: Place) -> float:
    if place.is_written_answer:
        return max(_likeness(piece, place), _share_kept(piece, place))
    return _likeness(piece, place) if piece.kind == place.cell.kind else 0.0


def _likeness(piece: Piece, place: Place) -> float:
    """Return how alike the two texts are, from 0 to 1; what is surely below _ALIKE is 0."""
    one, other = piece.wording, place.wording
    if one.is_far_longer(other) or other.is_far_longer(one):
        return 0.0
    if one.essence == other.essence:
        return 1.0
    if max(len(one.essence), len(other.essence)) > _LONG:
        return _ratio(one.essence.split()[:_LONG], other.essence.split()[:_LONG])
    return _ratio(one.essence, other.essence)


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _ALIKE else 0.0


def _share_kept(piece: Piece, place: Place) -> float:
    """Return which share of the release's words stands, in order, in the piece: an answer is written around them."""
    words = place.wording.essence.split()
    if len(words) < 4:
        return 0.0
    given = wording(piece.source[: 10 * _LONG]).essence.split()[:_LONG]
    if (Counter(words) & Counter(given)).total() < _ALIKE * len(words):
        return 0.0
    matcher = difflib.SequenceMatcher(None, words, given, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(words)
