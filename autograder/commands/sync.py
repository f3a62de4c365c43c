"""`course sync`: chapters into nbgrader's gradebook, so that nbgrader's own commands work too."""

from __future__ import annotations

import argparse

from autograder.course.folder import Course, chosen_chapters
from autograder.course.say import say

SUMMARY = "Écrire les chapitres dans le carnet de notes de nbgrader."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.course.chapter import load_chapter
    from autograder.gradebook.database import open_gradebook
    from autograder.gradebook.sync import sync_chapter

    names = chosen_chapters(course, options.chapters)
    for name in names:
        load_chapter(course, name)  # what is not built is said before a gradebook is made
    with open_gradebook(course) as gradebook:
        for name in names:
            for note in sync_chapter(gradebook, course, name) or [f"{name} : déjà à jour."]:
                say(note)
    return 0
