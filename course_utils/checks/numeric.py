"""Checks of derivatives, against central differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.checks.calling import Case, as_cases, call
from course_utils.checks.failure import Facts
from course_utils.checks.functions import Cases, Function, name_of, returned, stopped_facts
from course_utils.checks.judge import Rule
from course_utils.checks.outcome import Outcome
from course_utils.checks.session import settle
from course_utils.checks.show import contrast, show_call


def matches_derivative(
    gradient: Function,
    function: Callable[..., Any],
    cases: Cases,
    *,
    step: float = 1e-6,
    rtol: float = 1e-4,
    atol: float = 1e-6,
    hint: str = "",
) -> None:
    """Check that `gradient(x, …)` is the derivative of `function(x, …)` with respect to x, its first argument.

    `function` returns a scalar, or for a scalar x anything numeric; its derivative is taken by central
    differences, (f(x + h) - f(x - h)) / 2h with h = `step`, coordinate by coordinate. Raises CheckFailed.
    """
    records = as_cases(cases)
    got = call(gradient, records)

    def expected() -> list[Outcome]:
        return [Outcome(numerical_derivative(function, record, step)) for record in records]

    def facts(position: int, wanted: Outcome) -> Facts:
        outcome, called = got[position], show_call(name_of(gradient), records[position])
        if outcome.raised:
            return stopped_facts(name_of(gradient), called, outcome)
        came, due = contrast(outcome.value, wanted.value, rtol, atol)
        return Facts(
            f"`{name_of(gradient)}` ne renvoie pas la dérivée que donnent les différences finies",
            f"{called} renvoie {came} ; les différences finies donnent {due}",
            called,
            came,
            f"{due}, par différences finies",
        )

    rule = Rule(facts, facet=returned, rtol=rtol, atol=atol, hint=hint, diagnosed=True)
    settle(got, expected, rule, inputs=records, question=(function, records, step))


def numerical_derivative(function: Callable[..., Any], record: Case, step: float) -> np.ndarray:
    """Return the derivative of `function` at the first argument of `record`, by central differences.

    The result has the shape of that argument (of the function's value when the argument is a scalar).
    """
    point = np.asarray(record.args[0], dtype=np.float64)
    others, kwargs = record.args[1:], dict(record.kwargs)
    if point.ndim == 0:
        ahead, behind = (np.asarray(function(float(point) + sign * step, *others, **kwargs)) for sign in (1, -1))
        return (ahead - behind) / (2 * step)
    slopes = np.empty_like(point)
    for index in np.ndindex(point.shape):
        ahead, behind = point.copy(), point.copy()
        ahead[index] += step
        behind[index] -= step
        slopes[index] = (function(ahead, *others, **kwargs) - function(behind, *others, **kwargs)) / (2 * step)
    return slopes
