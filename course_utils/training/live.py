"""Curves that grow while a network learns: one figure, drawn again in its place."""

from __future__ import annotations

import time
from typing import Any

from course_utils.french import typeset
from course_utils.style import picture
from course_utils.training.history import History, history_alt, history_figure

_EVERY_S = 0.5
_SHARE = 0.1  # of the time, at most, goes to drawing
_DENSITY = 1.5


class LiveHistory:
    """The curves of a history, shown in a notebook under the running cell; their place is taken at once.

    Otherwise the figure would come between two states of the progress bar, and the notebook show both.
    """

    def __init__(self) -> None:
        from IPython.display import HTML, display

        soon = typeset("Les courbes apparaîtront à la fin de la première époque.")
        self._handle: Any = display(HTML(soon), display_id=True)
        self._figure: Any = None
        self._next = 0.0

    def show(self, history: History, last: bool = False) -> None:
        """Draw `history` if it is time to, or if this is the `last` call."""
        began = time.perf_counter()
        if not (last or (len(history) and began >= self._next)):
            return
        self._figure = history_figure(history, self._figure)
        self._handle.update(picture(self._figure, history_alt(history), _DENSITY))
        ended = time.perf_counter()
        self._next = ended + max(_EVERY_S, (ended - began) / _SHARE)
