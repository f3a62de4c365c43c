"""What a chapter says of its figures is found by id, with its values; words in a notebook in the field still do."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.alternatives import ABSENT, alternative, figure_id, prepared
from course_utils.french import typeset
from course_utils.style import show
from course_utils.widgets.kit.panel import Slider, panel

FIGURES = {
    "line": "Une droite de pente {slope:.2f} : {count} points.",
    "steps": [{"title": "Étape 2", "slope": 2.0}],
}


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "05_small.json").write_text(json.dumps({"figures": FIGURES}), encoding="utf-8")
    (tmp_path / "06_before.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))


@pytest.mark.parametrize(
    "text", ["une phrase", "05_small", "05_small/Line", "05_small/line.", "small/line", "a 05_small/line"]
)
def test_only_the_form_of_an_id_is_one(text: str) -> None:
    assert figure_id(text) is None
    assert alternative(text, {}) == text


def test_numbers_are_put_in_the_french_way() -> None:
    assert alternative("05_small/line", {"slope": -0.5, "count": 3}) == "Une droite de pente −0,50 : 3 points."
    assert "1,25" in alternative("05_small/line", {"slope": np.float32(1.25), "count": "trois"})


def test_a_sentence_takes_no_values() -> None:
    with pytest.raises(TypeError, match="slope"):
        alternative("une phrase", {"slope": 1.0})


@pytest.mark.parametrize("alt", ["05_small/lines", "06_before/line", "07_absent/line", "05_small/steps"])
def test_a_package_that_does_not_know_the_figure_says_so(alt: str) -> None:
    assert alternative(alt, {"slope": 1.0, "count": 3}) == ABSENT


def test_a_package_of_another_version_says_so_rather_than_stop() -> None:
    assert alternative("05_small/line", {"tilt": 1.0}) == ABSENT


def test_frames_are_found_by_their_id_or_taken_as_they_are() -> None:
    assert prepared("05_small/steps") == tuple(FIGURES["steps"])
    assert prepared([{"title": "Une vue"}]) == ({"title": "Une vue"},)
    assert prepared(()) == ()
    for unknown in ("05_small/line", "05_small/others", "une vue"):
        assert prepared(unknown) == ({"title": ABSENT},)


def test_a_figure_is_shown_with_the_words_of_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    show(Figure(), "05_small/line", slope=0.25, count=4)
    show(Figure(), "Un cadre vide.")
    assert list(map(repr, shown)) == [typeset("Une droite de pente 0,25 : 4 points."), "Un cadre vide."]


def test_a_panel_takes_both_by_their_ids() -> None:
    made = panel(
        lambda slope, count: Figure(),
        {"slope": Slider("Pente", -3.0, 3.0, 1.0), "count": Slider("Points", 1, 9, 4)},
        alt="05_small/line",
        frames="05_small/steps",
    )
    assert "pente 1,00" in made.draw_once()
    assert "pente −2,50" in made.draw_once(slope=-2.5)
    assert "<summary>Étape 2</summary>" in made.still()
    assert "pente 2,00" in made.still()
