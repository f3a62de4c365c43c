"""Chapter 02: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import ast
import re
from typing import Any, NamedTuple

import numpy as np
import pytest

from tests.chapters.latex import holds, matrix, value

SQUARE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, XOR = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 0])

WORKED = (
    r"\tfrac13 \times 7 + \tfrac13 \times (-3) + \tfrac13 \times 2 = 2",
    r"3 \times 17 = 51",
    r"784 \times 16 = 12\,544",
    r"28 \times 28 = 784",
    r"0{,}1 \times 70 + 0{,}4 \times 25 + 0{,}1 = 17{,}1",
    r"2 \times 1 - 1 \times 4 + 3 = 1",
)
SCORE = r"z = w_1 x_1 + w_2 x_2 + \dots + w_d x_d + b = w \cdot x + b"
SHORT_SCORE = r"z = w \cdot x + b"
ANSWER = r"\hat y = \sigma(z)"
BY_HAND = r"z = 0{,}4 - 1{,}5 + 0{,}1 = -1"
RELU, BEND = r"\mathrm{ReLU}(z) = \max(0, z)", r"r(z) = \max(0, z)"
STEP = r"\hat y = \begin{cases} 1 & \text{si } z \geq 0 \\ 0 & \text{sinon} \end{cases}"
BOUNDARY = "w_1 x_1 + w_2 x_2 + b = 0"
RULE = r"w \leftarrow w + \eta \, (y - \hat y) \, x \qquad\qquad b \leftarrow b + \eta \, (y - \hat y)"
RULE_OF_W, RULE_OF_B = r"w \leftarrow w + \eta (y - \hat y) x", r"b \leftarrow b + \eta (y - \hat y)"
BEST, MARGIN = "2 x_1 + 2 x_2 - 3 = 0", r"\gamma^2 = 1/17"
# What XOR asks of a lone neuron: the condition, the entry it comes from, the answer that is wanted.
ASKED = {r"w_2 + b \geq 0": (0, 1, 1), r"w_1 + b \geq 0": (1, 0, 1), "w_1 + w_2 + b < 0": (1, 1, 0)}
ADDED, CONTRADICTED = r"w_1 + w_2 + 2b \geq 0", r"w_1 + w_2 + b \geq -b > 0"
XOR_OF_OTHERS = (
    r"\mathrm{XOR}(x_1, x_2) = \mathrm{ET}\big(\mathrm{OU}(x_1, x_2), \; \mathrm{NON\text{-}ET}(x_1, x_2)\big)"
)
LAYER, SHORT_LAYER = r"O = \sigma(X W + b)", r"O = \sigma(XW + b)"
COLLAPSED = r"(X W_1 + b_1) \, W_2 + b_2 = X \, (W_1 W_2) + (b_1 W_2 + b_2)"
ONE_LAYER = ("W = W_1 W_2", "b = b_1 W_2 + b_2")
POLYNOMIAL = "f(x) = x^3 + x^2 - x - 1"
SIX_UNITS = r"-r(-5x - 7{,}7) - r(-1{,}2x - 1{,}3) - r(1{,}2x + 1) + r(1{,}2x - 0{,}2) + r(2x - 1{,}1) + r(5x - 5)"
FIRST_UNIT = "-5x - 7{,}7 > 0"
MISTAKE = r"y - \hat y = -1"

FORMULAS = {
    **dict.fromkeys(WORKED, "test_a_worked_sum_is_right"),
    **dict.fromkeys((SCORE, SHORT_SCORE, BY_HAND), "test_the_neuron_of_the_solution_computes_the_score"),
    **dict.fromkeys((ANSWER, LAYER, SHORT_LAYER), "test_the_layer_of_the_solution_computes_the_formula"),
    **dict.fromkeys((RELU, BEND), "test_relu_is_half_the_sum_of_a_number_and_its_size"),
    STEP: "test_the_step_is_that_of_numpy",
    BOUNDARY: "test_the_boundary_is_a_straight_line_on_which_the_score_is_zero_and_beyond_which_the_answer_changes",
    **dict.fromkeys((RULE, RULE_OF_W, RULE_OF_B), "test_the_solution_corrects_by_the_rule_example_after_example"),
    **dict.fromkeys((BEST, MARGIN), "test_the_boundary_of_widest_margin_is_the_one_of_the_text"),
    **dict.fromkeys(ASKED, "test_each_condition_says_exactly_when_the_neuron_answers_as_xor"),
    **dict.fromkeys((ADDED, CONTRADICTED), "test_the_two_middle_conditions_make_the_last_impossible"),
    XOR_OF_OTHERS: "test_xor_is_the_and_of_or_and_nand",
    COLLAPSED: "test_two_layers_without_activation_are_the_one_of_the_formula",
    **dict.fromkeys(ONE_LAYER, "test_two_layers_without_activation_are_the_one_of_the_formula"),
    POLYNOMIAL: "test_the_curve_has_the_roots_of_its_formula",
    SIX_UNITS: "test_the_six_units_of_the_formula_are_within_three_tenths_of_the_curve",
    FIRST_UNIT: "test_the_first_unit_is_at_work_below_its_bend_only",
    MISTAKE: "test_a_one_for_a_zero_moves_the_weights_away",
}


class Trial(NamedTuple):
    """One check of `perceptron_fit`: its trainings (X, y, rate, epochs), and what is made of the weights that come."""

    trainings: list[tuple[Any, ...]]
    measure: Any


@pytest.fixture(scope="module")
def reference_fit(notebook: Any) -> Any:
    """The hidden tests' own `perceptron_fit`."""
    checks = next(cell.source for cell in notebook.cells if cell.id == "perceptron_fit-checks")
    functions = [node for node in ast.parse(checks).body if isinstance(node, ast.FunctionDef)]
    namespace: dict[str, Any] = {"np": np}
    exec(compile(ast.Module(functions, []), "<checks>", "exec"), namespace)
    return namespace["_reference_fit"]


