"""The learner's helps in a real browser: hints, a panel, the quiz, beginning again, and « Avant de rendre »."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CHAPTER = "90_fixture"
NOTEBOOK = f"{CHAPTER}/{CHAPTER}.ipynb"
MINUTE = 60_000  # milliseconds
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

PANEL = """from matplotlib.figure import Figure

from course_utils.widgets.kit.panel import Slider, Stepper, Toggle, panel

_figure = Figure(figsize=(5, 3))
_axes = _figure.subplots()


def _draw(slope, step, dashed):
    _axes.clear()
    _axes.plot([0, 1], [0, slope], "--" if dashed else "-", label=f"étape {step}")
    _axes.set(title="Une droite", xlabel="x", ylabel="y", ylim=(-2, 2))
    _axes.legend()
    return _figure


panel(
    _draw,
    {"slope": Slider("Pente w", -2.0, 2.0, 0.5), "step": Stepper("Étape", 3), "dashed": Toggle("En pointillés")},
    alt=lambda slope, step, dashed: f"Une droite de pente {slope:.1f}, étape {step}.",
    status=lambda slope, step, dashed: "But atteint : bravo !" if slope > 0.55 else "But : une pente de 0,6.",
)"""


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def notebook(fixture_lab: Any) -> Any:
    """The reader's notebook, a cell with a panel added at its end."""
    path = fixture_lab.folder / NOTEBOOK
    content = read(path)
    cell = {"cell_type": "code", "id": "panel", "metadata": {}, "source": PANEL, "outputs": [], "execution_count": None}
    content["cells"].append(cell)
    path.write_text(json.dumps(content), encoding="utf-8")
    return content


@pytest.fixture()
def opened(page: Page, fixture_lab: Any, notebook: Any) -> Page:
    """The notebook, its kernel ready and its first cell run."""
    from playwright.sync_api import expect

    page.goto(fixture_lab.page_of(NOTEBOOK))
    ready = page.locator("#jp-main-statusbar", has_text=re.compile(r"Python 3 \(ipykernel\) \| Inactif"))
    expect(ready).to_be_visible(timeout=2 * MINUTE)
    first = next(one["id"] for one in notebook["cells"] if one["metadata"].get("course", {}).get("role") == "setup")
    expect(run(page, notebook, first)).to_contain_text("Tout est prêt")
    return page


def cell(page: Page, notebook: Any, cell_id: str) -> Locator:
    """The cell of a notebook that has this id, brought into view: JupyterLab makes its editor only there."""
    position = next(index for index, one in enumerate(notebook["cells"]) if one["id"] == cell_id)
    found = page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{position}"]')
    found.scroll_into_view_if_needed()
    return found


def run(page: Page, notebook: Any, cell_id: str) -> Locator:
    """Run a cell and return where its output comes."""
    found = cell(page, notebook, cell_id)
    found.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    return found.locator(".jp-Cell-outputWrapper")


def of_role(notebook: Any, role: str) -> str:
    return next(one["id"] for one in notebook["cells"] if one["metadata"].get("course", {}).get("role") == role)


def test_hints_appear_one_by_one(opened: Page, notebook: Any) -> None:
    from playwright.sync_api import expect

    hints = cell(opened, notebook, "double-hints").locator(".jp-RenderedMarkdown")
    steps = [hints.get_by_text("ajouter un nombre à lui-même"), hints.get_by_text("élément par élément")]
    expect(hints.get_by_text("Indice 1")).to_be_visible()
    expect(hints.get_by_text("Indice 2")).to_be_hidden()
    for number, step in enumerate(steps, start=1):
        expect(step).to_be_hidden()
        hints.get_by_text(f"Indice {number}").click()
        expect(step).to_be_visible()
    expect(hints.get_by_text("Écrivez")).to_be_hidden()
    expect(hints.locator("mjx-container").first).to_be_visible()


