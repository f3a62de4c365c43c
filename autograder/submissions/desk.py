"""The process that reads hand-ins: `python -m autograder.submissions.desk SOCKET MEMORY SECONDS`.

It is asked for data and answers with data; it ends with whoever asks.
"""

from __future__ import annotations

import resource
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from autograder.course.chapter import Chapter
from autograder.run.candidate.namespaces import die_with_parent
from autograder.submissions.attached import pictures_of
from autograder.submissions.choose import ChosenFile, best_version, choose_file
from autograder.submissions.read import UnreadableSubmission, read_versions
from autograder.submissions.reading import Read
from autograder.submissions.repair.origin import chapter_of
from autograder.submissions.repair.places import clean_copy
from autograder.submissions.repair.repair import repair


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        die_with_parent()
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with Connection(int(sys.argv[1])) as wire:
        desk = _Desk(*wire.recv())
        while True:
            try:
                request = wire.recv()
            except EOFError:
                return
            _allow(int(sys.argv[3]))
            wire.send(_answer(desk, *request))


def _allow(seconds: int) -> None:
    """Let the process run so many more seconds of CPU; the system ends it after them, wherever it is."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(desk: _Desk, what: str, *about: Any) -> tuple[str, Any]:
    steps: dict[str, Callable[..., Any]] = {
        "read": desk.read,
        "choose": desk.choose,
        "chapters_of": desk.chapters_of,
    }
    try:
        return "done", steps[what](*about)
    except UnreadableSubmission as error:
        return "unreadable", str(error)
    except MemoryError:
        return "too large", ""
    except Exception:
        return "failed", traceback.format_exc(limit=-5)


class _Desk:
    """What can be asked, about hand-ins on one chapter (None: on any)."""

    def __init__(self, chapter: Chapter | None, released: dict[str, Any] | None) -> None:
        self._chapter, self._released = chapter, released
        # Made before anything is asked: what the chapter's cells say is remembered from here on.
        self._known = clean_copy(chapter, released) if chapter is not None and released is not None else None

    def read(self, path: Path) -> Read:
        assert self._chapter is not None and self._released is not None and self._known is not None
        chosen = best_version(read_versions(path), self._known)
        repaired = repair(chosen.submitted, self._chapter, self._released)
        if chosen.notes:
            repaired = replace(repaired, notes=(*chosen.notes, *repaired.notes), ambiguous=True)
        return Read(repaired, pictures_of(chosen.submitted))

    def choose(self, files: Sequence[Path], expected: Path) -> ChosenFile:
        assert self._known is not None
        return choose_file(files, expected, self._known)

    def chapters_of(self, path: Path) -> tuple[str, ...]:
        said = (chapter_of(one) for one in read_versions(path))
        return tuple(sorted({one for one in said if one is not None}))


if __name__ == "__main__":
    main()
