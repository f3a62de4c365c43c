"""IDX files, the format that MNIST was published in: a short header, then the bytes of one array."""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from course_utils.data.error import damaged
from course_utils.data.parts import Part
from course_utils.data.verify import check_content

if TYPE_CHECKING:
    import numpy as np

_GZIP = b"\x1f\x8b"
_BYTES = 0x08  # the header's code for an array of unsigned bytes


def idx_files(folder: Path, parts: tuple[Part, ...]) -> dict[str, Path]:
    """Return the IDX files of `parts` that are in `folder`, by field; some copies write « .idx » for « -idx »."""
    found = {}
    for part in parts:
        names = (part.file, part.file.replace("-idx", ".idx"))
        paths = [folder / f"{name}{ending}" for ending in ("", ".gz") for name in names]
        path = next((path for path in paths if path.is_file()), None)
        if path is not None:
            found[part.field] = path
    return found


def read_idx(path: Path, part: Part) -> np.ndarray:
    """Return the array of bytes, of shape `part.shape`, that `path` holds, compressed by gzip or not.

    Raises DataError when the file is truncated, damaged, of another shape or format, or not what `part` expects.
    """
    try:
        with path.open("rb") as raw:
            compressed = raw.read(2) == _GZIP
            raw.seek(0)
            content = _read(gzip.GzipFile(fileobj=raw) if compressed else raw, path, part)
    except EOFError:
        raise damaged(path, "est tronqué") from None
    except (gzip.BadGzipFile, zlib.error):
        raise damaged(path, "est abîmé (sa compression n'est pas lisible)") from None
    except OSError as error:
        raise damaged(path, f"ne se lit pas ({error.strerror or error})") from None
    return check_content(content, path, part)


def _read(stream: IO[bytes] | gzip.GzipFile, path: Path, part: Part) -> bytearray:
    """Return the bytes after the header, which must announce what `part` expects; never much more than that."""
    magic, sizes = stream.read(4), stream.read(4 * len(part.shape))
    if len(magic) < 4 or (magic[:3] == bytes((0, 0, _BYTES)) and len(sizes) < 4 * len(part.shape)):
        raise EOFError
    if magic[:3] != bytes((0, 0, _BYTES)):
        raise damaged(path, "n'est pas un fichier IDX d'octets")
    shape = struct.unpack(f">{len(part.shape)}I", sizes)
    if magic[3] != len(part.shape) or shape != part.shape:
        told = f"la forme {shape}" if magic[3] == len(part.shape) else f"{magic[3]} dimension(s)"
        raise damaged(path, f"annonce {told} au lieu de {part.shape}")
    content = bytearray(stream.read(part.count + 1))
    if len(content) < part.count:
        raise EOFError
    if len(content) > part.count:
        raise damaged(path, "est plus long qu'il ne l'annonce")
    return content
