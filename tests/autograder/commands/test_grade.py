"""`course grade`: what it does again and what it does not, what it refuses, and what an interruption leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course.folder import Course
from autograder.gradebook.database import exercise_marks, marks, open_gradebook
from autograder.gradebook.kept import load_graded, notebook_path, verdicts_path
from tests.autograder.tiny_course import ROOT, TINY, hand_in, handed_in, is_running, position, wait_until

WRONG = {"double": "def double(x):\n    return x * x"}


@pytest.fixture
def grade(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Run `course grade --sandbox none --json`; return the exit code and what was graded, by student."""

    def graded(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = tiny_command("grade", "--sandbox", "none", "--json", *words)
        printed = capsys.readouterr().out
        return code, {one["student"]: one for one in json.loads(printed)} if printed else {}

    return graded


def gradebook(course: Course) -> dict[str, dict[str, Any]]:
    """All that the gradebook says of the chapter, by student and exercise."""
    with open_gradebook(course, create=False) as opened:
        return {mark.student: exercise_marks(opened, mark.student, TINY) for mark in marks(opened, TINY)}


def test_a_class_is_graded_recorded_and_written(tiny: Course, grade: Callable[..., Any]) -> None:
    hand_in(tiny, "ada")
    hand_in(tiny, "leo", answers=WRONG)
    code, graded = grade()
    assert code == 0
    assert {student: one["points"] for student, one in graded.items()} == {"ada": 4.0, "leo": 2.0}
    assert graded["leo"]["verdicts"]["double"] == {"status": "wrong", "mistake": "square"}
    assert graded["leo"]["maximum"] == 5.0 and graded["leo"]["chapter"] == TINY
    recorded = gradebook(tiny)
    assert {who: sum(one.points for one in marks.values()) for who, marks in recorded.items()} == {"ada": 4, "leo": 2}
    for student in ("ada", "leo"):
        assert notebook_path(tiny, student, TINY).is_file() and verdicts_path(tiny, student, TINY).is_file()


def test_the_table_is_for_people_and_names_what_needs_a_look(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = handed_in(tiny, TINY)
    notebook["cells"][position(notebook, "opinion-answer")]["source"] += " Je crois."
    hand_in(tiny, "ada", notebook=notebook)
    hand_in(tiny, "leo", content=b"not a notebook")
    assert tiny_command("grade", TINY, "--sandbox", "none") == 1
    table = capsys.readouterr().out
    assert "4/5 (+ 1 à noter à la main)" in table
    assert "À regarder\N{NO-BREAK SPACE}: leo" in table and "d’un autre format" in table


def test_a_second_run_does_only_what_is_new_or_changed(tiny: Course, grade: Callable[..., Any]) -> None:
    hand_in(tiny, "ada")
    hand_in(tiny, "leo")
    assert set(grade()[1]) == {"ada", "leo"}
    assert grade() == (0, {})
    hand_in(tiny, "zoe")
    hand_in(tiny, "leo", answers=WRONG)
    graded = grade()[1]
    assert {student: one["points"] for student, one in graded.items()} == {"leo": 2.0, "zoe": 4.0}
    assert grade() == (0, {})
    assert set(grade("--force")[1]) == {"ada", "leo", "zoe"}
    assert set(grade("--force", "--student", "ada", "--student", "zoe")[1]) == {"ada", "zoe"}


def test_work_whose_record_or_result_is_gone_is_graded_again(tiny: Course, grade: Callable[..., Any]) -> None:
    hand_in(tiny, "ada")
    grade()
    verdicts_path(tiny, "ada", TINY).unlink()
    assert set(grade()[1]) == {"ada"}
    with open_gradebook(tiny) as opened:
        opened.remove_submission(TINY, "ada")
    assert set(grade()[1]) == {"ada"}


def test_a_changed_chapter_is_graded_again_with_its_new_tests(
    tiny: Course, tiny_command: Callable[..., int], grade: Callable[..., Any]
) -> None:
    hand_in(tiny, "ada", answers={"word": "word = 'gradient'"})
    assert grade()[1]["ada"]["points"] == 4.0
    text = tiny.notebooks / f"{TINY}.md"
    text.write_text(text.read_text(encoding="utf-8").replace('"gradient"', '"pente"'), encoding="utf-8")
    assert tiny_command("build") == 0
    graded = grade()[1]
    assert graded["ada"]["points"] == 3.0
    assert graded["ada"]["verdicts"]["word"]["status"] == "wrong"


def test_only_the_student_that_is_named_is_graded(
    tiny: Course, grade: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada")
    hand_in(tiny, "leo")
    assert set(grade("--student", "leo")[1]) == {"leo"}
    assert list(gradebook(tiny)) == ["leo"]
    assert grade("--student", "nobody", TINY)[0] == 2


def test_the_whole_notebook_runs_when_it_is_asked_for(tiny: Course, grade: Callable[..., Any]) -> None:
    hand_in(tiny, "ada")
    assert grade("--execute", "all")[0] == 0
    assert "la démonstration" in notebook_path(tiny, "ada", TINY).read_text(encoding="utf-8").replace("\\u00e9", "é")
    executed = load_graded(tiny, "ada", TINY)
    assert executed is not None
    shown = [out for cell in executed.notebook["cells"] for out in cell.get("outputs", ())]
    assert any("[3, 4, 5]" in out.get("text", "") for out in shown)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sandbox", "none"), "Rien à noter"),
        (("--sandbox", "none", TINY), "Rien à noter"),
        (("--sandbox", "none", "00_none"), TINY),
    ],
)
def test_what_cannot_be_graded_ends_with_2_and_one_sentence(
    tiny: Course,
    tiny_command: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    (tiny.submitted).mkdir()
    assert tiny_command("grade", *words) == 2
    shown = capsys.readouterr()
    assert shown.out == "" and said in shown.err
    assert len(shown.err.replace("Attention", "\nAttention").strip().splitlines()) <= 2 and "Traceback" not in shown.err
    assert not (tiny.root / "gradebook.db").exists()


def test_whatever_is_handed_in_the_rest_of_the_class_is_graded(tiny: Course, grade: Callable[..., Any]) -> None:
    hand_in(tiny, "a-empty", content=b"")
    hand_in(tiny, "b-binary", content=os.urandom(2000))
    hand_in(tiny, "c-half", answers={"double": "def double(x):\n    raise ValueError('\\ud800 \\0')"})
    hand_in(tiny, "d-killer", answers={"double": "import os\nos.kill(os.getppid(), 9)"})
    (tiny.submitted / "e-nothing" / TINY).mkdir(parents=True)
    path = hand_in(tiny, "f-renamed")
    path.rename(path.with_name("Untitled.ipynb"))
    hand_in(tiny, "z-good")
    code, graded = grade()
    assert code == 1
    assert {student: one["points"] for student, one in graded.items()} == {
        "a-empty": None,
        "b-binary": None,
        "c-half": 2.0,
        "d-killer": None,
        "e-nothing": None,
        "f-renamed": 4.0,
        "z-good": 4.0,
    }
    assert graded["d-killer"]["verdicts"]["double"]["status"] == "our fault"
    assert list(gradebook(tiny)) == sorted(graded)
    assert {one.points for one in gradebook(tiny)["d-killer"].values()} == {None}
    assert grade() == (0, {})


def test_a_run_that_is_stopped_goes_on_where_it_was(tiny: Course, grade: Callable[..., Any], tmp_path: Path) -> None:
    go_on, started = tmp_path / "go on", tmp_path / "started"
    waiting = (
        "import os, time\n"
        f"if not os.path.exists({str(go_on)!r}):\n"
        f"    open({str(started)!r} + '.part', 'w').write(str(os.getpid()))\n"
        f"    os.rename({str(started)!r} + '.part', {str(started)!r})\n"
        f"    while not os.path.exists({str(go_on)!r}): time.sleep(0.02)\n"
        "\n\ndef double(x):\n    return 2 * x"
    )
    hand_in(tiny, "a", answers=WRONG)
    hand_in(tiny, "b", answers={"double": waiting})
    hand_in(tiny, "c", answers={"shift": "def shift(values):\n    return values"})
    command = [sys.executable, "-m", "autograder.cli", "--root", str(tiny.root), "grade", "--sandbox", "none"]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    wait_until(lambda: started.exists() or running.poll() is not None, "the second submission")
    assert running.poll() is None
    os.killpg(running.pid, signal.SIGINT)  # what a terminal does at Ctrl-C
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert "reprendra où elle en était" in said and "Traceback" not in said
    candidate = int(started.read_text())
    wait_until(lambda: not is_running(candidate), "the end of the candidate that was waiting", 20)
    assert list(gradebook(tiny)) == ["a"]

    go_on.touch()
    assert set(grade()[1]) == {"b", "c"}
    after = gradebook(tiny)
    (tiny.root / "gradebook.db").unlink()
    assert set(grade("--force")[1]) == {"a", "b", "c"}  # an undisturbed run
    assert gradebook(tiny) == after and list(after) == ["a", "b", "c"]
