"""The progress bar: on standard output, in a terminal and in a notebook; nothing where nobody watches."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from course_utils.progress import Silent, bar

PROGRAM = """if True:
    from course_utils.progress import bar
    with bar(4, "Entraînement") as shown:
        for step in range(4):
            shown.set_postfix_str(f"époque {step + 1} sur 4", refresh=False)
            shown.update()
    with bar(1.5, "Taux d'essai") as shown:
        shown.update(0.5)
    """


def test_a_terminal_shows_the_bars_and_keeps_their_last_state() -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=True,
    )
    os.close(theirs)
    text = b""
    try:
        while block := os.read(ours, 4096):
            text += block
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    lines = [line.rsplit("\r", 1)[-1] for line in text.decode().replace("\r\n", "\n").split("\n")]
    assert lines[0].startswith("Entraînement\xa0: 100\xa0% |")
    assert lines[0].endswith("époque 4 sur 4")
    assert lines[1].startswith("Taux d’essai\xa0:  33\xa0% |")
    assert max(map(len, lines)) < 80
    assert run.stderr == b""


def test_a_notebook_shows_the_bars_on_standard_output_without_widgets() -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PROGRAM)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", coalesce_streams=True).execute()
    outputs = notebook.cells[0].outputs
    assert {output.output_type for output in outputs} == {"stream"}
    assert {output.name for output in outputs} == {"stdout"}
    text = "".join(output.text for output in outputs)
    assert "Entraînement\xa0: 100\xa0% |" in text
    assert "époque 4 sur 4" in text


def test_a_pipe_gets_nothing() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, timeout=60, check=True)
    assert (run.stdout, run.stderr) == (b"", b"")


def test_a_bar_that_is_not_wanted_is_silent() -> None:
    assert isinstance(bar(1, "Rien", shown=False), Silent)
