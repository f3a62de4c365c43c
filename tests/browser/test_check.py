"""The check of an exercise on a learner's page: it judges what the answer's cell says now, ends, and says it once."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MINUTE = 60_000  # milliseconds
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SETUP = 'from course_utils.start import start\n\nstart("02_perceptron", release="")'
RIGHT = "# Exercice 1 · neuron\nimport numpy as np\n\ndef neuron(x, w, b):\n    return np.dot(w, x) + b"
CHECK = (
    '# Vérifications de l’exercice 1 · neuron\nfrom course_utils.checks import check\n\ncheck("02_perceptron/neuron")'
)


def opened(page: Page, lab: Any, name: str, sources: Sequence[str]) -> None:
    """Write a notebook of chapter 02 with these cells of code, open it and wait for its kernel."""
    from playwright.sync_api import expect

    released = json.loads((lab.folder / "02_perceptron" / "02_perceptron.ipynb").read_text(encoding="utf-8"))
    notebook = copy.deepcopy(released) | {"cells": []}
    for position, source in enumerate(sources):
        cell = {"cell_type": "code", "id": f"cell-{position}", "execution_count": None, "outputs": []}
        notebook["cells"].append(cell | {"metadata": {"tags": ["raises-exception"]}, "source": source})
    (lab.folder / "02_perceptron" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    page.goto(lab.page_of(f"02_perceptron/{name}.ipynb"))
    expect(idle(page)).to_be_visible(timeout=2 * MINUTE)


def idle(page: Page) -> Locator:
    return page.locator("#jp-main-statusbar", has_text=re.compile(r"Python 3 \(ipykernel\) \| Inactif"))


def run_all(page: Page) -> None:
    page.locator(".lm-MenuBar-item", has_text="Exécution").click()
    page.locator(".lm-Menu-item", has_text="Exécuter toutes les cellules").first.click()


def output(page: Page, position: int) -> Locator:
    return page.locator(f'.jp-Cell[data-windowed-list-index="{position}"] .jp-Cell-outputWrapper')


def test_a_right_answer_is_green_and_counted(page: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    opened(page, perceptron_lab, "right", [SETUP, RIGHT, CHECK])
    run_all(page)
    expect(output(page, 2)).to_contain_text("Vérifications visibles réussies")
    expect(output(page, 2)).to_contain_text("exercice sur 7")
    output(page, 2).get_by_text("Une réponse commentée").click()
    expect(output(page, 2).get_by_text("def neuron(x, w, b)")).to_be_visible()


def test_a_failed_check_is_told_once_without_an_error_beside_it(page: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    wrong = RIGHT.replace(" + b", "")
    opened(page, perceptron_lab, "wrong", [SETUP, wrong, CHECK])
    run_all(page)
    expect(output(page, 2).locator("strong")).to_contain_text("biais")
    expect(output(page, 2)).to_contain_text("attendu")
    assert output(page, 2).locator(".jp-OutputArea-child").count() == 1


def test_an_answer_whose_cell_stopped_is_not_judged_by_the_old_one(page: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    broken = RIGHT.replace("+ b", "+ * b")
    opened(page, perceptron_lab, "stopped", [SETUP, RIGHT, broken, CHECK])
    run_all(page)
    expect(output(page, 3)).to_contain_text("s’est arrêtée sur une erreur SyntaxError, ligne 5")


def test_an_answer_that_was_changed_and_not_run_is_not_judged(page: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    opened(page, perceptron_lab, "changed", [SETUP, RIGHT, CHECK])
    run_all(page)
    expect(output(page, 2)).to_contain_text("réussies")
    editor = page.locator('.jp-Cell[data-windowed-list-index="1"] .cm-content')
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" + 1")
    page.keyboard.press("Control+s")
    file = perceptron_lab.folder / "02_perceptron" / "changed.ipynb"
    while "+ b + 1" not in file.read_text(encoding="utf-8"):
        page.wait_for_timeout(100)
    page.locator('.jp-Cell[data-windowed-list-index="2"] .cm-content').click()
    page.keyboard.press("Control+Enter")
    expect(output(page, 2)).to_contain_text("a changé depuis que vous l’avez exécutée")


def test_an_answer_that_does_not_end_is_stopped_with_a_sentence(page: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    endless = RIGHT.replace("    return", "    while True:\n        b = b + 1\n    return")
    opened(page, perceptron_lab, "endless", [SETUP, endless, CHECK])
    run_all(page)
    expect(output(page, 2)).to_contain_text("Votre fonction ne s’arrête pas", timeout=2 * MINUTE)
    expect(idle(page)).to_be_visible()


def test_a_figure_that_waits_for_an_answer_says_so_in_a_line(page: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    stub = RIGHT.split("    return")[0] + '    raise NotImplementedError("Exercice 1 · neuron : à vous de jouer.")'
    waiting = "import matplotlib.pyplot as plt\n\nfigure, axes = plt.subplots()\nneuron([1.0], [2.0], 0.0)"
    opened(page, perceptron_lab, "waiting", [SETUP, stub, waiting])
    run_all(page)
    expect(output(page, 2)).to_contain_text("attend votre réponse à l’exercice 1 · neuron")
    expect(output(page, 2).locator("img")).to_have_count(0)
    expect(output(page, 2)).not_to_contain_text("Traceback")


def test_a_cell_that_is_interrupted_says_so_in_a_line(page: Page, perceptron_lab: Any) -> None:
    from playwright.sync_api import expect

    opened(page, perceptron_lab, "interrupted", [SETUP, "print('début', flush=True)\nwhile True:\n    pass"])
    run_all(page)
    expect(output(page, 1)).to_contain_text("début")
    page.locator(".lm-MenuBar-item", has_text="Noyau").click()
    page.locator(".lm-Menu-item", has_text="Interrompre le noyau").first.click()
    expect(output(page, 1)).to_contain_text("Exécution interrompue")
    expect(output(page, 1)).not_to_contain_text("Traceback")
