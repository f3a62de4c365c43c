"""Grading a chapter's submissions: found, graded by whoever has the means, recorded as soon as each is done."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, CourseError
from autograder.course.limits import Limits
from autograder.course.secret import course_salt
from autograder.course.verdict import Graded
from course_utils.french import typeset

if TYPE_CHECKING:
    from autograder.gradebook.database import Mark
    from autograder.submissions.pool import GradeAll
    from autograder.submissions.run import Execute


@dataclass(frozen=True)
class Recorded:
    """A graded submission, with its mark in the gradebook before (None: it had none) and after."""

    graded: Graded
    before: Mark | None
    after: Mark | None

    @property
    def changed(self) -> bool:
        """Tell whether a mark that stood before is another one now."""
        return self.before is not None and self.after is not None and self.before.points != self.after.points


def grade_chapter(
    course: Course,
    name: str,
    *,
    students: Sequence[str] = (),
    execute: Execute = "needed",
    force: bool = False,
    named: bool = True,
    isolated: bool,
    limits: Limits | None = None,
    workers: int = 1,
    elsewhere: GradeAll | None = None,
) -> list[Recorded]:
    """Grade what is new in one chapter: each submission goes to disk and to the gradebook as soon as it is graded.

    The work runs in `workers` processes of this machine, or where `elsewhere` takes it.
    Returns them by student, without their notebooks.
    A chapter without submissions is an error when it was `named`, and passed over when all are graded.
    """
    from tqdm import tqdm

    from autograder.gradebook.database import is_recorded, mark_of, open_gradebook, record
    from autograder.gradebook.kept import done_digest, mark_done, save_notebook
    from autograder.gradebook.sync import sync_chapter
    from autograder.submissions.find import digest, find_submissions
    from autograder.submissions.pool import grade_all, warming
    from autograder.submissions.worker import Job

    submissions = [one for one in find_submissions(course, name) if not students or one.student in students]
    if not submissions:
        if named or not any(course.submitted.glob("*/*")):
            raise CourseError(
                f"Rien à noter pour {name} : placez les notebooks rendus dans "
                f"{course.submitted}/<étudiant>/{name}/{name}.ipynb."
            )
        return []
    chapter, salt = load_chapter(course, name), course_salt(course)
    changed = {
        one.student
        for one in submissions
        if force or done_digest(course, one.student, name) != digest(one, chapter, salt)
    }
    job = Job(course.root, name, isolated, execute, limits)
    with warming(job, 0 if elsewhere else len(changed), workers) as warm, open_gradebook(course) as gradebook:
        for note in sync_chapter(gradebook, course, name):
            print(typeset(note), file=sys.stderr)
        new = [one for one in submissions if one.student in changed or not is_recorded(gradebook, one.student, name)]
        if not new:
            print(typeset(f"{name} : {len(submissions)} travaux déjà notés, rien de nouveau."), file=sys.stderr)
            return []
        graded = []
        with closing(elsewhere(job, new) if elsewhere else grade_all(job, new, workers, warm)) as results:
            for result in tqdm(results, total=len(new), desc=name, unit="notebook", file=sys.stderr):
                before = mark_of(gradebook, result.student, name)
                save_notebook(course, result)
                record(gradebook, result)
                mark_done(course, result)
                result = replace(result, notebook=None)  # it is on disk: a large class would fill the memory
                graded.append(Recorded(result, before, mark_of(gradebook, result.student, name)))
    return sorted(graded, key=lambda one: one.graded.student)
