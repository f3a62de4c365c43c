"""The reader's copies of released chapters: made once, never written over."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from autograder.course.files import writing
from autograder.course.folder import GLOSSARY, Course, CourseError

FOLDER = "lab"


def copy_for_reader(course: Course, chapter: str) -> str:
    """Copy a released chapter to the reader's folder unless a copy is there, and return what is to be told, in French.

    A reader's copy is never written over; of one that is of this release nothing is told (« »). Raises CourseError
    when the chapter is not built or the copy fails.
    """
    released, own = course.release / chapter, course.root / FOLDER / chapter
    notebook = Path(chapter, f"{chapter}.ipynb")
    if not (course.release / notebook).is_file():
        raise CourseError(f"Le chapitre {chapter} n'est pas encore construit : lancez « course build ».")
    if own.exists():
        theirs = _releases(course.root / FOLDER / notebook)
        if not theirs or theirs[0] not in _releases(course.release / notebook):
            return (
                f"{FOLDER}/{notebook} : votre copie vient d'une autre version du chapitre. Elle reste comme elle est ; "
                f"pour la nouvelle, renommez {FOLDER}/{chapter} et relancez la commande."
            )
        return ""
    with writing(own):
        own.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=own.parent, prefix=".copie-") as folder:
            os.rename(shutil.copytree(released, Path(folder, chapter)), own)  # whole or absent, never a half
    return f"{FOLDER}/{notebook} : nouvelle copie, à vous de jouer !"


def copy_glossary(course: Course) -> None:
    """Put the glossary beside the reader's chapters, where they link it: the course's page, always the latest."""
    page = course.release / GLOSSARY
    if page.is_file():
        with writing(course.root / FOLDER):
            shutil.copyfile(page, course.root / FOLDER / GLOSSARY)


def _releases(notebook: Path) -> list[str]:
    """Return the release that a notebook says it belongs to, then earlier ones with the same text.

    Empty when it cannot be read: it is the reader's.
    """
    try:
        about = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["course"]
        return [str(about["release"]), *map(str, about.get("earlier", ()))]
    except (OSError, ValueError, KeyError, TypeError):
        return []
