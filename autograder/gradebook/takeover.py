"""nbgrader's « Autograde » and « Generate Feedback », taken over: both do what `course grade` and `course feedback` do.

nbgrader makes a converter's exporter before it touches anything, and its class is a setting (`nbgrader_config.py`):
that is where the course's command runs instead, in a process of its own, and leaves nbgrader nothing to convert.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters.base import NbGraderException

import autograder
from course_utils.french import typeset

# Python leaves an error that nobody caught with 1, which from `course` means another thing.
_PROGRAM = """
import sys
try:
    from autograder.cli import main
    code = main(sys.argv[1:])
except Exception as error:
    print(f"{type(error).__name__}: {error}", file=sys.stderr)
    code = 2
sys.exit(code)
"""
_FAILED = 2  # the exit code of a `course` command that could not do its work; 1 says that a person must look


class _Course(NotebookExporter):
    """An exporter that is made by running `command` on what its converter was asked to convert."""

    command = ""

    def __init__(self, parent: Any = None, **settings: Any) -> None:
        super().__init__(parent=parent, **settings)
        said, code = _run(self.command, parent)
        if code >= _FAILED or code < 0:
            line = said.strip().splitlines()[-1] if said.strip() else f"code {code}"
            refusal = typeset(f"« course {self.command} » n'a pas abouti : {line}")
            parent.log.error(refusal)
            raise NbGraderException(refusal)
        parent.log.info("%s\n%s", typeset(f"« course {self.command} » a été lancé à la place de nbgrader :"), said)
        parent.assignments = {}


class CourseGrade(_Course):
    """Grades in the sandbox."""

    command = "grade"


class CourseFeedback(_Course):
    """Writes the course's own pages."""

    command = "feedback"


def _run(command: str, converter: Any) -> tuple[str, int]:
    """Run a `course` command on the submissions that the converter has found; return what it said and its code."""
    place = converter.coursedir
    words = [sys.executable, "-c", _PROGRAM, "--root", os.path.abspath(place.root), command, place.assignment_id]
    if place.student_id != "*":
        for student in _students(converter):
            words.append(f"--student={student}")
    if converter.force:
        words.append("--force")
    # Python looks for packages in its folder first: a course may hold a `course_utils` that is data alone.
    packages = Path(autograder.__file__).parents[1]
    ended = subprocess.run(words, cwd=packages, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr, ended.returncode


def _students(converter: Any) -> list[str]:
    """Return whose work it is: nbgrader's option may name several, as file names do."""
    names = set()
    for notebooks in converter.assignments.values():
        for notebook in notebooks:
            names.add(converter.init_single_notebook_resources(notebook)["nbgrader"]["student"])
    return sorted(names)
