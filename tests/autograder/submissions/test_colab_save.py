"""What Colab does to a notebook when it saves it changes no verdict."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.cli import main
from course_utils.chapters.reader import EXTRA_FOLDER

CHAPTER = "90_fixture"
ANSWERS = {  # right, wrong and named, raising, data; the others are left as they came
    "double": "# Exercice 1 · double\ndef double(x):\n    return x + x",
    "apply_twice": "# Exercice 2 · apply_twice\ndef apply_twice(f, x):\n    return f(x)",
    "countdown": "# Exercice 3 · countdown\ndef countdown(n):\n    print(n)\n    raise KeyError(n)",
    "identity": "# Exercice 8 · identity\nidentity = np.eye(SCALE)",
    "quiz": '# Exercice 9 · quiz\npicked = {"q1": "c", "q2": "a"}',
    "analysis": "**Exercice 11 · analysis**\n\nParce qu'ils s'ajoutent.",
}
Change = Callable[[dict[str, Any]], None]


def _random_ids(notebook: dict[str, Any]) -> None:
    """As Colab does for a notebook that it has read in the old format."""
    letters = random.Random(0)
    for cell in notebook["cells"]:
        cell["id"] = "".join(letters.choices("abcdefghijkLMNOPQ0123456789_-", k=12))


def _old_format(notebook: dict[str, Any]) -> None:
    """nbformat 4.0, where a cell's id is in its metadata; outputs have ids too, sources are lists of lines."""
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        cell["metadata"]["id"] = cell.pop("id")
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
        if cell["cell_type"] == "code":
            cell["execution_count"] = 7
            cell["metadata"]["outputId"] = "5f0c2f3a-10cb-4c0e-9d3b-0a5f2e1b7c11"
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["une ligne\n", "une autre\n"]}]


def _old_format_and_random_ids(notebook: dict[str, Any]) -> None:
    _random_ids(notebook)
    _old_format(notebook)


def _one_string(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])


def _colab_settings(notebook: dict[str, Any]) -> None:
    notebook["metadata"] |= {
        "colab": {"provenance": [{"file_id": "1aB", "timestamp": 1700000000000}], "toc_visible": True},
        "accelerator": "GPU",
        "gpuClass": "standard",
        "widgets": {"application/vnd.jupyter.widget-state+json": {}},
    }
    for cell in notebook["cells"]:
        cell["metadata"] |= {"colab": {"base_uri": "https://localhost:8080/", "height": 35}, "cellView": "form"}


def _another_kernel(notebook: dict[str, Any]) -> None:
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R"}
    notebook["metadata"]["language_info"] = {"name": "R"}


def _no_notebook_metadata(notebook: dict[str, Any]) -> None:
    notebook["metadata"] = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}


def _answers_pasted(notebook: dict[str, Any]) -> None:
    """An answer that is pasted in a new cell loses nbgrader's metadata; the old cell is gone."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("course", {}).get("role") in ("stub+solution", "manual"):
            cell["metadata"], cell["id"] = {}, "pasted" + cell["id"].replace("-", "")[:20]


def _everything_pasted(notebook: dict[str, Any]) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"], cell["id"] = {}, f"cell{number}"


def _all_at_once(notebook: dict[str, Any]) -> None:
    for change in (_answers_pasted, _random_ids, _colab_settings, _another_kernel, _old_format):
        change(notebook)


CHANGES: dict[str, Change] = {
    "random_ids": _random_ids,
    "old_format": _old_format,
    "old_format_random_ids": _old_format_and_random_ids,
    "one_string": _one_string,
    "colab_settings": _colab_settings,
    "another_kernel": _another_kernel,
    "no_notebook_metadata": _no_notebook_metadata,
    "answers_pasted": _answers_pasted,
    "everything_pasted": _everything_pasted,
    "all_at_once": _all_at_once,
}


@pytest.fixture(scope="module")
def graded(built_fixture: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The results of one class, by student: the notebook as it was handed in (« untouched »), and each change of it."""
    root = tmp_path_factory.mktemp("colab") / "course"
    shutil.copytree(built_fixture, root)
    notebook = json.loads((root / "release" / CHAPTER / f"{CHAPTER}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        exercise = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        cell["source"] = ANSWERS.get(exercise, "".join(cell["source"]))
    for student, change in {"untouched": lambda _: None, **CHANGES}.items():
        saved = copy.deepcopy(notebook)
        change(saved)
        folder = root / "submitted" / student / CHAPTER
        folder.mkdir(parents=True)
        (folder / f"{CHAPTER}.ipynb").write_text(json.dumps(saved), encoding="utf-8")
    said = io.StringIO()
    before = os.environ.get(EXTRA_FOLDER)
    os.environ[EXTRA_FOLDER] = str(root / "course_utils" / "chapters")
    try:
        with contextlib.redirect_stdout(said):
            assert main(["--root", str(root), "grade", CHAPTER, "--sandbox", "none", "--json"]) == 0
    finally:
        os.environ.pop(EXTRA_FOLDER) if before is None else os.environ.update({EXTRA_FOLDER: before})
    return {one["student"]: one for one in json.loads(said.getvalue())}


def test_the_notebook_that_is_compared_with_holds_verdicts_of_several_kinds(graded: dict[str, Any]) -> None:
    verdicts = {name: verdict["status"] for name, verdict in graded["untouched"]["verdicts"].items()}
    assert verdicts["double"] == verdicts["identity"] == "correct"
    assert (verdicts["apply_twice"], verdicts["quiz"], verdicts["fit"]) == ("wrong", "wrong", "not attempted")
    assert verdicts["analysis"] == "to grade by hand"
    assert graded["untouched"]["verdicts"]["apply_twice"]["mistake"] == "once"
    assert graded["untouched"]["points"] == 3


@pytest.mark.parametrize("change", CHANGES)
def test_saving_in_colab_changes_no_verdict(graded: dict[str, Any], change: str) -> None:
    assert graded[change]["verdicts"] == graded["untouched"]["verdicts"]
    assert graded[change]["points"] == graded["untouched"]["points"]
