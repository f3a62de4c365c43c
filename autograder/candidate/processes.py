"""The processes of a candidate, seen from its server: how many, how much CPU time, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator

_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _FIRST_TIME = 1, 11  # places in /proc/PID/stat after the name


def usage(pid: int) -> tuple[float, int]:
    """Return the CPU seconds of `pid`, of all its descendants and of those they have waited for; and their number."""
    tables = _tables()
    tree = [number for number in _tree(pid, tables) if number in tables]
    ticks = sum(int(tables[number][_FIRST_TIME + place]) for number in tree for place in range(4))
    return ticks / _TICKS, len(tree)


def end(pid: int, grace: float = 0.0) -> int:
    """End `pid` and its descendants; return how it ended, as `os.waitpid` says (0 when nobody knows).

    One that is about to end by itself is given `grace` seconds to say how.
    """
    until = time.monotonic() + grace
    while time.monotonic() < until:
        try:
            ended, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return 0
        if ended:
            return status
        time.sleep(0.002)
    for number in [*reversed(_tree(pid, _tables())), pid]:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(number, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:
        return 0


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
