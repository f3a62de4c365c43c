"""Workers on one machine: submissions go out a few at a time, results come back as they are ready."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from autograder.course.chapter import load_chapter
from autograder.course.folder import open_course
from autograder.course.verdict import Graded
from autograder.run.candidate.namespaces import die_with_parent
from autograder.submissions.find import Submission
from autograder.submissions.grade import not_graded
from autograder.submissions.worker import Job, Worker

AHEAD = 2  # submissions given out for each worker: one that it grades, and one that it need not wait for
WORTH = 3  # submissions that make the start of one more worker worth its while

GradeAll = Callable[[Job, Sequence[Submission]], Generator[Graded, None, None]]  # what grades instead of a pool

_worker: Worker | None = None


@contextmanager
def warming(job: Job, submissions: int, workers: int) -> Iterator[ProcessPoolExecutor | None]:
    """Start at most `workers` processes that load what so many submissions want, and end them on leaving.

    None where one process is enough, or where there is no Linux: this one's own sentence will say so.
    """
    workers = _worthwhile(submissions, workers)
    if workers == 1 or sys.platform != "linux":
        yield None
        return
    pool = _started(job, workers)
    try:
        for _ in range(workers):
            pool.submit(os.getpid)  # a process begins with the first thing it is given
        yield pool
    finally:
        _stop(pool)


def grade_all(
    job: Job, submissions: Sequence[Submission], workers: int, warm: ProcessPoolExecutor | None = None
) -> Generator[Graded, None, None]:
    """Grade the submissions in at most `workers` processes, and yield results as they come.

    `warm` is what `warming` started. A worker that is killed (for want of memory, perhaps) costs nothing: what it held
    is graded again, alone. What kills a worker alone too is flagged for a person. Results do not depend on the number
    of workers, their order may.
    """
    workers = _worthwhile(len(submissions), workers)
    if workers == 1 or sys.platform != "linux":
        with Worker(job) as worker:
            yield from map(worker.grade, submissions)
        return
    left, pool = list(submissions), warm
    while left:
        suspects, left = yield from _graded_until_one_is_lost(pool or _started(job, workers), left, workers)
        pool = None
        for suspect in suspects:
            if (yield from _graded_until_one_is_lost(_started(job, 1), [suspect], 1))[0]:
                course = open_course(job.root)
                detail = "the process that graded it was killed, twice"
                yield not_graded(suspect, course, load_chapter(course, job.chapter), detail)


def _worthwhile(submissions: int, workers: int) -> int:
    return min(workers, max(1, submissions // WORTH))


def _started(job: Job, workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the coordinator has a gradebook open.
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (job, os.getpid()))


def _graded_until_one_is_lost(
    pool: ProcessPoolExecutor, submissions: Sequence[Submission], workers: int
) -> Generator[Graded, None, tuple[list[Submission], list[Submission]]]:
    """Yield results until all are there or a worker dies; return what was given out then, and what was not.

    The pool is ended either way.
    """
    left = deque(submissions)
    out: dict[Future[Graded], Submission] = {}
    try:
        while left or out:
            while left and len(out) < AHEAD * workers:
                out[pool.submit(_grade, left[0])] = left[0]
                left.popleft()
            for future in wait(out, return_when=FIRST_COMPLETED).done:
                result = future.result()
                del out[future]
                yield result
    except BrokenProcessPool:
        return list(out.values()), list(left)
    finally:
        _stop(pool)
    return [], []


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers, busy or not: their fork servers end with them."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join()


def _begin(job: Job, coordinator: int) -> None:
    """Make this process a worker: it leaves Ctrl-C to the coordinator, and ends when that one does."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    if os.getppid() != coordinator:
        os._exit(1)
    _worker = Worker(job).__enter__()


def _grade(submission: Submission) -> Graded:
    assert _worker is not None
    return _worker.grade(submission)
