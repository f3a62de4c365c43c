"""What was handed in: submitted/<student>/<chapter>/<chapter>.ipynb, with nbgrader's timestamp beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.course.chapter import Chapter
from autograder.course.folder import Course, CourseError, chapter_names
from autograder.submissions.choose import choose_file


@dataclass(frozen=True)
class Submission:
    """One student's file for one chapter; `path` may not exist when the folder holds no notebook.

    `notes` tell, in French, how it was chosen among several; `ambiguous` that a person should look at that choice.
    """

    student: str
    chapter: str
    path: Path
    timestamp: str
    notes: tuple[str, ...] = ()
    ambiguous: bool = False


def find_submissions(course: Course, chapter: str) -> list[Submission]:
    """Return what was handed in for `chapter`, by student; raise CourseError for a folder whose name is no text."""
    found = []
    for folder in sorted(course.submitted.glob(f"*/{chapter}")):
        if folder.is_dir():
            _check_name(folder.parent.name)
            timestamp = _first_line(folder / "timestamp.txt")
            chosen = choose_file(folder, course, chapter)
            found.append(
                Submission(folder.parent.name, chapter, chosen.path, timestamp, chosen.notes, chosen.ambiguous)
            )
    return found


def find_students(course: Course) -> list[str]:
    """Return the students who have a folder in submitted/, whatever it holds."""
    if not course.submitted.is_dir():
        return []
    return [place.name for place in _seen(course.submitted) if place.is_dir()]


def unclaimed(course: Course) -> list[str]:
    """Return what lies in submitted/ and is no student's work on a chapter, as paths under it: nothing reads these."""
    chapters, found = set(chapter_names(course)), []
    for place in _seen(course.submitted):
        try:
            inside = _seen(place) if place.is_dir() else [place]
            strays = [one for one in inside if one.name not in chapters or not one.is_dir()]
        except OSError:
            strays = [place]  # a folder that nobody may open
        found += [str(one.relative_to(course.submitted)) for one in strays]
    return found


def _seen(folder: Path) -> list[Path]:
    return sorted(place for place in folder.iterdir() if not place.name.startswith("."))


def is_ordinary(submission: Submission) -> bool:
    """Tell whether the file, if there is one, is a file of the student's folder.

    An archive can hold links, which would lead to another student's work or to the solutions, and pipes, which
    would be read for ever.
    """
    path = submission.path
    return not path.parent.is_symlink() and not path.is_symlink() and (path.is_file() or not path.exists())


def digest(submission: Submission, chapter: Chapter, salt: str) -> str:
    """Return what changes when the work must be done again: the file, the chapter, its salt, or the grader."""
    try:
        content = submission.path.read_bytes() if is_ordinary(submission) else b""
    except OSError:  # `read_notebook` says so, to the student and to the instructor
        content = b""
    words = (submission.timestamp, chapter.digest, salt, autograder.RULES, *submission.notes)
    parts = [content, *(word.encode("utf-8", "backslashreplace") for word in words)]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:16]


def _first_line(stamp: Path) -> str:
    if stamp.is_symlink() or not stamp.is_file():
        return ""
    with stamp.open(encoding="utf-8-sig", errors="replace") as lines:
        return lines.readline(200).strip()


def _check_name(student: str) -> None:
    """Archives made elsewhere can leave names in another encoding, which the gradebook would refuse half-way."""
    try:
        student.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = student.encode("utf-8", "backslashreplace").decode("utf-8")
        raise CourseError(
            f"Le nom du dossier « {shown} » de submitted/ n'est pas en UTF-8 : renommez ce dossier, puis relancez."
        ) from error
