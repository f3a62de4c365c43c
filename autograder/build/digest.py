"""The digest that tells one release of a chapter from another."""

from __future__ import annotations

import hashlib
import json

_LENGTH = 12
_RELEASE = "release"


def release_digest(source: bytes, stored: bytes | None) -> str:
    """Return 12 hexadecimal digits that change with the instructor's notebook or the stored outcomes.

    `source` is the notebook without any digest in it; the digest that `stored` may carry does not count.
    """
    fingerprint = hashlib.sha256(source)
    if stored is not None:
        content = {key: value for key, value in json.loads(stored).items() if key != _RELEASE}
        fingerprint.update(b"\0" + json.dumps(content, sort_keys=True).encode())
    return fingerprint.hexdigest()[:_LENGTH]


def stamped(stored: bytes, digest: str) -> bytes:
    """Return the stored outcomes with the digest of the release they belong to."""
    content = {**json.loads(stored), _RELEASE: digest}
    return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
