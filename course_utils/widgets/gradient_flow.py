"""The gradient through the layers of a deep network, as histograms of its powers of ten."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import power_of_ten, typeset
from course_utils.widgets.kit.controls import Choice, Control
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILION = "#0072B2", "#D55E00"
LOWEST, HIGHEST, _BINS = -34.0, 20.0, 108  # powers of ten that the horizontal axis shows
Flow = Callable[[str, str], Sequence[np.ndarray]]


def gradient_histograms(
    flow: Flow,
    activations: tuple[str, ...],
    initialisations: tuple[str, ...],
    *,
    start: tuple[str, str] | None = None,
    layers: tuple[int, ...] = (1, 5, 20),
    frames: Frames = (),
) -> Panel:
    """Return a panel with one histogram of gradients for each of `layers`, numbered from 1, on one common scale.

    `flow(activation, initialisation)` returns the gradients of every layer, arrays of any shape. Those that are
    exactly 0 have no power of ten: they are counted apart. start: the first activation and initialisation.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.4, 3.2))
    figure.set_layout_engine("none")
    width = 0.96 / len(layers)
    places = [figure.add_axes((0.065 + k * width, 0.2, 0.84 * width, 0.55)) for k in range(len(layers))]
    first = start or (activations[0], initialisations[0])

    @functools.lru_cache(maxsize=64)
    def found(activation: str, initialisation: str) -> tuple[np.ndarray, ...]:
        gradients = flow(activation, initialisation)
        return tuple(np.abs(np.asarray(gradients[layer - 1], float)).ravel() for layer in layers)

    def draw(activation: str, initialisation: str) -> Figure:
        for axes, layer, sizes in zip(places, layers, found(activation, initialisation), strict=True):
            axes.clear()
            _draw_powers(axes, sizes)
            axes.set_title(typeset(f"Couche {layer}{_zeros(sizes)}"), fontsize=11, loc="left")
        places[0].set_ylabel("part des gradients (%)")
        title = typeset(f"Gradients : {activation}, {initialisation}")
        figure.suptitle(title, x=0.065, y=0.97, ha="left", weight="bold", fontsize=13)
        return figure

    def told(activation: str, initialisation: str) -> str:
        return " ; ".join(
            f"couche {layer} : {short_size(_middle(sizes))}{_zeros(sizes)}"
            for layer, sizes in zip(layers, found(activation, initialisation), strict=True)
        )

    def alt(activation: str, initialisation: str) -> str:
        sizes = told(activation, initialisation)
        return f"Histogrammes des gradients avec « {activation} » et « {initialisation} ». Taille médiane, {sizes}."

    def status(activation: str, initialisation: str) -> str:
        return f"Taille médiane des gradients non nuls : {told(activation, initialisation)}."

    controls: dict[str, Control] = {
        "activation": Choice("Activation", activations, first[0]),
        "initialisation": Choice("Initialisation", initialisations, first[1]),
    }
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def short_size(value: float) -> str:
    """Return a positive `value` in French, two digits, as a power of ten when it is far from 1."""
    if value == 0 or 0.01 <= value < 1000:
        return f"{value:.2g}".replace(".", ",")
    digits, _, power = f"{value:.1e}".partition("e")
    return f"{digits.removesuffix('.0').replace('.', ',')}·{power_of_ten(int(power))}"


def _middle(sizes: np.ndarray) -> float:
    """Return the median of what is not 0, or 0 when nothing is left."""
    kept = sizes[sizes > 0]
    return float(np.median(kept)) if kept.size else 0.0


def _zeros(sizes: np.ndarray) -> str:
    share = 100 * float(np.mean(sizes == 0))
    return f" ({share:.0f} % de zéros)" if share >= 0.5 else ""


def _draw_powers(axes: Axes, sizes: np.ndarray) -> None:
    """Draw the share of the sizes at each power of ten; what is off the scale stands at its end."""
    from matplotlib.ticker import FixedLocator, FuncFormatter

    kept = sizes[sizes > 0]
    powers = np.clip(np.log10(kept), LOWEST + 0.01, HIGHEST - 0.01) if kept.size else np.empty(0)
    counts, edges = np.histogram(powers, bins=_BINS, range=(LOWEST, HIGHEST))
    axes.stairs(100 * counts / max(sizes.size, 1), edges, fill=True, color=BLUE)
    axes.axvline(0, color=VERMILION, linestyle="--", linewidth=1.2)  # a gradient of size 1, as at the outputs
    axes.set(xlim=(LOWEST, HIGHEST), xlabel="taille du gradient")
    axes.xaxis.set_major_locator(FixedLocator([-30, -20, -10, 0, 10, 20]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: "1" if value == 0 else power_of_ten(int(value))))
    axes.tick_params(labelsize=9)
