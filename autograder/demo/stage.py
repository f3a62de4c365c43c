"""Where a demonstration is played: a course of its own, so that the real one and its gradebook stay as they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from autograder.course.files import write_atomically
from autograder.course.folder import CONFIG, Course, CourseError
from autograder.demo.pupils import Pupil

_MARK = ".course-demo"


def make_stage(course: Course, folder: Path) -> Course:
    """Return a copy of the built course in `folder`, anew; raise CourseError when that folder holds anything else."""
    if folder.exists() and not (folder / _MARK).is_file():
        raise CourseError(f"{folder} existe déjà et ne vient pas de « course demo » : choisissez un autre --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    write_atomically(folder / _MARK, b"")
    # A gradebook that the settings name, perhaps on a server, is the real one.
    address = f"sqlite:///{folder / 'gradebook.db'}"
    own = f"\nget_config().CourseDirectory.db_url = {address!r}\n"
    write_atomically(folder / CONFIG, (course.root / CONFIG).read_bytes() + own.encode())
    for name in ("notebooks", "answers", "source", "release"):
        shutil.copytree(course.root / name, folder / name)
    return Course(folder, course.settings)


def hand_in(stage: Course, chapter: str, pupils: Iterable[Pupil]) -> None:
    """Write what each pupil hands in for the chapter."""
    for pupil in pupils:
        content = pupil.content or json.dumps(pupil.notebook, ensure_ascii=False, indent=1).encode()
        write_atomically(stage.submitted / pupil.name / chapter / f"{chapter}.ipynb", content)
