"""Building one chapter: text and stored outcomes in, notebooks out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nbformat

from autograder.build.digest import release_digest, stamped
from autograder.build.helps import with_helps
from autograder.build.notebook import source_notebook
from autograder.build.release import released
from autograder.build.rules.check import check
from autograder.build.text import Text, read_text
from autograder.build.write import notebook_bytes
from autograder.course.folder import CONFIG, Course, CourseError

_NO_DIGEST = ""
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class Built:
    """A built chapter as the bytes of its files; `stored` is None when no outcomes were given."""

    source: bytes
    release: bytes
    stored: bytes | None
    digest: str


def checked_text(course: Course, name: str) -> Text:
    """Return the text of a chapter; raise CourseError, with its line, at the first mistake of the author."""
    text = read_text(course, name)
    check(text)
    return text


def unstamped_notebook(course: Course, name: str) -> nbformat.NotebookNode:
    """Return the instructor's notebook before its digest is known: what the visible checks are recorded on."""
    return source_notebook(checked_text(course, name), repository(course), _NO_DIGEST)


def build_chapter(course: Course, name: str, stored: bytes | None) -> Built:
    """Build a chapter of `course` from its text and the stored outcomes of its visible checks (JSON).

    What the learner's helps read (quiz, stubs, markers) is added to these.

    The same text and outcomes give the same bytes. Raises CourseError at the first mistake of the author.
    """
    text = checked_text(course, name)
    address = repository(course)
    unstamped = source_notebook(text, address, _NO_DIGEST)
    stored = None if stored is None else with_helps(stored, text, unstamped)
    digest = release_digest(notebook_bytes(unstamped), stored)
    source = source_notebook(text, address, digest)
    return Built(
        source=notebook_bytes(source),
        release=notebook_bytes(released(source)),
        stored=None if stored is None else stamped(stored, digest),
        digest=digest,
    )


def repository(course: Course) -> str:
    """Return the address of the students' repository, « » when the settings name none."""
    setting = course.settings.get("student_repository", "")
    if not setting:
        return ""
    if not isinstance(setting, str) or not _REPOSITORY.fullmatch(setting):
        raise CourseError(
            f"student_repository, dans {course.root / 'pyproject.toml'} (à côté de {CONFIG}), s'écrit propriétaire/nom."
        )
    return f"https://github.com/{setting}"
