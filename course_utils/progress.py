"""A progress bar on standard output, the same in JupyterLab, Colab and a terminal; nothing where nobody watches.

On standard error, plain nbgrader would take the points for it. It is plain text: it needs no widget, and its last
state stays in the saved notebook.
"""

from __future__ import annotations

import shutil
import sys
from typing import Any

from course_utils.french import typeset

_COLUMNS = 90
_STEP_S = 0.2  # between two drawings


def watched() -> bool:
    """Tell whether somebody reads standard output as it is written: a terminal, or a notebook's page."""
    return in_notebook() or sys.stdout.isatty()


def in_notebook() -> bool:
    """Tell whether standard output is a notebook's, where a figure can be shown and redrawn."""
    return type(sys.stdout).__module__.startswith("ipykernel")


class Silent:
    """A bar that shows nothing."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def update(self, count: float = 1) -> None:
        """See `bar`."""

    def set_postfix_str(self, text: str, refresh: bool = True) -> None:
        """See `bar`."""


def bar(total: float, title: str, *, shown: bool = True) -> Any:
    """Return a bar (a context manager) that is full at `total`, headed by a French `title`.

    `update(count)` moves it, `set_postfix_str(text, refresh)` writes at its end. It is `Silent` unless `shown` and
    watched.
    """
    if not (shown and watched()):
        return Silent()
    from tqdm import tqdm

    return tqdm(
        total=total,
        desc=typeset(title),
        bar_format="{desc}\u00a0: {percentage:3.0f}\u00a0% |{bar}| {elapsed}{postfix}",
        file=sys.stdout,
        ncols=_COLUMNS if in_notebook() else min(_COLUMNS, shutil.get_terminal_size().columns - 1),
        nrows=24,  # a terminal that does not tell its height would get an empty line
        mininterval=_STEP_S,
        leave=True,
    )
