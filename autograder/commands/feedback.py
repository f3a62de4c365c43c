"""`course feedback`: the students' pages, from what was graded."""

from __future__ import annotations

import argparse

from autograder.course.folder import Course, CourseError, check_students, chosen_chapters
from autograder.course.say import say

SUMMARY = "Écrire les pages de retour des étudiants, à partir de ce qui est noté."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")
    parser.add_argument("--student", action="append", default=[], metavar="ÉTUDIANT", help="seulement cet étudiant")
    parser.add_argument("--force", action="store_true", help="récrire aussi les pages à jour")


def run(course: Course, options: argparse.Namespace) -> int:
    """Write the pages that are out of date; return 1 when a grading could not be read again."""
    from autograder.gradebook.roster import kept_students
    from autograder.report.pages import write_pages

    chapters = chosen_chapters(course, options.chapters)
    check_students(options.student, kept_students(course), "ce qui est noté")
    pages = write_pages(course, chapters, options.student, force=options.force)
    if not (pages.written or pages.current or pages.unreadable or pages.removed):
        raise CourseError(_nothing(options))
    done = f"Pages écrites : {len(pages.written)} ; déjà à jour : {len(pages.current)}."
    say(f"{done} Elles sont dans {course.feedback}.")
    for one in pages.unreadable:
        say(f"À noter de nouveau (résultat illisible) : {one}.", error=True)
    for one in pages.removed:
        say(f"Sans page, car retiré du carnet de notes : {one}.", error=True)
    return 1 if pages.unreadable else 0


def _nothing(options: argparse.Namespace) -> str:
    whose = f" pour {', '.join(options.student)}" if options.student else ""
    what = f" de {', '.join(options.chapters)}" if options.chapters else ""
    return f"Rien n'est encore noté{what}{whose} : lancez d'abord « course grade »."
