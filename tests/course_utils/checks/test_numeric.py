"""A gradient is compared with central differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from course_utils.checks import CheckFailed, case, hidden, matches_derivative
from course_utils.checks.numeric import numerical_derivative
from course_utils.french import NARROW, typeset

POINT = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.5]])


def _loss(x: Any, weight: float = 1.0) -> float:
    return weight * float((np.asarray(x) ** 3).sum())


def _slope(x: Any, weight: float = 1.0) -> Any:
    return weight * 3 * np.asarray(x) ** 2


@pytest.mark.parametrize(
    ("gradient", "function", "cases"),
    [
        (_slope, _loss, [(POINT,), (POINT, 2.0), case(POINT, weight=-1.0), ([1, 2],)]),
        (lambda x: 3 * x**2, lambda x: x**3, [(2.0,), (-1,), (0.0,)]),
        (lambda x: torch.tensor(_slope(x)), _loss, [(POINT,)]),
        (lambda x: np.array([1.0, 2 * x]), lambda x: np.array([x, x**2]), [(3.0,)]),
    ],
    ids=["array", "scalar", "tensor", "curve"],
)
def test_the_right_gradient_passes(gradient: Callable[..., Any], function: Callable[..., Any], cases: Any) -> None:
    matches_derivative(gradient, function, cases)


def test_central_differences_are_those_of_every_coordinate_and_leave_the_point_unchanged() -> None:
    point = POINT.copy()
    slopes = numerical_derivative(_loss, case(point), 1e-5)
    assert slopes.shape == POINT.shape
    np.testing.assert_allclose(slopes, 3 * POINT**2, atol=1e-6)
    assert np.array_equal(point, POINT)


def double(x: Any) -> Any:
    return 2 * _slope(x)


def test_a_wrong_gradient_fails_and_both_values_are_shown() -> None:
    with pytest.raises(CheckFailed) as failed:
        matches_derivative(double, _loss, [([1.0],)])
    assert failed.value.sentence == f"`double([1.0])` renvoie `[6.0]`{NARROW}; les différences finies donnent `[3.0]`."


@pytest.mark.parametrize(
    "gradient",
    [
        lambda x: -_slope(x),
        lambda x: _slope(x).ravel(),
        lambda x: _slope(x).T,
        lambda x: _slope(x).sum(),
        lambda x: None,
    ],
    ids=["sign", "flat", "transposed", "summed", "nothing"],
)
def test_a_gradient_of_another_value_or_shape_fails(gradient: Callable[..., Any]) -> None:
    with pytest.raises(CheckFailed):
        matches_derivative(gradient, _loss, [(POINT,)])


def test_a_gradient_that_stops_is_told_so() -> None:
    def stop(x: Any) -> Any:
        raise ValueError("forme inconnue")

    with pytest.raises(CheckFailed) as failed:
        matches_derivative(stop, _loss, [([1.0],)])
    assert failed.value.sentence == typeset("`stop([1.0])` s'arrête sur une erreur `ValueError` (forme inconnue).")
    assert failed.value.status == "raised"


def test_a_hidden_gradient_is_told_without_a_value() -> None:
    with pytest.raises(CheckFailed) as failed, hidden("42_test/slope"):
        matches_derivative(double, _loss, [([1.0],), ([0.0],)])
    assert failed.value.sentence == (
        "`double` ne renvoie pas la dérivée que donnent les différences finies (pour certaines entrées)."
    )
