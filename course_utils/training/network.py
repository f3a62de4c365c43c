"""Dense networks for the lessons, whose first weights depend on a seed of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn


def dense(
    widths: Sequence[int], seed: int = 0, activation: Callable[[], nn.Module] | None = None, drop: float = 0.0
) -> nn.Sequential:
    """Return linear layers of the given `widths`, inputs first, with an activation and dropout after each hidden one.

    `seed` decides the first weights, and PyTorch's own generator is as before afterwards. `activation` makes a module,
    ReLU if None; without `drop` there is no dropout layer. Chapter 08 has learners write the same.
    """
    import torch
    from torch import nn

    make = nn.ReLU if activation is None else activation
    layers: list[nn.Module] = []
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for place, (before, after) in enumerate(pairwise(widths)):
            if place:
                layers += [make(), nn.Dropout(drop)] if drop else [make()]
            layers.append(nn.Linear(before, after))
    return nn.Sequential(*layers)
