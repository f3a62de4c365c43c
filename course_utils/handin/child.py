"""What runs a notebook's cells, in the process that `fresh` starts.

Says one line of JSON a cell on what was its standard output. What cells print goes nowhere, and nothing can be typed.
"""

from __future__ import annotations

import builtins
import json
import os
from pathlib import Path
from typing import Any, NoReturn, TextIO

_LONGEST = 300


def main(cells: str) -> NoReturn:
    """Run the cells that the JSON file `cells` lists, then end the process."""
    sources = json.loads(Path(cells).read_text(encoding="utf-8"))
    report = _keep_output()
    builtins.input = _no_keyboard
    shell = _shell()
    for source in sources:
        result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        print(json.dumps({"status": "ran"} if error is None else _told(error)), file=report, flush=True)
    os._exit(0)  # threads that cells have started are not waited for


def _keep_output() -> TextIO:
    """Return the standard output for our own use, and send what anyone else writes there to nowhere."""
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return report


def _shell() -> Any:
    from IPython.core.history import HistoryManager
    from IPython.core.interactiveshell import InteractiveShell

    class Shell(InteractiveShell):
        def enable_gui(self, gui: str | None = None) -> None:
            """There is no event loop to join."""

    setattr(HistoryManager, "enabled", False)  # noqa: B010 - a trait; nothing is to be kept of this session
    return Shell.instance()


class NoKeyboard(RuntimeError):
    """A cell asks for something to be typed."""


def _no_keyboard(prompt: object = "") -> NoReturn:
    raise NoKeyboard("input() attend une réponse au clavier, et la correction n'en donne pas")


def _told(error: BaseException) -> dict[str, Any]:
    message = getattr(error, "msg", None) if isinstance(error, SyntaxError) else None
    return {
        "status": "raised",
        "error": type(error).__name__,
        "message": str(message or getattr(error, "sentence", None) or error)[:_LONGEST],
        "missing": str(getattr(error, "name", None) or ""),
        "awaits": isinstance(error, NotImplementedError),
    }
