"""A kernel that slides over a small image: the products under it, their sum, and the map that fills up."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from course_utils.alternatives import Frames, prepared
from course_utils.french import typeset
from course_utils.style import Picture
from course_utils.widgets.kit.controls import Control, Stepper, french_number
from course_utils.widgets.kit.panel import Panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

BLUE, VERMILION, INK, FAINT = "#0072B2", "#D55E00", "#262626", "#c4c4bf"
_SEEN, _DONE = "#fdeee2", "#cfe0ee"
_DPI = 96.0  # of the picture that moves: one pixel a CSS pixel


def sliding_window(
    image: np.ndarray,
    kernel: np.ndarray,
    sums: np.ndarray,
    *,
    stride: int = 1,
    frames: Frames = (),
) -> Panel:
    """Return a panel that walks a kernel (kh, kw) over an image (H, W), one position a step, row after row.

    sums: what each position gives, shape (rows, columns); position (i, j) covers the pixels from (i·stride, j·stride)
    on. The margin, if any, is part of `image`. Under each pixel of the window stands the kernel's number. Without
    widgets the window moves by itself, in a folded picture.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    image, kernel, sums = np.asarray(image, float), np.asarray(kernel, float), np.asarray(sums, float)
    (height, width), (rows, columns) = kernel.shape, sums.shape
    figure = Figure(figsize=(8.0, 4.3))
    figure.set_layout_engine("none")
    left = figure.add_axes((0.01, 0.04, 0.58, 0.82))
    right = figure.add_axes((0.63, 0.04, 0.36, 0.82))
    _grid(left, image.shape, "L'image, et le noyau en orange")
    _grid(right, sums.shape, "La carte de caractéristiques")
    for (i, j), number in np.ndenumerate(image):
        left.text(j + 0.5, i + 0.38, _short(number), ha="center", va="center", fontsize=13, color=INK)
    window = Rectangle((0, 0), width, height, facecolor=_SEEN, edgecolor=VERMILION, linewidth=2.5)
    left.add_patch(window)
    factors = {
        place: left.text(0, 0, f"× {_short(number)}", ha="center", va="center", fontsize=10, color=VERMILION)
        for place, number in np.ndenumerate(kernel)
    }
    done = {
        place: right.add_patch(Rectangle((place[1], place[0]), 1, 1, facecolor=_DONE, edgecolor=FAINT))
        for place, _ in np.ndenumerate(sums)
    }
    told: dict[tuple[int, ...], Text] = {
        place: right.text(place[1] + 0.5, place[0] + 0.5, _short(number), ha="center", va="center", fontsize=14)
        for place, number in np.ndenumerate(sums)
    }

    def draw(step: int) -> Figure:
        now = divmod(step, columns)
        top, start = now[0] * stride, now[1] * stride
        window.set_xy((start, top))
        for (u, v), factor in factors.items():
            factor.set_position((start + v + 0.5, top + u + 0.78))
        for place in told:
            before = place <= now
            told[place].set_visible(before)
            done[place].set_visible(before)
            done[place].set(facecolor=_SEEN if place == now else _DONE, edgecolor=VERMILION if place == now else FAINT)
            done[place].set(linewidth=2.5 if place == now else 1.0, zorder=2 if place == now else 1)
        return figure

    def products(step: int) -> np.ndarray:
        i, j = divmod(step, columns)
        part = image[i * stride : i * stride + height, j * stride : j * stride + width]
        return np.asarray(part * kernel)

    def told_sum(step: int) -> str:
        kept = [_short(number) for number in products(step).ravel() if number]
        words = " + ".join(number if number[0] != "\N{MINUS SIGN}" else f"({number})" for number in kept) or "0"
        return f"{words} = {_short(sums.ravel()[step])}"

    def alt(step: int) -> str:
        i, j = divmod(step, columns)
        return (
            f"Une image de {len(image)} lignes et {image.shape[1]} colonnes ; le noyau est posé à la position "
            f"({i + 1}, {j + 1}). À droite, les {step + 1} premiers nombres de la carte."
        )

    def status(step: int) -> str:
        return f"Produits non nuls, ligne après ligne : {told_sum(step)}."

    controls: dict[str, Control] = {"step": Stepper("Position", rows * columns)}
    return _Sliding(draw, controls, alt, status, prepared(frames))


class _Sliding(Panel):
    def still(self) -> str:
        """Return the pictures of a panel, and one that moves for as long as it is unfolded."""
        from matplotlib.animation import PillowWriter

        count = cast("Stepper", self.controls["step"]).count
        figure, writer = self.draw(step=0), PillowWriter(fps=1)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "moving.png")
            with writer.saving(figure, str(file), _DPI):
                for step in range(count):
                    self.draw(step=step)
                    writer.grab_frame()
            moving = file.read_bytes()
        alt = f"La fenêtre glisse d'une position à la suivante, {count} en tout, et la carte se remplit."
        width, height = figure.get_size_inches() * _DPI
        shown = Picture(moving, typeset(alt), round(width), round(height))
        summary = html.escape(typeset("Voir la fenêtre glisser (refermez pour arrêter)"))
        return f"{super().still()}<details><summary>{summary}</summary>{shown._repr_html_()}</details>"


def _short(number: float) -> str:
    return french_number(number, 1 if float(number).is_integer() else 0.01)


def _grid(axes: Axes, shape: tuple[int, ...], title: str) -> None:
    rows, columns = shape
    axes.set(xlim=(-0.05, columns + 0.05), ylim=(rows + 0.05, -0.05))
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_title(typeset(title), fontsize=12)
    for i in range(rows + 1):
        axes.plot([0, columns], [i, i], color=FAINT, linewidth=1, zorder=1)
    for j in range(columns + 1):
        axes.plot([j, j], [0, rows], color=FAINT, linewidth=1, zorder=1)
