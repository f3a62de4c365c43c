"""Surfaces that turn, and the curvatures that are told of them."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.saddle import saddle


@pytest.fixture()
def panel() -> Panel:
    surfaces = {"la selle": np.diag([2.0, -2.0]), "la cuvette": np.eye(2), "la selle de biais": np.fliplr(np.eye(2))}
    return saddle(surfaces, frames=[{"title": "De haut", "elevation": 70}])


@pytest.mark.parametrize(
    ("surface", "told"), [("la selle", "−2 et 2"), ("la cuvette", "1 et 1"), ("la selle de biais", "−1 et 1")]
)
def test_the_curvatures_are_the_eigenvalues(panel: Panel, surface: str, told: str) -> None:
    assert f"courbures sont {told}." in unescape(panel.draw_once(surface=surface))


def test_the_surface_has_the_heights_of_the_quadratic_form(panel: Panel) -> None:
    axes = panel.draw(surface="la selle", azimuth=0, elevation=30).axes[0]
    low, high = axes.collections[0].get_array().min(), axes.collections[0].get_array().max()
    assert -1 <= low < -0.8 and 0.8 < high <= 1  # w₁² - w₂² between -1 and 1, averaged over the cells


def test_turning_keeps_the_surface_and_moves_the_eye(panel: Panel) -> None:
    figure = panel.draw(surface="la selle", azimuth=10, elevation=30)
    surface = figure.axes[0].collections[0]
    panel.draw(surface="la selle", azimuth=-100, elevation=60)
    axes = figure.axes[0]
    assert axes.collections[0] is surface and (axes.azim, axes.elev) == (-100, 60)


def test_without_widgets_the_frames_are_folded(panel: Panel) -> None:
    assert "<summary>De haut</summary>" in panel.still()
