"""Trainings that learn nothing and return what a measure could take for a success: the hidden checks refuse them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
import torch

from course_utils.checks import CheckFailed

ROOT = Path(__file__).resolve().parents[2]
Forge = Callable[[int, int], torch.Tensor]
FORGED: dict[str, Forge] = {
    "nothing": lambda rows, columns: torch.zeros(0, columns),
    "no column": lambda rows, columns: torch.zeros(rows, 0),
    "a row to be broadcast": lambda rows, columns: torch.zeros(1, columns),
    "a number for all": lambda rows, columns: torch.zeros(()),
    "one axis more": lambda rows, columns: torch.zeros(rows, columns, 1),
    "numbers whose squares are negative": lambda rows, columns: torch.full((rows, columns), 1e6j),
    "truth values": lambda rows, columns: torch.ones(rows, columns, dtype=torch.bool),
    "not a number": lambda rows, columns: torch.full((rows, columns), torch.nan),
    "infinity": lambda rows, columns: torch.full((rows, columns), -torch.inf),
}
every_forgery = pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)


class Forger(torch.nn.Module):
    """A network of `columns` outputs that answers what `forge` makes."""

    def __init__(self, forge: Forge, columns: int) -> None:
        super().__init__()
        self.forge, self.columns = forge, columns
        self.eval()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.forge(len(x), self.columns)


def _hidden_sentence(chapter: str, exercise: str, answer: Any) -> str:
    """Run the hidden checks of an exercise alone on `answer`; return the sentence of the one that fails."""
    notebook = nbformat.read(ROOT / "source" / chapter / f"{chapter}.ipynb", as_version=4)
    source = next(cell.source for cell in notebook.cells if cell.id == f"{exercise}-checks")
    helpers, judged = source.split("with visible(")[0], source.split("### BEGIN HIDDEN TESTS")[1]
    with pytest.raises(CheckFailed) as failed:
        exec(helpers + judged, {exercise: answer})
    assert failed.value.status == "wrong"
    return failed.value.sentence


@pytest.fixture
def solutions_of_09() -> Any:
    notebook = nbformat.read(ROOT / "source/09_regularization/09_regularization.ipynb", as_version=4)
    namespace: dict[str, Any] = {}
    exec(next(cell.source for cell in notebook.cells if "def close_gap(" in cell.source), namespace)
    return namespace["close_gap"]


@every_forgery
def test_forged_answers_of_a_calculator_are_not_measured(forge: Forge) -> None:
    sentence = _hidden_sentence("07_calculator", "train_calculator", lambda X, y: lambda questions: forge(1000, 1))
    assert "doit donner des nombres réels et finis, de forme (1000, 1)" in sentence


@every_forgery
def test_forged_logits_of_digits_are_not_measured(forge: Forge) -> None:
    sentence = _hidden_sentence("08_mnist", "train_digits", lambda x, y, epochs, seed: Forger(forge, 10))
    assert "doit donner des nombres réels et finis, de forme (359, 10)" in sentence


@every_forgery
def test_forged_predictions_of_an_untrained_network_close_no_gap(forge: Forge) -> None:
    sentence = _hidden_sentence("09_regularization", "close_gap", lambda model, *data: Forger(forge, 1))
    assert "doit donner des nombres réels et finis, de formes (1000, 1) et (60, 1)" in sentence


def test_the_weights_of_the_visible_checks_close_no_gap() -> None:
    def close_gap(model: torch.nn.Sequential, *data: torch.Tensor) -> torch.nn.Module:
        known = torch.nn.Linear(10, 1, bias=False)
        known.weight.data = torch.tensor([[2.0, -1.5, 1.0] + [0.0] * 7])
        return known.eval()

    assert "niveau demandé (2.9)" in _hidden_sentence("09_regularization", "close_gap", close_gap)


def test_a_gap_is_not_closed_by_a_network_that_was_not_the_one_whose_error_is_small(solutions_of_09: Any) -> None:
    calls = []

    def close_gap(model: torch.nn.Sequential, *data: torch.Tensor) -> torch.nn.Module:
        calls.append(1)
        return solutions_of_09(model, *data) if len(calls) <= 2 else model.eval()

    assert "niveau demandé (5.5)" in _hidden_sentence("09_regularization", "close_gap", close_gap)
