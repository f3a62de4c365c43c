"""The imaginary class: who is in it, what each hands in, and the points that this deserves."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.course.answers import read_answers
from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course
from autograder.course.solved import solved
from autograder.demo.pupils import Pupil, make_class
from tests.autograder.tiny_course import TINY, position


@pytest.fixture
def released(tiny: Course) -> dict[str, Any]:
    return released_notebook(tiny, TINY)


@pytest.fixture
def pupils(tiny: Course, released: dict[str, Any]) -> list[Pupil]:
    return make_class(load_chapter(tiny, TINY), released, read_answers(tiny, TINY))


def source(notebook: dict[str, Any], exercise: str) -> str:
    return notebook["cells"][position(notebook, f"{exercise}-solution")]["source"]


def test_the_class_has_a_perfect_pupil_an_empty_one_each_right_way_and_each_mistake_once(pupils: list[Pupil]) -> None:
    assert [(pupil.profile, pupil.deserved) for pupil in pupils] == [
        ("tout est juste", 4.0),
        ("rien n'est fait", 0.0),
        ("juste, façon n° 1", 4.0),
        ("double : square", 2.0),
        ("double : far", 2.0),
        ("shift : minus", 3.0),
        ("word : loss", 3.0),
    ]


def test_every_pupil_has_a_name_of_ones_own_however_many_there_are(tiny: Course, released: dict[str, Any]) -> None:
    answers = read_answers(tiny, TINY)
    wrong = next(one for one in answers if one.kind == "wrong")
    pupils = make_class(load_chapter(tiny, TINY), released, [*answers, *[wrong] * 60])
    assert len({pupil.name for pupil in pupils}) == len(pupils) == 67


def test_an_answer_stands_under_its_marker_in_place_of_the_stub_and_nothing_else_changes(
    released: dict[str, Any],
) -> None:
    notebook = solved(released, {"double": "def double(x):\n    return 4"})
    assert source(notebook, "double") == "# Exercice 1 · double\ndef double(x):\n    return 4"
    where = position(released, "double-solution")
    others = [index for index in range(len(released["cells"])) if index != where]
    assert [notebook["cells"][index] for index in others] == [released["cells"][index] for index in others]
    assert "NotImplementedError" in source(released, "double")  # the release itself is left as it was


def test_a_pupils_mistake_is_in_that_pupils_notebook_alone(pupils: list[Pupil], released: dict[str, Any]) -> None:
    assert [pupil.profile for pupil in pupils if "x * x" in source(pupil.notebook, "double")] == ["double : square"]
    assert pupils[1].notebook == released
