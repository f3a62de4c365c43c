"""nbgrader's gradebook: opening it, and one commit a submission.

Nothing else of the project opens a gradebook: a second connection that writes while this one has a transaction open
would lock an SQLite file. nbgrader is imported inside the functions: see `autograder.gradebook.lighter`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.chapter import CHECKS, exercise_of
from autograder.course.folder import Course, CourseError
from autograder.course.verdict import Graded, Verdict, needs_person, undecided
from autograder.gradebook.lateness import course_config, late_penalty, late_rule, score_of, set_date
from autograder.gradebook.lighter import nbgrader_api

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy.orm import Session

NO_ANSWER = "Pas de réponse."
PATIENCE = 30.0


@dataclass(frozen=True)
class Mark:
    """The mark of one submission as the gradebook has it now, manual scores and late penalty included.

    `needs_person`: it is not final, since `waiting` exercises are to be marked by hand, or since it is `undecided`:
    the work is flagged, or nothing could judge its code. `points` is then what a sum gives, and no mark: see `told`.
    """

    student: str
    chapter: str
    points: float
    maximum: float
    penalty: float
    needs_person: bool
    undecided: bool = False
    waiting: int = 0
    by_hand: bool = False

    @property
    def told(self) -> float | None:
        """The mark as it may be told: None, never 0, until a person decides."""
        return None if self.undecided else self.points


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
    if not create and not gradebook_exists(course):
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


def record(gradebook: Gradebook, graded: Graded, *, flag_was_ours: bool = False) -> None:
    """Write one graded submission, in one commit; what a person gave (scores, bonus, comments) is kept.

    A flag stays unless an earlier grading put it there: `flag_was_ours`, or what the gradebook says of our failures.
    As nbgrader does, an exercise that was marked by hand asks to be looked at again after a new grading.
    Raises CourseError when the chapter in the gradebook is not the one that was graded.
    """
    with transaction(gradebook) as session:
        submitted = _submitted_notebook(session, graded)
        readable = set_date(session.info["course"], submitted, graded.timestamp)
        verdicts = {verdict.exercise: verdict for verdict in graded.verdicts}
        grades = {exercise_of(grade.cell.name): grade for grade in submitted.grades}
        comments = {exercise_of(comment.cell.name): comment for comment in submitted.comments}
        if grades.keys() != verdicts.keys():
            raise _not_in_step(graded.chapter)

        were_ours = any(_our_fault(grades[name], comments.get(name)) for name in grades)
        for name, verdict in verdicts.items():
            grade = grades[name]
            grade.auto_score = None if needs_person(verdict) else verdict.points
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            if name in comments:
                comments[name].auto_comment = _public(verdict)
        if undecided(graded) or not readable:
            submitted.flagged = True
        elif were_ours or flag_was_ours:
            submitted.flagged = False
        submitted.late_submission_penalty = late_penalty(late_rule(session.info["course"]), submitted)


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
            points=None if grade.manual_score is None and grade.auto_score is None else score_of(grade),
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


def gradebook_exists(course: Course) -> bool:
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
    from sqlalchemy import func, select

    models = nbgrader_api()
    notebook, assignment = models.SubmittedNotebook, models.SubmittedAssignment
    of_it = select(models.Grade.id).join(models.Grade.cell).where(models.Grade.notebook_id == notebook.id)
    given = models.Grade.manual_score.is_not(None)
    unjudged = of_it.where(models.Grade.auto_score.is_(None), ~given, models.GradeCell.name.like(f"%{CHECKS}"))
    helped = of_it.where(given | (models.Grade.extra_credit != 0))
    waiting = select(func.count(models.Grade.id)).where(
        models.Grade.notebook_id == notebook.id, models.Grade.needs_manual_grade
    )
    rows = (
        select(
            assignment.student_id,
            notebook.score,
            notebook.max_score,
            notebook.late_submission_penalty,
            notebook.flagged,
            unjudged.correlate(notebook).exists(),
            waiting.correlate(notebook).scalar_subquery(),
            helped.correlate(notebook).exists(),
        )
        .join(assignment, notebook.assignment_id == assignment.id)
        .join(models.Assignment, assignment.assignment_id == models.Assignment.id)
        .where(models.Assignment.name == chapter)
        .order_by(assignment.student_id)
    )
    if student is not None:
        rows = rows.where(assignment.student_id == student)
    return [
        Mark(
            student=who,
            chapter=chapter,
            points=max(0.0, score - (penalty or 0.0)),
            maximum=maximum,
            penalty=penalty or 0.0,
            needs_person=bool(waits or flagged or unjudged),
            undecided=bool(flagged or unjudged),
            waiting=waits,
            by_hand=by_hand,
        )
        for who, score, maximum, penalty, flagged, unjudged, waits, by_hand in gradebook.db.execute(rows)
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


def _not_in_step(chapter: str) -> CourseError:
    return CourseError(
        f"Le chapitre {chapter} du carnet de notes n'est pas celui qui a été noté : lancez « course sync {chapter} »."
    )


def _course_id(course: Course) -> str:
    from nbgrader.coursedir import CourseDirectory

    return CourseDirectory(config=course_config(course), root=str(course.root)).course_id


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
