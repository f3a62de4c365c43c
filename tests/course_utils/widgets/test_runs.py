"""Trainings laid over one another, one setting at a time."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.french import typeset
from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.runs import GREY, compare_runs

RUNS = [
    ({"taux": "0,1", "réseau": "petit"}, [1.0, 0.5, 0.25]),
    ({"taux": "0,01", "réseau": "petit"}, [1.0, 0.9, 0.8]),
    ({"taux": "0,1", "réseau": "grand"}, [2.0, 0.1, 0.01]),
    ({"taux": "0,01", "réseau": "grand"}, [2.0, float("inf"), float("nan")]),
]


@pytest.fixture(scope="module")
def overlay() -> Panel:
    return compare_runs(
        RUNS,
        start={"taux": "0,1", "réseau": "petit"},
        vary="taux",
        title="Des essais",
        ylabel="perte",
        frames=[{"title": "Deux réseaux", "vary": "réseau"}],
    )


def drawn(panel: Panel, **values: str) -> list[list[float]]:
    lines = panel.draw(**{**panel.defaults, **values}).axes[0].lines
    return [np.asarray(line.get_ydata()).tolist() for line in lines if line.get_color() != GREY]


def test_only_the_setting_that_varies_changes_between_the_curves_in_colour(overlay: Panel) -> None:
    assert drawn(overlay) == [[1.0, 0.5, 0.25], [1.0, 0.9, 0.8]]
    assert drawn(overlay, vary="réseau") == [[1.0, 0.5, 0.25], [2.0, 0.1, 0.01]]


def test_all_the_runs_stay_in_grey_behind(overlay: Panel) -> None:
    lines = overlay.draw(**overlay.defaults).axes[0].lines
    assert sum(line.get_color() == GREY for line in lines) == len(RUNS)


def test_the_status_names_what_is_fixed_and_the_best_of_those_shown(overlay: Panel) -> None:
    shown = unescape(overlay.draw_once(vary="réseau"))
    assert typeset("Fixé : taux 0,1.") in shown and typeset("celle de « grand » : 0,01") in shown


def test_a_training_that_diverges_is_drawn_as_far_as_it_goes(overlay: Panel) -> None:
    (_, lost) = drawn(overlay, **{"réseau": "grand"})
    assert lost[0] == 2.0 and lost[1] != lost[1] and lost[2] != lost[2]
    assert "l'infini" in overlay.alt(**{**overlay.defaults, "réseau": "grand"})


def test_a_reader_s_two_drawings_leave_no_curve_behind(overlay: Panel) -> None:
    first = drawn(overlay)
    drawn(overlay, vary="réseau")
    assert drawn(overlay) == first


def test_without_widgets_the_frames_are_folded(overlay: Panel) -> None:
    assert "<summary>Deux réseaux</summary>" in overlay.still()
