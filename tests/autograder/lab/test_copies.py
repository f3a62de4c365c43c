"""`course lab` gives the reader a copy, and never writes over it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.course.folder import Course, CourseError
from autograder.lab.copies import copy_for_reader
from autograder.lab.jupyter import SETTINGS


@pytest.fixture()
def course(tmp_path: Path) -> Course:
    """A course with one released chapter, « 42_test », and a picture beside its notebook."""
    folder = tmp_path / "release" / "42_test"
    folder.mkdir(parents=True)
    (folder / "image.svg").write_text("<svg/>", encoding="utf-8")
    write(folder / "42_test.ipynb", "0123456789ab")
    return Course(tmp_path)


def write(notebook: Path, release: str, **more: object) -> None:
    content = {"metadata": {"course": {"release": release}}, "cells": [], **more}
    notebook.write_text(json.dumps(content), encoding="utf-8")


def test_a_chapter_is_copied_whole(course: Course) -> None:
    said = copy_for_reader(course, "42_test")
    assert "nouvelle copie" in said
    assert sorted(path.name for path in (course.root / "lab" / "42_test").iterdir()) == ["42_test.ipynb", "image.svg"]
    assert [path.name for path in (course.root / "lab").iterdir()] == ["42_test"], "nothing else is left behind"


def test_what_the_reader_wrote_stays_and_the_release_too(course: Course) -> None:
    copy_for_reader(course, "42_test")
    own, released = (course.root / name / "42_test" / "42_test.ipynb" for name in ("lab", "release"))
    before = released.read_bytes()
    write(own, "0123456789ab", mine=True)
    said = copy_for_reader(course, "42_test")
    assert said == ""
    assert json.loads(own.read_text(encoding="utf-8"))["mine"] is True
    assert released.read_bytes() == before


def test_a_copy_of_an_earlier_release_with_the_same_text_is_of_this_one(course: Course) -> None:
    copy_for_reader(course, "42_test")
    about = {"course": {"release": "abcdefabcdef", "earlier": ["0123456789ab"]}}
    write(course.release / "42_test" / "42_test.ipynb", "", metadata=about)
    assert copy_for_reader(course, "42_test") == ""


@pytest.mark.parametrize("broken", [False, True])
def test_a_copy_of_another_release_stays_and_the_reader_is_told(course: Course, broken: bool) -> None:
    copy_for_reader(course, "42_test")
    own = course.root / "lab" / "42_test" / "42_test.ipynb"
    if broken:
        own.write_text("plus un notebook", encoding="utf-8")
    else:
        write(own, "ba9876543210")
    before = own.read_bytes()
    assert "autre version" in copy_for_reader(course, "42_test")
    assert own.read_bytes() == before


def test_a_chapter_that_is_not_built_is_one_sentence(course: Course) -> None:
    with pytest.raises(CourseError, match="n'est pas encore construit"):
        copy_for_reader(course, "43_later")
    assert not (course.root / "lab").exists()


def test_announcements_are_off_and_menus_french() -> None:
    page = json.loads((SETTINGS / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert page["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"] is True
    overrides = json.loads((SETTINGS / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/translation-extension:plugin"] == {"locale": "fr_FR"}
