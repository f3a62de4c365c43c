"""XOR's four points before and after a hidden layer."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.folding import CORNERS, XOR, separator, xor_folding
from course_utils.widgets.kit.panel import Panel

W = np.array([[1.0, -1.0], [1.0, -1.0]])
ACTIVATIONS = {
    "marche": lambda z: np.where(z >= 0, 1.0, 0.0),
    "ReLU": lambda z: np.maximum(z, 0.0),
    "aucune": lambda z: z,
}


@pytest.fixture()
def folding() -> Panel:
    return xor_folding(W, np.array([-0.5, 1.5]), ACTIVATIONS)


def test_the_panel_drawn_once_says_where_the_points_go_and_that_a_line_is_enough(folding: Panel) -> None:
    shown = unescape(folding.draw_once()).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "(0, 0) arrive en (0 ; 1)" in shown and "(1, 0) arrive en (1 ; 1)" in shown
    assert "Une seule droite sépare" in shown


def test_relu_folds_the_plane_without_moving_points_to_corners_and_a_line_is_enough(folding: Panel) -> None:
    shown = unescape(folding.draw_once(activation="ReLU")).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "(0, 1) arrive en (0,5 ; 0,5)" in shown and "Une seule droite sépare" in shown


def test_without_a_fold_no_position_of_the_two_lines_is_enough(folding: Panel) -> None:
    for b1 in np.linspace(-2.5, 2.5, 6):
        for b2 in np.linspace(-2.5, 2.5, 6):
            assert separator(CORNERS @ W + np.array([b1, b2])) is None
    assert "Aucune droite" in folding.draw_once(activation="aucune")


def test_two_lines_that_coincide_are_not_enough(folding: Panel) -> None:
    assert "Aucune droite" in folding.draw_once(b1=-1.5)


def test_without_widgets_the_other_activations_are_folded_below(folding: Panel) -> None:
    assert folding.still().count("<details>") == 2


@pytest.mark.parametrize("seed", range(20))
def test_the_separator_puts_each_class_on_its_side(seed: int) -> None:
    points = np.random.default_rng(seed).normal(size=(4, 2))
    line = separator(points)
    if line is None:
        crossed = [np.linalg.det(np.array([points[3] - points[0], points[k] - points[0]])) for k in (1, 2)]
        assert crossed[0] * crossed[1] < 0
    else:
        w, c = line
        assert ((points @ w > c) == (XOR == 1)).all()
