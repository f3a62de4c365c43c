"""Are these bytes those of the data set? The last word before an array is handed out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.data.error import damaged
from course_utils.data.parts import Part

if TYPE_CHECKING:
    import numpy as np


def check_content(content: bytearray, path: Path, part: Part) -> np.ndarray:
    """Return `content` as an array of `part.shape`; raise DataError unless its digest is the one expected."""
    import numpy as np

    if hashlib.sha256(content).hexdigest() != part.sha256:
        raise damaged(path, f"n'a pas le contenu attendu pour `{part.field}` (son empreinte diffère)")
    return np.frombuffer(content, np.uint8).reshape(part.shape)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
