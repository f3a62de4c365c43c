"""Whatever a student chose as a name or had an error say, a command prints one line that a terminal only shows."""

from __future__ import annotations

import io
import sys

import pytest

from autograder.course.say import printable, say, say_as_data

HOSTILE = (
    "\x1b[2J\x1b[31mada",
    "ada\r                \rzoe 20/20",
    "ada\nzoe                     91_tiny             20/20",
    "ada\u2028zoe",
    "ada\x9b1A",
    "\u202e02/02",
    "ada\x00\x07",
    "ada\ud800",
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_sign_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text) and len(shown.splitlines()) == 1
    assert shown.isprintable()
    assert "ada" in shown or "02/02" in shown


@pytest.mark.parametrize("text", ["Éloïse N'Guyen", "نَرگِس می\N{ZERO WIDTH NON-JOINER}خواهم", "« 4,5 » : l’été", "李雷"])
def test_what_people_are_called_is_left_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_a_line_is_one_line_whatever_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    for text in HOSTILE:
        say(f"À regarder : {text}")
    assert len(capsys.readouterr().out.splitlines()) == len(HOSTILE)


def test_an_output_that_is_not_utf_8_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    bytes_written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_written, encoding="ascii"))
    say("Élève : 4,5")
    sys.stdout.flush()
    assert bytes_written.getvalue().startswith(b"?l?ve")


def test_data_for_a_program_is_plain_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    say_as_data(list(HOSTILE))
    printed = capsys.readouterr().out
    assert printed.isascii() and printed.rstrip("\n").isprintable()
