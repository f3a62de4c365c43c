"""The canvas in JupyterLab: drawn on with the mouse, it asks Python, and the bars change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page

MINUTE = 60_000  # milliseconds
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

CELL = """
import numpy as np
from course_utils.data.digits import builtin_digits
from course_utils.widgets.draw import digit_canvas

images, labels, _, _ = builtin_digits()
means = np.stack([images[labels == k].mean(axis=0).ravel() for k in range(10)])


def predict(image):
    nearness = -((means - image.ravel()) ** 2).sum(axis=1) / 2e5
    shares = np.exp(nearness - nearness.max())
    return shares / shares.sum()


digit_canvas(predict)
"""

# How many rows of what the model sees hold ink, waited for.
INKED = """rows => {
  const seen = document.querySelector(".course-digit-seen");
  const points = seen.getContext("2d").getImageData(0, 0, 28, 28).data;
  const inked = [...Array(28).keys()].filter(y => [...Array(28).keys()].some(x => points[4 * (28 * y + x)] > 0));
  return inked.length === rows;
}"""


@pytest.fixture()
def canvas(page: Page, lab: Any) -> Page:
    """A notebook whose only cell shows the canvas, run."""
    from playwright.sync_api import expect

    path = lab.folder / "canvas.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=[new_code_cell(CELL)], metadata=kernel), path)
    page.goto(lab.page_of("canvas.ipynb"))
    idle = page.locator("#jp-main-statusbar", has_text=re.compile(r"Python 3 \(ipykernel\) \| Inactif"))
    expect(idle).to_be_visible(timeout=2 * MINUTE)
    page.locator(".lm-MenuBar-item", has_text="Exécution").click()
    page.locator(".lm-Menu-item", has_text="Exécuter toutes les cellules").first.click()
    expect(page.locator(".course-digit-page")).to_be_visible(timeout=2 * MINUTE)
    return page


def test_the_bars_follow_what_the_mouse_draws(canvas: Page) -> None:
    from playwright.sync_api import expect

    told = canvas.locator(".course-digit-told")
    expect(told).to_contain_text("Tracez un chiffre")
    box = canvas.locator(".course-digit-page").bounding_box()
    assert box is not None
    across, top, bottom = box["x"] + 140, box["y"] + 40, box["y"] + 240
    canvas.mouse.move(across, top)
    canvas.mouse.down()
    canvas.mouse.move(across, bottom, steps=12)
    canvas.mouse.up()
    # The stroke has arrived whole when the model sees ink all down the box of 20 × 20.
    canvas.wait_for_function(INKED, arg=20)
    expect(told).to_contain_text("Le modèle lit un 1")
    best = canvas.locator(".course-digit-best")
    expect(best.locator(".course-digit-name")).to_have_text("1")
    expect(best.locator(".course-digit-bar")).to_have_attribute("style", re.compile(r"width: ([2-9]\d|100)[.%]"))
    assert canvas.get_by_role("img", name="Zone de dessin").count() == 1  # what a screen reader says of it
    assert canvas.get_by_role("group", name="Probabilité de chaque chiffre").count() == 1

    canvas.get_by_role("button", name="Effacer").click()
    canvas.wait_for_function(INKED, arg=0)
    expect(told).to_contain_text("Tracez un chiffre")
    expect(canvas.locator(".course-digit-best")).to_have_count(0)


def test_a_ready_digit_is_read_without_a_mouse(canvas: Page) -> None:
    from playwright.sync_api import expect

    expect(canvas.locator(".course-digit-told")).to_contain_text("Tracez un chiffre")
    expect(canvas.locator("#jp-main-statusbar", has_text=re.compile(r"\| Inactif"))).to_be_visible()
    choice = canvas.get_by_label("Un chiffre tout prêt")
    choice.press("ArrowDown")  # with the keyboard alone; JupyterLab would leave the cell
    expect(choice).to_be_focused()
    expect(choice).to_have_value("0")
    expect(canvas.locator(".course-digit-told")).to_contain_text("Le modèle lit un 0")
