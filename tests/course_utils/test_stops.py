"""A cell that waits for an answer, or was interrupted, says so in one French line; mistakes keep their traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from course_utils.stops import short_line, shorten

STUBS = {
    "double": "# Exercice 1 · double\ndef double(x):\n"
    '    raise NotImplementedError("Exercice 1 · double : à vous de jouer.")',
    "Value": "# Exercice 2 · Value\nclass Value:\n    ...",
}


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An IPython shell that knows the stubs of a chapter."""
    from IPython.core.interactiveshell import InteractiveShell

    (tmp_path / "42_test.json").write_text(json.dumps({"stubs": STUBS}), encoding="utf-8")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))
    made = InteractiveShell()
    shorten(made, "42_test")
    return made


def _said(shell: Any, cell: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert not shell.run_cell(cell).success
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("cell", "exercise"),
    [(f"{STUBS['double']}\ndouble(3)", "1 · double"), ("double(3)", "1 · double"), ("Value(2)", "2 · Value")],
)
def test_a_cell_that_needs_an_answer_says_which(
    shell: Any, cell: str, exercise: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _said(shell, cell, capsys)
    assert f"attend votre réponse à l’exercice {exercise}" in said
    assert "Traceback" not in said and said.count("\n") == 1


def test_an_interruption_is_one_line(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(shell, "raise KeyboardInterrupt", capsys).startswith("Exécution interrompue")


@pytest.mark.parametrize("cell", ["1 / 0", "unknown_name", "raise NotImplementedError('mine')", "assert False"])
def test_any_other_error_keeps_its_traceback(shell: Any, cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Traceback" in _said(shell, cell, capsys)


def test_on_a_page_the_line_is_a_sentence_and_no_error(
    shell: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr("course_utils.handin.locate.on_a_page", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    assert _said(shell, "double(3)", capsys) == ""
    assert "attend votre réponse" in shown[0]["text/html"]


def test_figures_begun_by_a_cell_that_waits_are_not_shown_empty(
    shell: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import matplotlib.pyplot as plt

    monkeypatch.setattr("course_utils.handin.locate.on_a_page", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda data, raw: None)
    _said(shell, "import matplotlib.pyplot as plt\nplt.subplots()\ndouble(3)", capsys)
    assert plt.get_fignums() == []


def test_a_name_misspelt_in_an_answer_keeps_its_traceback() -> None:
    try:
        exec(compile("def f():\n    return double(3)\nf()", "/tmp/ipykernel_1/2.py", "exec"), {})
    except NameError as error:
        assert short_line(error, STUBS) == ""
