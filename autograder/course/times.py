"""When a work was handed in, read strictly: a date that could mean two moments is none."""

from __future__ import annotations

import datetime
import re
import zoneinfo

from autograder.course.folder import Course, CourseError

DEFAULT_ZONE = "UTC"  # as nbgrader takes a time without a zone
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)? *(\S*)",
    re.ASCII,
)
_OFFSET = re.compile(r"([+-])(\d\d)(?::?([0-5]\d))?", re.ASCII)
_PLACE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
_HOURS = {"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
_FARTHEST = datetime.timedelta(hours=14)  # from UTC, of any place on Earth
_YEARS = range(2000, 2200)


def course_zone(course: Course) -> datetime.tzinfo:
    """Return the zone of times that name none: `timezone` of [tool.course]; raise CourseError for one that is none."""
    name = course.settings.get("timezone", DEFAULT_ZONE)
    zone = _place(name) if isinstance(name, str) else None
    if zone is None:
        raise CourseError(
            f"Le fuseau « {name} » de pyproject.toml ([tool.course], `timezone`) n'est pas connu : "
            "écrivez par exemple « Europe/Paris »."
        )
    return zone


def read_time(text: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    """Return the moment that a stamp tells, in UTC and without a zone as the gradebook keeps it.

    Known: year-month-day, hours and minutes, seconds and their fraction if any, then an offset (`+01`, `+0100`,
    `+01:00`), one of a few European abbreviations, a place (`Europe/Paris`), or nothing: `zone`. None for all else,
    and for a local time that the clocks showed twice or never.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    *moment, fraction, named = found.groups()
    where = _zone(named) if named else zone
    if where is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in moment)
        local = datetime.datetime(year, month, day, hour, minute, second, int((fraction or "").ljust(6, "0")))
        once, again = (_in_utc(local.replace(tzinfo=where, fold=fold)) for fold in (0, 1))
    except (ValueError, OverflowError):
        return None
    return once if once == again and local.year in _YEARS else None


def _zone(name: str) -> datetime.tzinfo | None:
    if name in _HOURS:
        return datetime.timezone(datetime.timedelta(hours=_HOURS[name]))
    offset = _OFFSET.fullmatch(name)
    if offset is None:
        return _place(name)
    away = datetime.timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return datetime.timezone(-away if offset[1] == "-" else away) if away <= _FARTHEST else None


def _place(name: str) -> datetime.tzinfo | None:
    if name == "UTC":
        return datetime.timezone.utc
    if not _PLACE.fullmatch(name):
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _in_utc(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
