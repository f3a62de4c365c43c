"""A canvas to draw a digit on: the drawing as MNIST has its digits, and what stands for it without widgets."""

from __future__ import annotations

import importlib.util
import threading
from html import unescape

import numpy as np
import pytest

from course_utils.widgets.draw import SIDE, centred, digit_canvas, ready_digit
from course_utils.widgets.kit.bundle import WIDGET_VIEW


def sure(number: int) -> list[float]:
    return [0.91 if k == number else 0.01 for k in range(10)]


@pytest.mark.parametrize(("top", "left", "height", "width"), [(0, 0, 40, 10), (60, 3, 20, 50), (50, 100, 12, 12)])
def test_a_drawing_is_brought_to_a_box_of_20_and_centred_wherever_it_is(
    top: int, left: int, height: int, width: int
) -> None:
    drawing = np.zeros((SIDE, SIDE), np.uint8)
    drawing[top : top + height, left : left + width] = 255
    image = centred(drawing)
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    assert image.shape == (28, 28) and image.dtype == np.uint8 and image.max() == 255
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    assert abs(rows.mean() - 13.5) <= 0.5 and abs(columns.mean() - 13.5) <= 0.5


def test_the_centre_of_mass_is_in_the_middle_not_that_of_the_box() -> None:
    drawing = np.zeros((100, 100), np.uint8)
    drawing[20:80, 45:55] = 255
    drawing[70:80, 30:70] = 255  # a wide foot: the mass is low
    image = centred(drawing).astype(float)
    down = image.sum(axis=1) @ np.arange(28) / image.sum()
    assert abs(down - 13.5) <= 0.5 and np.flatnonzero(image.any(axis=1))[0] < 4


def test_a_digit_may_be_centred_by_its_box() -> None:
    image = centred(ready_digit("9"), "box")
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    assert abs(rows.mean() - 13.5) <= 0.5 and abs(columns.mean() - 13.5) <= 0.5
    assert np.flatnonzero(centred(ready_digit("9")).any(axis=1)).mean() > 14  # its mass is high: its box hangs low
    given: list[np.ndarray] = []

    def seen(one: np.ndarray) -> list[float]:
        given.append(one)
        return sure(9)

    digit_canvas(seen, centre="box").read(ready_digit("9"))
    assert np.array_equal(given[0], image)


def test_no_ink_is_no_digit() -> None:
    image, scores, told = digit_canvas(lambda _: sure(3)).read(np.zeros((SIDE, SIDE), np.uint8))
    assert not image.any() and scores is None and "Tracez un chiffre" in told


def test_the_answer_is_said_with_its_confidence() -> None:
    _, scores, told = digit_canvas(lambda _: sure(7)).read(ready_digit("7"))
    assert scores == sure(7) and told == "Le modèle lit un 7, avec une confiance de 91,0\N{NO-BREAK SPACE}%."


def test_what_the_model_raises_is_a_sentence() -> None:
    def broken(_: np.ndarray) -> list[float]:
        raise KeyError("poids")

    assert "KeyError" in digit_canvas(broken).read(ready_digit("1"))[2]
    assert "dix probabilités" in digit_canvas(lambda _: [1.0]).read(ready_digit("1"))[2]


def test_without_widgets_ten_ready_digits_stand_for_the_canvas() -> None:
    still = unescape(digit_canvas(lambda _: sure(4)).still())
    assert still.count("<details>") == 10 and still.count("<img alt=") == 10


def test_where_there_are_widgets_the_canvas_answers_a_drawing() -> None:
    pytest.importorskip("anywidget")
    canvas = digit_canvas(lambda _: sure(2))
    live = canvas.view()
    assert live.answer["scores"] == []
    live.drawing = ready_digit("2").tobytes()
    assert live.answer["scores"] == sure(2) and len(live.answer["image"]) == 784
    forms = canvas._repr_mimebundle_()
    assert WIDGET_VIEW in forms[0] and "text/html" in forms[0]


def test_the_last_answer_is_that_of_the_last_drawing_whatever_thread_brings_it() -> None:
    pytest.importorskip("anywidget")
    began, go_on = threading.Event(), threading.Event()
    asked: list[int] = []

    def slow(image: np.ndarray) -> list[float]:
        asked.append(threading.get_ident())
        began.set()
        assert go_on.wait(10)
        return sure(1 if np.flatnonzero(image.any(axis=0)).size < 10 else 0)

    live = digit_canvas(slow).view()
    first = threading.Thread(target=lambda: live.set_trait("drawing", ready_digit("0").tobytes()))
    first.start()
    assert began.wait(10)
    second = threading.Thread(target=lambda: live.set_trait("drawing", ready_digit("1").tobytes()))
    second.start()
    second.join(0.2)
    assert second.is_alive() and len(asked) == 1  # one at a time
    go_on.set()
    first.join(10)
    second.join(10)
    assert live.answer["scores"] == sure(1) and len(asked) == 2


def test_without_anywidget_there_is_no_live_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert set(digit_canvas(lambda _: sure(2))._repr_mimebundle_()) == {"text/plain", "text/html"}
