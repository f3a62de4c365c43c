"""Two weights, a cost, and a penalty that holds them back: a disc for L2, a diamond for L1."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, VERMILION, INK = "#0072B2", "#D55E00", "#262626"
TURN = np.linspace(0, 2 * np.pi, 181)
LARGEST = 3.0

Solve = Callable[[float], np.ndarray]


def circle_and_diamond(
    curvature: np.ndarray,
    centre: np.ndarray,
    with_l2: Solve,
    with_l1: Solve,
    *,
    start: float = 0.3,
    frames: Frames = (),
) -> Panel:
    """Return a panel where the best pair of weights slides as α grows, under either penalty.

    The cost is ½ (w − centre)ᵀ curvature (w − centre), with `curvature` (2, 2) symmetric and positive, `centre` (2,).
    `with_l2(alpha)` and `with_l1(alpha)` return the weights (2,) of least penalised cost.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Polygon

    solvers = {"L2": with_l2, "L1": with_l1}
    strengths = np.linspace(0, LARGEST, 61)
    paths = {name: np.array([solve(alpha) for alpha in strengths]) for name, solve in solvers.items()}
    values, vectors = np.linalg.eigh(curvature)
    # The ellipse where the cost is ½: others are this one, larger or smaller.
    ellipse = (vectors / np.sqrt(values)) @ np.array([np.cos(TURN), np.sin(TURN)])
    shapes = {
        "L2": np.array([np.cos(TURN), np.sin(TURN)]),
        "L1": np.array([[1.0, 0, -1, 0, 1], [0, 1.0, 0, -1, 0]]),
    }
    titles = {"L2": "L2 : un disque", "L1": "L1 : un losange"}
    figure = Figure(figsize=(8.4, 4.1))
    figure.set_layout_engine("none")
    moving: dict[str, tuple[Any, Any, Any]] = {}
    for place, name in enumerate(solvers):
        axes = figure.add_axes((0.085 + 0.49 * place, 0.13, 0.41, 0.77))
        for size in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0):
            axes.plot(*(centre[:, None] + size * ellipse), color="#9a9a9a", linewidth=0.8)
        axes.axhline(0, color="#6f6f6f", linewidth=1)
        axes.axvline(0, color="#6f6f6f", linewidth=1)
        axes.plot(*paths[name].T, ":", color=INK, linewidth=1.6, label="chemin quand α grandit")
        axes.plot(*centre, "+", color=INK, markersize=12, markeredgewidth=2.2, label="sans pénalité")
        (touching,) = axes.plot([], [], color=BLUE, linewidth=2, label="coût de la solution")
        patch = Polygon(
            np.zeros((3, 2)), closed=True, facecolor="#f3c9a5", edgecolor=VERMILION, linewidth=2, alpha=0.75
        )
        axes.add_patch(patch)
        (point,) = axes.plot([], [], "o", color=INK, markersize=9, zorder=5, label="la solution")
        axes.set(title=titles[name], xlabel="w₁", ylabel="w₂", xlim=(-1.3, 3.0), ylim=(-1.3, 2.7))
        axes.set_aspect("equal")
        axes.grid(False)
        moving[name] = (patch, touching, point)
    figure.axes[0].legend(loc="upper left", fontsize=8.5, frameon=True, facecolor="#fbfbfa", edgecolor="none")

    def draw(alpha: float) -> Figure:
        for name, (patch, touching, point) in moving.items():
            w = np.asarray(solvers[name](alpha), dtype=float)
            size = float(np.hypot(*w) if name == "L2" else np.abs(w).sum())
            patch.set_xy((size * shapes[name]).T)
            height = float(np.sqrt((w - centre) @ curvature @ (w - centre)))
            touching.set_data(*(centre[:, None] + height * ellipse))
            point.set_data([w[0]], [w[1]])
        return figure

    def alt(alpha: float) -> str:
        return (
            f"Les ellipses du coût autour de {_pair(centre)}, pour α = {french_number(alpha, 0.05)}. À gauche, le "
            f"disque de L2 touche une ellipse en {_pair(with_l2(alpha))} ; à droite, le losange de L1 en "
            f"{_pair(with_l1(alpha))}."
        )

    def status(alpha: float) -> str:
        corner = " : un poids est exactement nul" if np.count_nonzero(with_l1(alpha)) == 1 else ""
        if not np.any(with_l1(alpha)):
            corner = " : les deux poids sont nuls"
        return f"L2 : w = {_pair(with_l2(alpha))}. L1 : w = {_pair(with_l1(alpha))}{corner}."

    controls = {"alpha": Slider("Force de la pénalité α", 0.0, LARGEST, start, step=0.05)}
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _pair(w: np.ndarray) -> str:
    return typeset(f"({french_number(float(w[0]) + 0.0, 0.01)} ; {french_number(float(w[1]) + 0.0, 0.01)})")
