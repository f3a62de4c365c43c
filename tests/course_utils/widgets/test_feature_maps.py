"""The maps of a network, side by side."""

from __future__ import annotations

import importlib.util
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import numpy as np
import pytest

from course_utils.widgets.draw import SIDE, centred, ready_digit
from course_utils.widgets.feature_maps import feature_maps, mosaic
from course_utils.widgets.kit.panel import Panel

LAYERS = ["première", "dernière"]


def two_layers(image: np.ndarray) -> list[np.ndarray]:
    return [np.stack([image, 0 * image]), image[None, ::7, ::7]]


def sure(_: np.ndarray) -> list[float]:
    return [0.1] * 10


def text(html: str) -> str:
    return unescape(html).replace("\N{NO-BREAK SPACE}", " ")


def test_each_image_goes_through_the_network_once() -> None:
    asked = []

    def maps_of(image: np.ndarray) -> list[np.ndarray]:
        asked.append(image[0, 0])
        return two_layers(image)

    first, second = np.full((28, 28), 1, np.uint8), np.full((28, 28), 2, np.uint8)
    panel = feature_maps(first, maps_of, LAYERS, sure, frames=[{"title": "haut", "layer": "dernière"}])
    shown = text(panel.draw_once())
    assert "1 cartes sur 2 dépassent" in shown and "les 2 cartes de 28 × 28 nombres de la première" in shown
    panel.draw_once(layer="dernière")
    assert asked == [1]
    panel.draw_once(image=second)
    assert asked == [1, 2] and panel.still().count("<details>") == 1


def canvas_and_page(panel: Panel) -> tuple[Any, Any]:
    """Return the canvas of a live panel, and the widget that holds its figure."""
    box = panel.view()
    return next(one for one in box.children if one.has_trait("drawing")), box.children[0]


def test_what_is_drawn_goes_through_the_network_and_no_ink_is_the_digit_of_the_start() -> None:
    pytest.importorskip("anywidget")
    seen = []

    def maps_of(image: np.ndarray) -> list[np.ndarray]:
        seen.append(image)
        return two_layers(image)

    start = np.zeros((28, 28), np.uint8)
    start[5:20, 14] = 200
    canvas, page = canvas_and_page(feature_maps(start, maps_of, LAYERS, sure))
    before = page.value
    canvas.drawing = ready_digit("8").tobytes()
    assert np.array_equal(seen[-1], centred(ready_digit("8"))) and page.value != before
    assert len(canvas.answer["scores"]) == 10
    canvas.drawing = bytes(SIDE * SIDE)
    assert page.value == before


def test_an_error_of_the_network_is_a_sentence() -> None:
    pytest.importorskip("anywidget")

    def broken(image: np.ndarray) -> list[np.ndarray]:
        raise KeyError("poids")

    canvas, page = canvas_and_page(feature_maps(np.zeros((28, 28), np.uint8), broken, LAYERS, sure))
    canvas.drawing = ready_digit("3").tobytes()
    assert "KeyError" in page.value


def test_drawings_and_choices_may_come_on_several_threads() -> None:
    """JupyterLab delivers a widget's messages so; no picture fails, and the last one is that of the last values."""
    pytest.importorskip("anywidget")
    panel = feature_maps(np.eye(28, dtype=np.uint8), two_layers, LAYERS, sure)
    box = panel.view()
    canvas, page = next(one for one in box.children if one.has_trait("drawing")), box.children[0]
    choice = next(one for one in box.children if one.has_trait("index"))

    def draw() -> None:
        for name in "0123456789":
            canvas.drawing = ready_digit(name).tobytes()

    def choose() -> None:
        for turn in range(10):
            choice.value = LAYERS[(turn + 1) % 2]

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(draw), threads.submit(choose)]:
            done.result()
    assert "erreur" not in text(page.value)
    canvas.drawing = ready_digit("5").tobytes()
    wanted = text(panel.draw_once(image=centred(ready_digit("5")), layer=choice.value))
    assert re.sub("<img.*?>", "", wanted) == re.sub("<img.*?>", "", text(page.value))


def test_without_anywidget_the_digit_of_the_start_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "anywidget" else find(name))
    box = feature_maps(np.eye(28, dtype=np.uint8), two_layers, LAYERS, sure).view()
    assert "les 2 cartes" in text(box.children[0].value) and not any(one.has_trait("drawing") for one in box.children)


@pytest.mark.parametrize(("count", "shape"), [(16, (4, 4)), (32, (4, 8)), (64, (8, 8)), (1, (1, 1)), (7, (7, 1))])
def test_a_mosaic_has_full_rows_and_gaps_between_the_maps(count: int, shape: tuple[int, int]) -> None:
    picture = mosaic(np.arange(count)[:, None, None] * np.ones((count, 5, 5)))
    assert picture.shape == tuple(6 * number - 1 for number in shape)
    assert picture[-1, -1] == count - 1 and np.isfinite(picture).sum() == 25 * count
