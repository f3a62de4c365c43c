"""The examiner runs a test cell in its own process and decides; the student's functions stay in theirs."""

from __future__ import annotations

import builtins
import contextlib
import functools
import io
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any, cast

from autograder.course.names import free_names
from autograder.course.verdict import Status, Verdict
from autograder.run.remote import Candidate, CandidateLost, CellRun, ServerLost
from course_utils.checks.failure import CheckFailed
from course_utils.checks.judge import Page, judge
from course_utils.checks.session import Session, current, opened
from course_utils.checks.stored import Mistake, StoredExercise
from course_utils.french import typeset

_LOST = {
    "too slow": "Votre code ne termine pas dans le temps imparti : une boucle s'arrête-t-elle bien ?",
    "killed": "Votre code a mis fin au processus qui l'exécutait : retirez ce qui quitte Python "
    "ou demande trop de mémoire.",
    "unreadable": "Ce que renvoie votre code est trop grand ou n'est pas une donnée que l'on puisse lire.",
}
_OURS = "La vérification elle-même n'a pas abouti : votre enseignant la relira, et aucun point n'est perdu d'ici là."
_UNSTARTED = "Cet exercice n'est pas commencé."


@dataclass(frozen=True)
class Checks:
    """The test cell of one exercise, in full."""

    exercise: str
    points: float
    source: str


@dataclass(frozen=True)
class Ran:
    """What an answer did at its checks: their pages in order, and what stopped them before their end, if anything.

    `missing` are the names that neither the checks nor the answer define: the checks have then not begun. `cell` is
    what came of the exercise's own cell, when it is known.
    """

    pages: tuple[Page, ...] = ()
    stopped: BaseException | None = None
    missing: tuple[str, ...] = ()
    cell: CellRun | None = None


def examine(checks: Checks, candidate: Candidate, cell: CellRun | None = None) -> Verdict:
    """Run the test cell against the candidate and return the verdict.

    `cell` is what came of the exercise's own cell; it explains a missing name. CandidateLost is turned into a
    verdict here, and `candidate.alive` tells that another one must be forked. ServerLost goes on: the exercise has
    not been judged.
    """
    session = current()
    ran = run_checks(checks, candidate, session)
    return verdict_on(checks, replace(ran, cell=cell), session.expected, session.mistakes)


def run_checks(checks: Checks, candidate: Candidate, session: Session) -> Ran:
    """Run the test cell, as far as the first check that fails, and return what came; raise ServerLost alone.

    Nothing is named here: the mistakes of `session` are for who judges the pages.
    """
    pages: list[Page] = []
    try:
        namespace, missing = _namespace(checks.source, candidate)
        if missing:
            return Ran(missing=tuple(missing))
        with (
            opened(replace(session, mistakes=lambda page: (), pages=pages)),
            contextlib.redirect_stdout(io.StringIO()),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            exec(_compiled(checks.source, checks.exercise), namespace)
    except ServerLost:
        raise
    except (Exception, CandidateLost) as error:
        return Ran(tuple(pages), error)
    return Ran(tuple(pages))


def verdict_on(
    checks: Checks,
    ran: Ran,
    expected: Callable[[str], StoredExercise | None],
    mistakes: Callable[[Page], Sequence[Mistake]],
) -> Verdict:
    """Return what an answer's pages are worth: nothing is run for it but `expected` and `mistakes`, when asked."""

    def verdict(status: str, sentence: str, detail: str = "", mistake: str = "") -> Verdict:
        points = {"correct": checks.points, "our fault": None}.get(status, 0.0)
        return Verdict(checks.exercise, cast(Status, status), points, checks.points, typeset(sentence), detail, mistake)

    if ran.missing:
        return verdict(*_explain_missing(ran.missing[0], ran.cell))
    stopped = ran.stopped
    if isinstance(stopped, CheckFailed):
        named = (judge(page, expected(page.exercise), functools.partial(mistakes, page)) for page in ran.pages)
        stopped = next((failure for failure in named if failure is not None), stopped)
    if stopped is None:
        return verdict("correct", "Réussi.")
    if isinstance(stopped, CandidateLost):
        return verdict(stopped.status, _LOST[stopped.status], stopped.detail)
    if isinstance(stopped, CheckFailed):
        if stopped.status == "our fault":
            return verdict("our fault", _OURS, stopped.sentence)
        return verdict(stopped.status, stopped.sentence, stopped.detail, stopped.mistake)
    if isinstance(stopped, AssertionError):
        return verdict("wrong", "Une vérification de cet exercice échoue.", str(stopped))
    raised = getattr(stopped, "of_candidate", "")
    if raised == "NotImplementedError":
        return verdict("not attempted", _UNSTARTED)
    if raised:
        # Where a hidden test has called it, the code chose the class knowing what it was given.
        of_class = "" if not ran.pages or any(page.hidden or page.concealed for page in ran.pages) else f" `{raised}`"
        sentence = f"Votre code s'arrête sur une erreur{of_class} pendant la vérification."
        return verdict("raised", sentence, str(stopped))
    return verdict("our fault", _OURS, "".join(traceback.format_exception(stopped, limit=-3)))


def _namespace(source: str, candidate: Candidate) -> tuple[dict[str, Any], list[str]]:
    """Return what the test cell sees, and the names that neither it nor the candidate defines."""
    namespace: dict[str, Any] = {"__name__": "__checks__", "__builtins__": builtins}
    missing = []
    for name in sorted(free_names(source)):
        try:
            namespace[name] = candidate.look_up(name)
        except KeyError:
            missing.append(name)
    return namespace, missing


def _explain_missing(name: str, cell: CellRun | None) -> tuple[str, str]:
    if cell is None or not cell.raised:
        return "missing", (
            f"Le nom `{name}` n'existe pas après l'exécution du notebook : la cellule de l'exercice a-t-elle été "
            "effacée, ou le nom changé ?"
        )
    if cell.raised[0] == "NotImplementedError":
        return "not attempted", _UNSTARTED
    where = f" (ligne {cell.line})" if cell.line else ""
    stopped = f"Votre cellule s'arrête sur une erreur `{cell.raised[0]}`{where}"
    return "raised", f"{stopped} : `{name}` n'a pas pu être défini."


@functools.lru_cache(maxsize=256)
def _compiled(source: str, exercise: str) -> CodeType:
    return compile(source, f"<checks of {exercise}>", "exec")
