"""`course lab`: JupyterLab on the reader's own copy of the chapters."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path

from autograder.course.files import writing
from autograder.course.folder import Course, CourseError, chosen_chapters
from course_utils.french import typeset

SUMMARY = "Ouvrir le cours dans JupyterLab, sur votre copie des notebooks."

FOLDER = "lab"
# Read by Jupyter before the reader's own settings, and never written to: menus in French, no announcements (which
# look for the network), and of nbgrader's panels the one that a reader needs, « Validate ».
SETTINGS = Path(__file__).with_name("lab_settings")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "chapter", nargs="?", metavar="CHAPITRE", help="le chapitre à ouvrir (par défaut : tous, dans la liste)"
    )
    parser.add_argument("--port", type=int, default=8888, help="port du serveur (le suivant s'il est pris)")
    parser.add_argument("--no-browser", action="store_true", help="n'ouvre pas le navigateur")


def run(course: Course, options: argparse.Namespace) -> int:
    chapters = chosen_chapters(course, [options.chapter] if options.chapter else [])
    for chapter in chapters:
        print(typeset(copy_for_reader(course, chapter)))
    _launch(course.root / FOLDER, options)
    return 0


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


def _launch(folder: Path, options: argparse.Namespace) -> None:
    """Run JupyterLab's server until it is stopped."""
    try:
        from jupyterlab.labapp import LabApp
    except ImportError as error:
        raise CourseError("JupyterLab n'est pas installé : lancez « make setup ».") from error
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        filter(None, [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")])
    )
    words = [f"--ServerApp.root_dir={folder}", f"--port={options.port}", "--LabApp.news_url=None"]
    words += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly"]
    if options.chapter:
        words.append(f"--LabApp.default_url=/lab/tree/{options.chapter}/{options.chapter}.ipynb")
    if options.no_browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # a container's only user; the server listens on this machine alone, with a token
    LabApp.launch_instance(words)
