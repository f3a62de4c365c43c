"""The instructor's side of a cluster: hand submissions to Dask's workers, take results as they come.

Imported with `--scheduler` alone: Dask takes a second to load, and most gradings need none.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
import warnings
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace

from autograder.cluster.about import about, differences
from autograder.cluster.parcel import Parcel, letter, pack
from autograder.cluster.station import GraderLost, grade_there, leave, unlike
from autograder.course.chapter import load_chapter
from autograder.course.folder import CourseError, open_course
from autograder.course.say import say
from autograder.course.verdict import Graded
from autograder.run.isolation import Wish
from autograder.submissions.find import Submission
from autograder.submissions.grade import not_graded
from autograder.submissions.pool import GradeAll
from autograder.submissions.worker import Job, Worker

try:
    from distributed import Client, Future, KilledWorker, wait
    from distributed.versions import VersionMismatchWarning
except ModuleNotFoundError as error:
    raise CourseError("--scheduler demande Dask : installez-le avec « pip install distributed ».") from error

ANSWER_S = 10.0  # for a scheduler to answer
PATIENCE_S = 30.0  # for a first worker, or for another when the last has gone
POLL_S = 2.0  # between two looks at what workers there are, when no result comes
AHEAD = 2  # submissions given out for each worker: one that it grades, and one that it need not wait for


@contextlib.contextmanager
def cluster(address: str, sandbox: Wish, patience: float = PATIENCE_S) -> Iterator[GradeAll]:
    """Connect to a Dask scheduler, and yield what grades submissions on its workers.

    Raises CourseError when no scheduler or no worker answers, when a worker would not give the same marks, and, from
    what is yielded too, when they have gone.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to tell, we say in one sentence
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionMismatchWarning)  # `_check_workers` says what matters of it
        warnings.filterwarnings("ignore", message="Sending large graph")  # a notebook full of figures
        client = _client(address)
        run = uuid.uuid4().hex
        try:
            with _one_sentence(address):
                _wait_for_workers(client, address, patience)
                _check_workers(client)
            workers = _Workers(client, address, patience)
            yield lambda job, submissions: _grade_all(workers, run, sandbox, job, submissions)
        finally:
            _say_goodbye(client, run)


class _Workers:
    """The workers of a scheduler, as one grading sees them."""

    def __init__(self, client: Client, address: str, patience: float) -> None:
        self.client, self.address, self._patience = client, address, patience
        self._said: set[str] = set()

    def room(self) -> int:
        """Return how many submissions to give out; as for one worker when none is left, since one may come back."""
        return AHEAD * max(1, len(self.client.nthreads()))

    def done(self, futures: Sequence[Future]) -> list[Future]:
        """Return futures that are done, one at least. Raises CourseError when no worker is left to do them."""
        waited = 0.0
        while True:
            try:
                return list(wait(list(futures), timeout=POLL_S, return_when="FIRST_COMPLETED").done)
            except asyncio.TimeoutError:
                waited = 0.0 if self.client.nthreads() else waited + POLL_S
                if waited >= self._patience:
                    raise CourseError(
                        f"Le planificateur {self.address} n'a plus aucun worker : démarrez-en, puis relancez la même "
                        "commande. Ce qui était noté l'est toujours."
                    ) from None

    def result(self, future: Future) -> Graded:
        """Return what a worker graded, once told what is missing where it did.

        Raises GraderLost or KilledWorker when the submission was lost, CourseError when the worker cannot grade.
        """
        if future.status == "error":
            error = future.exception(timeout=ANSWER_S)
            if isinstance(error, (CourseError, GraderLost, KilledWorker)):
                raise error
            raise CourseError(
                f"Un worker s'est arrêté sur une erreur ({type(error).__name__} : {error}) : son journal en dit plus. "
                "Ce qui était noté l'est toujours."
            )
        graded, warning = future.result(timeout=ANSWER_S)
        if warning and warning not in self._said:
            self._said.add(warning)
            say(f"Sur un worker du cluster. {warning}", error=True)
        return graded


