"""Repair: what was handed in, put into a clean copy of the release, and one sentence for every step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course.chapter import Chapter
from autograder.submissions.read import Submitted, shown
from autograder.submissions.repair.claims import Answer, answer_to
from autograder.submissions.repair.join import join_split
from autograder.submissions.repair.layout import PlacedCell, place_cells
from autograder.submissions.repair.match import Found, identify
from autograder.submissions.repair.pieces import pieces_of
from autograder.submissions.repair.places import Skeleton, skeleton

_START = re.compile(r'^start\("[^"]*", release="(\w+)"\)', re.MULTILINE)


@dataclass(frozen=True)
class Repaired:
    """The cells to grade, French notes on what was done, and whether a person should look at a choice."""

    cells: tuple[PlacedCell, ...]
    notes: tuple[str, ...]
    ambiguous: bool


def repair(submitted: Submitted, chapter: Chapter, released: Mapping[str, Any]) -> Repaired:
    """Return the submission in the order and with the checks of the release; nothing is raised for what it holds."""
    known = skeleton(chapter, released)
    release = _release_of(submitted)
    older = release != "" and not chapter.is_release(release)
    pieces, apart = pieces_of(submitted.cells, known)
    found, joined = join_split(identify(pieces, known, older=older))
    answers = {exercise: answer_to(place, found) for exercise, place in known.answers.items()}
    cells, placed = place_cells(found, answers, known, older=older)
    astray = _of_another_chapter(submitted, known) if not any(_is_there(one) for one in answers.values()) else []
    notes = [
        *submitted.notes,
        *astray,
        *(["Ce travail part d'une version antérieure du chapitre : il a été reporté sur la version actuelle."] * older),
        *apart,
        *joined,
        *(note for answer in answers.values() for note in answer.notes),
        *placed,
        *_absent(answers, found, known, older=older),
        *_removed(found),
    ]
    ambiguous = bool(astray) or any(answer.ambiguous for answer in answers.values())
    return Repaired(tuple(cells), tuple(dict.fromkeys(notes)), ambiguous)


def _release_of(submitted: Submitted) -> str:
    """Return the digest of the release that the work started from; the first cell has it too. Empty when unknown."""
    about = submitted.metadata.get("course")
    told = about.get("release") if isinstance(about, dict) else None
    if isinstance(told, str) and told:
        return told
    return next((found[1] for cell in submitted.cells if (found := _START.search(cell.source))), "")


def _of_another_chapter(submitted: Submitted, known: Skeleton) -> list[str]:
    about = submitted.metadata.get("course")
    name = about.get("chapter") if isinstance(about, dict) else None
    if not isinstance(name, str) or name == known.chapter:
        return []
    return [f"Ce notebook est celui du chapitre {shown(name)}, et non de {known.chapter} : vérifiez le fichier rendu."]


def _is_there(answer: Answer) -> bool:
    return answer.found is not None or bool(answer.after)


def _absent(answers: Mapping[str, Answer], found: Sequence[Found], known: Skeleton, *, older: bool) -> list[str]:
    there = {one.place.index for one in found if one.place is not None}
    checks = [exercise for exercise, place in known.checks.items() if place.index not in there and not older]
    given = [exercise for exercise, answer in answers.items() if not _is_there(answer)]
    notes = [f"La cellule de réponse de « {exercise} » n'a pas été retrouvée." for exercise in given]
    if len(checks) == 1:
        notes.insert(0, f"La cellule de vérification de « {checks[0]} » manquait : elle a été remise.")
    elif checks:
        names = ", ".join(f"« {exercise} »" for exercise in checks)
        notes.insert(0, f"Les cellules de vérification de {names} manquaient : elles ont été remises.")
    return notes


def _removed(found: Sequence[Found]) -> list[str]:
    names = dict.fromkeys(one.removed for one in found if one.removed)
    return [
        f"L'exercice « {shown(name)} » n'est plus dans ce chapitre : la réponse est gardée sans être notée."
        for name in names
    ]
