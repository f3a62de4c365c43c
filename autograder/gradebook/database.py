"""nbgrader's gradebook: opening it, and one commit a submission.

Nothing else of the project opens a gradebook: a second connection that writes while this one has a transaction open
would lock an SQLite file. nbgrader is imported inside the functions: see `autograder.gradebook.lighter`.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.chapter import exercise_of
from autograder.course.folder import CONFIG, Course, CourseError
from autograder.course.verdict import Graded, Verdict
from autograder.gradebook.lighter import nbgrader_api

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy.orm import Session

NO_ANSWER = "Pas de réponse."
PATIENCE = 30.0


@dataclass(frozen=True)
class Mark:
    """The mark of one submission as the gradebook has it now, manual scores and late penalty included."""

    student: str
    chapter: str
    points: float
    maximum: float
    penalty: float
    needs_person: bool


@dataclass(frozen=True)
class ExerciseMark:
    """An exercise's line in the gradebook: `points` is None while a person must decide; `by_hand` once one did."""

    points: float | None
    maximum: float
    by_hand: bool
    comment: str


@contextlib.contextmanager
def open_gradebook(course: Course, *, create: bool = True, patience: float = PATIENCE) -> Iterator[Gradebook]:
    """Yield the course's gradebook, made when absent unless `create` is False; closed on leaving.

    A gradebook that somebody else is writing to is waited for during `patience` seconds.
    Raises CourseError, here or from what is done inside: locked, unwritable, out of date, or not a gradebook.
    """
    if not create and not _exists(course):
        raise CourseError("Rien n'est encore noté (le carnet de notes n'existe pas) : lancez « course grade ».")

    models = nbgrader_api()
    with one_sentence(course):
        gradebook = models.Gradebook(_patient_url(course, patience), _course_id(course))
        with gradebook:
            gradebook.db.remove()
            gradebook.db.session_factory.configure(info={"course": course})  # for `transaction` and late penalties
            yield gradebook


@contextlib.contextmanager
def transaction(gradebook: Gradebook) -> Iterator[Session]:
    """Yield a session that is committed once, on leaving; on any failure nothing of it is kept."""
    session = gradebook.db()
    try:
        with one_sentence(session.info["course"]):
            yield session
            session.commit()
    except BaseException:
        session.rollback()
        raise


def record(gradebook: Gradebook, graded: Graded) -> None:
    """Write one graded submission, in one commit; what a person gave (scores, bonus, comments) is kept.

    As nbgrader does, an exercise that was marked by hand asks to be looked at again after a new grading.
    Raises CourseError when the chapter in the gradebook is not the one that was graded.
    """
    with transaction(gradebook) as session:
        submitted = _submitted_notebook(session, graded)
        _date(submitted, graded.timestamp)
        verdicts = {verdict.exercise: verdict for verdict in graded.verdicts}
        grades = {exercise_of(grade.cell.name): grade for grade in submitted.grades}
        comments = {exercise_of(comment.cell.name): comment for comment in submitted.comments}
        if grades.keys() != verdicts.keys():
            raise _not_in_step(graded.chapter)

        were_ours = any(_our_fault(grades[name], comments.get(name)) for name in grades)
        for name, verdict in verdicts.items():
            grade = grades[name]
            grade.auto_score = None if verdict.status == "our fault" else verdict.points
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            if name in comments:
                comments[name].auto_comment = _public(verdict)
        if graded.ambiguous or any(verdict.status == "our fault" for verdict in graded.verdicts):
            submitted.flagged = True
        elif were_ours:
            submitted.flagged = False
        if graded.timestamp and submitted.assignment.timestamp is None:
            submitted.flagged = True  # a date that cannot be read: a person decides whether it was in time
        submitted.late_submission_penalty = _late_penalty(session.info["course"], submitted, graded.student)


def is_recorded(gradebook: Gradebook, student: str, chapter: str) -> bool:
    """Tell whether the gradebook has a submission of `chapter` by `student`."""
    from sqlalchemy import select

    found = gradebook.db.scalars(select(nbgrader_api().SubmittedNotebook.id).where(*_of(chapter, student))).first()
    return found is not None


def marks(gradebook: Gradebook, chapter: str) -> list[Mark]:
    """Return the mark of every submission of `chapter`, sorted by student."""
    return _marks(gradebook, chapter)


def mark_of(gradebook: Gradebook, student: str, chapter: str) -> Mark | None:
    """Return the mark of one submission, or None when the gradebook has none."""
    return next(iter(_marks(gradebook, chapter, student)), None)


def exercise_marks(gradebook: Gradebook, student: str, chapter: str) -> dict[str, ExerciseMark]:
    """Return what the gradebook says of each exercise of one submission; empty when it has none."""
    from sqlalchemy import select

    submitted = gradebook.db.scalars(
        select(nbgrader_api().SubmittedNotebook).where(*_of(chapter, student))
    ).one_or_none()
    if submitted is None:
        return {}
    written = {exercise_of(comment.cell.name): comment.manual_comment or "" for comment in submitted.comments}
    return {
        exercise_of(grade.cell.name): ExerciseMark(
            points=None if grade.manual_score is None and grade.auto_score is None else _score(grade),
            maximum=grade.cell.max_score,
            by_hand=grade.manual_score is not None or bool(grade.extra_credit),
            comment=written.get(exercise_of(grade.cell.name), ""),
        )
        for grade in submitted.grades
    }


