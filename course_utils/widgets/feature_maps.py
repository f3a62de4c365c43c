"""What each layer of a network makes of a digit that somebody draws: all its maps side by side."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Drawing
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Maps = Callable[[np.ndarray], Sequence[np.ndarray]]
Predict = Callable[[np.ndarray], Sequence[float]]


def feature_maps(
    image: np.ndarray,
    maps_of: Maps,
    layers: Sequence[str],
    predict: Predict,
    *,
    frames: Frames = (),
) -> Panel:
    """Return a panel with a canvas: the digit that is drawn, beside the maps of one of the `layers`.

    maps_of(image): the maps of every layer for a digit (28, 28) uint8, arrays (channels, rows, columns), none negative.
    predict(image): ten probabilities, for the bars of the canvas. Until somebody draws, and where nobody can, `image`
    stands for the drawing. Each map is drawn from 0 (dark) to the largest number of its layer (light).
    """
    from matplotlib.figure import Figure

    controls: dict[str, Control] = {
        "layer": Choice("Couche", tuple(layers), layers[0]),
        "image": Drawing("Dessinez un chiffre", image, predict),
    }
    figure = Figure(figsize=(9.4, 4.6))
    figure.set_layout_engine("none")
    left = figure.add_axes((0.01, 0.15, 0.27, 0.62))
    right = figure.add_axes((0.31, 0.03, 0.68, 0.86))

    @functools.lru_cache(maxsize=64)
    def found(pixels: bytes) -> tuple[np.ndarray, ...]:
        digit = np.frombuffer(pixels, np.uint8).reshape(image.shape).copy()
        return tuple(np.asarray(one, float) for one in maps_of(digit))

    def shown(image: np.ndarray, layer: str) -> np.ndarray:
        return found(image.tobytes())[list(layers).index(layer)]

    def draw(image: np.ndarray, layer: str) -> Figure:
        maps = shown(image, layer)
        for axes, picture, colours in ((left, image, "gray"), (right, mosaic(maps), "viridis")):
            axes.clear()
            axes.set_axis_off()
            axes.imshow(np.ma.masked_invalid(picture), cmap=colours, interpolation="nearest", vmin=0)
        left.set_title(typeset("Ce que lit le réseau"), fontsize=11)
        count, rows, columns = maps.shape
        right.set_title(typeset(f"{count} cartes de {rows} × {columns}, {layer}"), fontsize=12)
        return figure

    def alt(image: np.ndarray, layer: str) -> str:
        count, rows, columns = shown(image, layer).shape
        return f"Un chiffre et, à droite, les {count} cartes de {rows} × {columns} nombres de la {layer}."

    def status(image: np.ndarray, layer: str) -> str:
        maps = shown(image, layer)
        lit = int((maps.reshape(len(maps), -1).max(axis=1) > 0.25 * maps.max()).sum())
        return f"{lit} cartes sur {len(maps)} dépassent quelque part le quart du plus grand nombre de la couche."

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def mosaic(maps: np.ndarray) -> np.ndarray:
    """Return maps (channels, rows, columns) as one picture of full rows, wider than high; NaN between the maps."""
    count, rows, columns = maps.shape
    across = min(
        (one for one in range(1, count + 1) if count % one == 0), key=lambda one: abs(one - np.sqrt(1.5 * count))
    )
    gap = max(1, rows // 10)
    down = -(-count // across)
    picture = np.full((down * (rows + gap) - gap, across * (columns + gap) - gap), np.nan)
    for number, one in enumerate(maps):
        top, left = number // across * (rows + gap), number % across * (columns + gap)
        picture[top : top + rows, left : left + columns] = one
    return picture
