"""The goal of chapter 08 on real MNIST: a dense network reads 98.3 % of the test set or more, median of five seeds.

Usage: python benchmarks/mnist.py [SEEDS]. One 784-300-100-10 with dropout learns on 54,000 images for 15 epochs,
its learning rate warming up and falling (one cycle); the best weights on 6,000 others are kept, and the 10,000
test images are looked at once. Prints the test accuracy of each seed, their median and spread, and the seconds.
"""

from __future__ import annotations

import statistics
import sys
import time

import torch
from torch import nn

from course_utils.data import load_mnist
from course_utils.data.digits import stratified
from course_utils.data.features import features
from course_utils.training import evaluate, fit, one_cycle

GOAL = 0.983


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    digits = load_mnist()
    assert digits.name == "MNIST", "the goal is set on real MNIST"
    images, labels = features(digits.x_train), torch.as_tensor(digits.y_train)
    x_test, y_test = features(digits.x_test), torch.as_tensor(digits.y_test)
    found = []
    for seed in range(seeds):
        began = time.perf_counter()
        torch.manual_seed(seed)
        train, held = stratified(digits.y_train, 0.1, seed)
        model = nn.Sequential(
            *(nn.Linear(784, 300), nn.ReLU(), nn.Dropout(0.2)),
            *(nn.Linear(300, 100), nn.ReLU(), nn.Dropout(0.2)),
            nn.Linear(100, 10),
        )
        history = fit(
            model,
            (images[train], labels[train]),
            (images[held], labels[held]),
            loss=nn.CrossEntropyLoss(),
            optimiser=torch.optim.Adam(model.parameters()),
            epochs=15,
            batch_size=128,
            schedule=one_cycle(0.004),
            seed=seed,
            progress=False,
        )
        loss, accuracy = evaluate(model, nn.CrossEntropyLoss(), x_test, y_test)
        assert accuracy is not None
        found.append(accuracy)
        seconds = time.perf_counter() - began
        print(
            f"seed {seed}: test {accuracy:.4f}, loss {loss:.4f}, best epoch {history.best_epoch}, {seconds:.0f} s",
            flush=True,
        )
    middle = statistics.median(found)
    verdict = "reached" if middle >= GOAL else "missed"
    print(f"median {middle:.4f}, from {min(found):.4f} to {max(found):.4f}: the goal of {GOAL:.3f} is {verdict}")


if __name__ == "__main__":
    main()
