"""What `autograded/` keeps of a submission: its executed notebook, and the verdicts.

`verdicts.json` marks the work as done, since it carries the digest of what was graded: it goes before anything
else changes, and comes back last, after the gradebook's commit. What is interrupted in between is graded again.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from autograder.course.files import write_atomically, writing
from autograder.course.folder import Course
from autograder.course.verdict import Graded, Verdict

_VERDICTS = "verdicts.json"


def save_notebook(course: Course, graded: Graded) -> None:
    """Write the executed notebook, before the gradebook's commit; the work counts as not done from here on."""
    done = verdicts_path(course, graded.student, graded.chapter)
    with writing(done):
        done.unlink(missing_ok=True)
    write_atomically(notebook_path(course, graded.student, graded.chapter), _text(graded.notebook))


def mark_done(course: Course, graded: Graded) -> None:
    """Write the verdicts and the digest of what was graded, after the gradebook's commit."""
    content = {
        "student": graded.student,
        "chapter": graded.chapter,
        "digest": graded.digest,
        "timestamp": graded.timestamp,
        "notes": list(graded.notes),
        "ambiguous": graded.ambiguous,
        "secret": graded.secret,
        "verdicts": [asdict(verdict) for verdict in graded.verdicts],
    }
    write_atomically(verdicts_path(course, graded.student, graded.chapter), _text(content))


def done_digest(course: Course, student: str, chapter: str) -> str | None:
    """Return the digest of what was graded, or None when nothing was, or not to the end."""
    try:
        return str(json.loads(verdicts_path(course, student, chapter).read_bytes())["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def load_graded(course: Course, student: str, chapter: str) -> Graded | None:
    """Return a submission as it was graded, or None when it was not, or when its files do not read."""
    try:
        content = json.loads(verdicts_path(course, student, chapter).read_bytes())
        notebook = json.loads(notebook_path(course, student, chapter).read_bytes())
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])  # another program may have written a list of lines
        return Graded(
            student=content["student"],
            chapter=content["chapter"],
            verdicts=tuple(Verdict(**verdict) for verdict in content["verdicts"]),
            notebook=notebook,
            digest=content["digest"],
            timestamp=content["timestamp"],
            notes=tuple(content["notes"]),
            ambiguous=content["ambiguous"],
            secret=content.get("secret", ""),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def list_graded(course: Course, chapter: str) -> list[str]:
    """Return the students whose submission of `chapter` was graded to the end, sorted."""
    return sorted(path.parent.parent.name for path in course.autograded.glob(f"*/{chapter}/{_VERDICTS}"))


def rename_kept(course: Course, chapter: str, before: str, after: str) -> None:
    """Give what is kept of a work to the name that its student has now; what does not read stays where it is."""
    graded = load_graded(course, before, chapter)
    if graded is None:
        return
    save_notebook(course, replace(graded, student=after))
    mark_done(course, replace(graded, student=after))
    with writing(course.autograded / before):
        verdicts_path(course, before, chapter).unlink(missing_ok=True)
        for place in (course.autograded, course.feedback):
            shutil.rmtree(place / before / chapter, ignore_errors=True)
            with contextlib.suppress(OSError):
                (place / before).rmdir()  # unless other chapters are there


def notebook_path(course: Course, student: str, chapter: str) -> Path:
    """Return where the executed notebook is, which is where nbgrader's formgrader looks for it."""
    return course.autograded / student / chapter / f"{chapter}.ipynb"


def verdicts_path(course: Course, student: str, chapter: str) -> Path:
    """Return where the verdicts are; they hold private details, so they never leave `autograded/`."""
    return course.autograded / student / chapter / _VERDICTS


def _text(content: Any) -> bytes:
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate that a student printed becomes JSON's \\udxxx
