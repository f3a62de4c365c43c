"""« My two numbers »: the answers of a calculator on its map of errors."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest
import torch

from course_utils.widgets.calculator import my_two_numbers
from course_utils.widgets.kit.panel import Panel


def half_more(pairs: torch.Tensor) -> torch.Tensor:
    """A calculator that answers half a unit too much, with a column that keeps its graph."""
    return pairs.sum(1, keepdim=True).requires_grad_() + 0.5


def lost(pairs: torch.Tensor) -> torch.Tensor:
    """A calculator that answers « not a number » outside the square that it learnt."""
    products = pairs.prod(1)
    return torch.where((pairs < 0).any(1), torch.nan, products)


@pytest.fixture(scope="module")
def numbers() -> Panel:
    return my_two_numbers(
        {
            "addition": (half_more, lambda a, b: a + b, "+"),
            "multiplication": (lost, lambda a, b: a * b, "×"),
        },
        learnt=(0, 100),
        shown=(-100, 200),
        start=(6, 6),
        frames=[{"title": "Dehors", "a": 150, "b": -20}],
    )


def test_it_says_the_answer_the_right_one_and_the_error(numbers: Panel) -> None:
    shown = unescape(numbers.draw_once())
    assert "6 + 6 = 12." in shown and "répond 12,50" in shown and "erreur de 0,50, dans le carré appris" in shown


def test_outside_the_square_it_says_so_and_puts_negative_numbers_in_brackets(numbers: Panel) -> None:
    shown = unescape(numbers.draw_once(a=150, b=-20))
    assert "150 + (−20) = 130." in shown and "hors du carré appris" in shown


def test_another_operation_has_its_own_map_and_truth(numbers: Panel) -> None:
    shown = unescape(numbers.draw_once(operation="multiplication", a=90, b=50))
    assert "90 × 50 = 4\N{NARROW NO-BREAK SPACE}500." in shown and "erreur de 0,00" in shown


def test_the_map_holds_the_absolute_errors_and_the_largest_for_what_is_no_number(numbers: Panel) -> None:
    image = numbers.draw(operation="addition", a=0, b=0).axes[0].images[0]
    assert np.allclose(np.asarray(image.get_array()), 0.5, atol=1e-4)
    image = numbers.draw(operation="multiplication", a=0, b=0).axes[0].images[0]
    errors = np.asarray(image.get_array())
    assert errors[0, 0] == 100_000 and errors[-1, -1] < 0.01  # the row below is that of the smallest b


def test_the_point_stands_where_the_sliders_say(numbers: Panel) -> None:
    axes = numbers.draw(operation="addition", a=-40, b=170).axes[0]
    assert [np.asarray(values).tolist() for values in axes.lines[0].get_data()] == [[-40], [170]]


def test_without_widgets_the_frames_are_folded(numbers: Panel) -> None:
    assert "<summary>Dehors</summary>" in numbers.still()
