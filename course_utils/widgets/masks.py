"""A small network whose hidden units come and go, draw after draw, as dropout has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from course_utils.alternatives import Frames
from course_utils.widgets.kit.controls import Control, Slider, Stepper, Toggle, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, VERMILION, GONE = "#0072B2", "#D55E00", "#8c8c8c"
SIZES = (4, 8, 8, 2)  # inputs, two hidden layers, outputs: only hidden units are dropped
HIDDEN = SIZES[1] + SIZES[2]

Mask = Callable[[np.random.Generator, int, float], np.ndarray]


def dropout_masks(mask: Mask, *, draws: int = 12, frames: Frames = ()) -> Panel:
    """Return a panel that shows which hidden units of a 4-8-8-2 network take part, one draw a step.

    `mask(rng, count, p)` returns what each of `count` units is multiplied by in training: an array (count,) of zeros
    and of 1 / (1 - p).
    """
    from matplotlib.collections import LineCollection
    from matplotlib.figure import Figure

    spots = [
        np.column_stack([np.full(size, 1.6 * place), np.arange(size) - (size - 1) / 2])
        for place, size in enumerate(SIZES)
    ]
    pairs = [(layer, i, j) for layer in range(3) for i in range(SIZES[layer]) for j in range(SIZES[layer + 1])]
    figure = Figure(figsize=(7.6, 4.3))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.02, 0.1, 0.96, 0.8))
    axes.axis("off")
    axes.set(xlim=(-0.6, 5.4), ylim=(-4.5, 3.9))
    lines = LineCollection([], colors="#9fb8cc", linewidths=0.9, zorder=1)
    axes.add_collection(lines)
    kept = axes.scatter([], [], s=210, color=BLUE, edgecolor="white", zorder=3)
    gone = axes.scatter([], [], s=210, facecolor="#fbfbfa", edgecolor=GONE, linestyle="--", zorder=3)
    crosses = axes.scatter([], [], s=90, marker="x", color=VERMILION, linewidth=2.2, zorder=4)
    for place, name in enumerate(("entrées", "couche cachée 1", "couche cachée 2", "sorties")):
        axes.text(1.6 * place, -4.3, name, ha="center", fontsize=10)
    title = axes.set_title("")

    def factors(step: int, p: float, training: bool) -> np.ndarray:
        return np.asarray(mask(np.random.default_rng(step), HIDDEN, p)) if training else np.ones(HIDDEN)

    def draw(step: int, p: float, training: bool) -> Figure:
        hidden = factors(step, p, training) != 0
        there = [np.ones(SIZES[0], bool), hidden[: SIZES[1]], hidden[SIZES[1] :], np.ones(SIZES[3], bool)]
        lines.set_segments(
            [
                np.array([spots[layer][i], spots[layer + 1][j]])
                for layer, i, j in pairs
                if there[layer][i] and there[layer + 1][j]
            ]
        )
        missing = np.concatenate([spot[~one] for spot, one in zip(spots, there, strict=True)])
        kept.set_offsets(np.concatenate([spot[one] for spot, one in zip(spots, there, strict=True)]))
        gone.set_offsets(missing)
        crosses.set_offsets(missing)
        title.set_text(f"Entraînement, tirage {step + 1}" if training else "Évaluation : tout le réseau")
        return figure

    def alt(step: int, p: float, training: bool) -> str:
        left = int(np.count_nonzero(factors(step, p, training)))
        return (
            f"Un réseau de 4 entrées, deux couches cachées de 8 unités et 2 sorties. Unités cachées présentes : {left} "
            f"sur {HIDDEN} ; les autres sont barrées, sans aucune liaison."
        )

    def status(step: int, p: float, training: bool) -> str:
        left = int(np.count_nonzero(factors(step, p, training)))
        if not training:
            return f"Évaluation : les {HIDDEN} unités travaillent, sans facteur, et la réponse est toujours la même."
        factor = french_number(1 / (1 - p), 0.01)
        return f"Unités gardées : {left} sur {HIDDEN}. Leurs sorties sont multipliées par 1 / (1 − p) = {factor}."

    controls: dict[str, Control] = {
        "step": Stepper("Tirage", draws),
        "p": Slider("Part abandonnée p", 0.0, 0.9, 0.5, step=0.1),
        "training": Toggle("Entraînement (décochez pour l'évaluation)", True),
    }
    return panel(draw, controls, alt=alt, status=status, frames=frames)
