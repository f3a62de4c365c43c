"""Grading one submission: it ends with a verdict an exercise, and a reason."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Any

from autograder.course.chapter import Chapter, released_notebook
from autograder.course.folder import Course
from autograder.course.secret import course_salt, known_as
from autograder.course.verdict import Graded, Status, Verdict
from autograder.judge.mistakes import KnownMistakes
from autograder.judge.references import References
from autograder.run.forkserver import ForkServer
from autograder.run.remote import ServerLost
from autograder.submissions.attached import with_attachments
from autograder.submissions.find import Submission, digest, is_ordinary
from autograder.submissions.read import UnreadableSubmission
from autograder.submissions.reading import Reader
from autograder.submissions.run import Execute, run_notebook
from autograder.submissions.tell import executed_notebook
from course_utils.checks.session import Session, opened
from course_utils.french import typeset

_NOT_GRADED = "La notation de ce notebook n'a pas abouti : votre enseignant le relira."
_INTERRUPTED = "La notation a été interrompue par une erreur du programme."
_NO_FILE = "Ce qui a été rendu n'est pas un fichier mais un lien ou un tube : rendez le notebook lui-même."


@dataclass(frozen=True)
class Subject:
    """What every submission of a chapter is graded with; `salt` changes the inputs that hidden tests draw.

    The `reader` is a process: whoever has done with the subject closes it.
    """

    course: Course
    chapter: Chapter
    released: dict[str, Any]
    mistakes: KnownMistakes
    salt: str
    references: References
    reader: Reader


def subject_of(course: Course, chapter: Chapter, server: ForkServer, salt: str | None = None) -> Subject:
    """Return what the submissions of a built chapter are graded with, on this server; `salt` if not the course's."""
    salt = course_salt(course) if salt is None else salt
    released = released_notebook(course, chapter.name)
    references = References()
    known = KnownMistakes(course, chapter, server, references, salt)
    return Subject(course, chapter, released, known, salt, references, Reader(chapter, released))


def grade_submission(
    submission: Submission, subject: Subject, server: ForkServer, execute: Execute = "needed"
) -> Graded:
    """Return the submission, graded. Whatever it holds, nothing is raised for it: what is our fault is flagged."""
    chapter, ambiguous = subject.chapter, submission.ambiguous
    try:
        if not is_ordinary(submission):
            raise UnreadableSubmission(_NO_FILE)
        if submission.unreadable:
            raise UnreadableSubmission(submission.unreadable)
        read = subject.reader.read(submission.path)
        repaired = read.repaired
        with opened(Session(mistakes=subject.mistakes, salt=subject.salt, remember=subject.references)):
            try:
                run = run_notebook(repaired.cells, chapter, server, execute)
            except ServerLost:  # killed by the system for want of memory, perhaps: another begins afresh
                run = run_notebook(repaired.cells, chapter, server, execute)
        verdicts = tuple(run.verdicts[exercise.id] for exercise in chapter.exercises)
        executed = with_attachments(executed_notebook(repaired.cells, run.shown, subject.released), read.pictures)
        notes, ambiguous = [*repaired.notes, *run.notes], ambiguous or repaired.ambiguous
    except UnreadableSubmission as error:
        verdicts, executed, notes = _all(chapter, "unreadable", str(error)), subject.released, [str(error)]
    except Exception:
        return not_graded(submission, subject.course, chapter, traceback.format_exc(limit=-5))
    return Graded(
        student=submission.student,
        chapter=chapter.name,
        verdicts=verdicts,
        notebook=executed,
        digest=digest(submission, chapter, subject.salt),
        timestamp=submission.timestamp,
        notes=tuple(typeset(note) for note in (*submission.notes, *notes)),
        ambiguous=ambiguous,
        secret=known_as(subject.salt),
    )


def not_graded(submission: Submission, course: Course, chapter: Chapter, detail: str) -> Graded:
    """Return the verdict on a submission whose grading failed: nothing is lost, and a person will look at it."""
    return Graded(
        student=submission.student,
        chapter=chapter.name,
        verdicts=_all(chapter, "our fault", _NOT_GRADED, detail),
        notebook=released_notebook(course, chapter.name),
        digest=digest(submission, chapter, course_salt(course)),
        timestamp=submission.timestamp,
        notes=tuple(typeset(note) for note in (*submission.notes, _INTERRUPTED)),
        ambiguous=submission.ambiguous,
    )


def _all(chapter: Chapter, status: Status, sentence: str, detail: str = "") -> tuple[Verdict, ...]:
    """Nobody's answers were judged: no points are given, and none are refused."""
    return tuple(
        Verdict(exercise.id, status, None, exercise.points, typeset(sentence), detail) for exercise in chapter.exercises
    )
