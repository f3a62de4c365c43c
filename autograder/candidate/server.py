"""A warm process that forks one candidate a notebook: Python, NumPy, PyTorch and the shell are loaded once.

It is told what to do over one socket of whole messages (SOCK_SEQPACKET, JSON): fork (with the candidate's own
socket as an open file), measure CPU time, end a candidate. It ends all its candidates when that socket closes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
import sys
import warnings
from typing import Any

from autograder.candidate.agent import serve
from autograder.candidate.shell import OUTPUTS, CandidateShell, make_shell

MESSAGE = 1 << 16
_TICKS = os.sysconf("SC_CLK_TCK")


def main(control: socket.socket, modules: list[str]) -> None:
    """Load `modules`, then fork on demand until `control` closes."""
    for name in modules:
        importlib.import_module(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    shell = make_shell(graphics="matplotlib.pyplot" in sys.modules)
    gc.collect()
    gc.freeze()  # forks then share these pages for longer
    threads = len(os.listdir("/proc/self/task"))
    _reply(control, {"ready": threads == 1, "threads": threads})
    alive: set[int] = set()
    while True:
        content, handles, _, _ = socket.recv_fds(control, MESSAGE, 1)
        if not content:
            break
        message = json.loads(content)
        if "fork" in message:
            pid = _fork(control, handles[0], message["fork"], shell)
            alive.add(pid)
            _reply(control, {"pid": pid})
        elif "cpu" in message:
            _reply(control, {"cpu": _cpu_seconds(message["cpu"])})
        elif "end" in message:
            alive.discard(message["end"])
            _reply(control, {"status": _end(message["end"])})
    for pid in alive:
        _end(pid)


def _reply(control: socket.socket, message: dict[str, Any]) -> None:
    control.send(json.dumps(message).encode())


def _fork(control: socket.socket, handle: int, wishes: dict[str, Any], shell: CandidateShell) -> int:
    """Fork a candidate that speaks over `handle`; return its process number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(handle)
        return pid
    status = 1
    try:
        control.close()
        os.setsid()
        # The server's error stream is a pipe that nobody empties: who writes to it would fill it for all. The other
        # one leads nowhere.
        os.dup2(1, 2)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.chdir(wishes["folder"])
        os.environ["HOME"] = wishes["folder"]
        OUTPUTS.limit = wishes["limits"]["output"]
        _limit(wishes["limits"])
        _seed()
        serve(socket.socket(fileno=handle), shell)
        status = 0
    finally:
        os._exit(status)


def _limit(limits: dict[str, Any]) -> None:
    cpu = int(limits["total_cpu"])
    bounds = {
        resource.RLIMIT_AS: (limits["memory"], limits["memory"]),
        resource.RLIMIT_CPU: (cpu, cpu + 5),
        resource.RLIMIT_FSIZE: (limits["file_size"], limits["file_size"]),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, bound in bounds.items():
        resource.setrlimit(kind, bound)


def _seed() -> None:
    """The same random state in every candidate: what is not seeded must not change a verdict between two runs."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)


def _cpu_seconds(pid: int) -> float:
    """Return the CPU time of a candidate and of the processes it has waited for, in seconds."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            fields = stat.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / _TICKS


def _end(pid: int) -> int:
    """Kill a candidate and the processes of its session's group; return how it ended, as `os.waitpid` says."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:
        return 0
