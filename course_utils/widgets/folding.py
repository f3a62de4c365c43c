"""XOR and its folded space: on the left two lines, on the right what two hidden units make of the same points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILION, GREEN, PURPLE, INK, FAINT, PAPER = (
    "#0072B2",
    "#D55E00",
    "#007A59",
    "#B0508A",
    "#262626",
    "#b5b5b0",
    "#fbfbfa",
)
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])
_RANGE = (-0.45, 1.45)
_DUST = np.stack(np.meshgrid(np.linspace(-0.4, 1.4, 19), np.linspace(-0.4, 1.4, 19)), axis=-1).reshape(-1, 2)

Activations = Mapping[str, Callable[[np.ndarray], np.ndarray]]


def xor_folding(W: np.ndarray, b: np.ndarray, activations: Activations) -> Panel:
    """Return a panel that shows XOR's four points before and after a hidden layer of two units.

    W (2, 2), a column a unit; b (2,), where the two biases start; activations: French name → function, the first
    one being chosen at the start. The controls move the biases and choose the activation.
    """
    from matplotlib.figure import Figure

    W, b = np.asarray(W, float), np.asarray(b, float)
    figure = Figure(figsize=(8.0, 3.9))
    figure.set_layout_engine("none")
    before, after = figure.add_axes((0.07, 0.14, 0.39, 0.73)), figure.add_axes((0.58, 0.14, 0.39, 0.73))

    def folded(X: np.ndarray, b1: float, b2: float, activation: str) -> np.ndarray:
        return np.asarray(activations[activation](X @ W + np.array([b1, b2])), float)

    def draw(b1: float, b2: float, activation: str) -> Figure:
        for axes in (before, after):
            axes.clear()
        _draw_before(before, W, (b1, b2))
        points = folded(CORNERS, b1, b2, activation)
        _draw_after(after, points, folded(_DUST, b1, b2, activation))
        return figure

    def alt(b1: float, b2: float, activation: str) -> str:
        places = " ; ".join(
            f"({corner[0]:.0f}, {corner[1]:.0f}) arrive en ({_short(point[0])} ; {_short(point[1])})"
            for corner, point in zip(CORNERS, folded(CORNERS, b1, b2, activation), strict=True)
        )
        return (
            "À gauche, les quatre points de XOR et les deux droites de la couche cachée. À droite, les mêmes points "
            f"dans le plan (h₁, h₂) : {places}."
        )

    def status(b1: float, b2: float, activation: str) -> str:
        if separator(folded(CORNERS, b1, b2, activation)) is None:
            return "Aucune droite ne sépare les deux classes dans le plan de droite : l'unité de sortie échouera."
        return "Une seule droite sépare les deux classes dans le plan de droite : l'unité de sortie réussira."

    names = tuple(activations)
    controls: dict[str, Control] = {
        "b1": Slider("Biais b₁ de l'unité h₁", -2.5, 2.5, float(b[0])),
        "b2": Slider("Biais b₂ de l'unité h₂", -2.5, 2.5, float(b[1])),
        "activation": Choice("Activation", names, names[0]),
    }
    frames = [{"title": f"Avec l'activation « {name} »", "activation": name} for name in names[1:]]
    return panel(draw, controls, alt=alt, status=status, frames=frames)


def separator(points: np.ndarray) -> tuple[np.ndarray, float] | None:
    """Return (w, c), the line w·h = c between the two classes of XOR where its points are now; None if there is none.

    points (4, 2), in the order of `CORNERS`. Each class is a segment: two segments that do not meet are parted by
    the line halfway between their nearest points.
    """
    zeros, ones = points[XOR == 0], points[XOR == 1]
    if _meet(zeros, ones):
        return None
    pairs = [(_nearest(one, zeros), one) for one in ones] + [(zero, _nearest(zero, ones)) for zero in zeros]
    zero, one = min(pairs, key=lambda pair: float(np.hypot(*(pair[1] - pair[0]))))
    if np.hypot(*(one - zero)) < 1e-9:
        return None
    w = (one - zero) / np.hypot(*(one - zero))
    return w, float(w @ (zero + one) / 2)


def _meet(first: np.ndarray, second: np.ndarray) -> bool:
    """Tell whether two segments cross at a point inside both; touching ends are seen by their distance."""

    def turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    (a, b), (c, d) = first, second
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def _nearest(point: np.ndarray, segment: np.ndarray) -> np.ndarray:
    start, end = segment
    length = float((end - start) @ (end - start))
    share = 0.0 if length == 0 else float(np.clip((point - start) @ (end - start) / length, 0, 1))
    return start + share * (end - start)


def _draw_before(axes: Axes, W: np.ndarray, biases: tuple[float, float]) -> None:
    axes.plot(*_DUST.T, ".", color=FAINT, markersize=2.5, zorder=1)
    for unit, (color, dashes) in enumerate(((GREEN, "-"), (PURPLE, "--"))):
        _draw_unit(axes, W[:, unit], biases[unit], color, dashes, f"h{'₁₂'[unit]}")
    _draw_points(axes, CORNERS)
    axes.set_title(typeset("Avant : le plan des entrées"), fontsize=11)
    axes.set(xlim=_RANGE, ylim=_RANGE, xlabel="x₁", ylabel="x₂", xticks=[0, 1], yticks=[0, 1])
    axes.grid(False)


def _draw_unit(axes: Axes, w: np.ndarray, b: float, color: str, dashes: str, name: str) -> None:
    """Draw the line w·x + b = 0 of one unit, and a small arrow to the side where it is active."""
    size = float(np.hypot(*w))
    if size == 0:
        return
    normal = w / size
    foot = 0.5 - (float(w.sum()) / 2 + b) / size * normal
    along = np.array([-normal[1], normal[0]])
    _draw_line(axes, foot, 4 * along, color, dashes)
    base = foot + 0.34 * along
    tip, side = base + 0.2 * normal, base + 0.3 * normal
    arrow = {"arrowstyle": "-|>", "color": color, "linewidth": 2}
    axes.annotate("", (tip[0], tip[1]), (base[0], base[1]), arrowprops=arrow, zorder=2)
    axes.text(side[0], side[1], name, color=color, weight="bold", ha="center", va="center", clip_on=True)


def _draw_line(axes: Axes, point: np.ndarray, along: np.ndarray, color: str, dashes: str = "-") -> None:
    (left, low), (right, high) = point - along, point + along
    axes.plot([left, right], [low, high], color=color, linestyle=dashes, zorder=2)


def _draw_after(axes: Axes, points: np.ndarray, dust: np.ndarray) -> None:
    low, high = min(-0.3, float(dust.min()) - 0.2), max(1.3, float(dust.max()) + 0.2)
    axes.plot(*dust.T, ".", color=FAINT, markersize=2.5, zorder=1)
    line = separator(points)
    if line is not None:
        w, c = line
        _draw_line(axes, c * w, 4 * (high - low) * np.array([-w[1], w[0]]), INK)
    _draw_points(axes, points)
    axes.set_title(typeset("Après : le plan replié (h₁, h₂)"), fontsize=11)
    step = 1 if high - low < 6 else 2
    marks = np.arange(step * np.ceil(low / step), high, step)
    axes.set(xlim=(low, high), ylim=(low, high), xlabel="h₁", ylabel="h₂", xticks=marks, yticks=marks)
    axes.grid(False)


def _draw_points(axes: Axes, points: np.ndarray) -> None:
    """Draw XOR's points where they are now; those that fall together share one label."""
    for label, color, marker in ((0, BLUE, "o"), (1, VERMILION, "s")):
        across, up = points[label == XOR].T
        axes.scatter(across, up, s=95, color=color, marker=marker, edgecolor="white", zorder=3)
    places: dict[tuple[float, float], list[str]] = {}
    for corner, point in zip(CORNERS, points, strict=True):
        places.setdefault((round(float(point[0]), 6), round(float(point[1]), 6)), []).append(
            f"({corner[0]:.0f}, {corner[1]:.0f})"
        )
    for place, names in places.items():
        axes.annotate(
            "\n".join(names),
            place,
            xytext=(9, -4),
            textcoords="offset points",
            va="top",
            fontsize=9,
            color=INK,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5, "alpha": 0.8},
            zorder=2.5,
        )


def _short(value: float) -> str:
    return french_number(round(value, 2) + 0.0, 0.01).rstrip("0").rstrip(",")