def sqlite_path(course: Course) -> Path | None:
    """Return where the gradebook is when it is an SQLite file, else None."""
    from sqlalchemy import make_url

    url = make_url(course.db_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def shown_address(course: Course) -> str:
    """Return where the gradebook is, as it may be shown: without a password."""
    from sqlalchemy import make_url

    return str(sqlite_path(course) or make_url(course.db_url).render_as_string(hide_password=True))


def _exists(course: Course) -> bool:
    """Tell whether there is a gradebook; looking makes none."""
    path = sqlite_path(course)
    if path is not None:
        return path.is_file()
    from sqlalchemy import create_engine, inspect

    with one_sentence(course):
        engine = create_engine(course.db_url)
        try:
            return inspect(engine).has_table("submitted_assignment")
        finally:
            engine.dispose()


def _of(chapter: str, student: str) -> tuple[Any, ...]:
    """Conditions that choose one student's SubmittedNotebook of a chapter."""
    models = nbgrader_api()
    return (
        models.SubmittedNotebook.notebook.has(name=chapter),
        models.SubmittedNotebook.assignment.has(
            models.SubmittedAssignment.assignment.has(name=chapter),
            student_id=student,
        ),
    )


def _marks(gradebook: Gradebook, chapter: str, student: str | None = None) -> list[Mark]:
    from sqlalchemy import select

    models = nbgrader_api()
    notebook, assignment = models.SubmittedNotebook, models.SubmittedAssignment
    rows = (
        select(
            assignment.student_id,
            notebook.score,
            notebook.max_score,
            notebook.late_submission_penalty,
            notebook.needs_manual_grade,
            notebook.flagged,
        )
        .join(assignment, notebook.assignment_id == assignment.id)
        .join(models.Assignment, assignment.assignment_id == models.Assignment.id)
        .where(models.Assignment.name == chapter)
        .order_by(assignment.student_id)
    )
    if student is not None:
        rows = rows.where(assignment.student_id == student)
    return [
        Mark(who, chapter, max(0.0, score - (penalty or 0.0)), maximum, penalty or 0.0, bool(waits or flagged))
        for who, score, maximum, penalty, waits, flagged in gradebook.db.execute(rows)
    ]


def _submitted_notebook(session: Session, graded: Graded) -> SubmittedNotebook:
    """Return the student's rows for the chapter, made where they are missing as nbgrader would make them."""
    from sqlalchemy import select

    models = nbgrader_api()
    notebook = session.scalars(
        select(models.Notebook).where(
            models.Notebook.name == graded.chapter, models.Notebook.assignment.has(name=graded.chapter)
        )
    ).one_or_none()
    if notebook is None:
        raise _not_in_step(graded.chapter)
    with session.no_autoflush:  # half-made rows must not be sent while the others are looked up
        student = session.get(models.Student, graded.student) or models.Student(id=graded.student)
        submission: SubmittedAssignment = session.scalars(
            select(models.SubmittedAssignment).where(
                models.SubmittedAssignment.assignment_id == notebook.assignment_id,
                models.SubmittedAssignment.student_id == graded.student,
            )
        ).one_or_none() or models.SubmittedAssignment(assignment=notebook.assignment, student=student)
        submitted = next(
            (each for each in submission.notebooks if each.notebook is notebook), None
        ) or models.SubmittedNotebook(notebook=notebook, assignment=submission, flagged=False)
        session.add_all([submission, submitted])
        add_missing_rows(session, submitted)
    return submitted


def add_missing_rows(session: Session, submitted: SubmittedNotebook) -> None:
    """Give a submitted notebook a Grade for each grade cell and a Comment for each solution cell that lacks one."""
    models = nbgrader_api()
    graded = {grade.cell_id for grade in submitted.grades}
    commented = {comment.cell_id for comment in submitted.comments}
    notebook = submitted.notebook
    session.add_all(
        models.Grade(cell=cell, notebook=submitted) for cell in notebook.grade_cells if cell.id not in graded
    )
    session.add_all(
        models.Comment(cell=cell, notebook=submitted) for cell in notebook.solution_cells if cell.id not in commented
    )


def _public(verdict: Verdict) -> str | None:
    # What a student's code returned may be in it; PostgreSQL takes no null character.
    sentence = verdict.sentence.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return NO_ANSWER if verdict.status == "not attempted" else sentence or None


def _our_fault(grade: Any, comment: Any) -> bool:
    """Tell whether an earlier grading left this exercise of code without a mark: that is when the flag is ours."""
    of_code = comment is not None and comment.cell.name != grade.cell.name
    return of_code and grade.auto_score is None and comment.auto_comment is not None


def _date(submitted: SubmittedNotebook, timestamp: str) -> None:
    from nbgrader.utils import parse_utc

    if timestamp:
        try:
            submitted.assignment.timestamp = parse_utc(timestamp)
        except (ValueError, OverflowError):
            submitted.assignment.timestamp = None


def _score(grade: Any) -> float:
    """Return what nbgrader's `Grade.score` is, without asking the database."""
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if given is None else given + (grade.extra_credit or 0.0)


def _late_penalty(course: Course, submitted: SubmittedNotebook, student: str) -> float | None:
    """Return what the course's late-submission plugin takes off, within 0 and the score; None when nothing."""
    submission = submitted.assignment
    if submission.assignment.duedate is None or submission.total_seconds_late == 0:
        return None

    from nbgrader.preprocessors import AssignLatePenalties
    from traitlets import TraitError

    sys.path.insert(0, str(course.root))  # where nbgrader looks for a plugin of the course
    try:
        penalties = AssignLatePenalties(config=_config(course))
        penalties.init_plugin()
    except (ImportError, TraitError) as error:
        raise CourseError(
            f"Les pénalités de retard ({CONFIG}, AssignLatePenalties.plugin_class) ne se chargent pas : {error}."
        ) from error
    finally:
        sys.path.remove(str(course.root))
    score = sum(_score(grade) for grade in submitted.grades)
    penalty = penalties.plugin_inst.late_submission_penalty(student, score, submission.total_seconds_late)
    return None if penalty is None else min(max(0.0, penalty), score)


def _not_in_step(chapter: str) -> CourseError:
    return CourseError(
        f"Le chapitre {chapter} du carnet de notes n'est pas celui qui a été noté : lancez « course sync {chapter} »."
    )


def _config(course: Course) -> Any:
    from traitlets.config.loader import PyFileConfigLoader

    return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()


def _course_id(course: Course) -> str:
    from nbgrader.coursedir import CourseDirectory

    return CourseDirectory(config=_config(course), root=str(course.root)).course_id


def _patient_url(course: Course, patience: float) -> str:
    from sqlalchemy import make_url

    url = make_url(course.db_url)
    if url.get_backend_name() == "sqlite":
        url = url.update_query_dict({"timeout": str(patience)})
    elif url.get_backend_name() == "postgresql" and "options" not in url.query:
        url = url.update_query_dict({"options": f"-c lock_timeout={round(1000 * patience)}"})
    return url.render_as_string(hide_password=False)


_DRIVERS = {"psycopg": "'psycopg[binary]'", "psycopg2": "psycopg2-binary"}
_LOCKED = (
    "Quelqu'un d'autre écrit dans le carnet de notes ({where}) : fermez formgrader ou l'autre commande nbgrader, puis "
    "relancez la même commande. Ce qui était noté l'est toujours."
)
_SENTENCES = {
    "locked": _LOCKED,
    "lock timeout": _LOCKED,
    "deadlock": _LOCKED,
    "disk is full": "Plus de place sur le disque pour le carnet de notes ({where}) : libérez de l'espace, puis "
    "relancez la même commande. Ce qui était noté l'est toujours.",
    "no such": "Le carnet de notes ({where}) vient d'une autre version de nbgrader : lancez « nbgrader db upgrade ».",
    "not a database": "{where} n'est pas un carnet de notes de nbgrader : déplacez ce fichier, puis relancez.",
    "malformed": "Le carnet de notes ({where}) est abîmé : remettez une copie saine à sa place, puis relancez.",
    "readonly": "Le carnet de notes ({where}) n'est pas modifiable : rendez-le modifiable, puis relancez.",
    "unable to open": "Le carnet de notes ({where}) ne s'ouvre pas : vérifiez son dossier.",
    "connection to server": "Le serveur du carnet de notes ({where}) ne répond pas, ou refuse l'accès : vérifiez "
    "db_url dans nbgrader_config.py, puis relancez la même commande. Ce qui était noté l'est toujours. "
    "Il a répondu : {said}",
    "connection": "La connexion au carnet de notes ({where}) s'est interrompue : relancez la même commande. "
    "Ce qui était noté l'est toujours.",
    "does not exist": "Le carnet de notes ({where}) vient d'une autre version de nbgrader : lancez "
    "« nbgrader db upgrade ».",
    "permission denied": "Le compte de db_url n'a pas le droit d'écrire dans le carnet de notes ({where}) : "
    "donnez-le-lui, puis relancez.",
    "too long": "Le carnet de notes ({where}) refuse un nom trop long : 128 caractères au plus pour un étudiant.",
}


@contextlib.contextmanager
def one_sentence(course: Course) -> Iterator[None]:
    """Turn what a database refuses into one sentence (CourseError)."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except ModuleNotFoundError as error:  # SQLAlchemy loads what speaks to a server when it is asked to
        raise CourseError(
            f"Le carnet de notes ({shown_address(course)}) demande le paquet {error.name} : installez-le avec "
            f"« pip install {_DRIVERS.get(str(error.name), error.name)} »."
        ) from error
    except (DBAPIError, InvalidEntry) as error:
        said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
        for sign, sentence in _SENTENCES.items():
            if sign in said:
                raise CourseError(sentence.format(where=shown_address(course), said=said)) from error
        raise CourseError(f"Le carnet de notes refuse l'écriture : {said}.") from error
