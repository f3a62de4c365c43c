"""One candidate, seen from the examiner: cells, names, calls and observations, each with a deadline."""

from __future__ import annotations

import builtins
import contextlib
import os
import select
import shutil
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import cloudpickle

from autograder.course.limits import Limits
from autograder.run.allowance import Allowance
from autograder.run.candidate.wire import HEADER, READY
from autograder.run.outputs import rebuilt
from course_utils.checks.calling import Case
from course_utils.checks.codec import CodecError, decode, parse_json
from course_utils.checks.outcome import MAX_MESSAGE, Outcome, builtin_names, from_json

_LONGEST_WHY = 200  # characters
POLL_SECONDS = 0.1  # how often a candidate's CPU time is looked at


class CandidateLost(BaseException):
    """The candidate was ended: too slow, dead, or its answer was not one. No `except Exception` may swallow this."""

    def __init__(self, status: str, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(f"{status}: {detail}")


class ServerLost(RuntimeError):
    """The fork server is gone, or cannot make a candidate: nothing of that is the student's doing."""


class NotIsolated(ServerLost):
    """A candidate was forked and ended before it served: the system refused it namespaces of its own."""


class RemoteError(Exception):
    """An exception of the candidate whose class is not a built-in exception that can be raised again."""


@dataclass(frozen=True)
class PassedOver:
    """A statement that its environment stopped: the line of its cell, from 1, and the error, on one line."""

    line: int
    why: str


@dataclass(frozen=True)
class CellRun:
    """What came of one cell: nbformat outputs, its number, and the exception that stopped it (built-in classes).

    `passed` has the statements that its environment stopped and that were passed over.
    """

    outputs: list[dict[str, Any]]
    execution_count: int | None
    raised: tuple[str, ...] = ()
    message: str = ""
    line: int | None = None
    passed: tuple[PassedOver, ...] = ()


class Server(Protocol):
    """What a candidate asks of the fork server that made it."""

    isolated: bool

    def usage(self, pid: int) -> tuple[float, int, int]:
        """Return the CPU seconds used, how many processes there are, and the bytes they hold."""

    def end(self, pid: int, grace: float = 0.0) -> int:
        """End a candidate and all it started; return how it ended."""


class Candidate:
    """A forked process that runs a student's cells. Every method may raise CandidateLost, or ServerLost."""

    def __init__(
        self, sock: socket.socket, pid: int, folder: str, server: Server, limits: Limits, allowance: Allowance
    ) -> None:
        self._sock, self._pid, self._folder, self._server, self._limits = sock, pid, folder, server, limits
        self._allowance = allowance
        self._used = 0.0  # CPU seconds, as last seen
        self._seen = float("-inf")  # when that was
        self._cells = 0
        sock.setblocking(False)
        self.alive = True

    def wait_ready(self, seconds: float) -> None:
        """Wait until it is isolated and serves; raise ServerLost when it never does."""
        try:
            deadline = _Deadline(self, self._limits.total_cpu, seconds)
            greeting = self._read(HEADER.size + len(READY), deadline)
        except (OSError, EOFError) as error:
            if spent := self._allowance.spent(self._used):
                raise self._lost("too slow", spent) from error
            self.close()
            raise NotIsolated("a candidate could not be isolated") from error
        if greeting[HEADER.size :] != READY:
            self.close()
            raise ServerLost("a candidate that begins with something else")

    def run_cell(self, source: str) -> CellRun:
        """Run one cell in the candidate's shell."""
        reply = self._exchange(b"R", source.encode("utf-8", "replace"), self._limits.cell_cpu)
        self._cells += 1
        try:
            error = reply["error"] or {"classes": (), "message": ""}
            raised = builtin_names(error["classes"]) if reply["error"] else ()
            # Its lines and the number of the cell are known here: any number can carry a secret.
            lines = range(1, source.count("\n") + 2)
            line = reply["line"] if reply["line"] in lines else None
            passed = tuple(PassedOver(at, str(why)[:_LONGEST_WHY]) for at, why in reply["passed"] if at in lines)
            outputs = rebuilt(reply["outputs"], 4 * self._limits.output)
            return CellRun(outputs, self._cells, raised, str(error["message"])[:MAX_MESSAGE], line, passed)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as mangled:
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
            with contextlib.suppress(ServerLost):  # it has ended its candidates too
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
        if not self.alive:
            raise CandidateLost("killed", "it was ended before")
        content = kind + payload
        try:
            deadline = _Deadline(self, cpu, cpu * self._limits.patience)
            self._send(HEADER.pack(len(content)) + content, deadline)
            size = HEADER.unpack(self._read(HEADER.size, deadline))[0]
            if size > self._limits.reply:
                raise self._lost("unreadable", f"an answer of {size} bytes")
            reply = parse_json(self._read(size, deadline))
        except TimeoutError as late:
            raise self._lost("too slow", str(late)) from late
        except ChildProcessError as crowd:
            raise self._lost("killed", str(crowd)) from crowd
        except (OSError, EOFError) as broken:
            raise self._lost(*_how(self._end(grace=0.5))) from broken
        except CodecError as mangled:
            raise self._lost("unreadable", str(mangled)) from mangled
        if not isinstance(reply, dict):
            raise self._lost("unreadable", "an answer that is not an object")
        return reply

    def _send(self, content: bytes, deadline: _Deadline) -> None:
        view = memoryview(content)
        while view:
            if select.select([], [self._sock], [], POLL_SECONDS)[1]:
                view = view[self._sock.send(view) :]
            deadline.check()

    def _read(self, size: int, deadline: _Deadline) -> bytes:
        content = bytearray()
        while len(content) < size:
            if select.select([self._sock], [], [], POLL_SECONDS)[0]:
                chunk = self._sock.recv(min(size - len(content), 1 << 20))
                if not chunk:
                    raise EOFError
                content += chunk
            deadline.check()
        return bytes(content)

    def _lost(self, status: str, detail: str) -> CandidateLost:
        self.close()
        return CandidateLost(status, detail)

    def _end(self, grace: float = 0.0) -> int:
        self.alive = False
        self._allowance.cpu += self._used
        self._sock.close()
        try:
            return self._server.end(self._pid, grace)
        finally:
            if not self._server.isolated:  # an isolated candidate's folder goes with its namespace
                shutil.rmtree(self._folder, ignore_errors=True)


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

    def __init__(self, candidate: Candidate, cpu: float, wall: float) -> None:
        self._candidate, self._cpu, self._wall = candidate, cpu, wall
        self._started = time.monotonic()
        self._look_now_and_then(self._started)  # most exchanges are shorter than the time between two looks
        self._before = candidate._used

    def check(self) -> None:
        """Look at the candidate, now and then: one that sends a byte at a time is not silent, and not in time.

        Raises TimeoutError when the time is up, ChildProcessError when it has too many processes, or too large ones.
        """
        now = time.monotonic()
        if not self._look_now_and_then(now):
            return
        used = self._candidate._used - self._before
        if used > self._cpu:
            raise TimeoutError(f"more than {self._cpu:g} s of CPU")
        if now - self._started > self._wall:
            raise TimeoutError(f"no answer within {self._wall:g} s, {used:.1f} s of CPU used")

    def _look_now_and_then(self, now: float) -> bool:
        """Look at the candidate when the last time is long enough ago; raise when it, or its submission, uses too much.

        Return whether it was looked at.
        """
        one = self._candidate
        if now - one._seen < POLL_SECONDS:
            return False
        one._seen = now
        one._used, processes, memory = one._server.usage(one._pid)
        if processes > one._limits.processes:
            raise ChildProcessError(f"{processes} processes at once")
        if memory > one._limits.memory:
            raise ChildProcessError(f"{memory} bytes held by all its processes")
        if spent := one._allowance.spent(one._used):
            raise TimeoutError(spent)
        return True


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
