"""Chapter 05: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from course_utils.checks.calling import Case
from course_utils.checks.numeric import numerical_derivative

x, y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 3.0, 4.0, 5.0])
X = x[:, None]
WITH_ONES = np.column_stack([x, np.ones(4)])
HESSIAN = 2 / 4 * WITH_ONES.T @ WITH_ONES
LIMIT = 2 / np.linalg.eigvalsh(HESSIAN)[-1]

FORMULAS: dict[str, str] = {
    r"\nabla J(w) = \left( \frac{\partial J}{\partial w_1}, \dots, \frac{\partial J}{\partial w_d} \right)": (
        "test_the_measured_gradient_holds_one_partial_derivative_a_parameter"
    ),
    r"\frac{\partial f}{\partial w_j}(w) \approx \frac{f(w + h\, e_j) - f(w - h\, e_j)}{2h}": (
        "test_the_solution_computes_central_differences_near_the_derivative"
    ),
    r"f(w) = w_1^2 + 3 w_2": "test_the_example_of_the_hint_takes_four_calls",
    r"\hat y_i = \sum_{j=1}^d x_{ij} w_j + b \qquad\qquad J(w, b) = \frac1n \sum_{i=1}^n (\hat y_i - y_i)^2": (
        "test_the_cost_by_sums_has_the_gradient_of_the_solution"
    ),
    r"r_i = \hat y_i - y_i": "test_a_residual_moves_by_the_input_when_a_weight_moves_by_one",
    r"\frac{\partial J}{\partial w_j} = \frac2n \sum_{i=1}^n (\hat y_i - y_i)\, x_{ij} \qquad\qquad "
    r"\frac{\partial J}{\partial b} = \frac2n \sum_{i=1}^n (\hat y_i - y_i)": (
        "test_the_cost_by_sums_has_the_gradient_of_the_solution"
    ),
    r"J = \frac1n \sum (\hat y_i - y_i)^2": "test_the_three_conventions_have_the_gradients_of_the_box",
    r"J = \frac12 (\hat y - y)^2": "test_the_three_conventions_have_the_gradients_of_the_box",
    r"J = \frac{1}{2n} \sum (\hat y_i - y_i)^2": "test_the_three_conventions_have_the_gradients_of_the_box",
    r"w \leftarrow w - \eta\, \nabla J(w)": "test_each_step_of_the_solution_is_the_rule",
    r"w \leftarrow w - \eta \nabla J(w)": "test_each_step_of_the_solution_is_the_rule",
    r"\hat y = W x": "test_without_bias_the_gradient_is_fifteen_w_minus_twenty",
    r"\frac2n \sum (W x_i - y_i) x_i = 15 W - 20": "test_without_bias_the_gradient_is_fifteen_w_minus_twenty",
    r"w_{t+1} - w^* = (1 - \eta \lambda)\, (w_t - w^*)": "test_on_a_parabola_the_distance_is_multiplied_by_a_factor",
    r"\eta\lambda > 0": "test_on_a_parabola_the_descent_converges_exactly_below_the_limit",
    r"0 < \eta < \frac{2}{\lambda}": "test_on_a_parabola_the_descent_converges_exactly_below_the_limit",
    r"\eta < 2/\lambda": "test_on_a_parabola_the_descent_converges_exactly_below_the_limit",
    r"\frac{2}{15} \approx 0{,}133": "test_the_limit_without_bias_is_two_fifteenths",
    r"H = \frac2n X^\top X \qquad\qquad \eta_{\max} = \frac{2}{\lambda_{\max}(H)}": (
        "test_the_hessian_is_that_of_the_cost_and_its_largest_eigenvalue_decides"
    ),
    r"\eta_{\max} = 2 / \lambda_{\max}(H)": "test_the_hessian_is_that_of_the_cost_and_its_largest_eigenvalue_decides",
    r"H = \frac2n X^\top X": "test_the_hessian_is_that_of_the_cost_and_its_largest_eigenvalue_decides",
    r"2 / 16{,}7006 = 0{,}119756": "test_with_a_bias_the_curvatures_and_the_limit_are_those_of_the_text",
    r"1 - 0{,}1 \times 0{,}299 \approx 0{,}970": "test_the_flat_direction_takes_seventy_six_steps_for_a_tenth",
    r"H v = \lambda v": "test_the_box_on_eigenvalues_is_right",
    r"15 + 2 = 17": "test_the_box_on_eigenvalues_is_right",
    r"15 \times 2 - 5 \times 5 = 5": "test_the_box_on_eigenvalues_is_right",
    r"J = w_1^2 - w_2^2": "test_the_two_saddles_have_curvatures_of_both_signs",
    r"J = w_1 w_2": "test_the_two_saddles_have_curvatures_of_both_signs",
    r"\sigma_m = \frac{\sigma_1}{\sqrt m}": "test_the_noise_of_a_batch_falls_as_the_root_of_its_size",
    r"\sqrt{64 / 4} = 4": "test_the_noise_of_a_batch_falls_as_the_root_of_its_size",
    r"v \leftarrow \beta\, v + \nabla J(w) \qquad\qquad w \leftarrow w - \eta\, v": (
        "test_each_step_of_momentum_is_the_rule"
    ),
    r"v \leftarrow \beta v + \nabla J": "test_each_step_of_momentum_is_the_rule",
    r"w \leftarrow w - \eta v": "test_each_step_of_momentum_is_the_rule",
    r"v \leftarrow \beta v + (1 - \beta) \nabla J": "test_the_other_form_of_momentum_makes_shorter_steps",
    r"\eta = \frac15": "test_the_records_of_the_playground_are_those_of_the_text",
    r"\eta\lambda = 1": "test_the_records_of_the_playground_are_those_of_the_text",
    r"2 - 0{,}1 \times (-3) = 2{,}3": "test_the_sums_of_the_quiz_are_right",
    r"2 / 8 = 0{,}25": "test_the_sums_of_the_quiz_are_right",
    r"2 / 2 = 1": "test_the_sums_of_the_quiz_are_right",
    r"\sqrt 4 = 2": "test_the_sums_of_the_quiz_are_right",
}


def cost(t: np.ndarray) -> float:
    """The cost of the lesson at t = (w, b), by sums."""
    return sum((t[0] * a + t[1] - b) ** 2 for a, b in zip(x, y, strict=True)) / 4


def slopes(t: np.ndarray) -> np.ndarray:
    """The gradient of the lesson's cost, by the Hessian."""
    return HESSIAN @ (t - np.ones(2))


