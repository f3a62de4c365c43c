"""`%%recommencer`: the exercise begins again, and nothing of what was written is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from course_utils.restart import KEPT, asked_exercise, register, restarted
from course_utils.start import start

STUB = "# Exercice 1 · double\ndef double(x):\n    raise NotImplementedError"
STUBS = {"double": STUB, "half": "# Exercice 2 · half\nhalf = ..."}


@pytest.fixture()
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An IPython shell with the magic of a chapter, « 42_test », whose stubs are known."""
    from IPython.core.interactiveshell import InteractiveShell

    content = {"stubs": {**STUBS, "essay": "**Exercice 3 · essay**"}}
    (tmp_path / "42_test.json").write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))
    made = InteractiveShell()
    register(made, "42_test")
    return made


def _next(shell: Any, cell: str) -> str | None:
    shell.rl_next_input = None
    shell.run_cell(cell)
    text: str | None = shell.rl_next_input
    return text


def test_the_stub_comes_back_with_what_was_written_as_comments(shell: Any) -> None:
    text = _next(shell, "%%recommencer\n# Exercice 1 · double\ndef double(x):\n\n    return x * x")
    assert text == f"{STUB}\n\n{KEPT}\n# def double(x):\n#\n#     return x * x"


def test_what_an_earlier_restart_kept_stays_below(shell: Any) -> None:
    first = restarted(STUB, "# Exercice 1 · double\nfirst try") or ""
    second = restarted(STUB, first.replace("    raise NotImplementedError", "    second try")) or ""
    assert second.endswith(f"{KEPT}\n# def double(x):\n#     second try\n{KEPT}\n# first try")
    assert second.count("# Exercice 1 · double") == 1


def test_a_cell_that_is_at_its_beginning_loses_the_command_alone(
    shell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _next(shell, f"%%recommencer\n{STUB}") == STUB
    assert "déjà à son point de départ" in capsys.readouterr().out


def test_an_exercise_whose_marker_is_lost_can_be_named(shell: Any) -> None:
    assert _next(shell, "%%recommencer half\nhalf = 3") == f"{STUBS['half']}\n\n{KEPT}\n# half = 3"
    assert asked_exercise(STUBS, "", "half = 3") is None


def test_a_cell_of_no_exercise_is_left_alone_and_says_what_to_write(
    shell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _next(shell, "%%recommencer\nx = 1") is None
    said = capsys.readouterr().out
    assert "%%recommencer double" in said and "au choix\xa0: double, half)" in said


def test_the_text_is_also_there_to_copy(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    _next(shell, "%%recommencer half\nhalf = 3")
    said = capsys.readouterr().out
    assert "Copiez ce texte" in said and "# half = 3" in said


def test_the_first_cell_of_a_notebook_brings_the_magic(shell: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    other = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: other)
    assert "recommencer" not in other.magics_manager.magics["cell"]
    start("42_test", "0123456789ab")
    assert "recommencer" in other.magics_manager.magics["cell"]
