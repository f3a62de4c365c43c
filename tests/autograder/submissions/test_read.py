"""Reading what was handed in: notebooks of every kind are read, all else is told in one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.submissions import read
from autograder.submissions.read import SubmittedCell, UnreadableSubmission, read_versions


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
        (json.dumps(notebook()).encode("utf-16")[:-41], "n'est pas un fichier texte"),
        (b"Un mot.\n" + json.dumps(notebook()).encode()[:-40], "tronqué"),
        (b"<<<<<<< HEAD\n{\n=======\n[\n>>>>>>> zoe\n", "marques de conflit"),
        (b"PK\x03\x04 and nothing more", "archive qui ne s'ouvre pas"),
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
        read_versions(written(tmp_path / "rendu.ipynb", content))
    assert str(stopped.value).startswith("rendu.ipynb ") and "\n" not in str(stopped.value)


def test_an_absent_file_and_a_folder_in_its_place_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSubmission, match="n'est pas dans le dossier rendu"):
        read_versions(tmp_path / "absent.ipynb")
    with pytest.raises(UnreadableSubmission, match="ne peut pas être lu"):
        read_versions(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_notebook_in_another_unicode_is_read_and_told(tmp_path: Path, encoding: str) -> None:
    content = json.dumps(notebook(source="é = 1"), ensure_ascii=False).encode(encoding)
    (found,) = read_versions(written(tmp_path / "a.ipynb", content))
    assert found.cells[0].source == "é = 1" and encoding[:6].upper() in found.notes[0]


@pytest.mark.parametrize("head", ["Rendu de Zoé\n", "\n// exporté\n\n", "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"])
def test_lines_above_the_notebook_are_passed_over_and_told(tmp_path: Path, head: str) -> None:
    (found,) = read_versions(written(tmp_path / "a.ipynb", head.encode() + json.dumps(notebook()).encode()))
    assert found.cells[0].source == "x = 1" and "avant le notebook" in found.notes[0]


def test_both_sides_of_a_conflict_are_put_together_again(tmp_path: Path) -> None:
    lines = json.dumps(notebook(), indent=1).split("\n")
    at = next(n for n, line in enumerate(lines) if '"x = 1"' in line)
    for base in ([], ["||||||| 1234567", lines[at].replace("1", "0")]):
        merged = ["<<<<<<< HEAD", lines[at], *base, "=======", lines[at].replace("1", "2"), ">>>>>>> zoe"]
        content = "\r\n".join([*lines[:at], *merged, *lines[at + 1 :]])
        ours, theirs = read_versions(written(tmp_path / "a.ipynb", content.encode()))
        assert (ours.cells[0].source, theirs.cells[0].source) == ("x = 1", "x = 2")
        assert "marques de conflit" in ours.notes[0] and "seconde version" in theirs.name


def test_too_many_cells_are_not_read(tmp_path: Path) -> None:
    many = notebook() | {"cells": [{"cell_type": "code", "source": ""}] * (read.MAX_CELLS + 1)}
    with pytest.raises(UnreadableSubmission, match=f"trop de cellules.*{read.MAX_CELLS + 1}"):
        read_versions(written(tmp_path / "a.ipynb", many))
    with pytest.raises(UnreadableSubmission, match="trop de cellules"):
        read_versions(written(tmp_path / "a.py", b"# %%\nx\n" * (read.MAX_CELLS + 1)))


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_a_notebook_is_read_in_an_archive_and_in_an_archive_in_it(tmp_path: Path) -> None:
    inner = zipped(**{"../../devoir/a.ipynb": json.dumps(notebook()).encode(), "__MACOSX/._a.ipynb": b"\0"})
    for content in (inner, zipped(**{"rendu.zip": inner, "lisez-moi.txt": b"!"})):
        (found,) = read_versions(written(tmp_path / "rendu.zip", content))
        assert found.cells[0].source == "x = 1" and "rendu.zip est une archive : a.ipynb" in found.notes[0]
    assert [path.name for path in tmp_path.rglob("*")] == ["rendu.zip"]


def _nested(times: int) -> bytes:
    content = json.dumps(notebook()).encode()
    name = "a.ipynb"
    for _ in range(times):
        content, name = zipped(**{name: content}), "a.zip"
    return content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped(**{"a.txt": b"x"}), "archive sans notebook"),
        (zipped(**{"a.ipynb": b"{"}), "tronqué"),
        (zipped(**{"a.ipynb": b" " * 2000}), "trop grande"),
        (zipped(**{f"{n}.zip": zipped(**{"a.ipynb": b" " * 600}) for n in range(3)}), "trop grande"),
        (zipped(**{f"{n}.txt": b"" for n in range(2001)}), "trop de fichiers"),
        (_nested(4), "trop de fichiers"),
        (_nested(1)[:-30], "ne s'ouvre pas"),
    ],
    ids=["none", "cut notebook", "bomb", "bomb in parts", "many entries", "nested", "cut archive"],
)
def test_an_archive_has_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str) -> None:
    path = written(tmp_path / "a.zip", content)
    monkeypatch.setattr(read, "MAX_BYTES", max(1500, len(content)))
    if "trop grande" in said:
        monkeypatch.setattr(read, "MAX_BYTES", 1500)
        assert len(content) <= 1500
    with pytest.raises(UnreadableSubmission, match=said):
        read_versions(path)


def test_an_enormous_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 100)
    with pytest.raises(UnreadableSubmission, match="effacez les sorties"):
        read_versions(written(tmp_path / "rendu.ipynb", notebook()))


@pytest.mark.parametrize("source", ["x = 1\ny = 2", ["x = 1\n", "y = 2"], "x = 1\r\ny = 2", "x = 1\ry = 2"])
def test_a_source_is_one_string_however_it_was_saved(tmp_path: Path, source: Any) -> None:
    cells = read_versions(written(tmp_path / "a.ipynb", notebook(source=source)))[0].cells
    assert [cell.source for cell in cells] == ["x = 1\ny = 2"]


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    content = json.dumps(notebook(source="é = 1"), indent=1, ensure_ascii=False).replace("\n", "\r\n")
    (read_back,) = read_versions(written(tmp_path / "a.ipynb", b"\xef\xbb\xbf" + content.encode()))
    assert read_back.cells[0].source == "é = 1"


def test_an_old_notebook_format_is_brought_up_to_date(tmp_path: Path) -> None:
    old = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell(input="x = 1")])]
    )
    cells = read_versions(written(tmp_path / "a.ipynb", old))[0].cells
    assert [(cell.kind, cell.source) for cell in cells] == [("code", "x = 1")]


def test_cells_without_an_id_are_read(tmp_path: Path) -> None:
    raw = notebook()
    del raw["cells"][0]["id"]
    raw["nbformat_minor"] = 4
    assert read_versions(written(tmp_path / "a.ipynb", raw))[0].cells == (SubmittedCell("code", "x = 1"),)


@pytest.mark.parametrize("about", [None, "lost", [], 3])
def test_nbgraders_metadata_that_an_editor_mangled_are_as_none(tmp_path: Path, about: Any) -> None:
    raw = notebook(metadata={"nbgrader": about, "tags": ["mine"]})
    assert read_versions(written(tmp_path / "a.ipynb", raw))[0].cells[0].metadata == {"tags": ["mine"]}


@pytest.mark.parametrize("about", [None, 3, [], "x"])
def test_a_cell_or_a_notebook_whose_metadata_are_none_is_read(tmp_path: Path, about: Any) -> None:
    raw = notebook(metadata=about, source=None, cell_type="sql", id=7) | {"metadata": about}
    (read_back,) = read_versions(written(tmp_path / "a.ipynb", raw))
    assert read_back.cells == (SubmittedCell("raw", ""),) and read_back.metadata == {}


def test_the_id_that_colab_keeps_in_the_metadata_is_the_cells(tmp_path: Path) -> None:
    raw = notebook(metadata={"id": "double-solution"})
    del raw["cells"][0]["id"]
    assert read_versions(written(tmp_path / "a.ipynb", raw))[0].cells[0].id == "double-solution"


def test_a_name_that_no_page_takes_is_told_without_what_is_odd(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSubmission, match=r"^ren\?du\?b\?\.ipynb est vide"):
        read_versions(written(tmp_path / "ren\udce9du<b>.ipynb", b""))
