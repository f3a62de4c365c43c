"""A magic left above an answer: what a learner's own check says of it, and which lines keep their numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.testing.globalipapp import start_ipython

from course_utils.checks import CheckFailed, agrees, visible
from course_utils.magics import because_of_magic, numbered, opening_magic, without_opening_line

ANSWER = "# Exercice 1 · double\ndef double(x):\n    return 2 * x"
CHECK = "with visible('91_tiny/double'):\n    agrees(double, [(3,)], lambda x: 2 * x)"


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    one = start_ipython() or InteractiveShell.instance()
    one.reset(new_session=True)
    one.push({"visible": visible, "agrees": agrees})
    yield one
    one.reset(new_session=True)


@pytest.mark.parametrize("magic", ["%%writefile x.py", "%%html", "%%une_magie", "%%timeit -n 1 -r 1"])
def test_the_check_of_an_answer_that_a_magic_kept_from_running_says_what_to_remove(
    shell: InteractiveShell, magic: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    shell.run_cell(f"{magic}\n{ANSWER}", store_history=True)
    failed = shell.run_cell(CHECK, store_history=True).error_in_exec
    assert isinstance(failed, CheckFailed)
    assert failed.sentence == because_of_magic(magic.split()[0])
    shell.run_cell(ANSWER, store_history=True)
    assert shell.run_cell(CHECK, store_history=True).error_in_exec is None


def test_without_a_magic_the_check_asks_to_run_the_cell(shell: InteractiveShell) -> None:
    shell.run_cell("%%html\ndouble", store_history=True)
    shell.run_cell("1 / 0\n" + ANSWER, store_history=True)
    failed = shell.run_cell(CHECK, store_history=True).error_in_exec
    assert isinstance(failed, CheckFailed) and "exécutez d’abord la cellule" in failed.sentence


@pytest.mark.parametrize("source", ["%%time\nx = 1", "\n\n%%capture out\nx = 1", "%%prun -q\n\nx = 1"])
def test_lines_keep_their_numbers_without_a_magic_and_under_empty_lines(source: str) -> None:
    assert opening_magic(source) in ("%%time", "%%capture", "%%prun")
    kept = numbered(without_opening_line(source)).split("\n")
    assert kept.index("x = 1") == source.split("\n").index("x = 1")
    assert all(line == "#" for line in kept[:-1])


def test_a_cell_that_begins_indented_still_does() -> None:
    assert numbered("\n  x = 1\n  y = 2") == "  #\n  x = 1\n  y = 2"
    assert numbered("\n%%bash\nls") == "\n%%bash\nls"
