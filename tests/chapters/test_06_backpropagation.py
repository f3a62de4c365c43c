"""Chapter 06: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence
from functools import partial
from operator import add, mul
from typing import Any

import numpy as np
import pytest
import torch

Params = list[tuple[np.ndarray, np.ndarray]]

# The formulas of the text, each with the test that checks it by numbers.
FORMULAS: dict[str, str] = {
    r"\partial J / \partial w \approx -0{,}177": "test_the_graph_of_section_1_has_the_numbers_of_the_text",
    r"\partial J / \partial b \approx -0{,}0887": "test_the_graph_of_section_1_has_the_numbers_of_the_text",
    r"\frac{\partial J}{\partial w} = \frac{\partial J}{\partial z} \, \frac{\partial z}{\partial w}": (
        "test_the_chain_rule_multiplies_the_slopes"
    ),
    r"J = \frac12 (\hat y - 1)^2": "test_the_chain_rule_multiplies_the_slopes",
    r"\hat y = \sigma(z)": "test_the_chain_rule_multiplies_the_slopes",
    r"z = wx + b": "test_the_chain_rule_multiplies_the_slopes",
    r"\frac{\partial J}{\partial w} = \underbrace{(\hat y - 1)}_{\partial J / \partial \hat y} \; "
    r"\underbrace{\hat y \, (1 - \hat y)}_{\partial \hat y / \partial z} \; \underbrace{x}_{\partial z / \partial w}": (
        "test_the_chain_rule_multiplies_the_slopes"
    ),
    r"-0{,}377541 \times 0{,}235004 \times 2 = -0{,}177447": "test_the_graph_of_section_1_has_the_numbers_of_the_text",
    r"J = \frac12 (\sigma(wx + b) - 1)^2": "test_chain_gives_the_three_derivatives_of_its_cost",
    r"|wx + b| \leq 30": "test_between_minus_30_and_30_nothing_overflows",
    r"J = \frac1n \sum (\hat y_i - y_i)^2": "test_the_three_conventions_have_the_derivatives_of_the_box",
    r"J = \frac12 (\hat y - y)^2": "test_the_three_conventions_have_the_derivatives_of_the_box",
    r"J = \frac{1}{2n} \sum (\hat y_i - y_i)^2": "test_the_three_conventions_have_the_derivatives_of_the_box",
    r"\frac{\partial J}{\partial \hat y} = \hat y - y": "test_the_three_conventions_have_the_derivatives_of_the_box",
    r"\sigma'(z) = \sigma(z) \, (1 - \sigma(z)) = \hat y \, (1 - \hat y)": "test_the_slope_of_the_sigmoid_is_at_z",
    r"\hat y = \sigma(wx + b)": "test_neuron_gradients_are_the_derivatives_of_its_cost",
    r"z^{(k)} = w^{(k)} a^{(k-1)} + b^{(k)} \qquad\qquad a^{(k)} = \sigma(z^{(k)})": (
        "test_the_table_of_the_three_layers_is_right"
    ),
    r"\delta^{(3)} = (\hat y - y) \, \sigma'(z^{(3)}) \qquad\qquad "
    r"\delta^{(k)} = \delta^{(k+1)} \, w^{(k+1)} \, \sigma'(z^{(k)})": ("test_the_table_of_the_three_layers_is_right"),
    r"\frac{\partial J}{\partial w^{(k)}} = \delta^{(k)} \, a^{(k-1)} \qquad\qquad "
    r"\frac{\partial J}{\partial b^{(k)}} = \delta^{(k)}": ("test_the_table_of_the_three_layers_is_right"),
    r"u = wx": "test_a_product_has_the_other_factor_for_slope_and_a_sum_has_one",
    r"\frac{\partial (p \, q)}{\partial p} = q \qquad \frac{\partial (p \, q)}{\partial q} = p \qquad\qquad "
    r"\frac{\partial (p + q)}{\partial p} = \frac{\partial (p + q)}{\partial q} = 1": (
        "test_a_product_has_the_other_factor_for_slope_and_a_sum_has_one"
    ),
    r"3 \times 2^2 = 12": "test_the_four_functions_have_the_slopes_of_the_text",
    r"f = (a + b) \, a": "test_a_variable_used_twice_receives_the_sum_of_its_paths",
    r"f = a^2 + ab": "test_a_variable_used_twice_receives_the_sum_of_its_paths",
    r"\partial f / \partial a = 2a + b = 4": "test_a_variable_used_twice_receives_the_sum_of_its_paths",
    r"3 + 1 = 4": "test_a_variable_used_twice_receives_the_sum_of_its_paths",
    r"\frac{\partial J}{\partial p} = \sum_i \frac{\partial J}{\partial q_i} \, \frac{\partial q_i}{\partial p}": (
        "test_a_variable_used_twice_receives_the_sum_of_its_paths"
    ),
    r"2^{20} = 1\,048\,576": "test_twenty_doublings_are_21_nodes_and_a_million_paths",
    r"\sigma(z) = (1 + e^{-z})^{-1}": "test_the_engine_finds_the_six_gradients_of_the_table",
    r"Z = XW + b": "test_a_layer_has_the_gradients_of_the_three_products",
    r"\frac{\partial J}{\partial W} = X^\top G \qquad\qquad \frac{\partial J}{\partial b} = \sum_{i=1}^n G_i "
    r"\qquad\qquad \frac{\partial J}{\partial X} = G \, W^\top": "test_a_layer_has_the_gradients_of_the_three_products",
    r"dW = X^\top G": "test_a_layer_has_the_gradients_of_the_three_products",
    r"dX = G W^\top": "test_a_layer_has_the_gradients_of_the_three_products",
    r"J = \frac1n \sum_{i=1}^n \frac12 \, \lVert \hat y_i - y_i \rVert^2": (
        "test_mlp_backward_is_the_derivative_of_its_cost_by_finite_differences"
    ),
    r"G = (\hat Y - Y) / n": "test_the_way_back_starts_from_the_error_divided_once",
    r"G_{\text{avant}} = \big(G \, W^\top\big) \odot \big(1 - A^2\big)": (
        "test_the_gradient_crosses_the_weights_then_the_slope_of_tanh"
    ),
    r"\delta^{(k)} = \delta^{(k+1)} \, w^{(k+1)} \, \sigma'(z^{(k)}) \quad\Longrightarrow\quad "
    r"\delta^{(1)} = \delta^{(L)} \prod_{k=1}^{L-1} w^{(k+1)} \, \sigma'(z^{(k)})": "test_the_first_delta_is_a_product",
    r"0{,}1^5 = 0{,}00001": "test_powers_of_the_text",
    r"10^5 = 100\,000": "test_powers_of_the_text",
    r"4^{10} = 1\,048\,576": "test_powers_of_the_text",
    r"0{,}1^5 = 10^{-5}": "test_powers_of_the_text",
    r"Z^{(k)} = A^{(k-1)} W^{(k)}": "test_gradient_norms_are_those_of_the_pre_activations",
    r"A^{(k)} = \varphi(Z^{(k)})": "test_gradient_norms_are_those_of_the_pre_activations",
    r"\lVert g \rVert = \sqrt{\sum_j \lVert g_j \rVert^2} \qquad\qquad g_j \leftarrow g_j \times "
    r"\min\!\left(1, \; \frac{M}{\lVert g \rVert + 10^{-6}}\right)": "test_the_global_norm_is_limited_as_pytorch_does",
    r"\hat y - y = -0{,}4": "test_the_numbers_of_the_quiz",
    r"0{,}8 \times 0{,}2 = 0{,}16": "test_the_numbers_of_the_quiz",
    r"\sigma(0{,}8) \times (1 - \sigma(0{,}8)) \approx 0{,}214": "test_the_numbers_of_the_quiz",
    r"\sigma'(z) = \sigma(z)(1 - \sigma(z))": "test_the_slope_of_the_sigmoid_is_at_z",
    r"\sqrt{9 + 16} = 5": "test_the_numbers_of_the_quiz",
}


@pytest.fixture(scope="module")
def flow(text: str) -> Callable[[str, str], list[np.ndarray]]:
    """The function of section 8 that sends a gradient back through twenty layers, read in the chapter itself."""
    source = re.search(r"FLOW_WIDTH, .*?return gradients\[::-1\]\n", text, re.DOTALL)
    assert source is not None
    namespace: dict[str, Any] = {"np": np}
    exec(source[0], namespace)
    found: Callable[[str, str], list[np.ndarray]] = namespace["flow"]
    return found


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def slope(function: Callable[[float], float], x: float, h: float = 1e-6) -> float:
    """The derivative of a function of one number, by central differences."""
    return (function(x + h) - function(x - h)) / (2 * h)


def cost(x: float, y: float, w: float, b: float) -> float:
    return 0.5 * (sigmoid(w * x + b) - y) ** 2


THREE = [(0.5, -0.5), (-1.0, 0.5), (2.0, -0.5)]


def three_layers(params: Sequence[tuple[float, float]], x: float = 2.0) -> tuple[list[float], list[float]]:
    """The z and the a of the layers of one unit, a⁰ = x included."""
    z, a = [], [x]
    for w, b in params:
        z.append(w * a[-1] + b)
        a.append(sigmoid(z[-1]))
    return z, a


def deltas(params: Sequence[tuple[float, float]], x: float = 2.0, y: float = 1.0) -> list[float]:
    """The δ of the layers of one unit, by the two formulas of section 3."""
    z, a = three_layers(params, x)
    found = [(a[-1] - y) * slope(sigmoid, z[-1])]
    for k in range(len(params) - 2, -1, -1):
        found.append(found[-1] * params[k + 1][0] * slope(sigmoid, z[k]))
    return found[::-1]


def random_network(rng: np.random.Generator, *sizes: int) -> Params:
    return [(rng.normal(size=(a, b)), rng.normal(size=b)) for a, b in itertools.pairwise(sizes)]


def mlp_cost(X: np.ndarray, y: np.ndarray, params: Params) -> float:
    A = X
    for k, (W, b) in enumerate(params):
        A = A @ W + b
        if k < len(params) - 1:
            A = np.tanh(A)
    return float(np.mean([0.5 * float(np.linalg.norm(one)) ** 2 for one in A - y]))


def test_the_graph_of_section_1_has_the_numbers_of_the_text() -> None:
    yhat = sigmoid(0.4 * 2 - 0.3)
    assert yhat == pytest.approx(0.622, abs=5e-4) and cost(2, 1, 0.4, -0.3) == pytest.approx(0.0713, abs=5e-5)
    dw = slope(lambda w: cost(2, 1, w, -0.3), 0.4)
    assert dw == pytest.approx(-0.177447, abs=5e-7)
    assert slope(lambda b: cost(2, 1, 0.4, b), -0.3) == pytest.approx(-0.0887, abs=5e-5)
    assert yhat - 1 == pytest.approx(-0.377541, abs=5e-7)
    assert yhat * (1 - yhat) == pytest.approx(0.235004, abs=5e-7)
    assert round(-0.377541 * 0.235004 * 2, 6) == pytest.approx(-0.177447, abs=1.1e-6)


@pytest.mark.parametrize(("x", "w", "b"), [(2.0, 0.4, -0.3), (-1.5, 0.8, 0.2), (3.0, -0.7, 1.0)])
def test_the_chain_rule_multiplies_the_slopes(x: float, w: float, b: float) -> None:
    z = w * x + b
    dJ_dz = slope(lambda z: 0.5 * (sigmoid(z) - 1) ** 2, z)
    dz_dw = slope(lambda w: w * x + b, w)
    dJ_dw = slope(lambda w: cost(x, 1, w, b), w)
    assert dJ_dw == pytest.approx(dJ_dz * dz_dw)
    factors = slope(lambda yhat: 0.5 * (yhat - 1) ** 2, sigmoid(z)), slope(sigmoid, z), dz_dw
    assert factors == pytest.approx((sigmoid(z) - 1, sigmoid(z) * (1 - sigmoid(z)), x))
    assert dJ_dw == pytest.approx(math.prod(factors))
    assert slope(lambda b: cost(x, 1, w, b), b) == pytest.approx(factors[0] * factors[1])
    assert slope(lambda x: cost(x, 1, w, b), x) == pytest.approx(factors[0] * factors[1] * w)


@pytest.mark.parametrize(("x", "w", "b"), [(2.0, 0.4, -0.3), (-1.5, 0.8, 0.2), (3.0, -0.7, 1.0)])
def test_chain_gives_the_three_derivatives_of_its_cost(solutions: dict[str, Any], x: float, w: float, b: float) -> None:
    assert solutions["chain"](x, w, b) == pytest.approx(
        (
            slope(lambda w: cost(x, 1, w, b), w),
            slope(lambda b: cost(x, 1, w, b), b),
            slope(lambda x: cost(x, 1, w, b), x),
        )
    )


def test_between_minus_30_and_30_nothing_overflows(solutions: dict[str, Any]) -> None:
    for z in (-30.0, 30.0):
        assert np.isfinite(solutions["chain"](1.0, z, 0.0)).all()
        assert np.isfinite(solutions["neuron_gradients"](1.0, 0.0, z, 0.0)).all()


def test_the_three_conventions_have_the_derivatives_of_the_box() -> None:
    y, p = np.array([1.0, -2.0, 0.5]), np.array([1.5, -1.0, 3.0])
    conventions: list[tuple[Callable[[np.ndarray], float], np.ndarray]] = [
        (lambda p: float(np.mean((p - y) ** 2)), 2 / 3 * (p - y)),
        (lambda p: float(np.sum((p - y) ** 2)) / 6, (p - y) / 3),
    ]
    for function, expected in conventions:
        for i in range(3):
            moved = [p + side * 1e-6 * np.eye(3)[i] for side in (1, -1)]
            assert (function(moved[0]) - function(moved[1])) / 2e-6 == pytest.approx(expected[i])
    assert slope(lambda yhat: 0.5 * (yhat - 0.3) ** 2, 0.9) == pytest.approx(0.9 - 0.3)
    halves = [0.5 * (one - other) ** 2 for one, other in zip(p, y, strict=True)]
    assert np.mean(halves) == pytest.approx(conventions[1][0](p))  # the mean of the second line is the third


def test_one_step_lowers_the_cost_and_the_wrong_sign_raises_it(text: str) -> None:
    right = cost(2, 1, 0.4 - 0.5 * -0.177447, -0.3 - 0.5 * -0.088723)
    wrong = cost(2, 1, 0.4 - 0.5 * 0.177447, -0.3 - 0.5 * 0.088723)
    assert right == pytest.approx(0.0535, abs=5e-5) and wrong == pytest.approx(0.0928, abs=5e-5)
    assert right < cost(2, 1, 0.4, -0.3) < wrong
    assert "descend à 0,0535" in text and "monte à 0,0928" in text


def test_the_slope_of_the_sigmoid_is_at_z() -> None:
    for z in (-2.0, 0.0, 0.5, 3.0):
        assert slope(sigmoid, z) == pytest.approx(sigmoid(z) * (1 - sigmoid(z)))
    assert slope(sigmoid, 0.5) == pytest.approx(0.2350, abs=5e-5)
    assert slope(sigmoid, sigmoid(0.5)) == pytest.approx(0.2273, abs=5e-5)


@pytest.mark.parametrize(("x", "y", "w", "b"), [(2.0, 1.0, 0.4, -0.3), (-1.5, 0.0, 0.8, 0.2), (3.0, -2.0, -0.7, 1.0)])
def test_neuron_gradients_are_the_derivatives_of_its_cost(
    solutions: dict[str, Any], x: float, y: float, w: float, b: float
) -> None:
    assert solutions["neuron_gradients"](x, y, w, b) == pytest.approx(
        (slope(lambda w: cost(x, y, w, b), w), slope(lambda b: cost(x, y, w, b), b))
    )


def test_the_table_of_the_three_layers_is_right(text: str) -> None:
    rows = re.findall(r"^\| ([123]) \|(.+)\|$", text, re.MULTILINE)
    assert len(rows) == 3
    z, a = three_layers(THREE)
    found = deltas(THREE)
    weights = [torch.tensor(pair, dtype=torch.float64, requires_grad=True) for pair in THREE]
    out = torch.tensor(2.0, dtype=torch.float64)
    for pair in weights:
        out = torch.sigmoid(pair[0] * out + pair[1])
    (0.5 * (out - 1) ** 2).backward()
    for k, (_, row) in enumerate(rows):
        cells = [float(c.replace("*", "").replace("−", "-").replace(",", ".")) for c in row.split("|")]
        gradient = weights[k].grad
        assert gradient is not None
        assert cells[:2] == list(THREE[k])
        expected = [z[k], a[k + 1], found[k], found[k] * a[k], found[k]]
        assert cells[2:] == pytest.approx(expected, abs=5.1e-7)
        assert cells[5:] == pytest.approx(gradient.tolist(), abs=5.1e-7)  # six gradients, six digits: PyTorch's


def test_the_purse_of_the_lesson_prints_15_and_its_answer_makes_11(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = text[text.index("class Purse:") :].partition("```")[0]
    for line, left in (("pass", 15), ("self.amount -= price", 11), ("self.amount = self.amount - price", 11)):
        exec(source.replace("pass", line), {})
        assert f"il reste {left} " in capsys.readouterr().out
    with pytest.raises(UnboundLocalError):
        exec(source.replace("pass", "amount -= price"), {})


def test_a_product_has_the_other_factor_for_slope_and_a_sum_has_one(solutions: dict[str, Any]) -> None:
    Value = solutions["Value"]
    for p, q in ((0.4, 2.0), (-3.0, 5.0)):
        product, total = partial(mul, q), partial(add, q)  # of p; both are the same when p and q change places
        assert (Value(p) * Value(q)).slopes == (q, p) == pytest.approx((slope(product, p), slope(partial(mul, p), q)))
        assert (Value(p) + Value(q)).slopes == pytest.approx((slope(total, p), slope(partial(add, p), q)))
    assert (Value(0.4) * Value(2.0)).data == pytest.approx(0.8)


def test_the_four_functions_have_the_slopes_of_the_text(solutions: dict[str, Any]) -> None:
    Value = solutions["Value"]
    assert solutions["power"](Value(2.0), 3).slopes == (3 * 2**2,) == (12,)
    plain: dict[str, Callable[[float], float]] = {"exp": math.exp, "tanh": math.tanh, "relu": lambda x: max(0.0, x)}
    for name, function in plain.items():
        for x in (-1.5, 0.25, 2.0):
            out = solutions[name](Value(x))
            assert out.data == pytest.approx(function(x)) and out.slopes[0] == pytest.approx(slope(function, x))
    for k in (3, -1, 0.5):
        out = solutions["power"](Value(1.7), k)
        assert out.slopes[0] == pytest.approx(slope(lambda x, k=k: x**k, 1.7))  # type: ignore[misc]


def test_a_variable_used_twice_receives_the_sum_of_its_paths(solutions: dict[str, Any]) -> None:
    a, b = solutions["Value"](3.0), solutions["Value"](-2.0)
    f = (a + b) * a
    solutions["backward"](solutions["topological_order"](f))
    assert f.data == 3**2 + 3 * -2 == 3
    assert a.grad == 3 + 1 == 4 == 2 * 3 - 2 and b.grad == 3
    assert a.grad == pytest.approx(slope(lambda a: (a - 2) * a, 3.0))


def test_twenty_doublings_are_21_nodes_and_a_million_paths(solutions: dict[str, Any]) -> None:
    leaf = v = solutions["Value"](1.0)
    for _ in range(20):
        v = v + v
    order = solutions["topological_order"](v)
    solutions["backward"](order)
    assert len(order) == 21 and leaf.grad == 2**20 == 1_048_576  # each path brings 1


def test_the_engine_finds_the_six_gradients_of_the_table(solutions: dict[str, Any]) -> None:
    Value, power, exp = solutions["Value"], solutions["power"], solutions["exp"]
    params = [(Value(w), Value(b)) for w, b in THREE]
    a = Value(2.0)
    for w, b in params:
        a = power(exp(-1 * (w * a + b)) + 1, -1)
    assert a.data == pytest.approx(three_layers(THREE)[1][-1])
    solutions["backward"](solutions["topological_order"](0.5 * power(a + -1, 2)))
    _, outputs = three_layers(THREE)
    for k, (w, b) in enumerate(params):
        assert (w.grad, b.grad) == pytest.approx((deltas(THREE)[k] * outputs[k], deltas(THREE)[k]))


def test_a_layer_has_the_gradients_of_the_three_products(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    X, W, b, G = (rng.normal(size=shape) for shape in ((4, 3), (3, 2), (2,), (4, 2)))
    leaves = [torch.tensor(one, requires_grad=True) for one in (W, b, X)]
    ((leaves[2] @ leaves[0] + leaves[1]) * torch.tensor(G)).sum().backward()  # whose gradient for Z is G
    for ours, theirs in zip(solutions["dense_backward"](X, W, G), leaves, strict=True):
        assert theirs.grad is not None and np.allclose(ours, theirs.grad.numpy())


@pytest.mark.parametrize("sizes", [(3, 2), (2, 4, 1), (3, 4, 4, 2)])
def test_mlp_backward_is_the_derivative_of_its_cost_by_finite_differences(
    solutions: dict[str, Any], sizes: tuple[int, ...]
) -> None:
    rng = np.random.default_rng(1)
    X, y, params = rng.normal(size=(5, sizes[0])), rng.normal(size=(5, sizes[-1])), random_network(rng, *sizes)
    found = solutions["mlp_backward"](X, y, params)
    for pair, gradients in zip(params, found, strict=True):
        for array, gradient in zip(pair, gradients, strict=True):
            assert gradient.shape == array.shape
            for place in np.ndindex(array.shape):
                kept = array[place]
                array[place] = kept + 1e-6
                ahead = mlp_cost(X, y, params)
                array[place] = kept - 1e-6
                assert gradient[place] == pytest.approx((ahead - mlp_cost(X, y, params)) / 2e-6, abs=1e-6)
                array[place] = kept


def test_the_way_back_starts_from_the_error_divided_once() -> None:
    rng = np.random.default_rng(2)
    P, Y = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    leaf = torch.tensor(P, requires_grad=True)
    (0.5 * ((leaf - torch.tensor(Y)) ** 2).sum(dim=1)).mean().backward()
    assert leaf.grad is not None and np.allclose(leaf.grad.numpy(), (P - Y) / 4)


def test_the_gradient_crosses_the_weights_then_the_slope_of_tanh() -> None:
    rng = np.random.default_rng(3)
    Z, W, G = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=(4, 2))
    leaf = torch.tensor(Z, requires_grad=True)
    (torch.tanh(leaf) @ torch.tensor(W) * torch.tensor(G)).sum().backward()
    assert leaf.grad is not None and np.allclose(leaf.grad.numpy(), (G @ W.T) * (1 - np.tanh(Z) ** 2))


def test_the_network_that_learns_the_sine_lowers_its_cost_at_each_step(text: str, solutions: dict[str, Any]) -> None:
    source = re.search(r"sine_rng = .*?(?=\nsine_figure)", text, re.DOTALL)
    assert source is not None
    namespace: dict[str, Any] = {"np": np, "mlp_backward": solutions["mlp_backward"]}
    exec(source[0], namespace)
    costs = namespace["sine_costs"]
    assert len(costs) == 1500 and (np.diff(costs) < 0).all() and costs[-1] < 0.001 < 0.4 < costs[0]


def test_the_network_of_the_first_lines_has_13002_parameters(text: str) -> None:
    sizes = (784, 16, 16, 10)
    count = sum(a * b + b for a, b in itertools.pairwise(sizes))
    assert count == 13_002 and 2 * count == 26_004
    assert sum(a * b + b for a, b in ((4, 3), (3, 2))) == 23 and "de 23 à 13 002" in " ".join(text.split())


def test_the_way_back_costs_about_two_ways_forward() -> None:
    n, sizes = 32, (784, 16, 16, 10)
    forward = sum(n * a * b for a, b in itertools.pairwise(sizes))
    weights = sum(a * n * b for a, b in itertools.pairwise(sizes))  # Xᵀ G
    entries = sum(n * b * a for a, b in itertools.pairwise(sizes))  # G Wᵀ
    assert weights + entries == 2 * forward


def test_the_first_delta_is_a_product() -> None:
    rng = np.random.default_rng(4)
    params = [(float(w), float(b)) for w, b in rng.normal(size=(6, 2))]
    z, _ = three_layers(params, 0.7)
    found = deltas(params, 0.7, 0.2)
    factors = [params[k + 1][0] * slope(sigmoid, z[k]) for k in range(5)]
    assert found[0] == pytest.approx(found[-1] * math.prod(factors))


def test_powers_of_the_text() -> None:
    assert math.prod([0.1] * 5) == pytest.approx(0.00001) == pytest.approx(10**-5)
    assert math.prod([0.1] * 3) == pytest.approx(0.001)
    assert 10**5 == 100_000 and 4**10 == 1_048_576


def test_no_slope_exceeds_a_quarter_or_one() -> None:
    z = np.linspace(-10, 10, 4001)
    assert max(slope(sigmoid, float(one)) for one in z) == pytest.approx(0.25)
    assert max(slope(math.tanh, float(one)) for one in z) == pytest.approx(1)


@pytest.mark.parametrize(
    ("activation", "initialisation", "layer", "told"),
    [
        ("sigmoïde", "Glorot (0,1)", 1, 1.3e-13),
        ("sigmoïde", "Glorot (0,1)", 20, 0.16),
        ("sigmoïde", "petits poids (0,01)", 1, 4.9e-32),
        ("tanh", "Glorot (0,1)", 1, 0.078),
        ("tanh", "Glorot (0,1)", 20, 0.66),
        ("ReLU", "Glorot (0,1)", 20, 0.67),
        ("ReLU", "Glorot (0,1)", 1, 7.6e-4),
        ("ReLU", "He (0,141)", 1, 0.55),
        ("ReLU", "grands poids (1)", 1, 7.6e15),
        ("tanh", "grands poids (1)", 20, 1e-5),
        ("tanh", "grands poids (1)", 1, 14),
    ],
)
def test_the_medians_of_the_histograms_are_those_of_the_text(
    flow: Callable[[str, str], list[np.ndarray]], activation: str, initialisation: str, layer: int, told: float
) -> None:
    sizes = np.abs(flow(activation, initialisation)[layer - 1])
    assert np.median(sizes[sizes > 0]) == pytest.approx(told, rel=0.06)


def test_nearly_half_of_the_gradients_of_relu_are_zero_and_saturated_ones_spread(
    flow: Callable[[str, str], list[np.ndarray]],
) -> None:
    assert np.mean(flow("ReLU", "He (0,141)")[0] == 0) == pytest.approx(0.49, abs=0.01)
    sizes = np.abs(flow("tanh", "grands poids (1)")[0])
    low, high = np.quantile(np.log10(sizes[sizes > 0]), [0.005, 0.995])
    assert 15 < high - low < 20


def test_gradient_norms_are_those_of_the_pre_activations(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(7)
    A = torch.tensor(rng.normal(size=(20, 5)), requires_grad=True)
    scores = []
    for _ in range(3):
        scores.append(A @ torch.tensor(0.6 * rng.normal(size=(5, 5))))
        A = torch.tanh(scores[-1])
    expected = [math.sqrt(float((one**2).sum())) for one in torch.autograd.grad(A.sum(), scores)]
    assert solutions["gradient_norms"](3, "tanh", 0.6, width=5, seed=7) == pytest.approx(expected)


def test_the_norms_of_the_figure_are_those_of_the_text(solutions: dict[str, Any]) -> None:
    names, scales = ("sigmoid", "tanh", "relu"), (0.01, 0.1, 1.0)
    norms = {(name, scale): solutions["gradient_norms"](20, name, scale) for name in names for scale in scales}
    rising = [key for key, found in norms.items() if found[0] > 100 * found[-1]]
    assert rising == [("tanh", 1.0), ("relu", 1.0)]
    assert norms["relu", 1.0][0] == pytest.approx(1e18, rel=0.1) and round(norms["relu", 1.0][-1]) == 31
    assert norms["tanh", 1.0][0] == pytest.approx(2.5e7, rel=0.05) and round(norms["tanh", 1.0][-1]) == 11
    assert all(norms[name, 0.01][0] < 1e-15 for name in ("sigmoid", "tanh", "relu"))
    assert round(norms["sigmoid", 0.1][-1]) == 11 and norms["sigmoid", 0.1][0] == pytest.approx(6e-12, rel=0.1)
    assert norms["tanh", 0.1][-1] / norms["tanh", 0.1][0] == pytest.approx(8, abs=0.5)
    he = solutions["gradient_norms"](20, "relu", math.sqrt(2 / 100))
    assert norms["relu", 0.1][0] < 0.01 * norms["relu", 0.1][-1] and 0.3 < he[0] / he[-1] < 3


def test_the_global_norm_is_limited_as_pytorch_does(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(8)
    for limit in (0.5, 2.0, 100.0):
        grads = [rng.normal(size=(3, 2)), rng.normal(size=4)]
        leaves = [torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for g in grads]
        for leaf, g in zip(leaves, grads, strict=True):
            leaf.grad = torch.tensor(g)
        norm = torch.nn.utils.clip_grad_norm_(leaves, limit)
        assert float(norm) == pytest.approx(math.sqrt(sum(float(np.linalg.norm(g)) ** 2 for g in grads)))
        factor = min(1, limit / (float(norm) + 1e-6))
        for ours, leaf, g in zip(solutions["clip_by_norm"](grads, limit), leaves, grads, strict=True):
            assert leaf.grad is not None
            assert np.allclose(ours, leaf.grad.numpy()) and np.allclose(ours, g * factor)


def test_limiting_each_number_alone_turns_the_gradient() -> None:
    gradient = np.array([3.0, 0.8])
    whole = gradient / np.linalg.norm(gradient)
    apart = np.minimum(gradient, 1.0)
    assert whole[1] / whole[0] == pytest.approx(0.8 / 3) and apart[1] / apart[0] == pytest.approx(0.8)
    assert gradient[0] / gradient[1] == pytest.approx(3.75)  # « près de quatre fois »


def test_a_second_call_without_zeroing_doubles_the_gradient() -> None:
    leaf = torch.tensor(0.4, dtype=torch.float64, requires_grad=True)
    for _ in range(2):
        (0.5 * (torch.sigmoid(2 * leaf - 0.3) - 1) ** 2).backward()
    assert leaf.grad is not None and leaf.grad.item() == pytest.approx(2 * -0.177447, abs=2e-6)


def test_the_numbers_of_the_quiz() -> None:
    assert 0.6 - 1 == pytest.approx(-0.4) == slope(lambda p: 0.5 * (p - 1) ** 2, 0.6)
    assert slope(lambda p: (p - 1) ** 2, 0.6) == pytest.approx(-0.8) and math.prod([0.5, 0.16]) == pytest.approx(0.08)
    assert 0.8 * 0.2 == pytest.approx(0.16) == slope(sigmoid, math.log(0.8 / 0.2))
    assert sigmoid(0.8) * (1 - sigmoid(0.8)) == pytest.approx(0.214, abs=5e-4)
    assert math.sqrt(9 + 16) == 5
