"""What `course grade` prints is what is recorded, on lines that nobody can forge and no spreadsheet obeys."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course.folder import Course
from autograder.gradebook.database import open_gradebook
from tests.autograder.tiny_course import TINY, hand_in

OBEYED = "\x1b\x9b\x07\u202a\u202e\u2066\u2067\u200e\u200f\u2028"  # by a terminal, or by who reads a line of it
FORGED = "\x1b[2Kada\nzoe                      91_tiny              20/20"
SHEET = ("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(1)", "\t=1", "x;=1+1", 'y",=1', "z,=1")


@pytest.fixture
def grade(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def graded(*words: str) -> str:
        capsys.readouterr()
        tiny_command("grade", "--sandbox", "none", *words)
        return capsys.readouterr().out

    return graded


def test_points_given_by_hand_and_flags_are_on_the_screen(tiny: Course, grade: Callable[..., str]) -> None:
    for student in ("ada", "leo", "zoe"):
        hand_in(tiny, student, answers={"double": None})
    grade()
    with open_gradebook(tiny) as gradebook:
        given = gradebook.find_grade("double-checks", TINY, TINY, "ada")
        given.manual_score, given.needs_manual_grade = 1.25, False
        gradebook.find_submission_notebook(TINY, TINY, "leo").flagged = True
        gradebook.db.commit()
    lines = {line.split()[0]: line for line in grade("--force").splitlines() if TINY in line[20:50]}
    assert "3,25/5" in lines["ada"] and "à la main" in lines["ada"]
    assert "—/5" in lines["leo"]
    assert lines["zoe"].rstrip().endswith("2/5")


def test_a_name_or_a_message_forges_no_line(tiny: Course, grade: Callable[..., str]) -> None:
    hand_in(tiny, FORGED)
    hand_in(tiny, "b-empty", content=b"").with_name("timestamp.txt").write_text("\x1b[1A2026\x9b", encoding="utf-8")
    path = hand_in(tiny, "c-odd")
    path.rename(path.with_name("\x1b[31m\n20%20.ipynb.txt")).write_bytes(b"{")
    screen = grade()
    assert "\x1b" not in screen and "\x9b" not in screen
    assert not [line for line in screen.splitlines() if line.startswith("zoe")]


@pytest.mark.parametrize(
    "name", ["b\u202e02", "b\u2066\u2067ada", "b\x1b]0;zoe\x07", "b\u2028zoe  20", "b\u200fzoe"], ids=ascii
)
def test_a_name_is_one_line_that_nobody_obeys_wherever_it_is_printed(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    hand_in(tiny, name, content=b"{")
    hand_in(tiny, f"{name}2").parent.rename(tiny.submitted / f"{name}2" / f"{name} ailleurs")
    for words in (("grade", "--sandbox", "none"), ("feedback",), ("export", "csv"), ("explain", name, "double")):
        tiny_command(*words)
        screen = "".join(capsys.readouterr())
        assert screen and not set(screen) & set(OBEYED), words
        assert not [line for line in screen.splitlines() if line.startswith("zoe")]


@pytest.mark.parametrize("message", ["\x1b[2J\x1b[31m", "1\nzoe  20/20\r", "\u202e02/02", "\x9b1A"], ids=ascii)
def test_what_an_answer_says_is_printed_as_text(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str], message: str
) -> None:
    hand_in(tiny, "ada", answers={"double": f"def double(x):\n    raise ValueError({message!r})"})
    for words in (("grade", "--sandbox", "none"), ("feedback",), ("explain", "ada", "double", "--sandbox", "none")):
        assert tiny_command(*words) == 0
        screen = "".join(capsys.readouterr())
        assert screen and not set(screen) & set(OBEYED), words
        assert not [line for line in screen.splitlines() if line.startswith("zoe")]
    assert "ValueError" in screen


@pytest.mark.parametrize("to_file", [True, False])
def test_no_cell_of_the_table_is_a_formula_or_two_cells(
    tiny: Course,
    tiny_command: Callable[..., int],
    grade: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    to_file: bool,
) -> None:
    for student in (*SHEET[1:], FORGED):  # the first holds a slash, which no folder does
        hand_in(tiny, student, content=b"")
    grade()
    file = tmp_path / "notes.csv"
    assert tiny_command("export", "csv", *(["--output", str(file)] if to_file else [])) == 0
    text = file.read_text(encoding="utf-8-sig") if to_file else capsys.readouterr().out
    for separator in ";,\t":  # whichever a spreadsheet expects
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
        cells: list[Any] = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+@\t\r")) or cell.startswith("-2")]
    assert "\x1b" not in text
