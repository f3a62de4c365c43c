"""The reader of displayed formulas computes what is printed, and refuses what it cannot read."""

from __future__ import annotations

import numpy as np
import pytest

from tests.chapters.latex import holds, value

X = np.linspace(-3, 3, 13)


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"60\,000 / 32", 1875),
        (r"\frac12 + \frac1{4} + \tfrac{1}{8}", 0.875),
        (r"2 x^2 - x", 6),
        (r"-x^2 + 1", -3),
        (r"\sqrt{x + 2} \, \big(x - 1\big)", 2),
        (r"|1 - x| + \max(x, 3)", 4),
        (r"3 \ln e^{x} + 1", 7),
        (r"\left\lceil \frac{7}{x} \right\rceil", 4),
        (r"\frac1n \sum_{i=1}^n (y_i - 1)^2", 5 / 3),
        (r"\sum_k y_k - 1", 5),
        (r"f'(x) + f(2x)", 14),
        (r"f^2(x)", 25),
        (r"\begin{cases} 1 & \text{si } y_i > 2 \\ - y_i & \text{sinon} \end{cases}", [-1, -2, 1]),
    ],
)
def test_an_expression_is_worth_what_it_says(latex: str, wanted: float | list[float]) -> None:
    y = np.array([1.0, 2.0, 3.0])
    values = {"x": 2.0, "n": 3, "y_i": y, "y_k": y, "f": lambda x: x + 3, "f'": lambda x: 3 * x + 1}
    assert value(latex, values) == pytest.approx(wanted)


@pytest.mark.parametrize(
    "latex",
    [
        r"(x + 1)^2 = x^2 + 2x + 1",
        r"x^2 \geq 0",
        r"\tanh(-x) = -\tanh(x) \qquad \text{avec } |x| \leq 3",
        r"\ln 2 = 0{,}693",
        r"2 / 3 \approx 0{,}67",
        r"12\,345 \approx 1{,}2 \times 10^{4}",
    ],
)
def test_a_true_formula_holds(latex: str) -> None:
    assert holds(latex, {"x": X})


@pytest.mark.parametrize(
    "latex",
    [
        r"(x + 1)^2 = x^2 + 2x",
        r"x^2 > 0",
        r"\ln 2 = 0{,}694",
        r"2 / 3 \approx 0{,}66",
        r"2 \times 3 = 7",
        r"x = x \qquad x = x + 1",
        r"1 + 1 = 2 = 3",
    ],
)
def test_a_false_formula_does_not(latex: str) -> None:
    assert not holds(latex, {"x": X})


@pytest.mark.parametrize("latex", ["y + 1 = 2", "1 +", r"\unknown(2) = 3", "(1 = 1"])
def test_what_cannot_be_read_is_an_error(latex: str) -> None:
    with pytest.raises(AssertionError):
        holds(latex)
