"""One grading at a time in a course: two would write the same notebooks and the same gradebook."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from autograder.course.files import writing
from autograder.course.folder import Course, CourseError

FILE = ".grading.lock"


@contextlib.contextmanager
def only_one_grading(course: Course) -> Iterator[None]:
    """Hold the course's lock, and a shared gradebook's; raise CourseError at once when another process does.

    They go with the process.
    """
    import fcntl

    path = course.root / FILE
    with writing(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "inconnu"
            raise CourseError(
                f"Une autre notation est en cours dans ce cours (processus {holder}) : attendez qu'elle finisse, "
                "puis relancez la même commande."
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        with _only_one_in_the_database(course):
            yield
    finally:
        os.close(handle)


def _only_one_in_the_database(course: Course) -> contextlib.AbstractContextManager[None]:
    """Hold the lock of a gradebook that other folders or machines may share; a file in the course has ours alone."""
    if course.db_url.startswith("sqlite"):
        return contextlib.nullcontext()
    from autograder.gradebook.turn import only_one_in_the_database

    return only_one_in_the_database(course)
