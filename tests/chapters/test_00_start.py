"""Chapter 00: every formula that is displayed, recomputed."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.chapters.latex import holds

TABLE = np.array([[0.0, 10.0, -3.0], [6.0, 20.0, 4.0], [6.0, 20.0, 0.5], [8.0, 35.0, 2.0]])
STANDARDISED = r"z_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}"
MOMENTS = (
    r"\mu_j = \frac{1}{n} \sum_{i=1}^{n} x_{ij} \qquad \sigma_j = \sqrt{\frac{1}{n} \sum_{i=1}^{n} (x_{ij} - \mu_j)^2}"
)
SQUARES = "(25 + 1 + 1 + 9) / 4 = 9"

FORMULAS = {
    STANDARDISED: "test_the_solution_standardises_as_the_formula_says",
    MOMENTS: "test_the_mean_and_the_deviation_are_those_of_numpy",
    SQUARES: "test_the_column_worked_out_by_hand_has_mean_five_and_deviation_three",
}


def test_the_solution_standardises_as_the_formula_says(solutions: dict[str, Any]) -> None:
    values = {"x_ij": TABLE, r"\mu_j": TABLE.mean(axis=0), r"\sigma_j": TABLE.std(axis=0)}
    assert holds(STANDARDISED, {**values, "z_ij": solutions["standardize"](TABLE)})


def test_the_mean_and_the_deviation_are_those_of_numpy() -> None:
    for column in TABLE.T:
        assert holds(MOMENTS, {"n": 4, "x_ij": column, r"\mu_j": np.mean(column), r"\sigma_j": np.std(column)})


def test_the_column_worked_out_by_hand_has_mean_five_and_deviation_three(solutions: dict[str, Any]) -> None:
    column = TABLE[:, :1]
    assert holds(SQUARES) and (column.mean(), column.std(), column.var()) == (5, 3, 9)
    assert ((column[:, 0] - 5) ** 2).tolist() == [25, 1, 1, 9]
    assert np.round(solutions["standardize"](column)[:, 0], 2).tolist() == [-1.67, 0.33, 0.33, 1]
