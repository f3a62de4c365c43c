"""Figures are described beside the notebook; nothing above a result gives it away; plotting may be folded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from autograder.build.build import checked_text, unstamped_notebook
from autograder.build.helps import helps
from autograder.build.text import AuthorError
from autograder.course.folder import Course
from tests.autograder.build.conftest import built_from

NAME = "05_small"
DEMO = "curve = [scale, 2 * scale]\n"
SHOWN = """from course_utils.style import show
from course_utils.widgets.fitting import fitting

curve_figure, curve_axes = plt.subplots()
curve_axes.set(title="La courbe selon le pas")
show(curve_figure, "05_small/curve", found=2 * scale)
fitting(frames="05_small/steps")
"""
FIGURES = """```{code-cell} ipython3
:role: figures
curve: >-
  Une courbe : elle monte
  jusqu'à {found:.1f}.
steps:
  - {title: Étape 2, step: 2, rate: 0.5, name: "on", still: true}
```
"""
END = "\nFin du chapitre.\n"
PREDICT = "**Prédisez.** Où va la courbe ?\n\n"
BEFORE = "```{code-cell} ipython3\n:role: demo\n:tags: [wide]\n"
TITLE = "La courbe selon le pas"


@pytest.fixture
def text(small_text: str) -> str:
    """The small chapter, with a figure and a widget under a prediction."""
    shown = small_text.replace(BEFORE, PREDICT + BEFORE).replace(DEMO, SHOWN)
    return shown.replace(END, f"\n{FIGURES}{END}")


def _cells(content: bytes) -> dict[str, Any]:
    return {cell.id: cell for cell in nbformat.reads(content.decode(), as_version=4).cells}


def test_figures_go_to_the_chapters_file_and_no_notebook_holds_them(
    new_course: Callable[..., Course], text: str
) -> None:
    checked = checked_text(new_course(text), NAME)
    assert helps(checked, unstamped_notebook(checked, ""))["figures"] == {
        "curve": "Une courbe : elle monte jusqu'à {found:.1f}.",
        "steps": [{"title": "Étape 2", "step": 2, "rate": 0.5, "name": "on", "still": True}],
    }
    built = built_from(new_course(text))
    for content in (built.source, built.release):
        assert b"elle monte" not in content
        assert b"\xc3\x89tape 2" not in content
        assert "05_small/curve" in content.decode()


def test_other_words_for_a_figure_leave_the_notebook_as_it_is(new_course: Callable[..., Course], text: str) -> None:
    assert built_from(new_course(text.replace("elle monte", "elle grimpe"))) == built_from(new_course(text))


def test_one_of_two_descriptions_may_be_chosen(new_course: Callable[..., Course], text: str) -> None:
    chosen = text.replace('"05_small/curve"', '"05_small/curve" if scale else "05_small/other"')
    checked_text(new_course(chosen.replace("curve: >-", "other: Autre chose, {found}.\ncurve: >-")), NAME)


def test_a_panels_words_take_the_values_of_its_controls(new_course: Callable[..., Course], text: str) -> None:
    checked_text(
        new_course(
            text.replace('show(curve_figure, "05_small/curve", found=2 * scale)', 'panel(alt="05_small/curve")')
        ),
        NAME,
    )


def test_a_call_that_shows_all_figures_describes_none(new_course: Callable[..., Course], small_text: str) -> None:
    checked_text(new_course(small_text.replace(DEMO, DEMO + "plt.show()\n")), NAME)


def test_a_telling_title_may_stand_where_nothing_is_predicted(new_course: Callable[..., Course], text: str) -> None:
    telling = text.replace(PREDICT, "Regardez.\n\n").replace(TITLE, "La courbe diverge toujours")
    checked_text(new_course(telling), NAME)


def test_a_title_that_is_computed_tells_nothing_before_it_is_run(new_course: Callable[..., Course], text: str) -> None:
    checked_text(new_course(text.replace(f'"{TITLE}"', 'f"Le pas {scale} et {100 * scale:.0f}"')), NAME)


def test_a_folded_cell_is_closed_in_jupyterlab_and_in_colab(new_course: Callable[..., Course], text: str) -> None:
    folded = text.replace(":tags: [wide]\n", ":folded: true\n# Figure : une courbe\n")
    built = built_from(new_course(folded))
    for content in (built.source, built.release):
        metadata = _cells(content)["intro-6"].metadata
        assert metadata == {"course": {"role": "demo"}, "jupyter": {"source_hidden": True}, "cellView": "form"}


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ('"05_small/curve"', '"Une courbe qui monte."', "show(curve_figure", "se lirait avant elle"),
        ('"05_small/curve"', 'f"Une courbe de {scale}."', "show(curve_figure", "se lirait avant elle"),
        ('"05_small/curve", found', 'alt="Une courbe.", found', "show(curve_figure", "se lirait avant elle"),
        ('"05_small/curve"', '"06_other/curve"', "show(curve_figure", "se lirait avant elle"),
        ('frames="05_small/steps"', 'frames=[{"title": "Étape 2"}]', "fitting(", "se lirait avant elle"),
        ('frames="05_small/steps"', 'alt=lambda: "Une courbe."', "fitting(", "se lirait avant elle"),
        ('"05_small/curve"', '"05_small/curves"', "show(curve_figure", "« curves » n'est pas dans"),
        ('"05_small/curve"', '"05_small/steps"', "show(curve_figure", "« steps » n'est pas une description"),
        ('"05_small/steps"', '"05_small/curve"', "fitting(", "« curve » n'est pas une liste de vues"),
        (", found=2 * scale", "", "show(curve_figure", "attend la valeur `found`"),
        ("found=2", "lost=1, found=2", "show(curve_figure", "ne se sert pas de `lost`"),
        ('fitting(frames="05_small/steps")\n', "", "steps:", "aucune cellule ne montre la figure « steps »"),
        (TITLE, "La courbe dépasse 40 %", "curve_axes.set", "donne la réponse"),
        (TITLE, "La courbe : creux à la médiane, 6", "curve_axes.set", "donne la réponse"),
        (TITLE, "La courbe échoue", "curve_axes.set", "donne la réponse"),
        (f'set(title="{TITLE}")', 'set_title("Elle va plus vite")', "curve_axes.set", "donne la réponse"),
        (FIGURES, FIGURES + "\n" + FIGURES, "curve", "déjà une cellule « figures »"),
        ("steps:\n", "curve:\n", "curve:", "déjà une figure « curve »"),
        ("steps:\n", "Steps:\n", "Steps:", "n'est pas un nom de figure"),
        ("curve: >-", "- curve: >-", "steps:", "ne se lit pas"),
        ("  Une courbe : elle monte\n  jusqu'à {found:.1f}.\n", "", "curve: >-", "est vide"),
        ("{found:.1f}", "{found", "curve: >-", "n'est pas refermée"),
        ("{found:.1f}", "{0}", "curve: >-", "« 0 » n'en est pas un"),
        ("title: Étape 2, ", "", "  - {step", "il manque le titre"),
        ("rate: 0.5", "rate: 5e-1", "  - {title", "sans exposant"),
        ("rate: 0.5", "rate: 2026-01-01", "  - {title", "un réglage est"),
        ("step: 2", "pas du temps: 2", "  - {title", "est de trop"),
        ("  - {title: Étape 2", "  - 3\n  - {title: Étape 2", "  - 3", "une vue s'écrit"),
        (":tags: [wide]\n", ":folded: true\n", "```", "`# Figure : …`"),
        (":tags: [wide]\n", ":folded: oui\n", "```", "`true` ou `false`"),
        (":role: stub+solution\n", ":role: stub+solution\n:folded: true\n", "```", "se replie"),
        ('"points": 2.5}', '"points": 2.5, "folded": true}', "+++", "se replie"),
    ],
)  # fmt: skip
def test_a_mistake_stops_with_its_line_and_a_sentence(
    new_course: Callable[..., Course], text: str, old: str, new: str, at: str, says: str
) -> None:
    assert old in text, "the mistake must change the text"
    wrong = text.replace(old, new, 1)
    with pytest.raises(AuthorError) as caught:
        checked_text(new_course(wrong), NAME)
    assert says in str(caught.value)
    named = wrong.split("\n")[caught.value.line - 1]
    assert named.startswith(at), f"line {caught.value.line} reads {named!r}"
