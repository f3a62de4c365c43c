"""The process that reads hand-ins, seen from ours: kept warm, bounded, replaced when it overruns or dies.

A hand-in is anything at all, and reading it may take any time and memory. What it takes more than its share of is
unreadable, which is one student's affair.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from autograder.course.chapter import Chapter
from autograder.submissions.attached import Pictures
from autograder.submissions.choose import ChosenFile
from autograder.submissions.read import UnreadableSubmission, shown
from autograder.submissions.repair.repair import Repaired

CPU_SECONDS = 10  # of one request: what decides. An ordinary hand-in takes a tenth of a second.
WALL_SECONDS = 300.0  # of one request, its process begun with it, on a machine that does something else: a rescue
MEMORY = 2 * 2**30  # bytes of address space

_TOO_LONG = (
    "{name} est trop long à lire : gardez du notebook les cellules du chapitre et vos réponses, effacez le reste, "
    "puis rendez-le à nouveau."
)
_TOO_LARGE = "{name} demande trop de mémoire pour être lu : effacez les sorties du notebook, puis rendez-le à nouveau."
_DIED = "{name} a interrompu deux fois le programme qui le lisait : enregistrez le notebook, puis rendez-le à nouveau."


@dataclass(frozen=True)
class Read:
    """A hand-in that was read and repaired, and the pictures of its written cells, by their text."""

    repaired: Repaired
    pictures: Pictures


class ReaderFailed(RuntimeError):
    """An error of the program itself, with its traceback."""


class _Died(Exception):
    """The process ended before it answered; `of_time` tells that its time was spent."""

    def __init__(self, of_time: bool) -> None:
        super().__init__()
        self.of_time = of_time


class Reader:
    """Reads hand-ins, for one chapter where it is known; its process begins with the first thing that is asked."""

    def __init__(self, chapter: Chapter | None = None, released: dict[str, Any] | None = None) -> None:
        self._material = (chapter, released)
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Connection | None = None
        self._end: weakref.finalize[Any, Any] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Begin the process, without waiting for it."""
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "autograder.submissions.desk",
                    str(theirs.fileno()),
                    str(MEMORY),
                    str(CPU_SECONDS),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is ours to handle
            )
        self._wire = Connection(ours.detach())
        self._end = weakref.finalize(self, _stop, self._process, self._wire)
        with contextlib.suppress(OSError):  # it is seen to be dead when it is asked something
            self._wire.send(self._material)

    def close(self) -> None:
        """End the process, busy or not."""
        if self._end is not None:
            self._end()
        self._process = self._wire = self._end = None

    def read(self, path: Path) -> Read:
        """Return the hand-in at `path`, put into the chapter's clean copy; raise UnreadableSubmission, ReaderFailed."""
        found: Read = self._asked(path.name, "read", path)
        return found

    def choose(self, files: Sequence[Path], expected: Path) -> ChosenFile:
        """Return which of several files is the notebook of the chapter. Raises UnreadableSubmission, ReaderFailed."""
        found: ChosenFile = self._asked("Ce qui a été rendu", "choose", list(files), expected)
        return found

    def chapters_of(self, path: Path) -> tuple[str, ...]:
        """Return the chapters that the notebooks in a file name; raise UnreadableSubmission, ReaderFailed."""
        found: tuple[str, ...] = self._asked(path.name, "chapters_of", path)
        return found

    def _asked(self, name: str, *request: Any) -> Any:
        try:
            how, answer = self._answer(request)
        except _Died as first:
            # Killed by something else than its own limits, perhaps: another begins afresh.
            try:
                how, answer = ("too long", "") if first.of_time else self._answer(request)
            except _Died as second:
                how, answer = "too long" if second.of_time else "died", ""
        if how == "done":
            return answer
        if how == "failed":
            raise ReaderFailed(answer)
        sentences = {"too long": _TOO_LONG, "too large": _TOO_LARGE, "died": _DIED}
        raise UnreadableSubmission(sentences[how].format(name=shown(name)) if how in sentences else answer)

    def _answer(self, request: tuple[Any, ...]) -> tuple[str, Any]:
        self.start()
        assert self._wire is not None and self._process is not None
        try:
            self._wire.send(request)
            if not self._wire.poll(WALL_SECONDS):
                self.close()
                raise _Died(of_time=True)
            answer: tuple[str, Any] = self._wire.recv()
        except (EOFError, OSError) as error:
            process = self._process
            self.close()
            raise _Died(of_time=process.returncode == -signal.SIGXCPU) from error
        if answer[0] == "too large":
            self.close()  # what it could not finish still fills it
        return answer


def _stop(process: subprocess.Popen[bytes], wire: Connection) -> None:
    wire.close()
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    process.wait()
