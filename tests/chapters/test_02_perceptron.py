"""Chapter 02: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
SQUARE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, XOR = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 0])


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "notebooks" / "02_perceptron.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def solutions() -> dict[str, Any]:
    """The functions of the chapter's own solutions."""
    namespace: dict[str, Any] = {}
    source = nbformat.read(ROOT / "source" / "02_perceptron" / "02_perceptron.ipynb", as_version=4)
    for cell in source.cells:
        if cell.metadata.get("course", {}).get("role") == "stub+solution":
            exec(cell.source, namespace)
    return namespace


@pytest.fixture(scope="module")
def perceptron_trials() -> dict[str, Any]:
    """The functions that the checks of `perceptron_fit` define: each tries a `fit` on data of its own."""
    source = nbformat.read(ROOT / "source" / "02_perceptron" / "02_perceptron.ipynb", as_version=4)
    checks = next(cell.source for cell in source.cells if cell.id == "perceptron_fit-checks")
    functions = [node for node in ast.parse(checks).body if isinstance(node, ast.FunctionDef)]
    namespace: dict[str, Any] = {"np": np}
    exec(compile(ast.Module(functions, []), "<checks>", "exec"), namespace)
    return namespace


def relu(z: np.ndarray) -> np.ndarray:
    return np.maximum(z, 0.0)


def rosenblatt(y: np.ndarray, rate: float, epochs: int) -> tuple[list[tuple[Any, ...]], list[int]]:
    """Return every step of the rule on the square (z, answer, w, b), and the corrections of each epoch."""
    w, b = np.zeros(2), 0.0
    steps: list[tuple[Any, ...]] = []
    corrections = []
    for _ in range(epochs):
        corrections.append(0)
        for x, target in zip(SQUARE, y, strict=True):
            z = x @ w + b
            answer = int(z >= 0)
            w, b = w + rate * (target - answer) * x, b + rate * (target - answer)
            corrections[-1] += answer != target
            steps.append((float(z), answer, tuple(w.tolist()), float(b)))
    return steps, corrections


def test_a_neuron_with_equal_weights_is_a_mean(solutions: dict[str, Any]) -> None:
    x = np.array([7.0, -3.0, 2.0])
    assert solutions["neuron"](x, np.full(3, 1 / 3), 0.0) == pytest.approx(2)
    assert solutions["neuron"](x, np.array([0.6, 0.25, 0.15]), 0.0) == pytest.approx(3.75)


def test_the_neuron_to_predict_gives_minus_one_and_relu_zero(solutions: dict[str, Any]) -> None:
    z = solutions["neuron"](np.array([2.0, 3.0]), np.array([0.2, -0.5]), 0.1)
    assert z == pytest.approx(-1.0) and relu(z) == 0


def test_the_distance_of_the_boundary_to_the_origin_is_the_formula() -> None:
    w, b = np.array([3.0, -4.0]), 2.5
    foot = -b * w / (w @ w)
    assert w @ foot + b == pytest.approx(0) and np.hypot(*foot) == pytest.approx(abs(b) / np.hypot(*w))


@pytest.fixture(scope="module")
def leaves(text: str) -> tuple[np.ndarray, np.ndarray]:
    """The points of the game, read in the chapter itself."""
    source = re.search(r"leaf_sizes = (np\.array\(\[.*?\]\))\n", text, re.DOTALL)
    assert source is not None
    return eval(source[1], {"np": np}), np.array([0] * 7 + [1] * 7)


