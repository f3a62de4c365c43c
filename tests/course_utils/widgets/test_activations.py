"""Activations to look at: curves with tangents, histograms through layers, probabilities as bars."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import numpy as np
import pytest

from course_utils.widgets.activations import activation_curves, layer_histograms, slope, softmax_bars
from course_utils.widgets.kit.panel import Panel

CURVES: dict[str, Callable[[np.ndarray], np.ndarray]] = {"tanh": np.tanh, "ReLU": lambda x: np.maximum(x, 0.0)}


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores)
    return powers / powers.sum()


def _shown(panel: Panel, **values: object) -> str:
    shown = unescape(panel.draw_once(**values))
    return shown.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_the_curve_s_panel_says_the_value_and_the_slope_at_x() -> None:
    assert "En x = 0 : valeur 0, pente 1." in _shown(activation_curves(CURVES), x=0.0)
    assert "En x = −2 : valeur 0, pente 0." in _shown(activation_curves(CURVES), name="ReLU", x=-2.0)


def test_in_its_corner_relu_has_the_slope_of_its_left_side() -> None:
    assert slope(CURVES["ReLU"], np.array([-1.0, 0.0, 1.0])) == pytest.approx([0, 0, 1])


@pytest.mark.parametrize("x", [-6.0, -0.5, 0.0, 3.0])
def test_the_slope_is_the_derivative(x: float) -> None:
    assert slope(np.tanh, np.array([x]))[0] == pytest.approx(1 - np.tanh(x) ** 2, abs=1e-5)


def test_the_histograms_tell_how_much_a_unit_changes_between_examples() -> None:
    asked = []

    def signal(activation: str, initialisation: str) -> list[np.ndarray]:
        asked.append((activation, initialisation))
        return [np.array([[0.0, 1.0], [2.0, 1.0]]) * 10.0**-layer for layer in range(5)]

    panel = layer_histograms(
        signal, ("a", "b"), ("petits", "grands"), layers=(1, 5), frames=[{"title": "b", "activation": "b"}]
    )
    shown = _shown(panel)
    assert "couche 1 : 0,5 ; couche 5 : 5·10⁻⁵" in shown
    assert asked == [("a", "petits")]  # each pair is computed once, however often it is drawn
    assert panel.still().count("<details>") == 1 and asked[-1] == ("b", "petits")


def test_a_layer_whose_outputs_are_all_equal_is_drawn_too() -> None:
    panel = layer_histograms(lambda *names: [np.zeros((3, 2))], ("a",), ("b",), layers=(1,))
    assert "couche 1 : 0" in _shown(panel)


def test_the_bars_give_the_probabilities_and_follow_the_temperature() -> None:
    panel = softmax_bars(_softmax, ("chat", "chien", "oiseau", "poisson"), (2.0, 1.0, -1.0, 3.0))
    assert "chat 0,242 ; chien 0,089 ; oiseau 0,012 ; poisson 0,657" in _shown(panel)
    assert "La plus grande probabilité : 0,867" in _shown(panel, temperature=0.5)
    assert panel.still().count("<details>") == 3
