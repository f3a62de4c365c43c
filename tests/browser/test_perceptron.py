"""Chapter 02 as a reader meets it: it runs, each widget moves and its figure changes, the quiz answers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NOTEBOOK = "02_perceptron/02_perceptron.ipynb"
MINUTE = 60_000  # milliseconds
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


@pytest.fixture()
def chapter(page: Page, perceptron_lab: Any) -> Page:
    """The chapter, its kernel ready and all its cells run."""
    from playwright.sync_api import expect

    page.goto(perceptron_lab.page_of(NOTEBOOK))
    idle = page.locator("#jp-main-statusbar", has_text=re.compile(r"Python 3 \(ipykernel\) \| Inactif"))
    expect(idle).to_be_visible(timeout=2 * MINUTE)
    page.locator(".lm-MenuBar-item", has_text="Exécution").click()
    page.locator(".lm-Menu-item", has_text="Exécuter toutes les cellules").first.click()
    cells = json.loads((perceptron_lab.folder / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    ran = page.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]"))
    last = next(index for index, one in reversed(list(enumerate(cells))) if one["cell_type"] == "code")
    page.locator(f'.jp-Cell[data-windowed-list-index="{last}"]').scroll_into_view_if_needed()
    expect(ran.last).to_be_visible(timeout=3 * MINUTE)
    expect(idle).to_be_visible(timeout=3 * MINUTE)
    return page


def output_of(page: Page, lab: Any, words: str) -> Locator:
    """The output of the first code cell that contains `words`, brought into view."""
    cells = json.loads((lab.folder / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    sources = ["".join(one["source"]) if one["cell_type"] == "code" else "" for one in cells]
    place = next(index for index, source in enumerate(sources) if words in source)
    found = page.locator(f'.jp-Cell[data-windowed-list-index="{place}"]')
    found.scroll_into_view_if_needed()
    return found.locator(".jp-Cell-outputWrapper")


def test_every_widget_of_the_chapter_moves_its_figure(chapter: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    for words in ("boundary_game(", "xor_folding("):
        output = output_of(chapter, perceptron_lab, words)
        picture = output.locator("img").first
        before = picture.get_attribute("src")
        output.get_by_role("slider").first.focus()
        chapter.keyboard.press("ArrowRight")
        expect(picture).not_to_have_attribute("src", before or "")

    output = output_of(chapter, perceptron_lab, "passage(")
    picture = output.locator("img").first
    said = picture.get_attribute("alt")
    output.get_by_role("button", name="Suivant").click()
    expect(picture).not_to_have_attribute("alt", said or "")


def test_the_game_counts_errors_and_gestures(chapter: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    output = output_of(chapter, perceptron_lab, "boundary_game(")
    status = output.get_by_role("status")
    expect(status).to_contain_text("Gestes\xa0: 0.")
    output.get_by_role("slider").first.focus()
    for _ in range(3):
        chapter.keyboard.press("ArrowRight")
    expect(output.locator("img").first).to_have_attribute("alt", re.compile("w₁.=.\N{MINUS SIGN}0,7"))  # at rest
    expect(status).to_contain_text("Gestes\xa0: 1.")
    output.get_by_role("button", name="Réglages de départ").click()
    expect(status).to_contain_text("Gestes\xa0: 0.")


def test_the_quiz_of_the_chapter_explains_a_choice(chapter: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    output = output_of(chapter, perceptron_lab, 'quiz("02_perceptron")')
    expect(output.get_by_text("Question 1 sur 11")).to_be_visible()
    output.get_by_role("button", name="a", exact=True).click()
    expect(output.get_by_text("1 réponse sur 11.")).to_be_visible()
