"""A ball on a curve: it starts where it is told, it goes where the descent goes."""

from __future__ import annotations

from html import unescape
from typing import Any

import numpy as np
import pytest

from course_utils.widgets.ball import ball
from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.landscape import Landscape

PARABOLA = Landscape(lambda w: w[..., 0] ** 2, lambda w: 2 * w, start=(3.0,), minima=((0.0,),), limit=1.0)


def descend(gradient: Any, start: np.ndarray, rate: float, steps: int) -> np.ndarray:
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * gradient(path[-1]))
    return np.array(path)


@pytest.fixture()
def panel() -> Panel:
    frames = [{"title": "Trop loin", "rate": 1.5}]
    return ball(PARABOLA, descend, shape="une parabole", rate=0.25, largest_rate=2.0, steps=20, frames=frames)


def test_the_ball_is_where_the_descent_leads(panel: Panel) -> None:
    shown = unescape(panel.draw_once(start=2.0, steps=2))
    assert "Une parabole. Partie de w = 2,0" in shown and "la bille est en w = 0,50" in shown and "pente 1,00" in shown


def test_no_step_leaves_the_ball_at_its_start(panel: Panel) -> None:
    assert "la bille est en w = −3,00" in unescape(panel.draw_once(start=-3.0, steps=0))


def test_a_ball_that_flies_away_is_said_to(panel: Panel) -> None:
    assert "la bille est sortie du dessin" in unescape(panel.draw_once(rate=1.5))
    assert "<summary>Trop loin</summary>" in panel.still()


def test_moving_redraws_the_same_figure_without_piling_up_artists(panel: Panel) -> None:
    figure = panel.draw(start=1.0, rate=0.1, steps=5)
    lines = len(figure.axes[0].lines)
    assert panel.draw(start=2.0, rate=0.1, steps=9) is figure and len(figure.axes[0].lines) == lines


def test_a_descent_that_is_not_written_yet_is_a_sentence() -> None:
    def unwritten(*_: Any) -> Any:
        raise NotImplementedError("Exercice 3")

    panel = ball(PARABOLA, unwritten, shape="une parabole", rate=0.25, largest_rate=2.0)
    assert "Cette figure attend votre réponse" in panel.still() and repr(panel) == "Une parabole."
