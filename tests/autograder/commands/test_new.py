"""`course new`: a skeleton that builds as it is."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from autograder.build.build import build_notebooks, checked_text
from autograder.commands import new
from autograder.course.folder import Course, CourseError


def _new(course: Course, name: str, title: str | None = None) -> int:
    return new.run(course, argparse.Namespace(name=name, title=title))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_the_skeleton_builds_as_it_is(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert _new(course, "02_two_layers") == 0
    assert b"NotImplementedError" in build_notebooks(checked_text(course, "02_two_layers"), "").release
    assert checked_text(course, "02_two_layers").header.title == "Two layers"
    said = capsys.readouterr().out
    assert "notebooks/02_two_layers.md" in said and "answers/a02_two_layers.py" in said
    assert "course prove 02_two_layers" in said


@pytest.mark.parametrize("title", ['L\'élan : "vite"', "50 % de {rien} # ici", "[1, 2]"])
def test_any_title_makes_a_text_that_reads(course: Course, title: str) -> None:
    _new(course, "02_any", title)
    assert checked_text(course, "02_any").header.title == title


def test_the_answers_are_right_and_wrong_ones_that_python_reads(course: Course) -> None:
    _new(course, "02_any")
    source = (course.answers / "a02_any.py").read_text(encoding="utf-8")
    heads = [line.split()[2] for line in source.split("\n") if line.startswith("# %%")]
    assert heads == ["right", "right", "wrong", "wrong"]
    compile(source, "a02_any.py", "exec")


@pytest.mark.parametrize("name", ["2_any", "02-any", "02_Any", "any", "02_", "02_é", "../02_any", "02_any.md"])
def test_a_bad_name_is_refused_with_an_example(course: Course, name: str) -> None:
    with pytest.raises(CourseError, match="02_perceptron"):
        _new(course, name)
    assert not course.notebooks.exists()


def test_an_empty_title_is_refused(course: Course) -> None:
    with pytest.raises(CourseError, match="titre est vide"):
        _new(course, "02_any", "  ")


@pytest.mark.parametrize("there", ["notebooks/02_any.md", "answers/a02_any.py"])
def test_nothing_is_written_over(course: Course, there: str) -> None:
    path = course.root / there
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="existe déjà"):
        _new(course, "02_any")
    assert path.read_text(encoding="utf-8") == "mine"
    assert [p for p in course.root.rglob("*.*") if p.is_file()] == [path]
