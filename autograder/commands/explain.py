"""`course explain`: one exercise of one student judged again, with what only the instructor may read."""

from __future__ import annotations

import argparse

from autograder.course.chapter import chapter_with
from autograder.course.folder import Course, check_students
from autograder.course.say import say, say_as_data
from autograder.run.isolation import WISHES, isolation

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
    from autograder.report.explained import explained_lines, is_recorded_verdict, secret_of
    from autograder.submissions.find import find_students
    from autograder.submissions.worker import grade_one

    isolated, warning = isolation(options.sandbox)
    chapter = chapter_with(course, options.exercise, options.chapter)
    check_students([options.student], find_students(course), "submitted/")
    recorded = load_graded(course, options.student, chapter.name)
    salt, told = secret_of(course, recorded)  # the inputs that the work met
    graded = grade_one(course, chapter.name, options.student, isolated=isolated, salt=salt)
    verdict = graded.verdict_on(options.exercise)
    before = recorded.verdict_on(options.exercise) if recorded else None
    assert verdict is not None, "the chapter has this exercise"
    if options.json:
        say_as_data({"verdict": vars(verdict), "recorded": vars(before) if before else None})
    else:
        for line in filter(None, [warning, told, *explained_lines(graded, verdict, before)]):
            say(line)
    return 0 if is_recorded_verdict(verdict, before) else 1
