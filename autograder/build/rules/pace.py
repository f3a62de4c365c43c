"""The pace of a chapter: minutes under each numbered section, and places to stop at."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NoReturn

from autograder.build.text import Text, TextCell
from course_utils.french import decimal

LONGEST = 60  # minutes without a place to stop at
_SECTION = re.compile(r"## \d+\. ")
_MINUTES = re.compile(r"\*Environ (\d+) minutes?\.\*$")
_LIKE_MINUTES = re.compile(r"[*_]+\s*[Ee]nviron \d+ min")
_PAUSE = re.compile(r"\*\*Pause ici\.\*\*(.*)$")


def check_pace(text: Text) -> None:
    """Raise AuthorError when the minutes of the sections are not those of the header, or nobody says where to stop.

    A chapter without numbered sections has no minutes to give.
    """
    minutes = list(_minutes(text))
    pauses = _count_pauses(text)
    total = text.header.reading + text.header.doing
    if not minutes:
        return
    if sum(minutes) != total:
        text.refuse(
            text.header.line,
            f"les sections font {sum(minutes)} minutes et l'en-tête en annonce {decimal(total)} (lire et faire).",
        )
    if pauses < (wanted := math.ceil(total / LONGEST) - 1):
        text.refuse(
            text.header.line,
            f"{decimal(total)} minutes demandent au moins {wanted} lignes `**Pause ici.** …`, une toutes les 40 à "
            f"{LONGEST} minutes : il y en a {pauses}.",
        )


def _minutes(text: Text) -> Iterator[int]:
    """Yield the minutes under each numbered section."""
    awaited: tuple[TextCell, int] | None = None
    for cell, number, line in _lines(text):
        found = _MINUTES.match(line)
        if awaited and line.strip():
            if not found:
                _refuse_silent(text, *awaited)
            awaited = None
            yield int(found[1])
        elif _LIKE_MINUTES.match(line):
            text.refuse_cell(
                cell, "`*Environ 12 minutes.*` se place juste sous le titre d'une section numérotée.", number
            )
        if _SECTION.match(line):
            awaited = cell, number
    if awaited:
        _refuse_silent(text, *awaited)


def _refuse_silent(text: Text, cell: TextCell, number: int) -> NoReturn:
    text.refuse_cell(cell, "sous ce titre vient une ligne `*Environ 12 minutes.*` : ajoutez-la.", number)


def _count_pauses(text: Text) -> int:
    found = [(cell, number, pause[1]) for cell, number, line in _lines(text) if (pause := _PAUSE.match(line))]
    for cell, number, said in found:
        if not said.strip():
            text.refuse_cell(cell, "`**Pause ici.**` est suivi d'une phrase : ce qui est acquis, ce qui vient.", number)
    return len(found)


def _lines(text: Text) -> Iterator[tuple[TextCell, int, str]]:
    """Yield (cell, line in it from 1, text) of the Markdown outside fenced code; a cell of code is one blank line."""
    for cell in text.cells:
        if cell.kind == "code":
            yield cell, 1, "```"
            continue
        fenced = False
        for number, line in enumerate(cell.source.split("\n"), start=1):
            fenced ^= line.lstrip().startswith("```")
            if not fenced:
                yield cell, number, line
