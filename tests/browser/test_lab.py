"""A reader's first hour, in a real browser: open, run all, answer, check; and nbgrader's Validate where it is used."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import formgrader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
CHAPTER = "00_start"
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANSWER = """def average(values):
    if len(values) == 0:
        raise ValueError("Il faut au moins une valeur.")
    return sum(values) / len(values)"""
PASSED = "Vérifications visibles réussies"
MINUTE = 60_000  # milliseconds


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def open_notebook(page: Page, lab: Any, name: str) -> None:
    """Open a notebook of the reader's folder and wait until its kernel is ready."""
    from playwright.sync_api import expect

    page.goto(lab.page_of(f"{CHAPTER}/{name}"))
    # The toolbar's indicator is « idle » before there is a kernel; the status bar names it once it is connected.
    ready = page.locator("#jp-main-statusbar", has_text=re.compile(r"Python 3 \(ipykernel\) \| Inactif"))
    expect(ready).to_be_visible(timeout=2 * MINUTE)


def cell(page: Page, notebook: Any, cell_id: str) -> Locator:
    """The cell of a notebook that has this id, brought into view: JupyterLab makes its editor only there."""
    position = next(index for index, one in enumerate(notebook["cells"]) if one["id"] == cell_id)
    found = page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{position}"]')
    found.scroll_into_view_if_needed()
    return found


def validate(page: Page) -> str:
    """Press nbgrader's Validate button and return what its window says."""
    page.locator(".jp-NotebookPanel-toolbar").get_by_text("Validate", exact=True).click()
    window = page.locator(".jp-Dialog", has_text="Validation Results")
    window.wait_for(timeout=3 * MINUTE)
    return window.inner_text()


def test_a_reader_runs_all_answers_the_first_exercise_and_sees_its_check_pass(page: Page, lab: Any) -> None:
    from playwright.sync_api import expect

    open_notebook(page, lab, f"{CHAPTER}.ipynb")
    page.locator(".lm-MenuBar-item", has_text="Exécution").click()
    page.locator(".lm-Menu-item", has_text="Exécuter toutes les cellules").first.click()

    notebook = read(lab.folder / CHAPTER / f"{CHAPTER}.ipynb")
    shown = [one for one in notebook["cells"] if not one["metadata"].get("jupyter", {}).get("source_hidden")]
    code_cells = sum(one["cell_type"] == "code" for one in shown)  # a folded one shows no number
    ran = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt", has_text=re.compile(r"\[\d+\]"))
    expect(ran, "a stub must not stop « Exécuter toutes les cellules »").to_have_count(code_cells)
    checks = cell(page, notebook, "average-checks")
    expect(checks.locator(".jp-OutputArea-output")).to_contain_text("pas encore commencé")

    answer = cell(page, notebook, "average-solution")
    answer.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(f"# Exercice 1 · average\n{ANSWER}")
    page.keyboard.press("Control+Enter")
    checks = cell(page, notebook, "average-checks")
    checks.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(checks.locator(".jp-OutputArea-output")).to_contain_text(PASSED)


@pytest.fixture(scope="module")
def plain_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab as an institution may run it, with nbgrader's buttons; yields its address, with a place for a path.

    A page of it begins without the tabs of the one before.
    """
    folder = tmp_path_factory.mktemp("plain")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    with formgrader(folder) as address:
        notebook = read(ROOT / "release" / CHAPTER / f"{CHAPTER}.ipynb")
        (folder / "unsolved.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        solved = {one["id"]: one for one in read(ROOT / "source" / CHAPTER / f"{CHAPTER}.ipynb")["cells"]}
        for one in notebook["cells"]:
            if one["id"].endswith(("-solution", "-answer")):
                one["source"] = solved[one["id"]]["source"]
        (folder / "solved.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        yield f"{address}&reset"


def test_validate_refuses_an_unsolved_notebook(page: Page, plain_lab: str) -> None:
    page.goto(plain_lab.format("/lab/tree/unsolved.ipynb"))
    said = validate(page)
    assert "Success" not in said
    assert "average" in said


def test_validate_accepts_a_solved_notebook(page: Page, plain_lab: str) -> None:
    page.goto(plain_lab.format("/lab/tree/solved.ipynb"))
    assert "Success! Your notebook passes all the tests." in validate(page)
