"""Running an answer among the cells of its chapter: what it does at its checks, as pages of outcomes."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from autograder.course.chapter import SKIPPED_ROLES, Chapter
from autograder.course.regions import without_hidden_tests
from autograder.judge.examiner import Checks, Ran, run_checks
from autograder.run.forkserver import ForkServer
from autograder.run.remote import CandidateLost
from course_utils.checks.judge import Page
from course_utils.checks.session import Remember, Session
from course_utils.checks.stored import Mistake, StoredExercise


def run_answer(
    chapter: Chapter, exercise: str, answer: str | None, server: ForkServer, session: Session, *, hidden: bool = True
) -> Ran:
    """Run an answer (None: the solution) and its checks, the rest of the chapter being solved.

    Without `hidden`, the visible checks alone.
    """
    checks = checks_of(chapter, exercise)
    if not hidden:
        checks = replace(checks, source=without_hidden_tests(checks.source))
    candidate = server.fork()
    cell = None
    try:
        with contextlib.suppress(CandidateLost):
            for source in cells_before_checks(chapter, exercise, answer):
                run = candidate.run_cell(source)
                cell = run if source == answer else cell
        if not candidate.alive:
            candidate = server.fork()
        return replace(run_checks(checks, candidate, session), cell=cell)
    finally:
        candidate.close()


def against(expected: StoredExercise | None, salt: str = "", remember: Remember | None = None) -> Session:
    """Return a session in which answers stop at the first check they fail, and nothing is named."""
    return Session(expected=lambda page: expected, mistakes=lambda page: (), salt=salt, remember=remember)


def page_of(ran: Ran, *, hidden: bool) -> Page | None:
    """Return the visible or the hidden page, if it was reached."""
    return next((page for page in ran.pages if page.hidden == hidden), None)


def mistakes_of(answers: Sequence[tuple[str, str, Ran]], *, hidden: bool) -> list[Mistake]:
    """Return what wrong answers (id, sentence, what they did) are known by, on visible or on hidden pages."""
    found = []
    for name, sentence, ran in answers:
        page = page_of(ran, hidden=hidden)
        found.append(Mistake(name, sentence, page.outcomes if page else ()))
    return found


def cells_before_checks(chapter: Chapter, exercise: str, answer: str | None) -> list[str]:
    """Return the code that runs before an exercise's checks, demonstrations and other checks apart.

    `answer` takes the place of the exercise's solution; None leaves the solution.
    """
    sources = []
    for cell in chapter.cells:
        if cell.role == "checks" and cell.exercise == exercise:
            break
        if cell.kind == "code" and cell.role not in (*SKIPPED_ROLES, "checks"):
            own = cell.role == "stub+solution" and cell.exercise == exercise
            sources.append(answer if own and answer is not None else cell.source)
    return sources


def checks_of(chapter: Chapter, exercise: str) -> Checks:
    """Return the test cell of an exercise."""
    source = next(cell.source for cell in chapter.cells if cell.role == "checks" and cell.exercise == exercise)
    return Checks(exercise, next(one.points for one in chapter.exercises if one.id == exercise), source)
