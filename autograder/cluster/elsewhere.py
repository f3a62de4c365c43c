"""Where a grading runs, from what was asked for: on this machine, or on the workers of a scheduler."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from autograder.course.folder import CourseError
from autograder.course.machine import usable_cpus
from autograder.run.isolation import Wish

if TYPE_CHECKING:
    from autograder.submissions.pool import GradeAll


def workers_here(asked: int | None, scheduler: str | None) -> int:
    """Return how many processes of this machine grade; raise CourseError when that cannot be."""
    if asked is not None and asked < 1:
        raise CourseError("--workers attend un nombre de processus, 1 au moins.")
    if scheduler and asked is not None:
        raise CourseError("--workers compte les processus de cette machine : il ne va pas avec --scheduler.")
    return usable_cpus() if asked is None else asked


def grading_elsewhere(scheduler: str | None, sandbox: Wish) -> AbstractContextManager[GradeAll | None]:
    """Open what grades on the scheduler's workers, or nothing when it is this machine that does."""
    if not scheduler:
        return nullcontext()
    from autograder.cluster.coordinator import cluster

    return cluster(scheduler, sandbox)
