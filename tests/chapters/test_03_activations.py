"""Chapter 03: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from tests.chapters.latex import holds, value

X = np.linspace(-8, 8, 16_001)
DENSITY = np.exp(-(X**2) / 2) / math.sqrt(2 * math.pi)
ANIMALS = np.array([2.0, 1.0, -1.0, 3.0])

SIGMOID = (
    r"\sigma(x) = \frac{1}{1 + e^{-x}} \qquad\qquad \sigma'(x) = \sigma(x) \, \big(1 - \sigma(x)\big)",
    r"\sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^{x}}{1 + e^{x}}",
    r"\sigma(x) = 1/(1 + e^{-x})",
    r"\sigma'(-x) = \sigma'(x)",
)
SIGMOID_VALUES = (
    r"\sigma(3{,}75) = 0{,}9770",
    r"\sigma(0)(1 - \sigma(0)) = 0{,}5 \times 0{,}5 = 0{,}25",
    r"\sigma(0) = 0{,}5",
    r"\sigma'(12) \approx 6 \times 10^{-6}",
)
AT_MOST = (r"\sigma' = \sigma(1 - \sigma) \leq \tfrac14", r"\tanh' = 1 - \tanh^2 \leq 1")
NAMED, SMALL_POWER = r"s = \sigma(x)", r"e = e^{-|x|}"
TEN_LAYERS = r"0{,}25^{10} \approx 9{,}5 \times 10^{-7}"
TANH = (
    r"\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}} = 2\,\sigma(2x) - 1 \qquad\qquad \tanh'(x) = 1 - \tanh^2(x)",
    r"\tanh(x) = 2\sigma(2x) - 1",
    r"\tanh(0) = 0",
)
RELU = (
    r"\mathrm{ReLU}(x) = \max(0, x) \qquad\qquad \mathrm{ReLU}'(x) = "
    r"\begin{cases} 1 & \text{si } x > 0 \\ 0 & \text{sinon} \end{cases}",
    r"\mathrm{ReLU}'(0) = 0",
)
LEAKY = r"\mathrm{Leaky\,ReLU}(x) = \begin{cases} x & \text{si } x > 0 \\ \alpha x & \text{sinon} \end{cases}"
GELU = (
    r"\mathrm{GELU}(x) = x \, \Phi(x) \qquad \text{avec} \qquad "
    r"\Phi(x) = \frac12 \left(1 + \mathrm{erf}\!\left(\frac{x}{\sqrt2}\right)\right)",
    r"\mathrm{GELU}(1) = 0{,}8413",
    r"\mathrm{GELU}(-1) = -0{,}1587",
    r"\Phi(0) = 0{,}5",
)
GELU_BY_TANH = (
    r"\mathrm{GELU}(x) \approx "
    r"\frac{x}{2} \left(1 + \tanh\!\left(\sqrt{\tfrac{2}{\pi}} \, \big(x + 0{,}044715 \, x^3\big)\right)\right)"
)
SOFTMAX = (
    r"\mathrm{softmax}(z)_j = \frac{e^{z_j}}{\sum_k e^{z_k}}",
    r"\mathrm{softmax}(z)_j = \frac{e^{z_j - m}}{\sum_k e^{z_k - m}} \qquad \text{avec } m = \max_k z_k",
    r"\ln \mathrm{softmax}(z)_j = z_j - m - \ln \sum_k e^{z_k - m}",
    r"e^{z_j + c} = e^{c} e^{z_j}",
    r"s = \mathrm{softmax}(z)",
)
TWO_CLASSES = r"\mathrm{softmax}\big((x, 0)\big)_1 = \frac{e^{x}}{e^{x} + 1} = \sigma(x)"
JACOBIAN = (
    r"\frac{\partial s_i}{\partial z_j} = s_i \, (\delta_{ij} - s_j) = "
    r"\begin{cases} s_i (1 - s_i) & \text{si } i = j \\ - s_i s_j & \text{sinon} \end{cases}"
)
NORMAL = r"\varphi(x) = \frac{1}{\sqrt{2\pi}} \, e^{-x^2 / 2}"

FORMULAS = {
    **dict.fromkeys(SIGMOID, "test_the_formulas_of_the_sigmoid_are_those_of_pytorch_and_its_derivative"),
    **dict.fromkeys(SIGMOID_VALUES, "test_the_values_of_the_sigmoid_are_those_of_pytorch"),
    **dict.fromkeys(AT_MOST, "test_the_slopes_in_short_are_at_most_a_quarter_and_one"),
    **dict.fromkeys((NAMED, SMALL_POWER), "test_the_hints_of_the_slope_lead_to_the_slope"),
    TEN_LAYERS: "test_ten_quarters_multiplied_are_the_printed_number",
    **dict.fromkeys(TANH, "test_the_formulas_of_tanh_are_those_of_pytorch_and_its_derivative"),
    **dict.fromkeys(RELU, "test_the_formulas_of_relu_are_those_of_pytorch_and_its_derivative"),
    LEAKY: "test_the_formula_of_leaky_relu_is_that_of_pytorch",
    **dict.fromkeys(GELU, "test_the_formulas_of_gelu_are_those_of_pytorch"),
    GELU_BY_TANH: "test_the_tanh_form_of_gelu_is_near_it_and_that_of_pytorch",
    **dict.fromkeys(SOFTMAX, "test_the_formulas_of_the_softmax_are_those_of_pytorch"),
    TWO_CLASSES: "test_the_softmax_of_a_score_and_zero_is_the_sigmoid_of_pytorch",
    JACOBIAN: "test_the_formula_of_the_jacobian_is_that_of_pytorch",
    NORMAL: "test_the_box_on_the_normal_law_is_right",
}


@pytest.fixture(scope="module")
def demos(notebook: Any) -> dict[str, Any]:
    """What the demonstration cells that hand functions to the widgets define."""
    namespace: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.metadata.get("course", {}).get("role") == "demo" and "course_utils.widgets" in cell.source:
            exec(cell.source, namespace)
    return namespace


def sigma(x: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(x, float)))


def numerical(function: Any, x: Any, h: float = 1e-5) -> Any:
    return (function(x + h) - function(x - h)) / (2 * h)


def test_the_sigmoid_of_the_score_of_chapter_two_is_as_written(solutions: dict[str, Any]) -> None:
    assert solutions["sigmoid"](3.75) == pytest.approx(0.9770, abs=5e-5)


def test_the_two_ways_of_writing_the_sigmoid_are_equal_and_lie_between_zero_and_one() -> None:
    assert np.allclose(sigma(X), np.exp(X) / (1 + np.exp(X))) and sigma(X).min() > 0 and sigma(X).max() < 1


def test_the_slope_of_the_sigmoid_is_sigma_times_one_minus_sigma_and_at_most_a_quarter() -> None:
    slope = sigma(X) * (1 - sigma(X))
    assert np.allclose(slope, numerical(sigma, X), atol=1e-9)
    assert slope.max() == pytest.approx(0.25) and X[slope.argmax()] == pytest.approx(0)


def test_the_slopes_that_the_first_prediction_gives_are_right(demos: dict[str, Any]) -> None:
    at_four = {name: float(numerical(curve, np.array([4.0]))[0]) for name, curve in demos["curves"].items()}
    wanted = {"sigmoïde": 0.018, "tanh": 0.0013, "ReLU": 1, "Leaky ReLU": 1, "ELU": 1, "SiLU": 1.05}
    for name, slope in wanted.items():
        assert at_four[name] == pytest.approx(slope, abs={"tanh": 5e-5, "SiLU": 5e-3}.get(name, 5e-4))
    assert at_four["GELU"] == pytest.approx(1.0005, abs=5e-5)
    assert max(at_four, key=lambda name: at_four[name]) == "SiLU"


def test_far_from_zero_the_sigmoid_and_tanh_are_flat() -> None:
    assert sigma(5) * (1 - sigma(5)) == pytest.approx(0.0066, abs=5e-5)
    assert 1 - np.tanh(3) ** 2 == pytest.approx(0.0099, abs=5e-5)
    assert sigma(12) * (1 - sigma(12)) == pytest.approx(6e-6, rel=0.05)
    assert pytest.approx(9.5e-7, rel=0.01) == 0.25**10


def test_the_exponential_overflows_where_the_text_says() -> None:
    for kind, below, above in ((np.float32, 88.7, 88.8), (np.float64, 709.7, 709.8)):
        with np.errstate(over="ignore"):
            assert np.isfinite(np.exp(kind(below))) and np.isinf(np.exp(kind(above)))


def test_in_single_precision_sigma_of_twenty_is_one_and_the_true_slope_two_billionths() -> None:
    s = 1 / (1 + np.exp(np.float32(-20)))
    assert s.dtype == np.float32 and s * (1 - s) == 0
    e = math.exp(-20)
    assert e / (1 + e) ** 2 == pytest.approx(2e-9, rel=0.05)


def test_the_hint_for_the_slope_is_the_slope() -> None:
    e = np.exp(-np.abs(X))
    assert np.allclose(e / (1 + e) ** 2, sigma(X) * (1 - sigma(X)))


def test_tanh_is_a_stretched_sigmoid_of_slope_one_minus_its_square() -> None:
    assert np.allclose(np.tanh(X), 2 * sigma(2 * X) - 1)
    assert np.allclose(np.tanh(X), (np.exp(X) - np.exp(-X)) / (np.exp(X) + np.exp(-X)))
    assert np.allclose(1 - np.tanh(X) ** 2, numerical(np.tanh, X), atol=1e-9)
    assert np.tanh(1) == pytest.approx(0.7616, abs=5e-5) and (1 - np.tanh(X) ** 2).max() == pytest.approx(1)
    assert sigma(np.array([8.0, 9.0, 10.0])).min() > 0.999  # « almost three times 1 », for tanh and sigma alike


def test_relu_and_its_cousins_have_the_slopes_of_pytorch() -> None:
    x = torch.tensor([-2.0, 0.0, 3.0], requires_grad=True)
    F.relu(x).sum().backward()
    assert x.grad is not None and x.grad.tolist() == [0, 0, 1]
    y = torch.tensor([-2.0, 0.0, 3.0], requires_grad=True)
    F.leaky_relu(y).sum().backward()
    assert y.grad is not None and np.allclose(y.grad.numpy(), [0.01, 0.01, 1])
    assert torch.nn.LeakyReLU().negative_slope == 0.01 and torch.nn.PReLU().weight.item() == 0.25


def test_gelu_has_the_values_and_the_lowest_point_of_the_text(solutions: dict[str, Any]) -> None:
    gelu = solutions["gelu"]
    assert gelu(1.0) == pytest.approx(0.8413, abs=5e-5) and gelu(-1.0) == pytest.approx(-0.1587, abs=5e-5)
    values = gelu(X)
    assert values.min() == pytest.approx(-0.17, abs=5e-4) and X[values.argmin()] == pytest.approx(-0.75, abs=5e-3)


def test_the_tanh_form_of_gelu_is_off_by_at_most_the_printed_gap(solutions: dict[str, Any]) -> None:
    form = X / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (X + 0.044715 * X**3)))
    assert np.abs(form - solutions["gelu"](X)).max() == pytest.approx(4.7e-4, abs=5e-6)
    sigmoid_form = X * sigma(1.702 * X)
    assert np.abs(sigmoid_form - solutions["gelu"](X)).max() == pytest.approx(0.02, abs=1e-3)


def test_the_means_of_the_table_are_those_of_a_standard_normal_input(solutions: dict[str, Any]) -> None:
    def mean(values: np.ndarray) -> float:
        return float((values * DENSITY).sum() * (X[1] - X[0]))

    relu, leaky = solutions["relu"], solutions["leaky_relu"]
    assert mean(sigma(X)) == pytest.approx(0.5, abs=1e-6) and mean(np.tanh(X)) == pytest.approx(0, abs=1e-6)
    assert mean(relu(X)) == pytest.approx(0.399, abs=5e-4) and mean(leaky(X)) == pytest.approx(0.395, abs=5e-4)
    assert mean(leaky(X, 0.25)) == pytest.approx(0.30, abs=5e-3)
    assert mean(solutions["gelu"](X)) == pytest.approx(0.28, abs=5e-3)


def test_the_box_on_the_normal_law_is_right() -> None:
    places = np.linspace(-6, 6, 1201)
    density = np.exp(-(places**2) / 2) / math.sqrt(2 * math.pi)
    area = np.vectorize(lambda x: 0.5 * (1 + math.erf(x / math.sqrt(2))))
    assert np.allclose(numerical(area, places), density, atol=1e-8)
    shares = [100 * (area(k) - area(-k)) for k in (1, 2, 3)]
    assert [round(shares[0]), round(shares[1]), round(shares[2], 1)] == [68, 95, 99.7]


def test_a_dead_unit_goes_on_with_its_speed_and_shrinks_without_waking(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    X, w, b = rng.normal(size=(200, 4)), rng.normal(size=(4, 1)), np.array([-30.0])
    assert solutions["dead_units"](X, w, b) == [0]
    speed, travelled = 1.0, 0.0  # the last correction; no gradient any more
    for _ in range(400):
        speed *= 0.9
        travelled += speed
    assert travelled == pytest.approx(9)
    for _ in range(200):
        w, b = 0.99 * w, 0.99 * b
        assert solutions["dead_units"](X, w, b) == [0]
    assert np.abs(b)[0] < 5


def test_the_figure_of_dead_units_says_what_the_text_says() -> None:
    rng = np.random.default_rng(4)
    inputs, weights = rng.normal(size=(200, 4)), rng.normal(size=(4, 50))
    scores = inputs @ weights

    def dead(bias: float) -> float:
        return float(np.mean(scores.max(axis=0) + bias <= 0))

    def silent(bias: float) -> float:
        return float(np.mean(scores + bias <= 0))

    assert dead(-2) == 0.04 and silent(-2) > 0.8 and dead(-3) < 0.1 and 0.45 < dead(-5) < 0.55 and dead(-12) == 1
    assert silent(0) == pytest.approx(0.5, abs=0.02) and silent(-4) > 0.95


@pytest.fixture(scope="module")
def signals(demos: dict[str, Any]) -> dict[tuple[str, str], list[np.ndarray]]:
    names = [("tanh", "grands poids (1)"), ("tanh", "Glorot (0,1)"), ("sigmoïde", "petits poids (0,01)")]
    names += [("sigmoïde", "Glorot (0,1)"), ("ReLU", "Glorot (0,1)"), ("ReLU", "He (0,141)")]
    return {name: demos["signal"](*name) for name in names}


def test_large_weights_saturate_tanh(signals: dict[tuple[str, str], list[np.ndarray]]) -> None:
    last = signals["tanh", "grands poids (1)"][19]
    assert np.mean(np.abs(last) > 0.99) == pytest.approx(0.78, abs=0.01)


def test_relu_fades_with_glorot_and_lasts_with_he(signals: dict[tuple[str, str], list[np.ndarray]]) -> None:
    assert signals["ReLU", "Glorot (0,1)"][19].std() == pytest.approx(0.0012, abs=5e-5)
    assert 0.5 < signals["ReLU", "He (0,141)"][19].std() < 2


def test_sigmoids_make_examples_the_same_while_tanh_does_not(
    signals: dict[tuple[str, str], list[np.ndarray]],
) -> None:
    def between_examples(*name: str) -> float:
        return float(signals[name[0], name[1]][19].std(axis=0).mean())

    assert between_examples("sigmoïde", "petits poids (0,01)") < 1e-14
    assert 1e-13 < between_examples("sigmoïde", "Glorot (0,1)") < 5e-13
    assert between_examples("tanh", "Glorot (0,1)") == pytest.approx(0.15, abs=0.01)
    assert np.ptp(signals["sigmoïde", "Glorot (0,1)"][19], axis=0).max() < 1e-11
    assert signals["sigmoïde", "Glorot (0,1)"][19].std() > 0.1  # and yet the histogram is wide


def test_the_spreads_of_the_weights_are_those_of_the_table(demos: dict[str, Any]) -> None:
    assert [round(spread, 3) for spread in demos["weight_spreads"].values()] == [0.01, 1.0, 0.1, 0.141]


def test_the_table_of_the_four_animals_is_right(solutions: dict[str, Any], demos: dict[str, Any]) -> None:
    powers = np.exp(ANIMALS)
    assert powers.round(3).tolist() == [7.389, 2.718, 0.368, 20.086] and powers.sum() == pytest.approx(30.561, abs=6e-4)
    for softmax in (solutions["softmax"], demos["four_probabilities"]):
        assert softmax(ANIMALS).round(3).tolist() == [0.242, 0.089, 0.012, 0.657]


def test_constants_change_nothing_and_temperatures_do(solutions: dict[str, Any]) -> None:
    softmax = solutions["softmax"]
    assert np.allclose(softmax(ANIMALS + 1), softmax(ANIMALS))
    assert softmax(2 * ANIMALS)[3] == pytest.approx(0.867, abs=5e-4)
    assert softmax(ANIMALS / 10).round(3).tolist() == [0.267, 0.241, 0.198, 0.295]
    assert softmax(ANIMALS / 1e-3)[3] == 1 and np.allclose(softmax(ANIMALS / 1e6), 0.25)
    assert softmax(np.array([-1000.0, -1001.0])).round(3).tolist() == [0.731, 0.269]
    assert np.exp(-2000.0) == 0 == np.exp(-2001.0)
    assert np.allclose(softmax(np.array([[0.0, 0.0], [0.0, math.log(3)]])), [[0.5, 0.5], [0.25, 0.75]])


def test_the_sigmoid_is_a_softmax_with_a_score_of_zero(solutions: dict[str, Any]) -> None:
    pairs = np.stack([X, np.zeros_like(X)], axis=-1)
    assert np.allclose(solutions["softmax"](pairs)[:, 0], sigma(X))


def test_log_softmax_by_log_sum_exp_is_the_logarithm_of_pytorch() -> None:
    for scores in (ANIMALS, np.array([0.0, 1000.0])):
        top = scores.max()
        ours = scores - top - np.log(np.exp(scores - top).sum())
        assert np.allclose(ours, torch.log_softmax(torch.tensor(scores), dim=0).numpy())


def test_the_jacobian_is_that_of_pytorch_symmetric_with_rows_and_columns_of_sum_zero(
    solutions: dict[str, Any],
) -> None:
    ours = solutions["softmax_jacobian"](ANIMALS)
    function = torch.autograd.functional.jacobian
    theirs = function(lambda z: torch.softmax(z, dim=0), torch.tensor(ANIMALS))
    assert np.allclose(ours, theirs.numpy()) and np.allclose(ours, ours.T)
    assert np.allclose(ours.sum(axis=0), 0) and np.allclose(ours.sum(axis=1), 0)


def test_the_solutions_are_those_of_pytorch(solutions: dict[str, Any]) -> None:
    x = torch.tensor(X)
    assert np.allclose(solutions["sigmoid"](X), torch.sigmoid(x).numpy())
    assert np.allclose(solutions["tanh"](X, solutions["sigmoid"]), torch.tanh(x).numpy())
    assert np.allclose(solutions["relu"](X), F.relu(x).numpy())
    assert np.allclose(solutions["leaky_relu"](X), F.leaky_relu(x).numpy())
    assert np.allclose(solutions["gelu"](X), F.gelu(x).numpy())
    batch = np.random.default_rng(5).normal(size=(4, 3, 5))
    for axis in (-1, 0, 1):
        assert np.allclose(solutions["softmax"](batch, axis), torch.softmax(torch.tensor(batch), dim=axis).numpy())


def test_the_sum_over_a_batch_of_thirty_two_is_thirty_two(solutions: dict[str, Any]) -> None:
    batch = np.random.default_rng(6).normal(size=(32, 10))
    assert solutions["softmax"](batch).sum() == pytest.approx(32)
    assert solutions["softmax"](batch, 0).sum() == pytest.approx(10)


def test_the_points_add_up_to_twenty(text: str) -> None:
    assert sum(int(points) for points in re.findall(r"^:points: (\d+)$", text, re.MULTILINE)) == 20


def by_torch(function: Any) -> Any:
    """A function of PyTorch on numbers and arrays of NumPy."""
    return lambda x: function(torch.as_tensor(x, dtype=torch.float64)).numpy()


def slope_by_torch(function: Any) -> Any:
    """Its derivative, by PyTorch's automatic differentiation."""

    def slope(x: Any) -> Any:
        point = torch.tensor(x, dtype=torch.float64, requires_grad=True)
        function(point).sum().backward()
        assert point.grad is not None
        return point.grad.numpy()

    return slope


