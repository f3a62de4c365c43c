"""System calls that no notebook needs, refused by a seccomp filter: a second wall behind the namespaces.

They reach the kernel's less trodden parts, hold memory that no limit counts, look into other processes, or read the
keys of the session that started the grading. A filter is a program of the kernel's packet filter (linux/filter.h).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import struct

# Name of the machine, as `uname` gives it: its number in audit.h, and which of the two numbers below is its own.
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
_REFUSED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "fsopen": (430, 430),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    "quotactl": (179, 60),
    "syslog": (103, 116),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "clone3": (435, 435),  # its flags cannot be read from here; the C library then takes clone
}
_CLONE = (56, 220)
_NEW_NAMESPACES = 0x7E020000 | 0x00000080  # every CLONE_NEW…

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # places in struct seccomp_data
_X32 = 0x40000000  # the other numbering of a 64-bit Intel
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_PR_SET_SECCOMP, _FILTER = 22, 2


def refuse_syscalls() -> None:
    """Refuse them from now on, here and in every process started from here; where no filter is possible, do nothing."""
    if platform.machine() in _MACHINES and struct.calcsize("P") == 8:
        with contextlib.suppress(OSError):
            _install(_program(*_MACHINES[platform.machine()]))


def _program(architecture: int, column: int) -> bytes:
    """Return the filter: each instruction is a code, two jumps (if true, if false) and a number."""
    refused = [numbers[column] for numbers in _REFUSED.values()]
    body = [(_EQUAL, 0, 1, number) for number in refused]
    rules = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
    ]
    for rule in body:
        rules += [rule, (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    rules += [
        (_EQUAL, 0, 3, _CLONE[column]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 0, 1, _NEW_NAMESPACES),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *rule) for rule in rules)


def _install(program: bytes) -> None:
    """Give the kernel the filter; raise OSError when it takes none."""
    content = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(content))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.c_char_p(header), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
