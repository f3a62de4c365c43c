"""The small class: which chapters, and who is in it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from autograder.course.folder import Course, CourseError
from autograder.demo.classes import small_class, telling_chapters, whole_class
from autograder.demo.pupils import every_name
from tests.autograder.tiny_course import TINY


def test_each_turn_shows_another_damage_and_another_attack_and_mistakes_of_several_exercises(tiny: Course) -> None:
    names = every_name()
    classes = [small_class(tiny, TINY, turn, names) for turn in range(4)]
    assert [pupil.profile for pupil in classes[0][:4]] == [
        "tout est juste",
        "rien n'est fait",
        "double : square",
        "shift : minus",
    ]
    trouble = [tuple(pupil.profile for pupil in pupils if pupil.trouble) for pupils in classes]
    assert len(set(trouble)) == 3 and trouble[3] == trouble[0]
    assert all(damage.startswith("abîmé") and attack.startswith("hostile") for damage, attack in trouble)


def test_no_two_pupils_of_a_small_class_have_one_name_whatever_the_chapter(tiny: Course) -> None:
    names = every_name()
    called = [pupil.name for turn in range(2) for pupil in small_class(tiny, TINY, turn, names)]
    assert called == list(islice(every_name(), 12))


def test_what_a_small_class_hands_in_is_what_the_whole_one_does_with_the_same_profile(tiny: Course) -> None:
    whole = {pupil.profile: pupil for pupil in whole_class(tiny, TINY)}
    for pupil in small_class(tiny, TINY, 0, every_name()):
        same = whole[pupil.profile]
        assert (pupil.deserved, pupil.content, pupil.mistake) == (same.deserved, same.content, same.mistake)


def test_a_chapter_where_nothing_can_attack_still_has_its_class(tiny: Course) -> None:
    path = tiny.source / TINY / f"{TINY}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("def double(", "def twice(x): return x\ndef double(")
        cell["source"] = cell["source"].replace("def shift(", "def twice(x): return x\ndef shift(")
    path.write_text(json.dumps(notebook), encoding="utf-8")
    profiles = [pupil.profile for pupil in small_class(tiny, TINY, 0, every_name())]
    assert len(profiles) == 5 and not any(profile.startswith("hostile") for profile in profiles)


def test_the_chapters_are_those_of_the_settings_else_the_first_two(tiny: Course) -> None:
    for name in ("92_second", "93_third"):
        (tiny.notebooks / f"{name}.md").write_text("", encoding="utf-8")
    assert telling_chapters(tiny) == [TINY, "92_second"]
    assert telling_chapters(replace(tiny, settings={"demo": ["93_third"]})) == ["93_third"]


@pytest.mark.parametrize(("value", "said"), [("00_start", "liste"), ([3], "liste"), (["94_absent"], "94_absent")])
def test_a_setting_that_names_no_chapter_is_refused(tiny: Course, value: Any, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        telling_chapters(replace(tiny, settings={"demo": value}))
