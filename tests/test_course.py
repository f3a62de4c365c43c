"""The course itself: built files up to date, points that add up, no output committed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import chapter_names, open_course
from autograder.judge.building import built_files, built_without_text
from course_utils.chapters.reader import EXTRA_FOLDER

ROOT = Path(__file__).parents[1]
COURSE = open_course(ROOT)
CHAPTERS = chapter_names(COURSE)


@pytest.fixture(autouse=True)
def _outcomes_of_this_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EXTRA_FOLDER, str(COURSE.stored))


def test_there_is_a_course() -> None:
    assert CHAPTERS


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_is_built_is_up_to_date(name: str) -> None:
    files = built_files(COURSE, name)
    late = [path for path, content in files.items() if not path.is_file() or path.read_bytes() != content]
    assert late == [], f"run « course build {name} »"


def test_nothing_built_is_without_its_text() -> None:
    assert built_without_text(COURSE) == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_points_of_a_chapter_are_those_of_its_exercises(name: str) -> None:
    chapter = load_chapter(COURSE, name)
    assert sum(exercise.points for exercise in chapter.exercises) == chapter.points > 0
    released = [cell["metadata"].get("nbgrader", {}) for cell in released_notebook(COURSE, name)["cells"]]
    assert sum(about["points"] for about in released if about.get("grade")) == chapter.points


def committed_notebooks() -> list[Path]:
    if not (ROOT / ".git").exists():  # an archive holds nothing else
        return [*COURSE.source.rglob("*.ipynb"), *COURSE.release.rglob("*.ipynb")]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.ipynb"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_no_committed_notebook_holds_an_output() -> None:
    notebooks = [path for path in committed_notebooks() if path.is_file()]
    assert len(notebooks) >= 2 * len(CHAPTERS)
    for path in notebooks:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs") and cell.get("execution_count") is None, f"{path}: {cell['id']}"
