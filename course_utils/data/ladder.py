"""The curves of five trainings on real MNIST, each one step above the other: made by `benchmarks/mnist_ladder.py`."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def load_ladder() -> list[dict[str, Any]]:
    """Return the rungs, lowest first, as dictionaries.

    `name` is French; `x` (epochs), `train_loss`, `val_loss` and `val_accuracy` are lists of one length, curves of one
    seed; `last` has the last values of each seed's curves, with its `lowest_val_loss`: the rungs are compared by these.
    `test_accuracies`, one number a seed, from 0 to 1, choose nothing: the chapter quotes them once, at its end.
    `first_loss` is that of the untrained network, and `parameters` how many it has.
    """
    text = (resources.files("course_utils.data") / "mnist_ladder.json").read_text(encoding="utf-8")
    rungs: list[dict[str, Any]] = json.loads(text)["rungs"]
    return rungs
