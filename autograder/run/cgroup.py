"""A control group for a fork server and its candidates, where the system lets us make one: it bounds kernel memory too.

What a process holds in the kernel for itself (socket buffers, pipes, namespaces) counts neither in its address space
nor in what it has resident; the memory controller of a control group counts it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_EMPTY_SECONDS = 5.0  # for the last process of a group to be gone, once it is dead


def new_group(memory: int) -> Path | None:
    """Make a group inside our own that holds at most `memory` bytes; None where the system does not let us."""
    for parent, limit in _parents():
        group = parent / f"course-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            (group / limit).write_text(str(memory), encoding="ascii")
            return group
        except OSError:  # the controller is not there for groups inside ours
            with contextlib.suppress(OSError):
                group.rmdir()
    return None


def entering(group: Path, command: Sequence[str]) -> list[str]:
    """Return a command that enters `group`, then becomes `command`: all that it starts is in it."""
    return ["/bin/sh", "-c", 'echo $$ > "$0" && exec "$@"', str(group / "cgroup.procs"), *command]


def remove_group(group: Path) -> None:
    """Remove a group whose processes have ended; one that does not become empty stays, and bounds nobody."""
    until = time.monotonic() + _EMPTY_SECONDS
    while time.monotonic() < until:
        try:
            group.rmdir()
            return
        except FileNotFoundError:
            return
        except OSError:  # its last process is not gone yet
            time.sleep(0.01)


def _parents() -> list[tuple[Path, str]]:
    """Return where a group may be made, and the file of its limit: version 2 of the system's groups, then version 1."""
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in sorted(lines, reverse=True):
        _, controllers, path = line.split(":", 2)
        if not controllers and (_ROOT / "cgroup.controllers").is_file():
            found.append((_ROOT / path.lstrip("/"), "memory.max"))
        elif "memory" in controllers.split(","):
            found.append((_ROOT / "memory" / path.lstrip("/"), "memory.limit_in_bytes"))
    return found
