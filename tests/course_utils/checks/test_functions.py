"""Checks of what a function returns, prints, raises and does to its arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from course_utils.checks import (
    CheckFailed,
    agrees,
    case,
    has_dtype,
    has_shape,
    keeps_inputs,
    modifies,
    prints,
    raises,
)
from course_utils.french import NARROW, NO_BREAK, typeset


def _sentence(check: Callable[[], None]) -> str:
    with pytest.raises(CheckFailed) as failed:
        check()
    assert failed.value.sentence == typeset(failed.value.sentence)
    return failed.value.sentence


def _named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    function.__name__ = name
    return function


def mean(values: Any) -> float:
    if len(values) == 0:
        raise ValueError("liste vide")
    return sum(values) / len(values)


MEANS = [([1, 2],), ([3.0],)]


# agrees


@pytest.mark.parametrize(
    "function",
    [
        lambda values: [2 * value for value in values],
        lambda values: tuple(2 * value for value in values),
        lambda values: 2 * np.array(values, dtype=np.float32),
        lambda values: 2 * torch.tensor(values),
    ],
    ids=["list", "tuple", "array", "tensor"],
)
def test_agrees_passes_on_the_same_values_whatever_holds_them(function: Callable[..., Any]) -> None:
    agrees(function, [([1.0, 2.5],), ([-3],)], reference=lambda values: 2 * np.array(values))


def test_agrees_passes_within_its_tolerance_and_fails_beyond() -> None:
    agrees(lambda x: x * 1.009, [(100.0,)], reference=lambda x: x, rtol=0.01)
    with pytest.raises(CheckFailed):
        agrees(lambda x: x * 1.011, [(100.0,)], reference=lambda x: x, rtol=0.01)
    agrees(lambda x: x + 0.5, [(0.0,)], reference=lambda x: x, atol=0.5)


def test_agrees_passes_where_both_raise_and_on_keywords() -> None:
    agrees(mean, [case(values=[1, 2]), ([],)], reference=mean)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda x: 3, "`f([1, 2])` renvoie `3` ; on attend `1.5`."),
        (
            lambda x: str(x) and None,
            "Votre fonction renvoie `None` : il manque un `return`, ou ce qui le suit vaut `None`. "
            "`f([1, 2])` renvoie `None` ; on attend `1.5`.",
        ),
        (
            lambda x: print(1.5),
            "Votre fonction affiche un texte et ne renvoie rien : `print` montre, `return` rend à celui qui appelle. "
            "`f([1, 2])` renvoie `None`, après avoir affiché un texte ; on attend `1.5`.",
        ),
        (
            lambda x: x[9],
            "`f([1, 2])` s'arrête sur une erreur `IndexError` (list index out of range) ; on attend `1.5`.",
        ),
        (
            lambda x: object(),
            "`f([1, 2])` renvoie un objet de type `object`, qui n'est ni un nombre, ni un texte, ni un tableau.",
        ),
    ],
    ids=["value", "nothing", "printed", "exception", "object"],
)
def test_agrees_says_what_came_and_what_is_expected(function: Callable[..., Any], sentence: str) -> None:
    assert _sentence(lambda: agrees(_named("f", function), MEANS, reference=mean)) == typeset(sentence)


def test_agrees_says_that_the_shape_is_not_the_expected_one() -> None:
    column = _named("column", lambda x: x.reshape(-1, 1))
    assert _sentence(lambda: agrees(column, [(np.zeros(2),)], reference=np.abs)) == (
        "Les nombres sont les bons, mais la forme du tableau n’est pas celle que l’on attend. "
        f"Le résultat de `column([0.0, 0.0])` a la forme `(2, 1)`{NARROW}; on attend la forme `(2,)`."
    )


def test_agrees_says_that_an_input_must_be_refused() -> None:
    total = _named("total", lambda values: sum(values))
    assert _sentence(lambda: agrees(total, [([],)], reference=mean)) == (
        f"`total([])` renvoie `0`{NARROW}; on attend une erreur `ValueError`."
    )
    first = _named("first", lambda values: values[0])
    assert _sentence(lambda: agrees(first, [([],)], reference=mean)) == (
        f"`first([])` s’arrête sur une erreur `IndexError` (list index out of range){NARROW}; "
        "on attend une erreur `ValueError`."
    )


def test_agrees_shows_the_first_case_that_fails() -> None:
    assert "`f(3)`" in _sentence(lambda: agrees(_named("f", abs_but_for_three), [(1,), (3,), (-3,)], reference=abs))


def abs_but_for_three(x: int) -> int:
    return 0 if x == 3 else abs(x)


def test_agrees_looks_neither_at_what_is_printed_nor_at_the_arguments() -> None:
    def chatty(values: list[float]) -> float:
        print("je calcule")
        result = mean(values)
        values.clear()
        return result

    agrees(chatty, MEANS, reference=mean)


def test_a_check_gives_its_hint_after_the_fact() -> None:
    sentence = _sentence(lambda: agrees(abs, [(-1,)], reference=lambda x: x, hint="regardez le signe"))
    assert sentence == f"`abs(-1)` renvoie `1`{NARROW}; on attend `-1`. Regardez le signe."


# prints


def _table(n: int) -> None:
    for i in range(n):
        print(i, end=" \n")


def test_prints_passes_on_the_same_text_but_for_spaces_at_the_ends_of_lines() -> None:
    prints(lambda n: print("\n".join(map(str, range(n)))), [(3,), (1,)], reference=_table)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda n: print(0, 1), "`f(2)` affiche `'0 1'` ; on attend `'0\\n1'`."),
        (lambda n: "0\n1", "`f(2)` affiche `''` ; on attend `'0\\n1'`."),
        (lambda n: n / 0, "`f(2)` s'arrête sur une erreur `ZeroDivisionError` (division by zero)."),
    ],
    ids=["another text", "returned instead", "exception"],
)
def test_prints_shows_both_texts(function: Callable[..., Any], sentence: str) -> None:
    assert _sentence(lambda: prints(_named("f", function), [(2,)], reference=_table)) == typeset(sentence)


# modifies, keeps_inputs


def _sort(values: Any) -> None:
    values.sort()


def test_modifies_passes_when_the_arguments_end_the_same() -> None:
    def selection(values: list[int]) -> str:
        values[:] = sorted(values)
        return "ce qui est renvoyé ne compte pas"

    modifies(selection, [([3, 1, 2],), ([],)], reference=_sort)
    modifies(_sort, [(np.array([3.0, 1.0]),)], reference=_sort)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (sorted, "Après `f([2, 1])`, les arguments valent `([2, 1],)` ; on attend `([1, 2],)`."),
        (lambda values: values[9], "`f([2, 1])` s'arrête sur une erreur `IndexError`"),
    ],
    ids=["a copy", "exception"],
)
def test_modifies_shows_the_arguments_afterwards(function: Callable[..., Any], sentence: str) -> None:
    f = _named("f", lambda values: function(values))
    assert _sentence(lambda: modifies(f, [([2, 1],)], reference=_sort)).startswith(typeset(sentence))


def test_keeps_inputs_passes_when_nothing_changes() -> None:
    keeps_inputs(sorted, [([3, 1, 2],), (np.array([np.nan, 2.0]),), case([1], key=None)])


def test_keeps_inputs_shows_the_argument_that_changed() -> None:
    def move(source: list[int], target: list[int]) -> None:
        target.append(source[0])

    assert _sentence(lambda: keeps_inputs(move, [([1], [2])])) == typeset(
        "`move([1], [2])` modifie son argument, qui vaut ensuite `[2, 1]`. Travaillez sur une copie, ou construisez un "
        "nouveau résultat."
    )
    assert _sentence(lambda: keeps_inputs(_sort, [([2, 1],)], hint="voyez `sorted`")).endswith(
        "ensuite `[1, 2]`. Voyez `sorted`."
    )


def test_keeps_inputs_sees_the_smallest_change() -> None:
    def nudge(values: np.ndarray) -> None:
        values += 1e-12

    with pytest.raises(CheckFailed):
        keeps_inputs(nudge, [(np.ones(2),)])


def test_keeps_inputs_says_that_the_function_stops() -> None:
    stop = _named("stop", lambda values: values[9])
    assert _sentence(lambda: keeps_inputs(stop, [([1],)])).startswith(
        "`stop([1])` s’arrête sur une erreur `IndexError`"
    )


# raises


class EmptyListError(ValueError):
    """One of the learner's own."""