def mistakes(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> int:
    return int((np.where(X @ w + b >= 0, 1, 0) != y).sum())


def test_the_game_is_won_in_the_two_gestures_that_the_answer_gives(leaves: tuple[np.ndarray, np.ndarray]) -> None:
    assert mistakes(*leaves, np.array([1.0, 1.0]), 0.0) == 7  # everything on the side of class 1
    assert mistakes(*leaves, np.array([1.0, 1.0]), -5.0) == 0


def test_without_a_bias_five_mistakes_are_the_fewest(leaves: tuple[np.ndarray, np.ndarray]) -> None:
    angles = np.linspace(0, 2 * np.pi, 7201)
    fewest = min(mistakes(*leaves, np.array([np.cos(angle), np.sin(angle)]), 0.0) for angle in angles)
    assert fewest == 5 == mistakes(*leaves, np.array([0.3, -0.2]), 0.0)


def test_on_centred_leaves_a_boundary_without_bias_is_enough(leaves: tuple[np.ndarray, np.ndarray]) -> None:
    X, y = leaves
    assert mistakes(X - X.mean(axis=0), y, np.array([1.0, 1.0]), 0.0) == 0


def test_the_table_of_the_first_epoch_is_right() -> None:
    steps, _ = rosenblatt(AND, 1.0, 1)
    assert steps == [
        (0.0, 1, (0.0, 0.0), -1.0),
        (-1.0, 0, (0.0, 0.0), -1.0),
        (-1.0, 0, (0.0, 0.0), -1.0),
        (-1.0, 0, (1.0, 1.0), 0.0),
    ]


def test_and_takes_eleven_corrections_and_the_sixth_epoch_makes_none() -> None:
    _, corrections = rosenblatt(AND, 1.0, 8)
    assert sum(corrections) == 11 and corrections[4:6] == [1, 0]


def test_novikoff_promises_fifty_one_corrections_for_and() -> None:
    extended = np.column_stack([SQUARE, np.ones(4)])
    sides = np.where(AND == 1, 1.0, -1.0)
    best = np.array([2.0, 2.0, -3.0])
    margin = (sides * (extended @ best)).min() / np.linalg.norm(best)
    assert margin**2 == pytest.approx(1 / 17) and (extended**2).sum(axis=1).max() == 3
    directions = np.random.default_rng(0).normal(size=(200_000, 3))
    margins = (directions @ (sides[:, None] * extended).T).min(axis=1) / np.linalg.norm(directions, axis=1)
    assert margins.max() <= margin + 1e-12  # no other boundary has a wider one


@pytest.mark.parametrize("rate", [0.5, 0.125, 8.0])
def test_from_zero_the_rate_scales_the_weights_and_changes_no_answer(rate: float) -> None:
    one, other = rosenblatt(AND, 1.0, 6)[0], rosenblatt(AND, rate, 6)[0]
    assert [step[1] for step in one] == [step[1] for step in other]
    assert np.allclose(np.array(one[-1][2]) * rate, other[-1][2])


def test_the_three_boundaries_of_the_figure_make_three_one_and_no_mistake(solutions: dict[str, Any]) -> None:
    counts = [mistakes(SQUARE, AND, *solutions["perceptron_fit"](SQUARE, AND, 1.0, epochs)) for epochs in (1, 3, 5)]
    w, b = solutions["perceptron_fit"](SQUARE, AND, 1.0, 5)
    assert counts == [3, 1, 0] and np.array([1.0, 1.0]) @ w + b == 0


def test_the_curves_of_the_figure_are_as_the_text_says(solutions: dict[str, Any]) -> None:
    fit = solutions["perceptron_fit"]
    learnt = [mistakes(SQUARE, AND, *fit(SQUARE, AND, 1.0, epochs)) for epochs in range(16)]
    assert learnt == [3, 3, 2, 1, 2] + [0] * 11
    assert {mistakes(SQUARE, XOR, *fit(SQUARE, XOR, 1.0, epochs)) for epochs in range(200)} == {2}


def test_the_data_of_the_checks_are_learnt_without_a_mistake(perceptron_trials: dict[str, Any]) -> None:
    fit = perceptron_trials["_reference_fit"]
    assert perceptron_trials["_and"](fit) == AND.tolist()
    assert perceptron_trials["_leaves"](fit) == [1, 0, 1, 0, 1, 0, 1, 0]


def test_the_hidden_data_are_learnt_long_before_the_last_epoch(perceptron_trials: dict[str, Any]) -> None:
    left = []

    def fit(X: np.ndarray, y: np.ndarray, rate: float, epochs: int) -> tuple[np.ndarray, float]:
        w, b = perceptron_trials["_reference_fit"](X, y, rate, epochs // 4)
        left.append(mistakes(X, y, w, b))
        return w, b

    perceptron_trials["_converged"](fit)
    assert left == [0] * 12


@pytest.mark.parametrize("trial", ["_one_epoch", "_two_epochs"])
def test_no_decision_of_the_checks_hangs_on_a_rounding(trial: str, perceptron_trials: dict[str, Any]) -> None:
    def shifted(way: float) -> Any:
        def fit(*data: Any) -> tuple[np.ndarray, float]:
            w, b = perceptron_trials["_reference_fit"](*data)
            return w, b + way

        return perceptron_trials[trial](fit)

    assert shifted(-1e-9) == shifted(1e-9)


def test_the_units_of_the_table_compute_and_or_and_nand() -> None:
    table = {(1, 1, -1.5): [0, 0, 0, 1], (1, 1, -0.5): [0, 1, 1, 1], (-1, -1, 1.5): [1, 1, 1, 0]}
    for (w1, w2, b), answers in table.items():
        assert [int(w1 * x1 + w2 * x2 + b >= 0) for x1, x2 in SQUARE] == answers


def test_the_hidden_layer_folds_the_square_onto_three_points() -> None:
    hidden = (SQUARE @ np.array([[1.0, -1.0], [1.0, -1.0]]) + np.array([-0.5, 1.5]) >= 0).astype(int)
    assert hidden.tolist() == [[0, 1], [1, 1], [1, 1], [1, 0]]


def test_the_network_for_xor_answers_near_the_corners_like_the_corners(solutions: dict[str, Any]) -> None:
    moves = np.random.default_rng(1).uniform(-0.199, 0.199, size=(500, 4, 2))
    for move in moves:
        assert solutions["xor_network"](SQUARE + move).tolist() == XOR.tolist()


def test_the_small_table_of_parameters_and_the_quiz_s_shapes_are_right(solutions: dict[str, Any]) -> None:
    count = solutions["count_parameters"]
    assert [count([784, 16]), count([16, 16]), count([16, 10])] == [12_560, 272, 170]
    assert (count([784, 16, 16, 10]), count([2, 3, 1]), count([2, 40])) == (13_002, 13, 120)
    assert solutions["dense"](np.zeros((32, 8)), np.zeros((8, 5)), np.zeros(5), None).shape == (32, 5)
    assert solutions["neuron"](np.array([1.0, 4.0]), np.array([2.0, -1.0]), 3.0) == 1


def test_two_layers_without_activation_are_one(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(2)
    X, W1, b1, W2, b2 = (rng.normal(size=shape) for shape in ((7, 3), (3, 5), (5,), (5, 2), (2,)))
    W, b = solutions["collapse"](W1, b1, W2, b2)
    assert np.allclose(X @ W + b, (X @ W1 + b1) @ W2 + b2)


def test_the_person_of_the_lesson_goes_through_the_network_as_written(solutions: dict[str, Any]) -> None:
    params = [
        (np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]), np.array([0.1, 0.2, 0.3])),
        (np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]), np.array([0.1, 0.2, 0.3])),
        (np.array([[0.1], [0.2], [0.3]]), np.array([0.1])),
    ]
    found = solutions["forward"](np.array([[70.0, 25.0]]), params)
    for got, wanted in zip(found[1:], ([17.1, 26.7, 36.3], [37.9, 46.01, 54.12], [29.328]), strict=True):
        assert np.allclose(got[0], wanted)


