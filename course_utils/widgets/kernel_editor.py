"""A photograph under a kernel of 3 × 3 that the reader picks or edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames, prepared
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

VERMILION, INK = "#D55E00", "#262626"
_LIMIT = 5.0
_SPOTS = tuple((row, column) for row in range(3) for column in range(3))
_WHERE = (("en haut", "au milieu", "en bas"), ("à gauche", "au centre", "à droite"))
Apply = Callable[[np.ndarray, np.ndarray], np.ndarray]


def kernel_editor(
    image: np.ndarray,
    apply: Apply,
    presets: Mapping[str, np.ndarray],
    *,
    own: str,
    frames: Frames = (),
) -> Panel:
    """Return a panel that shows an image (H, W), from 0 to 255, and what a kernel makes of it.

    apply(image, kernel): the map that is drawn. presets: kernels (3, 3) by name; `own` is the name of the choice that
    hands nine sliders to the reader: they are out of sight until then. A kernel whose sum is 0 gives a map around 0: it
    is drawn with 0 in middle grey; any other map is drawn as an image, from 0 to 255. Without widgets each preset has
    its picture.
    """
    from matplotlib.figure import Figure

    names = (*presets, own)
    controls: dict[str, Control] = {"preset": Choice("Noyau", names, names[0])}
    for row, column in _SPOTS:
        start = 1.0 if (row, column) == (1, 1) else 0.0
        label = f"Case {_WHERE[0][row]} {_WHERE[1][column]}"
        controls[f"k{row}{column}"] = Slider(label, -_LIMIT, _LIMIT, start, step=0.5)
    figure = Figure(figsize=(9.4, 3.5))
    figure.set_layout_engine("none")
    before, numbers, after = (
        figure.add_axes(place)
        for place in ((0.01, 0.03, 0.385, 0.85), (0.415, 0.22, 0.17, 0.46), (0.605, 0.03, 0.385, 0.85))
    )
    before.imshow(image, cmap="gray", vmin=0, vmax=255)
    shown = after.imshow(np.zeros_like(image), cmap="gray", vmin=0, vmax=255)
    tiles = numbers.imshow(np.zeros((3, 3)), cmap="PuOr_r", vmin=-_LIMIT, vmax=_LIMIT)
    texts = [numbers.text(column, row, "", ha="center", va="center", fontsize=11) for row, column in _SPOTS]
    for axes, title in ((before, "La photo"), (numbers, "Le noyau"), (after, "La carte")):
        axes.set_axis_off()
        axes.set_title(typeset(title), fontsize=12)

    def chosen(values: Mapping[str, Any]) -> np.ndarray:
        if values["preset"] != own:
            return np.asarray(presets[values["preset"]], float)
        return np.array([[values[f"k{row}{column}"] for column in range(3)] for row in range(3)], float)

    def draw(**values: Any) -> Figure:
        kernel = chosen(values)
        found = np.asarray(apply(image, kernel), float)
        around_zero = abs(kernel.sum()) < 1e-9
        reach = max(float(np.quantile(np.abs(found), 0.99)), 1.0)
        shown.set_data(found)
        shown.set_clim(*((-reach, reach) if around_zero else (0.0, 255.0)))
        tiles.set_data(kernel)
        for text, number in zip(texts, kernel.ravel(), strict=True):
            written = _number(number)
            text.set(text=written, fontsize=11 if len(written) < 6 else 9)
            text.set_color("white" if abs(number) > 0.7 * _LIMIT else INK)
        return figure

    def alt(**values: Any) -> str:
        rows = " ; ".join(", ".join(_number(number) for number in row) for row in chosen(values))
        return f"Une photo, le noyau de lignes {rows}, et la carte qu'il donne. Choix : {values['preset']}."

    def status(**values: Any) -> str:
        total = float(chosen(values).sum())
        told = f"Somme du noyau : {_number(total)}."
        if abs(total) < 1e-9:
            return f"{told} La carte est dessinée avec 0 en gris moyen, les négatifs en noir, les positifs en blanc."
        return f"{told} La carte est dessinée de 0 (noir) à 255 (blanc) ; ce qui dépasse est coupé."

    stills = prepared(frames) or [{"title": f"Noyau : {name}", "preset": name} for name in list(presets)[1:]]
    only_when = {name: ("preset", own) for name in controls if name != "preset"}
    return panel(draw, controls, alt=alt, status=status, frames=stills, only_when=only_when)


def _number(value: float) -> str:
    value = float(value) + 0.0  # no minus zero
    decimals = len(f"{value:.4f}".rstrip("0").partition(".")[2])
    return french_number(value, 10.0**-decimals)
