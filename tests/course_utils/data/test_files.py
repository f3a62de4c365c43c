"""IDX files and NumPy archives: read whole, or refused with one French sentence."""

from __future__ import annotations

import gzip
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_utils.data import DataError
from course_utils.data.idx import idx_files, read_idx
from course_utils.data.npz import read_npz


@pytest.mark.parametrize("name", ["plain", "compressed.gz", "compressed-without-its-ending"])
def test_an_idx_file_is_read_whether_compressed_or_not_whatever_its_name(tmp_path: Path, small: Any, name: str) -> None:
    part = small.part()
    content = small.zipped[f"{part.file}.gz"] if "compressed" in name else small.plain[part.file]
    (tmp_path / name).write_bytes(content)
    array = read_idx(tmp_path / name, part)
    np.testing.assert_array_equal(array, small.arrays["x_train"])
    assert array.dtype == np.uint8
    array[0] = 0  # the caller's to change


def flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def other_shape(content: bytes) -> bytes:
    return content[:4] + struct.pack(">3I", 7, 14, 56) + content[16:]


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda content: content[:-1], "est tronqué"),
        (lambda content: content[:10], "est tronqué"),
        (lambda content: content[:2], "est tronqué"),
        (lambda content: b"", "est tronqué"),
        (lambda content: content + b"\0", "est plus long"),
        (lambda content: flip(content, 500), "son empreinte diffère"),
        (lambda content: content[:2000] + bytes(len(content) - 2000), "son empreinte diffère"),
        (other_shape, "annonce la forme (7, 14, 56) au lieu de (7, 28, 28)"),
        (lambda content: content[:3] + b"\1" + content[4:], "annonce 1 dimension(s)"),
        (lambda content: b"<html>Not found</html>", "n’est pas un fichier IDX"),
    ],
    ids=["end", "header", "magic", "empty", "longer", "tampered", "half-written", "shape", "dimensions", "page"],
)
def test_a_damaged_idx_file_is_refused_in_one_sentence_that_says_how_to_mend_it(
    tmp_path: Path, small: Any, change: Any, words: str, compressed: bool
) -> None:
    part = small.part()
    content = change(small.plain[part.file])
    path = tmp_path / f"{part.file}.gz"
    path.write_bytes(gzip.compress(content) if compressed else content)
    with pytest.raises(DataError) as caught:
        read_idx(path, part)
    sentence = str(caught.value)
    assert words in sentence
    assert path.name in sentence
    assert "effacez-le ou remplacez-le" in sentence
    assert "\n" not in sentence
    assert caught.value._render_traceback_() == [sentence]


@pytest.mark.parametrize("keep", [0.999, 0.5, 0.1])
def test_a_truncated_gzip_file_is_refused(tmp_path: Path, small: Any, keep: float) -> None:
    part = small.part()
    content = small.zipped[f"{part.file}.gz"]
    path = tmp_path / "file.gz"
    path.write_bytes(content[: int(keep * len(content))])
    with pytest.raises(DataError, match="est tronqué"):
        read_idx(path, part)


def test_a_gzip_file_with_a_changed_byte_is_refused(tmp_path: Path, small: Any) -> None:
    part = small.part()
    path = tmp_path / "file.gz"
    for at in (1000, len(small.zipped[f"{part.file}.gz"]) - 6):  # in the pixels, in the checksum
        path.write_bytes(flip(small.zipped[f"{part.file}.gz"], at))
        with pytest.raises(DataError, match=r"abîmé|empreinte"):
            read_idx(path, part)


def test_the_names_that_other_copies_use_are_found(tmp_path: Path, small: Any) -> None:
    for part, ending in zip(small.recipe.parts, ("", ".gz", "", ".gz"), strict=True):
        (tmp_path / (part.file.replace("-idx", ".idx") + ending)).write_bytes(b"")
    assert set(idx_files(tmp_path, small.recipe.parts)) == set(small.arrays)


def archive(path: Path, arrays: dict[str, Any]) -> Path:
    np.savez(path, **arrays)
    return path


@pytest.mark.parametrize("kind", [np.uint8, np.int64])
def test_an_archive_gives_its_four_arrays_as_bytes(tmp_path: Path, small: Any, kind: type) -> None:
    path = archive(tmp_path / "mnist.npz", {name: array.astype(kind) for name, array in small.arrays.items()})
    read = read_npz(path, small.recipe.parts)
    for name, array in small.arrays.items():
        np.testing.assert_array_equal(read[name], array)
        assert read[name].dtype == np.uint8


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"x_train": None}, "ne contient pas le tableau `x_train`"),
        ({"x_train": np.zeros((7, 784), np.uint8)}, "la forme (7, 784) au lieu de (7, 28, 28)"),
        ({"x_train": np.zeros((7, 28, 28))}, "le type float64"),
        ({"x_train": np.zeros((7, 28, 28), np.uint8)}, "son empreinte diffère"),
        ({"y_test": np.array([1, "a", None], dtype=object)}, "ne sont pas lisibles"),
    ],
    ids=["missing", "shape", "type", "content", "objects"],
)
def test_an_archive_of_something_else_is_refused(
    tmp_path: Path, small: Any, change: dict[str, Any], words: str
) -> None:
    arrays = {name: array for name, array in (small.arrays | change).items() if array is not None}
    path = archive(tmp_path / "mnist.npz", arrays)
    with pytest.raises(DataError) as caught:
        read_npz(path, small.recipe.parts)
    assert words in str(caught.value)


@pytest.mark.parametrize("keep", [0, 100, 5000, -1])
def test_a_truncated_archive_is_refused(tmp_path: Path, small: Any, keep: int) -> None:
    path = archive(tmp_path / "mnist.npz", small.arrays)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DataError, match="est tronqué, ou n’est pas une archive"):
        read_npz(path, small.recipe.parts)


def test_an_archive_with_a_changed_byte_is_refused(tmp_path: Path, small: Any) -> None:
    path = archive(tmp_path / "mnist.npz", small.arrays)
    path.write_bytes(flip(path.read_bytes(), 3000))
    with pytest.raises(DataError, match="abîmé"):
        read_npz(path, small.recipe.parts)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read any file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, small: Any) -> None:
    path = small.write(tmp_path) / f"{small.part().file}.gz"
    path.chmod(0)
    with pytest.raises(DataError, match="ne se lit pas"):
        read_idx(path, small.part())
