"""The `course` command: one module of `autograder.commands` a sub-command, loaded when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import Any

from autograder.course.folder import CourseError, open_course
from autograder.course.say import say
from course_utils.french import typeset

_COMMANDS = "commandes\N{NO-BREAK SPACE}"  # argparse adds the colon
COMMANDS = ("build", "new", "prove", "lab", "sync", "grade", "explain", "secret", "feedback", "export", "demo")

_FRENCH = {
    "usage: ": "usage : ",
    "options": "options\N{NO-BREAK SPACE}",
    "positional arguments": "arguments\N{NO-BREAK SPACE}",
    "show this help message and exit": "affiche cette aide",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s : %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)s n'est pas possible (au choix : %(choices)s)",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
    "expected one argument": "attend une valeur",
    "invalid %(type)s value: %(value)r": "%(value)r n'est pas une valeur possible",
    "ignored explicit argument %r": "ne prend pas de valeur (%r est en trop)",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s est ambigu (au choix : %(matches)s)",
}


def _in_french(text: str | None) -> str | None:
    return typeset(_FRENCH.get(text, text)) if text else text


class _Parser(argparse.ArgumentParser):
    """Gives every help text its typography, whichever command wrote it."""

    _mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[argparse.Namespace, list[str]]:  # type: ignore[override]
        """Take words and options in any order: argparse alone gives all the words before the first option, or none."""
        if self._subparsers is not None or self._mixing:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        self.usage = self.format_usage().removeprefix(str(_in_french("usage: ")))  # argparse cuts the English word off
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing, self.usage = False, None

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        if settings.get("help"):
            settings["help"] = typeset(settings["help"])
        return super().add_argument(*names, **settings)


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Return the command's parser; only the module of the sub-command `asked` is imported (all when None)."""
    argparse._ = _in_french  # type: ignore[attr-defined]  # argparse takes all its own sentences from this name
    main = _Parser(prog="course", description=typeset("Construire, noter et suivre un cours."))
    main.add_argument(
        "--root", type=Path, default=Path("."), metavar="DOSSIER", help="dossier du cours (par défaut : ici)"
    )
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMANDE", title=_COMMANDS)
    for name in COMMANDS:
        if asked in (None, name):
            module = importlib.import_module(f"autograder.commands.{name}")
            summary = typeset(module.SUMMARY)
            module.arguments(commands.add_parser(name, help=summary, description=summary))
        else:
            commands.add_parser(name)
    return main


def _asked(words: list[str]) -> str | None:
    """Return the first word that names a command; what follows --root names a folder."""
    before = ["", *words]
    return next((word for place, word in enumerate(words) if word in COMMANDS and before[place] != "--root"), None)


def main(arguments: list[str] | None = None) -> int:
    """Run `course`; return 0 when all is well, 1 when something needs a look, 2 on bad input, 130 when stopped."""
    words = sys.argv[1:] if arguments is None else arguments
    options = parser(_asked(words)).parse_args(words)
    module = importlib.import_module(f"autograder.commands.{options.command}")
    try:
        from course_utils.chapters.stored import EXTRA_FOLDER

        course = open_course(options.root)
        os.environ[EXTRA_FOLDER] = str(course.stored)  # a course may stand elsewhere than the installed course_utils
        code: int = module.run(course, options)
        sys.stdout.flush()  # a reader that has gone is noticed here, not when Python ends
        return code
    except CourseError as error:
        say(str(error), error=True)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        say("Arrêté à votre demande : la même commande reprendra où elle en était.", error=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
