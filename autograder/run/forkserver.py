"""The examiner's end of a fork server: the one that a chapter wants, started, asked for candidates, stopped."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.course.chapter import Chapter
from autograder.course.folder import CourseError
from autograder.course.limits import Limits
from autograder.run.allowance import Allowance
from autograder.run.candidate.namespaces import HOME
from autograder.run.cgroup import entering, new_group, remove_group
from autograder.run.remote import Candidate, ServerLost
from autograder.run.sandbox import private_folders, python_path, sandbox_user, sandboxed, stored_outcomes
from course_utils.budget import GRADING
from course_utils.chapters.reader import EXTRA_FOLDER
from course_utils.data.sources import OFFLINE

# Each costs a second or more to import; a fork inherits what its server has loaded.
WARM = {
    "numpy": ("numpy", "numpy.random"),
    "matplotlib": ("matplotlib.pyplot", "matplotlib_inline.backend_inline"),
    "torch": ("torch", "torch.nn.functional", "torch._dynamo"),
    "sklearn": ("sklearn.metrics",),
}
_MESSAGE = 1 << 16
_KEPT_VARIABLES = (
    *("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "COURSE_STORED_OUTCOMES", "VIRTUAL_ENV"),
    # Which instructions are used: a candidate computes with those that we compute with.
    *("NPY_DISABLE_CPU_FEATURES", "OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "MKL_ENABLE_INSTRUCTIONS"),
)
START_SECONDS = 120.0
_OF_THE_SERVER = 2 * 2**30  # bytes, for what a server has loaded, beside what a candidate of it may use


class ForkServer:
    """A warm process that forks candidates; use it as a context manager.

    `libraries` (keys of WARM) are loaded before the first fork, and the course's own `cells` run once, for what they
    load. When `isolated`, the process runs in a sandbox and each candidate in namespaces of its own. `environment`
    adds variables to the little that it sees of ours.
    """

    def __init__(
        self,
        libraries: Iterable[str] = ("numpy", "matplotlib"),
        limits: Limits | None = None,
        isolated: bool = False,
        cells: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.isolated = isolated
        self.modules = [module for library in libraries for module in WARM.get(library, ())]
        self.cells = list(cells)
        self.environment = dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._group: Path | None = None

    def __enter__(self) -> ForkServer:
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _start(self) -> None:
        if sys.platform != "linux":
            raise CourseError(
                "La notation demande Linux (fork et espaces de noms) : sous macOS ou Windows, "
                "notez dans WSL ou dans un conteneur."
            )
        self._folder = tempfile.TemporaryDirectory(prefix="course-")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        leave = sandbox_user() if self.isolated and os.getuid() == 0 else 0
        warm = json.dumps({"modules": self.modules, "cells": self.cells})
        command = [sys.executable, "-m", "autograder.run.candidate", str(theirs.fileno()), str(leave), warm]
        environment = _environment(self._folder.name)
        if self.isolated:
            command = sandboxed(command, Path(self._folder.name))
            self._group = new_group(self.limits.memory + self.limits.scratch + _OF_THE_SERVER)
            command = command if self._group is None else entering(self._group, command)
            environment = _environment(HOME) | {
                "PATH": os.pathsep.join([os.path.dirname(sys.executable), "/usr/local/bin", "/usr/bin", "/bin"]),
                "PYTHONPATH": python_path(),
                EXTRA_FOLDER: stored_outcomes(),
            }
        self._process = subprocess.Popen(
            command,
            cwd=self._folder.name,
            env=environment | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C is ours to handle: a server that it ends would leave its candidates
        )
        theirs.close()
        self._control = ours
        ours.settimeout(START_SECONDS)
        ready = self._reply()
        if not ready.get("ready"):
            raise RuntimeError(f"the fork server has {ready.get('threads')} threads: a fork of it could hang")

    def fork(self, allowance: Allowance | None = None) -> Candidate:
        """Return a new candidate, in a folder of its own; a fork server that was killed is started again.

        Candidates of one submission share its `allowance`. Raises ServerLost when the system refuses one.
        """
        allowance = allowance or Allowance(self.limits)
        allowance.forks += 1
        if self._process is None:
            self._start()
        try:
            return self._forked(allowance)
        except ServerLost:  # killed by somebody's code, or for lack of memory
            self.stop()
            self._start()
            return self._forked(allowance)

    def _forked(self, allowance: Allowance) -> Candidate:
        folder = HOME if self.isolated else tempfile.mkdtemp(prefix="candidate-", dir=self._folder.name)
        ours, theirs = socket.socketpair()
        wishes = {
            "folder": folder,
            "isolated": self.isolated,
            "private": private_folders() if self.isolated else [],
            "limits": self.limits.as_dict(),
        }
        try:
            pid = self._ask({"fork": wishes}, [theirs.fileno()])["pid"]
        finally:
            theirs.close()
        candidate = Candidate(ours, pid, folder, self, self.limits, allowance)
        candidate.wait_ready(START_SECONDS)
        return candidate

    def usage(self, pid: int) -> tuple[float, int, int]:
        """Return of a candidate and its processes the CPU seconds used, how many they are, and the bytes they hold."""
        answer = self._ask({"usage": pid, "memory": self.limits.memory, "isolated": self.isolated})
        return float(answer["cpu"]), int(answer["processes"]), int(answer["memory"])

    def end(self, pid: int, grace: float = 0.0) -> int:
        """End a candidate and all it started; return how it ended (as `os.waitpid`), 0 when nobody knows.

        One that is about to end by itself has `grace` seconds to do so.
        """
        return int(self._ask({"end": pid, "grace": grace})["status"])

    def stop(self) -> None:
        """End the server and with it every candidate."""
        if self._process is None:
            return
        self._control.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        self._process = None
        if self._group is not None:
            remove_group(self._group)
            self._group = None
        self._folder.cleanup()

    def _ask(self, message: dict[str, Any], handles: Sequence[int] = ()) -> dict[str, Any]:
        try:
            socket.send_fds(self._control, [json.dumps(message).encode()], handles)
            return self._reply()
        except OSError as error:
            if self._process is not None:
                self._process.kill()  # what it might still answer would be taken for another answer
            raise ServerLost(f"the fork server does not answer: {error}") from error

    def _reply(self) -> dict[str, Any]:
        content = self._control.recv(_MESSAGE)
        if not content:
            assert self._process is not None and self._process.stderr is not None
            self._process.wait(10)
            raise ServerLost(f"the fork server died:\n{self._process.stderr.read().decode(errors='replace')[-2000:]}")
        return json.loads(content)


def server_for(
    chapter: Chapter,
    limits: Limits | None = None,
    *,
    isolated: bool = False,
    environment: Mapping[str, str] | None = None,
) -> ForkServer:
    """Return a fork server, not started, that has loaded what the chapter's cells import and rehearses its first."""
    code = [cell for cell in chapter.cells if cell.kind == "code"]
    text = "\n".join(cell.source for cell in code)
    # NumPy always, since the checks use it.
    libraries = [name for name in WARM if name == "numpy" or re.search(rf"\b(?:import|from)\s+{name}\b", text)]
    setup = [cell.source for cell in code if cell.role == "setup"]
    return ForkServer(libraries, limits, isolated, setup, environment)


def _environment(home: str) -> dict[str, str]:
    """A candidate sees little of our environment, and computes with one thread and a fixed hash seed."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "MKL", "OPENBLAS")}
    return (
        kept
        | threads
        | {
            "HOME": home,
            "MPLCONFIGDIR": os.path.join(home, "matplotlib"),
            "IPYTHONDIR": os.path.join(home, "ipython"),
            "PYTHONHASHSEED": "0",
            GRADING: "1",
            OFFLINE: "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        }
    )
