"""JupyterLab as `course lab` starts it, and the system's Chromium to look at it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]
CHAPTER = "00_start"
FLAGS = (
    "--no-sandbox",  # the tests run as root in containers, and only open a page of this machine
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: `folder` is the reader's, `address` and `token` are the server's."""

    folder: Path
    address: str
    token: str

    def page_of(self, notebook: str) -> str:
        """The address of a notebook of the folder, in a workspace without the tabs of earlier visits."""
        return f"{self.address}/lab/tree/{notebook}?reset&token={self.token}"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """`course lab 00_start` on a copy of the course, on a free port of this machine."""
    with _released(tmp_path_factory.mktemp("course"), CHAPTER) as running:
        yield running


@pytest.fixture(scope="module")
def perceptron_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """`course lab 02_perceptron` on a copy of the course."""
    with _released(tmp_path_factory.mktemp("course"), "02_perceptron") as running:
        yield running


@pytest.fixture(scope="module")
def whole_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """`course lab` on a copy of the course, all its chapters."""
    course = tmp_path_factory.mktemp("course")
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, course)
    for name in ("notebooks", "release"):
        shutil.copytree(ROOT / name, course / name)
    with _started(course) as running:
        yield running


@contextlib.contextmanager
def _released(course: Path, chapter: str) -> Iterator[Lab]:
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "notebooks", course / "notebooks")
    shutil.copytree(ROOT / "release" / chapter, course / "release" / chapter)
    with _started(course, chapter) as running:
        yield running


@pytest.fixture(scope="module")
def fixture_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """`course lab 90_fixture` on the fixture course, built."""
    course = tmp_path_factory.mktemp("fixture") / "course"
    shutil.copytree(ROOT / "tests" / "course", course)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    subprocess.run(
        [sys.executable, "-m", "autograder.cli", "--root", str(course), "build"],
        check=True,
        capture_output=True,
        timeout=240,
    )
    with _started(course, "90_fixture") as running:
        yield running


@contextlib.contextmanager
def _started(course: Path, chapter: str = "") -> Iterator[Lab]:
    """Run `course lab` on a free port of this machine; COURSE_THEME=dark shows it so, for screenshots."""
    if os.environ.get("COURSE_THEME") == "dark":
        settings = Path(os.environ["JUPYTER_CONFIG_DIR"], "lab", "user-settings", "@jupyterlab", "apputils-extension")
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "themes.jupyterlab-settings").write_text('{"theme": "JupyterLab Dark"}', encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["--root", str(course), "lab", *([chapter] if chapter else []), "--no-browser", "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _announced(server.stdout, course / "lab")
    finally:
        server.terminate()
        server.wait(timeout=60)


def _announced(pipe: IO[str] | None, folder: Path) -> Lab:
    """Read what a server says until it gives its address; then keep emptying its pipe."""
    said = []
    assert pipe is not None
    for line in pipe:
        said.append(line)
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/\S*token=(\w+)", line):
            threading.Thread(target=pipe.read, daemon=True).start()
            return Lab(folder, found[1], found[2])
    raise AssertionError("JupyterLab did not start:\n" + "".join(said))


@contextlib.contextmanager
def formgrader(root: Path) -> Iterator[str]:
    """JupyterLab with nbgrader's panels in a course's folder; yields its address, with a place for a path."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader calls `alembic`
    process = subprocess.Popen(command, cwd=root, env=os.environ | {"PATH": path}, stderr=subprocess.PIPE, text=True)
    try:
        lab = _announced(process.stderr, root)
        while not _listens(port):  # it gives its address a moment before it does
            assert process.poll() is None, "JupyterLab has ended"
        yield f"{lab.address}{{}}?token={lab.token}"
    finally:
        process.terminate()
        process.wait(timeout=60)


def _listens(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[object]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # the default, 5 s, is short for a machine that others use
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture()
def page(browser: object, request: pytest.FixtureRequest) -> Iterator[object]:
    """A fresh page; COURSE_SCREENSHOTS names a folder for its last state, to look at."""
    opened = browser.new_page(viewport={"width": 1280, "height": 1000})  # type: ignore[attr-defined]
    opened.set_default_timeout(60_000)
    yield opened
    if folder := os.environ.get("COURSE_SCREENSHOTS"):
        opened.screenshot(path=Path(folder, f"{request.node.name}.png"))
    opened.close()
