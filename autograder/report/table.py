"""Marks as a table of text, for a spreadsheet or for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Literal

from autograder.course.say import printable
from autograder.gradebook.database import Mark
from course_utils.french import decimal

Separator = Literal[";", ","]
COLUMNS = ("étudiant", "chapitre", "note", "sur", "à voir")
_FORMULA = tuple("=+-@＝＋－＠")


def marks_table(marks: Iterable[Mark], separator: Separator = ";") -> str:
    """Return the marks as CSV, one row a submission, sorted; decimals are French unless commas separate columns.

    The mark is empty until a person decides. Every cell stands between quotation marks: a spreadsheet that expects
    another separator then takes no part of a name for a cell.
    """
    text = io.StringIO()
    rows = csv.writer(text, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for mark in sorted(marks, key=lambda mark: (mark.student, mark.chapter)):
        rows.writerow(
            (
                _harmless(mark.student),
                mark.chapter,
                "" if mark.told is None else _number(mark.told, separator),
                _number(mark.maximum, separator),
                "oui" if mark.needs_person else "non",
            )
        )
    return text.getvalue()


def _number(number: float, separator: Separator) -> str:
    return decimal(number).replace(",", ".") if separator == "," else decimal(number)


def _harmless(student: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula, nor a terminal for an order.

    Students choose their ids, instructors open the file.
    """
    shown = printable(student)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
