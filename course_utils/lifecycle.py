"""The life of a notebook in four drawings: what the file shows, what the kernel remembers (chapter 00)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_utils.french import typeset

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILION, INK, FAINT = "#0072B2", "#D55E00", "#262626", "#595959"
CELLS = ("count = 0", "count = count + 1\ncount")


@dataclass(frozen=True)
class Moment:
    """One drawing: `numbers` stand in front of the two cells (None: not run), `output` under the second one.

    `memory` is what the kernel remembers (empty: nothing), `fresh` the cell that has just run (None: neither).
    """

    title: str
    numbers: tuple[int | None, int | None]
    output: str
    memory: str
    fresh: int | None


MOMENTS = (
    Moment("1. Vous ouvrez le fichier", (None, None), "", "", None),
    Moment("2. Vous exécutez la première cellule", (1, None), "", "count → 0", 0),
    Moment("3. Puis la seconde, deux fois", (1, 3), "2", "count → 2", 1),
    Moment("4. Le lendemain, vous rouvrez le fichier", (1, 3), "2", "", None),
)


def notebook_life() -> Figure:
    """Return the figure: four moments, the cells of the file on the left, the kernel's memory on the right."""
    import matplotlib.pyplot as plt

    figure, grid = plt.subplots(2, 2, figsize=(8.4, 5.0))
    figure.suptitle(typeset("La vie d'un notebook"), x=0.02, ha="left", fontsize=13, fontweight="bold")
    for axes, moment in zip(grid.flat, MOMENTS, strict=True):
        _draw(axes, moment)
    return figure


def _draw(axes: Axes, moment: Moment) -> None:
    axes.set(xlim=(0, 10), ylim=(0.8, 5.9))
    axes.axis("off")
    axes.set_title(typeset(moment.title), fontsize=11, color=INK)
    axes.text(0.1, 5.4, typeset("Le fichier : ce que vous voyez"), color=FAINT, fontsize=9)
    axes.text(6.6, 5.4, typeset("Le noyau : sa mémoire"), color=FAINT, fontsize=9)
    for position, (top, height) in enumerate(((5.0, 1.1), (3.5, 1.7))):
        number = moment.numbers[position]
        _box(axes, (0.9, top - height, 5.0, height), BLUE if moment.fresh == position else FAINT)
        axes.text(0.75, top - 0.55, f"[{number or ' '}]", family="monospace", ha="right", va="center", color=FAINT)
        axes.text(1.1, top - height / 2, CELLS[position], family="monospace", va="center", color=INK)
    axes.text(1.1, 1.3, moment.output, family="monospace", va="center", color=INK)
    _box(axes, (6.6, 1.8, 3.3, 3.2), VERMILION, dashed=not moment.memory)
    axes.text(
        8.25,
        3.4,
        moment.memory or "(vide)",
        family="monospace" if moment.memory else None,
        style="normal" if moment.memory else "italic",
        ha="center",
        va="center",
        color=INK if moment.memory else FAINT,
    )
    if moment.fresh is not None:
        axes.annotate(
            "", (6.55, 3.4), (5.95, 4.45 if moment.fresh == 0 else 2.65), arrowprops={"arrowstyle": "->", "color": BLUE}
        )


def _box(axes: Axes, place: tuple[float, float, float, float], color: str, *, dashed: bool = False) -> None:
    """Draw a frame at `place` (left, bottom, width, height)."""
    from matplotlib.patches import FancyBboxPatch

    left, bottom, width, height = place
    axes.add_patch(
        FancyBboxPatch(
            (left, bottom),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.15",
            facecolor="none",
            edgecolor=color,
            linewidth=1.5,
            linestyle="--" if dashed else "-",
        )
    )
