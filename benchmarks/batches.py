"""Batches indexed by hand beside PyTorch's DataLoader: handing them out, and whole epochs of training.

Usage: python benchmarks/batches.py [ROUNDS]. Prints the median seconds of each, measured in turn in one process on
one thread, and their ratio: on a machine that others use, the ratio is what to trust. The inputs are random numbers,
10,000 images of MNIST's size and 10,000 pairs for the calculator: neither way looks at them.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from course_utils.training import batches, one_thread, train_epoch

EXAMPLES, SIZE = 10_000, 100


def network(widths: Sequence[int]) -> nn.Module:
    layers: list[nn.Module] = []
    for before, after in pairwise(widths):
        layers += [nn.Linear(before, after), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def pair(
    x: Tensor, y: Tensor, widths: Sequence[int], loss: nn.Module
) -> tuple[Callable[[], object], Callable[[], object]]:
    """Return the same epoch by hand and with a DataLoader; without `widths`, nothing is trained."""
    rng = torch.Generator().manual_seed(0)
    loader = DataLoader(TensorDataset(x, y), batch_size=SIZE, shuffle=True)

    def hand_out() -> None:
        for index in batches(len(x), SIZE, rng):
            x[index], y[index]

    def load() -> None:
        for _ in loader:
            pass

    if not widths:
        return hand_out, load
    models = network(widths), network(widths)
    optimisers = [torch.optim.SGD(model.parameters(), 0.01) for model in models]

    def train_with_loader() -> None:
        for inputs, target in loader:
            value = loss(models[1](inputs), target)
            optimisers[1].zero_grad()
            value.backward()
            optimisers[1].step()

    return (lambda: train_epoch(models[0], loss, optimisers[0], x, y, SIZE, rng)), train_with_loader


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    torch.manual_seed(0)
    images, digits = torch.rand(EXAMPLES, 784), torch.randint(10, (EXAMPLES,))
    numbers, sums = torch.rand(EXAMPLES, 2), torch.rand(EXAMPLES, 1)
    cases = {
        "images alone": pair(images, digits, (), nn.CrossEntropyLoss()),
        "784-100-10": pair(images, digits, (784, 100, 10), nn.CrossEntropyLoss()),
        "pairs alone": pair(numbers, sums, (), nn.MSELoss()),
        "2-16-16-16-1": pair(numbers, sums, (2, 16, 16, 16, 1), nn.MSELoss()),
    }
    with one_thread():
        for name, (by_hand, loader) in cases.items():
            by_hand(), loader()
            times = [(seconds(by_hand), seconds(loader)) for _ in range(rounds)]
            hand, other = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"{name:14} by hand {hand:6.3f} s   DataLoader {other:6.3f} s   {other / hand:5.2f} ×")


if __name__ == "__main__":
    main()
