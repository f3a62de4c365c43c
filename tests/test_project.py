"""The project's own files agree with each other: what is declared, locked, packaged, ignored and documented."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from autograder.cli import COMMANDS
from autograder.course.folder import open_course, tomllib
from autograder.demo.classes import telling_chapters
from course_utils.french import typeset

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
LOCKED_PYTHON = {"python_version": "3.11", "python_full_version": "3.11.0"}
CONDA_NAMES = {"pytorch": "torch", "matplotlib-base": "matplotlib"}
GRAPHICS = "nvidia|cuda|triton"
IMPORT_NAMES = {"yaml": "pyyaml", "IPython": "ipython", "sklearn": "scikit-learn"}


def requirements(*extras: str) -> dict[str, Requirement]:
    """The direct requirements, by canonical name, that count on the Python of the lock."""
    lines = list(PROJECT["dependencies"])
    for extra in extras:
        lines += PROJECT["optional-dependencies"][extra]
    found = [Requirement(line) for line in lines]
    wanted = [one for one in found if one.marker is None or one.marker.evaluate(LOCKED_PYTHON)]
    return {canonicalize_name(one.name): one for one in wanted}


GRADING, TESTS = "requirements.lock", "requirements-test.lock"


def locked(*files: str) -> dict[str, str]:
    """The locked versions by canonical name; every line of a lock must be `name==version` and no more."""
    lines = [line for file in files for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    pins = [re.fullmatch(r"([A-Za-z0-9._-]+)==([0-9][0-9A-Za-z.]*)", line) for line in lines if line[:1] != "#"]
    assert all(pins), "a line of a lock is no plain pin: run « make lock »"
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


def needed(*extras: str) -> set[str]:
    """What these extras bring here, by canonical name: the packages that they name, and those that these need."""
    ahead = [(name, extra) for name, one in requirements(*extras).items() for extra in ("", *one.extras)]
    found: set[tuple[str, str]] = set()
    while ahead:
        name, extra = one = ahead.pop()
        if one not in found:
            found.add(one)
            for line in metadata.requires(name) or []:
                need = Requirement(line)
                if need.marker is None or need.marker.evaluate({"extra": extra}):
                    ahead += [(canonicalize_name(need.name), each) for each in ("", *need.extras)]
    return {name for name, _ in found}


@pytest.mark.parametrize(
    ("extras", "files"),
    [(("instructor",), (GRADING,)), (("instructor", "cluster", "postgresql", "dev"), (GRADING, TESTS))],
)
def test_every_direct_requirement_is_satisfied_by_its_lock(extras: tuple[str, ...], files: tuple[str, ...]) -> None:
    pins = locked(*files)
    for name, requirement in requirements(*extras).items():
        assert name in pins, f"{name} is not locked: run « make lock »"
        assert Version(pins[name]) in requirement.specifier, f"{name} {pins[name]} is too old: run « make lock »"


def test_a_package_is_in_one_lock_alone() -> None:
    assert locked(GRADING).keys() & locked(TESTS).keys() == set()


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11) or sys.platform != "linux", reason="the locks are made with Python 3.11 on Linux"
)
def test_nothing_that_the_tests_alone_need_is_in_the_lock_for_grading() -> None:
    graphics = {name for name in needed("instructor") if re.match(GRAPHICS, name)}
    assert needed("instructor") - graphics == locked(GRADING).keys()


def test_the_locks_bring_no_graphics_card_packages() -> None:
    assert not [name for name in locked(GRADING, TESTS) if re.match(GRAPHICS, name)]
    assert locked(GRADING)["torch"] == "2.13.0"


def test_the_conda_environment_asks_for_what_pyproject_asks_for() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [line for line in environment["dependencies"] if isinstance(line, str)]
    pip = next(line["pip"] for line in environment["dependencies"] if isinstance(line, dict))
    assert conda[:2] == ["python=3.11", "pip"]
    assert pip[-1] == "-e ."
    found = {}
    for line in [*conda[2:], *pip[:-1]]:
        one = Requirement(line)
        found[canonicalize_name(CONDA_NAMES.get(one.name, one.name))] = one.specifier
    assert found == {name: one.specifier for name, one in requirements("instructor").items()}


def imports(package: str) -> set[str]:
    """The top-level names that the modules of `package` import anywhere, those of the standard library left out."""
    found: set[str] = set()
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names)


def test_an_instructors_environment_runs_what_a_learners_does() -> None:
    ours = requirements("instructor")
    assert [name for name in requirements("handin") if name not in ours] == []


def test_the_notebooks_package_imports_only_itself_its_dependencies_and_its_extras() -> None:
    declared = set(requirements("torch", "handin"))
    used = {canonicalize_name(IMPORT_NAMES.get(name, name)) for name in imports("course_utils")}
    assert used - declared <= {"course-utils"}


def test_the_instructors_package_imports_only_what_is_declared() -> None:
    declared = set(requirements("instructor", "cluster")) | {"tomli"}
    used = {canonicalize_name(IMPORT_NAMES.get(name, name)) for name in imports("autograder")}
    assert used - declared <= {"course-utils", "autograder"}


@pytest.mark.parametrize("package", ["course_utils", "autograder"])
def test_every_file_of_a_package_is_packaged(package: str) -> None:
    folder = ROOT / package
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"][package]
    packaged = {path for pattern in patterns for path in folder.glob(pattern)}
    others = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert others - packaged == set()


@pytest.mark.parametrize("package", ["course_utils", "autograder"])
def test_every_folder_with_modules_is_a_package(package: str) -> None:
    folders = {path.parent for path in (ROOT / package).rglob("*.py") if path.stem.isidentifier()}
    assert {folder for folder in folders if not (folder / "__init__.py").is_file()} == set()


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_the_readme_lists_every_command_and_no_other(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `course (\w+)", text, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "README.fr.md",
        "CONTRIBUTING.md",
        "docs/README.md",
        "docs/cluster.md",
        "docs/settings.md",
        "docs/writing-a-chapter.md",
    ],
)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in targets if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("submitted/alice/00_start/00_start.ipynb", True),
        ("autograded/alice/00_start/00_start.ipynb", True),
        ("autograded/README.md", False),
        ("feedback/alice/00_start/00_start.html", True),
        ("gradebook.db", True),
        ("gradebook.db-journal", True),
        ("lab/00_start/00_start.ipynb", True),
        ("release/00_start/00_start.ipynb", False),
        ("source/00_start/00_start.ipynb", False),
        ("tests/fixtures/submitted/alice.ipynb", False),
        ("autograder/build/text.py", False),
    ],
)
def test_what_a_class_hands_in_never_enters_the_history(path: str, ignored: bool) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("needs the project's git folder, absent from an archive")
    run = subprocess.run(["git", "check-ignore", "-q", "--no-index", path], cwd=ROOT, timeout=30)
    assert run.returncode == (0 if ignored else 1)


def test_make_alone_lists_the_commands_of_the_readme(tmp_path: Path) -> None:
    run = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)
    for target in ("setup", "setup-test", "demo", "test", "lab", "lock", "clean"):
        assert f"make {target} " in run.stdout


def test_an_old_python_is_told_what_to_do(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")  # answers as a Python older than 3.10 does
    old.chmod(0o755)
    words = ["make", "setup", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert run.returncode == 2
    assert "Il faut Python 3.10 ou plus récent" in run.stderr
    assert not (tmp_path / "venv").exists()


def test_continuous_integration_requires_everything_and_runs_make_test() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "export COURSE_REQUIRE_ALL=1" in lines
    assert lines[-1] == "make test"


def test_the_french_readme_is_set_in_french_typography() -> None:
    text = (ROOT / "README.fr.md").read_text(encoding="utf-8")
    assert text == typeset(text)


@pytest.mark.parametrize("script", ["run", "compat", "lock"])
def test_a_script_of_the_project_reads_as_bash(script: str) -> None:
    path = ROOT / ".ci" / script
    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", path], check=True, timeout=30)


def test_the_oldest_packages_that_are_tried_are_those_that_are_announced() -> None:
    tried = re.findall(r'"([a-z_-]+)==([0-9.]+)\.\*"', (ROOT / ".ci/compat").read_text(encoding="utf-8"))
    announced = {name: one.specifier for name, one in requirements("handin", "torch").items()}
    oldest: dict[str, Version] = {}
    for name, version in tried:
        oldest.setdefault(canonicalize_name(name), Version(version))
    assert {"numpy", "matplotlib", "scikit-learn", "ipython", "ipywidgets", "ipykernel", "nbclient", "tqdm"} <= set(
        oldest
    )
    assert {name: f">={version}" for name, version in oldest.items()} == {name: str(announced[name]) for name in oldest}


def test_only_what_tests_the_course_installs_the_lock_of_the_tests(tmp_path: Path) -> None:
    def commands(target: str) -> str:
        words = ["make", "--dry-run", target, f"VENV={tmp_path / 'venv'}", f"PYTHON={sys.executable}"]
        return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True).stdout

    for target in ("setup", "demo", "lab"):
        assert f"-r {GRADING}" in commands(target) and TESTS not in commands(target)
    for target in ("setup-test", "test"):
        assert f"-r {GRADING}" in commands(target) and f"-r {TESTS}" in commands(target)


def test_the_demonstration_begins_with_two_chapters_that_exist() -> None:
    course = open_course(ROOT)
    assert len(telling_chapters(course)) == len(course.settings["demo"]) == 2
