"""Repair: what was handed in, put into a clean copy of the release, and one sentence for every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course.chapter import Chapter
from autograder.submissions.read import Submitted, UnreadableSubmission, shown
from autograder.submissions.repair.claims import Matching, claims_on, join_split
from autograder.submissions.repair.layout import PlacedCell, lay_out
from autograder.submissions.repair.match import by_likeness, by_signs
from autograder.submissions.repair.notes import notes_on
from autograder.submissions.repair.origin import chapter_of, release_of
from autograder.submissions.repair.pieces import pieces_of
from autograder.submissions.repair.places import clean_copy


@dataclass(frozen=True)
class Repaired:
    """The cells to grade, French notes on what was done, and whether a person should look at a choice."""

    cells: tuple[PlacedCell, ...]
    notes: tuple[str, ...]
    ambiguous: bool


def repair(submitted: Submitted, chapter: Chapter, released: Mapping[str, Any]) -> Repaired:
    """Return the submission in the order and with the checks of the release.

    Raises UnreadableSubmission for the notebook of another chapter, and for one in which nothing is of this chapter.
    """
    known = clean_copy(chapter, released)
    release, says = release_of(submitted), chapter_of(submitted)
    older = release != "" and not chapter.is_release(release)
    pieces = pieces_of(submitted.cells, known)
    signed = by_signs(pieces, known, older=older)
    if says not in (None, known.chapter) and not any(one.is_given for one in claims_on(known, signed).values()):
        raise UnreadableSubmission(
            f"Ce notebook est celui du chapitre {shown(says)}, et non de {known.chapter} : "
            f"rendez celui de {known.chapter}."
        )
    matches = join_split(by_likeness(signed, known))
    if pieces and all(one.place is None for one in matches):
        raise UnreadableSubmission(
            f"Aucune cellule de ce notebook n'est du chapitre {known.chapter} : rendez celui de ce chapitre, ou dites "
            "à votre enseignant où sont vos réponses."
        )
    matching = Matching(known, older, pieces, matches, claims_on(known, matches))
    cells, layout = lay_out(matching)
    notes = (*submitted.notes, *notes_on(matching, layout))
    return Repaired(tuple(cells), tuple(dict.fromkeys(notes)), matching.is_ambiguous)
