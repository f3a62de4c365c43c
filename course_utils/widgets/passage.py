"""Numbers going through a small network, one unit at a time: values in the units, products on the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_utils.french import rounded, typeset
from course_utils.widgets.kit.controls import Stepper
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, INK, FAINT, PAPER = "#0072B2", "#262626", "#c4c4bf", "#fbfbfa"
_RADIUS = 0.4


@dataclass(frozen=True)
class Unit:
    """One step of the walk: the unit `place` of layer `layer` (1: the first that computes), and what it computes."""

    layer: int
    place: int
    weights: np.ndarray
    inputs: np.ndarray
    bias: float
    before: float
    after: float
    name: str


def passage(
    params: Sequence[tuple[np.ndarray, np.ndarray]],
    activations: Sequence[np.ndarray],
    inputs: Sequence[str],
    *,
    rule: str = "ReLU",
    output: str = "ŷ",
) -> Panel:
    """Return a panel that walks through a network, unit after unit.

    params: (W, b) a layer, W (inputs, units), b (units,). activations: what leaves each layer, the inputs first,
    each a vector. inputs: what the inputs are, with their units. rule: the name of the hidden layers' activation.
    output: what the last layer's units are called.
    """
    from matplotlib.figure import Figure

    layers = [np.ravel(np.asarray(one, float)) for one in activations]
    units = _units(params, layers, output)
    width, height = _extent(layers)
    figure = Figure(figsize=(0.86 * width, 0.86 * height + 0.4))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.0, 0.0, 1.0, 0.92))

    def draw(step: int) -> Figure:
        axes.clear()
        _draw(axes, layers, units, step, inputs)
        axes.set_title(typeset(_title(units, len(params), step)), x=0.02)
        return figure

    def alt(step: int) -> str:
        known = [f"{name} : {_number(value)}" for name, value in zip(inputs, layers[0], strict=True)]
        found = [f"{unit.name} = {_number(unit.after)}" for unit in units[:step]]
        return (
            f"Un réseau dessiné couche par couche. Entrées : {', '.join(known)}. Calculé : {', '.join(found) or '—'}."
        )

    def status(step: int) -> str:
        return "Les entrées sont prêtes." if step == 0 else formula(units[step - 1], rule, last=step == len(units))

    # Where nothing can be pressed, one picture a layer: each holds all that the layers before it have found.
    ends = [number for number, unit in enumerate(units, start=1) if unit.place == len(layers[unit.layer]) - 1]
    frames = [{"title": f"Étape {step + 1} : {_title(units, len(params), step)}", "step": step} for step in ends]
    return panel(draw, {"step": Stepper("Étape", len(units) + 1)}, alt=alt, status=status, frames=frames)


def formula(unit: Unit, rule: str, *, last: bool) -> str:
    """Return what a unit computes, written out: « h₁ = ReLU(0,1 × 70 + 0,4 × 25 + 0,1) = 17,1 »."""
    terms = [f"{_number(weight)} × {_number(value)}" for weight, value in zip(unit.weights, unit.inputs, strict=True)]
    total = " + ".join([*terms, _number(unit.bias)]).replace("+ \N{MINUS SIGN}", "\N{MINUS SIGN} ")
    return f"{unit.name} = {total if last else f'{rule}({total})'} = {_number(unit.after)}"


def _number(value: float) -> str:
    return rounded(value, 3)


def _units(params: Sequence[tuple[np.ndarray, np.ndarray]], layers: Sequence[np.ndarray], output: str) -> list[Unit]:
    """Return every unit that computes, in the order of the walk. Raises ValueError when the layers do not fit."""
    units: list[Unit] = []
    if len(layers) != len(params) + 1:
        raise ValueError(f"{len(params)} layers of parameters need {len(params) + 1} activations, not {len(layers)}")
    for layer, (W, b) in enumerate(params, start=1):
        weights = np.asarray(W, float).reshape(len(layers[layer - 1]), -1)
        bias = np.ravel(np.asarray(b, float))
        before = layers[layer - 1] @ weights + bias
        letter = output if layer == len(params) else "hkuvst"[layer - 1]
        for place in range(weights.shape[1]):
            name = letter + ("₁₂₃₄₅₆₇₈₉"[place] if weights.shape[1] > 1 else "")
            value = float(layers[layer][place])
            units.append(
                Unit(
                    layer,
                    place,
                    weights[:, place],
                    layers[layer - 1],
                    float(bias[place]),
                    float(before[place]),
                    value,
                    name,
                )
            )
    return units


def _title(units: Sequence[Unit], depth: int, step: int) -> str:
    if step == 0:
        return "Les entrées"
    unit = units[step - 1]
    return f"L'unité {unit.name}, {'sortie' if unit.layer == depth else f'couche cachée {unit.layer}'}"


def _draw(axes: Axes, layers: Sequence[np.ndarray], units: Sequence[Unit], step: int, inputs: Sequence[str]) -> None:
    current = units[step - 1] if step else None
    known = {(0, place) for place in range(len(layers[0]))} | {(unit.layer, unit.place) for unit in units[:step]}
    for unit in units:
        _draw_arrows(axes, layers, unit, active=unit is current)
    names = {(unit.layer, unit.place): unit.name for unit in units}
    for layer, values in enumerate(layers):
        for place, value in enumerate(values):
            spot = _spot(layers, layer, place)
            active = current is not None and (layer, place) == (current.layer, current.place)
            text = _number(float(value)) if (layer, place) in known else "?"
            _draw_unit(axes, spot, text, active)
            if layer:
                axes.text(spot[0], spot[1] + 0.48, names[layer, place], ha="center", fontsize=10, color=INK)
            else:
                axes.text(spot[0] - 0.5, spot[1], typeset(inputs[place]), ha="right", va="center", fontsize=10)
    width, height = _extent(layers)
    axes.set(xlim=(-1.9, width - 1.9), ylim=(-0.85, height - 0.85), aspect="equal")
    axes.axis("off")


def _extent(layers: Sequence[np.ndarray]) -> tuple[float, float]:
    """Return the width and the height of the drawing, in its own units: names on the left and on top included."""
    return 2.4 * (len(layers) - 1) + 2.65, 1.6 * (max(len(layer) for layer in layers) - 1) + 1.7


def _spot(layers: Sequence[np.ndarray], layer: int, place: int) -> tuple[float, float]:
    tallest, size = max(len(one) for one in layers), len(layers[layer])
    return 2.4 * layer, 1.6 * ((tallest - 1) / 2 + (size - 1) / 2 - place)


def _draw_unit(axes: Axes, spot: tuple[float, float], text: str, active: bool) -> None:
    from matplotlib.patches import Circle

    color = BLUE if active else INK
    axes.add_patch(Circle(spot, _RADIUS, facecolor=PAPER, edgecolor=color, linewidth=3 if active else 1.4, zorder=3))
    weight = "bold" if active else "normal"
    axes.text(*spot, text, ha="center", va="center", fontsize=10, color=color, weight=weight, zorder=4)


def _draw_arrows(axes: Axes, layers: Sequence[np.ndarray], unit: Unit, *, active: bool) -> None:
    end = np.array(_spot(layers, unit.layer, unit.place))
    for place, (weight, value) in enumerate(zip(unit.weights, unit.inputs, strict=True)):
        start = np.array(_spot(layers, unit.layer - 1, place))
        way = (end - start) / np.hypot(*(end - start))
        ends = np.column_stack([start + _RADIUS * way, end - _RADIUS * way])
        color, width, height = (BLUE, 2.0, 2) if active else (FAINT, 0.9, 1)
        axes.plot(ends[0], ends[1], color=color, linewidth=width, zorder=height)
        if active:
            axes.text(
                (start[0] + end[0]) / 2,
                (start[1] + end[1]) / 2,
                f"{_number(float(weight))} × {_number(float(value))}",
                ha="center",
                va="center",
                fontsize=9,
                color=BLUE,
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.2},
                zorder=2.5,
            )
    if active:
        axes.text(
            end[0],
            end[1] - 0.58,
            typeset(f"biais : {_number(unit.bias)}"),
            ha="center",
            va="center",
            fontsize=9,
            color=BLUE,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
            zorder=3,
        )
