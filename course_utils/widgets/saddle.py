"""Surfaces that can be turned, around a point where the slope is zero: a bowl, a dome, a gutter, a saddle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.widgets.kit.controls import Choice, Control, Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel
from course_utils.widgets.landscape import VERMILION

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

_TICKS = (-1, 0, 1)


def saddle(
    hessians: Mapping[str, np.ndarray],
    *,
    azimuth: int = -60,
    elevation: int = 25,
    frames: Frames = (),
) -> Panel:
    """Return a panel that shows ½ wᵀHw around w = 0, for each named Hessian H, of shape (2, 2), and turns it.

    `frames`: see `panel`, with the names surface, azimuth and elevation.
    """
    from matplotlib.figure import Figure

    names = tuple(hessians)
    controls: dict[str, Control] = {
        "surface": Choice("Surface", names, names[0]),
        "azimuth": Slider("Tourner autour (degrés)", -180, 180, azimuth, step=5),
        "elevation": Slider("Regarder de plus haut (degrés)", 0, 70, elevation, step=5),
    }
    figure = Figure(figsize=(5.6, 4.6))
    figure.set_layout_engine("none")
    axes: Any = figure.add_axes((0.02, 0.02, 0.9, 0.88), projection="3d")
    side = np.linspace(-1, 1, 17)  # few cells: the surface is redrawn at every move
    across, up = np.meshgrid(side, side)
    axes.set(xlabel="w₁", ylabel="w₂", zlabel="J", xticks=_TICKS, yticks=_TICKS, zticks=_TICKS, zlim=(-1, 1))
    drawn: list[Artist] = []
    shown = ""

    def draw(surface: str, azimuth: int, elevation: int) -> Figure:
        nonlocal shown
        if surface != shown:
            while drawn:
                drawn.pop().remove()
            points = np.stack([across, up], axis=-1)
            heights = 0.5 * np.einsum("...i,ij,...j", points, np.asarray(hessians[surface], float), points)
            colors = {"cmap": "viridis", "vmin": -1, "vmax": 1, "alpha": 0.75, "linewidth": 0}
            drawn.append(axes.plot_surface(across, up, heights, **colors))
            drawn.extend(axes.plot([0], [0], [0], "o", color=VERMILION, markersize=10, zorder=10))
            axes.set_title(f"{surface[:1].upper()}{surface[1:]}")
            shown = surface
        axes.view_init(elev=elevation, azim=azimuth)
        return figure

    def curvatures(surface: str) -> str:
        values = np.linalg.eigvalsh(np.asarray(hessians[surface], float)) + 0.0
        return " et ".join(french_number(float(value), 1) for value in values)

    def alt(surface: str, azimuth: int, elevation: int) -> str:
        return (
            f"Une surface en trois dimensions, {surface}, vue de {elevation} degrés de haut. Au point marqué, au "
            f"centre, la pente est nulle et les courbures sont {curvatures(surface)}."
        )

    def status(surface: str, azimuth: int, elevation: int) -> str:
        return f"Au point marqué, le gradient est nul. Courbures (valeurs propres de H) : {curvatures(surface)}."

    return panel(draw, controls, alt=alt, status=status, frames=frames)
