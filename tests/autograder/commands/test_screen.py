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


def test_no_cell_of_the_file_is_a_formula_or_two_cells(
    tiny: Course, tiny_command: Callable[..., int], grade: Callable[..., str], tmp_path: Path
) -> None:
    for student in (*SHEET[1:], FORGED):  # the first holds a slash, which no folder does
        hand_in(tiny, student, content=b"")
    grade()
    file = tmp_path / "notes.csv"
    assert tiny_command("export", "csv", "--output", str(file)) == 0
    text = file.read_text(encoding="utf-8-sig")
    for separator in ";,\t":  # whichever a spreadsheet expects
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
        cells: list[Any] = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+@\t\r")) or cell.startswith("-2")]
    assert "\x1b" not in text
