"""Hints: a numbered list of the author's becomes steps folded one in the other, shown one at a time without code."""

from __future__ import annotations

import re

from autograder.build.text import Text, TextCell
from course_utils.french import typeset

_STEP = re.compile(r"(\d+)\.\s+(.*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_FEWEST, _MOST = 2, 3
_LIST = f"une liste numérotée de {_FEWEST} ou {_MOST} pas (`1. …`, `2. …`)"


def hint_steps(text: Text, cell: TextCell) -> list[str]:
    """Return the steps of a hints cell, as Markdown; raise AuthorError unless it is a numbered list of 2 or 3."""
    steps: list[list[str]] = []
    indent, mark = 0, ""
    for number, line in enumerate(cell.source.split("\n"), start=1):
        found = None if mark else _STEP.match(line)
        if found:
            if int(found[1]) != len(steps) + 1:
                text.refuse_cell(cell, f"ce pas porte le numéro {found[1]} : on attend {len(steps) + 1}.", number)
            indent = found.start(2)
            steps.append([found[2]])
        elif steps and (not line.strip() or line[:indent].isspace()):
            steps[-1].append(line[indent:])
        elif line.strip():
            text.refuse_cell(
                cell, f"les indices sont {_LIST} et rien d'autre ; la suite d'un pas s'écrit en retrait.", number
            )
        if fence := _FENCE.match(line):
            mark = "" if mark and fence[1].startswith(mark) else mark or fence[1]
    if not _FEWEST <= len(steps) <= _MOST:
        text.refuse_cell(cell, f"les indices sont {_LIST} : celui-ci en a {len(steps)}.")
    return ["\n".join(lines).strip() for lines in steps]


def hints_source(steps: list[str]) -> str:
    """Return the Markdown of a hints cell: « Indice 1 » holds its step and « Indice 2 », and so on.

    Blank lines around the tags make every Markdown reader take what they hold for Markdown.
    """
    opened = [f"<details>\n<summary>Indice {number}</summary>\n\n{step}" for number, step in enumerate(steps, start=1)]
    return typeset("\n\n".join(opened + ["</details>"] * len(steps)))


def check_hints(text: Text) -> None:
    """Raise AuthorError when hints cannot be read, are of no exercise, or are a second cell for the same one."""
    exercises = {cell.exercise for cell in text.cells if cell.role in ("stub+solution", "manual")}
    seen: dict[str, TextCell] = {}
    for cell in text.cells:
        if cell.role != "hints":
            continue
        hint_steps(text, cell)
        if cell.exercise not in exercises:
            text.refuse_cell(cell, f"ces indices sont ceux de « {cell.exercise} », qui n'est pas un exercice d'ici.")
        if before := seen.get(cell.exercise):
            text.refuse_cell(cell, f"« {cell.exercise} » a déjà ses indices, ligne {before.line} : réunissez-les.")
        seen[cell.exercise] = cell
