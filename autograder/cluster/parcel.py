"""What travels to a worker: the private material of one chapter, and one submission at a time."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.answers import answers_path
from autograder.course.folder import CONFIG, Course
from autograder.course.limits import Limits
from autograder.course.secret import FILE as SECRET
from autograder.course.secret import course_salt
from autograder.run.isolation import Wish
from autograder.submissions.find import Submission, is_ordinary
from autograder.submissions.read import MAX_BYTES
from autograder.submissions.run import Execute


@dataclass(frozen=True)
class Parcel:
    """A chapter as a worker needs it, and how to grade it. `run` names the grading that it belongs to."""

    run: str
    chapter: str
    sandbox: Wish
    execute: Execute
    limits: Limits | None
    files: bytes
    digest: str


@dataclass(frozen=True)
class Letter:
    """One submission: `submission.path` is a mere file name, and the student's name stays with the instructor."""

    submission: Submission
    content: bytes


def pack(
    course: Course,
    chapter: str,
    run: str,
    sandbox: Wish,
    execute: Execute = "needed",
    limits: Limits | None = None,
    salt: str | None = None,
) -> Parcel:
    """Return the parcel of one chapter. The course's settings stay: they may hold the gradebook's password."""
    paths = [
        *(folder / chapter / f"{chapter}.ipynb" for folder in (course.source, course.release)),
        answers_path(course, chapter),
        course.stored / f"{chapter}.json",
        course.stored / "checks" / f"{chapter}.py",
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(CONFIG), b"")  # what makes a folder a course
        if secret := course_salt(course) if salt is None else salt:
            archive.writestr(zipfile.ZipInfo(SECRET), secret)
        for path in paths:
            if path.is_file():
                name = zipfile.ZipInfo(path.relative_to(course.root).as_posix())
                archive.writestr(name, path.read_bytes(), zipfile.ZIP_DEFLATED)
    files = packed.getvalue()
    return Parcel(run, chapter, sandbox, execute, limits, files, hashlib.sha256(files).hexdigest())


def unpack(parcel: Parcel, root: Path) -> None:
    """Write at `root` the course of one chapter that the parcel holds."""
    with zipfile.ZipFile(io.BytesIO(parcel.files)) as archive:
        archive.extractall(root)


def letter(submission: Submission) -> Letter | None:
    """Return the submission as it travels; None for what is no readable file, which needs no worker to be refused."""
    try:
        if submission.unreadable or not is_ordinary(submission) or submission.path.stat().st_size > MAX_BYTES:
            return None
        content = submission.path.read_bytes()
    except OSError:
        return None
    return Letter(replace(submission, student="", path=Path(submission.path.name)), content)