def derivative(function: Callable[..., Any], point: np.ndarray, step: float = 1e-5) -> np.ndarray:
    return numerical_derivative(function, Case((point,)), step)


def path_of(solutions: dict[str, Any], rate: float, steps: int) -> np.ndarray:
    return np.asarray(solutions["gradient_descent"](slopes, np.zeros(2), rate, steps))


# The question, and the slope


def test_the_table_of_the_question_is_what_two_hundred_steps_give(solutions: dict[str, Any]) -> None:
    reached = {rate: cost(path_of(solutions, rate, 200)[-1]) for rate in (0.01, 0.1, 0.1197, 0.12, 0.13)}
    assert cost(np.zeros(2)) == 13.5
    assert reached[0.01] == pytest.approx(0.018, abs=5e-4) and reached[0.1] == pytest.approx(3e-7, rel=0.1)
    assert reached[0.1197] == pytest.approx(9.2, abs=0.05) and reached[0.12] == pytest.approx(68, abs=0.5)
    assert reached[0.13] == pytest.approx(3.7e28, rel=0.02)
    assert cost(path_of(solutions, 0.1197, 20_000)[-1]) < 1e-8  # it still learns, very slowly


@pytest.mark.parametrize(("spot", "shown"), [(0.0, -20.0), (4 / 3, 0.0), (2.5, 17.5)])
def test_the_tangents_of_the_figure_have_the_slopes_that_it_writes(spot: float, shown: float) -> None:
    assert float(derivative(lambda w: 7.5 * w**2 - 20 * w + 13.5, np.array(spot))) == pytest.approx(shown, abs=1e-6)
    assert 7.5 * spot**2 - 20 * spot + 13.5 == pytest.approx(np.mean((spot * x - y) ** 2))


