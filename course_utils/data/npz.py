"""`mnist.npz`, the form in which Keras keeps MNIST: a NumPy archive of four arrays."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.data.error import damaged
from course_utils.data.parts import KERAS_NPZ_SHA256, Part
from course_utils.data.verify import check_content, file_digest

if TYPE_CHECKING:
    import numpy as np


def read_npz(path: Path, parts: tuple[Part, ...]) -> dict[str, np.ndarray]:
    """Return the arrays of bytes of `parts`, by field.

    Raises DataError when the archive is truncated or damaged, when an array is missing or has another shape or
    type, and when the content is not the one expected. Nothing is unpickled.
    """
    import numpy as np

    try:
        if not zipfile.is_zipfile(path):
            raise damaged(path, "est tronqué, ou n'est pas une archive NumPy")
        with np.load(path, allow_pickle=False) as archive:
            found = {part.field: archive[part.field] for part in parts if part.field in archive.files}
        known = file_digest(path) == KERAS_NPZ_SHA256
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        raise damaged(path, "est abîmé (ses tableaux ne sont pas lisibles)") from None
    except OSError as error:
        raise damaged(path, f"ne se lit pas ({error.strerror or error})") from None
    arrays = {}
    for part in parts:
        array = found.get(part.field)
        if array is None:
            raise damaged(path, f"ne contient pas le tableau `{part.field}`")
        if array.shape != part.shape:
            raise damaged(path, f"donne à `{part.field}` la forme {array.shape} au lieu de {part.shape}")
        if array.dtype.kind not in "iu":
            raise damaged(path, f"donne à `{part.field}` le type {array.dtype} au lieu d'entiers de 0 à 255")
        plain = array.astype(np.uint8)
        arrays[part.field] = plain if known else check_content(bytearray(plain.tobytes()), path, part)
    return arrays
