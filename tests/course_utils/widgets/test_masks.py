"""Units that come and go in a small network."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.masks import dropout_masks


def even_ones(rng: np.random.Generator, count: int, p: float) -> np.ndarray:
    """Keep one unit in two, whatever p."""
    return np.where(np.arange(count) % 2 == 0, 1 / (1 - p), 0.0)


@pytest.fixture()
def masks() -> Panel:
    return dropout_masks(even_ones, frames=[{"title": "En évaluation", "training": False}])


def test_in_training_the_kept_units_are_counted_with_their_factor(masks: Panel) -> None:
    shown = unescape(masks.draw_once(p=0.2))
    assert "8 sur 16" in shown and "1,25" in shown


def test_in_evaluation_every_unit_is_there_without_a_factor(masks: Panel) -> None:
    shown = unescape(masks.draw_once(training=False))
    assert "16 sur 16" in shown and "sans facteur" in shown


def test_only_lines_between_units_that_are_there_are_drawn(masks: Panel) -> None:
    def lines(training: bool) -> int:
        return len(masks.draw(step=0, p=0.5, training=training).axes[0].collections[0].get_paths())

    assert lines(False) == 4 * 8 + 8 * 8 + 8 * 2
    assert lines(True) == 4 * 4 + 4 * 4 + 4 * 2


def test_a_missing_unit_is_crossed_out(masks: Panel) -> None:
    _, kept, gone, crosses = masks.draw(step=0, p=0.5, training=True).axes[0].collections
    assert (len(kept.get_offsets()), len(gone.get_offsets()), len(crosses.get_offsets())) == (14, 8, 8)


def test_each_step_has_a_draw_of_its_own_which_does_not_change() -> None:
    seen = []

    def drawn(rng: np.random.Generator, count: int, p: float) -> np.ndarray:
        seen.append(rng.random())
        return np.ones(count)

    panel = dropout_masks(drawn)
    for step in (0, 1, 0):
        panel.draw(step=step, p=0.5, training=True)
    assert seen[0] == seen[2] != seen[1]


def test_without_widgets_the_frames_are_folded(masks: Panel) -> None:
    assert "<summary>En évaluation</summary>" in masks.still()
