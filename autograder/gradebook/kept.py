"""What `autograded/` keeps of a submission: its executed notebook, and the verdicts.

The verdicts mark the work as done, since they carry the digest of what was graded: they go before anything else
changes, and come back last, after the gradebook's commit. What is interrupted in between is graded again.
They hold what only the teacher may read, so they lie apart (`autograded/.verdicts/`): nbgrader's commands copy to
students all that is beside a notebook.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from autograder.course.files import write_atomically, writing
from autograder.course.folder import Course
from autograder.course.verdict import Graded, Verdict
from autograder.run.allowed import allowed_notebook

_VERDICTS = ".verdicts"
_FORMER = "verdicts.json"  # in the notebook's folder, until they moved
# What reading a file that anybody may have changed can raise; a list in a list in a list stops the parser too.
_NOT_READ = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def save_notebook(course: Course, graded: Graded) -> None:
    """Write the executed notebook, before the gradebook's commit; the work counts as not done from here on.

    Whatever comes, what is written is a notebook for nbformat: no page would open another.
    """
    done, former = _places(course, graded.student, graded.chapter)
    with writing(done):
        done.unlink(missing_ok=True)
        former.unlink(missing_ok=True)
    write_atomically(notebook_path(course, graded.student, graded.chapter), _text(_valid(graded.notebook)))


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
    if not notebook_path(course, student, chapter).is_file():
        return None
    try:
        return str(json.loads(_settled(course, student, chapter).read_bytes())["digest"])
    except _NOT_READ:
        return None


def load_graded(course: Course, student: str, chapter: str) -> Graded | None:
    """Return a submission as it was graded, or None when it was not, or when its files do not read."""
    try:
        content = json.loads(_settled(course, student, chapter).read_bytes())
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
    except _NOT_READ:
        return None


def list_graded(course: Course, chapter: str) -> list[str]:
    """Return the students whose submission of `chapter` was graded to the end, sorted."""
    former = {path.parent.parent.name for path in course.autograded.glob(f"*/{chapter}/{_FORMER}")}
    now = {path.parent.name for path in course.autograded.glob(f"{_VERDICTS}/*/{chapter}.json")}
    return sorted(one for one in former | now if notebook_path(course, one, chapter).is_file())


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
        for folder in (course.autograded / before, course.feedback / before, course.autograded / _VERDICTS / before):
            with contextlib.suppress(OSError):
                folder.rmdir()  # unless other chapters are there


def notebook_path(course: Course, student: str, chapter: str) -> Path:
    """Return where the executed notebook is, which is where nbgrader's formgrader looks for it."""
    return course.autograded / student / chapter / f"{chapter}.ipynb"


def verdicts_path(course: Course, student: str, chapter: str) -> Path:
    """Return where the verdicts are; they hold private details, so they never leave `autograded/.verdicts/`."""
    return course.autograded / _VERDICTS / student / f"{chapter}.json"


def _places(course: Course, student: str, chapter: str) -> tuple[Path, Path]:
    """Return where the verdicts are, and where an earlier version of the course wrote them."""
    return verdicts_path(course, student, chapter), course.autograded / student / chapter / _FORMER


def _settled(course: Course, student: str, chapter: str) -> Path:
    """Return where the verdicts can be read, moved to their place if they were in the former one."""
    place, former = _places(course, student, chapter)
    if not former.is_file() or place.is_file():
        return place
    with contextlib.suppress(OSError):  # a folder that is not ours to write: they are read where they are
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(former, place)
    return place if place.is_file() else former


def _valid(notebook: Any) -> Any:
    """Return the notebook, or where nbformat refuses it what can be kept of it."""
    from nbformat import ValidationError, validate

    try:
        validate(notebook)
    except (ValidationError, RecursionError):
        return allowed_notebook(notebook)
    return notebook


def _text(content: Any) -> bytes:
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate that a student printed becomes JSON's \\udxxx
