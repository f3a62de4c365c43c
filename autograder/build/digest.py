"""Digests: which release a student holds, and whether what is built belongs to what it was built from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_LENGTH = 12
_SEAL = re.compile(rb'^"seal": "[0-9a-f]*"', re.MULTILINE)


def release_digest(release: bytes) -> str:
    """Return 12 hexadecimal digits that change with what a student reads, and with nothing else.

    `release` is the student's notebook without any digest in it: neither hidden tests, nor what checks expect, nor
    known mistakes are part of it.
    """
    return hashlib.sha256(release).hexdigest()[:_LENGTH]


def seal(origins: Iterable[bytes], package: bytes) -> str:
    """Return the digest of the files that a chapter is built from and into; the seal in `package` does not count.

    Ends of lines do not count either: a code host may change them.
    """
    fingerprint = hashlib.sha256()
    for content in (*origins, _SEAL.sub(b'"seal": ""', package)):
        fingerprint.update(hashlib.sha256(content.replace(b"\r\n", b"\n")).digest())
    return fingerprint.hexdigest()[: 2 * _LENGTH]


def sealed(origins: Iterable[bytes], package: bytes) -> bytes:
    """Return `package`, the chapter's file, with its seal."""
    stamp = f'"seal": "{seal(origins, package)}"'.encode()
    return _SEAL.sub(stamp, package, count=1)


def seal_of(package: bytes) -> str:
    """Return the seal that a chapter's file carries, empty when it has none."""
    found = _SEAL.search(package)
    return found[0].decode().split('"')[3] if found else ""
