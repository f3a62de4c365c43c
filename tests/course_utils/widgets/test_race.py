"""A race of optimisers: paths, arrivals and records."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.race import STEPS, Racecourse, race

BOWL = Racecourse(lambda w: (w**2).sum(-1) / 2, lambda w: w, (1.0, 1.0), 0.01)


def descend(gradient: object, start: np.ndarray, rate: float, steps: int) -> np.ndarray:
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * gradient(path[-1]))  # type: ignore[operator]
    return np.array(path)


@pytest.fixture
def game() -> Panel:
    return race({"la cuvette": BOWL}, {"descente": descend, "autre": descend}, rate=-1.0)


def shown(panel: Panel, **values: object) -> str:
    told = unescape(panel.draw_once(**values))
    return told.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_the_status_tells_the_step_from_which_the_cost_stays_at_the_goal(game: Panel) -> None:
    assert "taux 0,1 : but atteint en 22 pas. Vos records ici : descente, 22 pas." in shown(game)  # 0.81^k <= 0.01


def test_a_record_is_kept_for_each_optimiser_and_only_improves(game: Panel) -> None:
    shown(game, rate=-0.5)
    better = shown(game, walk="autre", rate=0.0)
    assert "Vos records ici : descente, 7 pas ; autre, 1 pas." in better
    assert "descente, 7 pas" in shown(game, rate=-1.0)


def test_a_walk_that_is_too_slow_or_explodes_makes_no_record(game: Panel) -> None:
    assert f"but pas encore atteint après {STEPS} pas. Vos records ici : aucun." in shown(game, rate=-4.0)
    assert "le coût explose" in shown(game, rate=1.0)


def test_the_readers_own_mistake_is_told_under_the_controls() -> None:
    def missing(*_: object) -> np.ndarray:
        raise NotImplementedError("Exercice 5")

    told = race({"la cuvette": BOWL}, {"élan": missing}).still()
    assert "Exercice 5" in told
