"""A stamp tells one moment, or none: nothing is guessed."""

from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.course.folder import Course, CourseError
from autograder.course.times import course_zone, read_time

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime.datetime(2026, 11, 20, 12)  # in UTC, which is how the gradebook keeps times


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-11-20 12:00:00.000000 UTC",
        "2026-11-20 13:00:00.000000 +01",
        "2026-11-20 16:00:00.000000 +04",
        "2026-11-20 09:00:00.000000 -03",
        "2026-11-20 13:00:00 +0100",
        "2026-11-20 13:00:00 +01:00",
        "2026-11-20T17:30:00+05:30",
        "2026-11-20T12:00Z",
        "2026-11-20 13:00:00 CET",
        "2026-11-20 14:00:00 CEST",
        "2026-11-20 13:00:00 Europe/Paris",
        "2026-11-20 08:00 America/Martinique",
        "2026-11-20 13:00",
        "  2026-11-20 13:00:00  ",
    ],
)
def test_known_forms_are_read_to_the_second(stamp: str) -> None:
    assert read_time(stamp, PARIS) == NOON


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "hier soir",
        "12/11/2026 10:00:00",
        "03/12/2026 10:00",
        "20-11-2026 12:00",
        "26-11-20 12:00",
        "2026-11-20",
        "2026-20-11 12:00:00",
        "2026-11-20 24:30:00",
        "2026-11-20 12:00:00 PM",
        "2026-11-20 12:00:00 IST",
        "2026-11-20 12:00:00 EST",
        "2026-11-20 12:00:00 UTC+1",
        "2026-11-20 12:00:00 +1",
        "2026-11-20 12:00:00 +25",
        "2026-11-20 12:00:00 +01:75",
        "2026-11-20 12:00:00 ../etc/passwd",
        "0026-11-20 12:00:00",
        "2026-11-20 12:00:00 UTC encore",
        "٢٠٢٦-11-20 12:00:00",
    ],
)
def test_what_could_mean_another_moment_is_not_read(stamp: str) -> None:
    assert read_time(stamp, PARIS) is None


def test_an_hour_that_the_clocks_show_twice_or_never_is_not_guessed() -> None:
    assert read_time("2026-10-25 02:30:00", PARIS) is None
    assert read_time("2026-03-29 02:30:00", PARIS) is None
    assert read_time("2026-10-25 02:30:00 +02", PARIS) == datetime.datetime(2026, 10, 25, 0, 30)


def test_a_time_without_a_zone_is_that_of_the_course(tmp_path: Path) -> None:
    stamp = "2026-07-01 12:00:00"
    read = {
        name: read_time(stamp, course_zone(Course(tmp_path, {"timezone": name} if name else {})))
        for name in ("", "Europe/Paris", "America/Cayenne")
    }
    assert {name: moment.hour for name, moment in read.items() if moment} == {
        "": 12,
        "Europe/Paris": 10,
        "America/Cayenne": 15,
    }


@pytest.mark.parametrize("name", ["Paris", "Europe/Atlantide", 2, "../../etc/passwd"])
def test_a_zone_that_is_none_is_one_sentence(tmp_path: Path, name: object) -> None:
    with pytest.raises(CourseError, match="Europe/Paris"):
        course_zone(Course(tmp_path, {"timezone": name}))
