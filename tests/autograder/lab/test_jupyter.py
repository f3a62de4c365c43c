"""JupyterLab's server as a reader sees it in a terminal: its address, and how it ends."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_terminal_says_the_address_in_one_line_and_an_interruption_ends_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    shutil.copytree(ROOT / "release" / "00_start", tmp_path / "release" / "00_start")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "00_start.md", tmp_path / "notebooks")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    words = [sys.executable, "-m", "autograder.cli", "--root", str(tmp_path), "lab", "--no-browser", "--port", port]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        try:
            copied, opened = server.stdout.readline(), server.stdout.readline()
            assert "nouvelle copie" in copied
            address = re.search(
                rf"Le cours est ouvert.*(http://127\.0\.0\.1:{port}/lab/tree/Accueil\.md\?token=\w+)$", opened
            )
            assert address is not None, opened
            with urllib.request.urlopen(address[1], timeout=60) as page:
                assert page.status == 200 and "login" not in page.url
            server.send_signal(signal.SIGINT)
            assert server.stdout.read() == "Le cours est fermé.\n"
            assert server.wait(timeout=60) == 0
        finally:
            server.kill()