NAMES = {
    "x": np.linspace(-6, 6, 241),
    r"\sigma": by_torch(torch.sigmoid),
    r"\sigma'": slope_by_torch(torch.sigmoid),
    r"\tanh": by_torch(torch.tanh),
    r"\tanh'": slope_by_torch(torch.tanh),
    r"\mathrm{ReLU}": by_torch(F.relu),
    r"\mathrm{ReLU}'": slope_by_torch(F.relu),
    r"\mathrm{GELU}": by_torch(F.gelu),
    r"\mathrm{erf}": by_torch(torch.erf),
    r"\Phi": by_torch(torch.special.ndtr),
}


@pytest.mark.parametrize("latex", SIGMOID)
def test_the_formulas_of_the_sigmoid_are_those_of_pytorch_and_its_derivative(latex: str) -> None:
    assert holds(latex, NAMES)


@pytest.mark.parametrize("latex", SIGMOID_VALUES)
def test_the_values_of_the_sigmoid_are_those_of_pytorch(latex: str) -> None:
    assert holds(latex, NAMES)


def test_the_slopes_in_short_are_at_most_a_quarter_and_one() -> None:
    for latex, name in zip(AT_MOST, (r"\sigma", r"\tanh"), strict=True):
        assert holds(latex, {name: NAMES[name](X), f"{name}'": NAMES[f"{name}'"](X)})


