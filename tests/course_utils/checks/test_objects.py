"""Checks of what must stay alive while it is looked at."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from course_utils.checks import CheckFailed, as_stated, behaves, has_parameters, hidden, learns, visible
from course_utils.french import NARROW, NO_BREAK, typeset


class Counter:
    """The reference."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, n: int) -> None:
        if n < 0:
            raise ValueError("négatif")
        self.count += n


class Tally(Counter):
    """Right, and written otherwise."""


class Forgetful(Counter):
    def add(self, n: int) -> None:
        self.count = n


class Careless(Counter):
    def add(self, n: int) -> None:
        self.count += n


class Broken(Counter):
    def add(self, n: int) -> None:
        raise KeyError(n)


def _add_twice(counter: Any) -> Any:
    one = counter()
    one.add(2)
    one.add(3)
    return {"count": one.count}


def _add_negative(counter: Any) -> Any:
    counter().add(-1)


def _one(result: Any, measure: Callable[[Any], Any] = lambda found: float(as_stated(found, (2,)).sum())) -> None:
    behaves(lambda give: give(), lambda: result, reference=lambda: [0.0, 0.0], measure=measure)


def _sentence(check: Callable[[], None]) -> str:
    with pytest.raises(CheckFailed) as failed:
        check()
    return failed.value.sentence


def test_behaves_passes_on_what_does_the_same() -> None:
    behaves(_add_twice, Tally, reference=Counter)
    behaves(_add_negative, Tally, reference=Counter)
    behaves(lambda one, other: one() + other, lambda: 1, 2.0, reference=(lambda: 2, 1))


@pytest.mark.parametrize(
    ("steps", "thing", "sentence"),
    [
        (_add_twice, Forgetful, "Avec `Forgetful`, la vérification obtient `{'count': 3}` ; on attend `{'count': 5}`."),
        (_add_twice, Broken, "Avec `Broken`, la vérification s'arrête sur une erreur `KeyError` (2)."),
        (
            _add_negative,
            Careless,
            "Avec `Careless`, la vérification obtient `None` ; on attend une erreur `ValueError`.",
        ),
        (
            _add_negative,
            Broken,
            "Avec `Broken`, la vérification obtient une erreur `KeyError` ; on attend une erreur `ValueError`.",
        ),
    ],
    ids=["value", "exception", "accepted", "another exception"],
)
def test_behaves_says_what_the_trial_gives(steps: Callable[..., Any], thing: Any, sentence: str) -> None:
    assert _sentence(lambda: behaves(steps, thing, reference=Counter)) == typeset(sentence)


def test_behaves_compares_the_measure_of_what_came() -> None:
    behaves(lambda draw: [draw(), draw()], lambda: 3, reference=lambda: 4, measure=lambda found: found[0] == found[1])
    steps = iter([1, 2])
    sentence = _sentence(
        lambda: behaves(
            lambda draw: [draw(), draw()],
            lambda: next(steps),
            reference=lambda: 4,
            measure=lambda found: "pareils" if found[0] == found[1] else "différents",
        )
    )
    assert sentence == typeset("Avec votre réponse, la vérification obtient `'différents'` ; on attend `'pareils'`.")


def test_what_a_measure_cannot_read_is_a_failure_of_the_answer() -> None:
    assert "des nombres de forme (1,)" in _sentence(lambda: _one(result=[1.0]))
    assert "des nombres infinis ou non définis" in _sentence(lambda: _one(result=[1.0, math.nan]))
    unread = _sentence(lambda: _one(result=[], measure=lambda found: float(found[0])))
    assert unread == typeset(
        "Avec votre réponse, la vérification s'arrête sur une erreur `IndexError` (list index out of range)."
    )


def test_a_measure_that_cannot_read_the_reference_is_a_mistake_of_the_check() -> None:
    with pytest.raises(KeyError):
        _one(result={}, measure=lambda found: {}["w"])


def test_what_the_steps_raise_is_not_measured() -> None:
    behaves(_add_negative, Tally, reference=Counter, measure=lambda found: 1 / 0)


def test_a_measure_writes_nothing_on_the_error_stream(capfd: pytest.CaptureFixture[str]) -> None:
    _one(result=[0.0, 0.0], measure=lambda found: float(np.isnan(np.array(found) / np.zeros(2)).sum()))
    assert capfd.readouterr().err == ""


