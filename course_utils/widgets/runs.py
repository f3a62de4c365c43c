"""Trainings that differ by their settings, laid over one another: one setting varies, the others are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from course_utils.alternatives import Frames
from course_utils.french import typeset
from course_utils.widgets.kit.controls import Choice, Control
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GREY = "#c9c9c9"
STROKES = (("#0072B2", "o-"), ("#D55E00", "s--"), ("#009E73", "^:"), ("#CC79A7", "D-."), ("#56B4E9", "v-"))

Run = tuple[Mapping[str, str], Sequence[float]]


def compare_runs(
    runs: Sequence[Run],
    *,
    start: Mapping[str, str],
    vary: str,
    title: str,
    ylabel: str,
    xlabel: str = "époque",
    frames: Frames = (),
) -> Panel:
    """Return a panel that overlays the `runs` along one setting; all the others stay in grey behind them.

    A run is (settings, values): the values of every setting, as texts, then one loss an epoch. `start` gives the
    settings that are chosen first, `vary` the one that varies. Losses are drawn on a log scale; those that are not
    finite are left out.
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    settings = list(start)
    options = {name: tuple(dict.fromkeys(run[name] for run, _ in runs)) for name in settings}
    controls: dict[str, Control] = {"vary": Choice("Ce qui varie", tuple(settings), vary)}
    controls |= {name: Choice(f"{name[:1].upper()}{name[1:]}", options[name], start[name]) for name in settings}
    figure = Figure(figsize=(7.4, 4.1))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.13, 0.13, 0.66, 0.78))
    for _, values in runs:
        axes.plot(range(1, len(values) + 1), _finite(values), color=GREY, linewidth=1, zorder=1)
    axes.set(yscale="log", xlabel=typeset(xlabel), ylabel=typeset(ylabel))
    axes.set_ylim(*axes.get_ylim())
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    moving: list[Any] = []

    def chosen(vary: str, fixed: Mapping[str, str]) -> list[Run]:
        return [run for run in runs if all(run[0][name] == fixed[name] for name in settings if name != vary)]

    def draw(vary: str, **fixed: str) -> Figure:
        while moving:
            moving.pop().remove()
        for (run, values), (color, style) in zip(chosen(vary, fixed), STROKES, strict=False):
            places = range(1, len(values) + 1)
            moving.extend(
                axes.plot(places, _finite(values), style, color=color, markersize=5, label=typeset(run[vary]), zorder=3)
            )
        axes.set_title(typeset(title))
        moving.append(axes.legend(title=typeset(vary), loc="upper left", bbox_to_anchor=(1.01, 1.0), fontsize=9))
        return figure

    def alt(vary: str, **fixed: str) -> str:
        told = [f"{run[vary]} finit à {_short(values[-1])}" for run, values in chosen(vary, fixed)]
        return f"{title}. {_kept(vary, fixed)} Selon « {vary} » : {' ; '.join(told)}. Les autres essais sont en gris."

    def status(vary: str, **fixed: str) -> str:
        run, values = min(chosen(vary, fixed), key=lambda one: min(_finite(one[1])))
        best = _short(min(_finite(values)))
        return f"{_kept(vary, fixed)} La plus petite perte est celle de « {run[vary]} » : {best}."

    def _kept(vary: str, fixed: Mapping[str, str]) -> str:
        return f"Fixé : {', '.join(f'{name} {fixed[name]}' for name in settings if name != vary)}."

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _finite(values: Sequence[float]) -> list[float]:
    """Replace what a log scale cannot show by NaN, which is not drawn, after at least one number."""
    shown = [float(value) if 0 < value < float("inf") else float("nan") for value in values]
    return shown if any(value == value for value in shown) else [float("inf")] * len(shown)


def _short(value: float) -> str:
    return f"{value:.2g}".replace(".", ",") if value < float("inf") else "l'infini"
