"""Activations to look at: a curve with its slope, a signal through many layers, scores made into probabilities.

The functions themselves are the chapter's: nothing here computes an activation.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import power_of_ten, typeset
from course_utils.widgets.kit.controls import Choice, Control, Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILION, INK = "#0072B2", "#D55E00", "#262626"
_REACH = 6.0
_STEP = 1e-6
_BINS = 40

Function = Callable[[np.ndarray], np.ndarray]
Signal = Callable[[str, str], Sequence[np.ndarray]]


def activation_curves(functions: Mapping[str, Function], start: float = 1.0) -> Panel:
    """Return a panel that shows a function with its tangent at x, and its slope for every x between -6 and 6.

    functions: French name → function of an array, the first one being chosen at the start.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.6, 3.8))
    figure.set_layout_engine("none")
    left, right = figure.add_axes((0.09, 0.15, 0.38, 0.72)), figure.add_axes((0.59, 0.15, 0.38, 0.72))
    grid = np.linspace(-_REACH, _REACH, 601)

    def at(name: str, x: float) -> tuple[float, float]:
        point = np.array([x])
        return float(functions[name](point)[0]), float(slope(functions[name], point)[0])

    def draw(name: str, x: float) -> Figure:
        value, tilt = at(name, x)
        values, slopes = functions[name](grid), slope(functions[name], grid)
        left.clear()
        left.plot(grid, values, color=BLUE)
        left.plot(grid, value + tilt * (grid - x), "--", color=VERMILION, linewidth=1.6)
        left.plot([x], [value], "o", color=INK)
        low, high = float(values.min()), float(values.max())
        margin = 0.12 * (high - low)
        left.set(xlim=(-_REACH, _REACH), ylim=(low - margin, high + margin), xlabel="x", ylabel="valeur")
        left.set_title(typeset(f"{name} et sa tangente en x"), fontsize=11)
        right.clear()
        right.plot(grid, slopes, color=BLUE)
        right.plot([x, x], [0, tilt], color=VERMILION, linewidth=1.6)
        right.plot([x], [tilt], "o", color=INK)
        right.set(xlim=(-_REACH, _REACH), ylim=(-0.15, 1.2), xlabel="x", ylabel="pente")
        right.set_title(typeset("Sa pente (dérivée)"), fontsize=11)
        return figure

    def alt(name: str, x: float) -> str:
        value, tilt = at(name, x)
        return (
            f"À gauche, la courbe de l'activation « {name} » entre −6 et 6 et sa tangente en x = {_short(x)}, "
            f"où elle vaut {_short(value)}. À droite, sa pente, qui vaut {_short(tilt)} en ce point."
        )

    def status(name: str, x: float) -> str:
        value, tilt = at(name, x)
        return f"En x = {_short(x)} : valeur {_short(value)}, pente {_short(tilt)}."

    names = tuple(functions)
    controls: dict[str, Control] = {
        "name": Choice("Activation", names, names[0]),
        "x": Slider("x", -_REACH, _REACH, start),
    }
    frames = [{"title": f"L'activation « {name} »", "name": name} for name in names[1:]]
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def slope(function: Function, x: np.ndarray) -> np.ndarray:
    """Return the slope of `function` on the left of each x, by finite differences.

    On the left, because ReLU and its kin have a corner at 0, where the course takes the slope of that side.
    """
    return (function(x) - function(x - _STEP)) / _STEP


