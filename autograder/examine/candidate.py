"""One candidate, seen from the examiner: cells, names, calls and observations, each with a deadline."""

from __future__ import annotations

import builtins
import json
import os
import select
import shutil
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cloudpickle

from autograder.candidate.wire import HEADER
from autograder.examine.outputs import is_output
from autograder.limits import Limits
from course_utils.checks.calling import Case
from course_utils.checks.codec import CodecError, decode
from course_utils.checks.outcome import Outcome, builtin_names, from_json

if TYPE_CHECKING:
    from autograder.examine.forkserver import ForkServer

POLL_SECONDS = 0.1  # how often a silent candidate's CPU time is looked at


class CandidateLost(BaseException):
    """The candidate was ended: too slow, dead, or its answer was not one. No `except Exception` may swallow this."""

    def __init__(self, status: str, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(f"{status}: {detail}")


class RemoteError(Exception):
    """An exception of the candidate whose class is not a built-in exception that can be raised again."""


@dataclass(frozen=True)
class CellRun:
    """What came of one cell: nbformat outputs, its number, and the exception that stopped it (built-in classes)."""

    outputs: list[dict[str, Any]]
    execution_count: int | None
    raised: tuple[str, ...] = ()
    message: str = ""
    line: int | None = None


class Candidate:
    """A forked process that runs a student's cells. Every method may raise CandidateLost."""

    def __init__(self, sock: socket.socket, pid: int, folder: str, server: ForkServer, limits: Limits) -> None:
        self._sock, self._pid, self._folder, self._server, self._limits = sock, pid, folder, server, limits
        sock.setblocking(False)
        self.alive = True

    def run_cell(self, source: str) -> CellRun:
        """Run one cell in the candidate's shell."""
        reply = self._exchange(b"R", source.encode("utf-8", "replace"), self._limits.cell_cpu)
        try:
            error = reply["error"] or {"classes": (), "message": ""}
            raised = builtin_names(error["classes"]) if reply["error"] else ()
            count = reply["execution_count"]
            line = reply["line"] if isinstance(reply["line"], int) else None
            outputs = [item for item in reply["outputs"] if is_output(item)]
            return CellRun(outputs, count if isinstance(count, int) else None, raised, str(error["message"]), line)
        except (KeyError, TypeError) as mangled:
            raise self._lost("unreadable", "not the result of a cell") from mangled

    def look_up(self, name: str) -> Any:
        """Return the data bound to `name`, or a `Proxy` for what is not data. Raises KeyError when it is not bound."""
        reply = self._exchange(b"L", name.encode(), self._limits.call_cpu)
        if reply.get("kind") == "missing":
            raise KeyError(name)
        if reply.get("kind") == "thing":
            return Proxy(name, self)
        try:
            return decode(reply.get("value"))
        except CodecError as error:
            raise self._lost("unreadable", str(error)) from error

    def call(self, name: str, records: Sequence[Case]) -> list[Outcome]:
        """Call the candidate's function `name` once a case, in one exchange."""
        cases = [(record.args, dict(record.kwargs)) for record in records]
        return self._outcomes(b"C", cloudpickle.dumps((name, cases)), len(cases))

    def observe(self, steps: Callable[..., Any], things: Sequence[Any]) -> Outcome:
        """Run `steps` in the candidate's process; things that are `Proxy` are the candidate's own objects."""
        named = [("name", one.__name__) if isinstance(one, Proxy) else ("data", one) for one in things]
        return self._outcomes(b"O", cloudpickle.dumps((steps, named)), 1)[0]

    def close(self) -> None:
        """End the candidate, from outside and without asking it."""
        if self.alive:
            self._end()

    def _outcomes(self, kind: bytes, payload: bytes, count: int) -> list[Outcome]:
        reply = self._exchange(kind, payload, self._limits.call_cpu)
        try:
            outcomes = [from_json(node) for node in reply["outcomes"]]
        except (CodecError, KeyError, TypeError) as error:
            raise self._lost("unreadable", str(reply.get("failed", error))) from error
        if len(outcomes) != count:
            raise self._lost("unreadable", f"{len(outcomes)} outcomes for {count} calls")
        return outcomes

    def _exchange(self, kind: bytes, payload: bytes, cpu: float) -> dict[str, Any]:
        content = kind + payload
        deadline = _Deadline(self._server, self._pid, cpu, cpu * self._limits.patience)
        try:
            self._send(HEADER.pack(len(content)) + content, deadline)
            size = HEADER.unpack(self._read(HEADER.size, deadline))[0]
            if size > self._limits.reply:
                raise self._lost("unreadable", f"an answer of {size} bytes")
            reply = json.loads(self._read(size, deadline))
        except TimeoutError as late:
            raise self._lost("too slow", str(late)) from late
        except ChildProcessError as crowd:
            raise self._lost("killed", str(crowd)) from crowd
        except (OSError, EOFError) as broken:
            raise self._lost(*_how(self._end(grace=0.5))) from broken
        except (ValueError, RecursionError) as mangled:
            raise self._lost("unreadable", "an answer that is not JSON") from mangled
        if not isinstance(reply, dict):
            raise self._lost("unreadable", "an answer that is not an object")
        return reply

    def _send(self, content: bytes, deadline: _Deadline) -> None:
        view = memoryview(content)
        while view:
            if select.select([], [self._sock], [], POLL_SECONDS)[1]:
                view = view[self._sock.send(view) :]
            else:
                deadline.check()

    def _read(self, size: int, deadline: _Deadline) -> bytes:
        content = bytearray()
        while len(content) < size:
            if select.select([self._sock], [], [], POLL_SECONDS)[0]:
                chunk = self._sock.recv(min(size - len(content), 1 << 20))
                if not chunk:
                    raise EOFError
                content += chunk
            else:
                deadline.check()
        return bytes(content)

    def _lost(self, status: str, detail: str) -> CandidateLost:
        self.close()
        return CandidateLost(status, detail)

    def _end(self, grace: float = 0.0) -> int:
        self.alive = False
        self._sock.close()
        status = self._server.end(self._pid, grace)
        if not self._server.isolated:  # an isolated candidate's folder goes with its namespace
            shutil.rmtree(self._folder, ignore_errors=True)
        return status


class Proxy:
    """What stands in the examiner for a function, a class or an object of the candidate."""

    def __init__(self, name: str, candidate: Candidate) -> None:
        self.__name__ = name
        self._candidate = candidate

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it with these arguments; return its value as data, or raise its exception again."""
        return _value(self._call_remotely([Case(args, kwargs)])[0])

    def _call_remotely(self, records: Sequence[Case]) -> list[Outcome]:
        return self._candidate.call(self.__name__, records)

    def _observe_remotely(self, steps: Callable[..., Any], things: Sequence[Any]) -> Any:
        return _value(self._candidate.observe(steps, things))


class _Deadline:
    """CPU time decides; wall time only rescues from a candidate that waits for ever."""

    def __init__(self, server: ForkServer, pid: int, cpu: float, wall: float) -> None:
        self._server, self._pid, self._cpu, self._wall = server, pid, cpu, wall
        self._started = time.monotonic()
        self._used = server.usage(pid)[0]

    def check(self) -> None:
        """Raise TimeoutError when the time is up, ChildProcessError when there are too many processes."""
        seconds, processes = self._server.usage(self._pid)
        used = seconds - self._used
        if processes > self._server.limits.processes:
            raise ChildProcessError(f"{processes} processes at once")
        if used > self._cpu:
            raise TimeoutError(f"more than {self._cpu:g} s of CPU")
        if time.monotonic() - self._started > self._wall:
            raise TimeoutError(f"no answer within {self._wall:g} s, {used:.1f} s of CPU used")


def _value(outcome: Outcome) -> Any:
    if not outcome.raised:
        return outcome.value
    cls = getattr(builtins, outcome.raised[0], None)
    if not (isinstance(cls, type) and issubclass(cls, Exception)):
        cls = RemoteError
    try:
        error = cls(outcome.message)
    except TypeError:  # UnicodeDecodeError and the like want more than a message
        error = RemoteError(outcome.message)
    error.of_candidate = outcome.raised[0]  # type: ignore[attr-defined]
    raise error


def _how(status: int) -> tuple[str, str]:
    """Say how a process ended, from its wait status."""
    code = os.waitstatus_to_exitcode(status)
    number = -code if code < 0 else code - 128  # the first process of a namespace tells of a signal that way
    if number == signal.SIGXCPU:
        return "too slow", "all its CPU time used"
    if number in set(signal.Signals):
        return "killed", f"ended by signal {signal.Signals(number).name}"
    return "killed", f"left with status {code}"
