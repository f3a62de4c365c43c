"""Which file of a student's folder is the notebook: students rename files, and leave several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.submissions.read import Submitted, UnreadableSubmission, read_versions, shown
from autograder.submissions.repair.claims import claims_on
from autograder.submissions.repair.match import identify
from autograder.submissions.repair.pieces import pieces_of
from autograder.submissions.repair.places import CleanCopy

_SEVERAL = "plusieurs notebooks de ce chapitre"


@dataclass(frozen=True)
class ChosenFile:
    """The file to grade, which may not exist, French notes on the choice, and whether a person should look at it."""

    path: Path
    notes: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True)
class ChosenVersion:
    """The notebook to grade among those of a file; `notes` on a choice that a person should look at."""

    submitted: Submitted
    notes: tuple[str, ...] = ()


def choose_file(files: Sequence[Path], expected: Path, known: CleanCopy) -> ChosenFile:
    """Return the notebook of the chapter's name, if it holds any of it, else the one with most of its answers."""
    scores = {path: _score_of_file(path, known) for path in files}
    named = next((path for path in files if path.stem == expected.stem and any(scores[path])), None)
    best = named or max(files, key=lambda path: (*scores[path], path.name))
    rivals = [path for path in files if path != best and any(scores[path])]
    if not rivals:
        return ChosenFile(best)
    told = f"{_label(best, expected)} a été noté, et non {_names([_label(path, expected) for path in rivals])}"
    return ChosenFile(best, (f"Le dossier contient {_SEVERAL} : {told}.",), True)


def best_version(versions: Sequence[Submitted], known: CleanCopy) -> ChosenVersion:
    """Return the notebook with most of the chapter's answers; those of the same cells are one."""
    different = list({tuple((one.kind, one.source) for one in version.cells): version for version in versions}.values())
    if len(different) == 1:
        return ChosenVersion(versions[0])
    scores = [_score(version, known) for version in different]
    place = max(range(len(different)), key=lambda n: scores[n])
    rivals = [one.name for n, one in enumerate(different) if n != place and any(scores[n])]
    if not rivals:
        return ChosenVersion(different[place])
    told = f"noté : {different[place].name} ; laissé : {_names(rivals)}"
    return ChosenVersion(different[place], (f"Le fichier contient {_SEVERAL} ({told}).",))


def _score_of_file(path: Path, known: CleanCopy) -> tuple[int, int]:
    try:
        return max(_score(version, known) for version in read_versions(path))
    except UnreadableSubmission:
        return (0, 0)


def _score(version: Submitted, known: CleanCopy) -> tuple[int, int]:
    """Count the exercises that a notebook answers, and those of its cells that are the chapter's."""
    matches = identify(pieces_of(version.cells, known), known, older=False)
    claims = claims_on(known, matches).values()
    given = [one for one in claims if one.elsewhere or (one.best and not one.place.holds(one.best.wording))]
    return (len(given), sum(one.place is not None for one in matches))


def _label(path: Path, expected: Path) -> str:
    """Name a file, with its folder where that is not the chapter's."""
    return shown(path.name) if path.parent.name == expected.parent.name else shown(f"{path.parent.name} {path.name}")


def _names(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
