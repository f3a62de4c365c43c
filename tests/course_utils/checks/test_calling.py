"""Calls leave the cases unchanged, and keep everything that comes of them: value, exception, text, arguments."""

from __future__ import annotations

import contextlib
import io
import logging
import math
import random
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from course_utils.checks import call, case, observe
from course_utils.checks.calling import MAX_PRINTED, observed
from course_utils.checks.codec import Opaque
from course_utils.checks.outcome import Outcome


def test_each_case_is_called_once_in_order_and_gives_one_outcome() -> None:
    seen = []

    def double(x: int) -> int:
        seen.append(x)
        return 2 * x

    assert [one.value for one in call(double, [(1,), (2,), (1,)])] == [2, 4, 2]
    assert seen == [1, 2, 1]


def test_the_cases_are_left_unchanged_and_the_outcome_tells_what_became_of_the_arguments() -> None:
    def spoil(values: list[int], *, table: np.ndarray) -> None:
        values.append(9)
        table[:] = 9

    values, table = [1], np.zeros(2)
    [outcome] = call(spoil, [case(values, table=table)])
    assert (values, table.tolist()) == ([1], [0, 0])
    assert outcome.arguments[0] == [1, 9]
    assert outcome.arguments[1].tolist() == [9, 9]


def test_an_argument_given_twice_is_one_object_for_the_function() -> None:
    def grow(one: list[int], other: list[int]) -> list[int]:
        one.append(1)
        return other

    shared: list[int] = []
    assert call(grow, [case(shared, other=shared)])[0].value == [1]
    assert shared == []


def test_printed_text_is_kept_apart_and_cut() -> None:
    def talk(n: int) -> int:
        print("é" * n)
        return n

    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        short, long = call(talk, [(3,), (2 * MAX_PRINTED,)])
    assert (short.value, short.printed) == (3, "ééé\n")
    assert long.printed == "é" * MAX_PRINTED
    assert screen.getvalue() == ""


class _EmptyError(ValueError):
    pass


class _MuteError(KeyError):
    def __str__(self) -> str:
        raise RuntimeError


def _raiser(error: BaseException) -> Callable[[], None]:
    def stop() -> None:
        print("avant")
        raise error

    return stop


@pytest.mark.parametrize(
    ("error", "raised", "message"),
    [
        (ValueError("vide"), ("ValueError", "Exception"), "vide"),
        (_EmptyError("vide"), ("ValueError", "Exception"), "vide"),
        (NotImplementedError("à vous"), ("NotImplementedError", "RuntimeError", "Exception"), "à vous"),
        (SystemExit("fini"), ("SystemExit",), "fini"),
        (_MuteError("muet"), ("KeyError", "LookupError", "Exception"), ""),
        (ValueError("a" * 10_000), ("ValueError", "Exception"), "a" * 500),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_an_exception_of_ones_own_is_kept_as_the_built_in_one(
    error: BaseException, raised: tuple[str, ...], message: str
) -> None:
    assert call(_raiser(error), [()]) == [Outcome(raised=raised, message=message, printed="avant\n")]
    assert observed(_raiser(error)) == Outcome(raised=raised, message=message)


def test_a_request_to_stop_goes_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        call(_raiser(KeyboardInterrupt()), [()])


def test_endless_recursion_is_an_exception_like_another() -> None:
    def endless(n: int) -> int:
        return endless(n + 1)

    assert call(endless, [(0,)])[0].raised[0] == "RecursionError"


class _Agreeable:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


def test_what_comes_back_is_data() -> None:
    [outcome] = call(lambda values: values.append(_Agreeable()) or _Agreeable(), [([],)])
    assert outcome.value == Opaque("_Agreeable")
    assert outcome.arguments == ([Opaque("_Agreeable")],)


@pytest.mark.parametrize(
    "argument",
    [
        np.random.default_rng(0),
        np.random.RandomState(0),
        random.Random(0),
        torch.Generator(),
        torch.nn.Linear(1, 1),
        torch.optim.SGD(torch.nn.Linear(1, 1).parameters(), lr=0.1),
        iter([1, 2]),
        (n for n in range(3)),
        map(abs, [1]),
    ],
    ids=lambda argument: type(argument).__name__,
)
def test_an_argument_with_a_state_of_its_own_is_refused_before_anything_is_called(argument: Any) -> None:
    called = []
    for record in (case(1, argument), case(1, option=argument)):
        with pytest.raises(TypeError, match="observe"):
            call(lambda *args, **kwargs: called.append(1), [(1,), record])
    assert called == []


@pytest.mark.parametrize("module", [math, np])
def test_functions_and_modules_are_arguments_like_others(module: Any) -> None:
    assert call(lambda f, library: f(library.pi), [(math.sin, module)])[0].value == math.sin(math.pi)


def test_observation_acts_on_the_thing_itself_and_returns_data() -> None:
    history = [1]
    assert observe(lambda things: things.append(2) or {"last": things[-1], "thing": object()}, history) == {
        "last": 2,
        "thing": Opaque("object"),
    }
    assert history == [1, 2]


def test_an_observation_that_fails_raises_its_own_exception() -> None:
    with pytest.raises(_EmptyError):
        observe(_raiser(_EmptyError()))


def _noisy() -> int:
    print("sur la sortie")
    print("sur la sortie d'erreur", file=sys.stderr)
    logging.getLogger("apprenti").warning("journal")
    warnings.warn("avertissement", stacklevel=1)
    np.log(np.zeros(1))
    return 3


def test_nothing_is_written_on_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert call(_noisy, [()])[0].value == 3
        assert observe(_noisy) == 3
    assert capsys.readouterr() == ("", "")
    assert warned == []


def test_a_warning_does_not_become_an_error_where_warnings_are_errors() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert call(_noisy, [()])[0].value == 3


def test_streams_are_given_back_after_a_failure() -> None:
    streams = sys.stdout, sys.stderr
    call(_raiser(ValueError()), [()])
    observed(_raiser(SystemExit()))
    assert (sys.stdout, sys.stderr) == streams
