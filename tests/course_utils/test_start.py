"""What the first cell of a notebook says, and what importing `course_utils` costs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from autograder.course.folder import tomllib
from course_utils import start as start_module
from course_utils.start import NUMPY, PYTHON, mismatch, outdated, start


@pytest.fixture()
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of stored outcomes with one chapter, « 42_test », of release 0123456789ab."""
    content = {"release": "0123456789ab", "exercises": {}}
    (tmp_path / "42_test.json").write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))
    return tmp_path


def test_a_notebook_of_the_same_release_is_welcomed_in_one_line(
    stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start("42_test", "0123456789ab")
    assert capsys.readouterr() == ("Tout est prêt\xa0: bonne lecture\u202f!\n", "")


@pytest.mark.parametrize(("chapter", "release"), [("42_test", "ba9876543210"), ("43_unknown", "0123456789ab")])
def test_another_release_is_said_without_stopping_and_without_stderr(
    stored: Path, capsys: pytest.CaptureFixture[str], chapter: str, release: str
) -> None:
    start(chapter, release)
    said = capsys.readouterr()
    assert said.out.startswith("Mettez à jour course_utils")
    assert said.out.count("\n") == 1
    assert said.err == ""


def test_the_digest_is_compared_with_the_stored_one(stored: Path) -> None:
    assert mismatch("42_test", "0123456789ab") == []
    assert len(mismatch("42_test", "0123456789ac")) == 1


def test_a_notebook_of_an_earlier_release_with_the_same_text_is_of_this_one(stored: Path) -> None:
    content = {"release": "abcdefabcdef", "earlier": ["0123456789ab"], "exercises": {}}
    (stored / "42_test.json").write_text(json.dumps(content), encoding="utf-8")
    assert mismatch("42_test", "0123456789ab") == mismatch("42_test", "abcdefabcdef") == []
    assert len(mismatch("42_test", "0123456789ac")) == 1


@pytest.mark.parametrize(
    ("python", "numpy", "words"),
    [
        (PYTHON, NUMPY, []),
        ((3, 13), (2, 4), []),
        ((3, 9), NUMPY, ["Python 3.10"]),
        (PYTHON, (1, 22), ["%pip install -U numpy"]),
        (PYTHON, None, ["%pip install numpy"]),
        ((3, 8), (1, 9), ["Python 3.10", "-U numpy"]),
    ],
)
def test_an_old_python_or_numpy_gets_a_sentence_that_says_what_to_do(
    python: tuple[int, ...], numpy: tuple[int, ...] | None, words: list[str]
) -> None:
    sentences = outdated(python, numpy)
    assert len(sentences) == len(words)
    assert all(word in sentence for word, sentence in zip(words, sentences, strict=True))


def test_an_outdated_machine_is_told_at_the_start(
    stored: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start_module, "_installed", lambda package: (1, 20))
    start("42_test", "0123456789ab")
    assert "NumPy 1.23" in capsys.readouterr().out


def test_the_minimum_versions_are_those_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    numpy = next(one for one in map(Requirement, project["dependencies"]) if one.name == "numpy")
    assert numpy.specifier == SpecifierSet(f">={'.'.join(map(str, NUMPY))}")
    assert SpecifierSet(project["requires-python"]) == SpecifierSet(f">={'.'.join(map(str, PYTHON))}")


@pytest.mark.parametrize("module", ["course_utils", "course_utils.start", "course_utils.device", "course_utils.style"])
def test_importing_it_loads_no_large_package(module: str) -> None:
    program = f"import sys, {module}; print(*sorted(name.split('.')[0] for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert not {"torch", "matplotlib", "numpy", "IPython", "tensorflow", "nbgrader", "pandas"} & set(run.stdout.split())


def test_importing_the_checks_loads_neither_torch_nor_matplotlib() -> None:
    program = "import sys, course_utils.checks; print(*sorted(name.split('.')[0] for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert not {"torch", "matplotlib", "tensorflow", "nbgrader", "pandas"} & set(run.stdout.split())
