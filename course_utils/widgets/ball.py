"""A ball that goes down a curve, step by step: where it starts and how long its steps are decide where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course_utils.alternatives import Frames
from course_utils.widgets.kit.controls import Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel
from course_utils.widgets.landscape import Descend, Landscape, draw_ground, draw_path, walk

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure


def ball(
    landscape: Landscape,
    descend: Descend,
    *,
    shape: str,
    rate: float,
    largest_rate: float,
    steps: int = 40,
    frames: Frames = (),
) -> Panel:
    """Return a panel with a ball on a landscape of one dimension: its start, its rate and how many steps it makes.

    `descend(gradient, start, rate, steps)` returns the path, the start included. `shape` names the curve in the text
    alternative: « une courbe à deux creux ». `frames`: see `panel`, with the
    names start, rate and steps.
    """
    from matplotlib.figure import Figure

    controls = {
        "start": Slider("Départ w₀", landscape.low, landscape.high, landscape.start[0], step=0.1),
        "rate": Slider("Taux d'apprentissage η", 0.01, largest_rate, rate, step=0.01),
        "steps": Slider("Nombre de pas", 0, steps, steps, step=1),
    }
    figure = Figure(figsize=(6.6, 4.0))
    axes = figure.subplots()
    draw_ground(axes, landscape)
    axes.set_title("Une bille descend la pente")
    moving: list[Artist] = []

    def path_of(start: float, rate: float, steps: int) -> np.ndarray:
        return walk(landscape, descend, np.array([start]), rate, steps)

    def draw(start: float, rate: float, steps: int) -> Figure:
        path = path_of(start, rate, steps)
        while moving:
            moving.pop().remove()
        moving.extend(draw_path(axes, landscape, path))
        return figure

    def told(path: np.ndarray) -> str:
        end = float(path[-1, 0])
        if not landscape.low <= end <= landscape.high:
            return "la bille est sortie du dessin"
        slope = float(landscape.gradient(path[-1])[0])
        cost = float(landscape.at(path)[-1])
        return f"la bille est en w = {_short(end)}, son coût vaut {_short(cost)} et la pente {_short(slope)}"

    def alt(start: float, rate: float, steps: int) -> str:
        curve = f"{shape[:1].upper()}{shape[1:]}."
        try:
            path = path_of(start, rate, steps)
        except Exception:  # the reader's own descent: the drawing tells what is wrong with it
            return curve
        return (
            f"{curve} Partie de w = {french_number(start, 0.1)}, avec η = {french_number(rate, 0.01)}, "
            f"après {steps} pas, {told(path)}."
        )

    def status(start: float, rate: float, steps: int) -> str:
        path = path_of(start, rate, steps)
        return f"Après {steps} pas, {told(path)}. Le creux le plus profond est en w ≈ {_short(landscape.minima[0][0])}."

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _short(value: float) -> str:
    return french_number(round(value, 2) + 0.0, 0.01)  # no « -0 »
