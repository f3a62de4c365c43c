"""A file is written whole or not at all, on a full disk too."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.files import write_atomically, writing
from autograder.course.folder import CourseError

# Writes over a file that is there, more than the place can hold, and tells what is left.
OVERFLOW = """
import json, sys
from pathlib import Path
from autograder.course.folder import CourseError
from autograder.course.files import write_atomically
from course_utils.french import typeset

folder = Path(sys.argv[1])
old, new = b"avant" * 4_000, b"x" * 4_000_000
write_atomically(folder / "notes.csv", old)
{limit}
try:
    write_atomically(folder / "notes.csv", new)
    sentence = ""
except CourseError as error:
    sentence = str(error)
print(json.dumps({{
    "sentence": sentence,
    "whole": (folder / "notes.csv").read_bytes() == old,
    "files": sorted(path.name for path in folder.iterdir()),
}}))
"""


def _told(done: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert done.returncode == 0, done.stderr
    path = folder / "notes.csv"
    assert json.loads(done.stdout) == {
        "sentence": f"Plus de place sur le disque pour écrire {path} : libérez de l'espace, puis relancez la même "
        "commande. Rien de ce qui était écrit n'est perdu.",
        "whole": True,
        "files": ["notes.csv"],
    }


def _full_disk() -> list[str]:
    """Return what runs a command where `$0` is a disk of 256 kB, or skip where the kernel does not allow it."""
    unshare = shutil.which("unshare")
    for names in (["--user", "--map-root-user", "--mount"], ["--mount"]):
        prefix = [str(unshare), *names, "sh", "-c", 'mount -t tmpfs -o size=256k tmpfs "$0" && exec "$@"']
        if unshare and subprocess.run([*prefix, "/mnt", "true"], capture_output=True).returncode == 0:
            return prefix
    sentence = "needs a disk of its own to fill, and mount namespaces are not allowed here"
    if os.environ.get("COURSE_REQUIRE_ALL") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def test_on_a_full_disk_the_old_file_stays_whole_and_one_sentence_says_why(tmp_path: Path) -> None:
    command = [*_full_disk(), str(tmp_path), sys.executable, "-c", OVERFLOW.format(limit=""), str(tmp_path)]
    _told(subprocess.run(command, capture_output=True, text=True), tmp_path)
    assert list(tmp_path.iterdir()) == []  # it was the other disk that was written to


def test_beyond_the_size_that_is_allowed_the_old_file_stays_whole_and_one_sentence_says_why(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))"
    command = [sys.executable, "-c", OVERFLOW.format(limit=limit), str(tmp_path)]
    _told(subprocess.run(command, capture_output=True, text=True), tmp_path)


def test_a_file_is_made_with_its_folders_and_everyone_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "notes.csv"
    write_atomically(path, b"1")
    assert path.read_bytes() == b"1"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_a_file_is_replaced_and_whoever_was_reading_the_old_one_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    write_atomically(path, b"avant")
    with path.open("rb") as reader:
        write_atomically(path, b"ensuite")
        assert reader.read() == b"avant"
    assert path.read_bytes() == b"ensuite"


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    path = tmp_path / "fichier" / "notes.csv"
    with pytest.raises(CourseError) as refused:
        write_atomically(path, b"1")
    assert str(refused.value).startswith(f"Impossible d'écrire {path} : ")
    assert "\n" not in str(refused.value)


def test_a_folder_in_the_place_of_the_file_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.mkdir()
    with pytest.raises(CourseError, match="Impossible d'écrire"):
        write_atomically(path, b"1")
    assert list(tmp_path.iterdir()) == [path]


def test_only_failures_to_write_become_sentences(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="autre"), writing(tmp_path):
        raise ValueError("autre")
    with pytest.raises(TypeError):
        write_atomically(tmp_path / "notes.csv", "pas des octets")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
