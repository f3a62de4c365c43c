"""How a class stands: how many works are graded, wait, cannot be read, are absent or were passed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from autograder.course.folder import Course
from autograder.gradebook.database import gradebook_exists, marks, open_gradebook
from autograder.gradebook.kept import load_graded
from autograder.gradebook.roster import students_of
from autograder.submissions.find import find_students, unclaimed


@dataclass(frozen=True)
class Account:
    """Works by what became of them, one a student and chapter; `strays` names, under submitted/, what nobody read.

    `removed` are the students that were taken out of the gradebook and left alone, `gone` those whose work, which has
    a mark, is no longer there.
    """

    graded: int
    waiting: int
    unreadable: int
    absent: int
    strays: tuple[str, ...]
    removed: tuple[str, ...]
    gone: tuple[str, ...]


def account(course: Course, chapters: Sequence[str], removed: Collection[str] = ()) -> Account:
    """Return how the class stands on the chapters of which something was graded; `removed` students do not count."""
    handed_in = set(find_students(course)) - set(removed)
    strays = unclaimed(course)
    graded = waiting = unreadable = absent = 0
    gone: set[str] = set()
    if not gradebook_exists(course):  # looking makes none
        return Account(0, 0, 0, 0, tuple(strays), (), ())
    with open_gradebook(course) as gradebook:
        everybody = handed_in | students_of(gradebook)
        for chapter in chapters:
            found = marks(gradebook, chapter)
            if not found:
                continue
            absent += len(everybody - {mark.student for mark in found})
            gone |= {mark.student for mark in found if not (course.submitted / mark.student / chapter).is_dir()}
            for mark in found:
                if not mark.needs_person:
                    graded += 1
                elif mark.undecided and _nobody_could_read(course, mark.student, chapter):
                    unreadable += 1
                else:
                    waiting += 1
    here = tuple(sorted(set(removed) & set(find_students(course))))
    return Account(graded, waiting, unreadable, absent, tuple(strays), here, tuple(sorted(gone)))


def _nobody_could_read(course: Course, student: str, chapter: str) -> bool:
    graded = load_graded(course, student, chapter)
    return graded is not None and all(verdict.status == "unreadable" for verdict in graded.verdicts)
