"""A canvas to draw a digit on, and ten bars that say what a model reads in it.

    digit_canvas(predict)

`predict(image)` receives the drawing as MNIST has its digits, (28, 28) uint8, 0 for the ground and 255 for full ink, in
a box of 20 × 20 and centred on its centre of mass (`centre="box"`: on the middle of its box, as scikit-learn's digits
are), and returns ten probabilities. Drawing needs anywidget; without it, and where the notebook has no widgets,
ready-drawn digits stand for it, folded.
"""

from __future__ import annotations

import html
import importlib.util
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from course_utils.french import typeset
from course_utils.style import picture
from course_utils.widgets.kit.bundle import WIDGET_VIEW

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIDE = 112  # of the drawing, in points: four for each of the 28
_BOX, _FRAME = 20, 28
_PEN = 9.0  # width of the pen, in points of the drawing

# JupyterLab delivers a widget's messages on several threads, and the reader's function answers one at a time.
_reading = threading.RLock()

Predict = Callable[[np.ndarray], Sequence[float]]

# Digits drawn by hand, ready: the strokes of each, a point being « x,y » in hundredths, y downwards.
_READY: dict[str, tuple[str, ...]] = {
    "0": ("50,12 33,20 26,45 30,72 46,88 64,80 73,55 69,27 50,12",),
    "1": ("42,26 53,12 50,50 48,88",),
    "2": ("30,30 38,17 55,13 67,25 63,45 45,66 28,86 50,83 72,86",),
    "3": ("32,19 50,12 65,23 60,40 45,48 64,56 69,73 52,88 30,82",),
    "4": (
        "40,12 28,40 27,53 50,53 72,48",
        "65,18 60,50 58,88",
    ),
    "5": ("68,14 38,15 34,44 52,40 67,52 68,72 52,88 30,82",),
    "6": ("60,12 42,30 32,58 36,80 52,88 66,76 62,58 47,54 34,66",),
    "7": ("28,17 50,16 71,15 58,45 46,88",),
    "8": ("64,20 48,12 36,24 47,42 63,60 64,80 48,88 35,76 40,58 60,40 66,25 60,16",),
    "9": ("66,30 54,13 38,20 34,38 46,50 62,42 67,26 64,55 56,88",),
}


def digit_canvas(
    predict: Predict, *, title: str = "Dessinez un chiffre", centre: Literal["mass", "box"] = "mass"
) -> DigitCanvas:
    """Return a canvas that asks `predict` for ten bars while somebody draws; it is a cell's last value.

    `predict` is given (28, 28) uint8 (see the module) and returns the probabilities of 0 to 9; what it raises
    becomes a sentence under the canvas. `title` is French. `centre` is what lies in the middle of the images that the
    model has learnt from: a digit that is off by two pixels is another one to a dense network.
    """
    return DigitCanvas(predict, title, centre)


def centred(drawing: np.ndarray, centre: Literal["mass", "box"] = "mass") -> np.ndarray:
    """Return a drawing, (h, w) uint8, as MNIST has its digits: (28, 28) uint8.

    The ink's bounding box is brought to 20 points on its longer side, each point being the mean of what it covers, and
    the result is moved by whole points so that its centre of mass, or that of its box, is in the middle. No ink, no
    digit: zeros.
    """
    ink = np.asarray(drawing, dtype=float)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    frame = np.zeros((_FRAME, _FRAME), dtype=np.uint8)
    if not len(rows):
        return frame
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = _BOX / max(ink.shape)
    height, width = (max(1, round(side * scale)) for side in ink.shape)
    small = _means(ink.shape[0], height) @ ink @ _means(ink.shape[1], width).T
    if centre == "mass":
        weight = small.sum()
        down, across = small.sum(axis=1) @ np.arange(height) / weight, small.sum(axis=0) @ np.arange(width) / weight
    else:
        down, across = (height - 1) / 2, (width - 1) / 2
    middle = (_FRAME - 1) / 2
    top, left = (min(max(round(middle - place), 0), _FRAME - size) for place, size in ((down, height), (across, width)))
    frame[top : top + height, left : left + width] = np.clip(np.rint(small), 0, 255)
    return frame


def ready_digit(name: str) -> np.ndarray:
    """Return a ready-made drawing of the digit `name`, « 0 » to « 9 »: (112, 112) uint8."""
    down, across = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    ink = np.zeros((SIDE, SIDE))
    for stroke in _strokes(name):
        points = np.array(stroke) * SIDE
        for (x1, y1), (x2, y2) in pairwise(points):
            length = max((x2 - x1) ** 2 + (y2 - y1) ** 2, 1e-9)
            along = np.clip(((across - x1) * (x2 - x1) + (down - y1) * (y2 - y1)) / length, 0, 1)
            distance = np.hypot(across - x1 - along * (x2 - x1), down - y1 - along * (y2 - y1))
            ink = np.maximum(ink, np.clip(_PEN / 2 + 0.5 - distance, 0, 1))
    return np.rint(255 * ink).astype(np.uint8)


def _strokes(name: str) -> list[list[list[float]]]:
    """Return the strokes of a ready digit, as points [x, y] from 0 to 1."""
    return [[[int(number) / 100 for number in point.split(",")] for point in one.split()] for one in _READY[name]]


def _means(before: int, after: int) -> np.ndarray:
    """Return the matrix (after, before) that takes the mean of equal slices of a row."""
    edges = np.linspace(0, before, after + 1)
    places = np.arange(before)
    shared = np.clip(np.minimum(edges[1:, None], places + 1) - np.maximum(edges[:-1, None], places), 0, None)
    return shared / shared.sum(axis=1, keepdims=True)


