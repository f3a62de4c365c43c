"""Which file of a student's folder is the notebook: students rename files, and leave several."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course
from autograder.submissions.read import UnreadableSubmission, read_submission, shown
from autograder.submissions.repair.claims import claims_on
from autograder.submissions.repair.match import identify
from autograder.submissions.repair.pieces import pieces_of
from autograder.submissions.repair.places import CleanCopy, clean_copy

_NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)
_SCRIPT = re.compile(r"\.py$", re.IGNORECASE)


@dataclass(frozen=True)
class ChosenFile:
    """The file to grade, which may not exist, French notes on the choice, and whether a person should look at it."""

    path: Path
    notes: tuple[str, ...] = ()
    ambiguous: bool = False


def choose_file(folder: Path, course: Course, chapter: str) -> ChosenFile:
    """Return the notebook of the chapter's name, if it holds any of it, else the one with most of its answers.

    Scripts are looked at where there is no notebook. Raises CourseError when the chapter is not built.
    """
    expected = folder / f"{chapter}.ipynb"
    files = _files(folder)
    several = [path for path in files if _NOTEBOOK.search(path.name)]
    several = several or [path for path in files if _SCRIPT.search(path.name)]
    if not several:
        return ChosenFile(expected)
    if len(several) == 1:
        return ChosenFile(several[0])
    known = clean_copy(load_chapter(course, chapter), released_notebook(course, chapter))
    scores = {path: _score(path, known) for path in several}
    named = next((path for path in several if path.stem == chapter and any(scores[path])), None)
    best = named or max(several, key=lambda path: (*scores[path], path.name))
    rivals = [path for path in several if path != best and any(scores[path])]
    if not rivals:
        return ChosenFile(best)
    told = f"{shown(best.name)} a été noté, et non {_names(rivals)}"
    return ChosenFile(best, (f"Le dossier contient plusieurs notebooks de ce chapitre : {told}.",), True)


def _files(folder: Path) -> list[Path]:
    """The files of a folder that a student can have written; a link is none, wherever it leads."""
    with contextlib.suppress(OSError):
        if not folder.is_symlink():
            files = [path for path in folder.iterdir() if not path.is_symlink() and path.is_file()]
            return sorted(path for path in files if not path.name.startswith("."))
    return []


def _score(path: Path, known: CleanCopy) -> tuple[int, int]:
    """Count the exercises that the file answers, and those of its cells that are the chapter's."""
    try:
        pieces = pieces_of(read_submission(path).cells, known)
    except UnreadableSubmission:
        return (0, 0)
    matches = identify(pieces, known, older=False)
    claims = claims_on(known, matches).values()
    given = [one for one in claims if one.elsewhere or (one.best and not one.place.holds(one.best.wording))]
    return (len(given), sum(one.place is not None for one in matches))


def _names(paths: Sequence[Path]) -> str:
    names = [shown(path.name) for path in paths]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
