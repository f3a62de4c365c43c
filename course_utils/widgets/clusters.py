"""k-means, one step at a time: points without labels, and centres that move among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Stepper, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, FAINT = "#262626", "#8a8a85"
LOOKS = (("#0072B2", "o"), ("#D55E00", "s"), ("#009E73", "^"), ("#CC79A7", "D"), ("#000000", "v"))

Step = tuple[str, np.ndarray, np.ndarray]


def cluster_steps(points: np.ndarray, runs: Mapping[str, Sequence[Step]], names: tuple[str, str]) -> Panel:
    """Return a panel that walks through runs of k-means; a run that is over stays at its last step.

    points (n, 2); runs: French name → steps (French title, centres (k, 2), group of each point (n,), -1 for a
    point that has none yet), with k ≤ 5; names: what the two axes measure. The first run is shown at the start.
    """
    from matplotlib.figure import Figure

    points = np.asarray(points, float)
    if not runs or any(len(steps) == 0 for steps in runs.values()):
        raise ValueError("every run needs at least one step")
    if any(len(centres) > len(LOOKS) for steps in runs.values() for _, centres, _ in steps):
        raise ValueError(f"at most {len(LOOKS)} groups can be told apart")
    figure = Figure(figsize=(7.0, 4.6))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.1, 0.13, 0.86, 0.77))

    def at(run: str, step: int) -> Step:
        return runs[run][min(step, len(runs[run]) - 1)]

    def draw(run: str, step: int) -> Figure:
        title, centres, groups = at(run, step)
        axes.clear()
        alone = groups < 0
        axes.scatter(points[alone, 0], points[alone, 1], color=FAINT, s=34)
        for group, (centre, (color, marker)) in enumerate(zip(centres, LOOKS, strict=False)):
            members = points[groups == group]
            for member in members:
                axes.plot(*np.column_stack([centre, member]), color=color, linewidth=0.7, alpha=0.5, zorder=1)
            axes.scatter(members[:, 0], members[:, 1], color=color, marker=marker, s=38, zorder=2)
            axes.scatter(
                centre[0], centre[1], color=color, marker=marker, s=230, edgecolor=INK, linewidth=2.2, zorder=3
            )
        axes.set_title(typeset(title))
        axes.set(xlabel=typeset(names[0]), ylabel=typeset(names[1]))
        return figure

    def alt(run: str, step: int) -> str:
        title, centres, groups = at(run, step)
        sizes = [int((groups == group).sum()) for group in range(len(centres))]
        if not sum(sizes):
            return f"{title} : {len(points)} points gris sans groupe et {len(centres)} centres cerclés de noir."
        counted = ", ".join(map(str, sizes))
        return (
            f"{title} : {len(points)} points en {len(centres)} groupes de {counted} points, "
            "chacun relié à son centre, cerclé de noir."
        )

    def status(run: str, step: int) -> str:
        _, centres, groups = at(run, step)
        if (groups < 0).any():
            return "Aucun point n'a encore de groupe."
        told = f"Somme des carrés des distances aux centres : {french_number(spread(points, centres, groups), 0.1)}."
        return told if step < len(runs[run]) - 1 else f"{told} C'est la dernière étape."

    titles = tuple(runs)
    longest = max(len(steps) for steps in runs.values())
    frames = [{"title": f"{name} : le résultat", "run": name, "step": len(steps) - 1} for name, steps in runs.items()]
    controls: dict[str, Control] = {"run": Choice("Essai", titles, titles[0]), "step": Stepper("Étape", longest)}
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def spread(points: np.ndarray, centres: np.ndarray, groups: np.ndarray) -> float:
    """Return the sum of the squared distances from each point (n, 2) to the centre of its group."""
    return float(((points - centres[groups]) ** 2).sum())
