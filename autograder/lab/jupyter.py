"""JupyterLab's server, with the settings of a reader."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from pathlib import Path
from typing import Any

from autograder.course.folder import CourseError
from autograder.course.say import say

# Read by Jupyter before the reader's own settings, and never written to: menus in French, pages of Markdown shown as
# pages, notebooks saved every ten seconds; no announcements (which look for the network), and none of nbgrader's and
# jupytext's English buttons, which double ours.
SETTINGS = Path(__file__).with_name("settings")


def open_lab(folder: Path, page: str, port: int, *, browser: bool = True) -> None:
    """Run JupyterLab's server on `folder` until it is stopped, opening on `page`, a file in it.

    Raises CourseError when JupyterLab is not installed.
    """
    try:
        from jupyterlab.labapp import LabApp
    except ImportError as error:
        raise CourseError("JupyterLab n'est pas installé : lancez « make setup ».") from error
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        filter(None, [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")])
    )
    server = LabApp.initialize_server(argv=_words(folder, page, port, browser))
    # Jupyter's own way asks, in English, whether to stop.
    signal.signal(signal.SIGINT, lambda number, frame: server.stop(from_signal=True))
    server.io_loop.add_callback(_announce, server)  # once it listens
    server.start()
    say("Le cours est fermé.")


def _words(folder: Path, page: str, port: int, browser: bool) -> list[str]:
    words = [f"--ServerApp.root_dir={folder}", f"--port={port}", "--Application.log_level=ERROR"]
    words += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    words += ["--LabApp.extension_manager=readonly", f"--LabApp.default_url=/lab/tree/{page}"]
    words.append(f"--IdentityProvider.token={secrets.token_hex(24)}")  # Jupyter would print one of its own
    if not browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # a container's only user; the server listens on this machine alone, with a token
    return words


def _announce(server: Any) -> None:
    address = server.local_url.partition("?")[0]  # its own hides the token
    say(f"Le cours est ouvert ; Ctrl+C pour l'arrêter. Son adresse : {address}?token={server.identity_provider.token}")
    sys.stdout.flush()
