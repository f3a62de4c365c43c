"""The last cell of a notebook, « Avant de rendre »: will it be graded as its author thinks; and the file to hand in."""

from __future__ import annotations

import html
import time
from textwrap import fill
from typing import TYPE_CHECKING

from course_utils.french import typeset
from course_utils.handin.fresh import FreshRun, NoKernel, run_afresh
from course_utils.progress import in_notebook
from course_utils.questions import as_html

if TYPE_CHECKING:
    from course_utils.handin.locate import Notebook

SECONDS = 120
_COLUMNS = 96


def before_handing_in(chapter: str, path: str | None = None, seconds: float = SECONDS) -> None:
    """Print what is to be known before handing in the notebook of `chapter`, and prepare the file to hand in.

    Looks at the file as it was last saved, and runs it from the top in a fresh kernel, ended after `seconds`; then
    copies it, under its right name, to a folder « À rendre » (`prepare.py`).
    `path` names the file where it cannot be guessed. Nothing is raised for what is wrong with the notebook, and
    nothing is written on the error stream: plain nbgrader would take the points for that.
    """
    from course_utils.chapters.reader import read_chapter
    from course_utils.handin.locate import NotFound, find_notebook, run_by_a_program
    from course_utils.handin.prepare import prepare
    from course_utils.handin.review import Said, conclusion, look, look_at_run

    if run_by_a_program():
        return  # this very cell, run from the top by itself, or by who grades
    stored = read_chapter(chapter) or {}
    if "markers" not in stored:
        _say("Mettez à jour course_utils : il ne connaît pas encore ce chapitre.")
        return
    try:
        notebook = find_notebook(chapter, path)
    except NotFound as error:
        _say(str(error))
        return
    lines = look(notebook, chapter, stored)
    running = f"Exécution depuis le début, dans un processus neuf : {seconds:g} secondes au plus."
    _say(*(line.text for line in lines), running)
    try:
        told = look_at_run(notebook, stored, _runs(notebook, seconds), seconds)
    except NoKernel as error:
        told = [Said(False, f"→ Exécution : {error}")]
    except KeyboardInterrupt:
        print()
        _say("Vous avez arrêté l'exécution : le fichier à rendre n'est pas préparé.")
        return
    print("\r" + " " * 40, end="\r")
    prepared = prepare(notebook, chapter, stored)
    _say(*(line.text for line in [*told, *prepared]), conclusion([*lines, *told, *prepared]))


def _runs(notebook: Notebook, seconds: float) -> list[FreshRun]:
    """Run the notebook's cells; once more with its demonstrations when one of them defines what a cell wants."""
    from course_utils.handin.review import cells_to_run, wants_demos

    began = time.monotonic()
    runs = run_afresh(cells_to_run(notebook), notebook.folder, seconds, _progress)
    left = seconds - (time.monotonic() - began)
    if left > 0 and wants_demos(notebook, runs):
        runs = run_afresh(cells_to_run(notebook, demos=True), notebook.folder, left, _progress)
    return runs


def _progress(done: int, total: int) -> None:
    print(typeset(f"\r  cellule {done} sur {total}"), end="", flush=True)


def _say(*texts: str) -> None:
    """Say a text a line: in a notebook as HTML too, which breaks between words in a narrow window."""
    lines = [typeset(text) for text in texts]
    plain = "\n".join(map(_folded, lines))
    if not in_notebook():
        print(plain)
        return
    from IPython.display import display

    display({"text/plain": plain, "text/html": "".join(map(_shown, lines))}, raw=True)


def _folded(line: str) -> str:
    """Return a line cut between words; where a file is (two spaces) stays as it is."""
    if line.startswith("  "):
        return line
    return fill(line, _COLUMNS, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _shown(line: str) -> str:
    if line.startswith("  "):
        return f'<div style="padding-left:1.4em"><code>{html.escape(line.strip())}</code></div>'
    return f'<div style="padding-left:1.4em;text-indent:-1.4em">{as_html(line)}</div>'
