"""The five-step ladder of chapter 08, on real MNIST: makes `course_utils/data/mnist_ladder.json`, drawn there.

Usage: python benchmarks/mnist_ladder.py [SEEDS]. Each rung changes one thing of the one before: a softmax regression, a
deep network with sigmoids, with ReLU, with a learning rate that decays, with dropout. Every rung sees the same 50,000
images (a stratified draw), batches of 100, Adam; 10,000 others validate, twice an epoch: the rungs are compared by
them. MNIST's test set is looked at once a run, at the end, and chooses nothing. The file keeps the curves of the first
seed, and the last values of all.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from course_utils.data import Digits, load_mnist
from course_utils.data.digits import stratified
from course_utils.data.features import features
from course_utils.training import batches, decay, evaluate, one_thread

FILE = Path(__file__).parents[1] / "course_utils" / "data" / "mnist_ladder.json"
BATCH, EPOCHS, LOOKS = 100, 12, 2  # looks at the validation set, an epoch
DEEP = (784, 200, 100, 60, 30, 10)
RUNGS: tuple[dict[str, Any], ...] = (
    {"name": "régression softmax", "widths": (784, 10), "activation": nn.ReLU, "rates": (0.003, 0.003), "drop": 0.0},
    {"name": "cinq couches, sigmoïde", "widths": DEEP, "activation": nn.Sigmoid, "rates": (0.003, 0.003), "drop": 0.0},
    {"name": "cinq couches, ReLU", "widths": DEEP, "activation": nn.ReLU, "rates": (0.003, 0.003), "drop": 0.0},
    {"name": "ReLU, taux décroissant", "widths": DEEP, "activation": nn.ReLU, "rates": (0.003, 0.0001), "drop": 0.0},
    {
        "name": "ReLU, taux décroissant, dropout",
        "widths": DEEP,
        "activation": nn.ReLU,
        "rates": (0.003, 0.0001),
        "drop": 0.25,
    },
)


def network(widths: tuple[int, ...], activation: type[nn.Module], drop: float) -> nn.Module:
    layers: list[nn.Module] = []
    for before, after in pairwise(widths):
        layers += [nn.Linear(before, after), activation(), nn.Dropout(drop)]
    return nn.Sequential(*layers[:-2])


def run(rung: dict[str, Any], digits: Digits, seed: int) -> dict[str, Any]:
    """Return the curves of one training: `x` in epochs, losses, validation accuracy; and what the test set says."""
    torch.manual_seed(seed)
    train, held = stratified(digits.y_train, 1 / 6, seed)
    images, labels = features(digits.x_train), torch.as_tensor(digits.y_train)
    x, y, x_val, y_val = images[train], labels[train], images[held], labels[held]
    model = network(rung["widths"], rung["activation"], rung["drop"])
    loss, rate = nn.CrossEntropyLoss(), decay(*rung["rates"])
    optimiser = torch.optim.Adam(model.parameters())
    rng = torch.Generator().manual_seed(seed)
    first, _ = evaluate(model, loss, x_val, y_val)
    found: dict[str, Any] = {"first_loss": first, "x": [], "train_loss": [], "val_loss": [], "val_accuracy": []}
    steps = -(-len(x) // BATCH)
    recent: list[Tensor] = []
    for epoch in range(EPOCHS):
        for step, index in enumerate(batches(len(x), BATCH, rng), start=1):
            model.train()
            done = epoch + step / steps
            for group in optimiser.param_groups:
                group["lr"] = rate((done - 1 / steps) / EPOCHS)
            value = loss(model(x[index]), y[index])
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            recent.append(value.detach())
            if step % (steps // LOOKS) == 0:
                val_loss, accuracy = evaluate(model, loss, x_val, y_val)
                for name, number in (("x", done), ("val_loss", val_loss), ("val_accuracy", accuracy)):
                    found[name].append(number)
                found["train_loss"].append(float(torch.stack(recent).mean()))
                recent = []
    found["test_loss"], found["test_accuracy"] = evaluate(
        model, loss, features(digits.x_test), torch.as_tensor(digits.y_test)
    )
    found["parameters"] = sum(one.numel() for one in model.parameters())
    return found


def rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return value


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    digits = load_mnist()
    assert digits.name == "MNIST", "the ladder is climbed on real MNIST"
    kept = []
    with one_thread():
        for rung in RUNGS:
            began = time.perf_counter()
            runs = [run(rung, digits, seed) for seed in range(seeds)]
            accuracies = [one["test_accuracy"] for one in runs]
            last = {key: [one[key][-1] for one in runs] for key in ("train_loss", "val_loss", "val_accuracy")} | {
                "lowest_val_loss": [min(one["val_loss"]) for one in runs]
            }
            kept.append(
                {
                    "name": rung["name"],
                    **{key: rounded(value) for key, value in runs[0].items() if not key.startswith("test")},
                    "test_accuracies": rounded(accuracies),
                    "last": {key: rounded(value) for key, value in last.items()},
                }
            )
            print(
                f"{rung['name']:32} validation {statistics.median(last['val_accuracy']):.4f} "
                f"({min(last['val_accuracy']):.4f} to {max(last['val_accuracy']):.4f})   test "
                f"{statistics.median(accuracies):.4f}   last validation loss "
                f"{statistics.median(last['val_loss']):.4f} (lowest {statistics.median(last['lowest_val_loss']):.4f}) "
                f"training {statistics.median(last['train_loss']):.4f}   {time.perf_counter() - began:.0f} s",
                flush=True,
            )
    FILE.write_text(json.dumps({"epochs": EPOCHS, "batch": BATCH, "rungs": kept}, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
