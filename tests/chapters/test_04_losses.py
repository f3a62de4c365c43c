"""Chapter 04: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from course_utils.checks.calling import Case
from course_utils.checks.numeric import numerical_derivative
from tests.chapters.latex import holds, value

TRUE, PREDICTED = np.array([17.0, 20.0, 18.0, 21.0, 20.0]), np.array([15.0, 18.0, 20.0, 22.0, 25.0])
THREE_SCORES = np.array([0.43, 0.28, 0.19, 0.88, 0.72, 0.01, 0.64, 0.86, 0.99, 0.63])

WORKED = (
    *(rf"-\ln 0{{,}}{digits}" for digits in ("9 = 0{,}105", "8 = 0{,}223", "6 = 0{,}511", "7 = 0{,}357")),
    *(rf"-\ln 0{{,}}{digits}" for digits in ("4 = 0{,}916", "88 = 0{,}128", "2 = 1{,}609", "1 = 2{,}303")),
    r"\ln 0{,}8 = -0{,}223",
    r"\ln 2 = 0{,}693",
    r"\ln 0 = -\infty",
    r"-\ln 10^{-7} \approx 16{,}12",
    r"0{,}88 + 9 \times 0{,}12 = 1{,}96",
    r"1 + e^{-1} + e^{-2} = 1{,}503",
    r"2{,}408 - 2 = 0{,}408",
    "8 / 4 = 2",
    "64 / 4 = 16",
)
MAE_AND_MSE = (
    r"\mathrm{MAE} = \frac1n \sum_{i=1}^n |y_i - \hat y_i| \qquad\qquad "
    r"\mathrm{MSE} = \frac1n \sum_{i=1}^n (y_i - \hat y_i)^2"
)
RMSE = (r"\mathrm{RMSE} = \sqrt{\mathrm{MSE}}", r"\mathrm{RMSE} = \sqrt{7{,}6} \approx 2{,}757")
CONVENTIONS = (
    r"J = \frac1n \sum (\hat y_i - y_i)^2",
    r"J = \frac12 (\hat y - y)^2",
    r"J = \frac{1}{2n} \sum (\hat y_i - y_i)^2",
)
MEAN = r"c = \frac1n \sum y_i"
ERROR = r"e = y - \hat y"
HUBER = (
    r"H_\delta(e) = \begin{cases} \tfrac12 e^2 & \text{si } |e| \leq \delta \\ "
    r"\delta \left( |e| - \tfrac{\delta}{2} \right) & \text{sinon} \end{cases}"
)
BCE = r"\mathrm{BCE} = -\frac1n \sum_{i=1}^n \big[ y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \big]"
SHORT_BCE = r"= -\frac1n \sum [y \ln p + (1 - y) \ln(1 - p)]"
OTHER_TERM = "1 - y = 1"
FROM_LOGIT = r"p = \sigma(z) = 1 / (1 + e^{-z})"
LOGARITHMS = r"-\ln \sigma(z) = \ln(1 + e^{-z}) \qquad\qquad -\ln(1 - \sigma(z)) = z + \ln(1 + e^{-z})"
BCE_OF_LOGITS = r"\mathrm{BCE}(y, z) = \max(z, 0) - z\,y + \ln\left(1 + e^{-|z|}\right)"
SLOPE_OF_BCE = r"\frac{\partial}{\partial z} \mathrm{BCE}(y, z) = \sigma(z) - y"
SLOPES_AT_MINUS_SIX = (
    r"\sigma(z) - 1 = -0{,}998",
    r"2(\sigma(z) - 1)\,\sigma(z)\,(1 - \sigma(z)) = -0{,}0049",
)
CCE = r"\mathrm{CCE} = -\frac1n \sum_{i=1}^n \sum_{k=1}^K y_{ik} \ln p_{ik}"
SHORT_CCE = r"= -\frac1n \sum_i \sum_k y_{ik} \ln p_{ik}"
UNIFORM = r"-\ln \frac1K = \ln K"
ENTROPIES = (
    r"H(p) = -\sum_k p_k \ln p_k \qquad H(p, q) = -\sum_k p_k \ln q_k \qquad H(p, q) = H(p) + \mathrm{KL}(p \,\|\, q)",
    r"H(p) = 1{,}040",
    r"H(p, q) = 1{,}213",
)
SOFTMAX_LOSS = (
    r"-\ln \frac{e^{z_c}}{\sum_k e^{z_k}} = \ln \Big( \sum_k e^{z_k} \Big) - z_c",
    r"\ln \Big( \sum_k e^{z_k} \Big) = m + \ln \Big( \sum_k e^{z_k - m} \Big) \qquad m = \max_k z_k",
)
SLOPE_OF_CCE = r"\frac{\partial \, \mathrm{CCE}}{\partial z} = \frac1n \big( \mathrm{softmax}(z) - y \big)"

FORMULAS = {
    **dict.fromkeys(WORKED, "test_a_worked_sum_is_right"),
    MAE_AND_MSE: "test_the_formulas_of_the_mae_and_the_mse_are_those_of_pytorch_and_of_the_solutions",
    **dict.fromkeys(RMSE, "test_the_root_of_the_mse_of_the_temperatures_is_the_printed_one"),
    **dict.fromkeys(CONVENTIONS, "test_the_three_formulas_of_the_box_have_its_values_and_derivatives"),
    MEAN: "test_the_best_constant_for_the_mse_is_the_formula",
    **dict.fromkeys((ERROR, HUBER), "test_the_formula_of_huber_is_that_of_pytorch_and_of_the_solution"),
    **dict.fromkeys((BCE, SHORT_BCE), "test_the_formulas_of_the_binary_cross_entropy_are_those_of_pytorch"),
    OTHER_TERM: "test_for_class_zero_the_second_term_alone_is_left",
    **dict.fromkeys((FROM_LOGIT, LOGARITHMS), "test_the_logarithms_of_the_sigmoid_are_those_of_pytorch"),
    **dict.fromkeys((BCE_OF_LOGITS, SLOPE_OF_BCE), "test_the_loss_from_a_logit_and_its_slope_are_those_of_pytorch"),
    **dict.fromkeys(SLOPES_AT_MINUS_SIX, "test_the_slopes_at_minus_six_are_the_printed_ones"),
    **dict.fromkeys((CCE, SHORT_CCE), "test_the_formulas_of_the_categorical_cross_entropy_are_those_of_pytorch"),
    UNIFORM: "test_a_uniform_guess_costs_the_logarithm_of_the_number_of_classes",
    **dict.fromkeys(ENTROPIES, "test_the_formulas_of_the_entropies_are_those_of_pytorch"),
    **dict.fromkeys(SOFTMAX_LOSS, "test_the_loss_from_logits_is_that_of_pytorch_with_and_without_the_maximum"),
    SLOPE_OF_CCE: "test_the_formula_of_the_gradient_is_that_of_pytorch",
}


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def slope(function: Callable[[float], float], point: float) -> float:
    """The derivative by central differences."""
    return float(numerical_derivative(function, Case((point,)), 1e-6))


def test_the_temperatures_have_the_costs_of_the_table(solutions: dict[str, Any]) -> None:
    assert solutions["mae"](TRUE, PREDICTED) == pytest.approx(2.4)
    assert solutions["mse"](TRUE, PREDICTED) == pytest.approx(7.6)
    assert math.sqrt(7.6) == pytest.approx(2.757, abs=5e-4)
    gaps = np.abs(TRUE - PREDICTED)
    assert gaps.tolist() == [2, 2, 2, 1, 5] and (gaps.sum(), (gaps**2).sum()) == (12, 38)
    assert (round(100 * 5 / 12), round(100 * 25 / 38)) == (42, 66)


def test_the_two_taxis_are_ranked_differently(solutions: dict[str, Any]) -> None:
    zero, a, b = np.zeros(5), np.full(5, 2.0), np.array([0.0, 0.0, 0.0, 0.0, 9.0])
    assert (solutions["mae"](zero, a), solutions["mae"](zero, b)) == pytest.approx((2, 1.8))
    assert (solutions["mse"](zero, a), solutions["mse"](zero, b)) == pytest.approx((4, 16.2))
    assert (45 - 15) ** 2 == 900 == 225 * 2**2


def test_another_unit_divides_the_mae_by_ten_and_the_mse_by_a_hundred(solutions: dict[str, Any]) -> None:
    assert solutions["mae"](TRUE / 10, PREDICTED / 10) == pytest.approx(0.24)
    assert solutions["mse"](TRUE / 10, PREDICTED / 10) == pytest.approx(0.076)


def test_a_column_against_a_row_makes_nine_differences(solutions: dict[str, Any]) -> None:
    column, row = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
    assert (column - row).shape == (3, 3) and np.abs(column - row).mean() == pytest.approx(0.889, abs=5e-4)
    for name in ("mae", "mse", "huber", "binary_cross_entropy", "bce_with_logits"):
        with pytest.raises(ValueError, match="forme"):
            solutions[name](column, row)


def test_the_hint_of_mse_tells_two_different_numbers(solutions: dict[str, Any]) -> None:
    y, p = np.zeros(2), np.array([1.0, 3.0])
    assert solutions["mse"](y, p) == 5 and (y - p).mean() ** 2 == 4


@pytest.mark.parametrize(
    ("cost", "derivative", "shown"),
    [
        (lambda p: np.mean((p - TRUE) ** 2), lambda p: 2 * (p - TRUE) / 5, 7.6),
        (lambda p: 0.5 * (p[4] - TRUE[4]) ** 2, lambda p: (p - TRUE) * np.array([0, 0, 0, 0, 1]), 12.5),
        (lambda p: np.sum((p - TRUE) ** 2) / 10, lambda p: (p - TRUE) / 5, 3.8),
    ],
)
def test_the_three_conventions_have_the_values_and_derivatives_of_the_box(
    cost: Callable[..., Any], derivative: Callable[..., Any], shown: float
) -> None:
    assert cost(PREDICTED) == pytest.approx(shown)
    assert np.allclose(numerical_derivative(cost, Case((PREDICTED,)), 1e-6), derivative(PREDICTED), atol=1e-6)


def test_the_mean_and_the_median_of_five_waits_are_the_hollows(solutions: dict[str, Any]) -> None:
    waits = np.array([4.0, 5.0, 6.0, 7.0, 48.0])
    assert solutions["best_constant"](waits, "mae") == 6 == np.median([4, 5, 6, 7, 480])
    assert solutions["best_constant"](waits, "mse") == 14
    grid = np.linspace(0, 50, 5001)
    gaps = np.abs(waits[:, None] - grid)
    assert grid[gaps.mean(axis=0).argmin()] == pytest.approx(6) and grid[(gaps**2).mean(axis=0).argmin()] == 14
    assert (waits < 8).sum() == 4
    for c in (3.0, 14.0):
        found = slope(lambda c: float(np.mean((waits - c) ** 2)), c)
        assert found == pytest.approx(2 * np.mean(c - waits), abs=1e-6)


def test_between_the_two_middle_points_every_constant_has_the_same_mae() -> None:
    y = np.array([1.0, 3.0, 9.0, 20.0])
    costs = [np.abs(y - c).mean() for c in np.linspace(3, 9, 13)]
    assert np.ptp(costs) == pytest.approx(0) and min(np.abs(y - 2.9).mean(), np.abs(y - 9.1).mean()) > costs[0]


@pytest.fixture(scope="module")
def trips(text: str) -> dict[str, Any]:
    """The demonstration of the widget, its data and its two fits, as the chapter writes them."""
    found = re.search(r"(trip_lengths = .*?)\n\n\noutlier_lines\(", text, re.DOTALL)
    assert found is not None
    namespace: dict[str, Any] = {"np": np, "combinations": combinations}
    exec(found[1], namespace)
    return namespace


def test_the_line_of_the_mse_rises_and_that_of_the_mae_stops(trips: dict[str, Any]) -> None:
    def slopes(height: float) -> tuple[float, float]:
        times = trips["trip_times"].copy()
        times[8] = height
        x = trips["trip_lengths"]
        return trips["line_of_least_mae"](x, times)[0], trips["line_of_least_mse"](x, times)[0]

    assert trips["trip_times"][8] == 27
    assert slopes(27.0)[1] == pytest.approx(2.83, abs=5e-3) and slopes(60.0)[1] == pytest.approx(4.23, abs=5e-3)
    assert slopes(27.0)[0] == pytest.approx(2.71, abs=5e-3) and slopes(60.0)[0] == pytest.approx(2.89, abs=5e-3)
    assert slopes(30.0)[0] == pytest.approx(slopes(60.0)[0])


def test_no_other_line_has_a_smaller_mae(trips: dict[str, Any]) -> None:
    x, y = trips["trip_lengths"], trips["trip_times"]
    a, b = trips["line_of_least_mae"](x, y)
    least = np.abs(y - a * x - b).mean()
    moves = np.random.default_rng(4).normal(size=(20_000, 2)) * [0.5, 2.0]
    assert np.abs(y - (a + moves[:, :1]) * x - b - moves[:, 1:]).mean(axis=1).min() >= least - 1e-12


def test_huber_joins_its_two_pieces(solutions: dict[str, Any]) -> None:
    huber, zero = solutions["huber"], np.zeros(1)
    assert (huber(zero, zero + 0.5), huber(zero, zero + 3.0)) == pytest.approx((0.125, 2.5))

    def at(delta: float, e: float) -> float:
        return float(huber(zero, zero + e, delta))

    for delta in (0.5, 1.0, 3.0):
        assert 0.5 * delta**2 == pytest.approx(delta * (delta - delta / 2))
        near, far = (slope(partial(at, delta), delta + side) for side in (-1e-4, 1e-4))
        assert near == pytest.approx(delta, abs=2e-4) and far == pytest.approx(delta)


def test_huber_is_that_of_pytorch_and_smooth_l1_is_divided_by_delta(solutions: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(5)
    y, p = rng.normal(size=(6, 2)) * 3, rng.normal(size=(6, 2))
    value = solutions["huber"](y, p, 1.7)
    tensors = torch.tensor(p), torch.tensor(y)
    assert value == pytest.approx(torch.nn.HuberLoss(delta=1.7)(*tensors).item())
    assert value / 1.7 == pytest.approx(torch.nn.SmoothL1Loss(beta=1.7)(*tensors).item())


def test_the_three_examples_of_the_binary_cross_entropy(solutions: dict[str, Any]) -> None:
    bce = solutions["binary_cross_entropy"]
    y, p = np.array([1, 0, 1]), np.array([0.9, 0.2, 0.6])
    each = [bce(y[k : k + 1], p[k : k + 1]) for k in range(3)]
    assert each == pytest.approx([0.105, 0.223, 0.511], abs=5e-4) and bce(y, p) == pytest.approx(0.280, abs=5e-4)
    assert bce(np.array([1]), np.array([0.0])) == pytest.approx(16.12, abs=5e-3)
    assert 1 / math.log(2) == pytest.approx(1.44, abs=5e-3)


def test_the_arguments_cannot_be_swapped(solutions: dict[str, Any]) -> None:
    y, p = np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.6])
    assert solutions["mae"](y, p) == solutions["mae"](p, y) and solutions["mse"](y, p) == solutions["mse"](p, y)
    assert abs(solutions["binary_cross_entropy"](p, y) - solutions["binary_cross_entropy"](y, p)) > 1


def test_losses_from_logits_have_the_values_of_the_table(solutions: dict[str, Any]) -> None:
    bce = solutions["bce_with_logits"]
    table = {(1, 0.0): 0.693, (1, 2.0): 0.127, (1, -2.0): 2.127, (0, 1000.0): 1000.0, (1, 1000.0): 0.0}
    for (y, z), loss in table.items():
        assert bce(np.array([y]), np.array([z])) == pytest.approx(loss, abs=5e-4)
    assert sigmoid(40.0) == 1.0


@pytest.mark.parametrize("z", [-5.0, -0.3, 0.0, 1.2, 6.0])
@pytest.mark.parametrize("y", [0, 1])
def test_the_formulas_from_logits_agree_and_their_derivative_is_prediction_less_truth(
    y: int, z: float, solutions: dict[str, Any]
) -> None:
    loss = -(y * math.log(sigmoid(z)) + (1 - y) * math.log(1 - sigmoid(z)))
    assert loss == pytest.approx(z - z * y + math.log(1 + math.exp(-z)))
    assert loss == pytest.approx(max(z, 0) - z * y + math.log(1 + math.exp(-abs(z))))
    found = slope(lambda v: float(solutions["bce_with_logits"](np.array([y]), np.array([v]))), z)
    assert found == pytest.approx(sigmoid(z) - y, abs=1e-6)


def test_the_square_is_two_hundred_times_flatter_at_minus_six() -> None:
    p = sigmoid(-6.0)
    square, entropy = slope(lambda z: (sigmoid(z) - 1) ** 2, -6.0), slope(lambda z: -math.log(sigmoid(z)), -6.0)
    assert p == pytest.approx(0.0025, abs=5e-5)
    assert square == pytest.approx(2 * (p - 1) * p * (1 - p), abs=1e-8) and square == pytest.approx(-0.0049, abs=5e-5)
    assert entropy == pytest.approx(-0.998, abs=5e-4) and entropy / square == pytest.approx(200, rel=0.02)


def test_the_outputs_for_a_two_have_one_mae_and_two_cross_entropies() -> None:
    truth = np.eye(10)[2]
    first = np.array([0, 0.1, 0.4, 0, 0, 0.2, 0.1, 0, 0.2, 0])
    second = np.where(truth == 1, 0.88, 0.12)
    assert np.abs(truth - first).mean() == pytest.approx(0.12) and np.abs(truth - second).mean() == pytest.approx(0.12)
    assert (-math.log(0.4), -math.log(0.88)) == pytest.approx((0.916, 0.128), abs=5e-4)
    assert (first.sum(), second.sum()) == pytest.approx((1.0, 1.96))


def test_the_scores_of_a_three() -> None:
    squares = (THREE_SCORES - np.eye(10)[3]) ** 2
    assert squares.sum() == pytest.approx(3.36, abs=5e-3) and squares.mean() == pytest.approx(0.336, abs=5e-4)
    assert THREE_SCORES.argmax() == 8 and THREE_SCORES[3] == 0.88


def test_the_categorical_cross_entropy_of_seven_tenths_and_of_a_uniform_guess(solutions: dict[str, Any]) -> None:
    cce = solutions["categorical_cross_entropy"]
    p = np.array([[0.7, 0.2, 0.1], [0.3, 0.7, 0.0], [0.15, 0.15, 0.7]])
    assert cce(np.eye(3), p) == pytest.approx(0.357, abs=5e-4)
    for classes, shown in ((10, 2.303), (2, 0.693)):
        uniform = cce(np.eye(classes), np.full((classes, classes), 1 / classes))
        assert uniform == pytest.approx(math.log(classes)) and uniform == pytest.approx(shown, abs=5e-4)


def test_entropy_cross_entropy_and_divergence() -> None:
    p, q = np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.25, 0.5])
    entropy, crossed, divergence = -(p @ np.log(p)), -(p @ np.log(q)), p @ np.log(p / q)
    assert (entropy, crossed, divergence) == pytest.approx((1.040, 1.213, 0.173), abs=5e-4)
    assert crossed == pytest.approx(entropy + divergence)


def test_the_example_of_three_logits(solutions: dict[str, Any]) -> None:
    z, label = np.array([[2.0, 1.0, 0.0]]), np.array([0])
    total = 1 + math.exp(-1) + math.exp(-2)
    assert total == pytest.approx(1.503, abs=5e-4) and 2 + math.log(total) == pytest.approx(2.408, abs=5e-4)
    assert solutions["cce_from_logits"](label, z) == pytest.approx(0.408, abs=5e-4)
    gradient = solutions["cce_gradient"](z, label)[0]
    assert (gradient + np.eye(3)[0]).tolist() == pytest.approx([0.665, 0.245, 0.090], abs=5e-4)
    assert gradient.tolist() == pytest.approx([-0.335, 0.245, 0.090], abs=5e-4)
    assert gradient.sum() == pytest.approx(0) and math.isfinite(math.exp(709))
    with pytest.raises(OverflowError):
        math.exp(710)


def test_a_repeated_batch_halves_the_gradient(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(6)
    z, labels = rng.normal(size=(4, 3)), np.array([0, 2, 1, 1])
    once, twice = solutions["cce_gradient"](z, labels), solutions["cce_gradient"](np.vstack([z, z]), np.tile(labels, 2))
    assert np.allclose(twice[:4], once / 2)


def test_losses_and_gradient_are_those_of_pytorch(solutions: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(7)
    z, labels = 5 * rng.normal(size=(6, 4)), rng.integers(0, 4, size=6)
    logits = torch.tensor(z, requires_grad=True)
    loss = torch.nn.CrossEntropyLoss()(logits, torch.tensor(labels))
    loss.backward()
    assert solutions["cce_from_logits"](labels, z) == pytest.approx(loss.item())
    assert np.allclose(solutions["cce_gradient"](z, labels), logits.grad.numpy())
    p = torch.softmax(logits, dim=1).detach().numpy()
    assert solutions["categorical_cross_entropy"](np.eye(4)[labels], p) == pytest.approx(loss.item(), abs=1e-6)
    y = rng.integers(0, 2, size=(6, 4)).astype(float)
    binary = torch.nn.BCEWithLogitsLoss()(logits, torch.tensor(y)).item()
    assert solutions["bce_with_logits"](y, z) == pytest.approx(binary)
    sure = torch.nn.BCELoss()(torch.sigmoid(logits), torch.tensor(y)).item()
    assert solutions["binary_cross_entropy"](y, 1 / (1 + np.exp(-z))) == pytest.approx(sure, abs=1e-6)
    assert solutions["mse"](y, z) == pytest.approx(torch.nn.MSELoss()(logits, torch.tensor(y)).item())


def test_a_softmax_too_many_keeps_the_loss_above_one_and_a_half_nearly() -> None:
    floor = math.log(1 + 9 / math.e)
    assert floor == pytest.approx(1.461, abs=5e-4)
    outputs = np.random.default_rng(8).dirichlet(np.full(10, 0.1), size=2000)
    assert (np.log(np.exp(outputs).sum(axis=1)) - outputs[:, 0]).min() >= floor - 1e-12


def test_the_questions_of_the_quiz_have_these_answers() -> None:
    errors = np.array([0.0, 0.0, 0.0, 8.0])
    assert (errors.mean(), (errors**2).mean()) == (2, 16)
    assert (np.zeros(32) - np.zeros((32, 1))).size == 1024
    assert (-math.log(0.2), -math.log(0.8)) == pytest.approx((1.609, 0.223), abs=5e-4)


def test_the_choices_of_losses(solutions: dict[str, Any]) -> None:
    pick = solutions["pick_loss"]
    assert (pick("genres"), pick("digit"), pick("bridge"), pick("typical_wait")) == ("bce", "cce", "mse", "mae")


@pytest.mark.parametrize("latex", WORKED)
def test_a_worked_sum_is_right(latex: str) -> None:
    with np.errstate(divide="ignore"):
        assert holds(latex)


def test_the_formulas_of_the_mae_and_the_mse_are_those_of_pytorch_and_of_the_solutions(
    solutions: dict[str, Any],
) -> None:
    torch = pytest.importorskip("torch")
    y, p = np.random.default_rng(20).normal(size=(2, 9))
    values = {"n": 9, "y_i": y, r"\hat y_i": p}
    tensors = torch.tensor(p), torch.tensor(y)
    absolute, squared = torch.nn.L1Loss()(*tensors).item(), torch.nn.MSELoss()(*tensors).item()
    assert holds(MAE_AND_MSE, {**values, r"\mathrm{MAE}": absolute, r"\mathrm{MSE}": squared})
    assert (solutions["mae"](y, p), solutions["mse"](y, p)) == pytest.approx((absolute, squared))


def test_the_root_of_the_mse_of_the_temperatures_is_the_printed_one(solutions: dict[str, Any]) -> None:
    values = {
        r"\mathrm{MSE}": solutions["mse"](TRUE, PREDICTED),
        r"\mathrm{RMSE}": np.linalg.norm(TRUE - PREDICTED) / 5**0.5,
    }
    assert all(holds(latex, values) for latex in RMSE)


@pytest.mark.parametrize(("place", "factor", "shown"), [(0, 2 / 5, 7.6), (1, 1, 12.5), (2, 1 / 5, 3.8)])
def test_the_three_formulas_of_the_box_have_its_values_and_derivatives(place: int, factor: float, shown: float) -> None:
    formula = CONVENTIONS[place].removeprefix("J = ")
    kept = slice(4, 5) if place == 1 else slice(0, 5)  # the second one is for the fifth day alone

    def cost(p: np.ndarray) -> float:
        names = {"y": TRUE[kept], r"\hat y": p, "y_i": TRUE, r"\hat y_i": p, "n": 5}
        return float(np.sum(value(formula, names)))

    assert cost(PREDICTED[kept]) == pytest.approx(shown)
    found = numerical_derivative(cost, Case((PREDICTED[kept],)), 1e-6)
    assert np.allclose(found, factor * (PREDICTED - TRUE)[kept], atol=1e-6)


def test_the_best_constant_for_the_mse_is_the_formula(solutions: dict[str, Any]) -> None:
    y = np.random.default_rng(21).normal(size=7)
    assert holds(MEAN, {"c": solutions["best_constant"](y, "mse"), "n": 7, "y_i": y})


@pytest.mark.parametrize("delta", [0.5, 1.0, 2.0])
def test_the_formula_of_huber_is_that_of_pytorch_and_of_the_solution(solutions: dict[str, Any], delta: float) -> None:
    torch = pytest.importorskip("torch")
    y, p = np.linspace(-3, 3, 25), np.linspace(2, -1, 25)
    e = value(ERROR.removeprefix("e = "), {"y": y, r"\hat y": p})
    loss = torch.nn.HuberLoss(delta=delta, reduction="none")(torch.tensor(p), torch.tensor(y)).numpy()
    assert holds(HUBER, {"e": e, r"\delta": delta, r"H_\delta": lambda _: loss})
    assert solutions["huber"](y, p, delta) == pytest.approx(loss.mean())


def test_the_formulas_of_the_binary_cross_entropy_are_those_of_pytorch(solutions: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(22)
    y, p = rng.integers(0, 2, size=12).astype(float), rng.uniform(0.01, 0.99, size=12)
    cost = torch.nn.BCELoss()(torch.tensor(p), torch.tensor(y)).item()
    values = {"n": 12, "y_i": y, "p_i": p, "y": y, "p": p, r"\mathrm{BCE}": cost}
    assert holds(BCE, values) and holds(r"\mathrm{BCE} " + SHORT_BCE, values)
    assert solutions["binary_cross_entropy"](y, p) == pytest.approx(cost)


def test_for_class_zero_the_second_term_alone_is_left(solutions: dict[str, Any]) -> None:
    assert holds(OTHER_TERM, {"y": 0})
    assert solutions["binary_cross_entropy"](np.zeros(1), np.array([0.2])) == pytest.approx(-math.log(0.8))


LOGITS = np.linspace(-12, 12, 49)


def test_the_logarithms_of_the_sigmoid_are_those_of_pytorch() -> None:
    torch = pytest.importorskip("torch")
    p = torch.sigmoid(torch.tensor(LOGITS)).numpy()
    assert holds(FROM_LOGIT, {"p": p, "z": LOGITS, r"\sigma": lambda _: p})
    assert holds(LOGARITHMS, {"z": LOGITS, r"\sigma": lambda _: p})
    assert np.allclose(value(r"\ln(1 + e^{-z})", {"z": LOGITS}), -torch.nn.LogSigmoid()(torch.tensor(LOGITS)).numpy())


@pytest.mark.parametrize("y", [0.0, 1.0])
def test_the_loss_from_a_logit_and_its_slope_are_those_of_pytorch(y: float) -> None:
    torch = pytest.importorskip("torch")
    z = torch.tensor(LOGITS, requires_grad=True)
    loss = torch.nn.BCEWithLogitsLoss(reduction="none")(z, torch.full_like(z, y))
    loss.sum().backward()
    values = {"y": y, "z": LOGITS, r"\sigma": lambda z: 1 / (1 + np.exp(-z))}
    assert holds(BCE_OF_LOGITS, {**values, r"\mathrm{BCE}": lambda y, z: loss.detach().numpy()})
    derivative, _, formula = SLOPE_OF_BCE.partition(" = ")
    assert derivative.startswith(r"\frac{\partial}{\partial z}") and np.allclose(value(formula, values), z.grad.numpy())


def test_the_slopes_at_minus_six_are_the_printed_ones() -> None:
    entropy, square = SLOPES_AT_MINUS_SIX
    values = {"z": -6.0, r"\sigma": sigmoid}
    assert holds(entropy, values) and holds(square, values)
    assert value(entropy.split(" = ")[0], values) == pytest.approx(slope(lambda z: -math.log(sigmoid(z)), -6.0))
    assert value(square.split(" = ")[0], values) == pytest.approx(
        slope(lambda z: (sigmoid(z) - 1) ** 2, -6.0), rel=1e-5
    )


def test_the_formulas_of_the_categorical_cross_entropy_are_those_of_pytorch(solutions: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(23)
    p, labels = rng.dirichlet(np.ones(4), size=6), rng.integers(0, 4, size=6)
    cost = torch.nn.NLLLoss()(torch.tensor(p).log(), torch.tensor(labels)).item()
    values = {"n": 6, "y_ik": np.eye(4)[labels], "p_ik": p, r"\mathrm{CCE}": cost}
    assert holds(CCE, values) and holds(r"\mathrm{CCE} " + SHORT_CCE, values)
    assert solutions["categorical_cross_entropy"](np.eye(4)[labels], p) == pytest.approx(cost)


def test_a_uniform_guess_costs_the_logarithm_of_the_number_of_classes(solutions: dict[str, Any]) -> None:
    for classes in (2, 3, 10, 1000):
        assert holds(UNIFORM, {"K": classes})
        assert solutions["cce_from_logits"](np.array([0]), np.zeros((1, classes))) == pytest.approx(math.log(classes))


def test_the_formulas_of_the_entropies_are_those_of_pytorch() -> None:
    torch = pytest.importorskip("torch")
    p, q = torch.tensor([0.5, 0.25, 0.25], dtype=torch.float64), torch.tensor([0.25, 0.25, 0.5], dtype=torch.float64)
    entropy = torch.distributions.Categorical(p).entropy().item()
    crossed = torch.nn.CrossEntropyLoss()(q.log(), p).item()
    divergence = torch.nn.functional.kl_div(q.log(), p, reduction="sum").item()
    functions = {"H": lambda *them: entropy if len(them) == 1 else crossed, r"\mathrm{KL}": lambda p, q: divergence}
    values = {"p": 0.0, "q": 0.0, "p_k": p.numpy(), "q_k": q.numpy(), **functions}
    for latex in ENTROPIES:
        assert holds(latex.replace(r"\,\|\,", ","), values)


@pytest.mark.parametrize("scale", [1.0, 20.0])
def test_the_loss_from_logits_is_that_of_pytorch_with_and_without_the_maximum(scale: float) -> None:
    torch = pytest.importorskip("torch")
    z = scale * np.random.default_rng(24).normal(size=6)
    for c in range(6):
        values = {"z_c": z[c], "z_k": z, "m": z.max()}
        assert all(holds(latex, values) for latex in SOFTMAX_LOSS)
        loss = torch.nn.CrossEntropyLoss()(torch.tensor(z), torch.tensor(c)).item()
        assert value(r"\ln \Big( \sum_k e^{z_k} \Big) - z_c", values) == pytest.approx(loss)


def test_the_formula_of_the_gradient_is_that_of_pytorch(solutions: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(25)
    z, labels = rng.normal(size=(5, 3)), rng.integers(0, 3, size=5)
    logits = torch.tensor(z, requires_grad=True)
    torch.nn.CrossEntropyLoss()(logits, torch.tensor(labels)).backward()
    softmax = torch.softmax(logits, dim=1).detach().numpy()
    values = {"n": 5, "z": z, "y": np.eye(3)[labels], r"\mathrm{softmax}": lambda _: softmax}
    assert np.allclose(value(SLOPE_OF_CCE.partition(" = ")[2], values), logits.grad.numpy())
    assert np.allclose(solutions["cce_gradient"](z, labels), logits.grad.numpy())
