"""A check judges what the answer's cell says now: one that stopped, or was changed since, is told to be run."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import course_utils.answered as answered
from course_utils.answered import follow, stale_answer

RIGHT = "# Exercice 1 · double\ndef double(x):\n    return 2 * x\n"


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Any:
    """An IPython shell whose answers' cells are followed."""
    from IPython.core.interactiveshell import InteractiveShell

    monkeypatch.setattr(answered, "_runs", {})
    made = InteractiveShell()
    follow(made)
    follow(made)
    return made


def test_an_answer_that_ran_is_judged(shell: Any) -> None:
    shell.run_cell(RIGHT)
    assert stale_answer("42_test", "double") is None


def test_an_answer_that_never_ran_here_is_judged_as_the_notebook_has_it(shell: Any) -> None:
    assert stale_answer("42_test", "double") is None


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("# Exercice 1 · double\ndef double(x):\n    return 2 * * x\n", "`SyntaxError`, ligne 3"),
        (f"{RIGHT}\nprint(dooble(3))\n", "`NameError`, ligne 5"),
        ("# Exercice 1 · double\n\n1 / 0\n", "`ZeroDivisionError`, ligne 3"),
        ("# Exercice 1 · double\nraise KeyboardInterrupt\n", "a été interrompue"),
        (f"%%recommencer\n{RIGHT}", "%%recommencer"),
        (f"%%bash\n{RIGHT}", "%%bash"),
    ],
)
def test_an_answer_that_stopped_is_not_judged(shell: Any, cell: str, told: str) -> None:
    shell.run_cell(RIGHT)
    shell.run_cell(cell)
    assert told in (stale_answer("42_test", "double") or "")


@pytest.mark.parametrize("magic", ["%%time", "%%capture"])
def test_a_magic_that_runs_the_answer_does_no_harm(shell: Any, magic: str) -> None:
    shell.run_cell(f"{magic}\n{RIGHT}")
    assert stale_answer("42_test", "double") is None


def test_an_answer_that_was_mended_is_judged_again(shell: Any) -> None:
    shell.run_cell("# Exercice 1 · double\n1 / 0")
    shell.run_cell(RIGHT)
    assert stale_answer("42_test", "double") is None


def _saved(file: Path, source: str, at: float) -> None:
    cells = [{"cell_type": "code", "metadata": {}, "source": source}]
    file.write_text(json.dumps({"cells": cells, "metadata": {"course": {"chapter": "42_test"}}}), encoding="utf-8")
    os.utime(file, (at, at))


def test_an_answer_changed_since_it_ran_is_not_judged(
    shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "42_test.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(file))
    shell.run_cell(RIGHT)
    ran = answered._runs["double"].at
    _saved(file, RIGHT.replace("2 * x", "3 * x"), ran - 60)  # older than the run: it says nothing
    assert stale_answer("42_test", "double") is None
    _saved(file, RIGHT.replace("2 * x", "3 * x"), ran + 60)
    assert "a changé depuis" in (stale_answer("42_test", "double") or "")
    _saved(file, f"{RIGHT}\n\n", ran + 60)
    assert stale_answer("42_test", "double") is None
