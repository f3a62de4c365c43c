"""The cells of a notebook that was exported as a Python script.

Three forms are known: « percent » (`# %%`: jupytext, VS Code, Spyder), nbconvert's (`# In[3]:`, Markdown as comments),
and code alone, which is one cell: the markers of the exercises then tell its parts.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
from typing import Any

Parts = tuple[str, str, dict[str, Any]]

_PERCENT = re.compile(r"^# ?%%", re.MULTILINE)
_PROMPT = re.compile(r"^# In\[[ \d*]*\]:[ ]*\n", re.MULTILINE)
_HEADER = re.compile(r"\A(?:#!.*\n)?(?:# coding: .*\n|# -\*- coding: .*\n)?\s*")
_JUPYTEXT = re.compile(r"\A# ---\n#.*\n(?:#.*\n)*?# ---\n")
_LINE_MAGIC = re.compile(r"^([ \t]*)get_ipython\(\)\.(?:run_line_magic|magic)(\(.*\))[ \t]*$", re.MULTILINE)
_CELL_MAGIC = re.compile(r"^get_ipython\(\)\.run_cell_magic(?=\()", re.MULTILINE)


def script_cells(text: str) -> list[Parts]:
    """Return kind, source and metadata of each cell; raise any exception when the script cannot be read."""
    if _PROMPT.search(text):
        cells = _converted(text)
    elif _PERCENT.search(text) or _JUPYTEXT.match(text):
        cells = _jupytext(text)
    else:
        cells = [("code", text, {})]
    return [(kind, _magics(source) if kind == "code" else source, about) for kind, source, about in cells]


def _jupytext(text: str) -> list[Parts]:
    import jupytext

    notebook = jupytext.reads(text, fmt="py:percent" if _PERCENT.search(text) else "py")
    return [(cell["cell_type"], cell["source"], _plain(cell["metadata"])) for cell in notebook["cells"]]


def _plain(metadata: Any) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, dict) else value for name, value in metadata.items()}


def _converted(text: str) -> list[Parts]:
    """Read nbconvert's form: what follows a prompt is code, and the comments after that code are Markdown cells.

    Comments that a student wrote at the end of a cell, after an empty line, become Markdown too: nothing runs less.
    """
    head, *bodies = _PROMPT.split(text)
    cells: list[Parts] = [("markdown", _uncommented(block), {}) for block in _blocks(_HEADER.sub("", head, count=1))]
    for body in bodies:
        blocks = _blocks(body)
        code = next((n for n in range(len(blocks), 0, -1) if not _is_comment(blocks[n - 1])), min(1, len(blocks)))
        end = sum(len(block) for block in _with_gaps(body)[:code])
        cells.append(("code", body[:end].strip("\n"), {}))
        cells += [("markdown", _uncommented(block), {}) for block in blocks[code:]]
    return cells


def _with_gaps(text: str) -> list[str]:
    """Split at empty lines; each part keeps those that precede it, so that parts add up to `text`."""
    parts: list[list[str]] = [[]]
    begun = False
    for line in io.StringIO(text):
        if begun and not line.strip():
            parts.append([])
            begun = False
        parts[-1].append(line)
        begun = begun or bool(line.strip())
    return ["".join(part) for part in (parts if begun else parts[:-1])]


def _blocks(text: str) -> list[str]:
    return [part.strip("\n") for part in _with_gaps(text)]


def _is_comment(block: str) -> bool:
    return all(line.startswith("#") for line in block.split("\n"))


def _uncommented(block: str) -> str:
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in block.split("\n"))


def _magics(source: str) -> str:
    """Put back the magics that became calls: the names inside a `%%time` cell are then seen again."""
    whole = _CELL_MAGIC.search(source)
    if whole and (found := _words(source[whole.end() :].strip())) and len(found) == 3:
        name, line, body = found
        source = f"{source[: whole.start()]}%%{name} {line}".rstrip() + f"\n{body}"
    return _LINE_MAGIC.sub(_line_magic, source)


def _line_magic(call: re.Match[str]) -> str:
    words = _words(call[2])
    return f"{call[1]}%{' '.join(words)}".rstrip() if words else call[0]


def _words(arguments: str) -> tuple[str, ...]:
    """Return the arguments of a call when they are words written in full, else none."""
    with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        found = ast.literal_eval(arguments)
        found = found if isinstance(found, tuple) else (found,)
        if all(isinstance(word, str) for word in found):
            return found
    return ()
