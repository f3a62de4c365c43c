"""A graph of operations, walked forwards with its values and backwards with its gradients, one operation at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course_utils.french import rounded, typeset
from course_utils.widgets.kit.controls import Stepper
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILION, INK, FAINT, PAPER = "#0072B2", "#D55E00", "#262626", "#c4c4bf", "#fbfbfa"
_WIDTH, _HEIGHT = 0.96, 0.46  # of a box, in the units of the drawing
_ROOM = 0.85  # around the centres of the boxes


@dataclass(frozen=True)
class GraphNode:
    """A number of the graph: where its box stands, its value, and the gradient of the last node with respect to it.

    formula: how it is computed (« w × x »), empty for an input. slopes: its partial derivatives with respect to the
    nodes it is computed from, by name.
    """

    name: str
    spot: tuple[float, float]
    value: float
    gradient: float
    formula: str = ""
    slopes: Mapping[str, float] = field(default_factory=dict)


def graph_walk(nodes: Sequence[GraphNode], *, title: str) -> Panel:
    """Return a panel that walks through `nodes`, each after those it is computed from; the last one is the cost.

    First every value, from left to right, above the arrows; then every gradient, from right to left, below them.
    Raises ValueError when a node comes before one that it needs.
    """
    from matplotlib.figure import Figure

    _check_order(nodes)
    operations = [node for node in nodes if node.formula]
    count = len(operations)
    across = [node.spot[0] for node in nodes]
    up = [node.spot[1] for node in nodes]
    limits = (min(across) - _ROOM, max(across) + _ROOM, min(up) - _ROOM, max(up) + _ROOM)
    scale = 9.2 / max(limits[1] - limits[0], 7.6)
    figure = Figure(figsize=(scale * (limits[1] - limits[0]), scale * (limits[3] - limits[2]) + 0.45))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1 - 0.45 / figure.get_figheight()))

    def draw(step: int) -> Figure:
        axes.clear()
        _draw(axes, nodes, operations, step)
        axes.set(xlim=limits[:2], ylim=limits[2:])
        axes.axis("off")
        axes.set_title(typeset(f"{title} : {_moment(operations, step)}"), x=0.02, loc="left", fontsize=12)
        return figure

    def alt(step: int) -> str:
        values = [f"{node.name} = {_number(node.value)}" for node in nodes if _has_value(node, operations, step)]
        reached = _reached(nodes, operations, step)
        gradients = [f"{node.name} : {_number(node.gradient)}" for node in nodes if node.name in reached]
        return (
            f"Un graphe d'opérations, des entrées à gauche jusqu'à {nodes[-1].name} à droite. "
            f"Valeurs : {', '.join(values)}. Gradients : {', '.join(gradients) or 'aucun encore'}."
        )

    def status(step: int) -> str:
        return _told(nodes, operations, step)

    frames = [
        {"title": f"Étape {step + 1} : {_moment(operations, step)}", "step": step}
        for step in (count, count + 1, 2 * count + 1)
    ]
    return panel(draw, {"step": Stepper("Étape", 2 * count + 2)}, alt=alt, status=status, frames=frames)


def _number(value: float) -> str:
    return rounded(value, 4)


def _check_order(nodes: Sequence[GraphNode]) -> None:
    seen: set[str] = set()
    for node in nodes:
        if missing := set(node.slopes) - seen:
            raise ValueError(f"{node.name} is computed from {', '.join(sorted(missing))}, which must come before it")
        seen.add(node.name)


def _position(operations: Sequence[GraphNode], step: int) -> tuple[str, GraphNode | None]:
    """Return what `step` does (« start », « forward », « seed », « back ») and the operation it does it to."""
    count = len(operations)
    if step == 0:
        return "start", None
    if step <= count:
        return "forward", operations[step - 1]
    if step == count + 1:
        return "seed", operations[-1]
    return "back", operations[2 * count + 1 - step]


def _has_value(node: GraphNode, operations: Sequence[GraphNode], step: int) -> bool:
    return not node.formula or node in operations[:step]


def _passed(operations: Sequence[GraphNode], step: int) -> list[GraphNode]:
    """Return the operations that have sent their gradients to what they are computed from, in that order."""
    return list(reversed(operations))[: max(0, step - len(operations) - 1)]


def _reached(nodes: Sequence[GraphNode], operations: Sequence[GraphNode], step: int) -> set[str]:
    """Return the names of the nodes whose gradient is complete: all that use them have sent theirs."""
    passed = _passed(operations, step)
    complete = {nodes[-1].name} if step > len(operations) else set()
    for node in nodes:
        users = [one for one in operations if node.name in one.slopes]
        if users and all(one in passed for one in users):
            complete.add(node.name)
    return complete


def _moment(operations: Sequence[GraphNode], step: int) -> str:
    kind, node = _position(operations, step)
    if kind == "start" or node is None:
        return "les entrées"
    if kind == "forward":
        return f"en avant, {node.name}"
    if kind == "seed":
        return f"le départ du retour, {node.name}"
    return f"en arrière, à travers {node.name}"


def _told(nodes: Sequence[GraphNode], operations: Sequence[GraphNode], step: int) -> str:
    kind, node = _position(operations, step)
    if kind == "start" or node is None:
        return "Les entrées sont prêtes. Avancez pour calculer, de gauche à droite."
    cost = nodes[-1].name
    if kind == "forward":
        return f"{node.name} = {node.formula} = {_number(node.value)}."
    if kind == "seed":
        return f"Toutes les valeurs sont connues. Le retour part de ∂{cost}/∂{cost} = 1."
    by_name = {one.name: one for one in nodes}
    sent = [
        f"{name} reçoit {_number(slope)} × {_bracketed(node.gradient)} = {_number(slope * node.gradient)}"
        for name, slope in node.slopes.items()
    ]
    totals = []
    for name in node.slopes:
        users = [one for one in operations if name in one.slopes]
        if len(users) > 1 and name in _reached(nodes, operations, step):
            parts = " + ".join(_bracketed(one.slopes[name] * one.gradient) for one in reversed(users))
            totals.append(f" En tout, {name} : {parts} = {_number(by_name[name].gradient)}.")
    return f"Pente × gradient de {node.name} : {' ; '.join(sent)}.{''.join(totals)}"


def _bracketed(value: float) -> str:
    return f"({_number(value)})" if value < 0 else _number(value)


def _draw(axes: Axes, nodes: Sequence[GraphNode], operations: Sequence[GraphNode], step: int) -> None:
    kind, current = _position(operations, step)
    passed, reached = _passed(operations, step), _reached(nodes, operations, step)
    by_name = {node.name: node for node in nodes}
    for node in operations:
        for name, slope in node.slopes.items():
            active = node is current and kind in ("forward", "back")
            start = by_name[name]
            value = _number(start.value) if _has_value(start, operations, step) else ""
            gradient = _number(slope * node.gradient) if node in passed else ""
            _draw_arrow(axes, start.spot, node.spot, value, gradient, kind if active else "")
    for node in nodes:
        active = node is current
        color = (BLUE if kind == "forward" else VERMILION) if active else INK
        value = _number(node.value) if _has_value(node, operations, step) else "?"
        gradient = _number(node.gradient) if node.name in reached else ""
        _draw_box(axes, node, value, gradient, color, active)


def _draw_box(axes: Axes, node: GraphNode, value: str, gradient: str, color: str, active: bool) -> None:
    """Draw a node: what it is inside its box, its value above the box, the gradient below."""
    from matplotlib.patches import Rectangle

    across, up = node.spot
    corner = (across - _WIDTH / 2, up - _HEIGHT / 2)
    ground = "#e9e9e4" if not node.formula else PAPER
    width = 2.6 if active else 1.3
    axes.add_patch(Rectangle(corner, _WIDTH, _HEIGHT, facecolor=ground, edgecolor=color, linewidth=width, zorder=3))
    text = f"{node.name} = {node.formula}" if node.formula else node.name
    axes.text(across, up, text, ha="center", va="center", fontsize=9, color=color, zorder=4)
    near = _HEIGHT / 2 + 0.04
    axes.text(across, up + near, value, ha="center", va="bottom", fontsize=10, color=BLUE, weight="bold", zorder=5)
    axes.text(across, up - near, gradient, ha="center", va="top", fontsize=10, color=VERMILION, weight="bold", zorder=5)


def _draw_arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], value: str, gradient: str, way: str
) -> None:
    """Draw the arrow from a box to the next: its value above it, and below the gradient that came back along it."""
    tail, head = (start[0] + _WIDTH / 2, start[1]), (end[0] - _WIDTH / 2, end[1])
    color = {"forward": BLUE, "back": VERMILION}.get(way, FAINT)
    ends = (tail, head) if way == "back" else (head, tail)  # the arrow points at the first
    look = {"arrowstyle": "-|>", "color": color, "linewidth": 2.2 if way else 1.3, "shrinkA": 1, "shrinkB": 1}
    axes.annotate("", ends[0], ends[1], arrowprops=look, zorder=2)
    middle, height = (tail[0] + head[0]) / 2, (tail[1] + head[1]) / 2
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    for text, above, shade in ((value, True, BLUE), (gradient, False, VERMILION)):
        if text:
            axes.text(
                middle,
                height + (0.07 if above else -0.07),
                text,
                ha="center",
                va="bottom" if above else "top",
                fontsize=8.5,
                color=shade,
                bbox=ground,
                zorder=2.5,
            )
