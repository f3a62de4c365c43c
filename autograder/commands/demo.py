"""`course demo`: a class of imaginary students, handed in, graded, marked and given feedback, end to end."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.course.folder import Course, CourseError, chosen_chapters
from autograder.course.say import say, say_as_data
from autograder.run.isolation import WISHES, isolation

SUMMARY = "Noter de bout en bout une classe d'étudiants imaginaires."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "chapters", nargs="*", metavar="CHAPITRE", help="ces chapitres, avec toutes leurs erreurs connues"
    )
    parser.add_argument("--all", action="store_true", help="tous les chapitres, avec toutes leurs erreurs connues")
    parser.add_argument("--sandbox", choices=WISHES, default="auto", help="isolement du code")
    parser.add_argument("--folder", type=Path, metavar="DOSSIER", help="où jouer la démonstration (par défaut : demo)")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    """Play the demonstration, each chapter's table as soon as it is there; return 1 when a mark is not deserved."""
    from autograder.demo import results
    from autograder.demo.classes import telling_chapters
    from autograder.demo.play import play
    from autograder.demo.stage import make_stage

    if options.all and options.chapters:
        raise CourseError("--all joue tous les chapitres : retirez-le, ou n'en nommez aucun.")
    whole = options.all or bool(options.chapters)
    chapters = chosen_chapters(course, options.chapters) if whole else telling_chapters(course)
    if not chapters:
        raise CourseError("Il n'y a pas encore de chapitre à noter : « course new 00_debut » en commence un.")
    isolated, warning = isolation(options.sandbox)
    if warning:
        say(warning, error=True)
    stage = make_stage(course, (options.folder or course.root / "demo").resolve())
    tell = (lambda line: None) if options.json else say
    if not whole:
        tell(results.small_beginning(chapters))
    shown = []
    for played in play(course, stage, chapters, whole=whole, isolated=isolated):
        for line in (results.whole_table if whole else results.small_table)(played):
            tell(line)
        shown.append(played)
    for line in [results.whole_end(stage)] if whole else results.small_end(stage, shown):
        tell(line)
    if options.json:
        say_as_data(results.as_records(shown))
    return 0 if all(row.deserved for played in shown for row in played.rows) else 1
