"""In a student's notebook a check is three lines; its code, and the model answers, ship beside the stored outcomes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.cli import main

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture course, built."""
    root = tmp_path_factory.mktemp("shipped") / "course"
    shutil.copytree(ROOT / "tests" / "course", root)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    assert main(["--root", str(root), "build"]) == 0
    return root


def _cells(root: Path, folder: str, name: str) -> list[dict[str, object]]:
    cells: list[dict[str, object]] = json.loads((root / folder / name / f"{name}.ipynb").read_text())["cells"]
    return cells


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.md")))
def test_a_check_is_three_lines_in_a_student_s_notebook(name: str) -> None:
    shown = [cell for cell in _cells(ROOT, "release", name) if str(cell["id"]).endswith("-checks")]
    assert shown
    for cell in shown:
        lines = [line.rstrip("\n") for line in cell["source"] if line.strip()]  # type: ignore[attr-defined]
        exercise = str(cell["id"]).removesuffix("-checks")
        assert lines[0].startswith("# Vérifications de l’exercice ")
        assert lines[1:] == ["from course_utils.checks import check", f'check("{name}/{exercise}")']


def test_the_instructor_s_cell_keeps_the_visible_checks_and_the_hidden_tests(built: Path) -> None:
    whole = "".join(str(cell["source"]) for cell in _cells(built, "source", "90_fixture"))
    assert "with visible(" in whole and "### BEGIN HIDDEN TESTS" in whole


def test_neither_hidden_tests_nor_marks_are_shipped(built: Path) -> None:
    for kind in ("checks", "models"):
        text = (built / "course_utils" / "chapters" / kind / "90_fixture.py").read_text(encoding="utf-8")
        assert "HIDDEN" not in text and "BEGIN" not in text and "hidden(" not in text


def test_a_course_that_keeps_its_model_answers_back_ships_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "course", root)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    project = root / "pyproject.toml"
    before = project.read_text(encoding="utf-8") if project.is_file() else "[tool.course]\n"
    project.write_text(before.replace("[tool.course]\n", "[tool.course]\nmodel_answers = false\n"), encoding="utf-8")
    assert main(["--root", str(root), "build"]) == 0
    assert not (root / "course_utils" / "chapters" / "models").exists()

    shutil.copytree(ROOT / "course_utils" / "chapters" / "models", root / "course_utils" / "chapters" / "models")
    capsys.readouterr()
    assert main(["--root", str(root), "build", "--check"]) == 1
    assert "supprimez-le" in capsys.readouterr().out
