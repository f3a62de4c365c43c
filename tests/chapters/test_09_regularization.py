"""Chapter 09: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from tests.chapters.latex import holds, matrix, value

ROOT = Path(__file__).resolve().parents[2]

WORKED = (
    r"0{,}1 \times \frac12 (9 + 16) = 1{,}25",
    r"0{,}95^{14} \approx 0{,}488",
    r"1 - 0{,}1 \times 0{,}1 = 0{,}99",
    r"0{,}02 - 0{,}05 = -0{,}03",
    r"-0{,}03 + 0{,}05 = 0{,}02",
    r"0{,}25 \times 0 + 0{,}75 \times 8 = 6",
    r"0{,}70 - 0{,}02 = 0{,}68",
    r"1 / (1 - 0{,}2) = 1{,}25",
)
PENALISED = r"J'(w) = J(w) + \alpha \, \Omega(w)"
OMEGA_2 = r"\Omega(w) = \frac12 \sum_j w_j^2 = \frac12 \lVert w \rVert^2"
OMEGA_2_SHORT, OMEGA_2_WHOLE = r"\Omega = \frac12 \lVert w \rVert^2", r"\Omega = \lVert w \rVert^2"
SLOPE = r"\nabla J'(w) = \nabla J(w) + \alpha w"
CONVENTIONS = (
    r"J = \frac1n \sum (\hat y_i - y_i)^2",
    r"J = \frac12 (\hat y - y)^2",
    r"J = \frac{1}{2n} \sum (\hat y_i - y_i)^2",
)
DECAY = r"w \leftarrow w - \eta \, (\nabla J(w) + \alpha w) = (1 - \eta \alpha) \, w - \eta \, \nabla J(w)"
OMEGA_1, SIGN_OF_ZERO = r"\Omega(w) = \sum_j |w_j|", r"\mathrm{sign}(0) = 0"
SOFT = r"S_t(w) = \mathrm{sign}(w) \, \max(|w| - t, \, 0)"
JUMP, THRESHOLD = r"\eta \alpha = 0{,}05", r"t = \eta \alpha"
PROXIMAL = r"w \leftarrow S_{\eta \alpha}\big(w - \eta \, \nabla J(w)\big)"
RIDGE = r"J'(w) = \frac{1}{2n} \lVert y - Xw \rVert^2 + \frac{\alpha}{2} \lVert w \rVert^2"
RIDGE_SLOPE = r"\nabla J'(w) = \frac1n X^\top (Xw - y) + \alpha w"
NORMAL = r"(X^\top X + n \alpha I) \, w = X^\top y"
CLOSED = r"w = (X^\top X + n \alpha I)^{-1} X^\top y"
SOLVED = "Aw = b"
BY_HAND = (
    r"X^\top X = 1^2 + 2^2 = 5",
    r"X^\top y = 1 \times 1 + 2 \times 3 = 7",
    r"w = 7 / 5 = 1{,}4",
    r"w = 7 / (5 + 2 \times 0{,}5) \approx 1{,}167",
)
DROPPED = r"\tilde x_j = \begin{cases} 0 & \text{si } u_j < p \\ \frac{x_j}{1 - p} & \text{sinon} \end{cases}"
FOLD = "x = -b/w"
MOVED = (
    r"\max_{|\delta_j| \leq \varepsilon} \Big| \sum_j w_j \delta_j \Big| = \varepsilon \sum_j |w_j| = "
    r"\varepsilon \, \lVert w \rVert_1"
)
UNCHANGED = r"p \times 0 + (1 - p) \times \frac{x}{1 - p} = x"

FORMULAS = {
    **dict.fromkeys(WORKED, "test_a_worked_sum_is_right"),
    **dict.fromkeys((PENALISED, OMEGA_2), "test_the_l2_penalty_of_the_solution_is_the_formula"),
    **dict.fromkeys(
        (OMEGA_2_SHORT, OMEGA_2_WHOLE), "test_with_the_half_the_gradient_is_the_weight_without_it_is_twice_that"
    ),
    SLOPE: "test_the_gradient_of_the_penalised_cost_is_the_formula",
    **dict.fromkeys(CONVENTIONS, "test_the_three_conventions_have_the_derivatives_of_the_box"),
    DECAY: "test_a_step_of_the_solution_first_shrinks_the_weights",
    **dict.fromkeys((OMEGA_1, SIGN_OF_ZERO), "test_the_l1_penalty_of_the_solution_is_the_formula"),
    SOFT: "test_the_soft_threshold_of_the_solution_is_the_formula",
    **dict.fromkeys((JUMP, THRESHOLD, PROXIMAL), "test_the_proximal_step_minimises_what_it_should_and_stops_at_zero"),
    **dict.fromkeys(
        (RIDGE, RIDGE_SLOPE, NORMAL, CLOSED, SOLVED), "test_ridge_in_closed_form_is_where_the_slope_is_nil"
    ),
    **dict.fromkeys(BY_HAND, "test_the_ridge_worked_by_hand_is_that_of_the_solution"),
    **dict.fromkeys((DROPPED, UNCHANGED), "test_dropout_keeps_the_mean"),
    FOLD: "test_a_hidden_bias_moves_the_fold_and_leaves_the_slope",
    MOVED: "test_the_l1_norm_is_the_worst_that_moved_inputs_can_do",
}


def cells() -> list[Any]:
    source = nbformat.read(ROOT / "source" / "09_regularization" / "09_regularization.ipynb", as_version=4)
    return list(source.cells)


def demo(word: str, solutions: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Run the lesson's cell that holds `word`, up to its figure; return its names and what it prints."""
    source = next(c.source for c in cells() if c.metadata.get("course", {}).get("role") == "demo" and word in c.source)
    kept = re.sub(r"^show\((?s:.*?)^\)\n?", "", source, flags=re.MULTILINE)
    namespace, printed = dict(solutions), io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(kept, namespace)
    return namespace, printed.getvalue()


