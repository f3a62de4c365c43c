"""Cell magics left above an answer: which of them let it run, and what to say of the others."""

from __future__ import annotations

import re
import sys

from course_utils.french import typeset

# Under these, what a cell defines is defined in the notebook. `%%recommencer` is ours: some editors do not let it
# replace the text of its cell, and it then stays above an answer that ran before.
TRANSPARENT = ("%%recommencer", "%%time", "%%capture", "%%prun")
_MAGIC = re.compile(r"\A\s*(%%\w+)[^\n]*")
_EMPTY = re.compile(r"\A(?:[ \t]*\n)+(?=([ \t]*)\S)")


def opening_magic(source: str) -> str:
    """Return the cell magic that a cell begins with (« %%time »), empty where it begins with none."""
    found = _MAGIC.match(source)
    return found.group(1) if found else ""


def without_opening_line(source: str) -> str:
    """Return `source` without the line of its cell magic, the others keeping their numbers."""
    return _MAGIC.sub(lambda found: "\n" * found.group().count("\n"), source, count=1)


def numbered(source: str) -> str:
    """Return `source` with its first lines, where they are empty, as comments: IPython would take them away."""
    found = _EMPTY.match(source)
    if found is None or opening_magic(source):
        return source
    return f"{found.group(1)}#\n" * found.group().count("\n") + source[found.end() :]


def because_of_magic(magic: str) -> str:
    """Return what is said of an answer that `magic` keeps from running: what to remove, and no guess."""
    return typeset(
        f"Avec `{magic}` à sa première ligne, votre cellule ne s'exécute pas comme du code du notebook : "
        "retirez cette ligne, puis exécutez la cellule."
    )


def magic_above(name: str) -> str:
    """Return the magic that kept the last cell run here which defines `name` from doing so; empty where none did."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or not name.isidentifier():
        return ""
    defines = re.compile(rf"^(?:(?:async )?def |class )?{name}\b *(?:[=:(]|$)", re.MULTILINE)
    cells = reversed(shell.history_manager.input_hist_raw)
    magic = opening_magic(next((cell for cell in cells if defines.search(cell)), ""))
    return "" if magic in TRANSPARENT else magic
