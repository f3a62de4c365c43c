"""When a work was handed in, and what being late costs: from the gradebook's rows, nothing is run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from autograder.course.folder import CONFIG, Course, CourseError
from autograder.course.times import course_zone, read_time

if TYPE_CHECKING:
    from nbgrader.api import SubmittedNotebook
    from sqlalchemy.orm import Session

LateRule = Callable[[str, float, float], "float | None"]  # student, score, seconds late → points taken off


def set_date(course: Course, submitted: SubmittedNotebook, stamp: str) -> bool:
    """Write when the work was handed in, if its stamp says so; return False for a stamp that cannot be read.

    It then has no date: a person decides whether it was in time.
    """
    if not stamp:
        return True
    submitted.assignment.timestamp = read_time(stamp, course_zone(course))
    return submitted.assignment.timestamp is not None


def late_rule(course: Course) -> LateRule:
    """Return the late-submission policy of the course, loaded when it is first asked; it may then raise CourseError."""
    loaded: list[Any] = []

    def taken_off(student: str, score: float, seconds: float) -> float | None:
        if not loaded:
            loaded.append(_plugin(course))
        points: float | None = loaded[0].late_submission_penalty(student, score, seconds)
        return points

    return taken_off


def late_penalty(rule: LateRule, submitted: SubmittedNotebook) -> float | None:
    """Return what being late costs, within 0 and the score; None when nothing."""
    submission = submitted.assignment
    if submission.assignment.duedate is None or submission.total_seconds_late == 0:
        return None
    score = sum(score_of(grade) for grade in submitted.grades)
    penalty = rule(submission.student_id or submission.student.id, score, submission.total_seconds_late)
    return None if penalty is None else min(max(0.0, penalty), score)


def rework_penalties(session: Session, course: Course, chapter: str, stamps: Mapping[str, str]) -> list[str]:
    """Work the penalties of a chapter out again: a due date moved, more time given to one, another policy or zone.

    `stamps` are those of the works that are there, by student. Returns the students whose penalty is another one.
    """
    from nbgrader.api import SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select
    from sqlalchemy.orm import selectinload

    found = session.scalars(
        select(SubmittedNotebook)
        .where(SubmittedNotebook.assignment.has(SubmittedAssignment.assignment.has(name=chapter)))
        .options(selectinload(SubmittedNotebook.assignment), selectinload(SubmittedNotebook.grades))
    ).all()
    rule, zone, changed = late_rule(course), course_zone(course), []
    for submitted in found:
        student = submitted.assignment.student_id
        moment = read_time(stamps.get(student, ""), zone)
        if moment is not None:  # what cannot be read was flagged, and a person may have written a date since
            submitted.assignment.timestamp = moment
        before, after = submitted.late_submission_penalty or 0.0, late_penalty(rule, submitted)
        if before != (after or 0.0):
            submitted.late_submission_penalty = after
            changed.append(student)
    return sorted(changed)


def score_of(grade: Any) -> float:
    """Return what nbgrader's `Grade.score` is, without asking the database."""
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if given is None else given + (grade.extra_credit or 0.0)


def course_config(course: Course) -> Any:
    """Return the settings of `nbgrader_config.py`."""
    from traitlets.config.loader import PyFileConfigLoader

    return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()


def _plugin(course: Course) -> Any:
    from nbgrader.preprocessors import AssignLatePenalties
    from traitlets import TraitError

    sys.path.insert(0, str(course.root))  # where nbgrader looks for a plugin of the course
    try:
        penalties = AssignLatePenalties(config=course_config(course))
        penalties.init_plugin()
    except (ImportError, TraitError) as error:
        raise CourseError(
            f"Les pénalités de retard ({CONFIG}, AssignLatePenalties.plugin_class) ne se chargent pas : {error}."
        ) from error
    finally:
        sys.path.remove(str(course.root))
    return penalties.plugin_inst
