"""The one-cell set-up of a notebook that is alone, as in Colab: it installs our package, and the checks work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from autograder.build.notebook import setup_source

ROOT = Path(__file__).parents[1]
CHAPTER = "00_start"
PROGRAM = """if True:
    import json, sys
    from IPython.core.history import HistoryManager
    from IPython.core.interactiveshell import InteractiveShell
    HistoryManager.enabled = False
    assert not any("course" in name for name in sys.modules)
    shell = InteractiveShell.instance()
    for cell in json.load(open(sys.argv[1], encoding="utf-8")):
        shell.run_cell(cell).raise_error()
    import course_utils
    print("course_utils is in", course_utils.__file__)
    """


@pytest.fixture(scope="module")
def clean_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of its own where our packages are not installed; the others are those of this environment."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, with_pip=True, symlinks=True)
    python = folder / "bin" / "python"
    # The setuptools that comes with some Pythons is older than the one here, and too old to build our package.
    words = [python, "-m", "pip", "uninstall", "--quiet", "--yes", "setuptools"]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    purelib = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    # Packages found through a .pth file are not asked for their own .pth: an editable install of ours stays out.
    elsewhere = {sysconfig.get_path("purelib"), *(path for path in sys.path if path.endswith("site-packages"))}
    Path(purelib, "others.pth").write_text("\n".join(sorted(elsewhere)), encoding="utf-8")
    return python


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a git repository on this machine that holds the package, as students' does."""
    folder = tmp_path_factory.mktemp("git") / "lessons"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXT.md"):
        shutil.copy(ROOT / name, folder)
    for package in ("course_utils", "autograder"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "--message", "The lessons"]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, timeout=60)
    return folder.as_uri()


def _cell(folder: str, cell_id: str) -> str:
    notebook = json.loads((ROOT / folder / CHAPTER / f"{CHAPTER}.ipynb").read_text(encoding="utf-8"))
    return "".join(next(cell["source"] for cell in notebook["cells"] if cell["id"] == cell_id))


def test_a_notebook_alone_installs_the_package_and_checks_an_answer(
    clean_python: Path, repository: str, tmp_path: Path
) -> None:
    stored = json.loads((ROOT / "course_utils" / "chapters" / f"{CHAPTER}.json").read_text(encoding="utf-8"))
    cells = [
        setup_source(CHAPTER, repository, stored["release"]),
        _cell("source", "average-solution"),
        _cell("release", "average-checks"),
    ]
    notebook = tmp_path / "cells.json"
    notebook.write_text(json.dumps(cells), encoding="utf-8")
    away = {"PIP_NO_INDEX": "1", "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "COURSE_STORED_OUTCOMES")}
    run = subprocess.run(
        [clean_python, "-c", PROGRAM, notebook],
        cwd=tmp_path,
        # Without the network, what builds the package must be the setuptools that is here.
        env={**kept, **away, "PIP_NO_BUILD_ISOLATION": "0", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Tout est prêt\xa0: bonne lecture\u202f!" in run.stdout
    assert "Vérifications visibles réussies" in run.stdout
    assert str(clean_python.parents[1]) in run.stdout.split("course_utils is in ")[1]