def layer_histograms(
    signal: Signal,
    activations: tuple[str, ...],
    initialisations: tuple[str, ...],
    *,
    layers: tuple[int, ...] = (1, 5, 20),
    frames: Frames = (),
) -> Panel:
    """Return a panel with one histogram of outputs for each of `layers`, numbered from 1.

    `signal(activation, initialisation)` returns the outputs of every layer, arrays of shape (examples, units). The
    status gives, for each layer, how much one unit changes from an example to another.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.4, 3.1))
    figure.set_layout_engine("none")
    width = 0.97 / len(layers)
    places = [figure.add_axes((0.06 + k * width, 0.19, 0.76 * width, 0.57)) for k in range(len(layers))]

    @functools.lru_cache(maxsize=64)
    def outputs(activation: str, initialisation: str) -> tuple[np.ndarray, ...]:
        found = signal(activation, initialisation)
        return tuple(np.asarray(found[layer - 1], float) for layer in layers)

    def draw(activation: str, initialisation: str) -> Figure:
        for axes, layer, values in zip(places, layers, outputs(activation, initialisation), strict=True):
            axes.clear()
            _draw_histogram(axes, values)
            axes.set_title(typeset(f"Couche {layer}"), fontsize=11)
        places[0].set_ylabel("part des sorties (%)")
        title = typeset(f"Sorties : {activation}, {initialisation}")
        figure.suptitle(title, x=0.06, y=0.96, ha="left", weight="bold", fontsize=13)
        return figure

    def alt(activation: str, initialisation: str) -> str:
        spreads = " ; ".join(
            f"couche {layer}, moyenne {_short(float(values.mean()))}, écart-type {_short(float(values.std()))}"
            for layer, values in zip(layers, outputs(activation, initialisation), strict=True)
        )
        return f"Histogrammes des sorties avec « {activation} » et « {initialisation} » : {spreads}."

    def status(activation: str, initialisation: str) -> str:
        spreads = " ; ".join(
            f"couche {layer} : {_short(float(values.std(axis=0).mean()))}"
            for layer, values in zip(layers, outputs(activation, initialisation), strict=True)
        )
        return f"Écart-type d'une même unité, d'un exemple à l'autre (en moyenne) : {spreads}."

    controls: dict[str, Control] = {
        "activation": Choice("Activation", activations, activations[0]),
        "initialisation": Choice("Initialisation", initialisations, initialisations[0]),
    }
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def softmax_bars(softmax: Function, classes: tuple[str, ...], scores: tuple[float, ...]) -> Panel:
    """Return a panel with a slider a score and one for the temperature, and the probabilities as bars.

    `softmax` makes an array of scores, shape (classes,), into probabilities.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.4, 3.6))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.1, 0.13, 0.86, 0.74))

    def probabilities(values: Mapping[str, float]) -> np.ndarray:
        numbers = np.array([values[f"z{k}"] for k in range(len(classes))])
        return np.asarray(softmax(numbers / values["temperature"]), float)

    def draw(**values: float) -> Figure:
        shares = probabilities(values)
        axes.clear()
        best = shares >= shares.max() - 1e-12
        bars = axes.bar(range(len(classes)), shares, color=np.where(best, VERMILION, BLUE).tolist(), width=0.6)
        axes.bar_label(bars, [french_number(float(share), 0.001) for share in shares], padding=2)
        axes.set_xticks(range(len(classes)), [f"{name} ({_short(values[f'z{k}'])})" for k, name in enumerate(classes)])
        axes.set(ylim=(0, 1.1), ylabel="probabilité")
        axes.set_title(typeset(f"Softmax des scores, température {_short(values['temperature'])}"))
        axes.grid(False, axis="x")
        return figure

    def alt(**values: float) -> str:
        shares = probabilities(values)
        told = " ; ".join(f"{name} {french_number(float(s), 0.001)}" for name, s in zip(classes, shares, strict=True))
        return f"Une barre par classe, sa probabilité : {told}."

    def status(**values: float) -> str:
        return f"La plus grande probabilité : {french_number(float(probabilities(values).max()), 0.001)}. Somme : 1."

    controls: dict[str, Control] = {
        f"z{k}": Slider(f"Score : {name}", -4.0, 4.0, score)
        for k, (name, score) in enumerate(zip(classes, scores, strict=True))
    }
    controls["temperature"] = Slider("Température T", 0.2, 10.0, 1.0)
    frames = [{"title": f"Température {_short(t)}", "temperature": t} for t in (0.2, 0.5, 10.0)]
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _draw_histogram(axes: Axes, values: np.ndarray) -> None:
    """Draw the share of the values in each of forty bins; what is all but constant is one bar."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    low, high = float(values.min()), float(values.max())
    counts, edges = np.histogram(values, bins=_BINS, range=(low, high) if high > low else (low - 0.5, low + 0.5))
    axes.stairs(100 * counts / values.size, edges, fill=True, color=BLUE)  # one shape: forty bars would be slow
    axes.set_xlabel("sortie")
    axes.xaxis.set_major_locator(MaxNLocator(3, prune=None))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    axes.tick_params(labelsize=9)


def _short(value: float) -> str:
    """Return `value` in French, two or three significant digits, as a power of ten when it is far from 1."""
    if value and not 1e-3 <= abs(value) < 1e4:
        digits, _, power = f"{value:.1e}".partition("e")
        digits = digits.removesuffix(".0").replace("-", "\N{MINUS SIGN}").replace(".", ",")
        return f"{digits}·{power_of_ten(int(power))}"
    value += 0.0  # no minus zero
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return text.replace("-", "\N{MINUS SIGN}").replace(".", ",")
