"""A neuron's boundary between two classes of points, moved by hand: a figure, and a game to play with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Control, Slider, Toggle, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

BLUE, VERMILION, INK = "#0072B2", "#D55E00", "#262626"
GROUNDS = ("#cfe0ee", "#fdeee2")  # where the neuron answers 0, where it answers 1
_WRONG: dict[str, Any] = {"s": 190, "facecolor": "none", "edgecolor": "black", "linewidth": 1.8}  # a misplaced point
Decide = Callable[[np.ndarray, np.ndarray, float], np.ndarray]


@dataclass(frozen=True)
class Scene:
    """Two classes of points in the plane, and how they are shown.

    points: (n, 2). labels: (n,), 0 or 1. decide(X, w, b): the classes, 0 or 1, that a neuron gives to X (m, 2).
    names: what the two axes say. classes: what the legend says. limits: (left, right, bottom, top).
    """

    points: np.ndarray
    labels: np.ndarray
    decide: Decide
    names: tuple[str, str] = ("x₁", "x₂")
    classes: tuple[str, str] = ("classe 0", "classe 1")
    limits: tuple[float, float, float, float] = (-1.2, 6.3, -0.8, 4.6)

    def mistakes(self, w: np.ndarray, b: float) -> np.ndarray:
        """Return, for each point, whether the neuron (w, b) gives it the wrong class; shape (n,)."""
        return np.asarray(self.decide(self.points, w, b)) != self.labels


@dataclass
class Tally:
    """The score of a game. Moving one control is one gesture, however far and however many times in a row.

    A change of rules (the key `rules` of the values) starts a new round, and so does a return to the start.
    `record` is the fewest mistakes of this round.
    """

    start: Mapping[str, Any]
    rules: str
    gestures: int = 0
    last: dict[str, Any] = field(default_factory=dict)
    moved: str = ""
    record: int | None = None

    def follow(self, values: Mapping[str, Any], mistakes: int) -> None:
        """Count what has changed since the last drawing, and keep the fewest mistakes of this round."""
        before = self.last or dict(self.start)
        changed = [name for name in values if values[name] != before[name]]
        self.last = dict(values)
        if self.rules in changed or dict(values) == dict(self.start):
            self.gestures, self.moved, self.record = 0, "", None
        elif changed and changed != [self.moved]:
            self.gestures, self.moved = self.gestures + 1, changed[-1]
        self.record = mistakes if self.record is None else min(self.record, mistakes)


def boundary_game(
    points: np.ndarray,
    labels: np.ndarray,
    decide: Decide,
    *,
    goal: int,
    start: tuple[float, float, float],
    names: tuple[str, str] = Scene.names,
    classes: tuple[str, str] = Scene.classes,
    limits: tuple[float, float, float, float] = Scene.limits,
    frames: Frames = (),
) -> Panel:
    """Return a panel that moves the boundary of a neuron, counts its mistakes and the reader's gestures.

    The aim is no mistake in at most `goal` gestures from `start` (w₁, w₂, b); then the same without the bias.
    `frames` are shown, folded, where there are no widgets: see `panel`. The other arguments are those of `Scene`.
    """
    from matplotlib.figure import Figure

    scene = Scene(np.asarray(points, float), np.asarray(labels), decide, names, classes, limits)
    controls: dict[str, Control] = {
        "w1": Slider("Poids w₁", -2.0, 2.0, start[0]),
        "w2": Slider("Poids w₂", -2.0, 2.0, start[1]),
        "b": Slider("Biais b", -8.0, 8.0, start[2]),
        "biased": Toggle("Avec le biais (décochez pour le second défi)", True),
    }
    tally = Tally({name: control.value for name, control in controls.items()}, rules="biased")
    figure = Figure(figsize=(6.2, 4.7))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.09, 0.11, 0.89, 0.81))
    _draw_points(axes, scene, legend=True)
    moving: list[Artist] = []  # what a move of a control replaces; all the rest is drawn once, for speed

    def draw(w1: float, w2: float, b: float, biased: bool) -> Figure:
        w, shift = np.array([w1, w2]), b if biased else 0.0
        tally.follow({"w1": w1, "w2": w2, "b": b, "biased": biased}, int(scene.mistakes(w, shift).sum()))
        while moving:
            moving.pop().remove()
        moving.extend(_draw_neuron(axes, scene, w, shift))
        return figure

    def alt(w1: float, w2: float, b: float, biased: bool) -> str:
        count = int(scene.mistakes(np.array([w1, w2]), b if biased else 0.0).sum())
        return (
            f"{len(scene.points)} points de deux classes et la droite où z = 0, pour w₁ = {_tenth(w1)}, "
            f"w₂ = {_tenth(w2)} et {f'b = {_tenth(b)}' if biased else 'pas de biais'}. "
            f"Points du mauvais côté, cerclés de noir : {count}."
        )

    def status(w1: float, w2: float, b: float, biased: bool) -> str:
        count = int(scene.mistakes(np.array([w1, w2]), b if biased else 0.0).sum())
        told = f"Erreurs : {count} sur {len(scene.points)}. Gestes : {tally.gestures}."
        if not biased:
            return f"{told} Sans biais, la droite passe par l'origine ; votre record : {tally.record} erreurs."
        if count:
            return f"{told} But : zéro erreur en {goal} gestes au plus."
        if tally.gestures <= goal:
            return f"{told} Gagné ! Décochez maintenant le biais : combien d'erreurs, au mieux ?"
        return f"{told} Zéro erreur, mais en plus de {goal} gestes : revenez au départ et recommencez."

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def draw_boundary(axes: Axes, scene: Scene, w: np.ndarray, b: float, *, legend: bool = True) -> None:
    """Draw the points, what the neuron answers everywhere, the line z = 0, and the mistakes in black circles."""
    _draw_points(axes, scene, legend=legend)
    _draw_neuron(axes, scene, w, b)


def _draw_points(axes: Axes, scene: Scene, *, legend: bool) -> None:
    left, right, bottom, top = scene.limits
    axes.axhline(0, color="#8c8c8c", linewidth=0.8)
    axes.axvline(0, color="#8c8c8c", linewidth=0.8)
    for label, color, marker in ((0, BLUE, "o"), (1, VERMILION, "s")):
        across, up = scene.points[scene.labels == label].T
        name = scene.classes[label]
        axes.scatter(across, up, s=52, color=color, marker=marker, edgecolor="white", label=name, zorder=3)
    axes.scatter([], [], label="mal classé", **_WRONG)
    axes.set(xlim=(left, right), ylim=(bottom, top), xlabel=typeset(scene.names[0]), ylabel=typeset(scene.names[1]))
    axes.set(xticks=_marks(left, right), yticks=_marks(bottom, top))
    axes.set_aspect("equal")  # so that w is seen at a right angle to the line
    axes.grid(False)
    if legend:
        axes.legend(loc="upper left", frameon=True, facecolor="#fbfbfa", framealpha=0.9, edgecolor="none", fontsize=9)


def _draw_neuron(axes: Axes, scene: Scene, w: np.ndarray, b: float) -> list[Artist]:
    """Draw what depends on the neuron and return it; the number of mistakes goes to the title."""
    across, up = scene.points[scene.mistakes(w, b)].T
    count = len(across)
    axes.set_title(typeset(f"{count} erreur{'s' if count > 1 else ''} sur {len(scene.points)}"))
    circles = axes.scatter(across, up, zorder=4, **_WRONG)
    return [_draw_answers(axes, scene, w, b), circles, *_draw_line(axes, scene.limits, w, b)]


def _draw_answers(axes: Axes, scene: Scene, w: np.ndarray, b: float) -> Artist:
    """Colour the ground by what `decide` answers on a fine grid: the lesson's own function is what is drawn."""
    from matplotlib.colors import ListedColormap

    left, right, bottom, top = scene.limits
    across, up = np.meshgrid(np.linspace(left, right, 150), np.linspace(bottom, top, 108))
    answers = np.asarray(scene.decide(np.column_stack([across.ravel(), up.ravel()]), w, b)).reshape(across.shape)
    colors = ListedColormap(GROUNDS)
    return axes.imshow(
        answers, extent=scene.limits, origin="lower", cmap=colors, vmin=0, vmax=1, interpolation="nearest", zorder=0
    )


