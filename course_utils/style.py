"""How the course's figures look, and how they are shown with a text alternative."""

from __future__ import annotations

import base64
import html
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.alternatives import alternative
from course_utils.french import typeset

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STYLE = Path(__file__).with_name("course.mplstyle")
_CSS_DPI = 96  # CSS pixels an inch


def use_style() -> None:
    """Give the course's style to the figures to come; Matplotlib is not loaded for it.

    Where Matplotlib is not there yet, the environment tells it which settings to start from.
    """
    if "matplotlib" in sys.modules:
        import matplotlib.style

        matplotlib.style.use(STYLE)
    else:
        os.environ["MATPLOTLIBRC"] = str(STYLE)


@dataclass(frozen=True)
class Picture:
    """A picture with the text that stands for it: `png` holds the file's bytes, `width` and `height` are CSS pixels."""

    png: bytes
    alt: str
    width: int
    height: int

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        return (
            f'<img alt="{html.escape(self.alt)}" width="{self.width}" height="{self.height}" '
            'style="max-width:100%;height:auto" '
            f'src="data:image/png;base64,{base64.b64encode(self.png).decode("ascii")}">'
        )


def show(figure: Figure, alt: str, **values: Any) -> None:
    """Display a Matplotlib figure under this cell, with `alt`, one or two French sentences that say what it shows.

    A chapter gives the id of these sentences (« 02_perceptron/xor-errors ») and the `values` that they need.

    The figure goes out as HTML: JupyterLab drops the alternative of a plain picture. It is closed afterwards, lest
    the notebook show it twice. Numbers on linear axes get a decimal comma. Raises ValueError when `alt` is empty.
    """
    from IPython.display import display

    display(picture(figure, alternative(alt, values)))
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(figure)


def picture(figure: Figure, alt: str, density: float = 2.0) -> Picture:
    """Return `figure` with `density` pixels to a CSS pixel each way; raise ValueError when `alt` is empty."""
    if not alt.strip():
        raise ValueError(typeset("Décrivez la figure en une phrase : c'est tout ce qu'en aura qui ne la voit pas."))
    _use_decimal_commas(figure)
    buffer = io.BytesIO()
    # Little compression: it would take as long as the drawing, and a figure that follows a slider has no time for it.
    figure.savefig(buffer, format="png", dpi=_CSS_DPI * density, pil_kwargs={"compress_level": 1})
    width, height = figure.get_size_inches() * _CSS_DPI
    return Picture(buffer.getvalue(), typeset(alt), round(width), round(height))


def _use_decimal_commas(figure: Figure) -> None:
    """Replace the plain formatters of the figure's axes, keeping their settings; others, chosen by an author, stay."""
    from matplotlib.ticker import ScalarFormatter

    class CommaFormatter(ScalarFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return _comma(super().__call__(x, pos))

        def get_offset(self) -> str:
            return _comma(super().get_offset())

    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            plain = axis.get_major_formatter()
            if type(plain) is ScalarFormatter:
                comma = CommaFormatter()
                comma.__dict__.update(plain.__dict__)
                axis.set_major_formatter(comma)


def _comma(number: str) -> str:
    return number.replace(".", "{,}" if "$" in number else ",")  # a bare comma of a formula would be spaced
