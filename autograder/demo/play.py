"""A demonstration: each chapter's class hands in, is graded, and gets its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course
from autograder.course.limits import Limits
from autograder.course.machine import usable_cpus
from autograder.demo.classes import small_class, whole_class
from autograder.demo.pupils import every_name
from autograder.demo.results import Played, Row
from autograder.demo.stage import hand_in

_LIMITS = Limits(cell_cpu=20.0, call_cpu=4.0)  # an endless loop is among what is shown: it need not last


def play(course: Course, stage: Course, chapters: Sequence[str], *, whole: bool, isolated: bool) -> Iterator[Played]:
    """Play the chapters of `course` on `stage`, one after the other, and yield each when its pages are written."""
    from autograder.gradebook.grading import grade_chapter
    from autograder.report.pages import write_pages

    names = every_name()
    for turn, name in enumerate(chapters):
        pupils = whole_class(course, name) if whole else small_class(course, name, turn, names)
        hand_in(stage, name, pupils)
        recorded = grade_chapter(stage, name, isolated=isolated, limits=_LIMITS, workers=usable_cpus())
        graded = {one.graded.student: one.graded for one in recorded}
        write_pages(stage, [name])
        yield Played(name, load_chapter(course, name).title, [Row(pupil, graded[pupil.name]) for pupil in pupils])
