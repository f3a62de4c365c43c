"""What « Avant de rendre » asks of the kernel that it starts: to tell more of an error than its traceback does."""

from __future__ import annotations

import os
import sys
from typing import Any

TOLD = "application/vnd.course.told+json"  # among a cell's outputs
_LONGEST = 300


def tell_errors_only() -> None:
    """From now on, have each cell that stops show what is to be told of it, and no cell show anything else.

    What is shown is kept by who runs the kernel: a loop that prints would fill the memory of the learner's own.
    """
    shell = sys.modules["IPython"].get_ipython()
    publish = shell.display_pub.publish

    def tell(result: Any) -> None:
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            publish({TOLD: error_told(error)})

    shell.events.register("post_run_cell", tell)
    shell.display_pub.publish = _nothing
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end


def _nothing(*shown: Any, **settings: Any) -> None:
    """Take the place of what shows outputs."""


def error_told(error: BaseException) -> dict[str, Any]:
    """Return what `fresh.FreshRun` holds of an error."""
    if type(error).__name__ == "StdinNotImplementedError":  # ipykernel's, when nobody is at the keyboard
        sentence = "input() attend une réponse au clavier, et la correction n'en donne pas"
        return {"error": "NoKeyboard", "message": sentence}
    message = getattr(error, "msg", None) if isinstance(error, SyntaxError) else None
    return {
        "error": type(error).__name__,
        "message": str(message or getattr(error, "sentence", None) or error)[:_LONGEST],
        "missing": str(getattr(error, "name", None) or ""),
        "awaits": isinstance(error, NotImplementedError),
    }
