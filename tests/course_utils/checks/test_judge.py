"""Judging is a pure function of a page: nothing runs, and the same page is worth the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from course_utils.checks import CheckFailed, agrees, keeps_inputs, visible
from course_utils.checks.failure import Facts
from course_utils.checks.judge import Line, Page, Rule, judge
from course_utils.checks.outcome import SKETCHED, Outcome, alike, sketched
from course_utils.checks.session import Session, opened
from course_utils.checks.stored import Mistake, StoredExercise, decoded, expected_node, mistake_node, stored_exercise

NAME = "42_test/double"
CASES = [(3,), (-1.5,)]


def told(position: int, wanted: Outcome) -> Facts:
    return Facts("une valeur ne va pas", f"la valeur {position} ne va pas")


def page(*values: Sequence[Any], hidden: bool = False, wanted: Sequence[Sequence[Any]] | None = None) -> Page:
    """A page with one line a list of values."""
    expected = [None] * len(values) if wanted is None else [tuple(map(Outcome, one)) for one in wanted]
    lines = [
        Line(tuple(map(Outcome, got)), Rule(told), "inputs", want) for got, want in zip(values, expected, strict=True)
    ]
    return Page(NAME, hidden, lines=lines)


def stored(*values: Sequence[Any]) -> StoredExercise:
    return StoredExercise(tuple(tuple(map(Outcome, one)) for one in values), ("inputs",) * len(values))


def mistake(name: str, *values: Sequence[Any]) -> Mistake:
    return Mistake(name, f"vous faites {name}", tuple(tuple(map(Outcome, one)) for one in values))


def nobody() -> Sequence[Mistake]:
    pytest.fail("mistakes are asked for although nothing fails")


def test_a_page_that_agrees_has_no_failure_and_asks_for_no_mistake() -> None:
    assert judge(page([6, -3.0], [1]), stored([6, -3.0], [1.0]), nobody) is None


def test_the_first_line_that_differs_decides() -> None:
    failure = judge(page([6], [2], [9]), stored([6], [1], [1]), lambda: [])
    assert failure is not None
    assert (failure.sentence, failure.status, failure.mistake) == ("La valeur 0 ne va pas.", "wrong", "")


def test_a_mistake_is_named_when_it_did_the_same_at_every_line_so_far() -> None:
    known = [mistake("ceci", [6], [5]), mistake("cela", [7], [2]), mistake("la-même-chose", [6], [2])]
    failure = judge(page([6], [2]), stored([6], [1]), lambda: known)
    assert failure is not None and failure.mistake == "la-même-chose"


def test_a_mistake_that_was_stopped_before_this_line_is_not_this_one() -> None:
    failure = judge(page([6], [2]), stored([6], [1]), lambda: [mistake("avant", [6])])
    assert failure is not None and failure.mistake == ""


def test_a_hidden_page_says_neither_how_many_inputs_nor_a_value() -> None:
    failure = judge(page([1, 2, 3], hidden=True, wanted=[[1, 5, 6]]), None, lambda: [])
    assert failure is not None
    assert failure.sentence == "Une valeur ne va pas (pour certaines entrées)."
    assert failure.detail == "la valeur 1 ne va pas"


@pytest.mark.parametrize("known", [None, stored(), stored([6], [1])])
def test_checks_that_are_not_those_stored_are_our_fault(known: StoredExercise | None) -> None:
    failure = judge(page([6, 7]), known, lambda: [])
    assert failure is not None and failure.status == "our fault"


def test_the_page_of_a_notebook_is_worth_afterwards_what_the_notebook_said(store: Callable[..., None]) -> None:
    def checks(answer: Callable[..., Any]) -> None:
        keeps_inputs(answer, [([1, 2],)])
        agrees(answer, CASES)

    def square(x: Any) -> Any:
        return x * x if not isinstance(x, list) else x

    store(NAME, checks, lambda x: 2 * x, square=(square, "vous élevez au carré"))
    session = Session()
    with pytest.raises(CheckFailed) as said, opened(session), visible(NAME):
        checks(square)
    known = stored_exercise(NAME)
    assert known is not None
    again = judge(session.pages[0], known, lambda: known.mistakes)
    assert again is not None
    assert vars(again) == vars(said.value)
    assert again.mistake == "square"


# What is kept of a mistake


LONG = np.arange(3.0 * SKETCHED).reshape(3, SKETCHED)


def test_a_long_array_is_known_by_its_shape_and_some_of_its_numbers() -> None:
    kept = sketched(Outcome(LONG))
    assert kept.value["shape"] == (3, SKETCHED)
    assert len(kept.value["sample"]) < SKETCHED
    assert alike([kept], [sketched(Outcome(LONG.tolist()))]), "by value: a list for an array"
    assert alike([sketched(kept)], [kept]), "a sketch of a sketch is itself"
    for other in (LONG + 1, LONG.T, LONG[:2]):
        assert not alike([kept], [sketched(Outcome(other))])


def test_what_is_short_is_kept_whole() -> None:
    for value in (LONG[0, :5], [1, "a"], {"a": (1, 2)}, "texte" * SKETCHED, None):
        assert alike([sketched(Outcome(value))], [Outcome(value)])


def test_a_mistake_is_written_without_what_it_does_as_expected_and_read_back_whole() -> None:
    expected = (
        (Outcome(6, arguments=(3,)), Outcome(-3.0, arguments=(-1.5,))),
        (Outcome(LONG, arguments=([1, 2],)),),
    )
    wrong = Mistake(
        "carré",
        "vous élevez au carré",
        ((Outcome(9, arguments=(3,)), Outcome(-3.0, arguments=(-1.5,))), (Outcome(LONG, arguments=([1, 0],)),)),
    )
    node = mistake_node(wrong, expected)
    assert node["outcomes"][0] == [{"value": 9}, None]
    assert "arguments" in node["outcomes"][1][0]
    whole = {"checks": [expected_node(one, "x") for one in expected], "mistakes": [node]}
    back = decoded(whole).mistakes[0]
    for ours, theirs in zip(back.outcomes, wrong.outcomes, strict=True):
        assert alike([sketched(one) for one in ours], [sketched(one) for one in theirs])
