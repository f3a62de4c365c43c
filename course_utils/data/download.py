"""Fetching files from mirrors: checked, resumed where they stopped, safe with several processes, never hanging.

Not pooch's work, because it begins again from nothing: tried with 1.9.0 on a server that cuts at half, it removes what
it has received and asks for no range the next time. Its temporary file is out of a downloader's reach once that has
failed, so that resuming, and bounding the whole wait, would stay ours.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import queue
import ssl
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from course_utils.data.parts import Part, Recipe
from course_utils.data.verify import file_digest
from course_utils.progress import bar

ANSWER_S = 5.0  # for a mirror to answer, then for each block to arrive
WHOLE_S = 600.0  # for all the files together: the next call goes on from there
_BLOCK = 1 << 16
_NO_ANSWER = "ne répond pas"


class NotFetched(Exception):
    """No mirror gave the file: a French clause, the reason for each."""


def fetch(recipe: Recipe, folder: Path, answer_s: float = ANSWER_S, whole_s: float = WHOLE_S) -> None:
    """Bring the files « .gz » of `recipe` into `folder`, with a progress bar; those that are there stay.

    Each mirror is asked once a file, and the first file that none gives ends it (NotFetched): without a network
    that is a matter of seconds. What was received is kept, and the next call goes on from there. OSError when
    `folder` cannot be written.
    """
    end = time.monotonic() + whole_s
    mirrors = list(recipe.mirrors)
    total = sum(part.size for part in recipe.parts)
    with bar(total, f"Téléchargement de MNIST ({total / 1e6:.1f} Mo)".replace(".", ",")) as progress:
        for part in recipe.parts:
            used = fetch_file(part, mirrors, folder, answer_s, end, progress.update)
            mirrors.sort(key=lambda mirror: mirror != used)  # the one that works comes first


def fetch_file(
    part: Part,
    mirrors: Sequence[str],
    folder: Path,
    answer_s: float = ANSWER_S,
    end: float = float("inf"),
    advance: Callable[[int], Any] = lambda count: None,
) -> str:
    """Bring one file into `folder` and return the mirror it came from (« » if it was there); see `fetch`.

    `end` is a time of `time.monotonic()`; `advance` is told how many bytes came. The file appears whole and checked,
    or not at all. Of several processes, one goes on with what is left of an earlier download; the others, rather
    than wait for it, download for themselves.
    """
    name = f"{part.file}.gz"
    folder.mkdir(parents=True, exist_ok=True)
    with _claim(folder / f".{name}.lock") as alone, _partial(folder, name, alone) as partial:
        if _is_whole(folder / name, part):
            advance(part.size)
            return ""
        reasons = []
        for mirror in mirrors:
            reason = _receive(mirror + name, partial, part, answer_s, end, advance)
            if not reason:
                os.replace(partial, folder / name)
                return mirror
            reasons.append((urlsplit(mirror).netloc, reason))
        if all(reason == _NO_ANSWER for _, reason in reasons):
            raise NotFetched("aucun miroir ne répond")
        raise NotFetched(", ".join(f"{host} : {reason}" for host, reason in reasons))


def _receive(
    address: str, partial: Path, part: Part, answer_s: float, end: float, advance: Callable[[int], Any]
) -> str:
    """Ask `address` once for what `partial` lacks; return « », or a French word on why the file is not there."""
    have = partial.stat().st_size if partial.exists() else 0
    if have >= part.size:
        if _is_whole(partial, part):
            advance(part.size)
            return ""
        have = 0
    headers = {"User-Agent": "course_utils", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    try:
        response = _open(urllib.request.Request(address, headers=headers), answer_s)
    except urllib.error.HTTPError as error:
        error.close()
        return f"erreur HTTP {error.code}"
    except (OSError, http.client.HTTPException) as error:
        # A Python without certificates is common enough on macOS to be told apart from a network that is down.
        return "connexion sûre refusée" if isinstance(getattr(error, "reason", error), ssl.SSLError) else _NO_ANSWER
    with response:
        resumed = response.status == 206
        if resumed and not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            return "réponse inattendue"
        advance(have if resumed else 0)
        with partial.open("ab" if resumed else "wb") as kept:
            stopped = _copy(response, kept, part.size - (have if resumed else 0), end, advance)
            kept.flush()
            os.fsync(kept.fileno())
    if _is_whole(partial, part):
        return ""
    received = partial.stat().st_size
    if received < part.size:
        advance(-received)  # the next mirror counts it again
        return stopped or "connexion coupée"
    partial.unlink()
    advance(-min(received, part.size))
    return "fichier altéré"


def _copy(response: Any, kept: IO[bytes], left: int, end: float, advance: Callable[[int], Any]) -> str:
    """Copy what comes until the file ends, or one block beyond `left`; return why it stopped early, or « »."""
    while left >= 0:
        if time.monotonic() > end:
            return "trop lent"
        try:
            block = response.read1(_BLOCK)
        except (OSError, http.client.HTTPException):
            return "connexion coupée"
        if not block:
            return ""
        kept.write(block)
        advance(min(len(block), left))
        left -= len(block)
    return ""


def _open(request: urllib.request.Request, seconds: float) -> Any:
    """Return the response, or raise what urllib raises; TimeoutError after `seconds`, whatever is slow.

    In a thread of its own: a time limit on sockets bounds neither the search for an address nor the attempts on
    each of a host's addresses.
    """
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(urllib.request.urlopen(request, timeout=seconds))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _is_whole(path: Path, part: Part) -> bool:
    return path.is_file() and path.stat().st_size == part.size and file_digest(path) == part.file_sha256


@contextlib.contextmanager
def _claim(path: Path) -> Iterator[bool]:
    """Yield whether this process alone holds the lock file `path`; the system lets go of it if the process dies."""
    with path.open("ab") as handle:
        yield _locked(handle)


def _locked(handle: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # another process has it, or the file system knows no locks
        return False
    return True


@contextlib.contextmanager
def _partial(folder: Path, name: str, alone: bool) -> Iterator[Path]:
    """Yield the path of the unfinished file: the one to be resumed, or, when not alone, one that nobody else has."""
    if alone:
        yield folder / f".{name}.part"
        return
    handle, own = tempfile.mkstemp(dir=folder, prefix=f".{name}.", suffix=".part")
    os.close(handle)
    os.chmod(own, 0o644)  # others may read it, as they may a file made plainly
    try:
        yield Path(own)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(own)
