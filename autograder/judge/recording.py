"""Recording what solutions and wrong answers do at each check: the expectations and the known mistakes."""

from __future__ import annotations

import contextvars
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.course.answers import Answer, read_answers
from autograder.course.chapter import SKIPPED_ROLES, Chapter, chapter_from
from autograder.course.folder import Course, CourseError
from autograder.course.regions import without_hidden_tests
from autograder.judge.examiner import Checks, run_checks
from autograder.run.forkserver import ForkServer, server_for
from autograder.run.remote import CandidateLost
from course_utils.chapters.stored import Mistake
from course_utils.checks.outcome import Outcome, alike, to_json
from course_utils.checks.page import Diagnosis, Page, diagnosing, recording

# What is stored must be the same on every machine, and the last digits of a sum are not; single precision holds
# little more than seven, which a comparison at a millionth still needs.
DIGITS, SINGLE_DIGITS = 12, 7


def record_visible(course: Course, notebook: Mapping[str, Any], name: str) -> bytes:
    """Return, as JSON, what the visible checks of a chapter expect, and what known wrong answers do there.

    `notebook` is the instructor's. Raises CourseError when a solution does not reach the end of its own checks.
    """
    chapter, answers = chapter_from(notebook, name), read_answers(course, name)
    exercises = {}
    with server_for(chapter) as server:
        for exercise in chapter.exercises:
            if not exercise.manual:
                wrong = [one for one in answers if one.kind == "wrong" and one.exercise == exercise.id]
                exercises[exercise.id] = _recorded(chapter, exercise.id, wrong, server)
    content = {"exercises": exercises}
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def hidden_mistakes(
    chapter: Chapter, exercise: str, answers: Sequence[Answer], server: ForkServer, salt: str
) -> list[Mistake]:
    """Return what known wrong answers do at the hidden checks of one exercise, whose inputs `salt` changes."""
    mistakes = []
    for answer in answers:
        page, _ = _page(chapter, exercise, answer.source, server, hidden=True, salt=salt)
        outcomes = tuple(tuple(check) for check in page.outcomes) if page else ()
        mistakes.append(Mistake(answer.id, answer.sentence, outcomes))
    return mistakes


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


def _recorded(chapter: Chapter, exercise: str, wrong: Sequence[Answer], server: ForkServer) -> dict[str, Any]:
    solution, stopped = _page(chapter, exercise, None, server, hidden=False)
    if solution is None or stopped is not None:
        raise CourseError(
            f"{chapter.name} : la solution de « {exercise} » n'arrive pas au bout de ses vérifications visibles "
            f"({type(stopped).__name__} : {stopped})."
        )
    expected = [[_rounded(outcome) for outcome in check] for check in solution.outcomes]
    mistakes = []
    for answer in wrong:
        page, _ = _page(chapter, exercise, answer.source, server, hidden=False)
        outcomes = [[_rounded(outcome) for outcome in check] for check in (page.outcomes if page else [])]
        nodes = [
            None if alike(theirs, ours) else [to_json(outcome) for outcome in theirs]
            for theirs, ours in zip(outcomes, expected, strict=False)
        ]
        mistakes.append({"id": answer.id, "sentence": answer.sentence, "outcomes": nodes})
    checks = [
        {"expected": [to_json(outcome) for outcome in outcomes], "inputs": inputs}
        for outcomes, inputs in zip(expected, solution.inputs, strict=True)
    ]
    return {"checks": checks, "mistakes": mistakes}


def _page(
    chapter: Chapter, exercise: str, answer: str | None, server: ForkServer, *, hidden: bool, salt: str = ""
) -> tuple[Page | None, BaseException | None]:
    """Run an exercise's checks on an answer (None: the solution).

    Returns the visible or the hidden page, if it was reached, and what stopped the checks before their end, if any.
    """
    checks = checks_of(chapter, exercise)
    if not hidden:
        checks = replace(checks, source=without_hidden_tests(checks.source))
    candidate = server.fork()
    try:
        for source in cells_before_checks(chapter, exercise, answer):
            candidate.run_cell(source)
        # A context of its own: the caller may itself be on a page, diagnosing a failure.
        pages, stopped = contextvars.Context().run(_recorded_pages, checks, candidate, salt)
    except CandidateLost as lost:
        return None, lost
    finally:
        candidate.close()
    return next((page for page in pages if page.hidden == hidden), None), stopped


def _recorded_pages(checks: Checks, candidate: Any, salt: str) -> tuple[list[Page], BaseException | None]:
    with diagnosing(Diagnosis(lambda page: (), salt)), recording() as pages:
        stopped = run_checks(checks, candidate)
    return pages, stopped


def _rounded(outcome: Outcome) -> Outcome:
    return replace(outcome, value=_round(outcome.value), arguments=tuple(_round(one) for one in outcome.arguments))


def _round(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        digits = DIGITS if value.dtype.itemsize == 8 else SINGLE_DIGITS
        rounded = [_significant(float(number), digits) for number in value.ravel()]
        return np.array(rounded, dtype=value.dtype).reshape(value.shape)
    if isinstance(value, np.floating):
        return type(value)(_significant(float(value), DIGITS if value.dtype.itemsize == 8 else SINGLE_DIGITS))
    if isinstance(value, float):
        return _significant(value, DIGITS)
    if type(value).__module__ == "torch":  # a tensor: what arrives is data
        return value.new_tensor(_round(value.numpy()))
    if isinstance(value, list | tuple):
        return type(value)(_round(item) for item in value)
    if isinstance(value, dict):
        return {key: _round(item) for key, item in value.items()}
    return value


def _significant(number: float, digits: int) -> float:
    return float(f"{number:.{digits}g}") if math.isfinite(number) else number
