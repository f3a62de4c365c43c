"""A figure that follows its controls, and what stands for it where there are no widgets."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from course_utils.widgets.kit.bundle import WIDGET_VIEW
from course_utils.widgets.kit.controls import french_number
from course_utils.widgets.kit.panel import Choice, Panel, Slider, Stepper, Toggle, panel

FIGURE = Figure(figsize=(3, 2))
CONTROLS = {
    "slope": Slider("Pente", -2.0, 2.0, 0.5),
    "size": Slider("Taille", 1, 5, 2, step=1),
    "bias": Toggle("Avec biais", True),
    "color": Choice("Couleur", ("bleu", "noir"), "noir"),
    "step": Stepper("Étape", 4),
}


def _alt(**values: Any) -> str:
    return f"Une droite : {values}"


@pytest.fixture()
def drawn() -> list[dict[str, Any]]:
    """The values of each drawing, in order."""
    return []


@pytest.fixture()
def make(drawn: list[dict[str, Any]]) -> Callable[..., Panel]:
    def draw(**values: Any) -> Figure:
        drawn.append(values)
        FIGURE.clear()
        FIGURE.subplots().plot([0, 1], [0, values["slope"]])
        return FIGURE

    return lambda **more: panel(draw, CONTROLS, alt=_alt, **more)


def _sources(view: Any) -> dict[str, Any]:
    """The widgets that hold a value, by label."""
    found = {}
    for one in [view, *getattr(view, "children", ())]:
        if one is not view:
            found |= _sources(one)
    if hasattr(view, "value") and getattr(view, "description", "") and "Button" not in type(view).__name__:
        found[view.description] = view
    return found


def _button(view: Any, label: str) -> Any:
    stack = [view]
    while stack:
        one = stack.pop()
        if type(one).__name__ == "Button" and one.description == label:
            return one
        stack += getattr(one, "children", ())
    raise AssertionError(label)


def test_it_is_drawn_once_with_the_values_its_controls_start_from(
    make: Callable[..., Panel], drawn: list[dict[str, Any]]
) -> None:
    page = make(status=lambda **values: f"Score : {values['size']}").draw_once()
    assert drawn == [{"slope": 0.5, "size": 2, "bias": True, "color": "noir", "step": 0}]
    assert re.search(r'<img alt="Une droite\xa0: [^"]*" width="288" height="192"', page)
    assert '<div role="status" aria-live="polite">Score\xa0: 2</div>' in page
    assert 'alt="Une droite\xa0: {&#x27;slope&#x27;: 2.0' in make().draw_once(slope=2.0)


def test_each_control_redraws_with_all_the_values(make: Callable[..., Panel], drawn: list[dict[str, Any]]) -> None:
    view = make().view()
    sources = _sources(view)
    assert list(sources) == ["Pente", "Taille", "Avec biais", "Couleur", "Étape"]
    for label, name, value in (
        ("Pente", "slope", -1.5),
        ("Taille", "size", 5),
        ("Avec biais", "bias", False),
        ("Couleur", "color", "bleu"),
        ("Étape", "step", 3),
    ):
        shown = view.children[0].value
        drawn.clear()
        sources[label].value = value
        assert [one[name] for one in drawn] == [value]
        assert view.children[0].value != shown
    assert drawn == [{"slope": -1.5, "size": 5, "bias": False, "color": "bleu", "step": 3}]
    assert type(drawn[0]["size"]) is int


def test_the_buttons_step_within_bounds_and_go_back_to_the_start_in_one_drawing(
    make: Callable[..., Panel], drawn: list[dict[str, Any]]
) -> None:
    view = make().view()
    back, forth = _button(view, "Précédent"), _button(view, "Suivant")
    assert back.disabled and not forth.disabled
    for _ in range(5):
        forth.click()
    assert drawn[-1]["step"] == 3
    assert forth.disabled and not back.disabled
    _sources(view)["Pente"].value = 1.0
    drawn.clear()
    _button(view, "Réglages de départ").click()
    assert drawn == [{"slope": 0.5, "size": 2, "bias": True, "color": "noir", "step": 0}]


def test_controls_that_move_on_two_threads_draw_one_after_the_other_and_the_last_values_stay(
    drawn: list[dict[str, Any]],
) -> None:
    inside, most = 0, 0

    def draw(**values: Any) -> Figure:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        FIGURE.clear()
        FIGURE.subplots().plot([0, 1], [0, values["slope"]])
        FIGURE.canvas.draw()
        drawn.append(values)
        inside -= 1
        return FIGURE

    view = panel(draw, CONTROLS, alt=_alt).view()
    sources = _sources(view)

    def move(label: str, values: list[float]) -> None:
        for value in values:
            sources[label].value = value

    threads = [
        threading.Thread(target=move, args=("Pente", [-2.0, -1.0, 0.0, 1.0, 2.0])),
        threading.Thread(target=move, args=("Taille", [1, 2, 3, 4, 5])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 1
    assert (drawn[-1]["slope"], drawn[-1]["size"]) == (2.0, 5)
    assert "s’arrête sur une erreur" not in view.children[0].value


def test_numbers_beside_a_slider_are_written_the_french_way(make: Callable[..., Panel]) -> None:
    assert [french_number(-1.5, 0.1), french_number(2, 1), french_number(0.25, 0.05)] == ["−1,5", "2", "0,25"]
    view = make().view()
    _sources(view)["Pente"].value = -0.3
    beside = [child.value for row in view.children for child in getattr(row, "children", ()) if hasattr(child, "value")]
    assert "−0,3" in beside


def test_a_front_end_may_choose_widgets_or_a_still_picture(make: Callable[..., Panel]) -> None:
    bundle = make()._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Une droite\xa0:")
    assert bundle["text/html"].count("<img ") == 1
    assert set(bundle[WIDGET_VIEW]) == {"version_major", "version_minor", "model_id"}


def test_without_ipywidgets_the_picture_is_there(make: Callable[..., Panel], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)  # what `import` reads as « not installed »
    assert set(make()._repr_mimebundle_()) == {"text/plain", "text/html"}


def test_frames_are_folded_pictures_that_need_no_code(make: Callable[..., Panel], drawn: list[dict[str, Any]]) -> None:
    page = make(frames=[{"title": "Étape 2 : la somme", "step": 1}, {"title": "Étape 3", "step": 2}]).still()
    assert [one["step"] for one in drawn] == [0, 1, 2]
    assert page.count("<details>") == 2 and page.count("<img ") == 3
    assert "<summary>Étape 2\xa0: la somme</summary>" in page
    assert "<script" not in page


def test_what_the_drawing_raises_is_a_sentence_on_the_page_and_an_error_in_a_test() -> None:
    def draw(**_: Any) -> Figure:
        raise NotImplementedError("Exercice 1 · neuron : à vous de jouer.")

    waiting = panel(draw, {}, alt=_alt)
    assert "Cette figure attend votre réponse. Exercice 1 · neuron" in waiting.still()
    with pytest.raises(NotImplementedError):
        waiting.draw_once()
    broken = panel(lambda **_: 1 / 0, {}, alt=_alt)  # type: ignore[arg-type, return-value]
    assert "s’arrête sur une erreur ZeroDivisionError" in broken.view().children[0].value


def test_a_figure_of_pyplot_is_closed_lest_it_be_shown_twice() -> None:
    open_before = plt.get_fignums()  # by other tests, maybe
    panel(lambda: plt.subplots()[0], {}, alt=lambda: "Un cadre.").draw_once()
    assert plt.get_fignums() == open_before


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Slider("Pente", 0, 1, 2),
        lambda: Slider("Pente", 0, 1, 0, step=0),
        lambda: Choice("Couleur", ("bleu",), "noir"),
        lambda: Stepper("Étape", 3, 3),
    ],
)
def test_a_control_that_starts_out_of_bounds_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="«"):
        wrong()


@pytest.mark.parametrize("module", ["course_utils.widgets.kit.panel", "course_utils.quiz", "course_utils.handin"])
def test_importing_it_loads_no_large_package(module: str) -> None:
    program = f"import sys, {module}; print(*sorted(name.split('.')[0] for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    heavy = {"torch", "matplotlib", "numpy", "IPython", "ipywidgets", "nbformat"}
    assert not heavy & set(run.stdout.split())
