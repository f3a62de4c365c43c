"""The calculator of chapter 07: its goals, with their spread, and its recipes beside plain SGD's, in one run.

Usage: python benchmarks/calculator.py [SEEDS]. Each seed trains the plain SGD recipe (2-16-16-16-1, rate 0.1, batches
of 64, 10 epochs) and the others in turn, on the same 7,000 pairs, and judges them on 2,000 fresh ones, in original
units. Seconds are wall time of the loop alone: on a machine that others use, the ratio is what to trust.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

GOAL_MAE, GOAL_R2 = 0.15, 0.999
LARGEST = {"add": 200.0, "multiply": 10_000.0}


@dataclass(frozen=True)
class Recipe:
    """How a network is trained; `peak` is the rate, constant for SGD, the highest of one cycle for Adam."""

    name: str
    width: int
    depth: int
    adam: bool
    peak: float
    batch: int
    epochs: int


SGD = Recipe("plain SGD", 16, 3, False, 0.1, 64, 10)
RECIPES = {
    "add": (
        SGD,
        Recipe("Adam, one cycle", 32, 2, True, 0.02, 128, 10),
        Recipe("one linear layer", 2, 0, False, 0.5, 64, 10),
    ),
    "multiply": (SGD, Recipe("Adam, one cycle", 64, 2, True, 0.02, 64, 10)),
}


def network(recipe: Recipe) -> nn.Module:
    """Return the recipe's network, with fresh weights from PyTorch's generator."""
    layers: list[nn.Module] = []
    size = 2
    for _ in range(recipe.depth):
        layers += [nn.Linear(size, recipe.width), nn.SiLU() if recipe.adam else nn.ReLU()]
        size = recipe.width
    return nn.Sequential(*layers, nn.Linear(size, 1))


def pairs(n: int, operation: str, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Return n pairs from 0 to 100 and their answers, in original units."""
    X = torch.randint(0, 101, (n, 2), generator=generator).float()
    return X, X.sum(1, keepdim=True) if operation == "add" else X.prod(1, keepdim=True)


def trained(recipe: Recipe, operation: str, seed: int) -> tuple[float, float, float]:
    """Return the seconds of the training, then the MAE and the R² on fresh pairs."""
    generator = torch.Generator().manual_seed(seed)
    X, y = pairs(7000, operation, generator)
    torch.manual_seed(seed)
    model = network(recipe)
    scaled = normaliser(recipe)
    centre, scale = (y.mean(), y.std()) if recipe.adam else (torch.tensor(0.0), torch.tensor(LARGEST[operation]))
    inputs, targets = scaled(X), (y - centre) / scale
    begin = time.perf_counter()
    train(recipe, model, inputs, targets)
    seconds = time.perf_counter() - begin
    X, y = pairs(2000, operation, generator)
    with torch.no_grad():
        errors = model(scaled(X)) * scale + centre - y
    r2 = 1 - float((errors**2).sum() / ((y - y.mean()) ** 2).sum())
    return seconds, float(errors.abs().mean()), r2


def normaliser(recipe: Recipe) -> Callable[[torch.Tensor], torch.Tensor]:
    """The reference divides by 100, as the chapter's Normalizer; Adam's recipe also centres its inputs and labels."""
    return (lambda X: X / 29 - 50 / 29) if recipe.adam else (lambda X: X / 100)


def train(recipe: Recipe, model: nn.Module, inputs: torch.Tensor, targets: torch.Tensor) -> None:
    """Run the recipe's epochs."""
    steps = recipe.epochs * -(-len(inputs) // recipe.batch)
    schedule: torch.optim.lr_scheduler.OneCycleLR | None = None
    optimizer: torch.optim.Optimizer
    if recipe.adam:
        optimizer = torch.optim.Adam(model.parameters(), lr=recipe.peak, fused=True)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.peak, total_steps=steps)
    else:
        optimizer = torch.optim.SGD(model.parameters(), lr=recipe.peak)
    for _ in range(recipe.epochs):
        for chosen in torch.randperm(len(inputs)).split(recipe.batch):
            loss = nn.functional.mse_loss(model(inputs[chosen]), targets[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if schedule is not None:
                schedule.step()


def spread(values: list[float], digits: str) -> str:
    """Return the median, and the smallest and largest value."""
    return f"{statistics.median(values):{digits}} ({min(values):{digits}} to {max(values):{digits}})"


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    torch.set_num_threads(1)
    trained(RECIPES["add"][1], "add", 0)  # the first training pays for what PyTorch loads late
    for operation, recipes in RECIPES.items():
        results: dict[str, list[tuple[float, float, float]]] = {recipe.name: [] for recipe in recipes}
        for seed in range(seeds):
            for recipe in recipes:  # in turn, so that a slow moment of the machine strikes them all
                results[recipe.name].append(trained(recipe, operation, seed))
        print(f"{operation}, {seeds} seeds: median (smallest to largest)")
        base = [one[0] for one in results[SGD.name]]
        for name, found in results.items():
            seconds, mae, r2 = (list(column) for column in zip(*found, strict=True))
            ratio = statistics.median(one / other for one, other in zip(seconds, base, strict=True))
            print(
                f"  {name:17} {statistics.median(seconds):6.2f} s  {ratio:5.2f} × SGD   MAE {spread(mae, '.3f')}   "
                f"R² {spread(r2, '.6f')}"
            )
            if name == SGD.name:
                continue
            if operation == "add":
                reached = statistics.median(mae) <= GOAL_MAE and ratio <= 1
                print(f"    goal: MAE <= {GOAL_MAE} in no more time than SGD, {'reached' if reached else 'MISSED'}")
            else:
                print(f"    goal: R² > {GOAL_R2} with every seed, {'reached' if min(r2) > GOAL_R2 else 'MISSED'}")


if __name__ == "__main__":
    main()
