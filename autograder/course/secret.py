"""The course's secret: it changes the inputs that hidden tests draw, from one year or one class to another.

Earlier secrets are kept, each with the moment that ended it: a work can be judged again on the inputs it met.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets

from autograder.course.files import write_atomically
from autograder.course.folder import Course, CourseError

FILE = ".course-secret"  # never in the history
EARLIER = f"{FILE}.earlier"  # nor these: one a line, the moment that ended it, then the secret (« - »: there was none)
_NONE = "-"


def course_salt(course: Course) -> str:
    """Return the secret that salts hidden inputs; empty where the course has none."""
    path = course.root / FILE
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def renew_secret(course: Course) -> None:
    """Write a new secret, and keep the one before: every submission is then graded again, on other inputs."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0).isoformat()
    kept = [f"{until} {salt or _NONE}" for until, salt in [*earlier_secrets(course), (now, course_salt(course))]]
    for name, lines in ((EARLIER, kept), (FILE, [secrets.token_hex(16)])):  # the old one is safe before it goes
        path = course.root / name
        write_atomically(path, "".join(f"{line}\n" for line in lines).encode())
        path.chmod(0o600)  # nobody else of a shared machine need read it


def earlier_secrets(course: Course) -> list[tuple[str, str]]:
    """Return the secrets that are no longer in force, oldest first, each after the moment (ISO 8601, UTC) it ended."""
    path = course.root / EARLIER
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = [line.split() for line in lines if line.strip()]
    if any(len(pair) != 2 for pair in pairs):
        raise CourseError(f"{path} est abîmé : chaque ligne y a une date et un secret. Remettez-en une copie saine.")
    return [(until, "" if salt == _NONE else salt) for until, salt in pairs]


def salt_on(course: Course, day: str) -> str:
    """Return the secret that was in force when `day` (« 2026-09-01 ») began; raise CourseError for what is no day."""
    try:
        wanted = datetime.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise CourseError(f"« {day} » n'est pas une date : écrivez année-mois-jour, par exemple 2026-09-01.") from error
    return next((salt for until, salt in earlier_secrets(course) if until >= wanted), course_salt(course))


def known_as(salt: str) -> str:
    """Return the name of a secret, which does not give it away."""
    return hashlib.sha256(f"course-secret {salt}".encode()).hexdigest()[:12]


def salt_known_as(course: Course, name: str) -> str | None:
    """Return the secret of the course, past or present, of this name; None when it has no such secret any more."""
    salts = [course_salt(course), *(salt for _, salt in earlier_secrets(course))]
    return next((salt for salt in salts if known_as(salt) == name), None)
