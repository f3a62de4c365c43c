"""A playground for gradient descent: several landscapes, a start, a rate, batches, and a game of fewest steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control, Slider, Toggle, french_number
from course_utils.widgets.kit.panel import Panel, panel
from course_utils.widgets.landscape import BLUE, INK, VERMILION, Descend, Landscape, draw_ground, draw_path, walk

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_STEPS = 100
NEAR = 0.01  # the minimum is reached at one hundredth of the height of the start above it, if the path stays there
BATCHES = {"tous les exemples": 0, "2 exemples": 2, "1 exemple": 1}
_LOWEST = 1e-6  # smaller parts of the height are not drawn
_PERCENTAGES = ("0,01", "1", "100", "10 000")


def playground(
    landscapes: Mapping[str, Landscape],
    descend: Descend,
    *,
    rate: float = 0.05,
    frames: Frames = (),
) -> Panel:
    """Return a panel that draws a descent on the landscape that is chosen, and keeps the record of each.

    `descend(gradient, start, rate, steps)` returns the path, the start included. A record counts only from the
    landscape's own start and with all examples. `frames`: see `panel`.
    """
    names = tuple(landscapes)
    first = landscapes[names[0]]
    controls: dict[str, Control] = {
        "name": Choice("Paysage", names, names[0]),
        "rate": Slider("Taux d'apprentissage η", 0.001, 1.0, rate, step=0.001),
        "steps": Slider("Nombre de pas", 0, MOST_STEPS, 30, step=1),
        "imposed": Toggle("Départ du défi (décochez pour choisir le vôtre)", True),
        "first": Slider("Votre départ, w₁", first.low, first.high, -3.0, step=0.1),
        "second": Slider("Votre départ, w₂", first.low, first.high, 2.0, step=0.1),
        "batch": Choice("Lot (régression seulement)", tuple(BATCHES), next(iter(BATCHES))),
    }
    scenes: dict[str, _Scene] = {}
    records: dict[str, int] = {}

    def walked(values: Mapping[str, Any]) -> _Walk:
        landscape = landscapes[values["name"]]
        own = (values["first"], values["second"])[: landscape.dimensions]
        start = np.array(landscape.start if values["imposed"] else own, dtype=float)
        path = walk(landscape, descend, start, values["rate"], MOST_STEPS, BATCHES[values["batch"]])
        return _Walk(landscape, path)

    def draw(**values: Any) -> Figure:
        name, walk_ = values["name"], walked(values)
        if name not in scenes:
            scenes[name] = _Scene(name, landscapes[name])
        scenes[name].move(walk_, values["rate"], values["steps"])
        full = not (BATCHES[values["batch"]] and landscapes[name].batch_gradient)
        if values["imposed"] and full and walk_.arrival is not None and walk_.arrival <= values["steps"]:
            records[name] = min(walk_.arrival, records.get(name, MOST_STEPS))
        return scenes[name].figure

    def alt(**values: Any) -> str:
        limit = french_number(landscapes[values["name"]].limit, 0.0001)
        shown = (
            f"Paysage « {values['name']} » : le chemin de la descente à gauche, le coût selon le pas à droite, en bas "
            f"le taux {french_number(values['rate'], 0.001)} comparé à la limite {limit}."
        )
        try:
            return f"{shown} {walked(values).told(values['steps'])}"
        except Exception:  # the reader's own descent: the drawing tells what is wrong with it
            return shown

    def status(**values: Any) -> str:
        walk_, record = walked(values), records.get(values["name"])
        kept = f" Votre record ici : {record} pas." if record is not None else " Pas encore de record ici."
        return walk_.told(values["steps"]) + kept

    return panel(draw, controls, alt=alt, status=status, frames=frames)


@dataclass(frozen=True)
class _Walk:
    """A path of MOST_STEPS steps on a landscape, and how high above the minimum each of its points is."""

    landscape: Landscape
    path: np.ndarray

    @property
    def heights(self) -> np.ndarray:
        return self.landscape.at(self.path) - self.landscape.least

    @property
    def arrival(self) -> int | None:
        """The first step from which all are near the minimum, lest one count that only passes by; None without one."""
        heights = self.heights
        far = np.flatnonzero(~(heights <= NEAR * heights[0]))
        first = int(far[-1]) + 1 if far.size else 0
        return first if first <= MOST_STEPS else None

    def told(self, steps: int) -> str:
        heights, arrival = self.heights, self.arrival
        if arrival is not None and arrival <= steps:
            return f"Minimum atteint en {arrival} pas."
        if not np.isfinite(heights[steps]) or heights[steps] > 100 * max(heights[0], _LOWEST):
            return "La descente diverge : le coût explose."
        part = f"{french_number(100 * heights[steps] / max(heights[0], _LOWEST), 0.1)} %"
        if heights[steps] > heights[0]:
            return f"La descente s'éloigne : après {steps} pas, la hauteur est {part} de celle du départ."
        return f"Pas encore : après {steps} pas, il reste {part} de la hauteur du départ (but : 1 %)."


@dataclass
class _Scene:
    """The figure of one landscape; what never moves is drawn once, for speed."""

    name: str
    landscape: Landscape
    figure: Figure = field(init=False)
    moving: list[Artist] = field(default_factory=list)

    def __post_init__(self) -> None:
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(8.4, 4.9))
        self.figure.set_layout_engine("none")
        self.ground: Axes = self.figure.add_axes((0.08, 0.30, 0.50, 0.60))
        self.costs: Axes = self.figure.add_axes((0.69, 0.30, 0.29, 0.60))
        self.gauge: Axes = self.figure.add_axes((0.08, 0.10, 0.90, 0.045))
        draw_ground(self.ground, self.landscape)
        self.ground.set_title(typeset(f"{self.name[:1].upper()}{self.name[1:]}"))
        # Powers of ten by hand: Matplotlib's own logarithmic axes take longer than all the rest of the figure.
        self.costs.set(xlim=(0, MOST_STEPS), xlabel="pas", ylim=(-4.2, 3.2), yticks=[-4, -2, 0, 2])
        self.costs.set_yticklabels([typeset(f"{decimal} %") for decimal in _PERCENTAGES])
        self.costs.set_title("Hauteur restante", fontsize=11)
        self.costs.axhline(np.log10(NEAR), color=BLUE, linestyle="--", linewidth=1.4)
        self.costs.text(MOST_STEPS, np.log10(NEAR) + 0.08, "but", color=BLUE, ha="right", va="bottom", fontsize=10)
        self._draw_gauge(self.landscape.limit)

    def _draw_gauge(self, limit: float) -> None:
        self.gauge.axvspan(-3, np.log10(limit), color="#cfe0ee")
        self.gauge.axvspan(np.log10(limit), 0, color="#fdeee2")
        self.gauge.axvline(np.log10(limit), color=VERMILION, linewidth=2.5)
        self.gauge.set(xlim=(-3, 0), yticks=[], xticks=[-3, -2, -1, 0])
        self.gauge.set_xticklabels(["0,001", "0,01", "0,1", "1"])
        self.gauge.tick_params(axis="x", labelsize=9)
        self.gauge.set_title(
            typeset(f"Taux η (losange) et limite près du minimum : {french_number(limit, 0.0001)} (trait)"),
            fontsize=10,
            weight="normal",
        )

    def move(self, walk_: _Walk, rate: float, steps: int) -> None:
        while self.moving:
            self.moving.pop().remove()
        heights = walk_.heights
        parts = np.log10(np.clip(heights / max(heights[0], _LOWEST), _LOWEST, 1 / _LOWEST))
        self.moving.extend(draw_path(self.ground, self.landscape, walk_.path[: steps + 1]))
        self.moving.extend(self.costs.plot(np.arange(steps + 1), parts[: steps + 1], color=VERMILION))
        self.moving.extend(
            self.gauge.plot([np.log10(rate)], [0.5], "D", color=INK, markersize=9, clip_on=False, zorder=5)
        )
