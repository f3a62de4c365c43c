"""What wrong outcomes show by themselves is said when it is true of all of them, and not when chance would do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course_utils.checks import CheckFailed, agrees, hidden, keeps_inputs, prints
from course_utils.checks.calling import as_cases, call
from course_utils.checks.diagnosis import told_by_change, told_by_inputs, told_by_values
from course_utils.checks.judge import Page
from course_utils.checks.outcome import Outcome, said_alike
from course_utils.checks.session import Session, opened
from course_utils.checks.stored import Mistake

WANT = np.array([[0.123456, -2.5, 31.0], [4.75, 0.5, -6.25]])


def told(got: Any, want: Any) -> str:
    return told_by_values([Outcome(got)], [Outcome(want)], 1e-6, 1e-8)


@pytest.mark.parametrize(
    ("got", "want", "words"),
    [
        (WANT.T, WANT, "transposées"),
        (-WANT, WANT, "signe opposé"),
        (2 * WANT, WANT, "le double"),
        (WANT / 2, WANT, "la moitié"),
        (WANT / 100, WANT, "le centième"),
        (np.round(WANT, 2), WANT, "arrondies à 2 décimales"),
        (np.round(12.3456), 12.3456, "arrondies à l'entier"),
        (WANT.ravel(), WANT, "la forme"),
        (np.array([[3.5]]), 3.5, "un nombre, pas un tableau"),
        ([3.5], 3.5, "le nombre est le bon"),
        (np.array([9.5]), 3.5, "un tableau d'un élément"),
        (WANT, 3.5, "on attend un nombre, et non un tableau"),
        (3.5, WANT, "on attend un tableau, et non un nombre"),
        ("3.5", 3.5, "et non un texte"),
        ({"a", "b"}, ["a", "b"], "qui n'a pas d'ordre"),
        ([1, 3, 2], [1, 2, 3], "pas dans l'ordre"),
        (np.array([np.nan, 1.0]), np.array([0.0, 1.0]), "déborde"),
        ((-WANT, 1.0), (WANT, 1.0), "signe opposé"),
        ({"dw": 2 * WANT, "db": 1.0}, {"dw": WANT, "db": 1.0}, "le double"),
    ],
)
def test_what_is_true_of_every_value_is_said(got: Any, want: Any, words: str) -> None:
    assert words in told(got, want)


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (2, 1),
        (-1, 1),
        (1.0, 0.9),
        (0.0, 0.3),
        (np.array([2.0, 2.0]), np.array([1.0, 1.0])),
        (np.array([2.0, 5.0]), np.array([1.0, 2.0])),
        (np.array([1.0, 0.0]), np.array([0.9, 0.2])),
        ([2, 1], [1, 2]),
        (None, 3.0),
    ],
)
def test_what_chance_would_do_is_not_said(got: Any, want: Any) -> None:
    assert told(got, want) == ""


def _failure(check: Callable[[], None]) -> CheckFailed:
    with pytest.raises(CheckFailed) as failed:
        check()
    return failed.value


def test_a_changed_argument_is_said_before_the_values() -> None:
    def dense(x: Any, b: Any) -> Any:
        b += x
        return b + x

    failure = _failure(lambda: agrees(dense, [(np.ones(2), np.zeros(2))], lambda x, b: x + b))
    assert failure.diagnosis.startswith("Votre fonction modifie ce qu’elle reçoit (son deuxième argument)")


def test_the_smallest_change_is_shown_in_full() -> None:
    def nudge(w: Any) -> None:
        w[1] += 1e-16

    failure = _failure(lambda: keeps_inputs(nudge, [(np.array([0.5, 0.3]),)]))
    assert failure.got != failure.expected.removesuffix(", comme avant l’appel")
    assert "0.30000000000000" in failure.got


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return nump.zeros(3)", "Le nom `nump` n’existe pas"),
        ("import numpy as np; return np.zeross(3)", "`zeross` n’existe pas dans `numpy`"),
        ("import numpi", "Le module `numpi` n’est pas installé"),
        ("return [].add(1)", "un objet de type `list` n’a pas de `.add`"),
        ("return [].sort().count", "vaut `None`"),
        ("return [].sort()[0]", "vaut `None`"),
        ("import numpy as np; return float(np.zeros(1 + x))", "un tableau est là où l’on attend un nombre"),
        ("import numpy as np; return 1 if np.zeros(2) else 0", "une condition porte sur un tableau entier"),
        ("import numpy as np; return np.zeros(2) + np.zeros(3)", "les formes de deux tableaux"),
        ("import numpy as np; return np.zeros(2) @ np.zeros(3)", "les formes de deux tableaux"),
    ],
)
def test_a_name_that_does_not_exist_is_named_on_a_page_that_shows_values(body: str, words: str) -> None:
    namespace: dict[str, Any] = {}
    exec(f"def f(x):\n    {body}", namespace)
    failure = _failure(lambda: agrees(namespace["f"], [(1,)], abs))
    assert words.lower() in failure.diagnosis.lower()

    def secretly() -> None:
        with hidden("42_test/f"):
            agrees(namespace["f"], [(1,)], abs)

    assert _failure(secretly).diagnosis == ""


def _names(mine: Callable[..., Any], known: Callable[..., Any], cases: Any, reference: Any) -> str:
    """Return the id of the mistake that is named where `known` is the only one."""

    def mistakes(page: Page) -> list[Mistake]:
        return [Mistake("known", "vous faites cela", (tuple(call(known, cases)),))]

    def check() -> None:
        with opened(Session(mistakes=mistakes)), hidden("42_test/f"):
            agrees(mine, cases, reference)

    return _failure(check).mistake


def test_an_error_of_the_same_class_is_the_same_mistake_only_when_it_says_the_same() -> None:
    assert _names(lambda x: x[0], lambda x: None[0], [(1.5,)], abs) == ""  # type: ignore[index]
    assert (
        _names(lambda x: np.zeros((1, 288)) @ np.zeros(10), lambda x: np.zeros((1, 784)) @ np.zeros(10), [(1,)], abs)
        == ""
    )
    assert _names(lambda x: None[0], lambda x: None[0], [(1.5,)], abs) == "known"  # type: ignore[index]


def test_a_refusal_in_the_learners_own_words_is_the_same_mistake_when_other_inputs_pass() -> None:
    def refusing(words: str) -> Callable[..., Any]:
        def refuse(x: Any) -> Any:
            if x == 0:
                raise ValueError(words)
            return abs(x)

        return refuse

    assert _names(refusing("nul"), refusing("pas de zéro ici"), [(1,), (0,)], abs) == "known"
    assert _names(refusing("nul"), refusing("pas de zéro ici"), [(0,)], abs) == ""


def test_words_that_change_with_versions_do_not_part_two_errors() -> None:
    one, other = (
        Outcome(raised=("TypeError",), message=f"only {size}-1 arrays can be converted to Python scalars")
        for size in ("size", "length")
    )
    assert said_alike(one, other)


def test_what_is_printed_is_not_what_is_not_returned() -> None:
    def silent(x: Any) -> Any:
        str(x)

    assert _names(lambda x: print(x), silent, [(3,)], abs) == ""
    assert _names(lambda x: print(x), lambda x: print("x"), [(3,)], abs) == "known"


def test_a_mistake_that_leaves_its_arguments_is_not_one_that_changes_them() -> None:
    def adding(x: Any, b: Any) -> Any:
        b += 1
        return x + b

    cases = [(np.zeros(2), np.zeros(2))]
    assert _names(adding, lambda x, b: x + b + 1, cases, lambda x, b: x + b) == ""
    assert _names(adding, adding, cases, lambda x, b: x + b) == "known"


@pytest.mark.parametrize("body", ["...", "pass", "return None", "'Une documentation.'"])
def test_an_empty_function_is_not_begun(body: str) -> None:
    namespace: dict[str, Any] = {}
    exec(f"def f(x):\n    {body}", namespace)
    assert _failure(lambda: agrees(namespace["f"], [(1,)], abs)).status == "not attempted"
    assert _failure(lambda: prints(namespace["f"], [(1,)], print)).status == "not attempted"


def test_a_function_that_only_returns_a_constant_is_begun() -> None:
    assert _failure(lambda: agrees(lambda x: 10, [(1,)], abs)).status == "wrong"


TABLE = np.array([[1.0, -2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("failing", "words"),
    [
        (np.array([[1, 2], [3, 4]]), "ont un tableau d'entiers"),
        (TABLE.astype(np.float32), "ont un tableau en float32"),
        (TABLE[:1], "ont une seule ligne"),
        (TABLE[:, :1], "ont une seule colonne"),
        (1000 * TABLE, "ont de grandes valeurs (plus de 100)"),
        (TABLE / 1e5, "n'ont que de très petites valeurs (moins de 0,001)"),
        (-np.abs(TABLE), "n'ont que des valeurs négatives"),
        (np.full((2, 2), 3.0), "n'ont que des valeurs égales"),
        (np.zeros((0, 2)), "ont un tableau vide"),
    ],
)
def test_the_kind_of_the_inputs_that_fail_is_said_when_they_alone_are_of_it(failing: Any, words: str) -> None:
    inputs = as_cases([(TABLE,), (failing,), (TABLE + 1,)])
    assert told_by_inputs(inputs, [1]) == f"les entrées qui échouent, et elles seules, {words}"
    assert words not in told_by_inputs([*inputs, inputs[1]], [1]), "one of that kind passes"
    assert told_by_inputs(inputs, [0, 1, 2]) == "", "all of them fail"


def test_a_hidden_check_says_the_kind_of_its_failing_inputs_and_none_of_their_numbers() -> None:
    def f(x: Any) -> Any:
        return x if x.max() < 100 else x + 1

    def check() -> None:
        with hidden("42_test/f"):
            agrees(f, [(TABLE,), (8213 * TABLE,)], lambda x: x, hint="essayez de grandes valeurs")

    failure = _failure(check)
    assert failure.hint == (
        "Les entrées qui échouent, et elles seules, ont de grandes valeurs (plus de 100). Essayez de grandes valeurs."
    )
    assert "8213" not in failure.sentence


@pytest.mark.parametrize("made", [lambda one: np.round(one, 2), lambda one: np.round(one, 4)])
def test_on_a_page_that_shows_no_value_a_rounding_is_said_without_its_number(made: Callable[..., Any]) -> None:
    said = told_by_values([Outcome(made(WANT))], [Outcome(WANT)], 1e-6, 1e-8, concealed=True)
    assert "arrondies" in said and not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize("factor", [2.0, 0.5, 10.0, 0.01])
def test_on_a_page_that_shows_no_value_every_factor_is_said_alike(factor: float) -> None:
    said = told_by_values([Outcome(factor * WANT)], [Outcome(WANT)], 1e-6, 1e-8, concealed=True)
    assert said == "chaque valeur est le même multiple de celle que l'on attend"


def test_on_a_page_that_shows_no_value_a_changed_argument_is_not_counted() -> None:
    kept = Outcome(1.0, arguments=(1.0, 2.0))
    spoilt = Outcome(1.0, arguments=(1.0, 3.0))
    assert "son deuxième argument" in told_by_change(spoilt, kept)
    assert "un de ses arguments" in told_by_change(spoilt, kept, concealed=True)
