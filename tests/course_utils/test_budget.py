"""A training's budget: the reader's, and the shorter one of whoever grades."""

from __future__ import annotations

import pytest

from course_utils.budget import GRADING, budget


def test_a_reader_has_the_full_budget_and_whoever_grades_the_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(GRADING, raising=False)
    assert budget(20, graded=1) == 20
    monkeypatch.setenv(GRADING, "1")
    assert budget(20, graded=1) == 1
    assert budget(20, graded=0) == 0  # nothing is trained, and the definitions stand


@pytest.mark.parametrize(("full", "graded"), [(5, 6), (5, -1), (-2, -3)])
def test_a_budget_that_grows_when_it_is_graded_is_refused(full: int, graded: int) -> None:
    with pytest.raises(ValueError, match="the second is the smaller"):
        budget(full, graded)
