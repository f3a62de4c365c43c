"""What a reader can set under a figure: records, made into ipywidgets only where there is a front end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course_utils.french import typeset

if TYPE_CHECKING:
    import numpy as np

_WIDTH = "32em"


@dataclass(frozen=True)
class Slider:
    """A number between `minimum` and `maximum`, by steps of `step`; whole when all four numbers are."""

    label: str
    minimum: float
    maximum: float
    value: float
    step: float = 0.1

    def __post_init__(self) -> None:
        if not self.minimum <= self.value <= self.maximum or self.step <= 0:
            raise ValueError(f"« {self.label} » : la valeur de départ {self.value} sort du réglage, ou le pas est nul.")


@dataclass(frozen=True)
class Toggle:
    """A box to tick: True or False."""

    label: str
    value: bool = False


@dataclass(frozen=True)
class Choice:
    """One of `options`, texts that are shown and passed on as they are."""

    label: str
    options: tuple[str, ...]
    value: str

    def __post_init__(self) -> None:
        if self.value not in self.options:
            raise ValueError(f"« {self.label} » : {self.value!r} n'est pas au choix.")


@dataclass(frozen=True)
class Stepper:
    """A walk through `count` steps, forwards and backwards; the value is the step's number, from 0."""

    label: str
    count: int
    value: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.value < self.count:
            raise ValueError(f"« {self.label} » : l'étape {self.value} n'existe pas.")


@dataclass(frozen=True, eq=False)
class Drawing:
    """A digit drawn with the mouse, handed on as MNIST has its digits; `value`, (28, 28) uint8, stands for it before.

    `predict` answers beside the canvas, see `course_utils.widgets.draw.digit_canvas`; `label` is its title. The
    canvas needs anywidget: without it `value` stays.
    """

    label: str
    value: np.ndarray
    predict: Callable[[np.ndarray], Sequence[float]]


Control = Slider | Toggle | Choice | Stepper | Drawing


@dataclass(frozen=True)
class Live:
    """A control on the page: `view` is what is shown, `source` the widget whose `value` is read, set and observed."""

    view: Any
    source: Any


def live(control: Control) -> Live:
    """Return the widgets of `control`, usable with the keyboard alone. Needs ipywidgets (7.7 or later)."""
    match control:
        case Slider():
            return _slider(control)
        case Toggle():
            return _toggle(control)
        case Choice():
            return _choice(control)
        case Stepper():
            return _stepper(control)
        case Drawing():
            return _drawing(control)


def french_number(value: float, step: float) -> str:
    """Return `value` with as many decimals as `step` has, a decimal comma and a true minus sign."""
    decimals = len(f"{step:.6f}".rstrip("0").partition(".")[2])
    return f"{value:.{decimals}f}".replace("-", "\N{MINUS SIGN}").replace(".", ",")


def _slider(control: Slider) -> Live:
    import ipywidgets

    numbers = (control.minimum, control.maximum, control.value, control.step)
    kind = ipywidgets.IntSlider if all(isinstance(one, int) for one in numbers) else ipywidgets.FloatSlider
    source = kind(
        min=control.minimum, max=control.maximum, value=control.value, step=control.step, **_slider_look(control.label)
    )
    return _with_text(source, lambda value: french_number(value, control.step))


def _toggle(control: Toggle) -> Live:
    import ipywidgets

    source = ipywidgets.Checkbox(value=control.value, indent=False, **_look(control.label))
    return Live(source, source)


def _choice(control: Choice) -> Live:
    import ipywidgets

    source = ipywidgets.Dropdown(options=control.options, value=control.value, **_look(control.label))
    return Live(source, source)


def _stepper(control: Stepper) -> Live:
    import ipywidgets

    last = control.count - 1
    source = ipywidgets.IntSlider(min=0, max=last, value=control.value, **_slider_look(control.label))
    shown = _with_text(source, lambda value: typeset(f"{value + 1} sur {control.count}")).view
    backwards = ipywidgets.Button(description=typeset("Précédent"), icon="arrow-left")
    forwards = ipywidgets.Button(description=typeset("Suivant"), icon="arrow-right")

    def move(by: int) -> Callable[[Any], None]:
        def clicked(_: Any) -> None:
            source.value = min(max(source.value + by, 0), last)

        return clicked

    def bound(_: Any = None) -> None:
        backwards.disabled, forwards.disabled = source.value == 0, source.value == last

    backwards.on_click(move(-1))
    forwards.on_click(move(1))
    source.observe(bound, names="value")
    bound()
    return Live(ipywidgets.VBox([shown, ipywidgets.HBox([backwards, forwards])]), source)


def _drawing(control: Drawing) -> Live:
    import importlib.util

    import ipywidgets
    import numpy as np
    import traitlets

    class Seen(traitlets.HasTraits):
        value = traitlets.Any()

    source = Seen(value=control.value)
    if importlib.util.find_spec("anywidget") is None:
        return Live(ipywidgets.Label(typeset("Ici, rien ne se dessine.")), source)
    from course_utils.widgets.draw import SIDE, centred, digit_canvas

    view = digit_canvas(control.predict, title=control.label).view()

    def drawn(change: Any) -> None:
        points = np.frombuffer(bytes(change["new"]), np.uint8)
        if len(points) == SIDE * SIDE:
            image = centred(points.reshape(SIDE, SIDE))
            source.value = image if image.any() else control.value

    view.observe(drawn, names="drawing")
    return Live(view, source)


def _with_text(source: Any, text: Callable[[Any], str]) -> Live:
    """A slider writes numbers the English way: its own readout gives way to ours."""
    import ipywidgets

    beside = ipywidgets.Label(text(source.value))

    def changed(change: Any) -> None:
        beside.value = text(change["new"])

    source.observe(changed, names="value")
    return Live(ipywidgets.HBox([source, beside]), source)


def _look(label: str) -> dict[str, Any]:
    return {
        "description": typeset(label),
        "style": {"description_width": "initial"},
        "layout": {"width": _WIDTH, "max_width": "100%"},
    }


def _slider_look(label: str) -> dict[str, Any]:
    return {**_look(label), "readout": False, "continuous_update": True}
