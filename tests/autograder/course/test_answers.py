"""Reading the answer sets, and refusing with file and line what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.answers import Answer, answers_path, read_answers
from autograder.course.folder import Course, CourseError

NAME = "02_any"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def write(course: Course, text: str) -> None:
    answers_path(course, NAME).parent.mkdir(exist_ok=True)
    answers_path(course, NAME).write_text(text, encoding="utf-8")


def test_right_and_wrong_answers_are_read_with_their_source_and_line(course: Course) -> None:
    write(
        course,
        '"""Answers."""\n\n'
        "# %% right double loop-1\nimport math\n\n\ndef double(x):\n    return 2 * x\n\n\n"
        "# %% wrong double square · « vous élevez au carré : `x * x`, n'est-ce pas ? »\ndouble = 3\n",
    )
    assert read_answers(course, NAME) == [
        Answer("right", "double", "loop-1", "", "import math\n\n\ndef double(x):\n    return 2 * x", 3),
        Answer("wrong", "double", "square", "vous élevez au carré : `x * x`, n'est-ce pas ?", "double = 3", 11),
    ]


def test_without_a_file_there_are_no_answers(course: Course) -> None:
    assert read_answers(course, NAME) == []


def test_a_right_answer_may_say_something_too(course: Course) -> None:
    write(course, "# %% right double sum · « x + x »\nx = 1\n")
    assert read_answers(course, NAME)[0].sentence == "x + x"


def test_one_name_may_serve_two_exercises(course: Course) -> None:
    write(course, "# %% right double loop\nx = 1\n# %% right triple loop\nx = 2\n")
    assert [(one.exercise, one.source) for one in read_answers(course, NAME)] == [
        ("double", "x = 1"),
        ("triple", "x = 2"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# %% rigth double loop\n", 1, "ne se lit pas"),
        ("# %%\n", 1, "ne se lit pas"),
        ("x = 1\n# %% right double\n", 2, "ne se lit pas"),
        ("\n\n# %% wrong double square · vous élevez au carré\n", 3, "ne se lit pas"),
        ("# %% right double with some words\n", 1, "ne se lit pas"),
        ("# %% wrong double square\n", 1, "porte la phrase"),
        ("# %% wrong double square · «  »\n", 1, "ne se lit pas"),
        ("# %% right double a\nx = 1\n\n# %% right double a\n", 4, "s'appellent « a »"),
        ("# %% right double a\n# %% wrong double a · « non »\n", 2, "s'appellent « a »"),
    ],
)
def test_a_heading_that_cannot_serve_is_refused_with_file_and_line(
    course: Course, text: str, line: int, said: str
) -> None:
    write(course, text)
    with pytest.raises(CourseError, match=said) as refused:
        read_answers(course, NAME)
    assert str(refused.value).startswith(f"{answers_path(course, NAME)}:{line} : ")