def slope_of(function: Any, w: np.ndarray, step: float = 1e-6) -> np.ndarray:
    """The gradient by central differences."""
    moves = step * np.eye(len(w))
    return np.array([(function(w + move) - function(w - move)) / (2 * step) for move in moves])


@pytest.mark.parametrize("latex", WORKED)
def test_a_worked_sum_is_right(latex: str) -> None:
    assert holds(latex)


def named(latex: str) -> str:
    """Rewrite norms and slopes as plain names, which the small reader knows."""
    for written, name in (
        (r"\lVert w \rVert", r"\mathrm{norm}"),
        (r"\lVert y - Xw \rVert", r"\mathrm{rest}"),
        (r"\nabla J'(w)", r"\mathrm{slope}"),
        (r"\nabla J(w)", "g"),
        (r"X^\top", "Z"),
    ):
        latex = latex.replace(written, name)
    return latex


@pytest.mark.parametrize("alpha", [0.1, 2.0])
def test_the_l2_penalty_of_the_solution_is_the_formula(solutions: dict[str, Any], alpha: float) -> None:
    w, cost = np.random.default_rng(0).normal(size=7), 3.5
    omega, penalised = solutions["l2_penalty"]([w], 1.0)[0], cost + solutions["l2_penalty"]([w], alpha)[0]
    values = {r"\Omega": lambda _: omega, "J": lambda _: cost, "J'": lambda _: penalised, r"\alpha": alpha, "w": w}
    assert holds(PENALISED, values)
    assert holds(named(OMEGA_2), {**values, "w_j": w, r"\mathrm{norm}": np.linalg.norm(w)})
    found, gradients = solutions["l2_penalty"]([np.array([3.0, -4.0])], 0.1)
    assert found == pytest.approx(1.25) and np.allclose(gradients[0], [0.3, -0.4])


def test_with_the_half_the_gradient_is_the_weight_without_it_is_twice_that() -> None:
    w = np.random.default_rng(1).normal(size=4)
    for latex, factor in ((OMEGA_2_SHORT, 1), (OMEGA_2_WHOLE, 2)):
        right = named(latex.partition("=")[2])
        slope = slope_of(lambda at, right=right: value(right, {r"\mathrm{norm}": np.linalg.norm(at)}), w)
        assert np.allclose(slope, factor * w, atol=1e-6)


