"""Running cells from the top in a fresh kernel, ended from outside when its time is over."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

INSIDE = "COURSE_HANDING_IN"  # environment: this process runs a notebook for « Avant de rendre »


class NoKernel(Exception):
    """There is nothing to run a notebook with: one French sentence that says what to do."""


@dataclass(frozen=True)
class FreshRun:
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
) -> list[FreshRun]:
    """Run `cells` (index, source), in order, in `folder`; return how each went, up to one that ends the process.

    `progress` is called with the number of cells done and their total. When `seconds` are over, or when the reader
    interrupts, the kernel and the processes that it started are ended. Raises NoKernel.
    """
    try:
        from course_utils.handin.kernel import Killed, TooSlow, fresh_kernel
    except ModuleNotFoundError as error:
        raise NoKernel(
            f"il manque `{error.name}`, qui exécute le notebook depuis le début : lancez "
            "`%pip install nbclient ipykernel`."
        ) from error
    runs: list[FreshRun] = []
    until = time.monotonic() + seconds
    try:
        with fresh_kernel(folder, until, {INSIDE: "1", "MPLBACKEND": "agg"}) as kernel:
            for number, (index, source) in enumerate(cells):
                progress(number + 1, len(cells))
                told = kernel.run(source)
                runs.append(FreshRun(index, "ran") if told is None else FreshRun(index, "raised", **told))
    except (TooSlow, Killed) as error:
        status: Literal["too slow", "killed"] = "too slow" if isinstance(error, TooSlow) else "killed"
        runs += [FreshRun(index, status) for index, _ in cells[len(runs) :][:1]]
    return runs
