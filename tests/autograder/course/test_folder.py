"""A course is a folder with a configuration; its chapters are its texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.folder import Course, CourseError, chapter_names, chosen_chapters, open_course
from course_utils.french import typeset

PROJECT = """
[project]
name = "autre chose"

[tool.course]
title = "L'été du calcul"
student_repository = "ecole/cours"
"""


@pytest.fixture()
def root(tmp_path: Path) -> Path:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    for name in ("10_suite.md", "00_debut.md", "brouillon.md", "1_court.md", "02_image.png"):
        (tmp_path / "notebooks" / name).write_text("", encoding="utf-8")
    return tmp_path


def test_the_folders_of_a_course_are_below_its_root_and_are_not_made(root: Path) -> None:
    course = open_course(root)
    names = ("notebooks", "answers", "source", "release", "submitted", "autograded", "feedback")
    assert [getattr(course, name) for name in names] == [root / name for name in names]
    assert course.stored == root / "course_utils" / "chapters"
    assert sorted(path.name for path in root.iterdir()) == ["nbgrader_config.py", "notebooks"]


def test_the_root_of_a_course_is_absolute(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "notebooks")
    assert open_course(Path("..")).root == root


@pytest.mark.parametrize("place", ["notebooks", "nowhere", "nbgrader_config.py"])
def test_a_folder_without_a_configuration_is_no_course(root: Path, place: str) -> None:
    with pytest.raises(CourseError) as refused:
        open_course(root / place)
    assert str(refused.value) == (
        f"{root / place} n'est pas le dossier d'un cours (il y manque nbgrader_config.py) : "
        "placez-vous dans le dossier du cours, ou donnez-le avec --root."
    )


def test_settings_are_those_of_the_course_in_the_project_file(root: Path) -> None:
    assert open_course(root).settings == {}
    (root / "pyproject.toml").write_text("[project]\nname = 'a'\n", encoding="utf-8")
    assert open_course(root).settings == {}
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    assert open_course(root).settings == {"title": "L'été du calcul", "student_repository": "ecole/cours"}


@pytest.mark.parametrize("content", [b"[tool.course\n", b"[tool.course]\ntitle = '\xe9t\xe9'\n"], ids=["TOML", "UTF-8"])
def test_a_project_file_that_cannot_be_read_is_said_in_one_sentence(root: Path, content: bytes) -> None:
    (root / "pyproject.toml").write_bytes(content)
    with pytest.raises(CourseError, match="ne se lit pas") as refused:
        open_course(root)
    assert str(root / "pyproject.toml") in str(refused.value)
    assert "\n" not in str(refused.value)


def test_chapters_are_the_numbered_texts_in_order(root: Path) -> None:
    assert chapter_names(open_course(root)) == ["00_debut", "10_suite"]
    assert chapter_names(Course(root / "nowhere")) == []


@pytest.mark.parametrize("wanted", [[], ["10_suite"], ["10_suite", "00_debut"]])
def test_chosen_chapters_are_those_that_are_named_else_all(root: Path, wanted: list[str]) -> None:
    assert chosen_chapters(open_course(root), wanted) == (wanted or ["00_debut", "10_suite"])


def test_a_chapter_that_does_not_exist_is_named_with_those_that_do(root: Path) -> None:
    with pytest.raises(CourseError) as refused:
        chosen_chapters(open_course(root), ["00_debut", "11_absent", "12_absent"])
    assert str(refused.value) == (
        "Il n'y a pas de chapitre « 11_absent » : les chapitres du cours sont 00_debut, 10_suite."
    )
    assert typeset(str(refused.value)).count("\xa0") == 3


def test_a_course_without_a_chapter_says_so(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="les chapitres du cours sont à écrire"):
        chosen_chapters(Course(tmp_path), ["00_debut"])


@pytest.mark.parametrize(
    ("config", "url"),
    [
        ("c.CourseDirectory.course_id = 'a'", "sqlite:///{root}/gradebook.db"),
        ("c.CourseDirectory.db_url = ''", "sqlite:///{root}/gradebook.db"),
        ("c.CourseDirectory.db_url = 'sqlite:////data/notes.db'", "sqlite:////data/notes.db"),
        ("import os\nc.CourseDirectory.db_url = 'sqlite:///' + os.sep + 'b'", "sqlite:////b"),
    ],
    ids=["silent", "empty", "stated", "computed"],
)
def test_the_gradebook_is_where_nbgrader_would_look_for_it(root: Path, config: str, url: str) -> None:
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{config}\n", encoding="utf-8")
    assert open_course(root).db_url == url.format(root=root)
