"""Checks: one vocabulary for the tests that learners see and for the hidden ones that give the points.

Each check returns None when it passes and raises `CheckFailed`, one French sentence, when it does not. They run
unchanged in a learner's notebook, under plain nbgrader, and in the examiner, where the functions they are given
stand for those of another process.
"""

from course_utils.checks.calling import Case, call, case, observe
from course_utils.checks.failure import CheckFailed
from course_utils.checks.functions import agrees, has_dtype, has_shape, keeps_inputs, modifies, prints, raises
from course_utils.checks.learner import check
from course_utils.checks.numeric import matches_derivative
from course_utils.checks.objects import behaves, has_parameters, learns
from course_utils.checks.outcome import Outcome
from course_utils.checks.session import hidden, visible
from course_utils.checks.stated import as_stated
from course_utils.checks.values import chooses, equals, holds

__all__ = [
    "Case",
    "CheckFailed",
    "Outcome",
    "agrees",
    "as_stated",
    "behaves",
    "call",
    "case",
    "check",
    "chooses",
    "equals",
    "has_dtype",
    "has_parameters",
    "has_shape",
    "hidden",
    "holds",
    "keeps_inputs",
    "learns",
    "matches_derivative",
    "modifies",
    "observe",
    "prints",
    "raises",
    "visible",
]
