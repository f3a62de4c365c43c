"""Costs to descend, in one or two dimensions, and how a descent is drawn on them. The chapter gives the functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.french import typeset

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

INK, BLUE, VERMILION, GREEN = "#262626", "#0072B2", "#D55E00", "#009E73"
_FAR = 1e6  # a point beyond is drawn here, out of sight: Matplotlib fails on larger numbers

Gradient = Callable[[np.ndarray], np.ndarray]
Descend = Callable[[Gradient, np.ndarray, float, int], Any]


@dataclass(frozen=True)
class Landscape:
    """A cost over one or two parameters.

    cost(w): w has shape (..., d), the result (...). gradient(w): w and the result have shape (d,). start: d numbers.
    least: the smallest value of the cost; minima: where it is reached. limit: the largest stable rate near there.
    low, high: what is shown of each parameter. names: what the axes say. batch_gradient(w, rows), if there are data:
    the gradient of the cost over those of the `examples`.
    """

    cost: Callable[[np.ndarray], Any]
    gradient: Gradient
    start: tuple[float, ...]
    minima: tuple[tuple[float, ...], ...]
    limit: float
    least: float = 0.0
    low: float = -4.0
    high: float = 4.0
    names: tuple[str, str] = ("w₁", "w₂")
    batch_gradient: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None
    examples: int = 0

    @property
    def dimensions(self) -> int:
        return len(self.start)

    def at(self, path: np.ndarray) -> np.ndarray:
        """Return the cost at each point of a path, shape (points, d); infinite where it is beyond all numbers."""
        with np.errstate(all="ignore"):
            costs = np.asarray(self.cost(path), dtype=float)
        return np.where(np.isfinite(costs), costs, np.inf)


def walk(
    landscape: Landscape, descend: Descend, start: np.ndarray, rate: float, steps: int, batch: int = 0
) -> np.ndarray:
    """Return the path of `descend`, shape (steps + 1, d); with a `batch`, each step sees only so many examples.

    The batches are the same at every call, so that a figure moves with its controls and with nothing else.
    """
    gradient = landscape.gradient
    if batch and landscape.batch_gradient:
        gradient = _noisy(landscape.batch_gradient, landscape.examples, batch)
    with np.errstate(all="ignore"):  # a descent that diverges is part of the lesson
        path = np.asarray(descend(gradient, start, rate, steps), dtype=float)
    return path.reshape(-1, landscape.dimensions)


def _noisy(batch_gradient: Callable[..., np.ndarray], examples: int, batch: int) -> Gradient:
    rng = np.random.default_rng(5)
    waiting: list[int] = []

    def gradient(w: np.ndarray) -> np.ndarray:
        if not waiting:
            waiting.extend(rng.permutation(examples).tolist())
        rows, waiting[:] = np.array(waiting[:batch]), waiting[batch:]
        return batch_gradient(w, rows)

    return gradient


def draw_ground(axes: Axes, landscape: Landscape) -> None:
    """Draw what does not move: the curve or the contour lines, the minima, the names of the axes."""
    shown = np.linspace(landscape.low, landscape.high, 301 if landscape.dimensions == 1 else 81)
    if landscape.dimensions == 1:
        heights = np.asarray(landscape.cost(shown[:, None]))
        axes.plot(shown, heights, color=INK, linewidth=2)
        room = np.ptp(heights)
        axes.set(ylim=(heights.min() - 0.1 * room, heights.max() + 0.1 * room))
        axes.set(xlabel=typeset(landscape.names[0]), ylabel="coût J")
        minima = [(w, landscape.cost(np.array([w]))) for (w,) in landscape.minima]
    else:
        across, up = np.meshgrid(shown, shown)
        heights = np.asarray(landscape.cost(np.stack([across, up], axis=-1))) - landscape.least
        levels = np.geomspace(heights.max() * 1e-3, heights.max(), 10)
        axes.contour(across, up, heights, levels=levels, cmap="viridis", linewidths=1.0)
        axes.set(xlabel=typeset(landscape.names[0]), ylabel=typeset(landscape.names[1]))
        axes.set(ylim=(landscape.low, landscape.high), yticks=np.linspace(landscape.low, landscape.high, 5))
        axes.grid(False)
        minima = [(first, second) for first, second in landscape.minima]
    # Few marks: each costs time, and the figure is redrawn at every move.
    axes.set(xlim=(landscape.low, landscape.high), xticks=np.linspace(landscape.low, landscape.high, 5))
    axes.plot(*np.array(minima, dtype=float).T, "*", color=GREEN, markersize=15, zorder=3, linestyle="none")


def draw_path(axes: Axes, landscape: Landscape, path: np.ndarray) -> list[Artist]:
    """Draw a path, its start as a square and its last point as a disc; return what was drawn."""
    seen = np.clip(np.nan_to_num(path, nan=_FAR, posinf=_FAR, neginf=-_FAR), -_FAR, _FAR)
    up = np.minimum(landscape.at(path), _FAR) if landscape.dimensions == 1 else seen[:, 1]
    across = seen[:, 0]
    return [
        *axes.plot(across, up, "-o", color=VERMILION, linewidth=1.2, markersize=4, zorder=4),
        *axes.plot(across[:1], up[:1], "s", color=BLUE, markersize=9, markeredgecolor="white", zorder=5),
        *axes.plot(across[-1:], up[-1:], "o", color=VERMILION, markersize=12, markeredgecolor=INK, zorder=6),
    ]