def test_behaves_on_a_hidden_page_says_less() -> None:
    with pytest.raises(CheckFailed) as failed, hidden("42_test/counter"):
        behaves(_add_twice, Forgetful, reference=Counter)
    assert failed.value.sentence == "`Forgetful` n’a pas le comportement attendu."
    assert (
        failed.value.detail
        == f"avec `Forgetful`, la vérification obtient `{{'count': 3}}`{NARROW}; on attend `{{'count': 5}}`"
    )


def test_behaves_without_a_reference_expects_what_is_stored(store: Callable[..., None]) -> None:
    store("42_test/counter", lambda thing: behaves(_add_twice, thing), Counter, last=(Forgetful, "vous remplacez"))
    with visible("42_test/counter"):
        behaves(_add_twice, Tally)
    with pytest.raises(CheckFailed) as failed, visible("42_test/counter"):
        behaves(_add_twice, Forgetful)
    assert failed.value.mistake == "last"


@pytest.mark.parametrize(
    "result",
    [0.4, 0.5, [3.0, 1.0, 0.5], (9, 0), torch.tensor([2.0, 0.25])],
    ids=["number", "limit", "history", "integers", "tensor"],
)
def test_learns_passes_when_the_last_loss_is_low_enough(result: Any) -> None:
    learns(lambda train: train(), lambda: result, below=0.5)


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (0.6, "0.6"),
        ([0.1, 0.6], "0.6"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        ([], "[]"),
        (None, "None"),
        ("bas", "'bas'"),
        ({"loss": 0.1}, "{'loss': 0.1}"),
    ],
    ids=["number", "history", "nan", "infinity", "empty", "nothing", "text", "dict"],
)
def test_learns_fails_on_a_high_loss_and_on_what_is_no_loss(result: Any, shown: str) -> None:
    def fit() -> Any:
        return result

    assert _sentence(lambda: learns(lambda train: train(), fit, below=0.5)) == (
        f"L’entraînement avec `fit` finit à `{shown}`{NARROW}; on attend au plus `0.5`."
    )


def _never(numbers: Any) -> float:
    raise AssertionError("what is not as stated was measured")


@pytest.mark.parametrize(
    ("result", "what"),
    [
        (np.zeros((0, 2)), "des nombres de forme (0, 2)"),
        (np.zeros((3, 0)), "des nombres de forme (3, 0)"),
        (np.zeros(()), "des nombres de forme ()"),
        (np.zeros((1, 3, 2)), "des nombres de forme (1, 3, 2)"),
        (torch.zeros(2, 3), "des nombres de forme (2, 3)"),
        ([[0.0, 0.0], [0.0]], "autre chose que des nombres réels"),
        (np.full((3, 2), 1e6j), "autre chose que des nombres réels"),
        (torch.full((3, 2), 1e6j), "autre chose que des nombres réels"),
        (np.zeros((3, 2), dtype=bool), "autre chose que des nombres réels"),
        (np.zeros((3, 2), dtype=object), "autre chose que des nombres réels"),
        ([["0", "0"]] * 3, "autre chose que des nombres réels"),
        (None, "autre chose que des nombres réels"),
        (np.full((3, 2), math.nan), "des nombres infinis ou non définis"),
        (torch.full((3, 2), -math.inf), "des nombres infinis ou non définis"),
    ],
)
def test_learns_measures_nothing_but_real_finite_numbers_of_the_stated_shape(result: Any, what: str) -> None:
    def fit() -> Any:
        return result

    assert _sentence(lambda: learns(lambda train: train(), fit, below=0.5, shape=(3, 2), measure=_never)) == (
        f"L’entraînement avec `fit` doit donner des nombres réels et finis, de forme (3, 2){NARROW}; il donne {what}."
    )


@pytest.mark.parametrize("result", [np.zeros((3, 2)), torch.zeros(3, 2), [[0, 0.0]] * 3, torch.zeros(3, 2).half()])
def test_learns_measures_numbers_of_every_kind_as_float64_arrays(result: Any) -> None:
    seen: list[np.ndarray] = []
    learns(lambda f: f(), lambda: result, below=0.5, shape=(3, 2), measure=lambda p: (seen.append(p), p.sum())[1])
    assert (type(seen[0]), seen[0].dtype, seen[0].shape) == (np.ndarray, np.float64, (3, 2))


