"""A warm process that forks one candidate a notebook: Python, NumPy, PyTorch and the shell are loaded once.

It is told what to do over one socket of whole messages (SOCK_SEQPACKET, JSON): fork (with the candidate's own
socket as an open file), measure what a candidate uses, end it. It ends all its candidates when that socket closes.
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
import traceback
import warnings
from pathlib import Path
from typing import Any

import psutil

from autograder.run.candidate.agent import serve
from autograder.run.candidate.namespaces import die_with_parent, isolate
from autograder.run.candidate.processes import end, usage
from autograder.run.candidate.shell import OUTPUTS, CandidateShell, make_shell, run_cell
from autograder.run.candidate.wire import READY, send

MESSAGE = 1 << 16


def main(control: socket.socket, modules: list[str], cells: list[str]) -> None:
    """Load `modules` and rehearse `cells`, then fork on demand until `control` closes."""
    for name in modules:
        importlib.import_module(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    shell = make_shell(graphics="matplotlib.pyplot" in sys.modules)
    _rehearse(shell, cells)
    gc.collect()
    gc.freeze()  # forks then share these pages for longer
    threads = psutil.Process().num_threads()
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
        elif "usage" in message:
            _reply(control, usage(message["usage"], message["memory"], message["isolated"]))
        elif "end" in message:
            alive.discard(message["end"])
            _reply(control, {"status": end(message["end"], message["grace"])})
    for pid in alive:
        end(pid)


def _rehearse(shell: CandidateShell, cells: list[str]) -> None:
    """Run the course's own `cells`, so that forks find loaded what these and a traceback need; forget what they bound.

    `HOME` and the folder are the server's: a candidate that needs them runs the cells again.
    """
    for cell in (*cells, "raise RuntimeError"):
        run_cell(shell, cell)
    shell.reset(new_session=True)


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
        die_with_parent()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with contextlib.suppress(OSError):  # where memory runs out, a candidate is ended, and not its server
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
        if wishes["isolated"]:
            isolate(wishes["limits"], wishes["private"])
        os.chdir(wishes["folder"])
        os.environ["HOME"] = os.environ["TMPDIR"] = wishes["folder"]
        OUTPUTS.limit = wishes["limits"]["output"]
        _limit(wishes["limits"], wishes["isolated"])
        _seed()
        _close_streams()
        sock = socket.socket(fileno=handle)
        send(sock, READY)
        serve(sock, shell)
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


def _close_streams() -> None:
    """What a cell writes below Python's streams goes nowhere: a pipe that nobody reads would fill and block it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit(limits: dict[str, Any], isolated: bool) -> None:
    cpu = int(limits["total_cpu"])
    bounds = {
        resource.RLIMIT_AS: (limits["memory"], limits["memory"]),
        resource.RLIMIT_CPU: (cpu, cpu + 5),
        resource.RLIMIT_FSIZE: (limits["file_size"], limits["file_size"]),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (limits["files"], limits["files"]),
        resource.RLIMIT_MSGQUEUE: (0, 0),
    }
    if isolated:  # elsewhere all that the user runs would count, the desktop too
        bounds[resource.RLIMIT_NPROC] = (limits["processes"], limits["processes"])
        bounds[resource.RLIMIT_SIGPENDING] = (limits["processes"], limits["processes"])  # timers count among them
    for kind, (soft, hard) in bounds.items():
        most = resource.getrlimit(kind)[1]  # nobody but root may ask for more
        room = hard if most == resource.RLIM_INFINITY else most
        resource.setrlimit(kind, (min(soft, room), min(hard, room)))


def _seed() -> None:
    """The same random state in every candidate: what is not seeded must not change a verdict between two runs."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)