@pytest.fixture
def perceptron_trials(notebook: Any, monkeypatch: pytest.MonkeyPatch) -> list[Trial]:
    """The checks of `perceptron_fit`, in order, as their cell asks for them."""
    asked: list[Trial] = []

    def noted(steps: Any, fit: Any, trainings: Any, *, measure: Any, **others: Any) -> None:
        asked.append(Trial(list(trainings), measure))

    monkeypatch.setattr("course_utils.checks.behaves", noted)
    monkeypatch.setattr("course_utils.checks.keeps_inputs", lambda *given, **others: None)
    checks = next(cell.source for cell in notebook.cells if cell.id == "perceptron_fit-checks")
    exec(compile(checks, "<checks>", "exec"), {"perceptron_fit": None})
    return asked


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


def mistakes_by_epoch(rate: float, epochs: int) -> list[int]:
    steps, _ = rosenblatt(AND, rate, epochs)
    states = [((0.0, 0.0), 0.0), *((w, b) for _, _, w, b in steps[3::4])]
    return [mistakes(SQUARE, AND, np.array(w), b) for w, b in states]


def test_a_half_and_a_quarter_learn_as_one_does_and_a_tenth_breaks_a_tie(text: str) -> None:
    for rate in (1.0, 0.5, 0.25):
        assert mistakes_by_epoch(rate, 5) == [3, 3, 2, 1, 2, 0]
    assert mistakes_by_epoch(0.1, 5) == [3, 3, 2, 0, 0, 0]
    exact, broken = rosenblatt(AND, 1.0, 4)[0][14], rosenblatt(AND, 0.1, 4)[0][14]  # (1, 0), at the fourth epoch
    assert exact[:2] == (0.0, 1) and broken[1] == 0 and broken[0] == pytest.approx(-3e-17, rel=0.1)
    assert str(0.1 + 0.1 + 0.1) in text and 0.5 + 0.5 + 0.5 == 1.5 and 0.25 + 0.25 + 0.25 == 0.75


def test_the_three_boundaries_of_the_figure_make_three_one_and_no_mistake(solutions: dict[str, Any]) -> None:
    counts = [mistakes(SQUARE, AND, *solutions["perceptron_fit"](SQUARE, AND, 1.0, epochs)) for epochs in (1, 3, 5)]
    w, b = solutions["perceptron_fit"](SQUARE, AND, 1.0, 5)
    assert counts == [3, 1, 0] and np.array([1.0, 1.0]) @ w + b == 0


def test_the_curves_of_the_figure_are_as_the_text_says(solutions: dict[str, Any]) -> None:
    fit = solutions["perceptron_fit"]
    learnt = [mistakes(SQUARE, AND, *fit(SQUARE, AND, 1.0, epochs)) for epochs in range(16)]
    assert learnt == [3, 3, 2, 1, 2] + [0] * 11
    assert {mistakes(SQUARE, XOR, *fit(SQUARE, XOR, 1.0, epochs)) for epochs in range(200)} == {2}


def test_the_data_of_the_checks_are_learnt_without_a_mistake(
    perceptron_trials: list[Trial], reference_fit: Any
) -> None:
    long = [one for one in perceptron_trials if one.trainings[0][3] >= 30 and len(one.trainings) == 1]
    assert len(long) == 2
    for trial in long:
        assert trial.measure([reference_fit(*trial.trainings[0])]) == trial.trainings[0][1].tolist()


