"""A corpus of hostile displays, answers and metadata, opened in a browser: on formgrader, and on the feedback page.

The control opens it where nothing is cleaned: a corpus that runs nowhere would show nothing here either.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from autograder.cli import main
from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, open_course
from autograder.course.solved import solutions, solved
from autograder.gradebook.database import open_gradebook
from autograder.gradebook.kept import notebook_path
from autograder.report.feedback import page_path
from course_utils.chapters.reader import EXTRA_FOLDER
from tests.browser.conftest import ROOT, formgrader
from tests.browser.payloads import CELLS, DISPLAYS, WRITTEN, left_by_another_program

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHAPTER = "90_fixture"
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium"), pytest.mark.timeout(600)]

# Everything that was shown is pointed at, focused and pressed; nothing of formgrader's own is.
_TOUCH_ALL = """places => {
    const touched = document.querySelectorAll(places.map(place => place + ", " + place + " *").join(", "));
    for (const each of touched)
        for (const name of ["mouseover", "mouseenter", "focus", "toggle", "load", "click"])
            each.dispatchEvent(name === "click" ? new MouseEvent(name, {bubbles: true}) : new Event(name));
    return touched.length;
}"""
_ACTIVE = """places => [...document.querySelectorAll(places.map(place => place + " *").join(", "))]
    .filter(each => ["SCRIPT", "IFRAME", "OBJECT", "EMBED", "FORM", "INPUT", "STYLE", "BASE", "META", "LINK", "svg"]
            .includes(each.tagName)
        || [...each.attributes].some(one => one.name.startsWith("on") || one.name === "srcdoc"
            || (one.name === "style" && !/^(background-)?color: rgb\\([0-9,]+\\)$/.test(one.value))
            || (["href", "src", "action"].includes(one.name) && /^\\s*(java|vb)script:|^data:text/i.test(one.value))))
    .map(each => each.outerHTML.slice(0, 200))"""
_FORMGRADER = [".output_area", ".input_area", ".text_cell_render"]


@pytest.fixture
def said(page: Page) -> list[str]:
    """What scripts said in the page or in a frame of it: nothing, when none runs."""
    heard: list[str] = []

    def hear(word: str) -> None:
        heard.append(word)

    page.expose_function("heard", hear)
    page.add_init_script("window.alert = word => { window.heard(String(word)); };")
    return heard


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """The fixture course, in which « eve » handed in the corpus and « hugo » left it as another program would."""
    folder = tmp_path_factory.mktemp("payloads") / "course"
    shutil.copytree(ROOT / "tests" / "course", folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, "")
        assert main(["--root", str(folder), "build"]) == 0
        course = open_course(folder)
        for student in ("eve", "hugo"):
            place = course.submitted / student / CHAPTER / f"{CHAPTER}.ipynb"
            place.parent.mkdir(parents=True)
            place.write_text(json.dumps(_handed_in(course)), encoding="utf-8")
        assert main(["--root", str(folder), "grade", "--sandbox", "auto"]) == 0
        assert main(["--root", str(folder), "feedback"]) == 0
        left = notebook_path(course, "hugo", CHAPTER)
        cells = json.loads(left.read_bytes())["cells"]
        metadata = next(
            cell["metadata"] for cell in cells if cell["metadata"].get("course", {}).get("role") == "manual"
        )
        left.write_text(json.dumps(left_by_another_program(metadata)), encoding="utf-8")
        yield course


def _handed_in(course: Course) -> dict[str, Any]:
    chapter = load_chapter(course, CHAPTER)
    released = nbformat.read(course.release / CHAPTER / f"{CHAPTER}.ipynb", as_version=4)
    answers = solutions(chapter)
    answers["double"] += f"\n\n{CELLS['source']}"
    notebook = solved(released, answers)
    written = next(cell for cell in notebook["cells"] if cell["metadata"].get("course", {}).get("role") == "manual")
    written["source"] = "**Exercice 11 · analysis**\n\n" + "\n\n".join(WRITTEN.values())
    hostile = left_by_another_program({})
    written["attachments"] = hostile["cells"][1]["attachments"]
    notebook["metadata"] = {**notebook["metadata"], **hostile["metadata"]}
    shows = [
        f"from IPython.display import publish_display_data\npublish_display_data({data!r}, {about!r})"
        for data, about in DISPLAYS.values()
    ]
    for number, source in enumerate([*shows, *CELLS.values()]):
        cell = nbformat.v4.new_code_cell(source, id=f"mine-{number}")
        cell["metadata"] = hostile["cells"][0]["metadata"]
        cell["outputs"] = hostile["cells"][0]["outputs"]
        notebook["cells"].append(cell)
    return notebook


@pytest.fixture(scope="module")
def server(graded: Course) -> Iterator[str]:
    with formgrader(graded.root) as address:
        yield address


def _open(page: Page, graded: Course, server: str, student: str) -> None:
    """Open a submission in formgrader."""
    from playwright.sync_api import expect

    with open_gradebook(graded) as gradebook:
        number = gradebook.find_submission_notebook(CHAPTER, CHAPTER, student).id
    page.goto(server.format("/tree"))  # the server's cookies, which formgrader's pages expect
    page.goto(server.format(f"/formgrader/submissions/{number}/"))
    expect(page.locator("#notebook-container").first).to_be_visible()
    fields = "[...document.querySelectorAll('input.extra-credit')]"
    page.wait_for_function(f"{fields}.some(field => field.placeholder === '0')")  # the page now listens


@pytest.mark.parametrize("student", ["eve", "hugo"])
def test_nothing_of_the_corpus_runs_in_formgrader(
    page: Page, graded: Course, server: str, said: list[str], student: str
) -> None:
    _open(page, graded, server, student)
    assert page.locator(".output_area").count() >= len(DISPLAYS)
    assert page.evaluate(_ACTIVE, _FORMGRADER) == []
    points = page.locator("input.score").evaluate_all("fields => fields.map(field => field.value)")
    assert page.evaluate(_TOUCH_ALL, _FORMGRADER) > 100
    page.wait_for_load_state("networkidle")
    assert said == []
    assert page.locator("input.score").evaluate_all("fields => fields.map(field => field.value)") == points


def test_formgraders_page_has_a_policy_that_holds_and_its_own_buttons_work(
    page: Page, graded: Course, server: str, said: list[str]
) -> None:
    from playwright.sync_api import expect

    _open(page, graded, server, "eve")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"alert(7)\" onclick=\"alert(8)\">')"
    )
    page.locator("img[onerror]").dispatch_event("click")
    page.evaluate("document.querySelector('img[onerror]').dispatchEvent(new Event('error'))")
    assert page.evaluate("fetch('http://elsewhere.example/').then(() => 'sent', () => 'refused')") == "refused"
    assert said == []
    page.locator(".glyphicon-eye-open").first.click()
    expect(page.locator("a.name-shown")).to_be_visible()


def test_nothing_of_the_corpus_runs_on_the_feedback_page(page: Page, graded: Course, said: list[str]) -> None:
    page.goto(page_path(graded, "eve", CHAPTER).as_uri())
    assert page.evaluate(_ACTIVE, ["body"]) == []
    assert page.evaluate(_TOUCH_ALL, ["main"]) > 100
    assert "alert(" in page.locator("main").inner_text()  # the answers are there, as they were written
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"alert(7)\">')")
    page.evaluate("document.querySelector('img[onerror]').dispatchEvent(new Event('error'))")
    assert said == []


def test_what_was_withdrawn_leaves_a_word_and_what_is_a_picture_stays(page: Page, graded: Course, server: str) -> None:
    _open(page, graded, server, "eve")
    text = page.locator("#notebook-container").first.inner_text()
    assert "Image retirée" in text and "Affichage retiré" in text
    assert page.locator(".output_png img[src^='data:image/png;base64,iVBOR']").count() == 4


def test_the_corpus_runs_where_nothing_is_cleaned(page: Page, said: list[str]) -> None:
    from nbconvert.exporters import HTMLExporter

    exporter = HTMLExporter(template_name="basic")
    cells = [
        *(
            nbformat.v4.new_code_cell("x", outputs=[{"output_type": "display_data", "data": data, "metadata": about}])
            for data, about in DISPLAYS.values()
        ),
        *(nbformat.v4.new_markdown_cell(text) for text in WRITTEN.values() if "attachment" not in text),
    ]
    for cell in cells:
        page.goto("about:blank")
        page.set_content(exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))[0])
        page.evaluate(_TOUCH_ALL, ["body"])
    ran = set(said)
    assert ran >= {"height", "width", "html-script", "html-onerror", "html-details", "w-script", "w-image"}
    assert len(ran) > 15, sorted(ran)


def test_the_corpus_is_large_and_every_payload_has_a_name_of_its_own() -> None:
    names = [*DISPLAYS, *CELLS, *WRITTEN]
    assert len(names) == len(set(names)) >= 50
