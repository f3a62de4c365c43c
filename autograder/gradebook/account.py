"""How a class stands: how many works are graded, wait, cannot be read, are absent or were passed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from autograder.course.folder import Course
from autograder.gradebook.database import gradebook_exists, marks, open_gradebook
from autograder.gradebook.kept import load_graded
from autograder.gradebook.roster import students_of
from autograder.submissions.entries import Entry, Stray
from autograder.submissions.find import find_students, handed_in


@dataclass(frozen=True)
class Account:
    """Works by what became of them, one a student and chapter; `strays` is what nobody read of submitted/.

    `aside` are the works that were read and are not at their place, `removed` the students that were taken out of the
    gradebook and left alone, `gone` those whose work, which has a mark, is no longer there.
    """

    graded: int
    waiting: int
    unreadable: int
    absent: int
    strays: tuple[Stray, ...]
    aside: tuple[Entry, ...]
    removed: tuple[str, ...]
    gone: tuple[str, ...]


def account(course: Course, chapters: Sequence[str], removed: Collection[str] = ()) -> Account:
    """Return how the class stands on the chapters of which something was graded; `removed` students do not count."""
    here = set(find_students(course))
    found_there = handed_in(course)
    claimed = {(one.student, one.chapter) for one in found_there.works}
    aside = tuple(one for one in found_there.works if one.aside and one.student not in removed)
    graded = waiting = unreadable = absent = 0
    gone: set[str] = set()
    if not gradebook_exists(course):  # looking makes none
        return Account(0, 0, 0, 0, found_there.strays, aside, (), ())
    with open_gradebook(course) as gradebook:
        everybody = (here - set(removed)) | students_of(gradebook)
        for chapter in chapters:
            found = marks(gradebook, chapter)
            if not found:
                continue
            absent += len(everybody - {mark.student for mark in found})
            gone |= {mark.student for mark in found if _is_gone(course, mark.student, chapter, claimed)}
            for mark in found:
                if not mark.needs_person:
                    graded += 1
                elif mark.undecided and _nobody_could_read(course, mark.student, chapter):
                    unreadable += 1
                else:
                    waiting += 1
    left_alone = tuple(sorted(set(removed) & here))
    return Account(graded, waiting, unreadable, absent, found_there.strays, aside, left_alone, tuple(sorted(gone)))


def _is_gone(course: Course, student: str, chapter: str, claimed: Collection[tuple[str, str]]) -> bool:
    try:
        return (student, chapter) not in claimed and not (course.submitted / student / chapter).is_dir()
    except OSError:  # a folder that cannot be opened, which is said elsewhere
        return False


def _nobody_could_read(course: Course, student: str, chapter: str) -> bool:
    graded = load_graded(course, student, chapter)
    return graded is not None and all(verdict.status == "unreadable" for verdict in graded.verdicts)
