"""The first screen and the last cell, in a real browser: the welcome page, and the file to hand in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import open_course
from autograder.course.solved import solutions, solved
from autograder.lab.welcome import write_welcome

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
CHAPTER = "00_start"
MINUTE = 60_000  # milliseconds
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture()
def console(page: Page) -> list[str]:
    """What the page's console says is an error."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture()
def welcome(page: Page, console: list[str], whole_lab: Any) -> Locator:
    """The page that `course lab` opens on."""
    page.goto(whole_lab.page_of("Accueil.md"))
    found = page.locator(".jp-MarkdownViewer")
    found.locator("h1").wait_for()
    return found


def ready(page: Page) -> None:
    """Wait until the notebook that is open has its kernel."""
    from playwright.sync_api import expect

    status = page.locator("#jp-main-statusbar", has_text=re.compile(r"Python 3 \(ipykernel\) \| Inactif"))
    expect(status).to_be_visible(timeout=2 * MINUTE)


def run(page: Page, cells: Any, role: str) -> Locator:
    """Run the cell of that role and return where its output comes."""
    position = next(index for index, one in enumerate(cells) if one["metadata"].get("course", {}).get("role") == role)
    cell = page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{position}"]')
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    return cell.locator(".jp-Cell-outputWrapper")


def test_the_first_screen_lists_the_chapters_in_french_without_a_kernel(
    page: Page, welcome: Locator, console: list[str]
) -> None:
    from playwright.sync_api import expect

    expect(welcome.locator("h1")).to_contain_text("L’apprentissage profond, pas à pas")
    expect(welcome.locator("strong a").first).to_have_text("chapitre 00, Prise en main")
    names = sorted(path.name for path in (ROOT / "release").iterdir() if path.is_dir())
    expect(welcome.locator("tbody tr")).to_have_count(len(names))
    objective = welcome.get_by_text("rendre un fichier qui se corrige")
    expect(objective).to_be_hidden()
    welcome.locator("summary", has_text="Prise en main").click()
    expect(objective).to_be_visible()
    kernels = page.evaluate("fetch('/api/kernels').then(answer => answer.json())")
    assert kernels == []
    assert console == []


def test_a_title_opens_its_notebook_without_the_buttons_that_double_ours(page: Page, welcome: Locator) -> None:
    from playwright.sync_api import expect

    welcome.get_by_role("link", name="Le perceptron").click()
    expect(page.locator(".jp-NotebookPanel h1").first).to_contain_text("Le perceptron")
    expect(page.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    expect(page.get_by_text("Validate", exact=True)).to_have_count(0)
    page.keyboard.press("Control+Shift+L")
    expect(page.locator(".jp-Launcher-sectionTitle").first).to_be_visible()
    expect(page.locator(".jp-Launcher-sectionTitle", has_text="Jupytext")).to_have_count(0)


def test_who_has_passed_exercises_is_sent_to_the_next_one(page: Page, whole_lab: Any) -> None:
    from playwright.sync_api import expect

    told = {"average": {"on": "2026-01-02", "release": ""}}
    learned = whole_lab.folder / "progression.json"
    learned.write_text(json.dumps({"version": 1, "chapters": {CHAPTER: {"passed": told}}}), encoding="utf-8")
    write_welcome(open_course(whole_lab.folder.parent))
    learned.unlink()
    page.goto(whole_lab.page_of("Accueil.md"))
    link = page.locator(".jp-MarkdownViewer strong a")
    expect(link).to_have_text("chapitre 00, exercice 2")
    link.click()
    answer = page.locator(".jp-Notebook .jp-CodeCell", has_text="# Exercice 2").first
    expect(answer, "JupyterLab scrolls to the statement, more or less").to_be_in_viewport()


def test_the_last_cell_writes_the_right_file_of_a_notebook_that_was_renamed(page: Page, whole_lab: Any) -> None:
    from playwright.sync_api import expect

    course = open_course(ROOT)
    notebook = solved(released_notebook(course, CHAPTER), solutions(load_chapter(course, CHAPTER)))
    own = whole_lab.folder / CHAPTER / "à moi.ipynb"
    own.write_text(json.dumps(notebook), encoding="utf-8")
    page.goto(whole_lab.page_of(f"{CHAPTER}/à moi.ipynb"))
    ready(page)
    output = run(page, notebook["cells"], "review")
    prepared = whole_lab.folder / "À rendre" / f"{CHAPTER}.ipynb"
    expect(output).to_contain_text(str(prepared), timeout=3 * MINUTE)
    expect(output).to_contain_text("✓ Exécution")
    written = read(prepared)["cells"]
    assert ["".join(one["source"]) for one in written] == [one["source"] for one in notebook["cells"]]
    graded = [one["metadata"]["nbgrader"] for one in notebook["cells"] if "nbgrader" in one["metadata"]]
    assert [one["metadata"]["nbgrader"] for one in written if "nbgrader" in one["metadata"]] == graded


def test_a_check_that_records_in_a_notebook_writes_beside_the_chapters(page: Page, whole_lab: Any) -> None:
    from playwright.sync_api import expect

    source = 'from course_utils.learned import done, passed\npassed("00_start", "average")\ndone("00_start")'
    cell = {"cell_type": "code", "id": "own", "metadata": {"course": {"role": "demo"}}, "source": source}
    notebook = {**read(whole_lab.folder / CHAPTER / f"{CHAPTER}.ipynb")}
    notebook["cells"] = [{**cell, "outputs": [], "execution_count": None}]
    (whole_lab.folder / CHAPTER / "recording.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    page.goto(whole_lab.page_of(f"{CHAPTER}/recording.ipynb"))
    ready(page)
    expect(run(page, notebook["cells"], "demo")).to_contain_text("{'average'}")
    held = read(whole_lab.folder / "progression.json")
    assert list(held["chapters"][CHAPTER]["passed"]) == ["average"]
    (whole_lab.folder / "progression.json").unlink()
