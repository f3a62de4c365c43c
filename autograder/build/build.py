"""Building one chapter: text in, the notebooks of the instructor and of the student out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.build.digest import release_digest
from autograder.build.notebook import source_notebook
from autograder.build.release import released
from autograder.build.rules.check import check_text
from autograder.build.text import Text, read_text
from autograder.build.write import notebook_bytes
from autograder.course.folder import CONFIG, Course, CourseError

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class Notebooks:
    """A chapter's two notebooks as the bytes of their files, and the digest that both carry."""

    source: bytes
    release: bytes
    digest: str


def checked_text(course: Course, name: str) -> Text:
    """Return the text of a chapter; raise CourseError, with its line, at the first mistake of the author."""
    text = read_text(course, name)
    check_text(text)
    return text


def unstamped_notebook(text: Text, address: str) -> NotebookNode:
    """Return the instructor's notebook before its digest is known: what checks are recorded on."""
    return source_notebook(text, address, "")


def build_notebooks(text: Text, address: str) -> Notebooks:
    """Build the notebooks of a text that obeys the rules: the same text gives the same bytes.

    `address` is that of the students' repository (« » when there is none).
    """
    digest = release_digest(notebook_bytes(released(unstamped_notebook(text, address))))
    source = source_notebook(text, address, digest)
    return Notebooks(notebook_bytes(source), notebook_bytes(released(source)), digest)


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
