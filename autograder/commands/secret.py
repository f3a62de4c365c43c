"""`course secret`: whether hidden tests draw inputs of this course's own, and new ones."""

from __future__ import annotations

import argparse

from autograder.course.folder import Course
from autograder.course.secret import FILE, course_salt, renew_secret
from course_utils.french import typeset

SUMMARY = "Changer les entrées que tirent les tests cachés, d'une année à l'autre."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new", action="store_true", help="écrire un nouveau secret : tout sera noté à nouveau")


def run(course: Course, options: argparse.Namespace) -> int:
    if options.new:
        renew_secret(course)
    if course_salt(course):
        told = (
            f"Les tests cachés tirent des entrées propres à ce cours ({FILE}) : gardez ce fichier, et gardez-le privé."
        )
    else:
        told = "Ce cours n'a pas de secret : ses tests cachés tirent les entrées d'origine. --new en écrit un."
    print(typeset(told))
    return 0
