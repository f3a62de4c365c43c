"""The course's secret: it changes the inputs that hidden tests draw, from one year or one class to another."""

from __future__ import annotations

import secrets

from autograder.course.files import write_atomically
from autograder.course.folder import Course

FILE = ".course-secret"  # never in the history


def course_salt(course: Course) -> str:
    """Return the secret that salts hidden inputs; empty where the course has none."""
    path = course.root / FILE
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def renew_secret(course: Course) -> None:
    """Write a new secret: from then on, every submission is graded again, on other inputs."""
    path = course.root / FILE
    write_atomically(path, f"{secrets.token_hex(16)}\n".encode())
    path.chmod(0o600)  # nobody else of a shared machine need read it
