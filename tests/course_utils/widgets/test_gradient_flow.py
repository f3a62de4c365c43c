"""Histograms of the gradient's powers of ten, layer by layer."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.gradient_flow import gradient_histograms, short_size
from course_utils.widgets.kit.panel import Panel


def _shown(panel: Panel, **values: object) -> str:
    shown = unescape(panel.draw_once(**values))
    return shown.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_the_status_gives_the_median_of_what_is_not_zero_and_the_share_of_zeros() -> None:
    panel = gradient_histograms(lambda *names: [np.array([0.0, -2.0, 2.0, 2.0])], ("a",), ("b",), layers=(1,))
    assert "couche 1 : 2 (25 % de zéros)" in _shown(panel)


def test_each_pair_is_computed_once_and_the_first_one_may_be_chosen() -> None:
    asked = []

    def flow(activation: str, initialisation: str) -> list[np.ndarray]:
        asked.append((activation, initialisation))
        return [np.full(4, 10.0**-layer) for layer in range(5)]

    frames = [{"title": "autre", "activation": "a"}]
    panel = gradient_histograms(flow, ("a", "b"), ("p", "g"), start=("b", "g"), layers=(1, 5), frames=frames)
    assert "couche 1 : 1 ; couche 5 : 1·10⁻⁴" in _shown(panel)
    panel.draw_once()
    assert asked == [("b", "g")]
    assert panel.still().count("<details>") == 1 and asked[-1] == ("a", "g")


@pytest.mark.parametrize("sizes", [np.zeros(6), np.array([1e-200, 1e200, 1.0])])
def test_nothing_but_zeros_and_sizes_off_the_scale_are_drawn_too(sizes: np.ndarray) -> None:
    panel = gradient_histograms(lambda *names: [sizes], ("a",), ("b",), layers=(1,))
    assert "Taille médiane" in _shown(panel)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (0.078, "0,078"), (14.2, "14"), (1.34e-13, "1,3·10⁻¹³"), (7.6e15, "7,6·10¹⁵")]
)
def test_sizes_are_written_the_french_way(value: float, text: str) -> None:
    assert short_size(value) == text
