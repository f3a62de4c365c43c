"""The processes of a candidate, seen from its server: how many, how much CPU time, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Iterator

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PARENT, _FIRST_TIME, _RESIDENT = 1, 11, 21  # places in /proc/PID/stat after the name
_MOST_OPTIONS = 128 * 1024  # bytes, the kernel's `optmem_max`


def usage(pid: int, enough: int, own_network: bool) -> dict[str, float]:
    """Return the CPU seconds of `pid`, of all its descendants and of those they have waited for; and their number.

    `memory` is what they hold together, in bytes: more than the truth (shared pages count more than once) while it
    is below `enough`, where nobody needs to know better. What their sockets may hold is added, at its most, where
    they have a network of their own, whose sockets are theirs.
    """
    tables = _tables()
    tree = [number for number in _tree(pid, tables) if number in tables]
    ticks = sum(int(tables[number][_FIRST_TIME + place]) for number in tree for place in range(4))
    memory = sum(int(tables[number][_RESIDENT]) for number in tree) * _PAGE
    if memory > enough:
        memory = sum(_share(number, int(tables[number][_RESIDENT]) * _PAGE) for number in tree)
    if own_network:
        memory += _sockets(pid) * _most_in_a_socket()
    return {"cpu": ticks / _TICKS, "processes": len(tree), "memory": memory}


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


def _share(pid: int, resident: int) -> int:
    """Return the bytes that `pid` holds, pages that it shares with n others counted as 1/n; else all `resident`."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
            return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
    except PermissionError:
        return resident
    except OSError:  # it has just ended
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
        for number in [*reversed(_tree(pid, _tables())), pid]:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(number, signal.SIGKILL)
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:
        return 0
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)  # what it left behind, where no namespace has ended with it


def _tree(pid: int, tables: dict[int, list[str]]) -> list[int]:
    children: dict[int, list[int]] = {}
    for number, fields in tables.items():
        children.setdefault(int(fields[_PARENT]), []).append(number)
    found = [pid]
    for number in found:
        found += children.get(number, [])
    return found


def _tables() -> dict[int, list[str]]:
    return dict(_read())


def _read() -> Iterator[tuple[int, list[str]]]:
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as stat:
                yield int(name), stat.read().rpartition(")")[2].split()
