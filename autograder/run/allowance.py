"""What one run of a submission may use in all: its candidates share it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from autograder.course.limits import Limits


@dataclass
class Allowance:
    """CPU seconds, wall seconds and candidates that a submission has used, against its limits."""

    limits: Limits
    started: float = field(default_factory=time.monotonic)
    cpu: float = 0.0
    forks: int = 0

    def spent(self, more: float = 0.0) -> str:
        """Return which limit of time is reached, with `more` CPU seconds not yet counted; empty when none is."""
        if self.cpu + more > self.limits.submission_cpu:
            return f"more than {self.limits.submission_cpu:g} s of CPU for the whole submission"
        if time.monotonic() - self.started > self.limits.submission_wall:
            return f"more than {self.limits.submission_wall:g} s for the whole submission"
        return ""

    def refusal(self) -> str:
        """Return why there may be no other candidate; empty when there may."""
        if self.forks >= self.limits.forks:
            return f"more than {self.limits.forks} candidates for one submission"
        return self.spent()
