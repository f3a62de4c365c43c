"""nbgrader's own web interface on what `course grade` recorded: a written answer is read and marked there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from autograder.cli import main
from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, open_course
from autograder.course.solved import solutions, solved
from autograder.gradebook.database import exercise_marks, open_gradebook
from tests.browser.conftest import formgrader

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
CHAPTER = "90_fixture"
WRITTEN = "Sans remise à zéro, les gradients s'ajoutent d'un pas à l'autre."
pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The fixture course, in which « camille » handed in the solutions and an answer of her own, graded."""
    folder = tmp_path_factory.mktemp("formgrader") / "course"
    shutil.copytree(ROOT / "tests" / "course", folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    assert main(["--root", str(folder), "build"]) == 0
    chapter = load_chapter(open_course(folder), CHAPTER)
    released = nbformat.read(folder / "release" / CHAPTER / f"{CHAPTER}.ipynb", as_version=4)
    answers = solutions(chapter)
    notebook = solved(released, answers)
    answer = next(cell for cell in notebook["cells"] if cell["metadata"].get("course", {}).get("role") == "manual")
    answer["source"] = f"**Exercice 11 · analysis**\n\n{WRITTEN}"
    place = folder / "submitted" / "camille" / CHAPTER / f"{CHAPTER}.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps(notebook), encoding="utf-8")
    assert main(["--root", str(folder), "grade", "--sandbox", "auto"]) == 0
    return open_course(folder)


@pytest.fixture(scope="module")
def server(graded: Course) -> Iterator[str]:
    with formgrader(graded.root) as address:
        yield address


def test_a_written_answer_is_marked_in_formgrader_and_kept_by_a_new_grading(
    page: Page, server: str, graded: Course
) -> None:
    from playwright.sync_api import expect

    page.goto(server.format("/tree"))  # the server's cookies, which formgrader's pages expect
    page.goto(server.format(f"/formgrader/gradebook/{CHAPTER}/{CHAPTER}"))
    page.locator("a", has_text="Submission #1").click()
    expect(page.get_by_text(WRITTEN)).to_be_visible()
    score = page.locator("input.score#analysis")
    expect(page.locator("input.extra-credit").last).to_have_attribute("placeholder", "0")  # the page now listens
    score.fill("1.5")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        score.press("Tab")
    assert _analysis(graded).points == 1.5

    assert main(["--root", str(graded.root), "grade", "--sandbox", "auto", "--force"]) == 0
    assert _analysis(graded).points == 1.5
    assert _analysis(graded).by_hand


@pytest.mark.needs("bubblewrap", "namespaces")
@pytest.mark.parametrize(("button", "command"), [("autograde", "grade"), ("generate-feedback", "feedback")])
def test_a_button_of_formgrader_runs_the_courses_command(
    page: Page, server: str, graded: Course, button: str, command: str
) -> None:
    from playwright.sync_api import expect

    page.goto(server.format("/tree"))
    page.goto(server.format(f"/formgrader/manage_submissions/{CHAPTER}"))
    page.locator(f"td.{button} a").click()
    said = page.locator(".modal-body")
    expect(said).to_contain_text("Successfully")
    expect(said).to_contain_text(f"« course {command} »".replace(" »", "\u00a0»").replace("« ", "«\u00a0"))
    assert [path.name for path in (graded.autograded / "camille" / CHAPTER).iterdir()] == [f"{CHAPTER}.ipynb"]
    left = [path.name for path in graded.feedback.rglob("*") if path.is_file()]
    assert left == ([f"{CHAPTER}.html"] if command == "feedback" else [])


def test_nbgraders_own_export_reads_the_marks(graded: Course, tmp_path: Path) -> None:
    table = tmp_path / "marks.csv"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "export", f"--to={table}"],
        cwd=graded.root,
        env=os.environ | {"PATH": path},
        check=True,
        capture_output=True,
        timeout=120,
    )
    header, row = (line.split(",") for line in table.read_text(encoding="utf-8").splitlines()[:2])
    mark = dict(zip(header, row, strict=False))
    assert (mark["assignment"], mark["student_id"], float(mark["max_score"])) == (CHAPTER, "camille", 20)
    assert float(mark["raw_score"]) >= 18


def _analysis(course: Course) -> Any:
    with open_gradebook(course) as gradebook:
        return exercise_marks(gradebook, "camille", CHAPTER)["analysis"]
