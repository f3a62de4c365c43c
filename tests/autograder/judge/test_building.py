"""A chapter's files follow its text and answers; what has not changed is neither read again nor run again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.course.chapter import grading_digest, load_chapter
from autograder.course.folder import Course, CourseError
from autograder.judge import building
from autograder.judge.building import built_files, is_current
from autograder.judge.other_cpu import elsewhere, processors
from tests.autograder.tiny_course import ANSWERS, TEXT, TINY, write_tiny

SOLUTION = "    return 2 * x\n"


def written(root: Path, text: str = TEXT, answers: str = ANSWERS) -> Course:
    """A tiny course with its files as they are built."""
    course = write_tiny(root, text, answers)
    write(course)
    return course


def write(course: Course) -> None:
    for path, content in built_files(course, TINY).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def stored(course: Course) -> dict[str, Any]:
    return json.loads((course.stored / f"{TINY}.json").read_text(encoding="utf-8"))


@pytest.fixture()
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "server_for", lambda chapter: pytest.fail("an answer was run"))


def test_what_is_built_is_current_until_a_file_changes(tmp_path: Path) -> None:
    course = written(tmp_path)
    assert is_current(course, TINY)
    for path in (
        course.notebooks / f"{TINY}.md",
        course.answers / f"a{TINY}.py",
        course.source / TINY / f"{TINY}.ipynb",
        course.release / TINY / f"{TINY}.ipynb",
        course.stored / f"{TINY}.json",
    ):
        before = path.read_bytes()
        path.write_bytes(before + b" ")
        assert not is_current(course, TINY), path
        path.write_bytes(before.replace(b"\n", b"\r\n"))
        assert is_current(course, TINY), f"{path}: ends of lines are a code host's"
        path.unlink()
        assert not is_current(course, TINY), path
        path.write_bytes(before)


@pytest.mark.usefixtures("nothing_runs")
def test_a_sentence_is_written_without_running_anything(tiny: Course) -> None:
    release, before = stored(tiny)["release"], stored(tiny)["exercises"]
    edit(tiny.answers / f"a{TINY}.py", "vous élevez au carré", "vous multipliez `x` par lui-même")
    write(tiny)
    after = stored(tiny)
    assert after["exercises"]["double"]["mistakes"][0]["sentence"] == "vous multipliez `x` par lui-même"
    assert after["release"] == release
    assert after["exercises"]["shift"] == before["shift"]


def test_a_wrong_answer_more_changes_no_notebook_and_no_mark(tiny: Course) -> None:
    notebooks = [folder / TINY / f"{TINY}.ipynb" for folder in (tiny.source, tiny.release)]
    before, worth = [path.read_bytes() for path in notebooks], grading_digest(load_chapter(tiny, TINY))
    with (tiny.answers / f"a{TINY}.py").open("a", encoding="utf-8") as answers:
        answers.write("\n\n# %% wrong double triple · « vous triplez »\ndef double(x):\n    return 3 * x\n")
    write(tiny)
    assert [path.read_bytes() for path in notebooks] == before
    assert grading_digest(load_chapter(tiny, TINY)) == worth
    assert [one["id"] for one in stored(tiny)["exercises"]["double"]["mistakes"]] == ["square", "far", "triple"]


def test_a_hidden_test_changes_what_a_work_is_worth_and_not_what_a_student_holds(tmp_path: Path) -> None:
    first = written(tmp_path / "a")
    other = written(tmp_path / "b", TEXT.replace("reference=lambda x: x + x", "reference=lambda x: 2 * x"))
    assert load_chapter(first, TINY).digest == load_chapter(other, TINY).digest
    assert grading_digest(load_chapter(first, TINY)) != grading_digest(load_chapter(other, TINY))
    release = f"release/{TINY}/{TINY}.ipynb"
    assert (first.root / release).read_bytes() == (other.root / release).read_bytes()


def test_only_the_exercise_that_changed_and_those_after_it_are_run(
    tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[str] = []
    record = building._record
    monkeypatch.setattr(building, "_record", lambda begun, name, *rest: run.append(name) or record(begun, name, *rest))
    edit(tiny.answers / f"a{TINY}.py", "def shift(values):\n", "def shift(values):\n    # again\n")
    built_files(tiny, TINY)
    assert run == ["shift"]


def test_a_value_that_differs_in_its_last_digits_keeps_the_bytes_that_were_recorded(tmp_path: Path) -> None:
    course = written(tmp_path, TEXT.replace(SOLUTION, "    return 2 * x / 3\n").replace("x + x", "2 * x / 3"))
    before = stored(course)["exercises"]["double"]
    edit(course.notebooks / f"{TINY}.md", "2 * x / 3", "2 * x / 3 * (1 + 1e-9)")
    write(course)
    after = stored(course)["exercises"]["double"]
    assert after["made_from"] != before["made_from"], "it was run again"
    assert after["checks"] == before["checks"]
    edit(course.notebooks / f"{TINY}.md", "(1 + 1e-9)", "(1 + 1e-3)")
    write(course)
    assert stored(course)["exercises"]["double"]["checks"] != before["checks"]


def test_a_mistake_too_large_to_ship_is_refused_with_its_size(tmp_path: Path) -> None:
    answers = ANSWERS + (
        "\n\n# %% wrong double long · « vous écrivez un roman »\ndef double(x):\n    return 'roman ' * 5000\n"
    )
    with pytest.raises(CourseError, match=r"« long » prendrait \d+ octets"):
        built_files(write_tiny(tmp_path, answers=answers), TINY)


# Another processor


PRECISION = """

# %% wrong double hardware · « vous regardez le processeur »
import os


def double(x):
    return 2 * x + len(os.environ.get("NPY_DISABLE_CPU_FEATURES", ""))
"""


def test_what_another_processor_would_not_give_is_told(tmp_path: Path) -> None:
    course = written(tmp_path, answers=ANSWERS + PRECISION)
    told = list(elsewhere(course, TINY))
    assert len(told) >= 1
    assert all("l'erreur « hardware » ne donne pas les mêmes valeurs" in one for one in told)
    assert list(elsewhere(course, TINY, ["shift"])) == []


def test_each_processor_hides_some_instructions_from_each_library() -> None:
    for name, environment in processors().items():
        assert {"OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "NPY_DISABLE_CPU_FEATURES"} <= environment.keys(), name