def test_the_hints_of_the_slope_lead_to_the_slope(solutions: dict[str, Any]) -> None:
    x = NAMES["x"]
    s = solutions["sigmoid"](x)
    assert holds(NAMED, {**NAMES, "s": s}) and np.allclose(s * (1 - s), solutions["sigmoid_derivative"](x))
    e = value(SMALL_POWER.removeprefix("e = "), {"x": x})
    assert np.allclose(value("e / (1 + e)^2", {"e": e}), NAMES[r"\sigma'"](x)) and e.min() > 0 and e.max() <= 1


def test_ten_quarters_multiplied_are_the_printed_number() -> None:
    assert holds(TEN_LAYERS)


@pytest.mark.parametrize("latex", TANH)
def test_the_formulas_of_tanh_are_those_of_pytorch_and_its_derivative(latex: str) -> None:
    assert holds(latex, NAMES)


@pytest.mark.parametrize("latex", RELU)
def test_the_formulas_of_relu_are_those_of_pytorch_and_its_derivative(latex: str) -> None:
    assert holds(latex, NAMES)


@pytest.mark.parametrize("alpha", [0.01, 0.3])
def test_the_formula_of_leaky_relu_is_that_of_pytorch(alpha: float) -> None:
    leaky = by_torch(lambda x: F.leaky_relu(x, alpha))
    assert holds(LEAKY.replace(r"\,", ""), {"x": NAMES["x"], r"\alpha": alpha, r"\mathrm{LeakyReLU}": leaky})


