"""Nothing lost: whatever is killed, whenever, the same command then ends with the gradebook of an undisturbed run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.cli import main
from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, open_course
from autograder.course.limits import Limits
from autograder.gradebook.database import open_gradebook
from autograder.gradebook.kept import load_graded
from autograder.gradebook.lock import FILE, only_one_grading
from autograder.run.forkserver import ForkServer
from autograder.submissions.find import find_submissions
from autograder.submissions.grade import grade_submission, subject_of
from tests.autograder.tiny_course import TINY, code_cell, descendants, hand_in, handed_in, is_running, wait_until

ROOT = Path(__file__).parents[3]
CLASS = ("ada", "basile", "chloe", "driss", "elise", "farid")


def _hand_in_a_class(course: Course) -> None:
    """Six works, right, wrong, unfinished and broken."""
    hand_in(course, "ada")
    hand_in(course, "basile", answers={"double": "def double(x):\n    return x * x"})
    hand_in(course, "chloe", answers={"double": None, "shift": None, "word": None})
    hand_in(course, "driss", content=b"{")
    hand_in(course, "elise", answers={"word": "word = 'gradient'\nimport os\nos._exit(0)"})
    notebook = handed_in(course, TINY)
    notebook["cells"][-1]["source"] += "\n\nParce que le gradient descend."
    hand_in(course, "farid", notebook=notebook)


@pytest.fixture(scope="module")
def undisturbed(built_tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a run that nobody disturbs leaves."""
    root = tmp_path_factory.mktemp("undisturbed") / "course"
    shutil.copytree(built_tiny, root)
    course = open_course(root)
    _hand_in_a_class(course)
    assert _grade(course).wait(120) == 1  # somebody should look at what could not be read
    return _left(course)


