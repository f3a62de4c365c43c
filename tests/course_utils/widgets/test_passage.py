"""Numbers going through a small network, unit after unit."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.french import rounded
from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.passage import passage

X = np.array([1.0, -2.0])
PARAMS = [
    (np.array([[0.5, -1.0], [0.25, 1.0]]), np.array([0.125, 1.0])),
    (np.array([[2.0], [3.0]]), np.array([-0.5])),
]
ACTIVATIONS = [X, np.array([0.125, 0.0]), np.array([-0.25])]


@pytest.fixture()
def walk() -> Panel:
    return passage(PARAMS, ACTIVATIONS, ["longueur (cm)", "écart"])


def test_the_walk_drawn_once_shows_the_inputs_and_nothing_computed(walk: Panel) -> None:
    shown = unescape(walk.draw_once())
    assert "longueur (cm)" in shown and "Les entrées sont prêtes." in shown and "h₁ =" not in shown


def test_each_step_writes_out_the_formula_of_its_unit(walk: Panel) -> None:
    assert "h₁ = ReLU(0,5 × 1 + 0,25 × −2 + 0,125) = 0,125" in unescape(walk.draw_once(step=1))
    assert "h₂ = ReLU(−1 × 1 + 1 × −2 + 1) = 0" in unescape(walk.draw_once(step=2))
    assert "ŷ = 2 × 0,125 + 3 × 0 − 0,5 = −0,25" in unescape(walk.draw_once(step=3))


def test_the_text_alternative_grows_with_the_steps(walk: Panel) -> None:
    assert "h₁ = 0,125, h₂ = 0." in walk.alt(step=2)


def test_the_last_layer_can_have_another_name() -> None:
    single = passage([(np.array([[2.0]]), np.array([1.0]))], [np.array([3.0]), np.array([7.0])], ["x"], output="z")
    assert "z = 2 × 3 + 1 = 7" in unescape(single.draw_once(step=1))


def test_without_widgets_one_picture_a_layer_is_folded_below(walk: Panel) -> None:
    assert walk.still().count("<details>") == 2


def test_activations_that_do_not_go_with_the_layers_are_refused() -> None:
    with pytest.raises(ValueError, match="2 layers"):
        passage(PARAMS, ACTIVATIONS[:2], ["a", "b"])


@pytest.mark.parametrize(("value", "text"), [(29.328, "29,328"), (-1.0, "−1"), (0.1 + 0.2, "0,3"), (100.0, "100")])
def test_numbers_are_short_and_french(value: float, text: str) -> None:
    assert rounded(value, 3) == text
