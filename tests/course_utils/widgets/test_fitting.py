"""Polynomials on a few noisy points, with four sliders."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import numpy as np
import pytest

from course_utils.widgets.fitting import fitting_game
from course_utils.widgets.kit.panel import Panel


def wave(x: np.ndarray) -> np.ndarray:
    return np.sin(4 * x)


def least_squares(x: np.ndarray, y: np.ndarray, degree: int, alpha: float) -> Callable[[np.ndarray], np.ndarray]:
    rows = np.vstack([np.vander(x, degree + 1), np.sqrt(len(x) * alpha) * np.eye(degree + 1)])
    w = np.linalg.lstsq(rows, np.concatenate([y, np.zeros(degree + 1)]), rcond=None)[0]
    return lambda new: np.vander(new, degree + 1) @ w


@pytest.fixture()
def game() -> Panel:
    start = {"degree": 3, "penalty": -8, "noise": 0.3, "points": 15}
    return fitting_game(least_squares, wave, start=start, frames=[{"title": "Trop raide", "degree": 0}])


def test_the_panel_starts_where_it_is_told(game: Panel) -> None:
    assert game.defaults == {"degree": 3, "penalty": -8, "noise": 0.3, "points": 15}
    assert "polynôme de degré 3 sans pénalité" in unescape(game.draw_once())


def test_a_polynomial_with_as_many_coefficients_as_points_makes_no_mistake_on_them(game: Panel) -> None:
    assert "Points appris\N{NO-BREAK SPACE}: 0,00" in unescape(game.draw_once(degree=14))


def test_without_noise_a_supple_curve_is_right_everywhere(game: Panel) -> None:
    shown = unescape(game.draw_once(degree=12, noise=0.0, points=60))
    assert "Points appris\N{NO-BREAK SPACE}: 0,00. Points nouveaux\N{NO-BREAK SPACE}: 0,00" in shown


def test_the_errors_drawn_are_those_of_every_degree(game: Panel) -> None:
    right = game.draw(**{**game.defaults, "degree": 5}).axes[1]
    learnt, fresh, here = right.lines
    errors = np.asarray(learnt.get_ydata(), dtype=float)
    assert len(errors) == 16 == len(np.asarray(fresh.get_ydata())) and (np.diff(errors) < 1e-9).all()
    assert list(here.get_xdata()) == [5, 5]


def test_the_points_that_were_there_stay_when_others_come(game: Panel) -> None:
    few, many = (
        np.array(game.draw(**{**game.defaults, "points": points}).axes[0].lines[1].get_xydata()) for points in (10, 40)
    )
    assert few.shape == (10, 2) and np.allclose(many[:10], few)


@pytest.mark.parametrize(("penalty", "words"), [(-8, "sans pénalité"), (-3, "α = 0,001"), (0, "α = 1"), (1, "α = 10")])
def test_the_penalty_is_said_and_handed_on(penalty: int, words: str) -> None:
    given: list[float] = []

    def remember(x: np.ndarray, y: np.ndarray, degree: int, alpha: float) -> Callable[[np.ndarray], np.ndarray]:
        given.append(alpha)
        return least_squares(x, y, degree, alpha)

    start = {"degree": 3, "penalty": penalty, "noise": 0.3, "points": 15}
    assert words in unescape(fitting_game(remember, wave, start=start).draw_once())
    assert set(given) == {0.0 if penalty == -8 else 10.0**penalty}


def test_a_curve_that_runs_wild_is_told_without_its_digits() -> None:
    start = {"degree": 1, "penalty": -8, "noise": 0.3, "points": 15}
    wild = fitting_game(lambda x, y, degree, alpha: lambda new: 1e6 + 0 * new, wave, start=start)
    assert "plus de 100" in unescape(wild.draw_once())


def test_without_widgets_the_frames_are_folded(game: Panel) -> None:
    assert "<summary>Trop raide</summary>" in game.still()
