"""Where MNIST may already be on this machine, and where a download is kept. Nothing is read here."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "COURSE_DATA"
OFFLINE = "COURSE_OFFLINE"
ARCHIVE = "mnist.npz"


def own_folder() -> Path | None:
    """Return the folder that the environment variable COURSE_DATA names, or None."""
    named = os.environ.get(FOLDER, "").strip()
    return Path(named).expanduser() if named else None


def network_allowed() -> bool:
    """Tell whether the network may be used: not when COURSE_OFFLINE is set, save to 0."""
    return os.environ.get(OFFLINE, "").strip() in ("", "0")


def inside(folder: Path) -> list[Path]:
    """Return the places to look at in a folder of data: itself, `mnist`, and torchvision's `MNIST/raw`."""
    return [folder, folder / "mnist", folder / "MNIST" / "raw"]


def keras_archive() -> Path:
    """Return where Keras keeps MNIST: `~/.keras/datasets/mnist.npz`, or below KERAS_HOME."""
    return Path(os.environ.get("KERAS_HOME") or _home() / ".keras") / "datasets" / ARCHIVE


def torchvision_folders() -> list[Path]:
    """Return `MNIST/raw` below the roots that users of torchvision give it: `./data`, `.` and `~/data`."""
    return [root / "MNIST" / "raw" for root in (Path("data"), Path(), _home() / "data")]


def download_folder() -> Path:
    """Return where a download is kept: `mnist` in COURSE_DATA, else in the user's cache."""
    own = own_folder()
    if own is not None:
        return own / "mnist"
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if os.path.isabs(cache) else _home() / ".cache") / "deep-learning-course" / "mnist"


def short(path: Path) -> str:
    """Return `path` for a reader, the home folder written « ~ »."""
    whole, home = os.path.abspath(path), str(_home())
    return "~" + whole[len(home) :] if home != os.sep and whole.startswith(home + os.sep) else whole


def _home() -> Path:
    return Path(os.path.expanduser("~"))  # unlike Path.home(), never raises
