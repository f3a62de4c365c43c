"""Marks as a table of text, for a spreadsheet or for a program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Literal

from autograder.gradebook.database import Mark
from course_utils.french import decimal

Separator = Literal[";", ","]
COLUMNS = ("étudiant", "chapitre", "note", "sur", "à voir")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # by a terminal; no file takes the last


def marks_table(marks: Iterable[Mark], separator: Separator = ";", *, quoted: bool = False) -> str:
    """Return the marks as CSV, one row a submission, sorted; decimals are French unless commas separate columns.

    The mark is empty until a person decides. `quoted` puts every cell between quotation marks: a spreadsheet that
    expects another separator then takes no part of a name for a cell.
    """
    text = io.StringIO()
    rows = csv.writer(
        text, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
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
    """Return a text that no spreadsheet takes for a formula: students choose their ids, instructors open the file."""
    shown = _OBEYED.sub("\N{REPLACEMENT CHARACTER}", student)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
