"""`course lab`: JupyterLab on the reader's own copy of the chapters."""

from __future__ import annotations

import argparse

from autograder.course.folder import Course, chosen_chapters
from autograder.course.say import say
from autograder.lab.copies import FOLDER, copy_for_reader, copy_glossary
from autograder.lab.jupyter import open_lab
from autograder.lab.welcome import PAGE, write_welcome

SUMMARY = "Ouvrir le cours dans JupyterLab, sur votre copie des notebooks."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "chapter", nargs="?", metavar="CHAPITRE", help="le chapitre à ouvrir (par défaut : la page d'accueil)"
    )
    parser.add_argument("--port", type=int, default=8888, help="port du serveur (le suivant s'il est pris)")
    parser.add_argument("--no-browser", action="store_true", help="n'ouvre pas le navigateur")


def run(course: Course, options: argparse.Namespace) -> int:
    for chapter in chosen_chapters(course, [options.chapter] if options.chapter else []):
        if told := copy_for_reader(course, chapter):
            say(told)
    copy_glossary(course)
    write_welcome(course)
    page = f"{options.chapter}/{options.chapter}.ipynb" if options.chapter else PAGE
    open_lab(course.root / FOLDER, page, options.port, browser=not options.no_browser)
    return 0
