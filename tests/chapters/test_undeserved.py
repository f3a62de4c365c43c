"""Answers that are wrong by the statement and look right from afar: the hidden checks alone refuse each of them."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
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
        exec(helpers + judged, {getattr(answer, "__name__", "") if exercise == "mlp" else exercise: answer})
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
def test_forged_weights_of_an_untrained_network_close_no_gap(forge: Forge) -> None:
    class Untrained(Forger):
        def state_dict(self, *_: Any, **named: Any) -> dict[str, Any]:
            return {"in": forge(100, 10), "shift": forge(100, 1), "out": forge(1, 100), "end": forge(1, 1)}

    sentence = _hidden_sentence("09_regularization", "close_gap", lambda model, *data: Untrained(forge, 1))
    assert "doit donner des nombres réels et finis, de formes (100, 10) et (100,) et (1, 100) et (1,)" in sentence


def test_the_weights_of_the_visible_checks_close_no_gap() -> None:
    def close_gap(model: torch.nn.Sequential, *data: torch.Tensor) -> torch.nn.Module:
        for parameter in model.parameters():
            parameter.data.zero_()
        known = torch.tensor([2.0, -1.5, 1.0] + [0.0] * 7)
        model[0].weight.data[:2] = torch.stack([known, -known])
        model[2].weight.data[0, :2] = torch.tensor([1.0, -1.0])
        return model.eval()

    assert "niveau demandé (2.9)" in _hidden_sentence("09_regularization", "close_gap", close_gap)


def test_a_gap_is_not_closed_by_a_network_that_was_not_the_one_whose_error_is_small(solutions_of_09: Any) -> None:
    calls = []

    def close_gap(model: torch.nn.Sequential, *data: torch.Tensor) -> torch.nn.Module:
        calls.append(1)
        return solutions_of_09(model, *data) if len(calls) <= 2 else model.eval()

    assert "niveau demandé (5.5)" in _hidden_sentence("09_regularization", "close_gap", close_gap)


def test_a_copy_that_is_trained_over_the_budget_is_seen() -> None:
    def close_gap(
        model: torch.nn.Module, x: torch.Tensor, y: torch.Tensor, *validation: torch.Tensor
    ) -> torch.nn.Module:
        copied = copy.deepcopy(model)
        optimiser = torch.optim.Adam(copied.parameters(), lr=0.01, weight_decay=1.0)
        for _ in range(601):
            optimiser.zero_grad()
            torch.nn.functional.mse_loss(copied(x), y).backward()
            optimiser.step()
        return copied.eval()

    assert "sur une copie du modèle aussi" in _hidden_sentence("09_regularization", "close_gap", close_gap)


def test_a_network_of_ones_own_that_learns_on_the_validation_set_is_seen() -> None:
    def close_gap(
        model: torch.nn.Module, x: torch.Tensor, y: torch.Tensor, x_val: torch.Tensor, y_val: torch.Tensor
    ) -> torch.nn.Module:
        own = torch.nn.Sequential(torch.nn.Linear(10, 100), torch.nn.ReLU(), torch.nn.Linear(100, 1))
        inputs, targets = torch.cat([x, x_val]), torch.cat([y, y_val])
        optimiser = torch.optim.Adam(own.parameters(), lr=0.01, weight_decay=1.0)
        for _ in range(500):
            optimiser.zero_grad()
            torch.nn.functional.mse_loss(own(inputs), targets).backward()
            optimiser.step()
        model.load_state_dict(own.state_dict())
        return model.eval()

    assert "aucun à partir de la validation" in _hidden_sentence("09_regularization", "close_gap", close_gap)


def test_a_reader_of_digits_that_learns_those_of_the_package_reads_none_that_are_judged() -> None:
    from course_utils.data.digits import builtin_digits
    from course_utils.data.features import features

    def train_digits(x: torch.Tensor, y: torch.Tensor, epochs: int, seed: int) -> torch.nn.Module:
        x_train, y_train, x_test, y_test = builtin_digits()
        known = features(np.concatenate([x_train, x_test]))
        labels = torch.tensor(np.concatenate([y_train, y_test]))

        class Memory(torch.nn.Module):
            def forward(self, inputs: torch.Tensor) -> torch.Tensor:
                return torch.nn.functional.one_hot(labels[torch.cdist(inputs, known).argmin(1)], 10).float()

        return Memory().eval()

    assert "niveau demandé (0.05)" in _hidden_sentence("08_mnist", "train_digits", train_digits)


def test_a_dropout_that_always_erases_the_same_number_of_cases_is_seen() -> None:
    def dropout(x: np.ndarray, p: float, training: bool, rng: np.random.Generator) -> np.ndarray:
        if not 0 <= p < 1:
            raise ValueError
        if not training:
            return x
        mask = np.ones(x.size)
        mask[: round(p * x.size)] = 0
        return x * rng.permutation(mask).reshape(x.shape) / (1 - p)

    assert "n’est pas fixé d’avance" in _hidden_sentence("09_regularization", "dropout", dropout)


def test_a_dropout_of_the_inputs_is_seen() -> None:
    class MLP(torch.nn.Module):
        def __init__(self, widths: list[int], drop: float = 0.0) -> None:
            super().__init__()
            layers: list[torch.nn.Module] = [torch.nn.Dropout(drop)]
            for inputs, outputs in pairwise(widths):
                layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU(), torch.nn.Dropout(drop)]
            self.net = torch.nn.Sequential(*layers[:-2])

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.net(x)

    assert "ni les entrées, ni les sorties" in _hidden_sentence("08_mnist", "mlp", MLP)


def test_indices_that_are_floats_are_seen() -> None:
    def oversample(indices: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        classes, counts = np.unique(labels[indices], return_counts=True)
        found = np.array([])
        for one in classes:
            members = indices[labels[indices] == one]
            found = np.append(found, np.append(members, rng.choice(members, size=counts.max() - len(members))))
        return found

    assert "donc des entiers" in _hidden_sentence("08_mnist", "oversample", oversample)


def test_a_mean_of_the_means_of_validation_batches_is_seen() -> None:
    def fit(
        model: Any, optimiser: Any, train: Any, validation: Any, schedule: Any, epochs: int, size: int, seed: int
    ) -> Any:
        (x, y), (x_val, y_val) = train, validation
        rng, losses, best, state = torch.Generator().manual_seed(seed), [], math.inf, None
        for epoch in range(epochs):
            for group in optimiser.param_groups:
                group["lr"] = schedule(epoch)
            model.train()
            for chosen in torch.randperm(len(x), generator=rng).split(size):
                optimiser.zero_grad()
                cross_entropy(model(x[chosen]), y[chosen]).backward()
                optimiser.step()
            model.eval()
            with torch.no_grad():
                pairs = zip(x_val.split(size), y_val.split(size), strict=True)
                parts = [cross_entropy(model(some), classes).item() for some, classes in pairs]
            losses.append(sum(parts) / len(parts))
            if losses[-1] < best:
                best, state = losses[-1], copy.deepcopy(model.state_dict())
        model.load_state_dict(state)
        return losses

    cross_entropy = torch.nn.functional.cross_entropy
    assert "`fit` n’a pas le comportement attendu" in _hidden_sentence("08_mnist", "fit", fit)
