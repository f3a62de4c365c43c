"""A point that moves, and the lines that follow it or not."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.outlier import outlier_lines

X, Y = np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 1.0, 2.0, 3.0])


def least_squares(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    slope, intercept = np.polyfit(x, y, 1)
    return slope, intercept


@pytest.fixture()
def lines() -> Panel:
    return outlier_lines(
        X,
        Y,
        place=3,
        fits={"MAE": lambda x, y: (1.0, 0.0), "MSE": least_squares},
        names=("longueur", "durée"),
        limits=(0.0, 4.0, 0.0, 20.0),
        frames=[{"title": "Plus haut", "height": 13.0}],
    )


def test_the_panel_starts_from_the_point_itself(lines: Panel) -> None:
    shown = unescape(lines.draw_once())
    assert lines.defaults == {"height": 3.0}
    assert "le point 4 est à 3,00" in shown and "MSE 1,00 (au départ 1,00)" in shown


def test_moving_the_point_moves_the_line_that_follows_it_and_leaves_the_data(lines: Panel) -> None:
    shown = unescape(lines.draw_once(height=13.0))
    assert "MAE 1,00 (au départ 1,00)" in shown and "MSE 4,00 (au départ 1,00)" in shown
    assert Y.tolist() == [0.0, 1.0, 2.0, 3.0]


def test_the_lines_drawn_are_those_of_the_fits(lines: Panel) -> None:
    axes = lines.draw(height=13.0).axes[0]
    _, absolute, squared = axes.lines
    assert absolute.get_ydata().tolist() == pytest.approx([0.0, 4.0])
    assert squared.get_ydata().tolist() == pytest.approx([-2.0, 14.0])


def test_without_widgets_the_frames_are_folded(lines: Panel) -> None:
    assert "<summary>Plus haut</summary>" in lines.still()
