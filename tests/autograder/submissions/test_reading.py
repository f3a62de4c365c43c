"""Reading in a process of its own: what overruns is one student's affair, and whatever dies, the class is graded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course
from autograder.gradebook.kept import load_graded
from autograder.report.feedback import page_path
from autograder.submissions import reading
from autograder.submissions.find import find_submissions
from autograder.submissions.read import UnreadableSubmission
from autograder.submissions.reading import Reader
from tests.autograder.tiny_course import (
    TINY,
    code_cell,
    descendants,
    hand_in,
    handed_in,
    is_running,
    wait_until,
)

ROOT = Path(__file__).parents[3]


@pytest.fixture
def reader(tiny: Course) -> Iterator[Reader]:
    with Reader(load_chapter(tiny, TINY), released_notebook(tiny, TINY)) as opened:
        yield opened


def _with_cells(course: Course, *sources: str) -> bytes:
    notebook = handed_in(course, TINY)
    notebook["cells"] += [code_cell(source) for source in sources]
    return json.dumps(notebook).encode()


def _long(course: Course) -> bytes:
    """Cells that take half a minute to be read as Python."""
    return _with_cells(course, *(f"a = {n}\n" + "x = [1, 2]\n" * 10_000 for n in range(40)))


def _large(course: Course) -> bytes:
    """Twelve megabytes that need three hundred."""
    return b'{"nbformat": 4, "metadata": {"a": [' + b"[]," * 4_000_000 + b"[]]}, " + _with_cells(course)[1:]


def _many(course: Course) -> bytes:
    return _with_cells(course, *(f"x = {n}" for n in range(20_000)))


OVER = {
    "long": (_long, "trop long à lire"),
    "large": (_large, "trop de mémoire"),
    "many": (_many, "trop de cellules"),
}


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CPU_SECONDS", 3)
    monkeypatch.setattr(reading, "MEMORY", 300 * 2**20)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("case", OVER)
def test_what_overruns_is_unreadable_and_the_next_is_read(tiny: Course, reader: Reader, case: str) -> None:
    make, said = OVER[case]
    bad = hand_in(tiny, "eve", content=make(tiny))
    good = hand_in(tiny, "ada")
    with pytest.raises(UnreadableSubmission, match=said):
        reader.read(bad)
    assert reader.read(good).repaired.notes == ()


# Each took minutes for some kilobytes: what is read again and again is bounded, the rest is gone over once.
SLOW_TEXTS = {
    "spaces.py": "# In[1]:\n\nx = 1\n\n" + " " * 60_000,
    "magics.py": "# In[1]:\n\n" + "get_ipython().run_cell_magic(\n" * 16_000,
    "lines.py": "# %%\n" + "!ls\n" * 100 + "x = 1\n" * 30_000,
    "starts.py": "# %%\nstart(" + 'start("' * 20_000,
    "hashes.py": "# %%\n" + "# Vérifications de l’exercice 1 · double\n" * 5_000,
}


@pytest.mark.parametrize("name", SLOW_TEXTS)
def test_a_text_that_is_made_to_be_slow_is_read_within_its_time(tiny: Course, reader: Reader, name: str) -> None:
    path = hand_in(tiny, "eve").with_name(name)
    path.write_text(
        f"{SLOW_TEXTS[name]}\n# In[2]:\n\n# Exercice 1 · double\n# %%\n# Exercice 1 · double\n", encoding="utf-8"
    )
    assert reader.read(path).repaired.cells


def test_anagrams_of_the_lesson_are_read_within_their_time(tiny: Course, reader: Reader) -> None:
    notebook = released_notebook(tiny, TINY)
    texts = [cell["source"] * 8 for cell in notebook["cells"] if len(cell["source"]) > 40]
    cells = [code_cell("# " + "".join(sorted(text))[n:]) for n in range(200) for text in texts]
    cells.append(code_cell("# Exercice 1 · double"))
    path = hand_in(tiny, "eve", notebook=notebook | {"cells": cells})
    assert reader.read(path).repaired.cells


def test_a_reader_that_is_killed_between_two_works_or_within_one_costs_nothing(tiny: Course, reader: Reader) -> None:
    path = hand_in(tiny, "ada")
    first = reader.read(path)
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGKILL)
    assert reader.read(path) == first
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGSTOP)  # so that it dies with the work in its hands
    killer = threading.Thread(target=os.kill, args=(reader.pid, signal.SIGKILL))
    killer.start()
    assert reader.read(path) == first
    killer.join()


def test_what_kills_its_reader_twice_is_unreadable(
    tiny: Course, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MEMORY", "no number")  # it stops as it begins
    with pytest.raises(UnreadableSubmission, match="interrompu deux fois"):
        reader.read(hand_in(tiny, "ada"))


def test_a_reader_ends_with_whoever_asks(tiny: Course, reader: Reader) -> None:
    reader.read(hand_in(tiny, "ada"))
    pid = reader.pid
    assert pid is not None and is_running(pid)
    reader.close()
    wait_until(lambda: not is_running(pid), "the end of the reader", 20)


# --- The command ---------------------------------------------------------------------------------------------------


def _desks() -> list[int]:
    """The readers that this process has started."""
    found = []
    for pid in descendants(os.getpid()):
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        if b"autograder.submissions.desk" in words:
            found.append(pid)
    return found


def test_readers_that_die_at_any_moment_cost_nobody_a_mark(tiny: Course, tiny_command: Callable[..., int]) -> None:
    """One is killed as soon as it is there, then one whenever two more works are done: at whatever it does then."""
    students = [f"s{n:02}" for n in range(12)]
    for student in students:
        hand_in(tiny, student)
    over = threading.Event()
    killed: dict[int, int] = {}  # by its number, how many works were done when it had died: none meets two deaths

    def done() -> int:
        return len(list(tiny.autograded.glob(".verdicts/*/*.json")))

    def kill() -> None:
        while not over.is_set():
            if done() > max(killed.values(), default=-1):
                for pid in set(_desks()) - killed.keys():
                    os.kill(pid, signal.SIGKILL)
                    killed[pid] = done() + 1

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        code = tiny_command("grade", "--sandbox", "none", "--workers", "1")
    finally:
        over.set()
        killer.join()
    assert code == 0 and len(killed) >= 3
    for student in students:
        graded = load_graded(tiny, student, TINY)
        assert graded is not None and graded.points == 4.0


@pytest.mark.usefixtures("hasty")
def test_a_class_with_every_kind_of_overrun_is_graded(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    for student, (make, _) in OVER.items():
        hand_in(tiny, student, content=make(tiny))
    with hand_in(tiny, "sparse").open("wb") as file:
        file.truncate(2**41)
    two = hand_in(tiny, "two", content=_long(tiny))
    two.rename(two.with_name("un.ipynb")).with_name("deux.ipynb").write_bytes(_long(tiny))
    hand_in(tiny, "ada")
    hand_in(tiny, "zoe")
    assert tiny_command("grade", "--sandbox", "none", "--workers", "1") == 1
    said = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    wanted = {case: sentence for case, (_, sentence) in OVER.items()} | {"sparse": "dépasse", "two": "trop long à lire"}
    for student, sentence in wanted.items():
        line = next(line for line in said.splitlines() if line.startswith(f"À regarder : {student},"))
        assert sentence in line
    assert "En tout : 2 notés, 0 en attente d’une personne, 5 illisibles" in said.replace("'", "’")
    for student in ("ada", "zoe"):
        graded = load_graded(tiny, student, TINY)
        assert graded is not None and graded.points == 4.0


def test_data_in_data_without_end_stops_nothing_afterwards(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """In an output that is handed in, in metadata, and in what a cell displays when it runs."""
    for levels in (500, 900, 965):
        notebook = handed_in(tiny, TINY)
        display = f"""from IPython.display import display
