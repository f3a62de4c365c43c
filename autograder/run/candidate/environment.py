"""What a cell owes to the machine it was written on: the one rule on which errors are the environment's.

A top-level statement that such an error stops is passed over, and those below it run. Everything else that is raised
stops the cell, as in a notebook. The rule is closed:

- a class: a module that is not there, a file, folder or network (OSError), a magic, a keyboard, leaving the process;
- a message, of a class that says too little: an attribute that a library has lost, a device, a drawing back end.
"""

from __future__ import annotations

import ast
import re
import sys
from types import TracebackType

from IPython.core.error import StdinNotImplementedError, UsageError

from course_utils.magics import numbered

_CLASSES = (ImportError, OSError, EOFError, UsageError, StdinNotImplementedError, SystemExit)
_MESSAGES = (
    (AttributeError, re.compile(r"module '[\w.]+' has no attribute ")),
    ((RuntimeError, AssertionError), re.compile(r"\b(CUDA|NVIDIA|MPS|XPU)\b|\bdevice type\b", re.IGNORECASE)),
    ((RuntimeError, ValueError), re.compile(r"\b(backend|GUI)\b", re.IGNORECASE)),
)


def is_of_environment(error: BaseException) -> bool:
    """Say whether this error comes from where the cell runs, and not from what it computes."""
    if isinstance(error, _CLASSES):
        return True
    return any(isinstance(error, classes) and said.search(str(error)) for classes, said in _MESSAGES)


def stopped_at(source: str, trace: TracebackType | None) -> tuple[ast.stmt, int] | None:
    """Return the top-level statement of `source` that was running, and the line where it was.

    The first frame of a cell in `trace` is the cell's. `source` is Python: magics are calls already.
    """
    while trace is not None and not trace.tb_frame.f_code.co_filename.startswith("<ipython-input-"):
        trace = trace.tb_next
    if trace is None:
        return None
    line, column = trace.tb_lineno, _column(trace)
    around = [one for one in ast.parse(source).body if _first(one) <= line <= (one.end_lineno or one.lineno)]
    started = [one for one in around if (one.lineno, one.col_offset) <= (line, column)]
    if not around:
        return None
    return (started[-1] if started else around[0]), line


def below(source: str, statement: ast.stmt) -> str:
    """Return what comes after `statement`, its lines keeping their numbers; empty where nothing does."""
    last = statement.end_lineno or statement.lineno
    lines = source.split("\n")
    same_line = lines[last - 1].encode()[statement.end_col_offset or 0 :].decode().lstrip().removeprefix(";").lstrip()
    rest = "\n".join([same_line, *lines[last:]])
    return numbered("\n" * (last - 1) + rest) if rest.strip() else ""


def _column(trace: TracebackType) -> int:
    """Return the column (in bytes, from 0) where a frame was; 0 before Python 3.11, which does not know."""
    if sys.version_info < (3, 11):
        return 0
    places = list(trace.tb_frame.f_code.co_positions())
    return places[trace.tb_lasti // 2][2] or 0


def _first(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)])
