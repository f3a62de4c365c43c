"""Proving a chapter: every answer run once, what it does recorded, and the files written when they differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.build.build import build_notebooks
from autograder.course.chapter import Chapter
from autograder.course.files import write_atomically
from autograder.course.folder import Course, CourseError
from autograder.course.secret import course_salt
from autograder.judge.building import Draft, draft, files_of
from autograder.judge.proof import Proof, proofs_of
from autograder.run.forkserver import server_for


def prove(
    course: Course, name: str, exercises: Sequence[str], rebuilt: Callable[[Path], None] = lambda path: None
) -> Iterator[Proof]:
    """Yield the proofs of a chapter's exercises (all when none is named), then write what they recorded.

    `rebuilt` is told of each file that was not as it should be. Raises CourseError for an exercise that is not there.
    """
    begun = draft(course, name)
    _check_names(begun.chapter, exercises)
    recorded: dict[str, Any] = dict(begun.stored)
    with server_for(begun.chapter) as server:
        salt = course_salt(course)
        for proof, node in proofs_of(
            begun.chapter, stubs_of(begun), begun.answers, begun.stored, salt, server, exercises
        ):
            recorded[proof.exercise] = node
            yield proof
    for path, content in files_of(course, begun, recorded).items():
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)
            rebuilt(path)


def stubs_of(begun: Draft) -> dict[str, str]:
    """Return, by exercise, the cell that a student receives."""
    released = json.loads(build_notebooks(begun.text, begun.address).release)
    sources = {cell["id"]: "".join(cell["source"]) for cell in released["cells"]}
    answers = [cell for cell in begun.chapter.cells if cell.role == "stub+solution"]
    return {cell.exercise: sources[cell.id] for cell in answers}


def _check_names(chapter: Chapter, exercises: Sequence[str]) -> None:
    known = [one.id for one in chapter.exercises]
    for wanted in exercises:
        if wanted not in known:
            raise CourseError(f"Il n'y a pas d'exercice « {wanted} » dans {chapter.name} : il y a {', '.join(known)}.")
