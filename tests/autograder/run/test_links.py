"""An environment that is reached through symbolic links isolates candidates like any other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import autograder

REPOSITORY = Path(autograder.__file__).parents[1]

# The candidate says which environment it is in, and starts the interpreter as a student's `subprocess` would.
_ISOLATED = """
import sys
from autograder.run.forkserver import ForkServer
with ForkServer((), isolated=True) as server:
    candidate = server.fork()
    run = candidate.run_cell(
        "import subprocess, sys\\n"
        "print(sys.prefix, subprocess.check_output([sys.executable, '-c', 'print(6 * 7)'], text=True))"
    )
    candidate.close()
assert not run.raised, run.message
print(sys.prefix, run.outputs[0]["text"], sep="\\n")
"""


def environment(python: Path, folder: Path) -> Path:
    """Make an environment with this `python`, which finds the packages of the present one; return its folder."""
    subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True, timeout=60)
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    next(folder.glob("lib/python*/site-packages")).joinpath("present.pth").write_text(packages, encoding="utf-8")
    return folder


def linked(place: Path, target: str | Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)
    return place


def the_environment_is_a_link(folder: Path) -> Path:
    environment(Path(sys.executable), folder / "elsewhere" / "venv")
    return linked(folder / "course" / ".venv", "../elsewhere/venv")


def a_link_leads_to_another(folder: Path) -> Path:
    environment(Path(sys.executable), folder / "far" / "venv")
    linked(folder / "near" / "venv", folder / "far" / "venv")
    return linked(folder / "course" / ".venv", folder / "near" / "venv")


def its_python_is_a_chain_of_links(folder: Path) -> Path:
    real = Path(sys.executable).resolve()
    first = linked(folder / "first" / "python3", real)
    return environment(linked(folder / "second" / "python3", first), folder / "venv")


def its_python_is_installed_behind_a_link(folder: Path) -> Path:
    installed = Path(sys.base_prefix).resolve()
    python = Path(sys.executable).resolve().relative_to(installed)
    return environment(linked(folder / "opt" / "python", installed) / python, folder / "venv")


@pytest.mark.needs("bubblewrap", "namespaces")
@pytest.mark.parametrize(
    "made",
    [
        the_environment_is_a_link,
        a_link_leads_to_another,
        its_python_is_a_chain_of_links,
        its_python_is_installed_behind_a_link,
    ],
)
def test_a_candidate_is_isolated_in_an_environment_behind_links(made: Callable[[Path], Path], tmp_path: Path) -> None:
    venv = made(tmp_path)
    run = subprocess.run(
        [venv / "bin" / "python", "-c", _ISOLATED],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[:2] == [str(venv), f"{venv} 42"]
