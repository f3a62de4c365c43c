"""French typography, applied once to every text that a student or an instructor reads."""

from __future__ import annotations

import re

NARROW = "\u202f"
NO_BREAK = "\u00a0"

# What typography must leave alone: fenced code, inline code, formulas, HTML tags, link targets and bare URLs.
_LITERAL = re.compile(
    r"```.*?```|~~~.*?~~~|``.+?``|`[^`]*`|\$\$.*?\$\$|\$[^$\n]+\$|<!--.*?-->|</?[A-Za-z][^>]*>|\]\([^)]*\)|\b\w+://\S+"
    r"|\ue000",  # and the sign below, should a text hold it
    re.DOTALL,
)
_HIDDEN = "\ue000"  # stands for a literal while the rules run, so that they see what precedes and follows it
_RULES = [
    (re.compile(rf"(?<=\w)'(?=\*{{0,3}}[\w{_HIDDEN}«])"), "\N{RIGHT SINGLE QUOTATION MARK}"),  # stress may follow
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NO_BREAK),
    (re.compile(r"[ \u00a0\u202f]*»"), NO_BREAK + "»"),
    (re.compile(r"(?<=\S)[ \u00a0]+(?=[;!?])"), NARROW),
    (re.compile(r"(?<=\S)[ \u202f]+(?=:(?:\s|$|[*_»]))"), NO_BREAK),
    (re.compile(r"(?<=\d)[ \u00a0]+(?=%)"), NO_BREAK),
]


def typeset(text: str) -> str:
    """Return `text` with French spacing and apostrophes; code, formulas, tags and addresses are left as they are.

    A second application changes nothing. Apostrophes are curled between two letters only, so that a
    quotation in a programming language keeps its own.
    """
    literals: list[str] = []

    def hide(literal: re.Match[str]) -> str:
        literals.append(literal.group())
        return _HIDDEN

    prose = _LITERAL.sub(hide, text)
    for pattern, replacement in _RULES:
        prose = pattern.sub(replacement, prose)
    return re.sub(_HIDDEN, lambda _: literals.pop(0), prose)


def decimal(number: float) -> str:
    """Return a mark the French way: 4.5 → « 4,5 », 3.0 → « 3 » (two decimals at most)."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".").replace(".", ",")  # no « -0 »


def rounded(number: float, decimals: int) -> str:
    """Return a number the French way, with a true minus sign and `decimals` decimals at most: -0.25 → « −0,25 »."""
    text = f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    return ("0" if text in ("", "-0") else text).replace("-", "\N{MINUS SIGN}").replace(".", ",")


def power_of_ten(power: int) -> str:
    """Return 10 with its exponent in raised digits: -3 → « 10⁻³ ». A plain text is drawn much faster than a formula."""
    return "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
