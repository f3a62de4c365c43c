"""The page that `course lab` opens on: chapters, progress, where to begin or to go on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.course.chapter import Exercise
from autograder.course.folder import Course
from autograder.lab.copies import copy_for_reader
from autograder.lab.welcome import PAGE, Listed, welcome_page, write_welcome
from course_utils.french import typeset

ROOT = Path(__file__).parents[3]


def chapter(name: str, passed: Mapping[str, str] | None = None) -> Listed:
    exercises = tuple(
        Exercise(one, number, 1.0, False, one, f"{one}-checks")
        for number, one in enumerate(("sum", "product"), start=1)
    )
    return Listed(
        name,
        f"Titre {name[:2]}",
        75,
        "- compter ;\n- mesurer.",
        exercises,
        {"sum": "one", "product": "two"},
        passed or {},
    )


def advice(*chapters: Listed) -> str:
    """What the page says in bold of where to go."""
    found = re.search(r"\*\*(.*)\*\*", welcome_page("Cours", chapters))
    assert found is not None
    return found[1]


def test_who_begins_is_sent_to_the_first_chapter() -> None:
    assert advice(chapter("00_start"), chapter("01_next")) == (
        "Commencez par le [chapitre 00, *Titre 00*](00_start/00_start.ipynb)."
    )


def test_who_goes_on_is_sent_to_the_next_exercise_of_the_chapter_of_the_last_success() -> None:
    first, second = {"sum": "2026-01-03"}, {"sum": "2026-01-02", "product": "2026-01-02"}
    assert "[chapitre 00, exercice 2](00_start/00_start.ipynb#cell-id=two)" in advice(
        chapter("00_start", first), chapter("01_next", second)
    )
    assert "[chapitre 02, exercice 1](" in advice(chapter("01_next", second), chapter("02_after"))
    assert "[chapitre 00, exercice 1](" in advice(chapter("00_start"), chapter("01_next", second))


def test_who_has_passed_everything_is_congratulated() -> None:
    everything = {"sum": "2026-01-02", "product": "2026-01-02"}
    assert "tous les exercices" in advice(chapter("00_start", everything))


def test_each_chapter_has_its_french_title_its_time_what_one_will_be_able_to_do_and_ones_progress() -> None:
    page = welcome_page("L'apprentissage", [chapter("00_start", {"sum": "2026-01-03", "gone": "2026-01-03"})])
    assert typeset("# L'apprentissage") in page
    assert "| 00 | [Titre 00](00_start/00_start.ipynb) | 1\xa0h\xa015 | 1 sur 2 |" in page
    assert "Vous avez réussi 1 exercice sur 2." in page, "an exercise that is gone does not count"
    assert "<summary>00 · Titre 00</summary>\n\n- compter\u202f;\n- mesurer." in page


@pytest.fixture()
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The course's own released chapters 00 and 02, the first one copied for its reader."""
    monkeypatch.delenv("COURSE_LEARNED", raising=False)
    for name in ("00_start", "02_perceptron"):
        folder = tmp_path / "release" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_bytes((ROOT / "release" / name / f"{name}.ipynb").read_bytes())
        (tmp_path / "notebooks").mkdir(exist_ok=True)
        (tmp_path / "notebooks" / f"{name}.md").write_text("", encoding="utf-8")
    found = Course(tmp_path, {"title": "Un cours"})
    copy_for_reader(found, "00_start")
    return found


def test_the_page_is_made_of_the_released_chapters_that_the_reader_has(course: Course) -> None:
    write_welcome(course)
    page = (course.root / "lab" / PAGE).read_text(encoding="utf-8")
    assert "Prise en main" in page and "02_perceptron" not in page
    assert re.search(r"<summary>00 · Prise en main</summary>\n\n- \w+.*\n- ", page), "its objectives"
    assert "| 0 sur 3 |" in page
    copy_for_reader(course, "02_perceptron")
    write_welcome(course)
    assert "02_perceptron/02_perceptron.ipynb" in (course.root / "lab" / PAGE).read_text(encoding="utf-8")


def test_progress_is_read_again_each_time_and_a_damaged_file_is_told(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    learned = course.root / "lab" / "progression.json"
    told = {"passed": {"average": {"on": "2026-01-02", "release": ""}}}
    learned.write_text(json.dumps({"version": 1, "chapters": {"00_start": told}}), encoding="utf-8")
    write_welcome(course)
    page = (course.root / "lab" / PAGE).read_text(encoding="utf-8")
    assert "| 1 sur 3 |" in page
    place = re.search(r"\[chapitre 00, exercice 2\]\(00_start/00_start\.ipynb#cell-id=([\w-]+)\)", page)
    cells = json.loads((course.release / "00_start" / "00_start.ipynb").read_text(encoding="utf-8"))["cells"]
    assert place is not None
    stated = next("".join(cell["source"]) for cell in cells if cell["id"] == place[1])
    assert "### Exercice 2" in stated
    learned.write_text("{", encoding="utf-8")
    write_welcome(course)
    assert "| 0 sur 3 |" in (course.root / "lab" / PAGE).read_text(encoding="utf-8")
    assert "progression-illisible.json" in capsys.readouterr().out