@pytest.mark.parametrize("latex", GELU)
def test_the_formulas_of_gelu_are_those_of_pytorch(latex: str) -> None:
    assert holds(latex, NAMES)


def test_the_tanh_form_of_gelu_is_near_it_and_that_of_pytorch() -> None:
    assert holds(GELU_BY_TANH, NAMES, atol=4.75e-4) and not holds(GELU_BY_TANH, NAMES, atol=4.65e-4)
    form = {r"\mathrm{GELU}": by_torch(lambda x: F.gelu(x, approximate="tanh"))}
    assert holds(GELU_BY_TANH, {**NAMES, **form}, atol=1e-12)


@pytest.mark.parametrize("latex", SOFTMAX)
@pytest.mark.parametrize("scores", [ANIMALS, np.array([-3.0, 0.0, 0.5, 12.0, 1.0])])
def test_the_formulas_of_the_softmax_are_those_of_pytorch(
    latex: str, scores: np.ndarray, solutions: dict[str, Any]
) -> None:
    softmax = by_torch(lambda z: torch.softmax(z, dim=-1))
    values = {"z": scores, "z_j": scores, "z_k": scores, "m": scores.max(), "c": 2.5, r"\mathrm{softmax}": softmax}
    assert holds(latex, {**values, "s": solutions["softmax"](scores)})


def test_the_softmax_of_a_score_and_zero_is_the_sigmoid_of_pytorch() -> None:
    assert holds(TWO_CLASSES, {**NAMES, r"\mathrm{softmax}": by_torch(lambda z: torch.softmax(z, dim=-1))})


def test_the_formula_of_the_jacobian_is_that_of_pytorch() -> None:
    z = torch.tensor(ANIMALS)
    found = torch.autograd.functional.jacobian(lambda z: torch.softmax(z, dim=0), z).numpy()
    s, place = torch.softmax(z, dim=0).numpy(), np.arange(4)
    values = {"s_i": s[:, None], "s_j": s[None, :], r"\delta_ij": np.eye(4), "i": place[:, None], "j": place[None, :]}
    assert holds(JACOBIAN.replace(r"\frac{\partial s_i}{\partial z_j}", "J"), {**values, "J": found})
