"""Curves that grow while a network trains."""

from __future__ import annotations

from typing import Any

import pytest

from course_utils.style import Picture
from course_utils.widgets.live_curves import LiveCurves


@pytest.fixture()
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """What a notebook would show: a new picture, then those that take its place."""
    shown: list[Picture] = []

    class Handle:
        def update(self, picture: Picture) -> None:
            shown[-1] = picture

    def display(picture: Picture, display_id: bool) -> Any:
        shown.append(picture)
        return Handle()

    monkeypatch.setattr("IPython.display.display", display)
    return shown


def test_a_value_is_kept_and_handed_on(displayed: list[Picture]) -> None:
    live = LiveCurves("Des pertes", ylabel="perte")
    assert live.add("entraînement", 0.5) == 0.5 and live.add("entraînement", 0.25) == 0.25
    assert live.curves == {"entraînement": [0.5, 0.25]}


def test_one_picture_is_shown_and_the_last_values_replace_it(displayed: list[Picture]) -> None:
    live = LiveCurves("Des pertes", ylabel="perte")
    for value in (1.0, 0.1, 0.01):
        live.add("validation", value)
    live.close()
    assert len(displayed) == 1
    assert "Après 3 époques" in displayed[0].alt and "de 1 à 0,01" in displayed[0].alt.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_nothing_is_shown_where_nothing_came(displayed: list[Picture]) -> None:
    LiveCurves("Des pertes", ylabel="perte").close()
    assert displayed == []
