"""Namespaces for one fork: its own processes, mounts and users, so that it sees neither its server nor its siblings.

The calls go to the C library: Python has had `os.unshare` only since 3.12. Numbers are Linux's, from its headers
(sched.h, mount.h, prctl.h, capability.h).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
from pathlib import Path
from typing import Any

from autograder.run.candidate.syscalls import refuse_syscalls

HOME = "/home/student"

_CLONE_NEWNS, _CLONE_NEWIPC = 0x00020000, 0x08000000
_CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 2, 4, 8, 16384, 1 << 18
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_CAPABILITY_VERSION = 0x20080522
_LAST_CAPABILITY = 63
_MOST_TERMINALS = 64  # pairs; the machine has 4096 for everybody
_MOST_FILES = 1 << 16  # in a folder in memory: an empty file takes room too

_libc = ctypes.CDLL(None, use_errno=True)


def isolate(limits: dict[str, Any], private: list[str]) -> None:
    """Put this process, just forked, in namespaces of its own; return in its child, whose end ends all it started.

    The `private` folders become empty ones of its own, in memory. Raises OSError when any step fails: a fork that
    is not isolated must not go on.
    """
    uid, gid = os.getuid(), os.getgid()
    flags = _CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWPID | _CLONE_NEWIPC | _CLONE_NEWNET
    _check(_libc.unshare(flags), "unshare")
    for name, line in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        Path(f"/proc/self/{name}").write_text(line, encoding="ascii")
    die_with_parent()
    _become_child()  # process 1 of the new namespace: it only waits
    die_with_parent()
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)
    room = f"size={int(limits['scratch'])},nr_inodes={_MOST_FILES},mode=1777"
    for place in private:
        _mount("tmpfs", place, "tmpfs", _MS_NOSUID | _MS_NODEV, room)
    _mount(
        "devpts",
        "/dev/pts",
        "devpts",
        _MS_NOSUID | _MS_NOEXEC,
        f"newinstance,ptmxmode=0666,mode=0620,max={_MOST_TERMINALS}",
    )
    _mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    for name, bound in (
        ("user/max_user_namespaces", 0),  # in one of its own it could mount a disk in memory as large as it likes
        ("kernel/pid_max", max(301, int(limits["processes"]))),  # Linux 6.14 and later; it holds for root too
    ):
        with contextlib.suppress(OSError):
            Path(f"/proc/sys/{name}").write_text(str(bound), encoding="ascii")
    _become_child()
    _drop_powers()
    _check(_libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable")  # its server measures the memory that it holds
    refuse_syscalls()


def leave_root(user: int) -> None:
    """Become `user`, for good, with a /proc of this sandbox that has nothing mounted over parts of it.

    Linux lets a later namespace mount its own /proc only where a whole one is in sight, and bubblewrap, started by
    root, covers parts of the one it mounts. Raises OSError when a step fails.
    """
    _mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    _check(_libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable")  # else /proc/self would still be root's
    _drop_powers()


def _become_child() -> None:
    """Fork and go on in the child; the parent waits for all its children and leaves as the first one did."""
    pid = os.fork()
    if pid == 0:
        return
    os.closerange(0, 1 << 16)
    status = 0
    while True:
        try:
            ended, how = os.waitpid(-1, 0)
        except ChildProcessError:
            os._exit(1)
        if ended == pid:
            status = how
            break
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        signal.signal(number, signal.SIG_DFL) if number not in (signal.SIGKILL, signal.SIGSTOP) else None
        os.kill(os.getpid(), number)
        os._exit(128 + number)  # process 1 of a namespace does not die of its own signals
    os._exit(os.waitstatus_to_exitcode(status))


def die_with_parent() -> None:
    """Ask the system to end this process when the one that forked it ends, however busy it is."""
    _check(_libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")


def _drop_powers() -> None:
    """Give up every capability, for good."""
    for capability in range(_LAST_CAPABILITY + 1):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break  # beyond the last capability that this kernel knows
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, nothing), "capset")
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    die_with_parent()


def _mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    words = [word.encode() if word is not None else None for word in (source, target, kind)]
    _check(_libc.mount(*words, ctypes.c_ulong(flags), options.encode()), f"mount {target}")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
