"""A race of optimisers over a landscape of two weights: each has its own learning rate, which the reader chooses."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Slider
from course_utils.widgets.kit.panel import Panel, panel
from course_utils.widgets.runs import GREY, STROKES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STEPS = 100
_EDGE = 2.0  # the ground is drawn from -2 to 2, both ways

Gradient = Callable[[np.ndarray], np.ndarray]
Walk = Callable[[Gradient, np.ndarray, float, int], np.ndarray]


@dataclass(frozen=True)
class Racecourse:
    """A landscape to race on: `cost` of points (…, 2), its `gradient` at one point, the `start`, and the cost to reach.

    A walk arrives at the first step from which its cost stays at `goal` or below.
    """

    cost: Callable[[np.ndarray], np.ndarray]
    gradient: Gradient
    start: tuple[float, float]
    goal: float


def race(
    courses: Mapping[str, Racecourse], walks: Mapping[str, Walk], *, rate: float = -2.0, frames: Frames = ()
) -> Panel:
    """Return a panel that draws the walk of the optimiser that is chosen, and keeps the record of each.

    `walks` maps a name to `walk(gradient, start, rate, steps)`, which returns the path, start included. `rate` is the
    first power of ten of the learning rate. The records are drawn in grey. `frames`: see `panel`; one that arrives at
    the goal makes a record before the reader does.
    """
    from matplotlib.figure import Figure

    records: dict[tuple[str, str], tuple[int, float]] = {}
    figure = Figure(figsize=(8.4, 4.2))
    figure.set_layout_engine("none")
    ground, costs = figure.add_axes((0.1, 0.14, 0.44, 0.75)), figure.add_axes((0.65, 0.14, 0.33, 0.75))
    side = np.linspace(-_EDGE, _EDGE, 81)
    points = np.stack(np.meshgrid(side, side), axis=-1)

    @functools.lru_cache(maxsize=256)
    def run(course: str, walk: str, rate: float) -> tuple[np.ndarray, np.ndarray]:
        one = courses[course]
        with np.errstate(all="ignore"):
            path = np.asarray(walks[walk](one.gradient, np.array(one.start), 10.0**rate, STEPS), float)
            return path, np.asarray(one.cost(path), float)

    def arrival(course: str, found: np.ndarray) -> int | None:
        far = np.flatnonzero(~(found <= courses[course].goal))
        first = int(far[-1]) + 1 if far.size else 0
        return first if first < len(found) else None

    def draw(course: str, walk: str, rate: float) -> Figure:
        one, (path, found) = courses[course], run(course, walk, rate)
        step = arrival(course, found)
        if step is not None:
            records[course, walk] = min((step, rate), records.get((course, walk), (STEPS + 1, rate)))
        heights = one.cost(points)
        ground.clear()
        ground.contour(side, side, heights, levels=np.quantile(heights, np.linspace(0.02, 0.95, 14)), cmap="viridis")
        inside = np.clip(np.nan_to_num(path, nan=2 * _EDGE), -2 * _EDGE, 2 * _EDGE)
        ground.plot(*inside.T, STROKES[1][1], color=STROKES[1][0], markersize=3)
        ground.plot(*one.start, "o", color="#262626")
        ground.set(xlim=(-_EDGE, _EDGE), ylim=(-_EDGE, _EDGE), xlabel="w₁", ylabel="w₂")
        ground.set_title(typeset(f"{walk[:1].upper()}{walk[1:]} : {course}"), fontsize=11)
        costs.clear()
        for (where, who), (_, best) in records.items():
            if where == course and who != walk:
                costs.plot(_shown(run(course, who, best)[1], one.goal), color=GREY, linewidth=1)
        costs.plot(_shown(found, one.goal), color=STROKES[1][0])
        costs.axhline(0, color=STROKES[0][0], linestyle="--", linewidth=1.4)
        costs.set(xlim=(0, STEPS), ylim=(-2, 4), xlabel="pas", ylabel="coût au-dessus du but (puissances de dix)")
        costs.set_title(typeset("Le coût selon le pas"), fontsize=11)
        return figure

    def told(course: str, walk: str, rate: float) -> str:
        found = run(course, walk, rate)[1]
        step, shown = arrival(course, found), f"{10.0**rate:.2g}".replace(".", ",")
        if step is not None:
            return f"{walk}, taux {shown} : but atteint en {step} pas."
        if not np.isfinite(found[-1]) or found[-1] > 10 * abs(found[0]) + 10:
            return f"{walk}, taux {shown} : le coût explose."
        return f"{walk}, taux {shown} : but pas encore atteint après {STEPS} pas."

    def status(course: str, walk: str, rate: float) -> str:
        best = [f"{who}, {records[course, who][0]} pas" for who in walks if (course, who) in records]
        return f"{told(course, walk, rate)} Vos records ici : {' ; '.join(best) or 'aucun'}."

    def alt(course: str, walk: str, rate: float) -> str:
        return (
            f"À gauche, le chemin de « {walk} » sur le terrain « {course} », vu de dessus ; à droite, le coût selon le "
            f"pas et, en tirets, le but. {_or_nothing(told, course, walk, rate)}"
        )

    controls: dict[str, Control] = {
        "course": Choice("Terrain", tuple(courses), next(iter(courses))),
        "walk": Choice("Optimiseur", tuple(walks), next(iter(walks))),
        "rate": Slider("Puissance de dix du taux η", -4.0, 1.0, rate, step=0.1),
    }
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _shown(found: np.ndarray, goal: float) -> np.ndarray:
    """Return the powers of ten of the cost above the goal: 0 is the goal, what is lower stands below."""
    with np.errstate(all="ignore"):
        return np.clip(np.log10(np.maximum(1.0 + (found - goal) / abs(goal), 1e-3)), -2, 4)


def _or_nothing(told: Callable[..., str], *values: Any) -> str:
    try:
        return told(*values)
    except Exception:  # the reader's own optimiser: the drawing tells what is wrong with it
        return ""
