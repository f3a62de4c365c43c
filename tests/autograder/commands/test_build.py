"""`course build`: writes what changed, and tells what lags behind without writing."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import pytest

from autograder.commands import build, new
from autograder.course.folder import Course, CourseError, open_course

ROOT = Path(__file__).parents[3]
NAME = "02_any"
NOTEBOOKS = ["release/02_any/02_any.ipynb", "source/02_any/02_any.ipynb"]
CODE = ["course_utils/chapters/checks/02_any.py", "course_utils/chapters/models/02_any.py"]
FILES = ["course_utils/chapters/02_any.json", *CODE, *NOTEBOOKS]


def _build(course: Course, *chapters: str, check: bool = False) -> int:
    return build.run(course, argparse.Namespace(chapters=list(chapters), check=check, force=False))


def _files(course: Course) -> dict[str, bytes]:
    folders = (course.source, course.release, course.stored)
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(course.root)): path.read_bytes() for path in paths}


@pytest.fixture
def empty_course(tmp_path: Path) -> Course:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return open_course(tmp_path)


@pytest.fixture
def course(empty_course: Course, capsys: pytest.CaptureFixture[str]) -> Course:
    new.run(empty_course, argparse.Namespace(name=NAME, title=None))
    capsys.readouterr()
    return empty_course


def test_a_new_chapter_is_built_then_up_to_date(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert _build(course) == 0
    first = _files(course)
    assert sorted(first) == FILES
    assert "[1/1] 02_any" in capsys.readouterr().out
    times = {name: (course.root / name).stat().st_mtime_ns for name in first}
    assert _build(course, check=True) == 0
    assert _build(course, NAME) == 0
    assert "à jour" in capsys.readouterr().out
    assert {name: (course.root / name).stat().st_mtime_ns for name in first} == times


def test_what_is_stored_and_the_notebooks_carry_the_same_digest(course: Course) -> None:
    _build(course)
    files = _files(course)
    stored = json.loads(files[FILES[0]])
    digests = {json.loads(files[name])["metadata"]["course"]["release"] for name in NOTEBOOKS}
    assert digests == {stored["release"]}
    assert [mistake["id"] for mistake in stored["exercises"]["double"]["mistakes"]] == ["square", "printed"]


def test_check_writes_nothing_and_names_what_lags_behind(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert _build(course, check=True) == 1
    assert _files(course) == {}
    _build(course)
    before = _files(course)
    text = course.notebooks / f"{NAME}.md"
    text.write_text(text.read_text(encoding="utf-8").replace("À retenir", "L'essentiel"), encoding="utf-8")
    capsys.readouterr()
    assert _build(course, check=True) == 1
    said = capsys.readouterr().out
    assert all(name in said for name in (FILES[0], *NOTEBOOKS))
    assert _files(course) == before


def test_a_chapter_whose_text_is_gone_is_named_and_kept(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    _build(course)
    (course.notebooks / f"{NAME}.md").unlink()
    capsys.readouterr()
    assert _build(course, check=True) == 1
    said = capsys.readouterr().out
    assert all(f"{name} ne vient d’aucun texte" in said for name in FILES)
    assert sorted(_files(course)) == FILES


def test_a_mistake_of_the_author_writes_nothing(course: Course) -> None:
    text = course.notebooks / f"{NAME}.md"
    text.write_text(text.read_text(encoding="utf-8").replace("    ### END SOLUTION\n", ""), encoding="utf-8")
    with pytest.raises(CourseError, match=r"notebooks/02_any\.md:\d+: il manque `### END SOLUTION`"):
        _build(course)
    assert _files(course) == {}


def test_an_unknown_chapter_is_refused_with_those_there_are(course: Course) -> None:
    with pytest.raises(CourseError, match=r"09_none.*02_any"):
        _build(course, "09_none")


def test_a_course_without_chapters_says_how_to_begin(empty_course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert _build(empty_course) == 0
    assert "course new" in capsys.readouterr().out
