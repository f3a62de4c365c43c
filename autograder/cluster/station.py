"""In a Dask worker: the process that grades, kept warm from one submission to the next."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections import deque
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.cluster.about import about, differences
from autograder.cluster.grader import COURSE
from autograder.cluster.parcel import Letter, Parcel, unpack
from autograder.course.files import writing
from autograder.course.folder import Course, CourseError
from autograder.course.verdict import Graded
from course_utils.chapters.reader import EXTRA_FOLDER


class GraderLost(RuntimeError):
    """The process that graded a submission was killed, or the grading that it belonged to is over."""


class Station:
    """One grading process with a fork server of its own, for one parcel."""

    def __init__(self, parcel: Parcel, folder: Path) -> None:
        self.parcel = parcel
        with writing(folder):
            self._folder = Path(tempfile.mkdtemp(prefix="course-", dir=folder))
            course = Course(self._folder / COURSE)
            unpack(parcel, course.root)
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograder.cluster.grader", str(theirs.fileno()), str(self._folder)],
                cwd=self._folder,
                env=os.environ | {"TMPDIR": str(self._folder), EXTRA_FOLDER: str(course.stored)},
                stdin=subprocess.PIPE,  # never written to: its end tells the process of ours
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is Dask's to handle
            )
        self._wire = Connection(ours.detach())
        try:
            self._wire.send(parcel)
            answer, self.warning = self._wire.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise GraderLost("the process that grades did not start") from error
        if answer == "refused":
            self.close()
            raise CourseError(self.warning)

    def grade(self, letter: Letter) -> Graded:
        """Return the submission, graded. Raises GraderLost when the process dies of it."""
        try:
            self._wire.send(letter)
            graded: Graded = self._wire.recv()
            return graded
        except (EOFError, OSError) as error:
            raise GraderLost("the process that graded it was killed") from error

    def close(self) -> None:
        """End the process, busy or not, and remove what had travelled."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)


_station: Station | None = None
_turn = threading.Lock()  # a Dask worker may have several threads; this one grades one submission at a time
_over: deque[str] = deque(maxlen=100)


def grade_there(ours: dict[str, str], parcel: Parcel, letter: Letter) -> tuple[Graded, str]:
    """Grade one submission in this Dask worker; return it with a French sentence on what is missing here, if any.

    Raises CourseError when this machine is not like the instructor's, or cannot isolate; GraderLost.
    """
    from distributed import get_worker

    here = get_worker()
    if different := differences(ours, about()):
        raise CourseError(unlike(here.address, different))
    with _turn:
        try:
            station = _station_for(parcel, Path(here.local_directory))
            return station.grade(letter), station.warning
        except GraderLost:
            _close()
            raise
        except CourseError as error:
            raise CourseError(f"Sur le worker {here.address} : {error}") from None


def leave(run: str) -> None:
    """Forget a grading that is over: its process, its files, and the submissions that are still to come."""
    _over.append(run)
    if _station is not None and _station.parcel.run == run:
        _close()


def unlike(address: str, different: str) -> str:
    """Return the sentence on a worker that would not give the same marks."""
    return (
        f"Le worker {address} n'a pas la même installation que cette machine ({different}) : installez-y la même, "
        "ou retirez-le du cluster, puis relancez la même commande."
    )


def _station_for(parcel: Parcel, folder: Path) -> Station:
    """Return the warm station, or another one when the chapter, or the grading, is not the same any more."""
    global _station
    if parcel.run not in _over and (_station is None or _station.parcel != parcel):
        _close()
        _station = Station(parcel, folder)
    if parcel.run in _over or _station is None:  # it can end while its station is being made
        raise GraderLost("this grading is over")
    return _station


def _close() -> None:
    global _station
    station, _station = _station, None
    if station is not None:
        station.close()
