"""The process that grades for a Dask worker: `python -m autograder.cluster.grader SOCKET FOLDER`.

It is a process of its own, as a worker of one machine is: Dask's runs several threads, keeps modules from one
grading to the next, and has the scheduler's trust. It ends when the Dask worker does, and so does FOLDER.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.cluster.parcel import Letter, Parcel
from autograder.course.folder import CourseError
from autograder.course.verdict import Graded
from autograder.run.isolation import isolation
from autograder.submissions.worker import Job, Worker

COURSE = "course"
HANDED_IN = "submitted"


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder = Path(sys.argv[2])
    threading.Thread(target=_end_with_the_worker, args=(folder,), daemon=True).start()
    with Connection(int(sys.argv[1])) as wire:
        parcel: Parcel = wire.recv()
        try:
            isolated, warning = isolation(parcel.sandbox)
            worker = Worker(Job(folder / COURSE, parcel.chapter, isolated, parcel.execute, parcel.limits))
            with worker:
                wire.send(("ready", warning))
                while True:
                    wire.send(_graded(worker, wire.recv(), folder / HANDED_IN))
        except CourseError as error:
            wire.send(("refused", str(error)))


def _graded(worker: Worker, letter: Letter, folder: Path) -> Graded:
    """Grade one submission, which leaves nothing for the next to find."""
    folder.mkdir()
    try:
        path = folder / letter.submission.path.name
        path.write_bytes(letter.content)
        return worker.grade(replace(letter.submission, path=path))
    finally:
        shutil.rmtree(folder)


def _end_with_the_worker(folder: Path) -> None:
    """Wait for the worker's end, however it comes: the system then closes what it held of our standard input.

    The signal that a parent's death can send is no help: it comes when the thread that started us ends.
    """
    sys.stdin.buffer.read()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main()
