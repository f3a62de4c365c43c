"""`course feedback`: the students' pages, from what was graded."""

from __future__ import annotations

import argparse
import sys

from autograder.course.folder import Course, CourseError, chosen_chapters
from course_utils.french import typeset

SUMMARY = "Écrire les pages de retour des étudiants, à partir de ce qui est noté."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")
    parser.add_argument("--student", action="append", default=[], metavar="ÉTUDIANT", help="seulement cet étudiant")
    parser.add_argument("--force", action="store_true", help="récrire aussi les pages à jour")


def run(course: Course, options: argparse.Namespace) -> int:
    """Write the pages that are out of date; return 1 when a grading could not be read again."""
    from autograder.report.pages import write_pages

    chapters = chosen_chapters(course, options.chapters)
    pages = write_pages(course, chapters, options.student, force=options.force)
    if not (pages.written or pages.current or pages.unreadable):
        raise CourseError(_nothing(options))
    done = f"Pages écrites : {len(pages.written)} ; déjà à jour : {len(pages.current)}."
    print(typeset(f"{done} Elles sont dans {course.feedback}."))
    for one in pages.unreadable:
        print(typeset(f"À noter de nouveau (résultat illisible) : {one}."), file=sys.stderr)
    return 1 if pages.unreadable else 0


def _nothing(options: argparse.Namespace) -> str:
    whose = f" pour {', '.join(options.student)}" if options.student else ""
    what = f" de {', '.join(options.chapters)}" if options.chapters else ""
    return f"Rien n'est encore noté{what}{whose} : lancez d'abord « course grade »."
