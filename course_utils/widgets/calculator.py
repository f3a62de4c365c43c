"""« My two numbers »: what a trained calculator answers, inside the square that it learnt and outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FRAME, INK = "#D55E00", "#262626"
LEVELS = (0.0, 0.1, 1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0)
_POINTS = 101  # a side of the map

# predict(pairs): (m, 2) tensor of float32 -> m answers; truth(a, b); the sign of the operation
Operation = tuple[Callable[..., Any], Callable[[Any, Any], Any], str]


def my_two_numbers(
    operations: Mapping[str, Operation],
    *,
    learnt: tuple[int, int],
    shown: tuple[int, int],
    start: tuple[int, int],
    frames: Frames = (),
) -> Panel:
    """Return a panel that asks the calculators of `operations` for two numbers chosen with sliders.

    An operation is (predict, truth, sign): `predict` turns a float32 tensor of shape (m, 2) into m answers,
    `truth(a, b)` gives the right one. Behind the point, the map of the absolute error over the `shown` range, with a
    frame around the `learnt` one. `start` holds the first two numbers.
    """
    from matplotlib.colors import BoundaryNorm
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    names = tuple(operations)
    controls: dict[str, Control] = {"operation": Choice("Opération", names, names[0])}
    controls |= {
        name: Slider(f"{rank} nombre {name}", *shown, value, step=1)
        for name, rank, value in zip("ab", ("Premier", "Second"), start, strict=True)
    }
    maps = {name: _errors(operation, shown) for name, operation in operations.items()}
    figure = Figure(figsize=(6.4, 4.7))
    axes = figure.subplots()
    low, high = shown
    image = axes.imshow(
        maps[names[0]],
        extent=(low, high, low, high),
        origin="lower",
        cmap="cividis_r",
        norm=BoundaryNorm(LEVELS, 256),
        interpolation="nearest",
    )
    side = learnt[1] - learnt[0]
    axes.add_patch(Rectangle((learnt[0], learnt[0]), side, side, fill=False, edgecolor=FRAME, linewidth=2.5))
    (point,) = axes.plot([], [], "o", color="white", markeredgecolor=INK, markeredgewidth=2, markersize=11, zorder=4)
    bar = figure.colorbar(image, ax=axes, label="erreur absolue (unités de la réponse)", ticks=LEVELS)
    bar.ax.set_yticklabels([typeset(_whole(level) if level >= 1 or level == 0 else "0,1") for level in LEVELS])
    axes.set(xlabel="premier nombre a", ylabel="second nombre b", xlim=shown, ylim=shown)
    axes.grid(False)

    def asked(operation: str, a: int, b: int) -> tuple[str, float, float]:
        predict, truth, sign = operations[operation]
        return f"{_signed(a)} {sign} {_signed(b, inner=True)}", _answers(predict, [[a, b]])[0], float(truth(a, b))

    def draw(operation: str, a: int, b: int) -> Figure:
        question, answer, _ = asked(operation, a, b)
        image.set_data(maps[operation])
        point.set_data([a], [b])
        axes.set_title(typeset(f"{question} ≈ {_number(answer)}"))
        return figure

    def alt(operation: str, a: int, b: int) -> str:
        question, answer, right = asked(operation, a, b)
        return (
            f"Carte de l'erreur pour l'opération « {operation} », de {_whole(low)} à {_whole(high)}, avec le carré "
            f"appris encadré. Le point marque {question} : le réseau répond {_number(answer)}, la vraie réponse est "
            f"{_whole(right)}."
        )

    def status(operation: str, a: int, b: int) -> str:
        question, answer, right = asked(operation, a, b)
        inside = all(learnt[0] <= number <= learnt[1] for number in (a, b))
        where = "dans le carré appris" if inside else "hors du carré appris"
        return (
            f"{question} = {_whole(right)}. Le réseau répond {_number(answer)} : "
            f"une erreur de {_number(abs(answer - right))}, {where}."
        )

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _answers(predict: Callable[..., Any], pairs: Any) -> np.ndarray:
    """Return the answers to `pairs` as numbers; the calculator may keep its graph, or answer with a column."""
    import torch

    answers = predict(torch.as_tensor(pairs, dtype=torch.float32))
    return torch.as_tensor(answers).detach().double().numpy().ravel()


def _errors(operation: Operation, shown: tuple[int, int]) -> np.ndarray:
    """Return the absolute error over the range, b upwards; what is not a number counts as the largest."""
    predict, truth, _ = operation
    side = np.linspace(*shown, _POINTS)
    a, b = np.meshgrid(side, side)
    answers = _answers(predict, np.column_stack([a.ravel(), b.ravel()])).reshape(a.shape)
    return np.nan_to_num(np.abs(answers - truth(a, b)), nan=LEVELS[-1], posinf=LEVELS[-1])


def _number(value: float) -> str:
    return _spaced(french_number(value, 0.01))


def _whole(value: float) -> str:
    return _spaced(french_number(value, 1))


def _signed(value: int, *, inner: bool = False) -> str:
    return f"({_whole(value)})" if inner and value < 0 else _whole(value)


def _spaced(number: str) -> str:
    """Put a narrow no-break space between the thousands of a French number."""
    whole, comma, rest = number.partition(",")
    sign = whole[: len(whole) - len(whole.lstrip("\N{MINUS SIGN}"))]
    digits = whole[len(sign) :]
    groups = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    return sign + "\N{NARROW NO-BREAK SPACE}".join(groups) + comma + rest
