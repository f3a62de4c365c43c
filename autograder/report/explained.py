"""What `course explain` says of one exercise: the verdict, its private detail, and what is recorded."""

from __future__ import annotations

from autograder.course.folder import Course
from autograder.course.secret import EARLIER, course_salt, known_as, salt_known_as
from autograder.course.verdict import STATUS_FRENCH, Graded, Verdict
from course_utils.french import decimal


def explained_lines(graded: Graded, verdict: Verdict, before: Verdict | None) -> list[str]:
    """Return the lines on a verdict that was judged again, `before` being the one that is recorded, if any."""
    return [*_told(verdict, graded), *_difference(verdict, before)]


def secret_of(course: Course, recorded: Graded | None) -> tuple[str | None, str]:
    """Return the secret a work was graded with (None: the present one), and a sentence if it must be told."""
    if recorded is None or recorded.secret in ("", known_as(course_salt(course))):
        return None, ""
    salt = salt_known_as(course, recorded.secret)
    if salt is None:
        return None, f"Le secret de la notation n'est plus dans {EARLIER} : rejoué sur les entrées d'aujourd'hui."
    return salt, "Rejoué sur les entrées de la notation : le secret du cours a changé depuis."


def is_recorded_verdict(verdict: Verdict, before: Verdict | None) -> bool:
    """Tell whether nothing else is recorded than what was just judged."""
    return before is None or (before.status, before.points) == (verdict.status, verdict.points)


def _told(verdict: Verdict, graded: Graded) -> list[str]:
    points = "à décider" if verdict.points is None else decimal(verdict.points)
    lines = [
        f"{graded.student}, {graded.chapter}, {verdict.exercise} : {STATUS_FRENCH[verdict.status]}, "
        f"{points}/{decimal(verdict.maximum)}",
        f"L'étudiant lit : {verdict.sentence}",
        *_indented("Détail (pour vous seul) :", verdict.detail),
        f"Erreur reconnue : {verdict.mistake}" if verdict.mistake else "",
    ]
    return lines + [f"Remarque : {note}" for note in graded.notes]


def _indented(title: str, text: str) -> list[str]:
    """A text of several lines under its title: none of them passes for a line of ours."""
    first, *others = text.splitlines() or [""]
    return [f"{title} {first}", *(f"    {line}" for line in others)] if text else []


def _difference(verdict: Verdict, before: Verdict | None) -> list[str]:
    if before is None:
        return ["Ce travail n'est pas encore noté."]
    if is_recorded_verdict(verdict, before):
        return ["C'est le verdict enregistré."]
    points = "à décider" if before.points is None else decimal(before.points)
    return [
        f"Le verdict enregistré est différent ({STATUS_FRENCH[before.status]}, {points}) : lancez « course grade »."
    ]