def test_learns_measures_several_results_each_of_its_own_shape() -> None:
    def judge(result: Any) -> None:
        learns(lambda f: f(), lambda: result, below=0.5, shape=[(2,), (1, 1)], measure=lambda two: two[0].sum())

    judge([np.zeros(2), torch.zeros(1, 1)])
    for result in ([np.zeros(2)], [np.zeros(2), np.zeros(1)], [np.zeros(2), [[math.nan]]], np.zeros((2, 2)), "ab"):
        with pytest.raises(CheckFailed, match=r"de formes \(2,\) et \(1, 1\)"):
            judge(result)


@pytest.mark.parametrize("result", [[], np.zeros((3, 0)), 1e6j, torch.full((2,), math.nan), True, None, "0"])
def test_a_visible_measure_without_a_shape_is_given_real_finite_numbers_or_nothing(result: Any) -> None:
    with pytest.raises(CheckFailed, match="réels et finis"):
        learns(lambda f: f(), lambda: result, below=0.5, measure=_never)


def test_a_hidden_measure_needs_a_shape() -> None:
    with pytest.raises(TypeError, match="shape"), hidden("42_test/fit"):
        learns(lambda f: f(), lambda: 0.0, below=0.5, measure=lambda loss: loss)


def test_a_hidden_sentence_says_what_is_asked_and_nothing_of_what_came() -> None:
    def fit() -> Any:
        return np.zeros((7231, 2))

    with pytest.raises(CheckFailed) as failed, hidden("42_test/fit"):
        learns(lambda f: f(), fit, below=0.5, shape=(3, 2), measure=_never)
    assert failed.value.sentence == "L’entraînement avec `fit` doit donner des nombres réels et finis, de forme (3, 2)."


@pytest.mark.parametrize("loss", [-math.inf, "0.1", 0.1j, True, [0.1j], [["0.1"]]])
def test_a_loss_that_is_no_real_finite_number_is_not_low(loss: Any) -> None:
    with pytest.raises(CheckFailed, match="finit à"):
        learns(lambda f: f(), lambda: loss, below=0.5)


def test_a_measure_that_overflows_writes_nothing_on_the_error_stream(capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with pytest.raises(CheckFailed, match="inf"):
            learns(lambda f: f(), lambda: [1e300], below=0.5, shape=(1,), measure=lambda p: (p**2).sum())
    assert capfd.readouterr().err == ""


def test_learns_says_that_the_training_stops() -> None:
    def fit() -> float:
        raise RuntimeError("formes incompatibles")

    assert _sentence(lambda: learns(lambda train: train(), fit, below=0.5)) == (
        "Avec `fit`, la vérification s’arrête sur une erreur `RuntimeError` (formes incompatibles)."
    )


def _dense(inputs: int, outputs: int) -> torch.nn.Module:
    return torch.nn.Linear(inputs, outputs)


def test_has_parameters_passes_on_the_right_counts_and_ignores_what_is_frozen() -> None:
    def half_frozen(inputs: int, outputs: int) -> torch.nn.Module:
        frozen = torch.nn.Linear(5, 5).requires_grad_(False)
        return torch.nn.Sequential(torch.nn.Linear(inputs, outputs), frozen)

    for build in (_dense, half_frozen):
        has_parameters(build, [(3, 2), (1, 1)], [8, 2])


def test_has_parameters_shows_both_counts() -> None:
    def build(inputs: int, outputs: int) -> torch.nn.Module:
        return torch.nn.Linear(inputs, outputs, bias=False)

    assert _sentence(lambda: has_parameters(build, [(3, 2)], [8])) == (
        f"Le modèle que construit `build` a `6` paramètres{NARROW}; on en attend `8`."
    )


def test_has_parameters_says_that_nothing_can_be_built() -> None:
    def build(inputs: int) -> float:
        return 3.0

    sentence = _sentence(lambda: has_parameters(build, [(3,)], [8]))
    assert "Avec `build`, la vérification s’arrête sur une erreur `AttributeError`" in sentence


def test_a_class_that_is_not_begun_is_told_politely() -> None:
    class Stub:
        def __init__(self) -> None:
            raise NotImplementedError("Exercice 3")

    for check in (
        lambda: behaves(_add_twice, Stub, reference=Counter),
        lambda: learns(lambda thing: thing(), Stub, below=0.5),
        lambda: learns(lambda thing: thing(), lambda: ..., below=0.5),
        lambda: has_parameters(Stub, [()], [8]),
    ):
        with pytest.raises(CheckFailed) as failed:
            check()
        assert failed.value.status == "not attempted"
        assert f"commencé{NO_BREAK}:" in failed.value.sentence
