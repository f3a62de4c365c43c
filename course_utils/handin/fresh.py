"""Running cells from the top in a fresh Python process, ended from outside when its time is over."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

INSIDE = "COURSE_HANDING_IN"  # environment: this process runs a notebook for « Avant de rendre »
_PACKAGE_ROOT = Path(__file__).parents[2]
# Last on the path: what stands beside our package must not hide Python's own modules.
_BEGIN = "import sys; sys.path.append(sys.argv[1]); from course_utils.handin.child import main; main(sys.argv[2])"


@dataclass(frozen=True)
class CellRun:
    """How one cell went: `index` is its place in the notebook, from 0.

    `error` is the name of the exception (« » for none), `missing` the name that was looked for in vain, `awaits`
    tells that an exercise it uses is not done.
    """

    index: int
    status: Literal["ran", "raised", "too slow", "killed"]
    error: str = ""
    message: str = ""
    missing: str = ""
    awaits: bool = False


def run_afresh(
    cells: Sequence[tuple[int, str]], folder: Path, seconds: float, progress: Callable[[int, int], None]
) -> list[CellRun]:
    """Run `cells` (index, source), in order, in `folder`; return how each went, up to one that ends the process.

    `progress` is called with the number of cells done and their total. When `seconds` are over, or when the reader
    interrupts, the process and those that it started are ended.
    """
    runs: list[CellRun] = []
    with _child([source for _, source in cells], folder) as said:
        until = time.monotonic() + seconds
        for number, (index, _) in enumerate(cells):
            progress(number + 1, len(cells))
            try:
                line = said.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                return [*runs, CellRun(index, "too slow")]
            if line is None:
                return [*runs, CellRun(index, "killed")]
            runs.append(CellRun(index, **line))
    return runs


@contextlib.contextmanager
def _child(sources: list[str], folder: Path) -> Any:
    """Start the process and give the queue of what it says: one dictionary a cell, then None when it is over."""
    env = {**os.environ, INSIDE: "1", "MPLBACKEND": "agg"}
    with tempfile.TemporaryDirectory(prefix="course-") as room:
        job = Path(room, "cells.json")
        job.write_text(json.dumps(sources), encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, str(_PACKAGE_ROOT), str(job)],
            cwd=folder,
            env={**env, "IPYTHONDIR": str(Path(room, "ipython"))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=_listen, args=(process.stdout, said), daemon=True).start()
        try:
            yield said
        finally:
            _end(process)


def _listen(pipe: Any, said: queue.Queue[dict[str, Any] | None]) -> None:
    for line in pipe:
        said.put(json.loads(line))
    said.put(None)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and its own children: its number stays its group's until it is waited for."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