def _draw_line(axes: Axes, limits: tuple[float, float, float, float], w: np.ndarray, b: float) -> list[Artist]:
    """Draw z = 0 and, across it, an arrow along w: the side where the neuron answers 1. No weights, no line."""
    size = float(np.hypot(*w))
    if size == 0:
        return []
    left, right, bottom, top = limits
    normal = w / size
    centre = np.array([(left + right) / 2, (bottom + top) / 2])
    foot = centre - (float(w @ centre) + b) / size * normal  # the point of the line that is nearest the middle
    reach = 2 * (right - left + top - bottom)
    ends = [foot + side * reach * np.array([-normal[1], normal[0]]) for side in (-1, 1)]
    drawn: list[Artist] = [*axes.plot([end[0] for end in ends], [end[1] for end in ends], color=INK, linewidth=2)]
    if left <= foot[0] <= right and bottom <= foot[1] <= top:
        tip, name = foot + 0.11 * (right - left) * normal, foot + 0.15 * (right - left) * normal
        arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 2}
        drawn.append(axes.annotate("", (tip[0], tip[1]), (foot[0], foot[1]), arrowprops=arrow, zorder=5))
        drawn.append(axes.text(name[0], name[1], "w", ha="center", va="center", weight="bold", color=INK, zorder=5))
    return drawn


def _marks(low: float, high: float) -> np.ndarray:
    """Return a few whole numbers of an interval: each mark costs time, and the figure is redrawn at every move."""
    step = 1 if high - low < 4 else 2
    return np.arange(step * np.ceil(low / step), high, step)


def _tenth(value: float) -> str:
    return french_number(value, 0.1)
