"""Who is in the gradebook, held against who handed in: removed students stay away, renamed ones keep their marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from autograder.course.folder import Course, CourseError, chapter_names
from autograder.gradebook.database import gradebook_exists, marks, open_gradebook, shown_address, transaction
from autograder.gradebook.kept import done_digest, list_graded, rename_kept

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from sqlalchemy.orm import Session


def students_of(gradebook: Gradebook) -> set[str]:
    """Return the students that the gradebook knows, whatever they handed in."""
    from nbgrader.api import Student
    from sqlalchemy import select

    return set(gradebook.db.scalars(select(Student.id)))


def kept_students(course: Course) -> set[str]:
    """Return the students of whom `autograded/` keeps a work that was graded to the end, of any chapter."""
    return {student for chapter in chapter_names(course) for student in list_graded(course, chapter)}


def removed_students(course: Course, *, anew: bool) -> list[str]:
    """Return the students who were graded once and that somebody took out of the gradebook since.

    Raises CourseError when the gradebook is lost, and with it what people gave, unless it may begin `anew`.
    """
    kept = kept_students(course)
    if not kept:
        return []
    known: set[str] = set()
    if gradebook_exists(course):
        with open_gradebook(course) as gradebook:
            known = students_of(gradebook)
    if known:
        return sorted(kept - known)
    if not anew:
        raise CourseError(
            f"Le carnet de notes ({shown_address(course)}) a disparu ou est vide, alors que {course.autograded} "
            f"contient des travaux notés ({len(kept)} étudiants) : remettez-en une sauvegarde. Pour repartir d'un "
            "carnet neuf, sans les points ni les commentaires donnés à la main, ajoutez --force."
        )
    return []


def follow_renamed(gradebook: Gradebook, course: Course, chapter: str, digests: Mapping[str, str]) -> dict[str, str]:
    """Move the marks of each student whose folder was renamed to the new name; return the names, before → after.

    `digests` are those of the works of the chapter that are there, by student. A folder was renamed when a student's
    is gone and one other student, without a mark, has the very same work: two such are a guess, and nothing moves.
    """
    recorded = {mark.student for mark in marks(gradebook, chapter)}
    new: dict[str, list[str]] = {}
    for student in digests.keys() - recorded:
        new.setdefault(digests[student], []).append(student)
    old: dict[str, list[str]] = {}
    for student in recorded - digests.keys():
        if not (course.submitted / student).exists() and (digest := done_digest(course, student, chapter)):
            old.setdefault(digest, []).append(student)
    renamed = {
        before[0]: new[digest][0]
        for digest, before in sorted(old.items())
        if len(before) == 1 and len(new.get(digest, [])) == 1
    }
    for before, after in renamed.items():
        with transaction(gradebook) as session:
            _rename(session, chapter, before, after)
        rename_kept(course, chapter, before, after)
    return renamed


def _rename(session: Session, chapter: str, before: str, after: str) -> None:
    """Give a submission to another name; the first student goes too when nothing but this program made the row."""
    from nbgrader.api import Student, SubmittedAssignment
    from sqlalchemy import select

    submission = session.scalars(
        select(SubmittedAssignment).where(
            SubmittedAssignment.assignment.has(name=chapter), SubmittedAssignment.student_id == before
        )
    ).one()
    old = submission.student
    submission.student = session.get(Student, after) or Student(id=after)
    session.flush()
    session.refresh(old)
    if not old.submissions and not (old.first_name or old.last_name or old.email or old.lms_user_id):
        session.delete(old)
