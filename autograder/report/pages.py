"""The students' pages, from what is graded: those that are out of date are written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course


@dataclass(frozen=True)
class Pages:
    """What became of the pages: where the written and the current ones are, whose result does not read, and who
    is no longer in the gradebook."""

    written: list[Path] = field(default_factory=list)
    current: list[Path] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def write_pages(course: Course, chapters: Sequence[str], students: Sequence[str] = (), *, force: bool = False) -> Pages:
    """Write the pages of what is graded, of these students (all when none is named)."""
    from tqdm import tqdm

    from autograder.gradebook.database import exercise_marks, is_recorded, mark_of, open_gradebook
    from autograder.gradebook.kept import list_graded, load_graded
    from autograder.report.feedback import page_path, write_page

    pages = Pages()
    work = [
        (name, student)
        for name in chapters
        for student in list_graded(course, name)
        if not students or student in students
    ]
    if not work:
        return pages
    built = {name: (load_chapter(course, name), released_notebook(course, name)) for name, _ in work}
    with open_gradebook(course, create=False) as gradebook:
        for name, student in tqdm(work, desc="pages", unit="page", file=sys.stderr, disable=None):
            graded = load_graded(course, student, name)
            if graded is None:
                pages.unreadable.append(f"{student}, {name}")
                continue
            chapter, released = built[name]
            if not is_recorded(gradebook, student, name):
                pages.removed.append(f"{student}, {name}")
                continue
            mark, exercises = mark_of(gradebook, student, name), exercise_marks(gradebook, student, name)
            written = write_page(course, graded, chapter.title, released, mark, exercises, force=force)
            (pages.written if written else pages.current).append(page_path(course, student, name))
    return pages