def _grade_all(
    workers: _Workers, run: str, sandbox: Wish, job: Job, submissions: Sequence[Submission]
) -> Generator[Graded, None, None]:
    """Grade the submissions on the workers, and yield results as they come.

    A worker that is killed costs nothing: Dask has what it held graded elsewhere. What kills the process that grades
    it, or so many workers that Dask gives it up, is graded again, alone, then flagged for a person.
    """
    course = open_course(job.root)
    parcel = pack(course, job.chapter, run, sandbox, job.execute, job.limits, job.salt)
    with _one_sentence(workers.address):
        for suspect in (yield from _graded(workers, parcel, job, submissions)):
            for one in (yield from _graded(workers, parcel, job, [suspect])):
                detail = "the process that graded it was killed, twice"
                yield not_graded(one, course, load_chapter(course, job.chapter), detail)


def _graded(
    workers: _Workers, parcel: Parcel, job: Job, submissions: Sequence[Submission]
) -> Generator[Graded, None, list[Submission]]:
    """Yield results as they come; return the submissions that were lost with what graded them."""
    left, lost = deque(submissions), []
    out: dict[Future, Submission] = {}
    try:
        while left or out:
            for _ in range(min(len(left), workers.room() - len(out))):
                submission = left.popleft()
                if sent := letter(submission):
                    out[workers.client.submit(grade_there, about(), parcel, sent, pure=False)] = submission
                else:
                    yield Worker(job).grade(submission)  # refused as it stands: nothing of it runs
            for future in workers.done(tuple(out)) if out else ():
                try:
                    result = workers.result(future)
                except asyncio.TimeoutError:  # its worker took it away, so that it is graded elsewhere
                    continue
                except (GraderLost, KilledWorker):
                    lost.append(out.pop(future))
                    continue
                submission = out.pop(future)
                future.release()
                yield replace(result, student=submission.student)
    finally:
        with contextlib.suppress(Exception):  # the scheduler may have gone
            workers.client.cancel(list(out), force=True)
    return lost


def _client(address: str) -> Client:
    try:
        return Client(address, timeout=ANSWER_S, name="course-grade")
    except (OSError, ValueError, TypeError, asyncio.TimeoutError) as error:
        raise CourseError(
            f"Aucun planificateur Dask ne répond à {address} : vérifiez l'adresse (« tcp://machine:8786 », ou tls://), "
            "qu'il est démarré, et qu'il a la même version de Dask ; avec tls://, vérifiez vos certificats."
        ) from error


def _wait_for_workers(client: Client, address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except asyncio.TimeoutError as error:
        raise CourseError(
            f"Le planificateur {address} n'a aucun worker : démarrez-en (« dask worker {address} --nthreads 1 »), "
            "puis relancez la même commande."
        ) from error


def _check_workers(client: Client) -> None:
    """Raise CourseError for a worker that lacks the course, or would not give the same marks."""
    for worker, there in sorted(client.run(about, on_error="return").items()):
        found = there if isinstance(there, dict) else {}
        if different := differences(about(), found) if found else "le cours n'y est pas installé":
            raise CourseError(unlike(worker, different))


def _say_goodbye(client: Client, run: str) -> None:
    """Have the workers end what is still running, and forget what travelled."""
    with contextlib.suppress(Exception):  # those that have gone have forgotten
        client.run(leave, run, on_error="ignore")
    with contextlib.suppress(Exception):
        client.close(timeout=ANSWER_S)


@contextlib.contextmanager
def _one_sentence(address: str) -> Iterator[None]:
    """Turn the loss of the scheduler into one sentence (CourseError)."""
    try:
        yield
    except (OSError, CancelledError, asyncio.CancelledError, asyncio.TimeoutError) as error:
        raise CourseError(
            f"Le planificateur {address} ne répond plus : redémarrez-le, puis relancez la même commande. "
            "Ce qui était noté l'est toujours."
        ) from error
