"""The boundary of a neuron, moved by hand, and the game that counts gestures."""

from __future__ import annotations

from html import unescape

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.widgets.boundary import Scene, Tally, boundary_game, draw_boundary
from course_utils.widgets.kit.panel import Panel

POINTS = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 3.0], [4.0, 2.0]])
LABELS = np.array([0, 0, 1, 1])


def decide(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    return np.where(X @ w + b >= 0, 1, 0)


@pytest.fixture()
def game() -> Panel:
    return boundary_game(POINTS, LABELS, decide, goal=2, start=(1.0, -1.0, 0.0))


def test_the_game_drawn_once_says_its_aim_and_has_a_text_alternative(game: Panel) -> None:
    shown = unescape(game.draw_once())
    assert "<img alt=" in shown and "4 points de deux classes" in shown
    assert (
        "But\N{NO-BREAK SPACE}: zéro erreur en 2 gestes au plus." in shown and "Gestes\N{NO-BREAK SPACE}: 0." in shown
    )


def test_no_mistake_within_the_goal_wins(game: Panel) -> None:
    game.draw_once(w2=1.0)
    assert "Gagné" in game.draw_once(w2=1.0, b=-4.5)


def test_no_mistake_after_too_many_gestures_does_not_win(game: Panel) -> None:
    for values in ({"w2": 1.0}, {"w2": 1.0, "b": -1.0}, {"w2": 1.1, "b": -1.0}, {"w2": 1.1, "b": -4.5}):
        shown = game.draw_once(**values)
    assert "Zéro erreur, mais" in shown and "Gagné" not in shown


def test_without_the_bias_the_boundary_goes_through_the_origin_and_the_record_is_kept(game: Panel) -> None:
    game.draw_once(w2=1.0, b=-4.5)
    assert "votre record\N{NO-BREAK SPACE}: 2 erreurs" in game.draw_once(w2=1.0, b=-4.5, biased=False)
    assert "pas de biais" in unescape(game.draw_once(b=-4.5, biased=False))


def test_moving_one_control_many_times_in_a_row_is_one_gesture() -> None:
    tally = Tally({"w": 0.0, "b": 0.0, "biased": True}, rules="biased")
    for w in (0.1, 0.2, 0.3):
        tally.follow({"w": w, "b": 0.0, "biased": True}, mistakes=3)
    assert tally.gestures == 1
    tally.follow({"w": 0.3, "b": 1.0, "biased": True}, mistakes=1)
    tally.follow({"w": 0.2, "b": 1.0, "biased": True}, mistakes=2)
    assert (tally.gestures, tally.record) == (3, 1)


def test_drawing_the_same_values_again_costs_no_gesture() -> None:
    tally = Tally({"w": 0.0, "biased": True}, rules="biased")
    for _ in range(3):
        tally.follow({"w": 1.0, "biased": True}, mistakes=0)
    assert tally.gestures == 1


@pytest.mark.parametrize("values", [{"w": 0.0, "biased": True}, {"w": 1.0, "biased": False}])
def test_a_return_to_the_start_or_a_change_of_rules_begins_a_new_round(values: dict[str, object]) -> None:
    tally = Tally({"w": 0.0, "biased": True}, rules="biased")
    tally.follow({"w": 1.0, "biased": True}, mistakes=0)
    tally.follow(values, mistakes=4)
    assert (tally.gestures, tally.record) == (0, 4)


def test_frames_shown_beforehand_leave_the_game_at_its_start() -> None:
    frames = [{"title": "Une solution", "w2": 1.0, "b": -4.5}]
    game = boundary_game(POINTS, LABELS, decide, goal=2, start=(1.0, -1.0, 0.0), frames=frames)
    game.still()
    assert "Gestes\N{NO-BREAK SPACE}: 0." in game.draw_once()


def test_mistakes_are_those_of_the_lesson_s_own_decision() -> None:
    scene = Scene(POINTS, LABELS, lambda X, w, b: np.zeros(len(X), dtype=int))
    assert scene.mistakes(np.array([1.0, 1.0]), -4.5).tolist() == [False, False, True, True]


@pytest.mark.parametrize("w", [[1.0, 1.0], [0.0, 1.0], [-1.0, 0.0], [0.0, 0.0]])
def test_a_static_figure_draws_any_weights_and_counts_the_mistakes_in_its_title(w: list[float]) -> None:
    figure, axes = plt.subplots()
    scene = Scene(POINTS, LABELS, decide)
    draw_boundary(axes, scene, np.array(w), -4.5)
    count = int(scene.mistakes(np.array(w), -4.5).sum())
    assert (axes.get_title() or axes.get_title(loc="left")).startswith(f"{count} erreur")
    plt.close(figure)


def test_the_line_that_is_drawn_is_where_z_is_zero() -> None:
    figure, axes = plt.subplots()
    w, b = np.array([2.0, -1.0]), 1.5
    draw_boundary(axes, Scene(POINTS, LABELS, decide), w, b)
    line = max(axes.lines, key=lambda one: one.get_linewidth())
    assert np.allclose(np.column_stack(line.get_data()) @ w + b, 0)
    plt.close(figure)
