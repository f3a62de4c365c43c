"""k-means, one step at a time."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.clusters import cluster_steps, spread
from course_utils.widgets.kit.panel import Panel

POINTS = np.array([[0.0, 0.0], [0.0, 2.0], [6.0, 0.0], [6.0, 2.0]])
START = np.array([[0.0, 0.0], [6.0, 0.0]])
DONE = np.array([[0.0, 1.0], [6.0, 1.0]])
GROUPS = np.array([0, 0, 1, 1])
STEPS = [("Au départ", START, np.full(4, -1)), ("On rejoint", START, GROUPS), ("On se place", DONE, GROUPS)]


@pytest.fixture()
def walk() -> Panel:
    return cluster_steps(POINTS, {"court": STEPS[:2], "long": STEPS}, ("x (cm)", "y (cm)"))


def told(panel: Panel, **values: object) -> str:
    html = unescape(panel.draw_once(**values))
    return html.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_the_panel_starts_with_points_that_have_no_group(walk: Panel) -> None:
    shown = told(walk)
    assert "4 points gris sans groupe et 2 centres" in shown and "Aucun point n’a encore de groupe" in shown


def test_a_step_tells_the_sizes_of_the_groups_and_the_squared_distances(walk: Panel) -> None:
    shown = told(walk, run="long", step=1)
    assert "2 groupes de 2, 2 points" in shown and "aux centres : 8,0." in shown


def test_a_run_that_is_over_stays_at_its_last_step(walk: Panel) -> None:
    assert "C’est la dernière étape" in told(walk, run="court", step=2)
    assert "aux centres : 4,0. C’est la dernière étape." in told(walk, run="long", step=2)


def test_the_still_panel_shows_how_each_run_ends(walk: Panel) -> None:
    assert walk.still().count("<details>") == 2


def test_a_centre_without_points_is_drawn_all_the_same() -> None:
    steps = [("Vide", START, np.zeros(4, dtype=int))]
    assert "2 groupes de 4, 0 points" in told(cluster_steps(POINTS, {"un": steps}, ("x", "y")))


def test_the_spread_is_the_sum_of_squared_distances() -> None:
    assert spread(POINTS, DONE, GROUPS) == pytest.approx(4.0)


def test_too_many_groups_and_empty_runs_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        cluster_steps(POINTS, {"six": [("x", np.zeros((6, 2)), GROUPS)]}, ("x", "y"))
    with pytest.raises(ValueError, match="at least one"):
        cluster_steps(POINTS, {"rien": []}, ("x", "y"))
