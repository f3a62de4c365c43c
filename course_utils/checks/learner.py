"""The one line under an exercise in a learner's notebook: its visible checks, run from the code that ships here."""

from __future__ import annotations

import html
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from course_utils.answered import stale_answer
from course_utils.chapters.code import Code, shipped_code
from course_utils.checks.failure import CheckFailed
from course_utils.checks.session import current, missing_name, opened
from course_utils.checks.watch import Endless, stopped_after
from course_utils.french import typeset
from course_utils.handin.locate import on_a_page

SECONDS = 10.0  # for the visible checks of an exercise
TRAINING_SECONDS = 120.0  # where they use PyTorch, which may be slow to load and trains something
TRIES = 4  # failed ones, before a model answer is offered
_OUTDATED = "Mettez à jour course_utils : il ne connaît pas encore les vérifications de cet exercice."
_ENDLESS = (
    "Votre fonction ne s'arrête pas : après {seconds:g} secondes, la vérification a été interrompue. Regardez la "
    "condition de la boucle : qu'est-ce qui doit la rendre fausse ?"
)
_INTERRUPTED = "Vérification interrompue : rien n'a été jugé. Relancez-la quand vous voulez."

_passed: set[str] = set()
_failed: Counter[str] = Counter()


def check(exercise: str, *, show: bool = False) -> None:
    """Run the visible checks of `exercise` (« 02_perceptron/neuron ») on the names of the notebook that calls.

    Says in one line that all have passed; raises CheckFailed, told in French under the cell, at the first that
    fails. Nothing is judged when the answer's own cell has stopped on an error, or has changed since it ran. With
    `show`, displays the code of the checks and runs nothing.
    """
    chapter, _, name = exercise.partition("/")
    code = shipped_code("checks", chapter, name)
    if show and code is not None:
        from IPython.display import Code as Shown
        from IPython.display import display

        display(Shown(code.source, language="python"))
        return
    try:
        if code is None:
            raise CheckFailed(_OUTDATED, status="our fault")
        _run(code, chapter, name, sys._getframe(1).f_globals)
    except CheckFailed as failure:
        _failed[exercise] += failure.status not in ("not attempted", "missing")
        _tell_failure(failure, chapter, name)
        raise failure from None
    _passed.add(exercise)
    _tell_success(chapter, name)


def _run(code: Code, chapter: str, exercise: str, notebook: Mapping[str, Any]) -> None:
    late = stale_answer(chapter, exercise)
    if late:
        raise CheckFailed(late, status="missing")
    absent = next((name for name in code.names if name not in notebook), None)
    if absent is not None:
        raise missing_name(absent)
    names = {"__name__": "__checks__"} | {name: notebook[name] for name in code.names}
    seconds = TRAINING_SECONDS if "torch" in code.source else SECONDS
    try:
        with opened(replace(current(), silent=True)), stopped_after(seconds):
            # On the lines of its file, which is what a traceback shows.
            exec(compile("\n" * (code.line - 1) + code.source, str(code.path), "exec"), names)
    except Endless:
        raise CheckFailed(_ENDLESS.format(seconds=seconds), status="too slow") from None
    except KeyboardInterrupt:
        raise CheckFailed(_INTERRUPTED, status="missing") from None


def _tell_failure(failure: CheckFailed, chapter: str, exercise: str) -> None:
    """On a learner's page the sentences go out as HTML, which wraps at words, and no error is shown beside them."""
    if not on_a_page():
        return
    said = failure.html()
    if _failed[f"{chapter}/{exercise}"] >= TRIES:
        said += _model(chapter, exercise, f"Après {TRIES} essais : voir une réponse commentée")
    _display(said, failure.text())
    failure.told = True


def _tell_success(chapter: str, exercise: str) -> None:
    counted = _count(chapter, exercise)
    said = typeset(f"✓ Vérifications visibles réussies{counted}.")
    if not on_a_page():
        print(said)
        return
    green = "border-left:4px solid var(--jp-success-color1,#2e7d32);padding:.2em 0 .2em .8em;line-height:1.5"
    sign = '<strong style="color:var(--jp-success-color1,#2e7d32)">✓</strong>'
    shown = html.escape(said[1:].strip())
    _display(f'<div style="{green}">{sign} {shown}{_model(chapter, exercise, "Une réponse commentée")}</div>', said)


def _count(chapter: str, exercise: str) -> str:
    """Return « , 3 exercices sur 10 », the exercise that has just passed being recorded; « » where nobody reads."""
    from course_utils.chapters.reader import read_chapter
    from course_utils.learned import done, passed

    if not on_a_page():
        return ""
    passed(chapter, exercise)
    known = set((read_chapter(chapter) or {}).get("exercises", ()))
    through = known & (done(chapter) | {one.partition("/")[2] for one in _passed if one.startswith(f"{chapter}/")})
    plural = "s" if len(through) > 1 else ""
    return f" : {len(through)} exercice{plural} sur {len(known)} dans ce chapitre"


def _model(chapter: str, exercise: str, title: str) -> str:
    """Return the model answer as HTML, folded; « » where none ships: the course may keep them back."""
    model = shipped_code("models", chapter, exercise)
    if model is None:
        return ""
    summary, code = html.escape(typeset(title)), html.escape(model.source)
    return f'<details><summary style="cursor:pointer">{summary}</summary><pre><code>{code}</code></pre></details>'


def _display(page: str, plain: str) -> None:
    from IPython.display import display

    display({"text/html": page, "text/plain": plain}, raw=True)
