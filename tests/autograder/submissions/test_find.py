"""Finding what was handed in, and knowing again what has been graded."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

import autograder
from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, CourseError
from autograder.submissions.find import Submission, digest, find_submissions
from tests.autograder.tiny_course import TINY, hand_in

SALT = "this year's"


def test_submissions_come_by_student_with_their_date(tiny: Course) -> None:
    for student in ("zoe", "Ada", "émile"):
        hand_in(tiny, student)
    stamp = "2026-03-01 10:00:00.000000 UTC"
    (tiny.submitted / "zoe" / TINY / "timestamp.txt").write_text(stamp + "\n", encoding="utf-8")
    (tiny.submitted / "README.md").write_text("not a student", encoding="utf-8")
    (tiny.submitted / "leo" / "00_other").mkdir(parents=True)
    found = find_submissions(tiny, TINY)
    assert [one.student for one in found] == sorted(["zoe", "Ada", "émile"])
    assert {one.student: one.timestamp for one in found}["zoe"] == stamp
    assert {one.timestamp for one in found if one.student != "zoe"} == {""}
    assert all(one.chapter == TINY and one.path.is_file() for one in found)


def test_nothing_is_found_where_nothing_was_handed_in(tiny: Course) -> None:
    assert find_submissions(tiny, TINY) == []


def test_a_renamed_notebook_is_found_when_it_is_the_only_one(tiny: Course) -> None:
    path = hand_in(tiny, "ada")
    path.rename(path.with_name("mon rendu (1).ipynb"))
    assert [one.path.name for one in find_submissions(tiny, TINY)] == ["mon rendu (1).ipynb"]


def test_the_expected_name_wins_and_of_several_others_the_one_with_the_answers_is_taken(tiny: Course) -> None:
    path = hand_in(tiny, "ada")
    path.with_name("a.ipynb").write_bytes(b"{}")
    assert find_submissions(tiny, TINY)[0].path == path
    path.rename(path.with_name("b.ipynb"))
    (chosen,) = find_submissions(tiny, TINY)
    assert (chosen.path.name, chosen.notes, chosen.ambiguous) == ("b.ipynb", (), False)


def test_two_notebooks_of_the_chapter_are_told_and_flagged(tiny: Course) -> None:
    path = hand_in(tiny, "ada")
    path.with_name("copie.ipynb").write_bytes(path.read_bytes())
    (chosen,) = find_submissions(tiny, TINY)
    assert chosen.path == path and chosen.ambiguous
    assert "91_tiny.ipynb a été noté, et non copie.ipynb" in chosen.notes[0]


def test_a_script_counts_where_there_is_no_notebook_and_a_link_never_does(tiny: Course) -> None:
    path = hand_in(tiny, "ada")
    script = path.with_name("export.py")
    script.write_text("# %%\nx = 1\n", encoding="utf-8")
    assert find_submissions(tiny, TINY)[0].path == path
    elsewhere = path.rename(tiny.root / "another.ipynb")
    path.with_name("lien.ipynb").symlink_to(elsewhere)
    assert find_submissions(tiny, TINY)[0].path == script


def test_an_empty_folder_counts_as_handed_in(tiny: Course) -> None:
    (tiny.submitted / "ada" / TINY).mkdir(parents=True)
    assert [(one.student, one.path.exists()) for one in find_submissions(tiny, TINY)] == [("ada", False)]


def test_a_folder_whose_name_is_no_text_is_told_before_anything_is_graded(tiny: Course) -> None:
    hand_in(tiny, "ada")
    folder = os.fsencode(tiny.submitted) + b"/\xe9lodie/" + TINY.encode()
    try:
        os.makedirs(folder)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    with pytest.raises(CourseError, match=r"udce9lodie.*renommez"):
        find_submissions(tiny, TINY)


def test_the_digest_changes_with_the_work_its_date_the_chapter_and_the_rules(
    tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter = load_chapter(tiny, TINY)
    path = hand_in(tiny, "ada")
    one = Submission("ada", TINY, path, "")
    first = digest(one, chapter, SALT)
    assert digest(replace(one, student="leo"), chapter, SALT) == first == digest(one, chapter, SALT)
    changed = [
        digest(replace(one, timestamp="2026-03-01 10:00:00 UTC"), chapter, SALT),
        digest(one, replace(chapter, cells=chapter.cells[:-1]), SALT),
        digest(replace(one, path=Path("nowhere.ipynb")), chapter, SALT),
        digest(one, chapter, "another salt"),
    ]
    path.write_bytes(path.read_bytes() + b"\n")
    changed.append(digest(one, chapter, SALT))
    monkeypatch.setattr(autograder, "RULES", "other rules")
    changed.append(digest(one, chapter, SALT))
    assert len({first, *changed}) == 7


def test_a_release_that_says_the_same_is_the_same_work(tiny: Course) -> None:
    chapter = load_chapter(tiny, TINY)
    one = Submission("ada", TINY, hand_in(tiny, "ada"), "")
    assert digest(one, replace(chapter, digest="0123456789ab"), SALT) == digest(one, chapter, SALT)


def test_what_cannot_be_read_has_a_digest_too(tiny: Course, tmp_path: Path) -> None:
    chapter = load_chapter(tiny, TINY)
    absent = digest(Submission("ada", TINY, tmp_path / "absent.ipynb", ""), chapter, SALT)
    assert digest(Submission("ada", TINY, tmp_path, ""), chapter, SALT) == absent
