"""Stored outcomes come from the folder of the course at work, else from the package."""

from __future__ import annotations

import json
import os
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from course_utils.chapters.reader import EXTRA_FOLDER, read_chapter
from course_utils.checks.outcome import Outcome
from course_utils.checks.stored import Mistake, StoredExercise, stored_exercise

THREE, FOUR = {"value": 3}, {"value": 4}
NODE = {
    "checks": [{"expected": [THREE, FOUR], "inputs": "aaa"}, {"expected": [FOUR], "inputs": "bbb"}],
    "mistakes": [{"id": "off-by-one", "sentence": "il en manque un", "outcomes": [None, [THREE]]}],
}


@pytest.fixture()
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(EXTRA_FOLDER, str(tmp_path))
    return tmp_path


def _write(folder: Path, exercises: dict[str, Any], chapter: str = "42_test") -> Path:
    path = folder / f"{chapter}.json"
    path.write_text(json.dumps({"release": "0123456789ab", "exercises": exercises}), encoding="utf-8")
    return path


def test_a_chapter_is_read_from_the_extra_folder(folder: Path) -> None:
    _write(folder, {"count": NODE})
    assert read_chapter("42_test") == {"release": "0123456789ab", "exercises": {"count": NODE}}


def test_an_exercise_has_its_expectations_and_a_mistake_says_only_where_it_differs(folder: Path) -> None:
    _write(folder, {"count": NODE})
    three, four = Outcome(3), Outcome(4)
    assert stored_exercise("42_test/count") == StoredExercise(
        expected=((three, four), (four,)),
        inputs=("aaa", "bbb"),
        mistakes=(Mistake("off-by-one", "il en manque un", ((three, four), (three,))),),
    )


def test_what_is_not_stored_is_none(folder: Path) -> None:
    _write(folder, {"count": NODE})
    assert read_chapter("43_unknown") is None
    assert stored_exercise("43_unknown/count") is None
    assert stored_exercise("42_test/unknown") is None


def test_a_file_that_changed_is_read_again(folder: Path) -> None:
    path = _write(folder, {"count": NODE})
    assert stored_exercise("42_test/count") is not None
    before = path.stat().st_mtime_ns
    _write(folder, {"renamed": NODE})
    os.utime(path, ns=(before + 1, before + 1))
    assert stored_exercise("42_test/count") is None
    assert stored_exercise("42_test/renamed") is not None


def test_a_chapter_that_the_extra_folder_lacks_comes_from_the_package(folder: Path) -> None:
    data = Path(str(resources.files("course_utils.chapters")))
    chapters = sorted(path.stem for path in data.glob("*.json"))
    assert chapters
    for chapter in chapters:
        assert read_chapter(chapter) == json.loads((data / f"{chapter}.json").read_text(encoding="utf-8"))
    _write(folder, {}, chapters[0])
    assert read_chapter(chapters[0]) == {"release": "0123456789ab", "exercises": {}}


def test_every_stored_exercise_of_the_package_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")  # tensors are stored
    monkeypatch.delenv(EXTRA_FOLDER, raising=False)
    data = Path(str(resources.files("course_utils.chapters")))
    for path in data.glob("*.json"):
        for name in json.loads(path.read_text(encoding="utf-8"))["exercises"]:
            known = stored_exercise(f"{path.stem}/{name}")
            assert known is not None
            assert len(known.inputs) == len(known.expected)
            assert all(len(mistake.outcomes) <= len(known.expected) for mistake in known.mistakes)