def _refuse(values: list[int]) -> None:
    raise EmptyListError("liste vide")


def test_raises_passes_on_the_class_and_on_one_derived_from_it() -> None:
    raises(mean, [([],), case(values=())], ValueError)
    raises(_refuse, [([],)], ValueError)
    raises(_refuse, [([],)], Exception)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda x: 0, "`f([])` renvoie `0` sans erreur ; on attend une erreur `ValueError`."),
        (
            lambda x: x[0],
            "`f([])` s'arrête sur une erreur `IndexError` (list index out of range) ; on attend une erreur "
            "`ValueError`.",
        ),
        (
            lambda x: exec("raise Exception"),
            "`f([])` s'arrête sur une erreur `Exception` ; on attend une erreur `ValueError`.",
        ),
    ],
    ids=["accepted", "another class", "too general"],
)
def test_raises_says_what_happens_instead(function: Callable[..., Any], sentence: str) -> None:
    assert _sentence(lambda: raises(_named("f", function), [([],)], ValueError)) == typeset(sentence)


# has_shape, has_dtype


@pytest.mark.parametrize(
    "function",
    [lambda n: np.zeros((n, 2)), lambda n: torch.zeros(n, 2), lambda n: [[0, 0]] * n],
    ids=["array", "tensor", "lists"],
)
def test_has_shape_passes_on_arrays_tensors_and_nested_lists(function: Callable[..., Any]) -> None:
    has_shape(function, [(3,), (1,)], [(3, 2), (1, 2)])


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda n: np.zeros((2, n)), "Le résultat de `f(3)` a la forme `(2, 3)` ; on attend `(3, 2)`."),
        (lambda n: 1.0, "Le résultat de `f(3)` a la forme `()` ; on attend `(3, 2)`."),
        (lambda n: [[1], [1, 2]], "Le résultat de `f(3)` a la forme `irrégulière` ; on attend `(3, 2)`."),
        (lambda n: n / 0, "`f(3)` s'arrête sur une erreur `ZeroDivisionError` (division by zero)."),
    ],
    ids=["another", "scalar", "ragged", "exception"],
)
def test_has_shape_shows_both_shapes(function: Callable[..., Any], sentence: str) -> None:
    assert _sentence(lambda: has_shape(_named("f", function), [(3,)], [(3, 2)])) == typeset(sentence)


