"""A photograph under a kernel that the reader picks or edits."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest
from scipy.signal import correlate2d

from course_utils.widgets.kernel_editor import kernel_editor
from course_utils.widgets.kit.panel import Panel

IMAGE = np.arange(48.0).reshape(6, 8)
ASKED: list[np.ndarray] = []


def apply(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    ASKED.append(kernel)
    return np.asarray(correlate2d(image, kernel, mode="valid"))


@pytest.fixture()
def editor() -> Panel:
    ASKED.clear()
    presets = {"flou": np.full((3, 3), 1 / 9), "bords": np.array([[-1.0, 0, 1]] * 3)}
    return kernel_editor(IMAGE, apply, presets, own="le vôtre")


def _shown(panel: Panel, **values: object) -> str:
    return unescape(panel.draw_once(**values)).replace("\N{NO-BREAK SPACE}", " ").replace("’", "'")


def test_a_preset_is_applied_whatever_the_sliders_say(editor: Panel) -> None:
    assert "Somme du noyau : 1." in _shown(editor, k00=3.0)
    assert np.allclose(ASKED[-1], 1 / 9)


def test_the_reader_s_own_kernel_is_that_of_the_nine_sliders(editor: Panel) -> None:
    shown = _shown(editor, preset="le vôtre", k02=-2.0, k20=1.5)
    assert ASKED[-1].tolist() == [[0, 0, -2], [0, 1, 0], [1.5, 0, 0]]
    assert "Somme du noyau : 0,5." in shown and "0, 0, −2 ; 0, 1, 0 ; 1,5, 0, 0" in shown.replace("\u202f", " ")


def test_the_nine_sliders_are_out_of_sight_until_they_change_something(editor: Panel) -> None:
    pytest.importorskip("ipywidgets")
    _, choice, *sliders, _ = editor.view().children
    assert len(sliders) == 9 and {one.layout.display for one in sliders} == {"none"}
    picker = next(one for one in (choice, *getattr(choice, "children", ())) if hasattr(one, "options"))
    for name, display in (("le vôtre", None), ("bords", "none")):
        picker.value = name
        assert {one.layout.display for one in sliders} == {display}


def test_a_kernel_of_sum_0_is_drawn_around_middle_grey(editor: Panel) -> None:
    assert "0 en gris moyen" in _shown(editor, preset="bords")
    low, high = editor.draw(**{**editor.defaults, "preset": "bords"}).axes[2].images[0].get_clim()
    assert low == -high
    assert editor.draw(**editor.defaults).axes[2].images[0].get_clim() == (0, 255)


def test_without_widgets_each_preset_has_its_picture(editor: Panel) -> None:
    assert editor.still().count("<details>") == 1 and "bords" in editor.still()
