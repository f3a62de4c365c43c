"""The fork server's life, and that of what it forks: nothing outlives it, nothing that dies takes another along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.folder import CourseError
from autograder.course.limits import Limits
from autograder.run import forkserver
from autograder.run.forkserver import ForkServer
from autograder.run.remote import Candidate, CandidateLost
from tests.autograder.tiny_course import is_running, wait_until

LIMITS = Limits(cell_cpu=1, call_cpu=1, patience=5)


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    with ForkServer((), LIMITS) as started:
        yield started


@pytest.fixture
def candidate(server: ForkServer) -> Iterator[Candidate]:
    forked = server.fork()
    yield forked
    forked.close()


def value(candidate: Candidate, expression: str) -> str:
    return candidate.run_cell(expression).outputs[0]["data"]["text/plain"]


def pid_of(candidate: Candidate) -> int:
    return int(value(candidate, "import os; os.getpid()"))


def server_of(candidate: Candidate) -> int:
    return int(value(candidate, "import os; os.getppid()"))


def started_by(candidate: Candidate) -> int:
    """The number of a process that the candidate has started and left running."""
    return int(value(candidate, "import subprocess; subprocess.Popen(['sleep', '600']).pid"))


def test_a_stopped_server_leaves_no_process_and_no_folder() -> None:
    with ForkServer((), LIMITS) as server:
        one, other = server.fork(), server.fork()
        pids = [pid_of(one), pid_of(other), started_by(one), server_of(one)]
        folder = Path(value(one, "os.getcwd()").strip("'"))
        assert all(is_running(pid) for pid in pids) and folder.is_dir()
    wait_until(lambda: not any(is_running(pid) for pid in pids), "the end of every process", 20)
    assert not folder.exists() and not folder.parent.exists()


def test_a_closed_candidate_ends_with_all_that_it_started(candidate: Candidate) -> None:
    pids = [pid_of(candidate), started_by(candidate)]
    candidate.close()
    wait_until(lambda: not any(is_running(pid) for pid in pids), "the end of the candidate", 20)
    candidate.close()  # once more changes nothing


def test_a_candidate_that_leaves_does_not_leave_what_it_started(candidate: Candidate) -> None:
    started = started_by(candidate)
    with pytest.raises(CandidateLost) as lost:
        candidate.run_cell("import os\nos._exit(3)")
    assert (lost.value.status, lost.value.detail) == ("killed", "left with status 3")
    assert not candidate.alive
    wait_until(lambda: not is_running(started), "the end of what it started", 20)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("import os\nos._exit(0)", "killed"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "killed"),
        ("import ctypes\nctypes.string_at(0)", "killed"),
        ("import os\nfor fd in range(3, 50):\n    try: os.close(fd)\n    except OSError: pass", "killed"),
        ("while True: pass", "too slow"),
        ("import time\nwhile True: time.sleep(100)", "too slow"),
        ("import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass", "too slow"),
        ("import subprocess\nsubprocess.run(['sleep', '600'])", "too slow"),
    ],
)
def test_the_server_survives_the_end_of_a_candidate(server: ForkServer, cell: str, status: str) -> None:
    lost, neighbour = server.fork(), server.fork()
    pid, parent = pid_of(lost), server_of(neighbour)
    with pytest.raises(CandidateLost) as ended:
        lost.run_cell(cell)
    assert ended.value.status == status
    assert not is_running(pid)
    after = server.fork()
    assert server_of(after) == server_of(neighbour) == parent
    neighbour.close()
    after.close()


def test_a_server_that_is_killed_is_started_again_for_the_next_candidate() -> None:
    with ForkServer((), LIMITS) as server:
        first = server.fork()
        before = server_of(first)
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: not is_running(before), "the end of the server", 20)
        second = server.fork()
        assert server_of(second) != before
        orphan = int(first._pid)
        first.close()
        wait_until(lambda: not is_running(orphan), "the end of the candidate it left", 20)
        assert value(second, "1 + 1") == "2"


def test_a_server_has_one_thread_with_every_library_warm_and_so_have_its_forks() -> None:
    with ForkServer(forkserver.WARM, LIMITS) as server:
        one, other = server.fork(), server.fork()
        count = "import os; len(os.listdir(f'/proc/{os.getppid()}/task'))"
        assert value(one, count) == "1"
        assert value(one, "import torch; torch.get_num_threads()") == "1"
        draw = "import torch; torch.rand(3).tolist()"
        assert value(one, draw) == value(other, draw)


def test_ctrl_c_does_not_reach_the_server_nor_its_candidates(candidate: Candidate) -> None:
    sessions = {os.getsid(pid) for pid in (server_of(candidate), pid_of(candidate))}
    assert len(sessions) == 2 and os.getsid(0) not in sessions


_EXAMINER = """
import os, sys
from autograder.run.forkserver import ForkServer
with ForkServer(()) as server:
    candidate = server.fork()
    pids = candidate.run_cell("import os; os.getpid(), os.getppid()").outputs[0]["data"]["text/plain"]
    print(pids, flush=True)
    candidate.run_cell("while True: pass")
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_when_the_examiner_ends_so_do_its_candidates_even_those_that_loop(how: signal.Signals) -> None:
    command = [sys.executable, "-c", _EXAMINER]
    root = Path(__file__).parents[3]
    examiner = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    with examiner:
        assert examiner.stdout is not None
        pids = eval(examiner.stdout.readline())
        assert all(is_running(pid) for pid in pids)
        os.killpg(examiner.pid, how)  # what a terminal does at Ctrl-C
    wait_until(lambda: not any(is_running(pid) for pid in pids), "the end of the candidate and of its server", 30)


def test_cpu_time_is_the_candidates_own(server: ForkServer, candidate: Candidate) -> None:
    pid = pid_of(candidate)
    before, processes, _ = server.usage(pid)
    candidate.run_cell("import time\nstart = time.process_time()\nwhile time.process_time() < start + 0.2: pass")
    assert processes == 1
    assert server.usage(pid)[0] >= before + 0.15
    assert server.usage(2**22 + 1) == (0.0, 0, 0)  # nobody has that number


def test_a_candidate_trains_for_the_short_budget(candidate: Candidate) -> None:
    assert int(value(candidate, "from course_utils.budget import budget; budget(30, graded=2)")) == 2


def test_a_module_that_is_not_there_is_told_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forkserver.WARM, "absent", ("no_such_library",))
    with pytest.raises(RuntimeError, match="no_such_library"), ForkServer(("absent",), LIMITS):
        pass


def test_without_linux_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(CourseError, match="WSL"):
        ForkServer((), LIMITS).fork()
