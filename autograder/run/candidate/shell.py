"""An IPython shell without Jupyter's messages: a cell goes in, its outputs come back as nbformat data."""

from __future__ import annotations

import base64
import json
import sys
import warnings
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

from autograder.run.candidate.environment import below, is_of_environment, stopped_at
from autograder.run.candidate.wire import CUT
from course_utils.french import typeset
from course_utils.magics import TRANSPARENT, numbered, opening_magic, without_opening_line

_BACKEND = "module://matplotlib_inline.backend_inline"


class Outputs:
    """The outputs of the cell that runs, in order, cut when they grow beyond `limit` characters."""

    def __init__(self) -> None:
        self.limit = 1 << 20
        self.clear()

    def clear(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.size = 0

    def add_text(self, name: str, text: str) -> None:
        kept = self._room_for(text)
        if not kept:
            return
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += kept
        else:
            self.items.append({"output_type": "stream", "name": name, "text": kept})

    def add_data(self, data: dict[str, Any], metadata: dict[str, Any], count: int | None = None) -> None:
        data = {str(kind): _as_nbformat(str(kind), content) for kind, content in data.items()}
        metadata = metadata if _is_json(metadata) else {}
        size = sum(len(str(content)) for content in data.values())
        if self.size + size > self.limit:
            self.add_text("stdout", CUT)
            return
        self.size += size
        item: dict[str, Any] = {"output_type": "display_data", "data": data, "metadata": metadata}
        self.items.append(item if count is None else item | {"output_type": "execute_result", "execution_count": count})

    def add_error(self, name: str, message: str, traceback: list[str]) -> None:
        """An error is always told, however much was shown before; its text is cut like any other."""
        lines = [_cut(str(line), self.limit) for line in traceback]
        item = {"output_type": "error", "ename": name, "evalue": _cut(message, self.limit), "traceback": lines}
        self.items.append(item)

    def _room_for(self, text: str) -> str:
        if self.size > self.limit:
            return ""
        self.size += len(text)
        return text if self.size <= self.limit else text[: self.limit - self.size] + CUT


def _as_nbformat(kind: str, content: Any) -> Any:
    """Return `content` as a notebook holds it: text, base64 for the bytes of an image, data for JSON."""
    if isinstance(content, bytes):
        return base64.b64encode(content).decode("ascii")
    if isinstance(content, str) or (kind.endswith("json") and _is_json(content)):
        return content
    return str(content)


def _is_json(content: Any) -> bool:
    try:
        json.dumps(content)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + CUT


OUTPUTS = Outputs()


class Stream:
    """What stands for sys.stdout and sys.stderr in the candidate."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, text: str) -> int:
        OUTPUTS.add_text(self.name, str(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing waits: every write is kept at once."""

    def isatty(self) -> bool:
        return False


class Publisher(DisplayPublisher):
    """Keeps what `display` shows."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        OUTPUTS.add_data(data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        OUTPUTS.clear()


class Hook(DisplayHook):
    """Keeps the value of a cell's last expression."""

    def __call__(self, result: Any = None) -> None:
        if result is None or self.quiet():
            return
        data, metadata = self.compute_format_data(result)
        self.update_user_ns(result)
        OUTPUTS.add_data(data, metadata, self.prompt_count)


class CandidateShell(InteractiveShell):
    """The shell of one candidate."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no event loop to join."""

    def ask_exit(self) -> None:
        """Treat `exit()` and `quit()` as `sys.exit()`: the candidate is not theirs to end."""
        raise SystemExit

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        OUTPUTS.add_error(etype.__name__, str(evalue), stb)


def make_shell(graphics: bool) -> CandidateShell:
    """Return the one shell of this process; figures are shown inline where `graphics` are loaded."""
    setattr(HistoryManager, "enabled", False)  # noqa: B010 - a trait; its writing thread would make forks unsafe
    warnings.filterwarnings("ignore", "To exit: use")  # of no use here, where a line alone is left
    shell = CandidateShell.instance()
    if graphics:
        from IPython.core.pylabtools import activate_matplotlib
        from matplotlib_inline.backend_inline import configure_inline_support

        activate_matplotlib(_BACKEND)  # interactive, as in a notebook: a figure need not be asked for
        configure_inline_support(shell, _BACKEND)
    return shell


def run_cell(shell: CandidateShell, source: str) -> dict[str, Any]:
    """Run one cell; return its outputs (nbformat 4), its number and the exception that stopped it, if any.

    A statement that its environment stops is passed over: `passed` has, for each, the line where it stopped, the first
    being 1, and why.
    """
    OUTPUTS.clear()
    saved = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    passed: list[tuple[int, str]] = []
    try:
        while (magic := opening_magic(source)) in TRANSPARENT:
            OUTPUTS.add_text("stdout", typeset(f"La ligne `{magic}` a été laissée de côté : retirez-la.") + "\n")
            source = without_opening_line(source)
        source = numbered(source)
        error = _run(shell, source, True)
        while error is not None and (rest := _passed_over(shell, source, error, passed)) is not None:
            source = rest
            error = _run(shell, source, False) if source else None
    finally:
        sys.stdout, sys.stderr = saved
    return {
        "outputs": OUTPUTS.items,
        "execution_count": shell.execution_count - 1,
        "error": None if error is None else {"classes": _classes(error), "message": str(error)[:500]},
        "line": getattr(error, "lineno", None),
        "passed": passed,
    }


def _run(shell: CandidateShell, source: str, counted: bool) -> BaseException | None:
    result = shell.run_cell(source, store_history=counted)
    error: BaseException | None = result.error_before_exec or result.error_in_exec
    return error


def _passed_over(shell: CandidateShell, source: str, error: BaseException, passed: list[tuple[int, str]]) -> str | None:
    """Return what remains to run below the statement that the environment stopped, None where `error` is another's.

    The error that was shown gives way to a sentence.
    """
    if not is_of_environment(error):
        return None
    try:
        python = shell.transform_cell(source)
        stopped = stopped_at(python, error.__traceback__)
    except SyntaxError:
        return None
    if stopped is None:
        return None
    statement, line = stopped
    shown = [place for place, item in enumerate(OUTPUTS.items) if item["output_type"] == "error"]
    if shown:
        OUTPUTS.items.pop(shown[-1])
    message = str(error).strip().partition("\n")[0]
    why = f"{type(error).__name__}{': ' if message else ''}{message}"[:200].replace("`", "'")
    passed.append((line, why))
    said = f"Ligne {line} laissée de côté, faute de ce qu'elle demande ici (`{why}`)."
    OUTPUTS.add_text("stdout", typeset(f"{said} Le reste de la cellule a été exécuté.") + "\n")
    return below(python, statement)


def _classes(error: BaseException) -> list[str]:
    from course_utils.checks.outcome import builtin_classes

    return list(builtin_classes(error))
