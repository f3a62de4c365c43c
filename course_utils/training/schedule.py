"""Learning rates that change: functions of the share of the training that is done, from 0 (start) towards 1 (end)."""

from __future__ import annotations

import math
from collections.abc import Callable

Schedule = Callable[[float], float]


def decay(first: float, last: float) -> Schedule:
    """Return the schedule that goes from `first` to `last` by equal factors: 0.01 to 0.0001 passes 0.001 half-way.

    Raises ValueError unless both are positive.
    """
    if not (first > 0 and last > 0):
        raise ValueError(f"decay needs positive learning rates, not {first} and {last}")
    return lambda done: first * (last / first) ** done


def one_cycle(peak: float, warm_up: float = 0.3) -> Schedule:
    """Return the schedule that climbs from `peak`/25 to `peak` over the share `warm_up`, then falls to nearly 0.

    Both along half a cosine. Raises ValueError unless `warm_up` is strictly between 0 and 1.
    """
    if not 0 < warm_up < 1:
        raise ValueError(f"warm_up is a share strictly between 0 and 1, not {warm_up}")

    def rate(done: float) -> float:
        if done < warm_up:
            return _glide(peak / 25, peak, done / warm_up)
        return _glide(peak, peak / 1e4, (done - warm_up) / (1 - warm_up))

    return rate


def _glide(start: float, end: float, share: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2
