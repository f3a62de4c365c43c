"""A kernel that slides over an image, one position a step."""

from __future__ import annotations

import base64
import re
import struct
from html import unescape

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.sliding import sliding_window

IMAGE = np.array([[1.0, 2, 3, 4, 5], [6, 7, 8, 9, 10], [1, 0, 1, 0, 1]])
KERNEL = np.array([[1.0, -1], [0, 2]])
SUMS = np.array([[13.0, 15.0, 17.0, 19.0], [-1.0, 1.0, -1.0, 1.0]])


@pytest.fixture()
def walk() -> Panel:
    return sliding_window(IMAGE, KERNEL, SUMS, frames=[{"title": "La fin", "step": 7}])


def _shown(panel: Panel, step: int) -> str:
    return unescape(panel.draw_once(step=step)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_status_tells_the_products_that_are_not_zero_and_their_sum(walk: Panel) -> None:
    assert "1 + (−2) + 14 = 13" in _shown(walk, 0)
    assert "6 + (−7) = −1" in _shown(walk, 4)


def test_the_window_stands_where_the_step_says_and_the_map_fills_up(walk: Panel) -> None:
    figure = walk.draw(step=5)
    image, sums = figure.axes
    window = image.patches[0]
    assert isinstance(window, Rectangle) and window.get_xy() == (1, 1)
    assert [text.get_visible() for text in sums.texts] == [True] * 6 + [False] * 2


def test_the_stride_moves_the_window_by_more_than_one_pixel() -> None:
    walk = sliding_window(IMAGE, np.ones((1, 1)), IMAGE[::2, ::2], stride=2)
    window = walk.draw(step=4).axes[0].patches[0]
    assert isinstance(window, Rectangle) and window.get_xy() == (2, 2)
    assert "1 = 1" in _shown(walk, 4)


def test_without_widgets_the_frames_are_folded(walk: Panel) -> None:
    assert "<summary>La fin</summary>" in walk.still() and "(2, 4)" in walk.still()


def test_without_widgets_a_folded_picture_moves_from_position_to_position(walk: Panel) -> None:
    summary, moving = walk.still().rsplit("<summary>", 1)[1].split("</summary>")
    file = re.search('base64,([^"]+)', moving)
    assert "glisser" in summary and "alt=" in moving and file is not None
    png = base64.b64decode(file[1])
    frames, turns = struct.unpack(">2I", png.split(b"acTL")[1][:8])  # the chunk that makes a PNG move
    assert png.startswith(b"\x89PNG") and frames == 8 and turns == 0  # 0: for ever
