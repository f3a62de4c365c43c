"""Circles and diamonds that hold two weights back."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest
from matplotlib.patches import Polygon

from course_utils.widgets.constraint import circle_and_diamond
from course_utils.widgets.kit.panel import Panel

CENTRE = np.array([2.0, 0.5])


def with_l2(alpha: float) -> np.ndarray:
    return CENTRE / (1 + alpha)


def with_l1(alpha: float) -> np.ndarray:
    return np.maximum(CENTRE - alpha, 0)


@pytest.fixture()
def shapes() -> Panel:
    return circle_and_diamond(np.eye(2), CENTRE, with_l2, with_l1, frames=[{"title": "Plus fort", "alpha": 1.0}])


def patch(panel: Panel, side: int, alpha: float) -> np.ndarray:
    found = panel.draw(alpha=alpha).axes[side].patches[0]
    assert isinstance(found, Polygon)
    return np.asarray(found.get_xy())


@pytest.mark.parametrize("alpha", [0.0, 0.3, 1.0])
def test_the_solution_is_on_the_edge_of_its_circle_and_of_its_diamond(shapes: Panel, alpha: float) -> None:
    assert np.allclose(np.hypot(*patch(shapes, 0, alpha).T), np.hypot(*with_l2(alpha)))
    corners = patch(shapes, 1, alpha)
    assert np.allclose(np.abs(corners).sum(axis=1), np.abs(with_l1(alpha)).sum())


def test_the_ellipse_goes_through_the_solution(shapes: Panel) -> None:
    for side, solve in enumerate((with_l2, with_l1)):
        axes = shapes.draw(alpha=0.4).axes[side]
        touching, point = axes.lines[-2:]
        ellipse = np.array(touching.get_xydata())
        assert np.allclose(np.asarray(point.get_xydata())[0], solve(0.4))
        assert np.abs(np.hypot(*(ellipse - CENTRE).T) - np.hypot(*(solve(0.4) - CENTRE))).max() < 1e-9


@pytest.mark.parametrize(
    ("alpha", "words"), [(0.3, "0,20)."), (1.0, "un poids est exactement nul"), (2.5, "les deux poids sont nuls")]
)
def test_the_status_says_which_weights_are_nil(shapes: Panel, alpha: float, words: str) -> None:
    assert words in unescape(shapes.draw_once(alpha=alpha))


def test_without_widgets_the_frames_are_folded(shapes: Panel) -> None:
    assert "<summary>Plus fort</summary>" in shapes.still()
