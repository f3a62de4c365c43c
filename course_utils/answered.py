"""Whether a learner's answer is what their cell says: IPython tells, after each cell, what became of it."""

from __future__ import annotations

import re
import time
import traceback
from dataclasses import dataclass
from typing import Any

from course_utils.magics import TRANSPARENT, because_of_magic, opening_magic

_MARKER = re.compile(r"^# Exercice \d+ · (\w+)\s*$", re.MULTILINE)
_RUNS_THE_CELL = set(TRANSPARENT) - {"%%recommencer"}  # it has just put the stub back, and run nothing
_AGAIN = "puis relancez cette vérification"


@dataclass(frozen=True)
class LastRun:
    """The last time that an answer's cell ran: its text, when (seconds of `time.time`), and what stopped it, if any."""

    source: str
    at: float
    error: BaseException | None = None
    line: int | None = None


_runs: dict[str, LastRun] = {}


def follow(shell: Any) -> None:
    """Remember, from now on, the last run of each exercise's cell in `shell` (IPython's)."""
    if _remember not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", _remember)


def stale_answer(chapter: str, exercise: str) -> str | None:
    """Return, in French, why the notebook's answer is not that of its cell: stopped, not run, changed; else None."""
    run = _runs.get(exercise)
    if run is None:
        return None
    magic = opening_magic(run.source)
    if magic and magic not in _RUNS_THE_CELL:
        return because_of_magic(magic)
    if run.error is not None:
        return f"Votre cellule de réponse {_stopped(run)} : corrigez-la, exécutez-la, {_AGAIN}."
    if _has_changed(chapter, exercise, run):
        return f"Votre cellule de réponse a changé depuis que vous l'avez exécutée : exécutez-la d'abord, {_AGAIN}."
    return None


def _remember(result: Any) -> None:
    source = str(getattr(result.info, "raw_cell", "") or "")
    found = _MARKER.search("\n".join(source.lstrip().split("\n")[:3]))
    if found:
        error = result.error_before_exec or result.error_in_exec
        _runs[found[1]] = LastRun(source, time.time(), error, _line(error))


def _line(error: BaseException | None) -> int | None:
    """Return the line of the cell at which it stopped: the outermost of this run that is not IPython's own."""
    if error is None:
        return None
    if isinstance(error, SyntaxError):
        return error.lineno
    frames = [one for one in traceback.extract_tb(error.__traceback__) if _is_cell(one.filename)]
    return frames[0].lineno if frames else None


def _is_cell(filename: str) -> bool:
    return "ipykernel_" in filename or filename.startswith("<ipython-input-")


def _stopped(run: LastRun) -> str:
    where = f", ligne {run.line}" if run.line else ""
    if isinstance(run.error, KeyboardInterrupt):
        return f"a été interrompue{where}"
    return f"s'est arrêtée sur une erreur `{type(run.error).__name__}`{where}"


def _has_changed(chapter: str, exercise: str, run: LastRun) -> bool:
    """Tell whether the file, saved since the cell ran, holds another text of it; False where no file is found."""
    from course_utils.handin.locate import NotFound, find_notebook

    try:
        notebook = find_notebook(chapter)
    except NotFound:
        return False
    if notebook.age is not None and time.time() - notebook.age < run.at:
        return False  # what was saved before it ran says nothing; without an age, the page itself was read
    texts = [
        one["source"] for one in notebook.cells if (found := _MARKER.search(one["source"])) and found[1] == exercise
    ]
    return bool(texts) and all(text.split() != run.source.split() for text in texts)
