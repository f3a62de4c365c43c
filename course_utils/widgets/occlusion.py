"""Which squares of an image matter to a model: the image, and the map of what hiding each of them costs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Slider
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Explain = Callable[[str, int], tuple[float, Any]]


def occlusion_panel(
    images: Mapping[str, np.ndarray],
    explain: Explain,
    *,
    start: str,
    patches: tuple[int, int, int] = (2, 10, 4),
    frames: Frames = (),
) -> Panel:
    """Return a panel that shows one of `images` (H, W) and the drops of probability when squares of it are hidden.

    explain(name, patch): the probability of the true class, and the drop for each square of `patch` pixels, an array
    (rows, columns); it is called once a pair. start: the first image. patches: smallest, largest and first side.
    """
    from matplotlib.figure import Figure

    smallest, largest, first = patches
    controls: dict[str, Control] = {
        "image": Choice("Chiffre", tuple(images), start),
        "patch": Slider("Côté du carré (pixels)", smallest, largest, first, step=1),
    }
    figure = Figure(figsize=(8.6, 4.2))
    figure.set_layout_engine("none")
    left = figure.add_axes((0.02, 0.05, 0.4, 0.8))
    right = figure.add_axes((0.43, 0.05, 0.4, 0.8))
    scale = figure.add_axes((0.84, 0.11, 0.02, 0.68))

    @functools.lru_cache(maxsize=256)
    def found(image: str, patch: int) -> tuple[float, np.ndarray]:
        sure, drops = explain(image, patch)
        return sure, np.asarray(drops, float)

    def draw(image: str, patch: int) -> Figure:
        pixels = images[image]
        _, drops = found(image, patch)
        height, width = pixels.shape
        painted = np.kron(drops, np.ones((patch, patch)))[:height, :width]
        reach = max(float(np.abs(drops).max()), 1e-3)
        for axes in (left, right, scale):
            axes.clear()
        left.imshow(pixels, cmap="gray")
        shown = right.imshow(painted, cmap="PuOr_r", vmin=-reach, vmax=reach)
        right.contour(pixels, levels=[pixels.max() / 2], colors="black", linewidths=1.2)
        for axes, title in ((left, f"Le chiffre {image}"), (right, "Baisse quand on cache chaque carré")):
            axes.set_axis_off()
            axes.set_title(typeset(title), fontsize=11)
        figure.colorbar(shown, cax=scale, label="baisse de probabilité")
        return figure

    def told(image: str, patch: int) -> str:
        sure, drops = found(image, patch)
        row, column = np.unravel_index(int(drops.argmax()), drops.shape)
        return (
            f"Probabilité de la bonne classe : {_three(sure)}. Plus forte baisse : {_three(drops.max())}, "
            f"carré de la ligne {row + 1}, colonne {column + 1}"
        )

    def alt(image: str, patch: int) -> str:  # nothing is computed here: `explain` may be the reader's, not yet written
        return f"Le chiffre {image} et sa carte d'occlusion, en carrés de {patch} pixels, avec son contour."

    def status(image: str, patch: int) -> str:
        return f"{told(image, patch)}. En orange, ce qui comptait ; en violet, ce qui gênait."

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _three(share: float) -> str:
    return f"{share:.3f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")