@dataclass(frozen=True, repr=False)
class DigitCanvas:
    """See `digit_canvas`."""

    predict: Predict
    title: str = "Dessinez un chiffre"
    centre: Literal["mass", "box"] = "mass"
    ready: tuple[str, ...] = field(default=tuple(_READY))

    def __repr__(self) -> str:
        return typeset(f"{self.title} : dix barres disent ce que le modèle y lit.")

    def read(self, drawing: np.ndarray) -> tuple[np.ndarray, list[float] | None, str]:
        """Return a drawing centred, its ten probabilities (None without ink, or after an error), and a French line."""
        image = centred(drawing, self.centre)
        if not image.any():
            return image, None, typeset("Tracez un chiffre, assez grand, avec la souris ou le doigt.")
        try:
            scores = [float(score) for score in np.ravel(np.asarray(self.predict(image.copy()), dtype=float))]
            if len(scores) != 10 or not np.all(np.isfinite(scores)):
                raise ValueError(f"dix probabilités sont attendues, `predict` en donne {len(scores)}")
        except NotImplementedError as error:
            return image, None, typeset(f"Ce dessin attend votre réponse. {error}")
        except Exception as error:
            return image, None, typeset(f"`predict` s'arrête sur une erreur {type(error).__name__} : {error}")
        best = int(np.argmax(scores))
        return image, scores, typeset(f"Le modèle lit un {best}, avec une confiance de {_percent(scores[best])}.")

    def still(self) -> str:
        """Return what stands for the canvas where there are no widgets: ready-drawn digits, folded."""
        parts = [f"<p>{html.escape(typeset('Ici, rien ne se dessine : voici dix chiffres tout prêts.'))}</p>"]
        for name in self.ready:
            image, scores, told = self.read(ready_digit(name))
            body = html.escape(told)
            if scores is not None:
                alt = f"À gauche, un {name} dessiné à la main, blanc sur noir. À droite, dix barres. {told}"
                body = picture(_still_figure(image, scores), alt)._repr_html_() + f"<p>{body}</p>"
            summary = html.escape(typeset(f"Un {name} dessiné à la main"))
            parts.append(f"<details><summary>{summary}</summary>{body}</details>")
        return "".join(parts)

    def view(self) -> Any:
        """Return the live canvas. Needs anywidget."""
        return _live_canvas(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        """What Jupyter shows: the live canvas where it can, else the ready-drawn digits."""
        forms: dict[str, Any] = {"text/plain": repr(self), "text/html": self.still()}
        if importlib.util.find_spec("anywidget") is None:
            return forms
        live = self.view()._repr_mimebundle_()
        data, metadata = live if isinstance(live, tuple) else (live, {})
        return {**forms, WIDGET_VIEW: data[WIDGET_VIEW]}, metadata  # Colab needs the metadata


def _still_figure(image: np.ndarray, scores: Sequence[float]) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.2, 2.6), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.7))
    left.imshow(image, cmap="gray", vmin=0, vmax=255)
    left.set(xticks=[], yticks=[])
    left.set_title(typeset("Ce que lit le modèle"), fontsize=11)
    left.grid(False)
    best = int(np.argmax(scores))
    right.bar(
        range(10), [100 * one for one in scores], color=["#D55E00" if k == best else "#0072B2" for k in range(10)]
    )
    right.set(xticks=range(10), ylim=(0, 100), xlabel="chiffre", ylabel=typeset("probabilité (%)"))
    right.set_title(typeset("Ses dix probabilités"), fontsize=11)
    return figure


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def _file(name: str) -> str:
    return (resources.files("course_utils.widgets") / name).read_text(encoding="utf-8")


def _live_canvas(canvas: DigitCanvas) -> Any:
    import anywidget
    import traitlets

    class Live(anywidget.AnyWidget):
        _esm = f"const SIDE = {SIDE}, PEN = {_PEN};\n{_file('draw.js')}"
        _css = _file("draw.css")
        words = traitlets.Dict().tag(sync=True)
        ready = traitlets.Dict().tag(sync=True)
        drawing = traitlets.Any(b"").tag(sync=True)  # SIDE × SIDE bytes, or a memoryview of them
        answer = traitlets.Dict().tag(sync=True)

    side = f"{SIDE} × {SIDE}"
    live = Live(
        words={
            "title": typeset(canvas.title),
            "canvas": typeset(f"Zone de dessin, {side} points : tracez un chiffre avec la souris ou le doigt"),
            "erase": typeset("Effacer"),
            "example": typeset("Un chiffre tout prêt"),
            "choose": typeset("choisir…"),
            "seen": typeset("Ce que lit le modèle, 28 × 28"),
            "bars": typeset("Probabilité de chaque chiffre"),
        },
        ready={name: _strokes(name) for name in canvas.ready},
        answer=_answer(canvas, np.zeros((SIDE, SIDE), np.uint8)),
    )

    def drawn(_: Any) -> None:
        with _reading:  # what is read is the latest drawing, whatever order the threads come in: so is the last answer
            points = np.frombuffer(bytes(live.drawing), np.uint8)
            if len(points) == SIDE * SIDE:
                live.answer = _answer(canvas, points.reshape(SIDE, SIDE))

    live.observe(drawn, names="drawing")
    return live


def _answer(canvas: DigitCanvas, drawing: np.ndarray) -> dict[str, Any]:
    image, scores, told = canvas.read(drawing)
    return {"image": image.ravel().tolist(), "scores": scores or [], "told": told}
