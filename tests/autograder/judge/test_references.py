"""A reference is asked once for the inputs that a whole class receives, and again for any others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.judge.references import References
from course_utils.checks import agrees, behaves, hidden
from course_utils.checks.failure import CheckFailed
from course_utils.checks.outcome import Outcome
from course_utils.checks.session import Session, opened

asked: list[Any] = []


def double(x: Any) -> Any:
    """A reference that tells when it is asked."""
    asked.append(x)
    return 2 * x


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    asked.clear()


def grade(answer: Callable[..., Any], references: References, cases: list[Any], salt: str = "") -> None:
    with opened(Session(salt=salt, remember=references)), hidden("91_tiny/double"):
        agrees(answer, [(one,) for one in cases], reference=double)


def test_the_second_submission_is_compared_with_what_the_first_one_was() -> None:
    references = References()
    grade(lambda x: x + x, references, [1, 2])
    grade(lambda x: 2 * x, references, [1, 2])
    assert asked == [1, 2]
    with pytest.raises(CheckFailed):
        grade(lambda x: x * x, references, [1, 2])
    assert asked == [1, 2]


def test_other_inputs_are_another_question() -> None:
    references = References()
    for cases in ([1, 2], [1, 3], [np.array([1.0])], [np.array([1])]):
        grade(lambda x: x + x, references, cases)
    assert len(asked) == 6


def test_each_check_and_each_exercise_has_its_own_question() -> None:
    references = References()
    for _ in range(2):
        with opened(Session(remember=references)), hidden("91_tiny/double"):
            agrees(lambda x: 2 * x, [(1,)], reference=double)
            agrees(lambda x: 2 * x, [(5,)], reference=double)
            behaves(lambda f: f(7), lambda x: 2 * x, reference=double)
    assert asked == [1, 5, 7]


def test_a_reference_that_holds_something_else_is_another_reference() -> None:
    references, answers = References(), []

    def multiple(factor: int) -> Callable[[int], int]:
        return lambda x: factor * x

    for factor in (2, 3):
        found = references("chapter/exercise", 1, (multiple(factor), [4]), lambda f=factor: [Outcome(4 * f)])
        answers.append(found[0].value)
    assert answers == [8, 12]


def test_what_does_not_travel_is_asked_every_time() -> None:
    references, lock = References(), threading.Lock()
    for _ in range(2):
        references("chapter/exercise", 1, lock, lambda: asked.append("again") or [Outcome(1)])  # type: ignore[func-returns-value]
    assert asked == ["again", "again"]


def test_a_reference_that_draws_is_refused_since_a_remembered_one_would_not_draw() -> None:
    with hidden("91_tiny/double") as rng, pytest.raises(TypeError, match="draw every input before"):
        agrees(lambda x: x, [(1,)], reference=lambda x: x + rng.normal())
