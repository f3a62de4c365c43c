"""Marks as a table of text, for a spreadsheet or for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Literal

from autograder.gradebook.database import Mark
from course_utils.french import decimal

Separator = Literal[";", ","]
COLUMNS = ("étudiant", "chapitre", "note", "sur", "à voir")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def marks_table(marks: Iterable[Mark], separator: Separator = ";") -> str:
    """Return the marks as CSV, one row a submission, sorted; decimals are French unless commas separate columns."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for mark in sorted(marks, key=lambda mark: (mark.student, mark.chapter)):
        rows.writerow(
            (
                _harmless(mark.student),
                mark.chapter,
                _number(mark.points, separator),
                _number(mark.maximum, separator),
                "oui" if mark.needs_person else "non",
            )
        )
    return text.getvalue()


def _number(number: float, separator: Separator) -> str:
    return decimal(number).replace(",", ".") if separator == "," else decimal(number)


def _harmless(student: str) -> str:
    """Return a text that no spreadsheet takes for a formula: students choose their ids, instructors open the file."""
    return f"'{student}" if student.startswith(_FORMULA) else student