def test_a_function_that_is_not_begun_is_told_politely_whatever_the_check() -> None:
    for check in (
        lambda f: agrees(f, [(1,)], reference=abs),
        lambda f: has_shape(f, [(1,)], [(1,)]),
        lambda f: has_dtype(f, [(1,)], "float32"),
        lambda f: raises(f, [(1,)], ValueError),
        lambda f: prints(f, [(1,)], reference=_table),
    ):
        for stub in (lambda x: ..., lambda x: exec("raise NotImplementedError")):
            with pytest.raises(CheckFailed) as failed:
                check(stub)
            assert failed.value.status == "not attempted"


@pytest.mark.parametrize(
    ("function", "dtype"),
    [
        (lambda: np.zeros(2, dtype=np.float32), "float32"),
        (lambda: torch.zeros(2, dtype=torch.int64), "int64"),
        (lambda: np.float64(1), "float64"),
        (lambda: np.array([True]), "bool"),
        (lambda: torch.tensor([True]), "bool"),
    ],
    ids=["array", "tensor", "scalar", "booleans", "boolean tensor"],
)
def test_has_dtype_passes_on_arrays_and_tensors(function: Callable[..., Any], dtype: str) -> None:
    has_dtype(function, [()], dtype)


@pytest.mark.parametrize(
    ("function", "came"),
    [(lambda: np.zeros(2), "float64"), (lambda: [0.0], "list"), (lambda: 0.5, "float")],
    ids=["array", "list", "float"],
)
def test_has_dtype_shows_both_types(function: Callable[..., Any], came: str) -> None:
    assert _sentence(lambda: has_dtype(_named("f", function), [()], "float32")) == (
        f"Le résultat de `f()` a le type (dtype) `{came}`{NARROW}; on attend `float32`."
    )


def test_sentences_are_typeset_and_the_code_in_them_is_not() -> None:
    sentence = _sentence(lambda: prints(_named("f", lambda: print("a ; b")), [()], reference=lambda: print("l'a : b")))
    assert sentence == f"`f()` affiche `'a ; b'`{NARROW}; on attend `\"l'a : b\"`."
    assert NO_BREAK not in sentence
