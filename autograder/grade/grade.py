"""Grading one submission, and all those of a chapter: every one ends with a verdict an exercise and a reason."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.chapter import Chapter, released_notebook
from autograder.course import Course
from autograder.examine.candidate import ServerLost
from autograder.examine.forkserver import ForkServer
from autograder.grade.notebook import Execute, executed_notebook, run_notebook
from autograder.grade.submissions import Submission, digest, is_ordinary
from autograder.prove.mistakes import KnownMistakes
from autograder.repair.read import UnreadableSubmission, read_submission
from autograder.repair.repair import repair
from autograder.secret import course_salt
from autograder.verdict import Graded, Status, Verdict
from course_utils.checks.page import Diagnosis, diagnosing
from course_utils.french import typeset

_NO_FILE = "Ce qui a été rendu n'est pas un fichier mais un lien ou un tube : rendez le notebook lui-même."


@dataclass(frozen=True)
class Subject:
    """What every submission of a chapter is graded with; `salt` changes the inputs that hidden tests draw."""

    chapter: Chapter
    released: dict[str, Any]
    mistakes: KnownMistakes
    salt: str


def subject_of(course: Course, chapter: Chapter, server: ForkServer) -> Subject:
    """Return what the submissions of a built chapter are graded with, on this server."""
    salt = course_salt(course)
    released = released_notebook(course, chapter.name)
    return Subject(chapter, released, KnownMistakes(course, chapter, server, salt), salt)


def grade_submission(
    submission: Submission, subject: Subject, server: ForkServer, execute: Execute = "needed"
) -> Graded:
    """Return the submission, graded. Whatever it holds, nothing is raised for it: what is our fault is flagged."""
    chapter, ambiguous = subject.chapter, submission.ambiguous
    try:
        if not is_ordinary(submission):
            raise UnreadableSubmission(_NO_FILE)
        repaired = repair(read_submission(submission.path), chapter, subject.released)
        with diagnosing(Diagnosis(subject.mistakes, subject.salt)):
            try:
                run = run_notebook(repaired.cells, chapter, server, execute)
            except ServerLost:  # killed by the system for want of memory, perhaps: another begins afresh
                run = run_notebook(repaired.cells, chapter, server, execute)
        verdicts = [run.verdicts[exercise.id] for exercise in chapter.exercises]
        executed = executed_notebook(repaired.cells, run, subject.released)
        notes, ambiguous = [*repaired.notes, *run.notes], ambiguous or repaired.ambiguous
    except UnreadableSubmission as error:
        verdicts, executed, notes = _all(chapter, "unreadable", str(error)), subject.released, [str(error)]
    except Exception:
        sentence = "La notation de ce notebook n'a pas abouti : votre enseignant le relira."
        verdicts = _all(chapter, "our fault", sentence, traceback.format_exc(limit=-5))
        executed, notes = subject.released, ["La notation a été interrompue par une erreur du programme."]
    return Graded(
        student=submission.student,
        chapter=chapter.name,
        verdicts=tuple(verdicts),
        notebook=executed,
        digest=digest(submission, chapter, subject.salt),
        timestamp=submission.timestamp,
        notes=tuple(typeset(note) for note in (*submission.notes, *notes)),
        ambiguous=ambiguous,
    )


def grade_all(
    submissions: Sequence[Submission], subject: Subject, server: ForkServer, execute: Execute = "needed"
) -> Iterator[Graded]:
    """Grade the submissions one by one, as they are asked for."""
    for submission in submissions:
        yield grade_submission(submission, subject, server, execute)


def _all(chapter: Chapter, status: Status, sentence: str, detail: str = "") -> list[Verdict]:
    points = None if status == "our fault" else 0.0
    return [
        Verdict(exercise.id, status, points, exercise.points, typeset(sentence), detail)
        for exercise in chapter.exercises
    ]