def test_a_slider_moved_with_the_keyboard_changes_the_figure(opened: Page, notebook: Any) -> None:
    from playwright.sync_api import expect

    output = run(opened, notebook, "panel")
    picture = output.locator("img")
    expect(picture).to_have_attribute("alt", "Une droite de pente 0.5, étape 0.")
    expect(output.get_by_role("status")).to_have_text("But\xa0: une pente de 0,6.")
    before = picture.get_attribute("src")
    output.get_by_role("slider").first.focus()
    opened.keyboard.press("ArrowRight")
    expect(picture).to_have_attribute("alt", "Une droite de pente 0.6, étape 0.")
    assert picture.get_attribute("src") != before
    expect(output.get_by_text("0,6", exact=True)).to_be_visible()
    expect(output.get_by_role("status")).to_contain_text("bravo")

    output.get_by_role("button", name="Suivant").click()
    expect(picture).to_have_attribute("alt", "Une droite de pente 0.6, étape 1.")
    output.get_by_role("button", name="Réglages de départ").click()
    expect(picture).to_have_attribute("alt", "Une droite de pente 0.5, étape 0.")
    expect(output.get_by_role("button", name="Précédent")).to_be_disabled()


def right_letters(lab: Any) -> list[str]:
    """The letter of the right choice of each question, in the order in which the builder has put them."""
    stored = json.loads(
        (lab.folder.parent / "course_utils" / "chapters" / "90_fixture.json").read_text(encoding="utf-8")
    )
    return ["abcd"[[choice.get("right", False) for choice in one["choices"]].index(True)] for one in stored["quiz"]]


def test_a_choice_of_the_quiz_is_explained_at_once_and_the_first_picks_count(
    opened: Page, notebook: Any, fixture_lab: Any
) -> None:
    from playwright.sync_api import expect

    right = right_letters(fixture_lab)
    wrong = "b" if right[0] == "a" else "a"
    output = run(opened, notebook, of_role(notebook, "quiz"))
    expect(output.get_by_text("Question 1 sur 8")).to_be_visible()
    output.get_by_role("button", name=wrong, exact=True).click()
    expect(output.get_by_text("Pas tout à fait.")).to_be_visible()
    output.get_by_role("button", name=right[0], exact=True).click()
    expect(output.get_by_text("Juste.")).to_be_visible()
    expect(output.get_by_text("1 réponse sur 8.")).to_be_visible()
    for number in range(2, 9):
        output.get_by_role("button", name="Question suivante").click()
        expect(output.get_by_text(f"Question {number} sur 8")).to_be_visible()
        output.get_by_role("button", name=right[number - 1], exact=True).click()
    expect(output.get_by_text("Quiz terminé\xa0: 7 sur 8 du premier coup.")).to_be_visible()
    output.get_by_role("button", name="Recommencer le quiz").click()
    expect(output.get_by_text("0 réponse sur 8.")).to_be_visible()
    for letter in (wrong, right[0]):  # the others may still be tried, to read why
        output.get_by_role("button", name=letter, exact=True).click()
    expect(output.get_by_text("Juste.")).to_be_visible()
    output.get_by_role("button", name="Question suivante").scroll_into_view_if_needed()


def test_recommencer_puts_the_stub_back_and_keeps_what_was_written(opened: Page, notebook: Any) -> None:
    from playwright.sync_api import expect

    answer = cell(opened, notebook, "double-solution")
    answer.locator(".cm-content").click()
    opened.keyboard.press("Control+A")
    opened.keyboard.insert_text("%%recommencer\n# Exercice 1 · double\ndef double(x):\n    return x * x  # mon essai")
    opened.keyboard.press("Control+Enter")
    editor = cell(opened, notebook, "double-solution").locator(".cm-content")
    expect(editor).to_contain_text("raise NotImplementedError")
    expect(editor).to_contain_text("# --- Votre texte, gardé ici ---")
    expect(editor).to_contain_text("#     return x * x  # mon essai")
    expect(editor).not_to_contain_text("%%recommencer")
    expect(answer.locator(".jp-OutputArea-output")).to_contain_text("revenu à son point de départ")


def test_the_last_cell_finds_the_file_and_says_what_is_missing(opened: Page, notebook: Any) -> None:
    from playwright.sync_api import expect

    output = run(opened, notebook, of_role(notebook, "review"))
    expect(output).to_contain_text("Reprenez les lignes qui commencent par →", timeout=3 * MINUTE)
    output.scroll_into_view_if_needed()
    expect(output).to_contain_text(f"✓ Fichier\xa0: {CHAPTER}.ipynb, enregistré")
    expect(output).to_contain_text("✓ Repères\xa0: tous en place.")
    expect(output).to_contain_text("pas encore commencés\xa0: Exercice 1 · double, Exercice 2 · apply_twice")
    expect(output).to_contain_text("✓ Exécution\xa0: le notebook va jusqu’au bout.")
