"""`course export`: the marks, for other programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from autograder.course.folder import Course, CourseError, chosen_chapters
from autograder.course.say import say

SUMMARY = "Exporter les notes."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=("csv",), metavar="FORMAT", help="csv")
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")
    parser.add_argument("--output", type=Path, metavar="FICHIER", help="par défaut : la sortie standard")
    parser.add_argument(
        "--separator",
        choices=(";", ","),
        default=";",
        metavar="SIGNE",
        help="« ; » et virgules décimales (par défaut), ou « , » et points décimaux",
    )


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.course.files import write_atomically
    from autograder.gradebook.database import marks, open_gradebook
    from autograder.report.table import marks_table

    chapters = chosen_chapters(course, options.chapters)
    with open_gradebook(course, create=False) as gradebook:
        rows = [mark for chapter in chapters for mark in marks(gradebook, chapter)]
    if not rows:
        what = f" de {', '.join(options.chapters)}" if options.chapters else ""
        raise CourseError(f"Rien n'est encore noté{what} : lancez d'abord « course grade ».")

    table = marks_table(rows, options.separator)
    if options.output is None:
        sys.stdout.write(table.replace("\r\n", "\n"))
    else:
        write_atomically(options.output, table.encode("utf-8-sig"))  # with a mark, without which Excel reads Latin-1
        say(f"Notes écrites dans {options.output} : {len(rows)}.", error=True)
    if undecided := sum(row.undecided for row in rows):
        say(f"Sans note tant qu'une personne n'a pas décidé : {undecided} (colonne « à voir »).", error=True)
    return 0
