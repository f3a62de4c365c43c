"""A scheduler and its workers, each a process of its own, on this machine's loopback alone."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.autograder.tiny_course import built_tiny, tiny, tiny_command, wait_until

__all__ = ["built_tiny", "tiny", "tiny_command"]

ROOT = Path(__file__).parents[3]
LOOPBACK = "127.0.0.1"


class Cluster:
    """A scheduler and the workers that a test starts; `folder` is where the workers put their files."""

    def __init__(self, folder: Path, ended: contextlib.ExitStack) -> None:
        self.folder, self._ended = folder, ended
        self.workers: list[subprocess.Popen[bytes]] = []
        contact = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(contact))
        wait_until(lambda: contact.exists() and contact.read_text(), "the scheduler's address")
        self.address = json.loads(contact.read_text())["address"]

    def start_worker(self, nanny: bool = False, cwd: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker; without a nanny, which would start another, its process is the one that a test sees."""
        alone = ["--nanny" if nanny else "--no-nanny", "--nthreads", "1", "--local-directory", str(self.folder)]
        self.workers.append(self._start("dask_worker", self.address, *alone, cwd=cwd, **environment))
        return self.workers[-1]

    def _start(self, program: str, *words: str, cwd: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--host", LOOPBACK]
        command += ["--dashboard-address", f"{LOOPBACK}:0", *words]
        with (self.folder / f"{program}.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=cwd, env=os.environ | environment, stdout=log, stderr=log)
        self._ended.callback(process.wait, 20)
        self._ended.callback(process.kill)
        return process


@pytest.fixture
def start_cluster(tmp_path: Path) -> Iterator[Callable[..., Cluster]]:
    """Return what starts a scheduler with so many workers; all of them end with the test."""
    with contextlib.ExitStack() as ended:

        def start(workers: int = 0) -> Cluster:
            folder = tmp_path / "cluster"
            folder.mkdir()
            cluster = Cluster(folder, ended)
            for _ in range(workers):
                cluster.start_worker()
            return cluster

        yield start
