"""What an archive holds: read in memory, never written anywhere, and no further than its bounds."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?\s*$", re.IGNORECASE)
ARCHIVE = re.compile(r"\.zip$", re.IGNORECASE)
SCRIPT = re.compile(r"\.py$", re.IGNORECASE)

_MOST_ENTRIES = 2000
_DEEPEST = 3  # archives in one another
# What a damaged archive can raise: its own words, those of what decompresses, a method that Python lacks, a password.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Refused(Exception):
    """An archive that is not read: the rest of a French sentence that begins with its name."""


def is_archive(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def notebooks_in(content: bytes, room: int) -> list[tuple[str, bytes]]:
    """Return the name and the bytes of the notebooks of an archive, else of its scripts; `room` bytes at most in all.

    Those of the archives that it holds are among them. Raises Refused.
    """
    try:
        files = list(_files(content, _Room(room), 1))
    except Refused:
        raise
    except _DAMAGED as error:
        raise Refused(
            "est une archive qui ne s'ouvre pas (tronquée, ou protégée par un mot de passe) : "
            "rendez le fichier .ipynb lui-même."
        ) from error
    notebooks = [one for one in files if NOTEBOOK.search(one[0])]
    return notebooks or [one for one in files if SCRIPT.search(one[0])]


class _Room:
    """How many bytes may still be taken out."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        with archive.open(entry) as stream:
            content = stream.read(self.left + 1)  # what the archive says of its sizes is not believed
        self.left -= len(content)
        if self.left < 0:
            raise Refused("est une archive trop grande une fois ouverte : rendez le fichier .ipynb lui-même.")
        return content


def _is_hidden(part: str) -> bool:
    return part.startswith("__MACOSX") or (part.startswith(".") and part.strip(".") != "")


def _files(content: bytes, room: _Room, depth: int) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_ENTRIES or depth > _DEEPEST:
            raise Refused("est une archive qui contient trop de fichiers : rendez le fichier .ipynb lui-même.")
        for entry in entries:
            place = PurePosixPath(entry.filename)
            if entry.is_dir() or any(_is_hidden(part) for part in place.parts):
                continue
            if ARCHIVE.search(place.name):
                yield from _files(room.take(archive, entry), room, depth + 1)
            elif NOTEBOOK.search(place.name) or SCRIPT.search(place.name):
                yield place.name, room.take(archive, entry)