nest = []
for _ in range({levels}):
    nest = [nest]
display({{"application/json": nest}}, raw=True)"""
        shown = {"output_type": "display_data", "data": {"application/json": "NEST"}, "metadata": {"a": "NEST"}}
        notebook["cells"].append(code_cell(display) | {"outputs": [shown], "metadata": {"a": "NEST"}})
        content = json.dumps(notebook).replace('"NEST"', "[" * levels + "]" * levels)
        hand_in(tiny, f"deep-{levels}", content=content.encode())
    hand_in(tiny, "zoe")
    assert tiny_command("grade", "--sandbox", "none", "--workers", "1") in (0, 1)
    assert tiny_command("feedback") == 0
    assert "Traceback" not in "".join(capsys.readouterr())
    graded = load_graded(tiny, "zoe", TINY)
    assert graded is not None and graded.points == 4.0
    assert page_path(tiny, "zoe", TINY).is_file() and page_path(tiny, "deep-965", TINY).is_file()


_POWERLESS = """
import sys
from autograder.run.candidate.namespaces import _drop_powers
_drop_powers()  # root reads everything: without its powers it is as anybody
from autograder.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("shut", ["bob", f"bob/{TINY}", f"bob/{TINY}/{TINY}.ipynb", "bob/91_Tiny"])
def test_what_cannot_be_opened_is_named_and_the_class_is_graded(tiny: Course, shut: str) -> None:
    hand_in(tiny, "ada")
    hand_in(tiny, "bob")
    hand_in(tiny, "zoe")
    words = [sys.executable, "-c", _POWERLESS, "--root", str(tiny.root), "grade", "--sandbox", "none"]
    place = tiny.submitted / shut
    if not place.exists():
        place.mkdir()
    place.chmod(0)
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120)
    finally:
        place.chmod(0o700)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    named = f"submitted/{shut}" if shut in ("bob", "bob/91_Tiny") else "À regarder\N{NO-BREAK SPACE}: bob"
    line = next(line for line in done.stdout.splitlines() if named in line)
    assert "ouvert" in line or "ne peut pas être lu" in line
    for student in ("ada", "zoe"):
        graded = load_graded(tiny, student, TINY)
        assert graded is not None and graded.points == 4.0


def test_one_notebook_is_found_without_a_reader(tiny: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("a process was started for nothing")

    monkeypatch.setattr(Reader, "start", never)
    hand_in(tiny, "ada")
    assert [one.student for one in find_submissions(tiny, TINY)] == ["ada"]
