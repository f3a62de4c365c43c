"""What a command prints: French typography, and nothing that a terminal would obey."""

from __future__ import annotations

import json
import sys
import unicodedata

from course_utils.french import typeset

# Of no width or no line of their own: they would reorder a name, hide it, or begin a line that we did not write.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_KEPT = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")


def printable(text: str) -> str:
    """Return `text` on one line that any terminal shows as it is: names and messages are a student's to choose."""
    return "".join(_shown(sign) for sign in text)


def say(line: str = "", *, error: bool = False) -> None:
    """Print one line, on the error output if asked."""
    stream = sys.stderr if error else sys.stdout
    print(_encodable(printable(typeset(line)), stream.encoding), file=stream, flush=True)


def say_as_data(data: object) -> None:
    """Print what a program reads, as JSON of plain ASCII: it means the same, and holds no sign to obey."""
    print(json.dumps(data))


def _shown(sign: str) -> str:
    if sign in "\n\t\r":
        return " "
    if sign in _KEPT or unicodedata.category(sign) not in _UNSEEN:
        return sign
    return "\N{REPLACEMENT CHARACTER}"


def _encodable(line: str, encoding: str | None) -> str:
    """An output that is not UTF-8 shows what it can."""
    known = encoding or "utf-8"
    return line.encode(known, "replace").decode(known)
