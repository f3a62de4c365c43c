"""The playground: arrivals, records, divergence, batches."""

from __future__ import annotations

from html import unescape
from typing import Any

import numpy as np
import pytest

from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.landscape import Landscape, walk
from course_utils.widgets.playground import playground

X, Y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 3.0, 4.0, 5.0])


def slopes(t: np.ndarray, rows: Any = slice(None)) -> np.ndarray:
    residuals = t[0] * X[rows] + t[1] - Y[rows]
    return np.array([2 * (residuals * X[rows]).mean(), 2 * residuals.mean()])


PARABOLA = Landscape(lambda w: 2.5 * (w[..., 0] - 1) ** 2, lambda w: 5 * (w - 1), (-3.0,), ((1.0,),), 0.4)
REGRESSION = Landscape(
    lambda t: np.mean((t[..., :1] * X + t[..., 1:] - Y) ** 2, axis=-1),
    slopes,
    (-3.0, 3.0),
    ((1.0, 1.0),),
    0.119756,
    batch_gradient=slopes,
    examples=4,
)


def descend(gradient: Any, start: np.ndarray, rate: float, steps: int) -> np.ndarray:
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * gradient(path[-1]))
    return np.array(path)


@pytest.fixture()
def panel() -> Panel:
    return playground({"la parabole": PARABOLA, "la régression": REGRESSION}, descend)


def shown(panel: Panel, **values: Any) -> str:
    return unescape(panel.draw_once(**values)).replace("\N{NO-BREAK SPACE}", " ")


def test_one_step_is_enough_where_the_rate_is_one_over_the_curvature(panel: Panel) -> None:
    assert "Minimum atteint en 1 pas. Votre record ici : 1 pas." in shown(panel, rate=0.2)


def test_a_worse_try_keeps_the_record(panel: Panel) -> None:
    shown(panel, rate=0.2)
    told = shown(panel, rate=0.05)
    assert "Minimum atteint en 9 pas." in told and "Votre record ici : 1 pas." in told


def test_a_start_of_one_s_own_gives_no_record(panel: Panel) -> None:
    assert "Pas encore de record ici." in shown(panel, rate=0.2, imposed=False, first=2.0)


def test_small_batches_give_no_record(panel: Panel) -> None:
    told = shown(panel, name="la régression", rate=0.02, steps=100, batch="1 exemple")
    assert "Pas encore de record ici." in told


def test_each_landscape_has_a_record_of_its_own(panel: Panel) -> None:
    shown(panel, rate=0.2)
    assert "Votre record ici : 11 pas." in shown(panel, name="la régression", rate=0.09)


def test_steps_that_are_not_drawn_do_not_arrive(panel: Panel) -> None:
    told = shown(panel, rate=0.05, steps=4)
    assert "Pas encore" in told and "il reste 10,0 %" in told  # (0.75⁴)² of the height


def test_beyond_the_limit_the_descent_is_said_to_diverge_and_is_drawn(panel: Panel) -> None:
    assert "La descente diverge" in shown(panel, rate=0.5, steps=100)
    assert "La descente diverge" in shown(panel, name="la régression", rate=1.0, steps=100)


def test_passing_by_the_minimum_is_not_reaching_it(panel: Panel) -> None:
    hop = {"start": (0.0,), "minima": ((1.0,),), "limit": 1.0}
    landscape = Landscape(lambda w: (w[..., 0] - 1) ** 2, lambda w: np.ones(1), **hop)
    told = shown(
        playground({"la pente": landscape}, lambda g, w, a, n: descend(lambda _: -np.ones(1), w, a, n)), rate=0.5
    )
    assert "Minimum atteint" not in told  # 0, 0.5, 1, 1.5: through the minimum and beyond


def test_batches_change_the_path_and_are_the_same_at_every_call() -> None:
    start = np.array([-3.0, 3.0])
    paths = [walk(REGRESSION, descend, start, 0.05, 12, batch) for batch in (0, 1, 1)]
    assert np.array_equal(paths[1], paths[2]) and not np.allclose(paths[0], paths[1])


def test_the_limit_is_marked_on_the_gauge(panel: Panel) -> None:
    gauge = panel.draw(**panel.defaults).axes[2]
    assert any(10 ** line.get_xdata()[0] == pytest.approx(0.4) for line in gauge.lines)


def test_moving_does_not_pile_up_artists(panel: Panel) -> None:
    figure = panel.draw(**panel.defaults)
    counts = [len(axes.lines) for axes in figure.axes]
    assert panel.draw(**{**panel.defaults, "rate": 0.3}) is figure
    assert [len(axes.lines) for axes in figure.axes] == counts


def test_a_descent_that_is_not_written_yet_or_too_short_is_a_sentence() -> None:
    def unwritten(*_: Any) -> Any:
        raise NotImplementedError("Exercice 3")

    waiting = playground({"la parabole": PARABOLA}, unwritten)
    assert "Cette figure attend votre réponse" in waiting.still() and "la parabole" in repr(waiting)
    short = playground({"la parabole": PARABOLA}, lambda g, w, a, n: w)
    assert "Le dessin s'arrête sur une erreur" in unescape(short.still()).replace(
        "\N{RIGHT SINGLE QUOTATION MARK}", "'"
    )


def test_a_cost_that_grows_is_said_to() -> None:
    told = shown(playground({"la parabole": PARABOLA}, descend), rate=0.405, steps=30)
    assert "La descente s’éloigne" in told and "440,0 % de celle du départ" in told  # 1.025⁶⁰
