"""`course new`: the first lines of a chapter, with one exercise that works."""

from __future__ import annotations

import argparse
import re

from autograder.build.template import skeleton_answers, skeleton_text
from autograder.course.files import write_atomically
from autograder.course.folder import Course, CourseError
from autograder.course.say import say

SUMMARY = "Commencer un chapitre : un texte et des réponses à compléter."

_NAME = re.compile(r"[0-9]{2}_[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NN_NOM", help="nom du chapitre, par exemple 02_perceptron")
    parser.add_argument("--title", metavar="TITRE", help="titre du chapitre (par défaut : tiré du nom)")


def run(course: Course, options: argparse.Namespace) -> int:
    name: str = options.name
    if not _NAME.fullmatch(name):
        raise CourseError(
            f"« {name} » n'est pas un nom de chapitre : deux chiffres, un tiret bas, des minuscules sans accent "
            "(par exemple 02_perceptron)."
        )
    title = name[3:].replace("_", " ").capitalize() if options.title is None else " ".join(options.title.split())
    if not title:
        raise CourseError("Le titre est vide : donnez-le après --title, ou laissez cette option.")
    files = {
        course.notebooks / f"{name}.md": skeleton_text(name, title),
        course.answers / f"a{name}.py": skeleton_answers(name),
    }
    for path in files:
        if path.exists():
            raise CourseError(f"{path.relative_to(course.root)} existe déjà : choisissez un autre nom, ou modifiez-le.")
    for path, content in files.items():
        write_atomically(path, content.encode())
        say(f"écrit {path.relative_to(course.root)}")
    say(f"Ensuite : « course build {name} », puis « course prove {name} ».")
    return 0