X = np.linspace(-1.5, 1.5, 30_001)
CURVE = X**3 + X**2 - X - 1
SIGNS = np.array([-1.0, -1.0, -1.0, 1.0, 1.0, 1.0])


def units(third: float = 1.0) -> np.ndarray:
    slopes, shifts = [-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, third, -0.2, -1.1, -5]
    return np.stack([relu(slope * X + shift) for slope, shift in zip(slopes, shifts, strict=True)], axis=1)


def test_the_sum_of_six_units_imitates_the_curve_within_three_tenths_at_one() -> None:
    gap = np.abs(units() @ SIGNS - CURVE)
    assert gap.max() == pytest.approx(0.30, abs=1e-6) and X[gap.argmax()] == pytest.approx(1)


def test_the_first_unit_is_zero_on_the_interval_and_starts_below_it() -> None:
    assert not units()[:, 0].any() and relu(np.array(-5 * -1.55 - 7.7)) > 0 == relu(np.array(-5 * -1.53 - 7.7))


def test_the_wrong_sign_of_slides_costs_two_and_least_squares_improve() -> None:
    assert np.abs(units(third=-1.0) @ SIGNS - CURVE).max() == pytest.approx(2.2, abs=0.05)
    best = np.linalg.lstsq(units(), CURVE, rcond=None)[0]
    assert np.abs(units() @ best - CURVE).max() == pytest.approx(0.22, abs=0.005)
