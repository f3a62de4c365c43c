"""A point moved up and down, and the lines that different costs fit to all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, MOVED = "#262626", "#009E73"
STROKES = (("#0072B2", "-"), ("#D55E00", "--"), ("#CC79A7", ":"))  # one a line: two of them differ without colour

Fit = Callable[[np.ndarray, np.ndarray], tuple[float, float]]


def outlier_lines(
    x: np.ndarray,
    y: np.ndarray,
    *,
    place: int,
    fits: Mapping[str, Fit],
    names: tuple[str, str],
    limits: tuple[float, float, float, float],
    frames: Frames = (),
) -> Panel:
    """Return a panel that moves the point number `place` (from 0) up and down, and redraws each fitted line.

    `x` and `y`, of shape (n,), are left unchanged. `fits`, three at most, give a line's (slope, intercept) for (x, y);
    their keys name the lines. `limits` are (left, right, bottom, top), `names` what the axes say.
    """
    from matplotlib.figure import Figure

    across, start = np.array(x, dtype=float), np.array(y, dtype=float)
    left, right, bottom, top = limits
    controls = {"height": Slider(f"Point {place + 1} : {names[1]}", bottom, top, float(start[place]), step=0.5)}
    ends = np.array([left, right])
    others = np.arange(len(across)) != place
    figure = Figure(figsize=(6.6, 4.3))
    axes = figure.subplots()
    axes.scatter(across[others], start[others], s=46, color=INK, edgecolor="white", zorder=3, label="points fixes")
    (moving,) = axes.plot([], [], "D", color=MOVED, markersize=10, zorder=4, label="le point à déplacer")
    lines = [
        axes.plot([], [], color=color, linestyle=style, linewidth=2.4, label=typeset(f"plus petite {name}"))[0]
        for name, (color, style) in zip(fits, STROKES, strict=False)
    ]
    axes.set(xlim=(left, right), ylim=(bottom, top), xlabel=typeset(names[0]), ylabel=typeset(names[1]))
    axes.set_title("Un point bouge : quelle droite suit ?")
    axes.legend(loc="upper left", frameon=True, facecolor="#fbfbfa", framealpha=0.9, edgecolor="none", fontsize=9)

    def fitted(height: float) -> dict[str, tuple[float, float]]:
        heights = np.where(others, start, height)
        return {name: fit(across, heights) for name, fit in fits.items()}

    def draw(height: float) -> Figure:
        moving.set_data([across[place]], [height])
        for line, (slope, intercept) in zip(lines, fitted(height).values(), strict=True):
            line.set_data(ends, slope * ends + intercept)
        return figure

    def alt(height: float) -> str:
        told = [
            f"la droite de plus petite {name} a pour pente {_number(line[0])}" for name, line in fitted(height).items()
        ]
        return f"{len(across)} points ; le point {place + 1} est à {_number(height)} ; {' ; '.join(told)}."

    def status(height: float) -> str:
        before, now = fitted(float(start[place])), fitted(height)
        told = [f"{name} {_number(now[name][0])} (au départ {_number(before[name][0])})" for name in now]
        return f"Pentes : {', '.join(told)}."

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _number(value: float) -> str:
    return french_number(float(value), 0.01)
