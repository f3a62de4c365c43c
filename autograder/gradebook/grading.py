"""Grading a chapter's submissions: found, graded by whoever has the means, recorded as soon as each is done."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, CourseError
from autograder.course.limits import Limits
from autograder.course.say import say
from autograder.course.secret import course_salt
from autograder.course.times import course_zone, read_time
from autograder.course.verdict import Graded, undecided

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

    from autograder.gradebook.database import Mark
    from autograder.submissions.find import Submission
    from autograder.submissions.pool import GradeAll
    from autograder.submissions.run import Execute


@dataclass(frozen=True)
class Request:
    """What a grading is asked for: whom (all when nobody is named), how, and what to do again.

    `named` tells that the chapter was asked for by its name, `salt` is an earlier secret of the course, `without` are
    students to leave alone, as `roster.removed_students` finds them.
    """

    students: Sequence[str] = ()
    execute: Execute = "needed"
    force: bool = False
    named: bool = True
    salt: str | None = None
    without: Collection[str] = ()


@dataclass(frozen=True)
class Recorded:
    """A graded submission, with its mark in the gradebook before (None: it had none) and after.

    `undated` tells that when it was handed in cannot be read without a guess.
    """

    graded: Graded
    before: Mark | None
    after: Mark | None
    undated: bool = False

    @property
    def changed(self) -> bool:
        """Tell whether a mark that stood before is another one now."""
        return self.before is not None and self.after is not None and self.before.told != self.after.told


def grade_chapter(
    course: Course,
    name: str,
    request: Request | None = None,
    *,
    isolated: bool,
    limits: Limits | None = None,
    workers: int = 1,
    elsewhere: GradeAll | None = None,
) -> list[Recorded]:
    """Grade what is new in one chapter: each submission goes to disk and to the gradebook as soon as it is graded.

    The work runs in `workers` processes of this machine, or where `elsewhere` takes it. What being late costs is
    worked out again for the whole chapter, which runs nothing.
    Returns by student, without their notebooks, the works that were graded and those whose penalty is another one.
    A chapter without submissions is an error when it was `named`, unless there is something in submitted/ that nobody
    reads and that deserves a look; it is passed over when all are graded.
    """
    from tqdm import tqdm

    from autograder.gradebook.database import is_recorded, marks, open_gradebook, record
    from autograder.gradebook.kept import done_digest, load_graded, mark_done, save_notebook
    from autograder.gradebook.roster import follow_renamed
    from autograder.gradebook.sync import sync_chapter
    from autograder.submissions.find import digest, find_submissions, handed_in
    from autograder.submissions.pool import grade_all, warming
    from autograder.submissions.worker import Job

    asked = request or Request()
    found = [one for one in find_submissions(course, name) if one.student not in asked.without]
    submissions = [one for one in found if not asked.students or one.student in asked.students]
    if not submissions:
        lying = handed_in(course)
        named_instead = bool(lying.strays) and not asked.students  # by whoever asked: that says more
        if not named_instead and (asked.named or not lying.works):
            whose = f" ({', '.join(asked.students)})" if asked.students else ""
            raise CourseError(
                f"Rien à noter pour {name}{whose} : placez les notebooks rendus dans "
                f"{course.submitted}/<étudiant>/{name}/{name}.ipynb."
            )
        return []
    chapter, salt = load_chapter(course, name), course_salt(course) if asked.salt is None else asked.salt
    digests = {one.student: digest(one, chapter, salt) for one in found}

    def is_late(one: Submission) -> bool:
        return asked.force or done_digest(course, one.student, name) != digests[one.student]

    zone = course_zone(course)
    job = Job(course.root, name, isolated, asked.execute, limits, asked.salt)
    some = 0 if elsewhere else sum(map(is_late, submissions))
    with warming(job, some, workers) as warm, open_gradebook(course) as gradebook:
        for note in sync_chapter(gradebook, course, name):
            say(note, error=True)
        for old, now in follow_renamed(gradebook, course, name, digests).items():
            say(f"{name} : « {old} » est devenu « {now} » (même travail) : ses notes ont suivi.", error=True)
        new = [one for one in submissions if is_late(one) or not is_recorded(gradebook, one.student, name)]
        before = {mark.student: mark for mark in marks(gradebook, name)}
        graded: dict[str, Graded] = {}
        if new:
            with closing(elsewhere(job, new) if elsewhere else grade_all(job, new, workers, warm)) as results:
                for result in tqdm(results, total=len(new), desc=name, unit="notebook", file=sys.stderr):
                    earlier = load_graded(course, result.student, name)
                    save_notebook(course, result)
                    record(gradebook, result, flag_was_ours=earlier is not None and _flagged(earlier, zone))
                    mark_done(course, result)
                    # It is on disk: a large class would fill the memory.
                    graded[result.student] = replace(result, notebook=None)
        for student in _moved(gradebook, course, name, {one.student: one.timestamp for one in found}):
            kept = load_graded(course, student, name) or Graded(student, name, (), None, "")
            graded.setdefault(student, replace(kept, notebook=None))
        if not graded:
            say(f"{name} : {len(submissions)} travaux déjà notés, rien de nouveau.", error=True)
        after = {mark.student: mark for mark in marks(gradebook, name)}
    return [
        Recorded(graded[who], before.get(who), after.get(who), _undated(graded[who], zone)) for who in sorted(graded)
    ]


def _moved(gradebook: Gradebook, course: Course, name: str, stamps: Mapping[str, str]) -> list[str]:
    from autograder.gradebook.database import transaction
    from autograder.gradebook.lateness import rework_penalties

    with transaction(gradebook) as session:
        return rework_penalties(session, course, name, stamps)


def _flagged(graded: Graded, zone: datetime.tzinfo) -> bool:
    """Tell whether recording this work put a flag."""
    return undecided(graded) or _undated(graded, zone)


def _undated(graded: Graded, zone: datetime.tzinfo) -> bool:
    return bool(graded.timestamp) and read_time(graded.timestamp, zone) is None