def test_the_measured_gradient_holds_one_partial_derivative_a_parameter(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    A, w = rng.normal(size=(4, 4)), rng.normal(size=4)
    found = solutions["numerical_gradient"](lambda w: w @ A @ w, w, 1e-5)
    assert found.shape == w.shape and np.allclose(found, (A + A.T) @ w)


def test_the_solution_computes_central_differences_near_the_derivative(solutions: dict[str, Any]) -> None:
    w, h = np.array([0.3, -1.2, 2.0]), 0.2

    def f(w: np.ndarray) -> float:
        return float(np.exp(w[0]) * w[1] + w[2] ** 3)

    wanted = [(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(3)]
    exact = [np.exp(0.3) * -1.2, np.exp(0.3), 12.0]
    assert np.allclose(solutions["numerical_gradient"](f, w, h), wanted)
    assert np.allclose(solutions["numerical_gradient"](f, w, 1e-5), exact, atol=1e-8)


def errors(h: float) -> tuple[float, float]:
    """The errors on the derivative of the exponential at 1: forward, central."""
    forward, central = (math.exp(1 + h) - math.e) / h, (math.exp(1 + h) - math.exp(1 - h)) / (2 * h)
    return abs(forward - math.e), abs(central - math.e)


def test_a_step_ten_times_smaller_divides_the_errors_by_ten_and_a_hundred() -> None:
    for h in (1e-1, 1e-2):
        (one, two), (less, least) = errors(h), errors(h / 10)
        assert one / less == pytest.approx(10, rel=0.05) and two / least == pytest.approx(100, rel=0.05)


def test_a_step_that_is_too_small_is_worse_than_a_hundred_thousandth() -> None:
    assert errors(1e-5)[1] < 1e-10 < 1e-6 < errors(1e-11)[1]
    best = min((errors(10.0**-k)[1], k) for k in range(13))
    assert errors(1e-5)[1] < 10 * best[0]


def test_the_example_of_the_hint_takes_four_calls(solutions: dict[str, Any]) -> None:
    asked = []

    def f(w: np.ndarray) -> float:
        asked.append(w.copy())
        return float(w[0] ** 2 + 3 * w[1])

    assert solutions["numerical_gradient"](f, np.array([2.0, 5.0]), 1.0).tolist() == [4.0, 3.0] and len(asked) == 4
    assert 2 * 13_002 == 26_004 and sum(a * b + b for a, b in [(784, 16), (16, 16), (16, 10)]) == 13_002


# The gradient on paper


def test_the_cost_by_sums_has_the_gradient_of_the_solution(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(1)
    n, d = 5, 3
    X, y, w, b = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d), 0.7

    def J(t: np.ndarray) -> float:
        guesses = [sum(X[i, j] * t[j] for j in range(d)) + t[d] for i in range(n)]
        return sum((guesses[i] - y[i]) ** 2 for i in range(n)) / n

    guesses = X @ w + b
    dw = [2 / n * sum((guesses[i] - y[i]) * X[i, j] for i in range(n)) for j in range(d)]
    db = 2 / n * sum(guesses[i] - y[i] for i in range(n))
    found = solutions["linear_gradient"](X, y, w, b)
    assert np.allclose(found[0], dw) and found[1] == pytest.approx(db)
    assert np.allclose(derivative(J, np.append(w, b)), [*dw, db], atol=1e-6)


def test_a_residual_moves_by_the_input_when_a_weight_moves_by_one() -> None:
    def r(w: float, b: float) -> np.ndarray:
        return w * x + b - y

    assert np.allclose(r(1.4, 0.2) - r(0.4, 0.2), x) and np.allclose(r(0.4, 1.2) - r(0.4, 0.2), 1)
    assert float(derivative(lambda r: r**2, np.array(3.5))) == pytest.approx(2 * 3.5)


def test_the_table_of_the_four_examples_is_right(solutions: dict[str, Any]) -> None:
    gaps = 0 * x - y
    assert gaps.tolist() == [-2, -3, -4, -5] and gaps.mean() == -3.5
    assert (gaps**2).tolist() == [4, 9, 16, 25] and (gaps**2).mean() == 13.5
    assert (gaps * x).tolist() == [-2, -6, -12, -20] and (gaps * x).mean() == -10
    dw, db = solutions["linear_gradient"](X, y, np.zeros(1), 0.0)
    assert (dw.tolist(), db) == ([-20], -7)


@pytest.mark.parametrize(
    ("J", "slope_of_guess", "shown"),
    [
        (lambda p: np.mean((p - y) ** 2), lambda p: 2 / 4 * (p - y), -20),
        (lambda p: 0.5 * (p[3] - y[3]) ** 2, lambda p: (p - y) * np.array([0, 0, 0, 1]), -20),
        (lambda p: np.sum((p - y) ** 2) / 8, lambda p: (p - y) / 4, -10),
    ],
)
def test_the_three_conventions_have_the_gradients_of_the_box(
    J: Callable[..., Any], slope_of_guess: Callable[..., Any], shown: float
) -> None:
    assert np.allclose(derivative(J, np.zeros(4)), slope_of_guess(np.zeros(4)), atol=1e-6)
    assert float(derivative(lambda w: J(w * x), np.array(0.0))) == pytest.approx(shown)


def test_the_opposite_of_the_gradient_is_steepest_and_misses_the_minimum() -> None:
    assert np.degrees(np.arctan2(7, 20)) == pytest.approx(19, abs=0.5) and slopes(np.zeros(2)).tolist() == [-20, -7]
    turns = np.linspace(0, 2 * np.pi, 721)
    steps = 1e-5 * np.column_stack([np.cos(turns), np.sin(turns)])
    best = steps[np.argmin([cost(step) for step in steps])]
    assert np.degrees(np.arctan2(best[1], best[0])) == pytest.approx(np.degrees(np.arctan2(7, 20)), abs=0.5)
    across = np.array([7.0, -20.0]) * 1e-6  # along the contour line the cost does not change
    assert cost(across) == pytest.approx(13.5, abs=1e-8)


# Going down


def test_each_step_of_the_solution_is_the_rule(solutions: dict[str, Any]) -> None:
    path = path_of(solutions, 0.07, 12)
    for before, after in pairwise(path):
        assert np.allclose(after, before - 0.07 * derivative(cost, before), atol=1e-7)


def test_without_bias_the_gradient_is_fifteen_w_minus_twenty() -> None:
    for W in (-1.0, 0.0, 2.5):
        assert 2 / 4 * sum((W * a - b) * a for a, b in zip(x, y, strict=True)) == pytest.approx(15 * W - 20)
        assert float(derivative(lambda W: np.mean((W * x - y) ** 2), np.array(W))) == pytest.approx(15 * W - 20)


def test_the_table_of_the_descent_without_bias_is_right(solutions: dict[str, Any]) -> None:
    path = np.ravel(solutions["gradient_descent"](lambda W: 15 * W - 20, np.zeros(1), 0.1, 6))
    costs = [np.mean((W * x - y) ** 2) for W in path]
    assert np.allclose(path, [0, 2, 1, 1.5, 1.25, 1.375, 1.3125])
    assert np.allclose(costs[:6], [13.5, 3.5, 1, 0.375, 0.219, 0.180], atol=5e-4)
    assert np.allclose(15 * path[:6] - 20, [-20, 10, -5, 2.5, -1.25, 0.625])
    assert np.allclose((path[1:] - 4 / 3) / (path[:-1] - 4 / 3), -1 / 2)
    assert np.mean((4 / 3 * x - y) ** 2) == pytest.approx(1 / 6)


def test_the_first_points_and_costs_with_a_bias_are_those_of_the_text(solutions: dict[str, Any]) -> None:
    path = path_of(solutions, 0.1, 240)
    assert np.allclose(path[:4], [[0, 0], [2, 0.7], [0.65, 0.26], [1.545, 0.583]])
    assert np.allclose([cost(t) for t in path[:6]], [13.5, 6.09, 2.761, 1.265, 0.592, 0.288], atol=5e-4)
    assert path[233].round(3).tolist() == [1, 1] and path[232].round(3).tolist() != [1, 1]


def test_one_parameter_after_the_other_sends_the_bias_the_wrong_way() -> None:
    assert 2 * np.mean(2.0 * x - y) == pytest.approx(3) and pytest.approx(-0.3) == 0 - 0.1 * 3


def test_the_four_paths_of_the_figure_are_as_the_text_says(solutions: dict[str, Any]) -> None:
    ends = {rate: path_of(solutions, rate, 25) for rate in (0.01, 0.05, 0.1, 0.12)}
    away = {rate: np.linalg.norm(path[-1] - 1) for rate, path in ends.items()}
    assert min(away, key=lambda rate: away[rate]) == 0.1
    assert np.diff(ends[0.12][:, 0])[:-1] @ np.diff(ends[0.12][:, 0])[1:] < 0 and cost(ends[0.12][-1]) > 13.5


# The limit


def test_on_a_parabola_the_distance_is_multiplied_by_a_factor(solutions: dict[str, Any]) -> None:
    least, curvature = 1.7, 3.2
    for rate in (0.1, 0.5, 0.8):
        path = np.ravel(solutions["gradient_descent"](lambda w: 3.2 * (w - 1.7), np.array([5.0]), rate, 6))
        assert np.allclose(path[1:] - least, (1 - rate * curvature) * (path[:-1] - least))


@pytest.mark.parametrize("curvature", [0.5, 3.0, 15.0])
def test_on_a_parabola_the_descent_converges_exactly_below_the_limit(
    solutions: dict[str, Any], curvature: float
) -> None:
    def end(part: float) -> float:
        path = solutions["gradient_descent"](lambda w: curvature * w, np.array([1.0]), part * 2 / curvature, 2000)
        return abs(float(path[-1][0]))

    assert end(0.5) == 0 and end(0.99) < 1e-6 and end(1.0) == pytest.approx(1) and end(1.01) > 1e6
    assert end(-0.01) > 1e6  # a negative rate goes up


def test_the_limit_without_bias_is_two_fifteenths(solutions: dict[str, Any]) -> None:
    assert solutions["max_stable_lr"](X) == pytest.approx(2 / 15) and pytest.approx(0.133, abs=5e-4) == 2 / 15
    assert pytest.approx(-1 / 2) == 1 - 0.1 * 15


def test_the_hessian_is_that_of_the_cost_and_its_largest_eigenvalue_decides(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(6, 3)), rng.normal(size=6)
    hessian = 2 / 6 * X.T @ X
    rows = [derivative(lambda w, j=j: (2 / 6 * X.T @ (X @ w - y))[j], np.zeros(3)) for j in range(3)]
    assert np.allclose(rows, hessian, atol=1e-6)
    limit = 2 / np.linalg.eigvalsh(hessian)[-1]
    assert solutions["max_stable_lr"](X) == pytest.approx(limit)
    best = np.linalg.lstsq(X, y, rcond=None)[0]

    def away(rate: float) -> float:
        path = solutions["gradient_descent"](lambda w: 2 / 6 * X.T @ (X @ w - y), np.ones(3), rate, 4000)
        return float(np.linalg.norm(path[-1] - best))

    assert away(0.98 * limit) < 1e-6 and away(1.02 * limit) > 1e6


def test_with_a_bias_the_curvatures_and_the_limit_are_those_of_the_text(solutions: dict[str, Any]) -> None:
    flat, steep = np.linalg.eigvalsh(HESSIAN)
    assert (flat, steep, steep / flat) == pytest.approx((0.299, 16.70, 55.8), abs=0.05)
    assert steep == pytest.approx(16.7006, abs=5e-5) and pytest.approx(0.119756, abs=5e-7) == 2 / 16.7006
    assert solutions["max_stable_lr"](WITH_ONES) == pytest.approx(0.119756, abs=5e-7) and 0.1197 < LIMIT < 0.12


def test_the_box_on_eigenvalues_is_right() -> None:
    assert (
        HESSIAN.tolist() == [[15, 5], [5, 2]] and np.trace(HESSIAN) == 17 and np.linalg.det(HESSIAN) == pytest.approx(5)
    )
    steep, flat = np.array([0.947, 0.322]), np.array([-0.322, 0.947])
    assert np.round(HESSIAN @ steep, 1).tolist() == [15.8, 5.4] and steep @ flat == 0
    for direction, factor in ((steep, 16.70), (flat, 0.299)):
        assert HESSIAN @ direction == pytest.approx(factor * direction, abs=0.02)
    assert np.linalg.eigvalsh(HESSIAN) == pytest.approx([0.299, 16.70], abs=1e-3)


def test_the_table_of_patients_descends_as_the_text_says(notebook: Any, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, Any] = {}
    exec(
        next(cell.source for cell in notebook.cells if "load_diabetes" in cell.source and cell.cell_type == "code"),
        found,
    )
    told = capsys.readouterr().out
    assert "5.2e+07" in told and "4.7e+02" in told
    assert "5324 après 13 pas, 3275 après 2 000" in told and "2886 après 13 pas, 2860 après 2 000" in told
    measures, progress = found["measures"], found["progress"]
    assert measures.shape == (442, 10) and (progress.min(), progress.max()) == (25, 346)
    assert round(measures.mean(axis=0).max()) == 189 and round(measures.mean(axis=0)[1], 1) == 1.5
    table = np.column_stack([measures, np.ones(442)])
    assert 1.3e-5 < 2 / np.linalg.eigvalsh(2 / 442 * table.T @ table)[-1] < 1.4e-5
    least = np.mean((table @ np.linalg.lstsq(table, progress, rcond=None)[0] - progress) ** 2)
    assert round(least) == 2860 and 1.01 * least > 2886 and round(math.sqrt(least)) == 53


def test_the_flat_direction_takes_seventy_six_steps_for_a_tenth() -> None:
    assert pytest.approx(0.970, abs=5e-4) == 1 - 0.1 * 0.299
    factor = 1 - 0.1 * np.linalg.eigvalsh(HESSIAN)[0]
    assert factor**76 < 0.1 < factor**75


def test_left_of_the_limit_more_steps_improve_the_cost_and_right_of_it_they_spoil_it(solutions: dict[str, Any]) -> None:
    for rate in np.concatenate([np.geomspace(0.01, 0.11, 10), np.linspace(0.111, 0.17, 12)]):
        few, some, many = (cost(path_of(solutions, rate, steps)[-1]) for steps in (10, 50, 200))
        assert few > some > many if rate < LIMIT else few < some < many


def steps_to(matrix: np.ndarray, rate: float) -> int:
    t, steps = np.zeros(2), 0
    while np.mean((matrix @ t - y) ** 2) >= 1e-6:
        t, steps = t - rate * 2 / 4 * matrix.T @ (matrix @ t - y), steps + 1
    return steps


def test_standardising_makes_both_curvatures_two_and_the_descent_short() -> None:
    standard = np.column_stack([(x - x.mean()) / x.std(), np.ones(4)])
    assert np.allclose(2 / 4 * standard.T @ standard, 2 * np.eye(2))
    assert (steps_to(WITH_ONES, 0.1), steps_to(standard, 0.1), steps_to(standard, 0.5)) == (181, 37, 1)


# The ground


@pytest.fixture(scope="module")
def places(text: str, solutions: dict[str, Any]) -> dict[str, Any]:
    """The landscapes of the playground, as the chapter writes them."""
    cells = re.findall(r":role: demo\n(?::folded: true\n)?(.*?)```", text, re.DOTALL)
    names = dict(solutions) | {"small_X": X, "small_y": y}
    for start in ("ball(", "playground("):
        source = next(cell for cell in cells if f"\n{start}\n" in cell)
        exec(source.split(f"\n{start}\n")[0], names)
    return names["places_to_go"]


def test_the_gradient_of_each_landscape_is_the_derivative_of_its_cost(places: dict[str, Any]) -> None:
    rng = np.random.default_rng(3)
    for place in places.values():
        for w in rng.uniform(-3, 3, size=(6, place.dimensions)):
            found = derivative(lambda t, place=place: float(place.cost(t)), w)
            assert np.allclose(place.gradient(w), found, rtol=1e-5, atol=1e-6)


def test_the_minima_and_limits_of_each_landscape_are_right(places: dict[str, Any]) -> None:
    for place in places.values():
        for minimum in place.minima:
            w = np.array(minimum)
            rows = [derivative(lambda t, j=j, place=place: place.gradient(t)[j], w) for j in range(place.dimensions)]
            assert np.allclose(place.gradient(w), 0, atol=0.01) and (np.linalg.eigvalsh(rows) > 0).all()
        w = np.array(place.minima[0])
        rows = [derivative(lambda t, j=j, place=place: place.gradient(t)[j], w) for j in range(place.dimensions)]
        assert place.cost(w) == pytest.approx(place.least, abs=1e-4)
        assert place.limit == pytest.approx(2 / np.linalg.eigvalsh(rows)[-1], rel=1e-3)


def test_the_ball_does_what_the_text_tells(places: dict[str, Any], solutions: dict[str, Any]) -> None:
    place = places["deux creux et un plateau"]

    def end(start: float, rate: float, steps: int = 40) -> float:
        return float(solutions["gradient_descent"](place.gradient, np.array([start]), rate, steps)[-1][0])

    assert end(3, 0.05, 80) == pytest.approx(0.998, abs=0.01) and end(-3, 0.05) == pytest.approx(-1.996, abs=0.01)
    assert 4 - end(4, 0.05) < 0.15
    assert pytest.approx(0.333, abs=5e-4) == 2 / 6.01 and 2 / place.limit == pytest.approx(6.01, abs=0.01)
    for rate, rests in ((0.32, True), (0.345, False)):
        path = solutions["gradient_descent"](place.gradient, np.array([1.1]), rate, 400)
        assert bool(abs(path[-1, 0] - path[-2, 0]) < 1e-3) is rests
    leaps = solutions["gradient_descent"](place.gradient, np.array([-3.0]), 1.0, 40)
    assert leaps.min() < -1 and leaps.max() > 0  # from one hollow to the other


def test_the_two_saddles_have_curvatures_of_both_signs(solutions: dict[str, Any]) -> None:
    for J, hessian in (
        (lambda w: w[0] ** 2 - w[1] ** 2, [[2, 0], [0, -2]]),
        (lambda w: w[0] * w[1], [[0, 1], [1, 0]]),
    ):
        rows = [derivative(lambda t, j=j, J=J: derivative(J, t)[j], np.zeros(2), 1e-3) for j in range(2)]
        assert np.allclose(derivative(J, np.zeros(2)), 0) and np.allclose(rows, hessian, atol=1e-6)
        assert solutions["is_saddle"](np.array(hessian, dtype=float)) is True
    values, axes = np.linalg.eigh([[0.0, 1.0], [1.0, 0.0]])
    assert np.allclose(values, [-1, 1]) and np.allclose(np.abs(axes), 0.5**0.5)  # along the diagonals


def test_heads_or_tails_make_a_minimum_as_rare_as_the_text_says() -> None:
    assert (0.5**2, 0.5**10) == (1 / 4, 1 / 1024) and 0.5**1000 < 1e-300


def test_three_curvatures_of_the_hint_have_a_positive_product(solutions: dict[str, Any]) -> None:
    assert 1 * -1 * -1 > 0 and solutions["is_saddle"](np.diag([1.0, -1.0, -1.0]))


# Batches


def test_the_noise_of_a_batch_falls_as_the_root_of_its_size() -> None:
    each = np.array([-4.0, -12.0, -24.0, -40.0])  # one slope an example, at w = 0 and b = 0
    for m in (1, 2, 3):
        draws = np.stack(np.meshgrid(*[each] * m), axis=-1).reshape(-1, m).mean(axis=1)  # every draw there is
        assert draws.mean() == pytest.approx(-20) and draws.std() == pytest.approx(each.std() / math.sqrt(m))
    assert math.sqrt(64 / 4) == 4


def test_the_figure_of_the_noise_measures_the_law() -> None:
    rng = np.random.default_rng(0)
    many_x = rng.uniform(-1, 1, size=200)
    each = -2 * (3 * many_x + 0.5 + rng.normal(0, 0.5, size=200)) * many_x
    for m in (1, 4, 16, 64):
        draws = each[rng.integers(0, 200, size=(4000, m))].mean(axis=1)
        assert draws.std() == pytest.approx(each.std() / math.sqrt(m), rel=0.05)


def test_a_batch_without_repeats_is_less_noisy_by_the_factor_of_the_text() -> None:
    rng = np.random.default_rng(0)
    many_x = rng.uniform(-1, 1, size=200)
    each = -2 * (3 * many_x + 0.5 + rng.normal(0, 0.5, size=200)) * many_x
    drawn = each.std() / math.sqrt(64)
    assert round(drawn, 3) == 0.255 and round(drawn * math.sqrt(136 / 199), 3) == 0.211
    means = [rng.permutation(each)[:64].mean() for _ in range(4000)]
    assert np.std(means) == pytest.approx(drawn * math.sqrt(136 / 199), rel=0.05)
    assert np.std([rng.permutation(each).mean() for _ in range(10)]) == pytest.approx(0, abs=1e-12)


def test_an_epoch_has_as_many_steps_as_the_table_says(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    counts = {size: len(solutions["minibatches"](1000, size, rng)) for size in (1000, 64, 1)}
    assert counts == {1000: 1, 64: 16, 1: 1000} and 15 * 64 == 960
    assert [len(batch) for batch in solutions["minibatches"](10, 4, rng)] == [4, 4, 2]


def test_the_three_descents_of_the_figure_are_as_the_text_says(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    many_x = rng.uniform(-1, 1, size=200)
    many_y = 3 * many_x + 0.5 + rng.normal(0, 0.5, size=200)
    design = np.column_stack([many_x, np.ones(200)])
    best = np.linalg.lstsq(design, many_y, rcond=None)[0]
    costs = {}
    for size in (1, 16, 200):
        shuffler = np.random.default_rng(3)
        path = solutions["sgd"](
            many_x[:, None],
            many_y,
            solutions["linear_gradient"],
            lambda size=size, shuffler=shuffler: solutions["minibatches"](200, size, shuffler),
            0.1,
            5,
        )
        points = np.array([[w[0], b] for w, b in path])
        costs[size] = np.mean((points @ design.T - many_y) ** 2, axis=1)
    least = np.mean((design @ best - many_y) ** 2)
    assert [len(found) - 1 for found in costs.values()] == [1000, 65, 5]
    assert (np.diff(costs[200]) < 0).all() and costs[200][-1] > 5 * least  # smooth, and far from the aim
    assert costs[16][-1] < 1.1 * least and costs[1][200:].min() < 1.02 * least
    assert costs[1][600:].max() > 1.3 * least  # with a constant rate it trembles around
    assert costs[1][200] < costs[16][13] < costs[200][1]  # after one epoch


# Momentum


def test_each_step_of_momentum_is_the_rule(solutions: dict[str, Any]) -> None:
    path = np.asarray(solutions["momentum"](slopes, np.zeros(2), 0.05, 0.8, 10))
    v = np.zeros(2)
    for before, after in pairwise(path):
        v = 0.8 * v + derivative(cost, before)
        assert np.allclose(after, before - 0.05 * v, atol=1e-7)
    assert np.allclose(solutions["momentum"](slopes, np.zeros(2), 0.05, 0.0, 9), path_of(solutions, 0.05, 9))


def test_the_table_of_momentum_is_right(solutions: dict[str, Any]) -> None:
    path = np.ravel(solutions["momentum"](lambda W: 15 * W - 20, np.zeros(1), 0.1, 0.5, 4))
    assert np.allclose(path, [0, 2, 2, 1, 1]) and np.allclose(15 * path[:4] - 20, [-20, 10, 10, -5])
    assert np.allclose((path[:-1] - path[1:]) / 0.1, [-20, 0, 10, 0])


def test_a_constant_slope_makes_steps_ten_times_longer(solutions: dict[str, Any]) -> None:
    path = np.ravel(solutions["momentum"](lambda w: np.ones(1), np.zeros(1), 0.1, 0.9, 400))
    assert path[-2] - path[-1] == pytest.approx(0.1 / (1 - 0.9)) and pytest.approx(10) == 1 / (1 - 0.9)


def test_the_other_form_of_momentum_makes_shorter_steps(solutions: dict[str, Any]) -> None:
    path, v = [np.zeros(2)], np.zeros(2)
    for _ in range(8):
        v = 0.9 * v + (1 - 0.9) * slopes(path[-1])
        path.append(path[-1] - 0.5 * v)
    assert np.allclose(path, solutions["momentum"](slopes, np.zeros(2), 0.5 * (1 - 0.9), 0.9, 8))


def test_the_figure_of_momentum_reaches_a_millionth_when_the_text_says(solutions: dict[str, Any]) -> None:
    for beta, steps in ((0.0, 181), (0.5, 84), (0.7, 47), (0.9, 161)):
        costs = np.array([cost(t) for t in solutions["momentum"](slopes, np.zeros(2), 0.1, beta, 300)])
        assert np.flatnonzero(costs >= 1e-6)[-1] + 1 == steps  # and stays there


# The playground and the quiz


def test_the_records_of_the_playground_are_those_of_the_text(places: dict[str, Any], solutions: dict[str, Any]) -> None:
    def steps(place: Any, rate: float) -> float:
        """The first step from which the height stays below a hundredth of that of the start; infinite without one."""
        with np.errstate(all="ignore"):
            heights = place.at(solutions["gradient_descent"](place.gradient, np.array(place.start), rate, 100))
        far = np.flatnonzero(~(heights - place.least <= 0.01 * (heights[0] - place.least)))
        return far[-1] + 1 if far[-1] < 100 else math.inf

    told = {
        "la parabole": (1, 1 / 5),
        "deux creux et un plateau": (7, 0.295),
        "la selle": (5, 0.158),
        "le ravin": (23, 0.184),
        "la régression du chapitre": (11, 0.090),
    }
    for name, (record, rate) in told.items():
        tried = [steps(places[name], one) for one in np.arange(0.002, 1.0, 0.002)]
        assert steps(places[name], rate) == record == min(tried)
    assert 1 / 5 * 5 == 1


def test_what_the_playground_shows_is_as_the_text_says(places: dict[str, Any], solutions: dict[str, Any]) -> None:
    saddle = places["la selle"]
    pass_ = solutions["gradient_descent"](saddle.gradient, np.array([3.0, 0.0]), 0.05, 300)[-1]
    beyond = solutions["gradient_descent"](saddle.gradient, np.array([3.0, 0.1]), 0.05, 300)[-1]
    assert np.allclose(pass_, 0, atol=1e-6) and np.allclose(beyond, [0, 2**0.5], atol=1e-6)
    assert pytest.approx(25) == 10 / 0.4  # the curvatures of the ravine
    for a, b in zip(x, y, strict=True):
        assert 1 * a + 1 == b  # at the minimum each example has a slope of zero


def test_the_sums_of_the_quiz_are_right(solutions: dict[str, Any]) -> None:
    assert pytest.approx(2.3) == 2 - 0.1 * -3 and 2 / 8 == 0.25 and 2 / 2 == 1 and math.sqrt(4) == 2
    assert solutions["is_saddle"](np.diag([3.0, 1.0, -0.5]))
    assert 2 / (8 + 2) == 0.2 and 1 / 8 == 0.125


def test_one_example_at_a_time_the_playground_s_regression_settles(places: dict[str, Any]) -> None:
    place, rng, t = places["la régression du chapitre"], np.random.default_rng(5), np.array([-3.0, 3.0])
    for _ in range(500):
        for row in rng.permutation(4):
            t = t - 0.05 * place.batch_gradient(t, np.array([row]))
    assert np.allclose(t, 1, atol=1e-6)