def test_the_hidden_data_are_learnt_long_before_the_last_epoch(
    perceptron_trials: list[Trial], reference_fit: Any
) -> None:
    apart = next(one.trainings for one in perceptron_trials if {each[3] for each in one.trainings} == {60})
    left = [mistakes(X, y, *reference_fit(X, y, rate, epochs // 4)) for X, y, rate, epochs in apart]
    assert left == [0] * 12


@pytest.mark.parametrize("epochs", [1, 2])
def test_no_decision_of_the_checks_hangs_on_a_rounding(
    epochs: int, perceptron_trials: list[Trial], reference_fit: Any
) -> None:
    def shifted(trial: Trial, way: float) -> Any:
        return trial.measure([(w, b + way) for w, b in (reference_fit(*one) for one in trial.trainings)])

    short = [one for one in perceptron_trials if all(np.size(each[0]) < 50 for each in one.trainings)]
    tried = [one for one in short if {each[3] for each in one.trainings} == {epochs}]
    tried = [one for one in tried if np.shape(one.trainings[0][0])[1] == 2]  # the other looks at forms
    assert tried
    for trial in tried:
        assert shifted(trial, -1e-9) == shifted(trial, 1e-9)


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


def test_the_loop_and_the_product_that_are_timed_agree(notebook: Any, capsys: pytest.CaptureFixture[str]) -> None:
    exec(next(cell.source for cell in notebook.cells if "perf_counter" in cell.source), {})
    assert capsys.readouterr().out.splitlines()[0].endswith(": True")


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


@pytest.mark.parametrize("latex", WORKED)
def test_a_worked_sum_is_right(latex: str) -> None:
    assert holds(latex)


def test_the_neuron_of_the_solution_computes_the_score(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(10)
    for d in (1, 2, 5):
        w, x, b = rng.normal(size=d), rng.normal(size=d), rng.normal()
        values = {"z": solutions["neuron"](x, w, b), "w": w, "x": x, "b": b, "w_i": w, "x_i": x}
        assert holds(SCORE.replace(r"w_1 x_1 + w_2 x_2 + \dots + w_d x_d", r"\sum_i w_i x_i"), values)
        assert holds(SHORT_SCORE, values)
    assert holds(BY_HAND, {"z": solutions["neuron"](np.array([2.0, 3.0]), np.array([0.2, -0.5]), 0.1)})


def test_the_layer_of_the_solution_computes_the_formula(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(11)
    X, W, b = rng.normal(size=(6, 3)), rng.normal(size=(3, 4)), rng.normal(size=4)
    for sigma in (np.tanh, relu):
        O = solutions["dense"](X, W, b, sigma)  # noqa: E741
        for latex in (LAYER, SHORT_LAYER):
            assert holds(latex, {"O": O, "X": matrix(X), "W": matrix(W), "b": b, r"\sigma": sigma})
        for unit in range(4):
            scores = np.array([solutions["neuron"](row, W[:, unit], b[unit]) for row in X])
            assert holds(ANSWER, {r"\hat y": O[:, unit], "z": scores, r"\sigma": sigma})


def test_relu_is_half_the_sum_of_a_number_and_its_size() -> None:
    z = np.linspace(-4, 4, 81)
    half = (z + np.abs(z)) / 2
    assert holds(RELU, {"z": z, r"\mathrm{ReLU}": lambda _: half}) and holds(BEND, {"z": z, "r": lambda _: half})


def test_the_step_is_that_of_numpy() -> None:
    z = np.array([-2.0, -1e-9, 0.0, 1e-9, 3.0])
    assert holds(STEP, {r"\hat y": np.heaviside(z, 1.0), "z": z})


def test_the_boundary_is_a_straight_line_on_which_the_score_is_zero_and_beyond_which_the_answer_changes(
    solutions: dict[str, Any],
) -> None:
    w, b = np.array([3.0, -4.0]), 2.5
    line = -b * w / (w @ w) + np.linspace(-5, 5, 11)[:, None] * np.array([4.0, 3.0])
    assert holds(BOUNDARY, {"w_1": w[0], "w_2": w[1], "x_1": line[:, 0], "x_2": line[:, 1], "b": b})
    for point in line:
        assert solutions["neuron"](point + 1e-6 * w, w, b) > 0 > solutions["neuron"](point - 1e-6 * w, w, b)


@pytest.mark.parametrize("target", [AND, XOR, 1 - AND])
def test_the_solution_corrects_by_the_rule_example_after_example(solutions: dict[str, Any], target: np.ndarray) -> None:
    both = [one.partition(r"\leftarrow") for one in RULE.split(r"\qquad\qquad")]
    short = [one.partition(r"\leftarrow") for one in (RULE_OF_W, RULE_OF_B)]
    for rule in (both, short):
        values: dict[str, Any] = {"w": np.zeros(2), "b": 0.0, r"\eta": 0.7}
        for epochs in range(1, 6):
            for x, y in zip(SQUARE, target, strict=True):
                values |= {"x": x, "y": y, r"\hat y": int(x @ values["w"] + values["b"] >= 0)}
                values |= {name.strip(): value(after, values) for name, _, after in rule}
            w, b = solutions["perceptron_fit"](SQUARE, target, 0.7, epochs)
            assert np.allclose(w, values["w"]) and b == pytest.approx(values["b"])


def test_the_boundary_of_widest_margin_is_the_one_of_the_text() -> None:
    sides = np.where(AND == 1, 1.0, -1.0)
    scores = value(BEST.removesuffix(" = 0"), {"x_1": SQUARE[:, 0], "x_2": SQUARE[:, 1]})
    length = np.sqrt(2**2 + 2**2 + 3**2)  # the bias counts as the weight of an entry that is always one
    margin = (sides * scores).min() / length
    assert holds(MARGIN, {r"\gamma": margin})
    rng = np.random.default_rng(0)
    extended = sides[:, None] * np.column_stack([SQUARE, np.ones(4)])
    others = rng.normal(size=(100_000, 3))
    assert ((others @ extended.T).min(axis=1) / np.linalg.norm(others, axis=1)).max() <= margin + 1e-12


def test_each_condition_says_exactly_when_the_neuron_answers_as_xor() -> None:
    for latex, (x1, x2, wanted) in ASKED.items():
        for w1, w2, b in np.random.default_rng(12).normal(size=(300, 3)):
            answers = int(w1 * x1 + w2 * x2 + b >= 0) == wanted
            assert holds(latex, {"w_1": w1, "w_2": w2, "b": b}, atol=0.0) == answers


def test_the_two_middle_conditions_make_the_last_impossible() -> None:
    drawn = np.random.default_rng(13).normal(size=(3000, 3))
    middle = [row for row in drawn if row[0] + row[2] >= 0 and row[1] + row[2] >= 0 and row[2] < 0]
    assert len(middle) > 100
    for w1, w2, b in middle:
        values = {"w_1": w1, "w_2": w2, "b": b}
        assert holds(ADDED, values) and holds(CONTRADICTED, values) and not holds("w_1 + w_2 + b < 0", values, atol=0.0)


def test_xor_is_the_and_of_or_and_nand() -> None:
    def unit(w1: float, w2: float, b: float) -> Any:
        return lambda x1, x2: (w1 * x1 + w2 * x2 + b >= 0).astype(int)

    names = {
        r"\mathrm{ET}": unit(1, 1, -1.5),
        r"\mathrm{OU}": unit(1, 1, -0.5),
        r"\mathrm{NON\text{-}ET}": unit(-1, -1, 1.5),
    }
    values = {**names, r"\mathrm{XOR}": lambda x1, x2: XOR, "x_1": SQUARE[:, 0], "x_2": SQUARE[:, 1]}
    assert holds(XOR_OF_OTHERS, values)


def test_two_layers_without_activation_are_the_one_of_the_formula(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(14)
    X, W1, b1, W2, b2 = (rng.normal(size=shape) for shape in ((7, 3), (3, 5), (5,), (5, 2), (2,)))
    W, b = solutions["collapse"](W1, b1, W2, b2)
    values = {"X": matrix(X), "W_1": matrix(W1), "b_1": matrix(b1), "W_2": matrix(W2), "b_2": matrix(b2)}
    assert holds(COLLAPSED, values)
    assert all(holds(latex, {**values, "W": W, "b": b}) for latex in ONE_LAYER)


def test_the_curve_has_the_roots_of_its_formula() -> None:
    assert holds(POLYNOMIAL, {"x": X, "f": lambda x: (x + 1) ** 2 * (x - 1)}) and np.allclose(
        CURVE, (X + 1) ** 2 * (X - 1)
    )


def test_the_six_units_of_the_formula_are_within_three_tenths_of_the_curve() -> None:
    found = value(SIX_UNITS, {"r": relu, "x": X})
    assert np.allclose(found, units() @ SIGNS) and np.abs(found - CURVE).max() == pytest.approx(0.30, abs=1e-6)


def test_the_first_unit_is_at_work_below_its_bend_only() -> None:
    assert all(holds(FIRST_UNIT, {"x": x}) == (x < -1.54) for x in np.linspace(-3, 3, 61))


def test_a_one_for_a_zero_moves_the_weights_away(solutions: dict[str, Any]) -> None:
    assert holds(MISTAKE, {"y": 0, r"\hat y": 1})
    w, _ = solutions["perceptron_fit"](np.array([[2.0, 3.0]]), np.array([0]), 1.0, 1)
    assert w.tolist() == [-2, -3]  # from zero, the answer is 1
