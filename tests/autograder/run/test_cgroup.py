"""A control group bounds what a fork server's processes hold, in the kernel too; where none can be made, we go on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import autograder.run.cgroup as cgroup
from autograder.course.limits import Limits
from autograder.run.cgroup import entering, new_group, remove_group
from autograder.run.forkserver import ForkServer
from autograder.run.remote import CandidateLost

MIB = 2**20
HOLD = "import sys\nheld = bytearray(int(sys.argv[1]) * 2**20)\nheld[::4096] = b'x' * len(held[::4096])\nprint('held')"
# Nothing of it is in the process: pipes are filled, and their content waits in the kernel.
PIPES = """
import fcntl, os
held = 0
while held < 200 * 2**20:
    reading, writing = os.pipe()
    size = fcntl.fcntl(writing, 1031, 2**20)
    os.set_blocking(writing, False)
    held += os.write(writing, b"x" * size)
print("held")
"""

# Forty processes, each with what a hundred sockets hold that nobody reads; how many of them were ended for it.
SOCKETS = """
import os, signal, socket
children = []
for _ in range(40):
    pid = os.fork()
    if pid == 0:
        held = []
        for _ in range(100):
            near, far = socket.socketpair()
            near.setblocking(False)
            held.append((near, far))
            try:
                while True:
                    near.send(b"x" * 65536)
            except OSError:
                pass
        signal.pause()
    children.append(pid)
ended = 0
signal.alarm(20)
signal.signal(signal.SIGALRM, lambda *about: None)
pid, status = os.waitpid(-1, 0)
ended += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
for one in children:
    if one != pid:
        os.kill(one, signal.SIGTERM)
"""


def _ran(group: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = entering(group, [sys.executable, "-c", *words])
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.fixture
def group() -> Path:
    """A group of 100 MiB; where the system lets us make none, what these tests look at is not there to be looked at."""
    made = new_group(100 * MIB)
    if made is None:
        pytest.skip("this system lets us make no control group with a memory controller")
    yield made  # type: ignore[misc]
    remove_group(made)
    assert not made.exists()


def test_what_fits_in_a_group_runs_as_it_would_outside(group: Path) -> None:
    assert _ran(group, HOLD, "40").stdout == "held\n"


@pytest.mark.parametrize("words", [(HOLD, "300"), (PIPES,)], ids=["memory", "pipes"])
def test_what_holds_more_than_its_group_may_is_ended(group: Path, words: tuple[str, ...]) -> None:
    ended = _ran(group, *words)
    assert ended.returncode != 0 and ended.stdout == ""


@pytest.mark.needs("bubblewrap", "namespaces")
def test_a_fork_server_and_its_candidates_are_in_a_group_of_their_own(group: Path) -> None:
    with ForkServer(("numpy",), Limits(), isolated=True) as server:
        own = server._group
        assert own is not None and own != group
        candidate = server.fork()
        assert len((own / "cgroup.procs").read_text().split()) >= 2
        candidate.close()
    assert not own.exists()


@pytest.mark.needs("bubblewrap", "namespaces")
def test_processes_that_fill_sockets_are_ended_and_their_server_goes_on(
    group: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.run.forkserver._OF_THE_SERVER", -700 * MIB)
    with ForkServer(("numpy",), Limits(memory=1024 * MIB, scratch=MIB), isolated=True) as server:
        process = server._process
        candidate = server.fork()
        try:
            candidate.run_cell(SOCKETS)
            ended = candidate.look_up("ended")
        except CandidateLost as lost:  # the process of the cell itself was the one that the system chose
            ended = lost.status == "killed"
        assert ended
        candidate.close()
        assert server.fork().run_cell("told = 1").raised == ()
        assert server._process is process


def test_where_no_group_can_be_made_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cgroup, "_parents", lambda: [(tmp_path / "absent", "memory.max"), (tmp_path, "no/such/file")])
    assert new_group(MIB) is None
    assert os.listdir(tmp_path) == []


def test_a_group_that_is_already_gone_is_removed_all_the_same(tmp_path: Path) -> None:
    remove_group(tmp_path / "gone")
