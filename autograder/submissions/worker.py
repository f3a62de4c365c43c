"""One process's means of grading a chapter: a fork server of its own, and what submissions are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, CourseError, open_course
from autograder.course.limits import Limits
from autograder.course.verdict import Graded
from autograder.run.forkserver import server_for
from autograder.submissions.find import Submission, find_submissions
from autograder.submissions.grade import grade_submission, subject_of
from autograder.submissions.run import Execute


@dataclass(frozen=True)
class Job:
    """What a worker needs to know, as data that travels: the course's folder, the chapter, and how to grade it.

    `salt` is an earlier secret of the course, None for its present one.
    """

    root: Path
    chapter: str
    isolated: bool
    execute: Execute = "needed"
    limits: Limits | None = None
    salt: str | None = None


class Worker:
    """Grades submissions of one chapter, one after the other; its fork server and its reader end with it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        course = open_course(job.root)
        chapter = load_chapter(course, job.chapter)
        self._server = server_for(chapter, job.limits, isolated=job.isolated)
        self._subject = subject_of(course, chapter, self._server, job.salt)

    def __enter__(self) -> Worker:
        self._subject.reader.start()  # it loads while the fork server does
        self._server.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._subject.reader.close()
        self._server.__exit__(kind, error, at)

    def grade(self, submission: Submission) -> Graded:
        """Return the submission, graded; nothing is raised for what it holds."""
        return grade_submission(submission, self._subject, self._server, self._job.execute)


def grade_one(course: Course, chapter: str, student: str, *, isolated: bool, salt: str | None = None) -> Graded:
    """Return one student's work, graded now and recorded nowhere; raise CourseError when nothing was handed in."""
    submission = next((one for one in find_submissions(course, chapter) if one.student == student), None)
    if submission is None:
        raise CourseError(f"« {student} » n'a rien rendu pour {chapter} : regardez {course.submitted}.")
    with Worker(Job(course.root, chapter, isolated, salt=salt)) as worker:
        return worker.grade(submission)
