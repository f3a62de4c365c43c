"""How long a cell trains: long for its reader, short where the notebook is graded."""

from __future__ import annotations

import os

GRADING = "COURSE_GRADING"


def budget(full: int, graded: int) -> int:
    """Return `full`, or `graded` where the notebook is being graded: a number of epochs, steps, trials or examples.

    Both numbers stand in the chapter, for everybody to read: `for epoch in range(budget(20, graded=1))`. `course grade`
    sets the environment variable COURSE_GRADING. Raises ValueError unless 0 <= graded <= full.
    """
    if not 0 <= graded <= full:
        raise ValueError(f"a budget of {full}, and of {graded} where it is graded: the second is the smaller one")
    return graded if os.environ.get(GRADING) else full
