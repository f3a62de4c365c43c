"""One grading at a time in a gradebook that several machines share."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator

from autograder.course.folder import Course, CourseError
from autograder.gradebook.database import one_sentence, shown_address

_NAME = "course grade"
_KEY = int.from_bytes(_NAME.encode()[:7], "big")  # of a lock of the whole database
_HOLDER = """
    SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)
    WHERE locktype = 'advisory' AND granted AND application_name LIKE :ours LIMIT 1
"""


@contextlib.contextmanager
def only_one_in_the_database(course: Course) -> Iterator[None]:
    """Hold the lock of a PostgreSQL gradebook; raise CourseError when another grading does.

    It goes with the connection. An SQLite gradebook needs none: its course's own lock is enough.
    """
    from sqlalchemy import NullPool, create_engine, make_url, text

    url = make_url(course.db_url)
    if url.get_backend_name() != "postgresql":
        yield
        return
    with contextlib.ExitStack() as held:
        with one_sentence(course):
            named = url.update_query_dict({"application_name": f"{_NAME} {socket.gethostname()[:24]} {os.getpid()}"})
            engine = create_engine(named, poolclass=NullPool, isolation_level="AUTOCOMMIT")
            connection = held.enter_context(engine.connect())
            if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}):
                holder = connection.scalar(text(_HOLDER), {"ours": f"{_NAME} %"}) or f"{_NAME} inconnue"
                machine, _, process = holder.removeprefix(f"{_NAME} ").rpartition(" ")
                raise CourseError(
                    f"Une autre notation est en cours dans ce carnet de notes ({shown_address(course)}, machine "
                    f"{machine or 'inconnue'}, processus {process}) : attendez qu'elle finisse, puis relancez la même "
                    "commande."
                )
        yield
