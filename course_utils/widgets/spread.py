"""How much a signal spreads at each layer of a deep network, one curve an initialisation."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import power_of_ten, typeset
from course_utils.widgets.gradient_flow import short_size
from course_utils.widgets.kit.controls import Choice, Control, Slider
from course_utils.widgets.kit.panel import Panel, panel
from course_utils.widgets.runs import STROKES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LOWEST, _HIGHEST = -20, 20  # powers of ten that the vertical axis shows

Spreads = Callable[[str, str, int], Sequence[float]]


def spread_by_layer(
    spreads: Spreads,
    activations: tuple[str, ...],
    initialisations: tuple[str, ...],
    *,
    width: int = 100,
    frames: Frames = (),
) -> Panel:
    """Return a panel with a curve an initialisation: the spread of the outputs, layer after layer, on a log scale.

    `spreads(activation, initialisation, width)` returns one positive number a layer; zero or what is not finite is
    drawn at the end of the scale. `width` is the first number of units a layer. `frames`: see `panel`.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.4, 4.0))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.1, 0.14, 0.62, 0.75))

    @functools.lru_cache(maxsize=64)
    def found(activation: str, initialisation: str, width: int) -> tuple[float, ...]:
        return tuple(float(value) for value in spreads(activation, initialisation, width))

    def draw(activation: str, width: int) -> Figure:
        axes.clear()
        for name, (color, style) in zip(initialisations, STROKES, strict=False):
            powers = _powers(found(activation, name, width))
            axes.plot(range(1, len(powers) + 1), powers, style, color=color, markersize=4, label=typeset(name))
        axes.axhline(0, color="#262626", linewidth=0.8)
        ticks = range(_LOWEST, _HIGHEST + 1, 5)
        axes.set(ylim=(_LOWEST - 1, _HIGHEST + 1), xlabel="couche", ylabel="écart-type des sorties")
        axes.set_yticks(list(ticks), ["1" if tick == 0 else power_of_ten(tick) for tick in ticks])
        axes.set_title(typeset(f"Écart-type des sorties, couche par couche : {activation}"), fontsize=12)
        axes.legend(title="Poids de départ", loc="upper left", bbox_to_anchor=(1.01, 1.0), fontsize=9)
        return figure

    def told(activation: str, width: int) -> str:
        ends = []
        for name in initialisations:
            values = found(activation, name, width)
            ends.append(f"{name} : {_short(values[0])} puis {_short(values[-1])}")
        return " ; ".join(ends)

    def alt(activation: str, width: int) -> str:
        shown = (
            f"Écart-type des sorties selon la couche, en échelle logarithmique, avec « {activation} » et {width} "
            "unités par couche."
        )
        try:
            return f"{shown} À la première couche, puis à la dernière, {told(activation, width)}."
        except Exception:  # the reader's own weights: the drawing tells what is wrong with them
            return shown

    def status(activation: str, width: int) -> str:
        return f"De la première couche à la dernière, {told(activation, width)}."

    controls: dict[str, Control] = {
        "activation": Choice("Activation", activations, activations[0]),
        "width": Slider("Unités par couche", 20, 200, width, step=20),
    }
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _powers(values: Sequence[float]) -> list[float]:
    """Return the powers of ten, kept inside the scale; NaN, which is drawn nowhere, stays."""
    with np.errstate(divide="ignore"):
        return np.clip(np.log10(np.asarray(values, float)), _LOWEST, _HIGHEST).tolist()


def _short(value: float) -> str:
    return short_size(value) if np.isfinite(value) else "l'infini"
