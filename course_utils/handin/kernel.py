"""A fresh kernel, run by nbclient: it tells how its cells end, shows nothing, and nothing can be typed."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipykernel.kernelspec  # noqa: F401 - the kernel to be started
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.handin.child import TOLD

_PACKAGE_ROOT = Path(__file__).parents[2]
# Binds no name that a cell could lean on. Last on the path: what stands beside our package must not hide modules.
_BEGIN = (
    f"__import__('sys').path.append({str(_PACKAGE_ROOT)!r}); "
    "__import__('course_utils.handin.child', fromlist=['tell_errors_only']).tell_errors_only()"
)
_LEAST_S = 0.01  # nbclient takes 0 for no limit
_quiet = logging.Logger("course_utils.handin", logging.CRITICAL + 1)


class TooSlow(Exception):
    """The time was over before the end of a cell."""


class Killed(Exception):
    """The kernel ended by itself."""


class Kernel(NotebookClient):
    """Runs cells, one after another, until the time `until` of `time.monotonic()`."""

    def __init__(self, manager: AsyncKernelManager, until: float) -> None:
        super().__init__(
            new_notebook(),
            km=manager,
            allow_errors=True,
            log=_quiet,
            extra_arguments=["--IPKernelApp.capture_fd_output=False"],  # what programs print goes nowhere too
            startup_timeout=max(1, round(until - time.monotonic())),
            timeout_func=lambda cell: max(_LEAST_S, until - time.monotonic()),
        )

    def run(self, source: str) -> dict[str, Any] | None:
        """Run one cell; return what is told of its error, None when there is none. Raises TooSlow, Killed."""
        cell = new_code_cell(source)
        self.nb.cells = [cell]
        try:
            self.execute_cell(cell, 0)
        except CellTimeoutError:
            raise TooSlow from None
        except DeadKernelError:
            raise Killed from None
        found = [one.data[TOLD] for one in cell.outputs if TOLD in one.get("data", {})]
        found += [{"error": one.ename, "message": one.evalue} for one in cell.outputs if one.output_type == "error"]
        return found[0] if found else None


@contextlib.contextmanager
def fresh_kernel(folder: Path, until: float, environment: dict[str, str]) -> Iterator[Kernel]:
    """Start a kernel of this very Python in `folder`; end it, and what it has started, on leaving.

    Raises TooSlow, Killed. What it keeps of its session and of its connection is in a folder that goes with it.
    """
    with tempfile.TemporaryDirectory(prefix="course-") as room:
        manager = AsyncKernelManager(
            kernel_name=NATIVE_KERNEL_NAME,
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # others of that name may be of another Python
            connection_file=str(Path(room, "kernel.json")),
            log=_quiet,
        )
        kernel = Kernel(manager, until)
        try:
            _start(kernel, folder, {**os.environ, **environment, "IPYTHONDIR": str(Path(room, "ipython"))}, until)
            yield kernel
        finally:
            run_sync(_end)(manager, kernel)


def _start(kernel: Kernel, folder: Path, environment: dict[str, str], until: float) -> None:
    try:
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        kernel.start_new_kernel(cwd=str(folder), env=environment, **nowhere)
        kernel.start_new_kernel_client()
    except RuntimeError:  # no answer
        raise (TooSlow if time.monotonic() >= until else Killed) from None
    kernel.run(_BEGIN)


async def _end(manager: AsyncKernelManager, kernel: Kernel) -> None:
    if manager.has_kernel:
        if hasattr(signal, "SIGKILL"):
            await manager.signal_kernel(signal.SIGKILL)  # its whole group, even where the kernel itself has ended
        await manager.shutdown_kernel(now=True)
    if kernel.kc is not None:
        kernel.kc.stop_channels()
