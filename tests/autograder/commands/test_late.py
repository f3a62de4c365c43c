"""`course grade` and time: stamps are read or flagged, and what being late costs follows the gradebook, run or not."""

from __future__ import annotations

import csv
import datetime
import io
import os
from collections.abc import Callable
from typing import Any

import pytest

from autograder.course.folder import Course
from autograder.gradebook.database import Mark, marks, open_gradebook
from tests.autograder.tiny_course import TINY, hand_in

ONE_POINT = (
    "from nbgrader.plugins import BasePlugin\n"
    "class Late(BasePlugin):\n"
    "    def late_submission_penalty(self, student, score, seconds):\n"
    "        return {points}\n"
)
DUE = "2026-11-20 23:00:00 UTC"
ON_TIME = ("2026-11-20 23:59:00.000000 +01", "2026-11-21 02:59:00.000000 +04", "2026-11-20 23:59:00 +0100")
TOO_LATE = ("2026-11-20 20:30:00.000000 -03", "2026-11-21 01:30:00 CEST", "2026-11-20 23:30:00")
UNREADABLE = ("12/11/2026 10:00:00", "03/12/2026 10:00:00", "vendredi")


@pytest.fixture
def run(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run `course` and return its exit code and what it printed."""

    def ran(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = tiny_command(*words)
        return code, capsys.readouterr().out

    return ran


@pytest.fixture
def grade(run: Callable[..., Any]) -> Callable[..., tuple[int, str]]:
    return lambda *words: run("grade", "--sandbox", "none", *words)


def hand_in_at(course: Course, student: str, stamp: str) -> None:
    hand_in(course, student).with_name("timestamp.txt").write_text(stamp, encoding="utf-8")


def policy(course: Course, module: str, points: str = "1.0") -> None:
    """Have each late work cost so many points; a name of its own each time, as Python keeps what it imported."""
    (course.root / f"{module}.py").write_text(ONE_POINT.format(points=points), encoding="utf-8")
    config = course.root / "nbgrader_config.py"
    line = f"\nc.AssignLatePenalties.plugin_class = '{module}.Late'\n"
    config.write_text(config.read_text(encoding="utf-8") + line, encoding="utf-8")


def due(course: Course, date: str) -> None:
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(TINY, duedate=date)


def recorded(course: Course) -> dict[str, Mark]:
    with open_gradebook(course) as gradebook:
        return {mark.student: mark for mark in marks(gradebook, TINY)}


def exported(run: Callable[..., Any]) -> dict[str, list[str]]:
    """The exported mark, and whether a person must look, by student."""
    table = csv.reader(io.StringIO(run("export", "csv")[1]), delimiter=";")
    return {row[0]: [row[2], row[4]] for row in table}


def test_stamps_of_any_zone_are_read_and_the_others_wait_for_a_person(
    tiny: Course, run: Callable[..., Any], grade: Callable[..., Any]
) -> None:
    policy(tiny, "one_point_a")
    run("sync")
    due(tiny, DUE)
    for kind, stamps in (("time", ON_TIME), ("late", TOO_LATE), ("odd", UNREADABLE)):
        for number, stamp in enumerate(stamps):
            hand_in_at(tiny, f"{kind}{number}", stamp)
    code, screen = grade()
    assert code == 1
    assert {who: mark.penalty for who, mark in recorded(tiny).items()} == {
        who: float(who.startswith("late")) for who in recorded(tiny)
    }
    marks_told = exported(run)
    for number, stamp in enumerate(UNREADABLE):
        assert marks_told[f"time{number}"] == ["4", "non"] and marks_told[f"late{number}"] == ["3", "non"]
        assert marks_told[f"odd{number}"] == ["", "oui"]
        assert any(f"odd{number}" in line and stamp in line and "timestamp.txt" in line for line in screen.splitlines())


def test_a_naive_time_is_that_of_the_courses_zone(
    tiny: Course, run: Callable[..., Any], grade: Callable[..., Any]
) -> None:
    policy(tiny, "one_point_b")
    run("sync")
    due(tiny, DUE)
    hand_in_at(tiny, "ada", "2026-11-20 23:30:00")
    grade()
    assert recorded(tiny)["ada"].penalty == 1
    (tiny.root / "pyproject.toml").write_text('[tool.course]\ntimezone = "Europe/Paris"\n', encoding="utf-8")
    grade()
    assert recorded(tiny)["ada"].penalty == 0
    (tiny.root / "pyproject.toml").write_text('[tool.course]\ntimezone = "Paris"\n', encoding="utf-8")
    assert grade()[0] == 2


def test_what_being_late_costs_follows_the_date_the_extension_and_the_policy_and_nothing_runs(
    tiny: Course, run: Callable[..., Any], grade: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    policy(tiny, "one_point_c")
    run("sync")
    due(tiny, DUE)
    for student in ("ada", "zoe"):
        hand_in_at(tiny, student, "2026-11-20 23:01:00 UTC")
    code, screen = grade()
    assert code == 0 and screen.count("3/5 (retard\N{NO-BREAK SPACE}: −1)") == 2

    monkeypatch.setattr("autograder.submissions.pool.grade_all", _never)
    due(tiny, "2026-11-21 23:00:00 UTC")
    code, screen = grade()
    assert "3 → 4" in screen and "retard" not in screen
    assert exported(run)["ada"] == exported(run)["zoe"] == ["4", "non"]

    due(tiny, DUE)
    with open_gradebook(tiny) as gradebook:
        gradebook.find_submission(TINY, "zoe").extension = datetime.timedelta(days=2)
        gradebook.db.commit()
    grade()
    assert {who: mark.points for who, mark in recorded(tiny).items()} == {"ada": 3.0, "zoe": 4.0}

    policy(tiny, "all_of_it", points="score + 10")
    grade()
    assert {who: mark.points for who, mark in recorded(tiny).items()} == {"ada": 0.0, "zoe": 4.0}
    assert grade()[1].splitlines()[:-1] == []  # nothing moves a second time


def _never(*_: Any) -> Any:
    raise AssertionError(f"a work was graded again, in process {os.getpid()}")