def test_the_gradient_of_the_penalised_cost_is_the_formula(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(2)
    X, y, w, alpha = rng.normal(size=(9, 3)), rng.normal(size=9), rng.normal(size=3), 0.4

    def cost(at: np.ndarray) -> float:
        return float(np.cos(X @ at - y).sum())

    slope = slope_of(lambda at: cost(at) + solutions["l2_penalty"]([at], alpha)[0], w)
    values = {r"\mathrm{slope}": slope, "g": slope_of(cost, w), r"\alpha": alpha, "w": w}
    assert holds(named(SLOPE), values, atol=1e-6)


def test_the_three_conventions_have_the_derivatives_of_the_box(text: str) -> None:
    rng = np.random.default_rng(3)
    p, y = rng.normal(size=5), rng.normal(size=5)
    derivatives = (r"\frac2n (\hat y_i - y_i)", r"\hat y - y", r"\frac1n (\hat y_i - y_i)")
    for convention, derivative in zip(CONVENTIONS, derivatives, strict=True):
        assert f"${derivative}$" in text
        one = r"\sum" not in convention
        given, truth = (p[:1], y[:1]) if one else (p, y)

        def values(at: np.ndarray, truth: np.ndarray = truth) -> dict[str, Any]:
            return {r"\hat y": at, "y": truth, "n": len(truth)}

        cost = convention.partition("=")[2].replace("_i", "")
        slope = slope_of(lambda at, cost=cost, values=values: float(np.sum(value(cost, values(at)))), given)
        assert np.allclose(slope, value(derivative.replace("_i", ""), values(given)), atol=1e-6)


def test_a_step_of_the_solution_first_shrinks_the_weights(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(4)
    W, b, dW, db = (rng.normal(size=shape) for shape in ((3, 2), (2,), (3, 2), (2,)))
    (new_W, new_b), *_ = solutions["decay_step"]([(W, b)], [(dW, db)], 0.5, 0.1)
    after = named(DECAY.partition(r"\leftarrow")[2])
    values = {"w": W, "g": dW, r"\eta": 0.5, r"\alpha": 0.1}
    assert holds(after, values) and np.allclose(new_W, value(after.partition("=")[0], values))
    assert np.allclose(new_b, b - 0.5 * db) and value(r"1 - \eta \alpha", values) == pytest.approx(0.95)
    assert 0.95**13 > 0.5 > 0.95**14


def test_one_step_of_the_optimisers_is_as_the_lesson_says(solutions: dict[str, Any]) -> None:
    _, printed = demo("after_one_step", solutions)
    numbers = [re.findall(r"−?\d+,\d{4}", line) for line in printed.splitlines()]
    assert numbers == [["0,0100", "20,0000"], ["0,0099", "19,8000"], ["−0,0900", "19,9000"], ["0,0099", "19,8000"]]
    assert len({line.rindex(",") for line in printed.splitlines()}) == 1  # a table is read by its columns


@pytest.mark.parametrize(("momentum", "same"), [(0.0, True), (0.9, False)])
def test_l2_is_weight_decay_for_plain_descent_and_no_more_with_momentum(
    solutions: dict[str, Any], momentum: float, same: bool
) -> None:
    import torch

    w = torch.tensor([2.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=0.1, momentum=momentum, weight_decay=0.5)
    apart, speed = 2.0, 0.0  # the decay put apart: it does not enter the momentum
    for _ in range(3):
        optimiser.zero_grad()
        (3 * w).sum().backward()
        optimiser.step()
        speed = momentum * speed + 3
        apart = (1 - 0.1 * 0.5) * apart - 0.1 * speed
    assert np.isclose(w.item(), apart) == same
    params = [(np.array([[2.0]]), np.zeros(1))]
    for _ in range(3):
        params = solutions["decay_step"](params, [(np.array([[3.0]]), np.zeros(1))], 0.1, 0.5)
    assert np.isclose(w.item(), params[0][0][0, 0]) == same


def test_the_l1_penalty_of_the_solution_is_the_formula(solutions: dict[str, Any]) -> None:
    w = np.array([0.5, -2.0, 0.0, 3.0])
    omega, _ = solutions["l1_penalty"]([w], 1.0)
    assert holds(OMEGA_1, {r"\Omega": lambda _: omega, "w": w, "w_j": w})
    away = np.array([0.5, -2.0, 1.0, 3.0])  # nowhere at the corner
    slope = slope_of(lambda at: solutions["l1_penalty"]([at], 0.3)[0], away)
    assert np.allclose(slope, solutions["l1_penalty"]([away], 0.3)[1][0])
    signs = solutions["l1_penalty"]([np.array([0.0])], 1.0)[1][0]
    assert holds(SIGN_OF_ZERO, {r"\mathrm{sign}": lambda _: signs})


def test_the_soft_threshold_of_the_solution_is_the_formula(solutions: dict[str, Any]) -> None:
    w = np.linspace(-3, 3, 61)
    for t in (0.0, 0.7, 5.0):
        found = solutions["soft_threshold"](w, t)
        assert holds(SOFT, {"S_t": lambda _, found=found: found, "w": w, "t": t, r"\mathrm{sign}": np.sign})
        assert np.allclose(found, w - np.clip(w, -t, t))
    assert solutions["soft_threshold"](np.array([3.0, 0.4, -0.4, -2.5]), 1.0).tolist() == [2.0, 0.0, 0.0, -1.5]


def test_for_one_weight_l2_divides_and_l1_subtracts(solutions: dict[str, Any]) -> None:
    fine = np.linspace(-4, 4, 800_001)
    for c in (2.0, 0.3, -1.7):
        for alpha in (0.5, 1.0):
            with_l2 = fine[np.argmin((fine - c) ** 2 / 2 + alpha * fine**2 / 2)]
            with_l1 = fine[np.argmin((fine - c) ** 2 / 2 + alpha * np.abs(fine))]
            assert with_l2 == pytest.approx(value(r"\frac{c}{1 + \alpha}", {"c": c, r"\alpha": alpha}), abs=1e-5)
            assert with_l1 == pytest.approx(solutions["soft_threshold"](np.array([c]), alpha)[0], abs=1e-5)


def test_the_proximal_step_minimises_what_it_should_and_stops_at_zero(solutions: dict[str, Any]) -> None:
    soft = solutions["soft_threshold"]
    rng = np.random.default_rng(5)
    X, y = rng.normal(size=(30, 4)), rng.normal(size=30)
    rate, alpha = 0.1, 0.15
    step = named(PROXIMAL.partition(r"\leftarrow")[2]).replace(r"S_{\eta \alpha}\big(", "S(").replace(r"\big)", ")")
    values: dict[str, Any] = {"w": np.zeros(4), r"\eta": rate, r"\alpha": alpha}
    t = value(THRESHOLD.partition("=")[2], values)
    assert t == pytest.approx(rate * alpha)
    values["S"] = lambda at: soft(at, t)
    for _ in range(3000):
        values["g"] = X.T @ (X @ values["w"] - y) / 30
        values["w"] = value(step, values)
    # Where the penalised cost is least, no coordinate can gain by a small move, either way.
    w = values["w"]

    def penalised(at: np.ndarray) -> float:
        return float(((X @ at - y) ** 2).sum() / 60 + alpha * np.abs(at).sum())

    assert 0 < np.sum(w == 0) < 4
    assert all(penalised(w + sign * move) >= penalised(w) for move in 1e-4 * np.eye(4) for sign in (1, -1))
    # The lone weight of the lesson: it jumps over zero by the sign, and stops there by the threshold.
    assert holds(JUMP, {r"\eta": 0.1, r"\alpha": 0.5})
    assert 0.02 - 0.05 * np.sign(0.02) == pytest.approx(-0.03) and soft(np.array([0.02]), 0.05)[0] == 0


def test_the_two_weights_of_the_widget_are_the_best_and_those_of_the_text(solutions: dict[str, Any]) -> None:
    names, _ = demo("circle_and_diamond", solutions)
    fine = np.stack(np.meshgrid(np.linspace(-0.2, 2, 441), np.linspace(-0.2, 2, 441)), axis=-1)
    gap = fine - names["centre"]
    cost = np.einsum("...i,ij,...j", gap, names["curvature"], gap) / 2
    for alpha in (0.3, 1.0, 2.5):
        for solve, price in (("weights_with_l2", (fine**2).sum(-1) / 2), ("weights_with_l1", np.abs(fine).sum(-1))):
            best = fine.reshape(-1, 2)[np.argmin(cost + alpha * price)]
            assert np.allclose(names[solve](alpha), best, atol=0.006)
    assert np.allclose(names["weights_with_l1"](1.0), [0.95, 0.0]) and names["weights_with_l1"](1.0)[1] == 0
    assert (names["weights_with_l2"](1.0) > 0).all() and not names["weights_with_l1"](2.5).any()
    assert (names["weights_with_l1"](0.3) > 0).all()


def test_the_histograms_have_the_zeros_of_the_text(solutions: dict[str, Any]) -> None:
    names, printed = demo("many_X", solutions)
    assert [int(np.sum(names[w] == 0)) for w in ("plain_w", "l2_w", "stepped_w", "l1_w")] == [0, 0, 0, 177]
    assert np.linalg.norm(names["l2_w"]) < np.linalg.norm(names["plain_w"])
    large = names["l1_w"][:10]
    assert (np.sign(large) == np.sign(names["true_w"][:10])).all() and 0.7 < np.abs(large).mean() < 0.9
    errors = [float(found.replace(",", ".")) for found in re.findall(r"(\d,\d\d)$", printed, re.MULTILINE)]
    assert errors == [5.47, 5.49, 0.72, 0.60]
    X, y, new = names["many_X"], names["many_y"], names["other_X"]
    for alpha in np.logspace(-6, 1, 29):  # no strength makes L2 worth while here
        w = np.linalg.solve(X.T @ X + 100 * alpha * np.eye(200), X.T @ y)
        assert np.mean((new @ w - names["other_y"]) ** 2) > 5.46
    exact = names["plain_w"]
    assert np.allclose(X @ exact, y) and np.allclose(X.T @ np.linalg.lstsq(X.T, exact, rcond=None)[0], exact)


def test_the_errors_of_l2_by_its_strength_are_those_of_the_table(text: str, solutions: dict[str, Any]) -> None:
    names, _ = demo("many_X", solutions)
    X, y, new, wanted = (names[name] for name in ("many_X", "many_y", "other_X", "other_y"))
    told = next(line for line in text.splitlines() if line.startswith("| erreur | 5,47"))
    numbers = [float(cell.replace(",", ".")) for cell in told.strip("| ").split(" | ")[1:]]
    strengths = (0.01, 0.1, 0.3, 1, 3, 10, 100)
    for alpha, number in [*zip(strengths, numbers, strict=True), (1e-3, numbers[0]), (1e-4, numbers[0])]:
        w = np.linalg.solve(X.T @ X + 100 * alpha * np.eye(200), X.T @ y)
        assert np.mean((new @ w - wanted) ** 2) == pytest.approx(number, abs=6e-3)


def test_the_l1_norm_is_the_worst_that_moved_inputs_can_do(solutions: dict[str, Any]) -> None:
    names, _ = demo("many_X", solutions)
    plain, sparse, epsilon = np.abs(names["plain_w"]).sum(), np.abs(names["l1_w"]).sum(), 0.1
    assert [plain, sparse, plain / sparse] == pytest.approx([23.2, 8.9, 2.6], abs=0.06)
    rng = np.random.default_rng(0)
    for w in (names["plain_w"], names["l1_w"], rng.normal(size=12)):
        worst = epsilon * np.sign(w) @ w
        assert worst == pytest.approx(epsilon * np.abs(w).sum())
        assert np.abs(rng.uniform(-epsilon, epsilon, size=(1000, len(w))) @ w).max() <= worst


def test_the_l1_penalty_does_not_protect_from_wrong_labels(solutions: dict[str, Any]) -> None:
    names, _ = demo("many_X", solutions)
    X, y, w = names["many_X"], names["many_y"].copy(), np.zeros(200)
    y[:5] += 20
    for _ in range(500):
        w = solutions["soft_threshold"](w - names["rate"] * X.T @ (X @ w - y) / 100, names["rate"] * 0.1)
    assert np.mean((names["other_X"] @ names["l1_w"] - names["other_y"]) ** 2) == pytest.approx(0.6, abs=0.05)
    assert np.mean((names["other_X"] @ w - names["other_y"]) ** 2) > 20


def test_a_hidden_bias_moves_the_fold_and_leaves_the_slope() -> None:
    x = np.linspace(-3, 3, 6001)
    for w, b in [(2.0, 1.0), (2.0, -3.0), (-0.5, 0.25)]:
        slopes = np.diff(np.maximum(w * x + b, 0)) / np.diff(x)
        fold = x[np.argmax(np.abs(np.diff(slopes))) + 1]
        assert fold == pytest.approx(-b / w, abs=2e-3)
        assert {round(float(slope), 6) for slope in slopes[[0, -1]]} == {0.0, w}  # whatever b


def test_the_solution_penalises_the_weights_alone(solutions: dict[str, Any]) -> None:
    import torch
    from torch.optim.optimizer import register_optimizer_step_pre_hook

    found: set[tuple[int, float]] = set()

    def look(optimiser: torch.optim.Optimizer, *_: Any) -> None:
        found.update((one.dim(), group["weight_decay"]) for group in optimiser.param_groups for one in group["params"])

    generator = torch.Generator().manual_seed(0)
    data = [torch.randn(60, size, generator=generator) for size in (10, 1, 10, 1)]
    hook = register_optimizer_step_pre_hook(look)
    try:
        model = torch.nn.Sequential(torch.nn.Linear(10, 100), torch.nn.ReLU(), torch.nn.Linear(100, 1))
        solutions["close_gap"](model, *data)
    finally:
        hook.remove()
    assert found == {(2, 0.3), (1, 0.0)}


def test_a_group_without_its_own_decay_takes_that_of_the_optimiser() -> None:
    import torch

    parameters = [torch.zeros(2, requires_grad=True)]
    assert torch.optim.AdamW([{"params": parameters}]).param_groups[0]["weight_decay"] == 0.01


def test_when_every_input_counts_a_little_l2_is_better_than_l1(solutions: dict[str, Any]) -> None:
    names, _ = demo("many_X", solutions)
    X, rng = names["many_X"], np.random.default_rng(1)
    true = rng.choice([-1.0, 1.0], size=200) * np.sqrt(10 / 200)
    y = X @ true + 0.5 * rng.normal(size=100)
    best = {"L1": np.inf, "L2": np.inf}
    for alpha in (0.03, 0.1, 0.3):
        found = {"L2": np.linalg.solve(X.T @ X + 100 * alpha * np.eye(200), X.T @ y), "L1": np.zeros(200)}
        for _ in range(1000):
            slope = X.T @ (X @ found["L1"] - y) / 100
            found["L1"] = solutions["soft_threshold"](found["L1"] - names["rate"] * slope, names["rate"] * alpha)
        best = {name: min(best[name], float(((w - true) ** 2).sum())) for name, w in found.items()}
    assert best["L2"] < 0.8 * best["L1"]


def test_ridge_in_closed_form_is_where_the_slope_is_nil(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(6)
    n, d, alpha = 12, 4, 0.3
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)
    cost = named(RIDGE.partition("=")[2])

    def penalised(at: np.ndarray) -> float:
        rest = np.linalg.norm(y - X @ at)
        return float(
            value(cost, {r"\mathrm{rest}": rest, r"\mathrm{norm}": np.linalg.norm(at), "n": n, r"\alpha": alpha})
        )

    def columns(at: np.ndarray) -> dict[str, Any]:
        return {"X": matrix(X), "Z": matrix(X.T), "w": matrix(at).T, "y": matrix(y).T, "I": matrix(np.eye(d)), "n": n}

    anywhere = rng.normal(size=d)
    slope = matrix(slope_of(penalised, anywhere)).T
    assert holds(named(RIDGE_SLOPE), {**columns(anywhere), r"\mathrm{slope}": slope, r"\alpha": alpha}, atol=1e-6)
    w = solutions["ridge_closed_form"](X, y, alpha)
    assert np.allclose(slope_of(penalised, w), 0, atol=1e-6)
    assert holds(named(NORMAL), {**columns(w), r"\alpha": alpha})
    left = value(r"Z X + n \alpha I", {**columns(w), r"\alpha": alpha})
    closed = named(CLOSED).replace(r"(Z X + n \alpha I)^{-1}", "A")
    assert holds(closed, {**columns(w), "A": matrix(np.linalg.inv(left))})
    b = rng.normal(size=d)
    assert holds(SOLVED, {"A": matrix(left), "w": matrix(np.linalg.solve(left, b)).T, "b": matrix(b).T})


def test_the_ridge_worked_by_hand_is_that_of_the_solution(solutions: dict[str, Any], text: str) -> None:
    X, y = np.array([[1.0], [2.0]]), np.array([1.0, 3.0])
    products = {"Z": matrix(X.T), "X": matrix(X), "y": matrix(y).T}
    assert all(holds(named(latex), products) for latex in BY_HAND[:2])
    assert holds(BY_HAND[2], {"w": np.linalg.lstsq(X, y, rcond=None)[0]})
    assert holds(BY_HAND[3], {"w": 7 / 6}) and solutions["ridge_closed_form"](X, y, 0.5)[0] == pytest.approx(7 / 6)
    assert "1,1667. Si vous trouvez 1,2727" in text and round(7 / 5.5, 4) == 1.2727


def test_the_alpha_of_scikit_learn_is_n_times_ours(solutions: dict[str, Any]) -> None:
    from sklearn.linear_model import Ridge

    rng = np.random.default_rng(7)
    X, y = rng.normal(size=(15, 6)), rng.normal(size=15)
    theirs = Ridge(alpha=15 * 0.2, fit_intercept=False).fit(X, y).coef_
    assert np.allclose(solutions["ridge_closed_form"](X, y, 0.2), theirs)


def test_with_the_loss_of_pytorch_the_weight_decay_is_twice_alpha(solutions: dict[str, Any]) -> None:
    import torch

    rng = np.random.default_rng(10)
    X, y = rng.normal(size=(20, 3)), rng.normal(size=20)
    w = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=0.1, weight_decay=2 * 0.3)
    for _ in range(500):
        optimiser.zero_grad()
        torch.nn.functional.mse_loss(torch.tensor(X) @ w, torch.tensor(y)).backward()
        optimiser.step()
    assert np.allclose(w.detach().numpy(), solutions["ridge_closed_form"](X, y, 0.3))


def test_gradient_descent_meets_the_closed_form(solutions: dict[str, Any]) -> None:
    names, printed = demo("judge_X", solutions)
    closed = solutions["ridge_closed_form"](names["judge_X"], names["judge_y"], 0.2)
    assert np.allclose(names["walking_w"], closed, atol=1e-9)
    assert len({line.partition(":")[2] for line in printed.splitlines()}) == 1


def test_dropout_keeps_the_mean(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(8)
    x, u, p = rng.normal(size=500), rng.random(500), 0.3

    class Drawn:
        def random(self, shape: tuple[int, ...]) -> np.ndarray:
            return u.reshape(shape)

    found = solutions["dropout"](x, p, True, Drawn())
    latex = DROPPED.replace(r"\tilde x_j", "d").replace("x_j", "x").replace("u_j", "u")
    assert holds(latex, {"d": found, "x": x, "u": u, "p": p})
    assert holds(UNCHANGED, {"p": p, "x": x})
    many = solutions["dropout"](np.full(200_000, 6.0), 0.25, True, rng)
    assert sorted(set(many.round(9))) == [0.0, 8.0] and many.mean() == pytest.approx(6, abs=0.03)


def test_dropout_is_that_of_pytorch(solutions: dict[str, Any]) -> None:
    import torch

    found = torch.nn.functional.dropout(torch.ones(100_000, dtype=torch.float64), 0.2, training=True)
    ours = solutions["dropout"](np.ones(100_000), 0.2, True, np.random.default_rng(0))
    assert set(found.tolist()) == {0.0, 1.25} == set(ours.round(12).tolist())
    assert (found == 0).double().mean().item() == pytest.approx(np.mean(ours == 0), abs=0.01)
    assert not torch.nn.functional.dropout(torch.ones(5), 1.0, training=True).any()  # they accept p = 1


def test_the_training_of_the_lesson_has_its_trough_where_the_text_says(solutions: dict[str, Any]) -> None:
    names, _ = demo("stop_history", solutions)
    history = names["stop_history"]
    assert abs(names["trough"] - 23) <= 1 and names["stop_at"] == names["trough"] + 15
    assert min(history.val_loss) == pytest.approx(7.0, abs=0.1)
    assert history.val_loss[-1] == pytest.approx(11.7, abs=0.2) and history.train_loss[-1] < 0.01


@pytest.mark.parametrize(("min_delta", "stop", "kept"), [(0.0, 6, 4), (0.02, 4, 2)])
def test_the_table_of_patience_is_right(solutions: dict[str, Any], min_delta: float, stop: int, kept: int) -> None:
    stopper = solutions["EarlyStopping"](2, min_delta)
    weights = {"epoch": np.zeros(1)}
    for epoch, loss in enumerate([0.9, 0.7, 0.72, 0.69, 0.71, 0.7], start=1):
        weights["epoch"][:] = epoch
        if stopper.step(loss, weights):
            break
    assert epoch == stop and stopper.best_state["epoch"][0] == kept


def test_the_question_on_patience_stops_at_the_last_value(solutions: dict[str, Any]) -> None:
    stopper = solutions["EarlyStopping"](3)
    assert [stopper.step(loss, {}) for loss in (5, 4, 6, 5, 4)] == [False, False, False, False, True]


def test_the_models_of_the_introduction_make_the_errors_of_the_text(solutions: dict[str, Any]) -> None:
    names, _ = demo("fitting_game", solutions)
    from course_utils.widgets.fitting import fitting_game

    start = {"degree": 14, "penalty": -8, "noise": 0.3, "points": 15}
    game = fitting_game(names["fit_polynomial"], names["wave"], start=start)
    assert game.status is not None
    assert "appris : 0,00. Points nouveaux : 0,75" in game.status(**start)
    assert "appris : 0,26. Points nouveaux : 0,43" in game.status(**{**start, "penalty": -4})
    assert "appris : 0,26. Points nouveaux : 0,36" in game.status(**{**start, "points": 60})
    told = [game.status(**{**start, "degree": degree}) for degree in range(16)]
    learnt = [float(re.findall(r"\d,\d\d", one)[0].replace(",", ".")) for one in told]
    new = [float(re.findall(r"\d,\d\d", one)[1].replace(",", ".")) for one in told]
    assert learnt == sorted(learnt, reverse=True) and 0 < int(np.argmin(new)) < 15


def test_the_coefficients_of_the_model_that_recites_are_huge_and_cancel(solutions: dict[str, Any]) -> None:
    names, _ = demo("fitting_game", solutions)
    golden = (np.sqrt(5) - 1) / 2
    x = np.sin(np.pi * ((0.5 + golden * np.arange(15)) % 1 - 0.5))
    rng = np.random.default_rng(9)
    y = names["wave"](x) + 0.3 * rng.normal(size=60)[:15]
    w = np.linalg.solve(np.vander(x, 15, increasing=True), y)
    assert np.abs(w).max() > 1000 and np.allclose(names["fit_polynomial"](x, y, 14, 0.0)(x), y, atol=1e-4)


def test_the_penalty_of_the_polynomial_leaves_the_constant_free(solutions: dict[str, Any]) -> None:
    names, _ = demo("fitting_game", solutions)
    x, y = np.linspace(-1, 1, 9), 5 + np.linspace(-1, 1, 9)
    assert np.allclose(names["fit_polynomial"](x, y, 3, 1e6)(x), 5, atol=1e-3)


def test_the_leak_announces_what_the_text_says(solutions: dict[str, Any]) -> None:
    _, printed = demo("leak_rng", solutions)
    assert re.findall(r"(\d+) %", printed) == ["93", "53"]


def test_cross_validation_finds_nearly_the_best_alpha(solutions: dict[str, Any]) -> None:
    names, _ = demo("choice_rng", solutions)
    learnt, new = names["learnt_errors"], names["new_errors"]
    assert (np.diff(learnt) > 0).all()
    chosen = new[names["strengths"].index(names["best_alpha"])]
    assert chosen <= 1.02 * min(new) and chosen < 0.7 * new[0]  # here, L2 helps a lot


def test_a_model_that_always_says_zero_makes_the_error_of_the_text() -> None:
    x = np.random.default_rng(0).normal(size=(400_000, 3))
    assert np.mean((x @ np.array([2.0, -1.5, 1.0])) ** 2) == pytest.approx(7.25, rel=0.01)
    assert 2**2 + 1.5**2 + 1**2 == 7.25
