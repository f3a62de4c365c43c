"""The processes of a candidate, seen from its server: how many, how much CPU time, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time

import psutil

_MOST_OPTIONS = 128 * 1024  # bytes, the kernel's `optmem_max`


def usage(pid: int, enough: int, own_network: bool) -> dict[str, float]:
    """Return the CPU seconds of `pid`, of all its descendants and of those they have waited for; and their number.

    `memory` is what they hold together, in bytes: more than the truth (shared pages count more than once) while it
    is below `enough`, where nobody needs to know better. What their sockets may hold is added, at its most, where
    they have a network of their own, whose sockets are theirs.
    """
    cpu, held = 0.0, {}
    for process in _tree(pid):
        with contextlib.suppress(psutil.NoSuchProcess), process.oneshot():
            cpu += sum(process.cpu_times()[:4])
            held[process] = process.memory_info().rss
    memory = sum(held.values())
    if memory > enough:
        memory = sum(_share(process, resident) for process, resident in held.items())
    if own_network:
        memory += _sockets(pid) * _most_in_a_socket()
    return {"cpu": cpu, "processes": len(held), "memory": memory}


def _sockets(pid: int) -> int:
    """Return how many sockets there are in the network of `pid`, those that wait in another's queue too."""
    try:
        with open(f"/proc/{pid}/net/sockstat", encoding="ascii") as lines:
            return next((int(line.split()[2]) for line in lines if line.startswith("sockets: used")), 0)
    except OSError:  # it has just ended
        return 0


def _most_in_a_socket() -> int:
    """Return the bytes that a socket may hold, none of which is in the memory of a process: its queue, its options."""
    with socket.socket(socket.AF_UNIX) as one:
        return one.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) + _MOST_OPTIONS


def _share(process: psutil.Process, resident: int) -> int:
    """Return the bytes that it holds, pages that it shares with n others counted as 1/n; else all `resident`."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.AccessDenied:
        return resident
    except psutil.NoSuchProcess:  # it has just ended
        return 0


def end(pid: int, grace: float = 0.0) -> int:
    """End `pid` and its descendants; return how it ended, as `os.waitpid` says (0 when nobody knows).

    One that is about to end by itself is given `grace` seconds to say how.
    """
    until = time.monotonic() + grace
    try:
        while time.monotonic() < until:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return status
            time.sleep(0.002)
        for process in reversed(_tree(pid)):
            with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                process.kill()
        return os.waitpid(pid, 0)[1]  # psutil waits too, but would not tell a signal from an exit code
    except ChildProcessError:
        return 0
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)  # what it left behind, where no namespace has ended with it


def _tree(pid: int) -> list[psutil.Process]:
    """Return `pid` and all its descendants, parents first; nothing when there is no such process."""
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
