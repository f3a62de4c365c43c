"""The reader's copies of released chapters: made once, never written over."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from autograder.course.files import writing
from autograder.course.folder import Course, CourseError

FOLDER = "lab"


def copy_for_reader(course: Course, chapter: str) -> str:
    """Copy a released chapter to the reader's folder unless a copy is there, and return what was done, in French.

    A reader's copy is never written over. Raises CourseError when the chapter is not built or the copy fails.
    """
    released, own = course.release / chapter, course.root / FOLDER / chapter
    notebook = Path(chapter, f"{chapter}.ipynb")
    if not (course.release / notebook).is_file():
        raise CourseError(f"Le chapitre {chapter} n'est pas encore construit : lancez « course build ».")
    if own.exists():
        if _digest(course.root / FOLDER / notebook) != _digest(course.release / notebook):
            return (
                f"{FOLDER}/{notebook} : votre copie vient d'une autre version du chapitre. Elle reste comme elle est ; "
                f"pour la nouvelle, renommez {FOLDER}/{chapter} et relancez la commande."
            )
        return f"{FOLDER}/{notebook} : votre copie, telle que vous l'avez laissée."
    with writing(own):
        own.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=own.parent, prefix=".copie-") as folder:
            os.rename(shutil.copytree(released, Path(folder, chapter)), own)  # whole or absent, never a half
    return f"{FOLDER}/{notebook} : nouvelle copie, à vous de jouer !"


def _digest(notebook: Path) -> str | None:
    """Return the release that a notebook says it belongs to; None when it cannot be read (it is the reader's)."""
    try:
        digest = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["course"]["release"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(digest)
