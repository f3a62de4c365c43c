"""What was handed in: submitted/<student>/<chapter>/<chapter>.ipynb, with nbgrader's timestamp beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.chapter import Chapter
from autograder.course import Course, CourseError


@dataclass(frozen=True)
class Submission:
    """One student's file for one chapter; `path` may not exist when the folder holds no notebook."""

    student: str
    chapter: str
    path: Path
    timestamp: str


def find_submissions(course: Course, chapter: str) -> list[Submission]:
    """Return what was handed in for `chapter`, by student; raise CourseError for a folder whose name is no text."""
    found = []
    for folder in sorted(course.submitted.glob(f"*/{chapter}")):
        if folder.is_dir():
            _check_name(folder.parent.name)
            stamp = folder / "timestamp.txt"
            timestamp = stamp.read_text(encoding="utf-8", errors="replace").strip() if stamp.is_file() else ""
            found.append(Submission(folder.parent.name, chapter, _notebook(folder, chapter), timestamp))
    return found


def digest(submission: Submission, chapter: Chapter, salt: str) -> str:
    """Return what changes when the work must be done again: the file, the chapter, its salt, or the grader."""
    try:
        content = submission.path.read_bytes()
    except OSError:  # `read_notebook` says so, to the student and to the instructor
        content = b""
    parts = [content, submission.timestamp.encode(), chapter.digest.encode(), salt.encode(), autograder.RULES.encode()]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:16]


def _check_name(student: str) -> None:
    """Archives made elsewhere can leave names in another encoding, which the gradebook would refuse half-way."""
    try:
        student.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = student.encode("utf-8", "backslashreplace").decode("utf-8")
        raise CourseError(
            f"Le nom du dossier « {shown} » de submitted/ n'est pas en UTF-8 : renommez ce dossier, puis relancez."
        ) from error


def _notebook(folder: Path, chapter: str) -> Path:
    """The notebook of the chapter's name, else the only notebook of the folder: students rename files."""
    expected = folder / f"{chapter}.ipynb"
    others = sorted(folder.glob("*.ipynb"))
    return others[0] if not expected.is_file() and len(others) == 1 else expected
