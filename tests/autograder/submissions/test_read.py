"""Reading what was handed in: notebooks of every kind are read, all else is told in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.submissions import read
from autograder.submissions.read import SubmittedCell, UnreadableSubmission, read_submission


def notebook(**cell: Any) -> dict[str, Any]:
    one = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None, "source": "x = 1"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "julia"}}, "cells": [one | cell]}


def written(path: Path, content: Any) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b" \n\t", "est vide"),
        (b"\xef\xbb\xbf", "est vide"),
        (json.dumps(notebook()).encode()[:-40], "tronqué"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "n'est pas un fichier texte"),
        (json.dumps(notebook()).encode("utf-16"), "n'est pas un fichier texte"),
        (b"<!DOCTYPE html><title>Connexion</title>", "d'un autre format"),
        (b"# %%\nprint(1)", "d'un autre format"),
        (b"[]", "d'un autre format"),
        (b"{}", "d'un autre format"),
        (b"null", "d'un autre format"),
        (b'"cells"', "d'un autre format"),
        (b'{"nbformat": 4}', "d'un autre format"),
        (b'{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "d'un autre format"),
        (b'{"cells": [1], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "d'un autre format"),
        (b"[" * 200_000, "d'un autre format"),
    ],
)
def test_what_is_no_notebook_is_told_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableSubmission, match=said) as stopped:
        read_submission(written(tmp_path / "rendu.ipynb", content))
    assert str(stopped.value).startswith("rendu.ipynb ") and "\n" not in str(stopped.value)


def test_an_absent_file_and_a_folder_in_its_place_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSubmission, match="n'est pas dans le dossier rendu"):
        read_submission(tmp_path / "absent.ipynb")
    with pytest.raises(UnreadableSubmission, match="ne peut pas être lu"):
        read_submission(tmp_path)


def test_an_enormous_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 100)
    with pytest.raises(UnreadableSubmission, match="effacez les sorties"):
        read_submission(written(tmp_path / "rendu.ipynb", notebook()))


@pytest.mark.parametrize("source", ["x = 1\ny = 2", ["x = 1\n", "y = 2"], "x = 1\r\ny = 2", "x = 1\ry = 2"])
def test_a_source_is_one_string_however_it_was_saved(tmp_path: Path, source: Any) -> None:
    cells = read_submission(written(tmp_path / "a.ipynb", notebook(source=source))).cells
    assert [cell.source for cell in cells] == ["x = 1\ny = 2"]


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    content = json.dumps(notebook(source="é = 1"), indent=1, ensure_ascii=False).replace("\n", "\r\n")
    read_back = read_submission(written(tmp_path / "a.ipynb", b"\xef\xbb\xbf" + content.encode()))
    assert read_back.cells[0].source == "é = 1"


def test_an_old_notebook_format_is_brought_up_to_date(tmp_path: Path) -> None:
    old = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell(input="x = 1")])]
    )
    cells = read_submission(written(tmp_path / "a.ipynb", old)).cells
    assert [(cell.kind, cell.source) for cell in cells] == [("code", "x = 1")]


def test_cells_without_an_id_are_read(tmp_path: Path) -> None:
    raw = notebook()
    del raw["cells"][0]["id"]
    raw["nbformat_minor"] = 4
    assert read_submission(written(tmp_path / "a.ipynb", raw)).cells == (SubmittedCell("code", "x = 1"),)


@pytest.mark.parametrize("about", [None, "lost", [], 3])
def test_nbgraders_metadata_that_an_editor_mangled_are_as_none(tmp_path: Path, about: Any) -> None:
    raw = notebook(metadata={"nbgrader": about, "tags": ["mine"]})
    assert read_submission(written(tmp_path / "a.ipynb", raw)).cells[0].metadata == {"tags": ["mine"]}


@pytest.mark.parametrize("about", [None, 3, [], "x"])
def test_a_cell_or_a_notebook_whose_metadata_are_none_is_read(tmp_path: Path, about: Any) -> None:
    raw = notebook(metadata=about, source=None, cell_type="sql", id=7) | {"metadata": about}
    read_back = read_submission(written(tmp_path / "a.ipynb", raw))
    assert read_back.cells == (SubmittedCell("raw", ""),) and read_back.metadata == {}


def test_the_id_that_colab_keeps_in_the_metadata_is_the_cells(tmp_path: Path) -> None:
    raw = notebook(metadata={"id": "double-solution"})
    del raw["cells"][0]["id"]
    assert read_submission(written(tmp_path / "a.ipynb", raw)).cells[0].id == "double-solution"


def test_a_name_that_no_page_takes_is_told_without_what_is_odd(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSubmission, match=r"^ren\?du\?b\?\.ipynb est vide"):
        read_submission(written(tmp_path / "ren\udce9du<b>.ipynb", b""))
