"""Trainings on one plot, climbed one at a time: the rungs below stay in grey, the last one is in colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from course_utils.french import typeset
from course_utils.widgets.kit.panel import Choice, Panel, Stepper, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
GREY = "#b3b3b3"
ACCURACY, LOSS = "exactitude en validation", "perte en validation"


def ladder(rungs: Sequence[Mapping[str, Any]], *, first: int = 0) -> Panel:
    """Return a panel that shows the rungs one after the other, by accuracy or by loss.

    A rung has a French `name`, lists of one length `x` (epochs), `val_accuracy` (0 to 1) and `val_loss`, and in `last`
    the last `val_accuracy` of each seed. `first` is the number, from 0, of the rung shown at first.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.6, 4.3))

    def draw(step: int, measure: str) -> Figure:
        figure.clear()
        figure.set_layout_engine("constrained")
        axes = figure.subplots()
        ends = _apart([_values(rung, measure)[-1] for rung in rungs[: step + 1]], 0.5 if measure == ACCURACY else 0.018)
        for place, rung in enumerate(rungs[: step + 1]):
            now = place == step
            values = _values(rung, measure)
            axes.plot(
                rung["x"],
                values,
                color=COLORS[place % len(COLORS)] if now else GREY,
                linewidth=2.4 if now else 1.3,
                zorder=3 if now else 2,
            )
            axes.annotate(
                str(place + 1),
                (rung["x"][-1], ends[place]),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=10,
                weight="bold" if now else "normal",
                color="#262626" if now else "#6b6b6b",
            )
        low, high = (88.0, 99.2) if measure == ACCURACY else (0.0, 0.4)
        top = max(rung["x"][-1] for rung in rungs)
        label = typeset(f"{measure} (%)" if measure == ACCURACY else measure)
        axes.set(xlim=(0, top * 1.03), ylim=(low, high), xlabel=typeset("époque"), ylabel=label)
        axes.set_title(typeset(f"Marche {step + 1} : {rungs[step]['name']}"))
        return figure

    def alt(step: int, measure: str) -> str:
        values = _values(rungs[step], measure)
        of, best = (f"de l'{measure}, en %,", max(values)) if measure == ACCURACY else (f"de la {measure}", min(values))
        grey = " En gris, les marches d'avant." if step else ""
        return (
            f"Courbe {of} pour « {rungs[step]['name']} » : de {_number(values[0])} à {_number(values[-1])}, au mieux "
            f"{_number(best)}.{grey}"
        )

    def status(step: int, measure: str) -> str:
        found = [100 * one for one in rungs[step]["last"]["val_accuracy"]]
        return (
            f"En validation, à la fin, {len(found)} graines : médiane {_number(median(found))} %, "
            f"de {_number(min(found))} à {_number(max(found))} %."
        )

    return panel(
        draw,
        {
            "step": Stepper("Marche", len(rungs), first),
            "measure": Choice("Mesure", (ACCURACY, LOSS), ACCURACY),
        },
        alt=alt,
        status=status,
        frames=[
            {"title": f"Marche {place + 1} : {rung['name']}", "step": place}
            for place, rung in enumerate(rungs)
            if place != first
        ]
        + [{"title": "Toutes les pertes en validation", "step": len(rungs) - 1, "measure": LOSS}],
    )


def _apart(values: list[float], gap: float) -> list[float]:
    """Return heights for labels, at least `gap` apart, in the order of `values` and near them."""
    placed = list(values)
    order = sorted(range(len(values)), key=values.__getitem__)
    for below, above in pairwise(order):
        placed[above] = max(placed[above], placed[below] + gap)
    return placed


def _values(rung: Mapping[str, Any], measure: str) -> list[float]:
    return [100 * one for one in rung["val_accuracy"]] if measure == ACCURACY else list(rung["val_loss"])


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
