"""What a candidate sees, holds and may do under isolation: asked of the candidate itself."""

from __future__ import annotations

import errno
import os
import platform
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import autograder
from autograder.course.limits import Limits
from autograder.run.candidate.namespaces import HOME
from autograder.run.forkserver import ForkServer
from autograder.run.remote import Candidate, CandidateLost, NotIsolated
from autograder.run.sandbox import private_folders, sandbox_user, sandboxed

pytestmark = pytest.mark.needs("bubblewrap", "namespaces")

LIMITS = Limits(cell_cpu=5, call_cpu=5, patience=4, memory=2 * 2**30, scratch=2**20, processes=50, files=200)
REPOSITORY = Path(autograder.__file__).parents[1]


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    with ForkServer(("numpy",), LIMITS, isolated=True) as started:
        yield started


@pytest.fixture
def candidate(server: ForkServer) -> Iterator[Candidate]:
    forked = server.fork()
    yield forked
    forked.close()


@pytest.fixture
def sibling(server: ForkServer) -> Iterator[Candidate]:
    forked = server.fork()
    yield forked
    forked.close()


def told(candidate: Candidate, source: str) -> Any:
    """Run a cell that binds `told`, and return it."""
    run = candidate.run_cell(source)
    assert not run.raised, run.message
    return candidate.look_up("told")


def test_of_the_course_only_what_notebooks_use_is_in_sight(candidate: Candidate) -> None:
    assert set(told(candidate, "import os\ntold = os.listdir('/course')")) <= {"course_utils", "autograder", "stored"}
    assert told(candidate, "told = os.listdir('/course/autograder')") == ["run"]
    assert told(candidate, "told = os.listdir('/course/autograder/run')") == ["candidate"]
    assert told(candidate, "import course_utils\ntold = course_utils.__file__").startswith("/course/")


def test_model_answers_are_out_of_sight(candidate: Candidate) -> None:
    assert list((REPOSITORY / "course_utils" / "chapters" / "models").glob("*.py"))
    assert told(candidate, "import os\ntold = os.listdir('/course/course_utils/chapters/models')") == []
    hidden = [str(REPOSITORY / name) for name in ("source", "answers", "notebooks", "autograder", "tests", ".git")]
    assert told(candidate, f"told = [place for place in {hidden} if os.path.exists(place)]") == []


