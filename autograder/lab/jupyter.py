"""JupyterLab's server, with the settings of a reader."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.course.folder import CourseError

# Read by Jupyter before the reader's own settings, and never written to: menus in French, no announcements (which
# look for the network), and of nbgrader's panels the one that a reader needs, « Validate ».
SETTINGS = Path(__file__).with_name("settings")


def open_lab(folder: Path, chapter: str | None, port: int, *, browser: bool = True) -> None:
    """Run JupyterLab's server on `folder` until it is stopped, on `chapter` if one is named.

    Raises CourseError when JupyterLab is not installed.
    """
    try:
        from jupyterlab.labapp import LabApp
    except ImportError as error:
        raise CourseError("JupyterLab n'est pas installé : lancez « make setup ».") from error
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        filter(None, [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")])
    )
    words = [f"--ServerApp.root_dir={folder}", f"--port={port}", "--LabApp.news_url=None"]
    words += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly"]
    if chapter:
        words.append(f"--LabApp.default_url=/lab/tree/{chapter}/{chapter}.ipynb")
    if not browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # a container's only user; the server listens on this machine alone, with a token
    LabApp.launch_instance(words)
