"""`course explain`: one exercise of one student judged again, with what only the instructor may read."""

from __future__ import annotations

import argparse
import json

from autograder.course.chapter import Chapter, load_chapter
from autograder.course.folder import Course, CourseError, chosen_chapters
from autograder.course.verdict import STATUS_FRENCH, Graded, Verdict
from autograder.run.isolation import WISHES, isolation
from course_utils.french import decimal, typeset

SUMMARY = "Rejouer un exercice d'un étudiant, avec le détail réservé à l'enseignant."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("student", metavar="ÉTUDIANT", help="identifiant de l'étudiant")
    parser.add_argument("exercise", metavar="EXERCICE", help="identifiant de l'exercice")
    parser.add_argument("--chapter", metavar="CHAPITRE", help="si plusieurs chapitres ont un exercice de ce nom")
    parser.add_argument("--sandbox", choices=WISHES, default="strict", help="isolement, comme pour « course grade »")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    """Print the verdict and its private detail; return 1 when it is not the one that is recorded."""
    from autograder.gradebook.kept import load_graded

    isolated, warning = isolation(options.sandbox)
    chapter = _chapter_of(course, options.exercise, options.chapter)
    graded = _judge(course, chapter, options.student, isolated)
    verdict = _of(graded, options.exercise)
    recorded = load_graded(course, options.student, chapter.name)
    before = _of(recorded, options.exercise) if recorded is not None else None
    if options.json:
        print(json.dumps({"verdict": vars(verdict), "recorded": vars(before) if before else None}, ensure_ascii=False))
    else:
        lines = [warning, *_told(chapter, verdict, graded), *_difference(verdict, before)]
        print(typeset("\n".join(line for line in lines if line)))
    return 1 if before is not None and (before.status, before.points) != (verdict.status, verdict.points) else 0


def _chapter_of(course: Course, exercise: str, wanted: str | None) -> Chapter:
    chapters = [load_chapter(course, name) for name in chosen_chapters(course, [wanted] if wanted else [])]
    found = [chapter for chapter in chapters if exercise in [one.id for one in chapter.exercises]]
    if not found:
        known = ", ".join(one.id for chapter in chapters for one in chapter.exercises)
        raise CourseError(f"Il n'y a pas d'exercice « {exercise} » : il y a {known}.")
    if len(found) > 1:
        names = ", ".join(chapter.name for chapter in found)
        raise CourseError(f"Plusieurs chapitres ont un exercice « {exercise} » : précisez --chapter ({names}).")
    return found[0]


def _judge(course: Course, chapter: Chapter, student: str, isolated: bool) -> Graded:
    from autograder.submissions.find import find_submissions
    from autograder.submissions.worker import Job, Worker

    submission = next((one for one in find_submissions(course, chapter.name) if one.student == student), None)
    if submission is None:
        raise CourseError(f"« {student} » n'a rien rendu pour {chapter.name} : regardez {course.submitted}.")
    with Worker(Job(course.root, chapter.name, isolated)) as worker:
        return worker.grade(submission)


def _of(graded: Graded, exercise: str) -> Verdict:
    return next(verdict for verdict in graded.verdicts if verdict.exercise == exercise)


def _told(chapter: Chapter, verdict: Verdict, graded: Graded) -> list[str]:
    points = "à décider" if verdict.points is None else decimal(verdict.points)
    lines = [
        f"{graded.student}, {chapter.name}, {verdict.exercise} : {STATUS_FRENCH[verdict.status]}, "
        f"{points}/{decimal(verdict.maximum)}",
        f"L'étudiant lit : {verdict.sentence}",
        f"Détail (pour vous seul) : {verdict.detail}" if verdict.detail else "",
        f"Erreur reconnue : {verdict.mistake}" if verdict.mistake else "",
    ]
    return lines + [f"Remarque : {note}" for note in graded.notes]


def _difference(verdict: Verdict, before: Verdict | None) -> list[str]:
    if before is None:
        return ["Ce travail n'est pas encore noté."]
    if (before.status, before.points) == (verdict.status, verdict.points):
        return ["C'est le verdict enregistré."]
    points = "à décider" if before.points is None else decimal(before.points)
    return [
        f"Le verdict enregistré est différent ({STATUS_FRENCH[before.status]}, {points}) : lancez « course grade »."
    ]