def test_the_rest_of_the_machine_is_the_system_python_and_a_short_list_of_etc(candidate: Candidate) -> None:
    system = {"usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "dev", "proc", "tmp", "home", "course"}
    places = [Path(path) for path in (sys.prefix, sys.base_prefix, *sys.path) if path]
    above_python = {path.parts[1] for place in places for path in (place.absolute(), place.resolve())}
    assert set(told(candidate, "import os\ntold = os.listdir('/')")) <= system | above_python
    etc = set(told(candidate, "told = os.listdir('/etc')"))
    assert "passwd" in etc and not etc & {"shadow", "sudoers", "ssh", "hosts", "hostname", "machine-id", "environment"}
    assert told(candidate, "told = open('/etc/passwd').read().splitlines()") == [
        f"student:x:{sandbox_user()}:{sandbox_user()}::{HOME}:/bin/sh"
    ]
    assert told(candidate, "told = os.listdir('/home') + os.listdir('/home/student')") == ["student"]
    assert told(candidate, "told = os.path.exists('/sys')") is False


def test_it_writes_in_its_own_folders_alone_and_little(candidate: Candidate) -> None:
    places = told(
        candidate,
        "import os\ntold = []\n"
        "for folder, names, _ in os.walk('/'):\n"
        "    names[:] = [n for n in names if folder != '/' or n not in ('proc', 'usr')]\n"
        "    try:\n        open(os.path.join(folder, 'written'), 'w').close()\n        told.append(folder)\n"
        "    except OSError: pass",
    )
    assert set(places) == set(private_folders())
    full = "told = 0\ntry:\n    for n in range(8):\n        with open(f'{n}', 'wb') as f: f.write(b'x' * 2**18)\n"
    assert told(candidate, f"{full}        told += 1\nexcept OSError: pass") < 5  # 2**20 bytes in all


def test_it_has_no_power_and_can_get_none(candidate: Candidate) -> None:
    lines = told(candidate, "told = open('/proc/self/status').read().splitlines()")
    status = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
    assert {status[name][0] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert status["NoNewPrivs"] == ["1"] and status["Seccomp"] == ["2"]
    assert set(status["Uid"]) == {str(sandbox_user())} != {"0"}
    assert told(candidate, "import os\ntold = [os.getuid(), os.geteuid()]") == [sandbox_user()] * 2
    calls = "c.unshare(0x10000000), c.mount(b'x', b'/home', b'tmpfs', 0, None), c.setuid(0), c.ptrace(16, 1, 0, 0)"
    assert told(candidate, f"import ctypes\nc = ctypes.CDLL(None)\ntold = [{calls}]") == [-1] * 4


def test_its_processes_are_numbered_from_one_and_nobody_elses_are_in_sight(candidate: Candidate) -> None:
    assert told(candidate, "import os\ntold = os.getpid() < 10") is True
    assert len(told(candidate, "told = [n for n in os.listdir('/proc') if n.isdigit()]")) == 2


def test_what_it_started_is_counted_whatever_its_parent_and_its_session(
    server: ForkServer, candidate: Candidate
) -> None:
    before = server.usage(candidate._pid)[1]
    run = candidate.run_cell(
        "import os, time\n"
        "middle = os.fork()\n"
        "if middle == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0: time.sleep(600)\n"
        "    os._exit(0)\n"
        "_ = os.waitpid(middle, 0)"
    )
    assert run.raised == ()
    assert server.usage(candidate._pid)[1] == before + 1


def test_every_namespace_is_its_own(candidate: Candidate, sibling: Candidate) -> None:
    names = ("user", "mnt", "pid", "ipc", "net", "uts")
    ask = f"import os\ntold = [os.readlink('/proc/self/ns/' + name) for name in {names}]"
    ours = [os.readlink(f"/proc/self/ns/{name}") for name in names]
    one, other = told(candidate, ask), told(sibling, ask)
    assert not set(one) & set(ours)
    assert not set(one[:5]) & set(other[:5])  # the name of the machine is that of the sandbox


def test_no_listener_of_the_machine_can_be_reached(candidate: Candidate) -> None:
    abstract = f"\0course-test-{os.getpid()}"
    with socket.create_server(("127.0.0.1", 0)) as door, socket.socket(socket.AF_UNIX) as other:
        other.bind(abstract)
        other.listen()
        attempts = (("AF_INET", door.getsockname()), ("AF_UNIX", abstract))
        for family, address in attempts:
            ask = f"import socket\ntold = socket.socket(socket.{family}).connect_ex({address!r})"
            with socket.socket(getattr(socket, family)) as here:
                assert here.connect_ex(address) == 0
            assert told(candidate, ask) != 0
    assert told(candidate, "told = [name for _, name in socket.if_nameindex()]") == ["lo"]


def test_two_candidates_at_once_see_nothing_of_each_other(candidate: Candidate, sibling: Candidate) -> None:
    told(
        sibling,
        "import os, socket, subprocess\n"
        "for place in (os.getcwd(), '/dev/shm'): open(place + '/mine', 'w').write('mine')\n"
        "held = subprocess.Popen(['sleep', '600'])\n"
        "door = socket.socket(socket.AF_UNIX)\ndoor.bind('\\0mine')\ndoor.listen()\n"
        "terminal = os.openpty()\ntold = 0",
    )
    assert told(candidate, "import os\ntold = os.listdir() + os.listdir('/dev/shm')") == []
    assert told(candidate, "import socket\ntold = socket.socket(socket.AF_UNIX).connect_ex('\\0mine')") != 0
    assert len(told(candidate, "told = [n for n in os.listdir('/proc') if n.isdigit()]")) == 2
    assert told(candidate, "told = os.listdir('/dev/pts')") == ["ptmx"]
    assert len(told(sibling, "told = [n for n in os.listdir('/proc') if n.isdigit()]")) == 3


def test_nothing_is_left_for_the_next(server: ForkServer, candidate: Candidate) -> None:
    told(candidate, "import os\nfor place in (os.getcwd(), '/dev/shm'): open(place + '/left', 'w').close()\ntold = 0")
    candidate.close()
    following = server.fork()
    assert told(following, "import os\ntold = os.listdir() + os.listdir('/dev/shm')") == []
    following.close()


def test_its_limits_are_those_that_are_written(candidate: Candidate) -> None:
    kinds = ("AS", "CPU", "FSIZE", "NPROC", "NOFILE", "CORE")
    got = told(
        candidate, f"import resource\ntold = [resource.getrlimit(getattr(resource, 'RLIMIT_' + k))[0] for k in {kinds}]"
    )
    assert got == [LIMITS.memory, LIMITS.total_cpu, LIMITS.file_size, LIMITS.processes, LIMITS.files, 0]
    more = "import os, time\ntold = 0\ntry:\n    for _ in range(120):\n        if os.fork() == 0: time.sleep(600)\n"
    assert told(candidate, f"{more}        told += 1\nexcept OSError: pass") < LIMITS.processes


def test_it_holds_one_socket_and_nothing_else(candidate: Candidate) -> None:
    ask = "import os\ntold = []\nfor fd in range(3, 200):\n    try: told.append(os.readlink(f'/proc/self/fd/{fd}'))\n"
    held = told(candidate, f"{ask}    except OSError: pass")
    assert [target.partition(":")[0] for target in held] == ["socket"]


def test_a_candidate_that_cannot_be_isolated_serves_nobody() -> None:
    limits = Limits(scratch=-1)  # no disk of that size can be mounted
    with ForkServer((), limits, isolated=True) as server, pytest.raises(NotIsolated):
        server.fork()


def test_no_folder_of_the_course_is_bound_but_those_two(tmp_path: Path) -> None:
    words = sandboxed(["true"], tmp_path)
    bound = [Path(words[place + 1]).resolve() for place, word in enumerate(words) if word.endswith("bind")]
    inside = [path.relative_to(REPOSITORY).parts for path in bound if path.is_relative_to(REPOSITORY)]
    own = {parts for parts in inside if ".venv" not in parts}
    assert own == {("course_utils",), ("autograder", "run", "candidate")}
    assert not [path for path in bound if REPOSITORY.is_relative_to(path)]
    assert "--bind" not in words and "--dev-bind" not in words


# Numbers of an Intel machine, and arguments with which a kernel that took the call would not fail with ENOSYS.
_REFUSED_CALLS = {
    **{"semget": (64, 0, 100, 0o1600), "shmget": (29, 0, 4096, 0o1600), "msgget": (68, 0, 0o1600)},
    **{"mq_open": (240, 0, 0), "memfd_create": (319, 0, 0), "io_setup": (206, 1, 0), "io_uring_setup": (425, 1, 0)},
    **{
        "inotify_init1": (294, 0),
        "fanotify_init": (300, 0, 0),
        "vmsplice": (278, 0, 0, 0, 0),
        "tee": (276, 0, 1, 1, 0),
    },
    **{"add_key": (248, 0, 0, 0, 0, 0), "keyctl": (250, 0, 0, 0), "personality": (135, 0xFFFFFFFF)},
    **{"bpf": (321, 0, 0, 0), "perf_event_open": (298, 0, 0, 0, 0, 0), "userfaultfd": (323, 0)},
    **{"process_vm_readv": (310, 1, 0, 0, 0, 0, 0), "kcmp": (312, 1, 1, 0, 0, 0), "modify_ldt": (154, 0, 0, 0)},
}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="system calls have other numbers here")
def test_what_holds_memory_of_the_kernel_or_looks_elsewhere_is_no_system_call_here(candidate: Candidate) -> None:
    ask = (
        "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\ntold = {}\n"
        f"for name, (number, *arguments) in {_REFUSED_CALLS}.items():\n"
        "    ctypes.set_errno(0)\n    told[name] = c.syscall(number, *arguments), ctypes.get_errno()"
    )
    assert told(candidate, ask) == dict.fromkeys(_REFUSED_CALLS, (-1, errno.ENOSYS))


# Some are not in Python's module where its C library does not know them.
_FAMILIES = {"packet": 17, "can": 29, "tipc": 30, "bluetooth": 31, "alg": 38, "vsock": 40, "xdp": 44}


@pytest.mark.parametrize("number", _FAMILIES.values(), ids=_FAMILIES)
def test_a_socket_of_another_family_than_a_local_or_a_networks_is_refused(candidate: Candidate, number: int) -> None:
    ask = (
        "import socket\ntold = []\nfor kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):\n"
        f"    try: socket.socket({number}, kind)\n    except OSError as error: told.append(error.errno)"
    )
    assert told(candidate, ask) == [errno.EAFNOSUPPORT] * 3


_OTHER_PROTOCOLS = {"SCTP": (2, 1, 132), "UDP-Lite": (2, 2, 136), "MPTCP": (2, 1, 262), "netfilter": (16, 3, 12)}


@pytest.mark.parametrize("wanted", _OTHER_PROTOCOLS.values(), ids=_OTHER_PROTOCOLS)
def test_a_protocol_that_reaches_further_into_the_kernel_is_refused(
    candidate: Candidate, wanted: tuple[int, int, int]
) -> None:
    ask = f"import socket\ntry: told = socket.socket(*{wanted})\nexcept OSError as error: told = error.errno"
    assert told(candidate, ask) == errno.EPROTONOSUPPORT


@pytest.mark.parametrize("option", [7, 8, 26, 32, 33, 50])
def test_no_socket_is_made_to_hold_more(candidate: Candidate, option: int) -> None:
    ask = (
        "import socket\none = socket.socket()\none.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\n"
        f"try: told = one.setsockopt(socket.SOL_SOCKET, {option}, 1 << 22)\nexcept OSError as error: told = error.errno"
    )
    assert told(candidate, ask) == errno.EPERM


_FULL_SOCKETS = """
import os, signal, socket
def fill():
    held = []
    try:
        while True:
            left, right = socket.socketpair()
            left.setblocking(False)
            held += [left, right]
            try:
                while True: left.send(bytes(65536))
            except BlockingIOError: pass
    except OSError: return held
"""


def test_what_waits_in_sockets_counts_as_memory(server: ForkServer, candidate: Candidate) -> None:
    before = server.usage(candidate._pid)[2]
    assert told(candidate, f"{_FULL_SOCKETS}held = fill()\ntold = len(held)") > 100
    assert server.usage(candidate._pid)[2] - before > 100 * 200_000


def test_sockets_filled_by_many_processes_end_their_candidate(candidate: Candidate) -> None:
    many = "for _ in range(40):\n    if os.fork() == 0:\n        held = fill()\n        signal.pause()\nsignal.pause()"
    with pytest.raises(CandidateLost, match="bytes held by all its processes"):
        candidate.run_cell(f"{_FULL_SOCKETS}{many}")


def test_terminals_of_the_machine_and_timers_are_not_used_up(candidate: Candidate) -> None:
    ask = "import os\ntold = 0\ntry:\n    while True: os.openpty(); told += 1\nexcept OSError: pass"
    assert told(candidate, ask) <= 64
    ask = (
        "import ctypes\nc = ctypes.CDLL(None)\ntimer = ctypes.c_void_p()\ntold = 0\n"
        "while told < 100_000 and c.timer_create(0, None, ctypes.byref(timer)) == 0: told += 1"
    )
    assert told(candidate, ask) <= LIMITS.processes


def test_what_honest_notebooks_do_with_processes_and_sockets_goes_on(candidate: Candidate) -> None:
    source = (
        "import asyncio, multiprocessing, sqlite3, subprocess\n"
        "def square(x): return x * x\n"
        "fork = multiprocessing.get_context('fork')\n"
        "lock, queue, semaphore = fork.Lock(), fork.Queue(), fork.Semaphore(2)\n"
        "with fork.Pool(2) as pool, fork.Manager() as manager:\n"
        "    shared = manager.dict({1: 2})\n"
        "    told = [pool.map(square, [1, 2, 3]), dict(shared), asyncio.run(asyncio.sleep(0, 'late'))]\n"
        "told += [subprocess.run(['echo', 'sub'], capture_output=True, text=True).stdout]\n"
        "with sqlite3.connect('base.db') as base: told += base.execute('select 7').fetchall()"
    )
    assert told(candidate, source) == [[1, 4, 9], {1: 2}, "late", "sub\n", (7,)]
