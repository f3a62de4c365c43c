"""System calls that no notebook needs, refused by a seccomp filter: a second wall behind the namespaces.

They reach the kernel's less trodden parts, hold memory that no limit counts, use up what the whole machine shares,
look into other processes, or read the keys of the session that started the grading. Of sockets, the families and
protocols that are left are those of a local pair and of a network that is not there. A filter is a program of the
kernel's packet filter (linux/filter.h).
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
_REFUSED: dict[str, tuple[int, int | None]] = {
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
    "semget": (64, 190),
    "mq_open": (240, 180),
    "io_setup": (206, 0),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    "splice": (275, 76),
    "tee": (276, 77),
    "vmsplice": (278, 75),
    "personality": (135, 92),
    "modify_ldt": (154, None),
    "cachestat": (451, 451),  # this and the next five: the page cache, which outlives a candidate, carries messages
    "mincore": (27, 232),
    "process_madvise": (440, 440),
    "fadvise64": (221, 223),
    "readahead": (187, 213),
    "preadv2": (327, 286),
    "name_to_handle_at": (303, 264),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "acct": (163, 89),
    "quotactl_fd": (443, 443),
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
    "kexec_file_load": (320, 294),
    "clone3": (435, 435),  # its flags cannot be read from here; the C library then takes clone
}
_CLONE = (56, 220)
_NEW_NAMESPACES = 0x7E020000 | 0x00000080  # every CLONE_NEW…
_SOCKET, _SOCKETPAIR, _SETSOCKOPT = (41, 198), (53, 199), (54, 208)
_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6; AF_VSOCK (40) leads to the host of a virtual machine
_NETLINK, _NETLINK_PROTOCOLS = 16, (0,)  # it tells of the addresses of a network, here an empty one
_PROTOCOLS = (0, 6, 17)  # the default one, TCP, UDP: others load modules of the kernel
# SO_SNDBUF, SO_RCVBUF, SO_SNDBUFFORCE, SO_RCVBUFFORCE; filters that a socket keeps: SO_ATTACH_FILTER, …BPF, …REUSEPORT.
_GREEDY_OPTIONS = (7, 8, 32, 33, 26, 50, 51, 52)
_SOL_SOCKET = 1
_MADVISE, _EVICTIONS = (28, 233), (20, 21)  # MADV_COLD, MADV_PAGEOUT

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # places in struct seccomp_data
_ARGUMENT = 8  # bytes; the kernel takes these numbers from the lower half, which comes first
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
    refused = [number for numbers in _REFUSED.values() if (number := numbers[column]) is not None]
    rules = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        _refusal(errno.EPERM),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        _refusal(errno.EPERM),
    ]
    for number in refused:
        rules += [(_EQUAL, 0, 1, number), _refusal(errno.ENOSYS)]
    new_socket = [
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 4, _NETLINK),
        *_unless_among(2, _NETLINK_PROTOCOLS, errno.EPROTONOSUPPORT),
        (_RETURN, 0, 0, _ALLOW),
        *_unless_among(0, _FAMILIES, errno.EAFNOSUPPORT),
        *_unless_among(2, _PROTOCOLS, errno.EPROTONOSUPPORT),
        (_RETURN, 0, 0, _ALLOW),
    ]
    socket_option = [
        (_LOAD, 0, 0, _FIRST_ARGUMENT + _ARGUMENT),
        (_EQUAL, 1, 0, _SOL_SOCKET),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST_ARGUMENT + 2 * _ARGUMENT),
        *(rule for number in _GREEDY_OPTIONS for rule in ((_EQUAL, 0, 1, number), _refusal(errno.EPERM))),
        (_RETURN, 0, 0, _ALLOW),
    ]
    advice = [
        (_LOAD, 0, 0, _FIRST_ARGUMENT + 2 * _ARGUMENT),
        *(rule for number in _EVICTIONS for rule in ((_EQUAL, 0, 1, number), _refusal(errno.EINVAL))),
        (_RETURN, 0, 0, _ALLOW),
    ]
    new_process = [
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 0, 1, _NEW_NAMESPACES),
        _refusal(errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
    for numbers, block in (
        (_SOCKET, new_socket),
        (_SOCKETPAIR, new_socket),
        (_SETSOCKOPT, socket_option),
        (_MADVISE, advice),
        (_CLONE, new_process),
    ):
        rules += [(_EQUAL, 0, len(block), numbers[column]), *block]
    rules.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *rule) for rule in rules)


def _refusal(number: int) -> tuple[int, int, int, int]:
    return _RETURN, 0, 0, _ERRNO | number


def _unless_among(argument: int, values: tuple[int, ...], refusal: int) -> list[tuple[int, int, int, int]]:
    """Return the instructions that refuse the call unless its argument is one of `values`."""
    tests = [(_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
    return [(_LOAD, 0, 0, _FIRST_ARGUMENT + argument * _ARGUMENT), *tests, _refusal(refusal)]


def _install(program: bytes) -> None:
    """Give the kernel the filter; raise OSError when it takes none."""
    content = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(content))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.c_char_p(header), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
