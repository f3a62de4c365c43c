"""Curves that grow while a network trains: one figure, redrawn in place as values arrive."""

from __future__ import annotations

import time
from typing import Any

from course_utils.french import typeset
from course_utils.style import Picture, picture

STROKES = (("#0072B2", "o-"), ("#D55E00", "s--"), ("#009E73", "^:"))
_PAUSE = 0.4  # seconds between two drawings: drawing must not take longer than training


class LiveCurves:
    """A figure with one curve a name, on a log scale, shown at once and redrawn at most every 0.4 s.

    `add(name, value)` puts a value at the end of a curve and returns it, so that it can wrap the call that gives it.
    `close()` draws the last values. Where nothing can be updated in place, the last picture is what stays.
    """

    def __init__(self, title: str, ylabel: str, xlabel: str = "époque") -> None:
        from matplotlib.figure import Figure

        self.curves: dict[str, list[float]] = {}
        self._titles = (typeset(title), typeset(xlabel), typeset(ylabel))
        self._figure = Figure(figsize=(7, 3.6))
        self._axes = self._figure.subplots()
        self._drawn_at = 0.0
        self._handle: Any = None

    def add(self, name: str, value: float) -> float:
        """Put `value` at the end of the curve `name`, redraw if it is time, and return `value`."""
        self.curves.setdefault(name, []).append(float(value))
        if time.monotonic() - self._drawn_at > _PAUSE:
            self._show()
        return value

    def close(self) -> None:
        """Draw the curves as they are at the end."""
        if self.curves:
            self._show()

    def drawn(self) -> Picture:
        """Return the picture of the curves so far."""
        from matplotlib.ticker import MaxNLocator

        title, xlabel, ylabel = self._titles
        self._axes.clear()
        for (name, values), (color, style) in zip(self.curves.items(), STROKES, strict=False):
            epochs = range(1, len(values) + 1)
            self._axes.plot(epochs, values, style, color=color, markersize=5, label=typeset(name))
        self._axes.set(title=title, xlabel=xlabel, ylabel=ylabel, yscale="log")
        self._axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        self._axes.legend(loc="upper right")
        told = [f"« {name} » va de {_short(values[0])} à {_short(values[-1])}" for name, values in self.curves.items()]
        longest = max(len(values) for values in self.curves.values())
        alt = f"{title}. Après {longest} époque{'s' * (longest > 1)}, {' ; '.join(told)}."
        return picture(self._figure, alt)

    def _show(self) -> None:
        from IPython.display import display

        if self._handle is None:
            self._handle = display(self.drawn(), display_id=True)
        else:
            self._handle.update(self.drawn())
        self._drawn_at = time.monotonic()


def _short(value: float) -> str:
    return f"{value:.2g}".replace(".", ",")
