"""The spread of a signal, layer after layer, for several initialisations."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.kit.panel import Panel
from course_utils.widgets.spread import spread_by_layer


def shown(panel: Panel, **values: object) -> str:
    told = unescape(panel.draw_once(**values))
    return told.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_there_is_a_curve_an_initialisation_and_the_status_gives_its_ends() -> None:
    powers = {"petits": 0.1, "justes": 1.0}
    panel = spread_by_layer(lambda a, name, width: [powers[name] ** k for k in range(1, 6)], ("ReLU",), tuple(powers))
    axes = panel.draw(**panel.defaults).axes[0]
    assert [line.get_ydata()[-1] for line in axes.lines[:2]] == pytest.approx([-5.0, 0.0])
    assert "petits : 0,1 puis 1·10⁻⁵ ; justes : 1 puis 1" in shown(panel)


def test_what_is_off_the_scale_stands_at_its_end_and_is_told() -> None:
    panel = spread_by_layer(lambda *_: [1.0, 0.0, np.inf], ("ReLU",), ("une",))
    assert list(panel.draw(**panel.defaults).axes[0].lines[0].get_ydata()) == [0.0, -20.0, 20.0]
    assert "1 puis l'infini" in shown(panel).replace("’", "'")


def test_each_curve_is_computed_once() -> None:
    asked = []

    def spreads(*given: object) -> list[float]:
        asked.append(given)
        return [1.0, 2.0]

    panel = spread_by_layer(
        spreads, ("ReLU", "tanh"), ("une", "deux"), frames=[{"title": "tanh", "activation": "tanh"}]
    )
    panel.draw_once()
    panel.draw_once()
    assert len(asked) == 2
    assert panel.still().count("<details>") == 1 and len(asked) == 4


def test_the_readers_own_mistake_is_told_under_the_controls() -> None:
    def missing(*_: object) -> list[float]:
        raise NotImplementedError("Exercice 1")

    panel = spread_by_layer(missing, ("ReLU",), ("une",))
    assert "Exercice 1" in panel.still() and "échelle logarithmique" in repr(panel)
