"""`course prove`: its last line, its exit code, one exercise or several."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from autograder.course.folder import Course
from tests.autograder.tiny_course import FIXTURE, TINY


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_the_fixture_chapter_is_proved_and_its_exercises_can_be_proved_alone(
    course_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert course_command("prove", FIXTURE) == 0
    assert last_line(capsys) == "10 exercises, 15/15 right accepted, 27/27 wrong rejected, 27/27 named"
    assert course_command("prove", FIXTURE, "double") == 0
    assert last_line(capsys) == "1 exercises, 2/2 right accepted, 4/4 wrong rejected, 4/4 named"


def test_a_miss_is_shown_and_ends_with_1(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tiny.answers / f"a{TINY}.py"
    answers.write_text(answers.read_text(encoding="utf-8").replace("x * x", "x * 2"), encoding="utf-8")
    assert tiny_command("prove", TINY, "double", "word") == 1
    shown = capsys.readouterr()
    assert "reconstruit" in shown.err
    assert "manque\N{NO-BREAK SPACE}: mauvaise réponse acceptée\N{NO-BREAK SPACE}: square" in shown.out
    assert shown.out.splitlines()[-1] == "2 exercises, 1/1 right accepted, 2/3 wrong rejected, 2/3 named"


def test_what_students_read_can_be_shown(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert tiny_command("prove", "--exercise", "double", "--sentences") == 0
    said = capsys.readouterr().out
    assert "square\N{NO-BREAK SPACE}: " in said.replace("square : ", "square\N{NO-BREAK SPACE}: ")
    assert "Vous élevez au carré." in said and "x + x" not in said


def test_the_result_for_a_machine_is_json(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert tiny_command("prove", "--json") == 0
    proofs = json.loads(capsys.readouterr().out)
    assert [(one["exercise"], one["wrong"], one["misses"]) for one in proofs] == [
        ("double", 2, []),
        ("shift", 1, []),
        ("word", 1, []),
    ]


@pytest.mark.parametrize("words", [("00_none",), (TINY, "nothing"), (TINY, "--exercise", "nothing")])
def test_an_unknown_chapter_or_exercise_ends_with_2_and_names_those_there_are(
    tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert tiny_command("prove", *words) == 2
    said = capsys.readouterr().err
    assert TINY in said and said.count("\n") == 1


def test_without_a_text_there_is_nothing_to_prove(tiny: Course, tiny_command: Callable[..., int]) -> None:
    (tiny.answers / f"a{TINY}.py").write_text('"""No answers yet."""\n', encoding="utf-8")
    assert tiny_command("prove", TINY) == 0
