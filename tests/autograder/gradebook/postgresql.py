"""A PostgreSQL server for the tests, on loopback, with a database for each that asks."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course.folder import Course, open_course
from tests.autograder.tiny_course import wait_until
from tests.conftest import tool_path

LOOPBACK = "127.0.0.1"


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as listening:
        return int(listening.getsockname()[1])


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
        return True
    return False


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server without databases of ours (mark the test `needs("postgresql")`)."""
    programs = Path(str(tool_path("postgresql"))).parent
    as_user: dict[str, Any] = {"user": "nobody", "extra_groups": []} if os.getuid() == 0 else {}  # it refuses root
    with tempfile.TemporaryDirectory(prefix="course-tests-") as folder, contextlib.ExitStack() as ended:
        os.chmod(folder, 0o777)
        data, port = os.path.join(folder, "data"), _free_port()
        make = [programs / "initdb", "-D", data, "-U", "course", "-A", "trust", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(make, cwd=folder, check=True, capture_output=True, **as_user)
        serve = [programs / "postgres", "-D", data, "-h", LOOPBACK, "-p", str(port), "-k", "", "-F"]
        with open(os.path.join(folder, "log"), "wb") as log:
            process = subprocess.Popen(serve, cwd=folder, stdout=log, stderr=log, **as_user)
        ended.callback(process.wait, 30)
        ended.callback(process.terminate)
        wait_until(lambda: _answers(port), "the server's answer")
        yield f"postgresql+psycopg://course@{LOOPBACK}:{port}"


@pytest.fixture
def on_postgresql(server: str, request: pytest.FixtureRequest) -> Callable[[Course], Course]:
    """Return what has a course keep its marks in a new database of the server."""
    from sqlalchemy import create_engine, text

    def configured(course: Course) -> Course:
        name = f"notes{abs(hash(request.node.nodeid)) % 10**9}"
        engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write(f'\nc.CourseDirectory.db_url = "{server}/{name}"\n')
        return open_course(course.root)

    return configured
