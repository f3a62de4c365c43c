"""A question, its choices, and how both read: what a quiz is made of, live or still."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from course_utils.french import typeset

RIGHT, WRONG = "Juste.", "Pas tout à fait."
_CODE_OR_FORMULA = re.compile(r"(`[^`]+`|\$[^$\n]+\$)")


@dataclass(frozen=True)
class Option:
    """One answer to a question, and `why` it is right or not; texts hold `code`, $formulas$, *and* **stress**."""

    text: str
    why: str
    right: bool


@dataclass(frozen=True)
class Question:
    """A question, one of whose choices is right."""

    text: str
    choices: tuple[Option, ...]


def as_html(text: str) -> str:
    """Return a text of the quiz as HTML: `code`, *stress* and **stress**; formulas are left to the page."""
    parts = _CODE_OR_FORMULA.split(text)
    return "".join(_literal(part) if position % 2 else _prose(part) for position, part in enumerate(parts))


def told(choice: Option) -> str:
    """Return as HTML what is read when `choice` is picked."""
    return f"<strong>{html.escape(typeset(RIGHT if choice.right else WRONG))}</strong> {as_html(choice.why)}"


def _literal(part: str) -> str:
    return f"<code>{html.escape(part[1:-1])}</code>" if part.startswith("`") else html.escape(part, quote=False)


def _prose(part: str) -> str:
    stressed = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(part, quote=False))
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", stressed).replace("\n", "<br>")
