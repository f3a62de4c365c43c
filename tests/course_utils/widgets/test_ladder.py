"""Trainings on one plot, climbed one at a time."""

from __future__ import annotations

from html import unescape

from course_utils.data.ladder import load_ladder
from course_utils.widgets.ladder import LOSS, _apart, ladder


def test_each_rung_is_drawn_with_its_name_and_the_spread_of_its_seeds() -> None:
    rungs = load_ladder()
    shown = ladder(rungs)
    for step, rung in enumerate(rungs):
        page = unescape(shown.draw_once(step=step))
        assert rung["name"] in page and "5 graines" in page and ("En gris" in page) == (step > 0)


def test_the_losses_can_be_seen_too() -> None:
    assert "perte en validation" in unescape(ladder(load_ladder()).draw_once(step=4, measure=LOSS))


def test_without_widgets_every_rung_is_folded_below_the_first() -> None:
    assert ladder(load_ladder()).still().count("<details>") == 5


def test_labels_do_not_overlap() -> None:
    assert _apart([1.0, 3.0, 1.1], 0.5) == [1.0, 3.0, 1.5]
