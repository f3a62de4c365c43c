"""What must be the same on every machine, so that a submission has the same mark wherever it is graded."""

from __future__ import annotations

import functools
import hashlib
import sys
from importlib import metadata
from pathlib import Path

import autograder
import course_utils

# Those whose results or formats a verdict may depend on.
_LIBRARIES = ("numpy", "torch", "scikit-learn", "ipython", "cloudpickle", "distributed")
_COURSE = "cours"


@functools.cache
def about() -> dict[str, str]:
    """Return what this machine grades with: plain strings, which any version can read."""
    found = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}", _COURSE: _code()}
    return found | {name: _version(name) for name in _LIBRARIES}


def differences(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Return in French what differs on the other machine; empty when nothing does."""
    different = [name for name in ours if ours[name] != theirs.get(name)]
    return ", ".join(
        "une autre version du cours"
        if name == _COURSE
        else f"{name} {theirs.get(name) or 'absent'} et non {ours[name]}"
        for name in different
    )


def _code() -> str:
    """Return a digest of the code of both packages; stored outcomes are no part of it: they travel."""
    digest = hashlib.sha256()
    for package in (autograder, course_utils):
        folder = Path(str(package.__file__)).parent
        for path in sorted(folder.rglob("*.py")):
            digest.update(f"{package.__name__}/{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name).partition("+")[0]  # a build for one processor or another is the same release
    except metadata.PackageNotFoundError:
        return ""
