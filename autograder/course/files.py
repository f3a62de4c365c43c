"""Writing files so that an interruption or a full disk loses nothing."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from autograder.course.folder import CourseError
from course_utils.whole import write_whole

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failure to write at or near `path` into one sentence (CourseError)."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise CourseError(
                f"Plus de place sur le disque pour écrire {path} : libérez de l'espace, puis relancez "
                "la même commande. Rien de ce qui était écrit n'est perdu."
            ) from error
        raise CourseError(f"Impossible d'écrire {path} : {error.strerror or error}.") from error


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` at `path`, creating its folder: the file is whole, the old one, or absent; never a half.

    Raises CourseError with one sentence when the disk is full or the place is not writable.
    """
    with writing(path):
        write_whole(path, content)
