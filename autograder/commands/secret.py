"""`course secret`: whether hidden tests draw inputs of this course's own, and new ones."""

from __future__ import annotations

import argparse
import sys

from autograder.course.folder import Course, CourseError
from autograder.course.say import say
from autograder.course.secret import EARLIER, FILE, course_salt, earlier_secrets, renew_secret
from course_utils.french import typeset

SUMMARY = "Changer les entrées que tirent les tests cachés, d'une année à l'autre."
_ASKED = "Tout ce qui est rendu sera noté à nouveau, sur d'autres entrées. Écrire un nouveau secret ? (oui/non) "


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new", action="store_true", help="écrire un nouveau secret : tout sera noté à nouveau")
    parser.add_argument("--yes", action="store_true", help="ne pas demander confirmation")


def run(course: Course, options: argparse.Namespace) -> int:
    if options.new:
        if not (options.yes or _agreed()):
            say("Rien n'a changé.")
            return 1
        renew_secret(course)
    if course_salt(course):
        say(f"Les tests cachés tirent des entrées propres à ce cours ({FILE}) : gardez ce fichier, et gardez-le privé.")
    else:
        say("Ce cours n'a pas de secret : ses tests cachés tirent les entrées d'origine. --new en écrit un.")
    for until, _ in earlier_secrets(course):
        say(f"Avant {until} : un autre, gardé dans {EARLIER} ; « course grade --as-of DATE » note avec lui.")
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise CourseError("Un nouveau secret fait noter toute la classe à nouveau : confirmez-le avec --yes.")
    return input(typeset(_ASKED)).strip().lower() in ("oui", "o")