def _grade(course: Course, *words: str) -> subprocess.Popen[bytes]:
    """Start `course grade` as a shell does."""
    command = [sys.executable, "-m", "autograder.cli", "--root", str(course.root), "grade", "--sandbox", "auto", *words]
    room = os.environ | {"TMPDIR": str(course.root.parent)}  # what is killed cannot tidy up
    return subprocess.Popen(command, cwd=ROOT, env=room, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _left(course: Course) -> dict[str, Any]:
    """All the marks and comments of the gradebook, and the verdicts on disk."""
    rows: dict[str, Any] = {}
    with open_gradebook(course) as gradebook:
        for one in gradebook.assignment_submissions(TINY):
            for notebook in one.notebooks:
                for grade in notebook.grades:
                    marks = (grade.auto_score, grade.manual_score, grade.needs_manual_grade, grade.max_score)
                    rows[f"{one.student.id}/{grade.cell.name}"] = marks
                for comment in notebook.comments:
                    rows[f"{one.student.id}/{comment.cell.name}/comment"] = comment.auto_comment
                rows[f"{one.student.id}/flagged"] = notebook.flagged
    for student in CLASS:
        graded = load_graded(course, student, TINY)
        rows[f"{student}/verdicts"] = graded.verdicts if graded else None
        rows[f"{student}/notebook"] = graded.notebook if graded else None
    return rows


def _verdicts(course: Course) -> list[Path]:
    return list(course.autograded.glob(".verdicts/*/*.json"))


def _notebooks(course: Course) -> list[Path]:
    return list(course.autograded.glob("*/*/*.ipynb"))


_MOMENTS: dict[str, Callable[[Course], object]] = {
    "it has just begun": lambda course: (course.root / FILE).exists(),
    "the gradebook is being made": lambda course: (course.root / "gradebook.db").exists(),
    "a notebook is written and its marks are not": lambda course: len(_notebooks(course)) > len(_verdicts(course)),
    "the gradebook is being written": lambda course: _notebooks(course) and list(course.root.glob("gradebook.db-*")),
    "two works are graded": lambda course: len(_verdicts(course)) >= 2,
    "all but the last are graded": lambda course: len(_verdicts(course)) >= len(CLASS) - 1,
}


@pytest.mark.parametrize("moment", _MOMENTS)
def test_a_grading_that_is_killed_and_run_again_leaves_what_an_undisturbed_one_does(
    tiny: Course, undisturbed: dict[str, Any], moment: str
) -> None:
    _hand_in_a_class(tiny)
    first = _grade(tiny)
    while first.poll() is None and not _MOMENTS[moment](tiny):
        pass  # no pause: some of these moments last a millisecond, and one that is missed is a run to its end
    first.kill()
    first.wait(20)
    assert _grade(tiny).wait(120) in (0, 1)  # 0: what deserves a look was told by the first
    assert _left(tiny) == undisturbed


def test_a_second_grading_says_why_it_stops_and_the_first_goes_on(
    tiny: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada")
    with only_one_grading(tiny):
        assert main(["--root", str(tiny.root), "grade", "--sandbox", "none"]) == 2
        said = capsys.readouterr().err
        assert f"processus {os.getpid()}" in said and "attendez" in said
        assert not _verdicts(tiny)
    assert main(["--root", str(tiny.root), "grade", "--sandbox", "none"]) == 0
    assert len(_verdicts(tiny)) == 1


def test_a_grading_that_was_killed_holds_nobody_up_and_leaves_no_process(tiny: Course) -> None:
    notebook = handed_in(tiny, TINY)
    notebook["cells"].insert(3, code_cell("import time\ntime.sleep(600)"))
    hand_in(tiny, "ada", notebook=notebook)
    first = _grade(tiny)
    wait_until(lambda: [pid for pid in descendants(first.pid) if pid != first.pid], "the start of a fork server")
    wait_until(lambda: len(descendants(first.pid)) > 2, "the start of a candidate")
    started = descendants(first.pid)
    first.kill()
    first.wait(20)
    wait_until(lambda: not any(is_running(pid) for pid in started), "the end of all that it had started", 20)
    hand_in(tiny, "ada")
    with only_one_grading(tiny):
        pass
    assert _grade(tiny).wait(120) == 0


# --- The fork server ends, or will not begin: nobody's zero --------------------------------------------------------


@pytest.fixture
def server() -> Iterator[ForkServer]:
    with ForkServer(("numpy",), Limits(cell_cpu=5, call_cpu=5, patience=4)) as started:
        yield started


def test_a_work_whose_server_is_killed_is_graded_on_the_next(tiny: Course, server: ForkServer, tmp_path: Path) -> None:
    flag = tmp_path / "begun"
    begun = f"import os, time\nif not os.path.exists({str(flag)!r}):\n    open({str(flag)!r}, 'w').close()\n"
    notebook = handed_in(tiny, TINY)
    notebook["cells"].insert(3, code_cell(f"{begun}    time.sleep(600)"))
    hand_in(tiny, "ada", notebook=notebook)
    assert server._process is not None
    victim = server._process.pid
    begun_by: list[int] = []

    def kill() -> None:
        wait_until(flag.exists, "the first run of the cell")
        begun_by.extend(descendants(victim))
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    (submission,) = find_submissions(tiny, TINY)
    graded = grade_submission(submission, subject_of(tiny, load_chapter(tiny, TINY), server), server)
    killer.join()
    assert graded.points == 4.0
    wait_until(lambda: not any(is_running(pid) for pid in begun_by), "the end of the candidate that was left", 20)
    assert server._process.pid != victim


@pytest.mark.needs("bubblewrap", "namespaces")
def test_where_no_candidate_can_be_made_the_work_waits_for_a_person(tiny: Course) -> None:
    hand_in(tiny, "ada")
    (submission,) = find_submissions(tiny, TINY)
    with ForkServer(("numpy",), Limits(scratch=-1), isolated=True) as server:
        graded = grade_submission(submission, subject_of(tiny, load_chapter(tiny, TINY), server), server)
    assert {verdict.status for verdict in graded.verdicts} == {"our fault"}
    assert {verdict.points for verdict in graded.verdicts} == {None}
