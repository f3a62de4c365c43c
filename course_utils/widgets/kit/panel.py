"""A figure with controls under it: live where the notebook has widgets, a still picture everywhere else.

    panel(draw, {"w": Slider("Poids w", -3, 3, value=1)}, alt=lambda w: f"Une droite de pente {w}.")

`draw` only draws: what the chapter teaches is handed to it by the chapter.
"""

from __future__ import annotations

import html
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from course_utils.alternatives import Frames, alternative, prepared
from course_utils.french import typeset
from course_utils.style import picture
from course_utils.widgets.kit.bundle import bundle
from course_utils.widgets.kit.controls import Choice, Control, Slider, Stepper, Toggle, live

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Choice", "Panel", "Slider", "Stepper", "Toggle", "panel"]

_LIVE_DENSITY = 1.5  # of the screen's pixels: a redraw stays under a tenth of a second
_STILL_DENSITY = 2.0
# JupyterLab delivers a widget's messages on a thread of their own (a subshell) or on the kernel's, and Matplotlib
# draws on one thread at a time.
_drawing = threading.RLock()

Values = Mapping[str, Any]


def panel(
    draw: Callable[..., Figure],
    controls: Mapping[str, Control],
    *,
    alt: Callable[..., str] | str,
    status: Callable[..., str] | None = None,
    frames: Frames = (),
    only_when: Mapping[str, tuple[str, Any]] | None = None,
) -> Panel:
    """Return a figure that follows its controls; a notebook shows it as the last value of a cell.

    `draw(**values)` returns a Matplotlib figure, the same one cleared and redrawn if speed matters; `values` has one
    entry a control. `alt(**values)` says in French what is to be seen, `status(**values)` what to read under the
    figure (a score, a goal). Without widgets the first values are drawn, and, folded below, one picture for each of
    `frames`: the values that differ from the first ones, and under « title » the words on its fold. `only_when` names
    the controls that are out of sight while they would change nothing: for each, another one and the value it needs.

        panel(draw, controls, alt=alt, frames=[{"title": "Étape 2", "step": 1}])

    In a chapter `alt` and `frames` are ids of what stands in its cell of figures; `values` are put into the words.
    """
    words = alt if callable(alt) else lambda **values: alternative(alt, values)
    return Panel(draw, dict(controls), words, status, prepared(frames), dict(only_when or {}))


@dataclass(frozen=True, repr=False)
class Panel:
    """See `panel`."""

    draw: Callable[..., Figure]
    controls: dict[str, Control]
    alt: Callable[..., str]
    status: Callable[..., str] | None = None
    frames: tuple[Values, ...] = field(default=())
    only_when: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return typeset(self.alt(**self.defaults))

    @property
    def defaults(self) -> dict[str, Any]:
        """The values that the controls start from."""
        return {name: control.value for name, control in self.controls.items()}

    def draw_once(self, **values: Any) -> str:
        """Return the figure and its status as HTML, drawn with the first values, or those given in their place.

        What `draw`, `alt` or `status` raises goes through: it is how the tests call a panel.
        """
        return self._drawn({**self.defaults, **values}, _STILL_DENSITY)

    def still(self) -> str:
        """Return what stands for the panel where there are no widgets: one picture, then the folded frames."""
        parts = [self._drawn_or_told(self.defaults, _STILL_DENSITY)]
        for frame in self.frames:
            title = html.escape(typeset(str(frame.get("title", ""))))
            values = {**self.defaults, **{name: value for name, value in frame.items() if name != "title"}}
            body = self._drawn_or_told(values, _STILL_DENSITY)
            parts.append(f"<details><summary>{title}</summary>{body}</details>")
        return "".join(parts)

    def view(self) -> Any:
        """Return the live panel, an ipywidgets box. Needs ipywidgets."""
        import ipywidgets

        controls = {name: live(control) for name, control in self.controls.items()}
        shown = ipywidgets.HTML(self._drawn_or_told(self.defaults, _LIVE_DENSITY))
        # What is set in one go is drawn once. A slider that is dragged needs no more: the front end sends a value
        # when the figure of the one before is done, and of those in between only the last.
        waiting = False

        def arrange(values: Values) -> None:
            for name, (other, wanted) in self.only_when.items():
                controls[name].view.layout.display = None if values[other] == wanted else "none"

        def changed(_: Any = None) -> None:
            with _drawing:
                if not waiting:
                    values = {name: control.source.value for name, control in controls.items()}
                    arrange(values)
                    shown.value = self._drawn_or_told(values, _LIVE_DENSITY)

        def reset(_: Any) -> None:
            nonlocal waiting
            with _drawing:
                waiting = True
                try:
                    for name, value in self.defaults.items():
                        controls[name].source.value = value
                finally:
                    waiting = False
                changed()

        arrange(self.defaults)
        for control in controls.values():
            control.source.observe(changed, names="value")
        again = ipywidgets.Button(description=typeset("Réglages de départ"), icon="refresh", layout={"width": "auto"})
        again.on_click(reset)
        views = [control.view for control in controls.values()]
        return ipywidgets.VBox([shown, *views, again], layout={"align_items": "flex-start"})

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """What Jupyter shows: the live panel where it can, else the still one."""
        return bundle(repr(self), self.still(), self.view)

    def _drawn(self, values: Values, density: float) -> str:
        figure = self.draw(**values)
        shown = picture(figure, self.alt(**values), density)._repr_html_()
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close(figure)  # lest the notebook show it a second time
        if self.status is None:
            return shown
        return f'{shown}<div role="status" aria-live="polite">{html.escape(typeset(self.status(**values)))}</div>'

    def _drawn_or_told(self, values: Values, density: float) -> str:
        """The drawing may call the reader's own function: what it raises is a sentence under the controls."""
        try:
            return self._drawn(values, density)
        except NotImplementedError as error:
            told = f"Cette figure attend votre réponse. {error}"
        except Exception as error:
            told = f"Le dessin s'arrête sur une erreur {type(error).__name__} : {error}"
        return f'<div role="status" aria-live="polite">{html.escape(typeset(told))}</div>'
