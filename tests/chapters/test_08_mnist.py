"""Chapter 08: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
import torch
from sklearn import metrics

from course_utils.data.ladder import load_ladder
from tests.chapters.latex import holds

ROOT = Path(__file__).resolve().parents[2]
TWENTY = np.array([[8, 2, 0], [1, 3, 1], [0, 0, 5]])
TRUTH, ANSWERS = (
    np.concatenate([np.repeat(np.arange(9) // 3 if k else np.arange(9) % 3, TWENTY.ravel())]) for k in (1, 0)
)

WORKED = (
    r"0{,}8^{10} \approx 0{,}107",
    r"784 \times 16 + 16 + 16 \times 16 + 16 + 16 \times 10 + 10 = 13\,002",
    r"-\ln 0{,}1 \approx 2{,}303",
    r"-\ln \frac{e^1}{e^1 + 9 \, e^0} \approx 1{,}461",
    r"0{,}98^5 \approx 0{,}904",
    r"(8 + 3 + 5)/20 = 0{,}8",
    r"(10 \times 0{,}8 + 5 \times 0{,}6 + 5 \times 1)/20 = 0{,}8",
    r"100/110 \approx 0{,}909",
    r"100 \times 0{,}55 = 10 \times 5{,}5 = 55",
    r"\ln 10 \approx 2{,}303",
)
PREPARED = r"x = \frac{p / 255 - 0{,}1307}{0{,}3081}"
RECALL_PRECISION = (
    r"\text{rappel}_k = \frac{M_{kk}}{\sum_j M_{kj}} \qquad\qquad \text{précision}_k = \frac{M_{kk}}{\sum_i M_{ik}}"
)
F1 = r"F_k = \frac{2 \, \text{précision}_k \, \text{rappel}_k}{\text{précision}_k + \text{rappel}_k}"
AVERAGES = r"\text{macro} = \frac1K \sum_{k=1}^K v_k \qquad\qquad \text{pondérée} = \frac{\sum_k s_k v_k}{\sum_k s_k}"
ECE = r"\mathrm{ECE} = \sum_b \frac{n_b}{n} \, |a_b - c_b|"
WEIGHT, SHORT_WEIGHT = r"w_k = \frac{n}{K \, n_k}", r"w_k = n / (K \, n_k)"
COMMON, RARE = r"w_0 = 110 / (2 \times 100) = 0{,}55", r"w_1 = 110 / (2 \times 10) = 5{,}5"

FORMULAS = {
    **dict.fromkeys(WORKED, "test_a_worked_sum_is_right"),
    PREPARED: "test_the_solution_prepares_by_the_formula",
    **dict.fromkeys(
        (RECALL_PRECISION, F1), "test_the_scores_of_the_formulas_are_those_of_scikit_learn_and_of_the_solution"
    ),
    AVERAGES: "test_the_averages_of_the_formulas_are_those_of_scikit_learn_and_of_the_solutions",
    ECE: "test_the_calibration_error_is_the_mean_gap_of_the_answers",
    **dict.fromkeys((WEIGHT, SHORT_WEIGHT, COMMON, RARE), "test_the_weights_of_the_solution_are_those_of_the_formula"),
}


@pytest.mark.parametrize("latex", WORKED)
def test_a_worked_sum_is_right(latex: str) -> None:
    assert holds(latex)


def test_the_solution_prepares_by_the_formula(solutions: dict[str, Any]) -> None:
    greys = np.arange(784).reshape(1, 28, 28) % 256
    found = solutions["prepare"](greys.astype(np.uint8))[0]
    assert holds(PREPARED, {"x": found.astype(float), "p": greys.ravel().astype(float)}, atol=1e-6)
    assert found[0] == pytest.approx(-0.424, abs=5e-4) and found[255] == pytest.approx(2.821, abs=5e-4)


def test_the_scores_of_the_formulas_are_those_of_scikit_learn_and_of_the_solution(solutions: dict[str, Any]) -> None:
    assert np.array_equal(solutions["confusion_matrix"](TRUTH, ANSWERS, 3), TWENTY)
    precision, recall, f1 = solutions["precision_recall_f1"](TWENTY)
    theirs = metrics.precision_recall_fscore_support(TRUTH, ANSWERS)
    assert np.allclose((precision, recall, f1), theirs[:3])
    for k in range(3):
        right, line, column = TWENTY[k, k], TWENTY[k].sum(), TWENTY[:, k].sum()
        assert recall[k] == pytest.approx(right / line) and precision[k] == pytest.approx(right / column)
        assert f1[k] == pytest.approx(2 * precision[k] * recall[k] / (precision[k] + recall[k]))
    assert np.allclose([precision, recall, f1], [[0.889, 0.6, 0.833], [0.8, 0.6, 1], [0.842, 0.6, 0.909]], atol=5e-4)


def test_the_averages_of_the_formulas_are_those_of_scikit_learn_and_of_the_solutions(solutions: dict[str, Any]) -> None:
    scores, support = solutions["precision_recall_f1"](TWENTY), TWENTY.sum(axis=1)
    for name, found in (("macro", solutions["macro"](*scores)), ("weighted", solutions["weighted"](*scores, support))):
        assert np.allclose(found, metrics.precision_recall_fscore_support(TRUTH, ANSWERS, average=name)[:3])
    assert np.allclose(solutions["macro"](*scores), [sum(one) / 3 for one in scores])
    assert np.allclose(
        solutions["weighted"](*scores, support), [(support * one).sum() / support.sum() for one in scores]
    )


def test_the_two_f1_of_the_text_differ_as_it_says(solutions: dict[str, Any]) -> None:
    scores = solutions["precision_recall_f1"](TWENTY)
    p, r, f1 = solutions["macro"](*scores)
    assert f1 == pytest.approx(0.784, abs=5e-4) and 2 * p * r / (p + r) == pytest.approx(0.787, abs=5e-4)
    weighted = solutions["weighted"](*scores, TWENTY.sum(axis=1))
    assert weighted[2] == pytest.approx(0.798, abs=5e-4) and weighted[1] == pytest.approx(np.trace(TWENTY) / 20)


def test_the_calibration_error_is_the_mean_gap_of_the_answers() -> None:
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.1, 1, size=500)
    right = rng.uniform(size=500) < confidence
    bins = np.minimum((10 * confidence).astype(int), 9)
    by_bins = sum(
        (bins == b).mean() * abs(right[bins == b].mean() - confidence[bins == b].mean()) for b in set(bins.tolist())
    )
    by_answers = sum(abs((right - confidence)[bins == b].sum()) for b in range(10)) / 500  # the same, not divided twice
    assert by_bins == pytest.approx(by_answers)


def test_the_weights_of_the_solution_are_those_of_the_formula(solutions: dict[str, Any]) -> None:
    assert holds(COMMON.partition("=")[2].strip() + r" \leq 0{,}55") and holds(RARE.partition("=")[2])
    labels = np.repeat([0, 1], [100, 10])
    assert np.allclose(solutions["class_weights"](labels, 2), [0.55, 5.5])
    labels = np.random.default_rng(1).integers(0, 5, size=200)
    counts, weights = np.bincount(labels), solutions["class_weights"](labels, 5)
    for k in range(5):
        values = {"w_k": weights[k], "n": 200.0, "K": 5.0, "n_k": float(counts[k])}
        assert holds(WEIGHT, values) and holds(SHORT_WEIGHT, values)
    assert weights[labels].mean() == pytest.approx(1) and np.allclose(weights * counts, 40)


def test_a_model_that_always_says_no_has_the_scores_of_the_text() -> None:
    truth, answers = np.repeat([0, 1], [100, 10]), np.zeros(110, dtype=int)
    f1 = metrics.f1_score(truth, answers, average=None)
    assert metrics.recall_score(truth, answers) == 0
    assert f1[0] == pytest.approx(0.952, abs=5e-4) and f1.mean() == pytest.approx(0.476, abs=5e-4)


def test_the_small_network_has_the_parameters_and_the_first_loss_of_the_text(solutions: dict[str, Any]) -> None:
    images = torch.as_tensor(np.random.default_rng(2).normal(size=(200, 784)), dtype=torch.float32)
    losses = []
    for seed in range(20):
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = solutions["MLP"]([784, 16, 16, 10])
        assert sum(one.numel() for one in model.parameters()) == 13_002
        losses.append(float(torch.nn.functional.cross_entropy(model(images), torch.arange(200) % 10).detach()))
    assert min(losses) > 2.28 and max(losses) < 2.37


def test_two_softmaxes_cannot_bring_the_loss_under_the_floor_of_the_text() -> None:
    logits = torch.zeros(1, 10, dtype=torch.float64)
    logits[0, 0] = 1e4
    twice = torch.softmax(logits, dim=1)
    assert float(torch.nn.functional.cross_entropy(twice, torch.tensor([0]))) == pytest.approx(1.461, abs=5e-4)
    assert torch.softmax(twice, dim=1)[0, :2].tolist() == pytest.approx([0.232, 0.085], abs=5e-4)


def test_the_table_of_the_ladder_says_what_was_measured(text: str) -> None:
    for place, rung in enumerate(load_ladder(), start=1):
        line = next(line for line in text.splitlines() if line.startswith(f"| {place} |") and "(de" in line)
        found = [100 * one for one in rung["last"]["val_accuracy"]]
        numbers = [median(found), min(found), max(found)]
        assert all(f"{number:.2f}".replace(".", ",") in line for number in numbers), line
        losses = [median(rung["last"]["val_loss"]), median(rung["last"]["lowest_val_loss"])]
        assert all(abs(number - loss) < 6e-4 for number, loss in zip(_last_numbers(line), losses, strict=True)), line
        assert len(found) == 5 and rung["x"][-1] == 12


def _last_numbers(line: str) -> list[float]:
    cell = line.split("|")[4].replace("(", " ").replace(")", " ").replace(",", ".")
    return [float(word) for word in cell.split()]


def test_what_the_text_says_of_the_ladder_is_true() -> None:
    rungs = load_ladder()
    after_one = [100 * rung["val_accuracy"][1] for rung in rungs]
    assert after_one[2] == pytest.approx(95.6, abs=0.06) and after_one[1] == pytest.approx(92.3, abs=0.06)
    last = [rung["last"]["val_loss"] for rung in rungs]
    assert min(map(median, last)) == median(last[4])
    spreads = [[100 * one for one in rung["last"]["val_accuracy"]] for rung in rungs]
    gains = [median(now) - median(before) for before, now in itertools.pairwise(spreads)]
    assert gains == pytest.approx([5.4, 0.7, 0.5, -0.4], abs=0.06)
    assert max(spreads[4]) < min(spreads[3])  # the spreads do not overlap
    assert median(rungs[3]["last"]["train_loss"]) == pytest.approx(0.002, abs=5e-4)
    assert math.isclose(rungs[3]["first_loss"], 2.303, abs_tol=5e-3)


def test_the_test_set_is_quoted_once_for_the_rung_that_validation_chose(text: str) -> None:
    rungs = load_ladder()
    best = max(rungs, key=lambda rung: median(rung["last"]["val_accuracy"]))
    on_validation, on_test = 100 * median(best["last"]["val_accuracy"]), 100 * median(best["test_accuracies"])
    told = f"fait {on_validation:.2f} % en validation et {on_test:.2f} % sur le test".replace(".", ",")
    assert text.count(told) == 1


def test_nothing_reads_the_test_set_before_the_last_section(text: str) -> None:
    lesson = text[: text.index("### Ouvrir le test, une fois")]
    uses = [line for line in lesson.splitlines() if re.search(r"\bdigits\.[xy]_test\b", line)]
    assert len(uses) == 2 and all(line.startswith("print(") for line in uses)  # its shape and its size alone
    opened = text[len(lesson) :]
    assert opened.count("digits.x_test") == 1 and "if choices_are_made:" in opened
