"""The `course` command: one module of `autograder.commands` a sub-command, loaded when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

from autograder.course import CourseError, open_course
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
}


def _in_french(text: str | None) -> str | None:
    return typeset(_FRENCH.get(text, text)) if text else text


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Return the command's parser; only the module of the sub-command `asked` is imported (all when None)."""
    argparse._ = _in_french  # type: ignore[attr-defined]  # argparse takes all its own sentences from this name
    main = argparse.ArgumentParser(prog="course", description=typeset("Construire, noter et suivre un cours."))
    main.add_argument("--root", type=Path, default=Path("."), help=typeset("dossier du cours (par défaut : ici)"))
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMANDE", title=_COMMANDS)
    for name in COMMANDS:
        if asked in (None, name):
            module = importlib.import_module(f"autograder.commands.{name}")
            summary = typeset(module.SUMMARY)
            module.arguments(commands.add_parser(name, help=summary, description=summary))
        else:
            commands.add_parser(name)
    return main


def main(arguments: list[str] | None = None) -> int:
    """Run `course`; return 0 when all is well, 1 when something needs a look, 2 on bad input, 130 when stopped."""
    words = sys.argv[1:] if arguments is None else arguments
    asked = next((word for word in words if word in COMMANDS), None)
    options = parser(asked).parse_args(words)
    module = importlib.import_module(f"autograder.commands.{options.command}")
    try:
        from course_utils.checks.stored import EXTRA_FOLDER

        course = open_course(options.root)
        os.environ[EXTRA_FOLDER] = str(course.stored)  # a course may stand elsewhere than the installed course_utils
        return module.run(course, options)
    except CourseError as error:
        print(typeset(str(error)), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(typeset("\nArrêté à votre demande : la même commande reprendra où elle en était."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
