"""Imaginary students: what each hands in, and the points that this deserves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course.answers import Answer
from autograder.course.chapter import Chapter
from autograder.course.solved import solutions, solved

NAMES = (
    *("amina", "basile", "chloe", "driss", "elise", "farid", "gaelle", "hugo", "ines", "jules", "karima", "leo"),
    *("maelle", "noah", "oceane", "paul", "qiang", "rania", "sacha", "tiago", "ulysse", "violette", "wassim"),
    *("xenia", "yanis", "zoe"),
)


@dataclass(frozen=True)
class Pupil:
    """An imaginary student of one chapter: `deserved` is summed from the answers, not from any grading.

    `content` is what the file holds when it is not the notebook as it should be; `trouble` tells that the file is
    damaged or its code hostile. `mistake` is the sentence of the known mistake that was made, if any.
    """

    name: str
    profile: str
    notebook: dict[str, Any]
    deserved: float
    content: bytes | None = None
    trouble: bool = False
    mistake: str = ""


def make_class(chapter: Chapter, released: dict[str, Any], answers: Sequence[Answer]) -> list[Pupil]:
    """Return a perfect student, an empty one, one for each way of being right, and one for each known mistake."""
    given = solutions(chapter)
    points = {exercise.id: exercise.points for exercise in chapter.exercises if not exercise.manual}
    names = every_name()
    pupils = [
        Pupil(next(names), "tout est juste", solved(released, given), sum(points.values())),
        Pupil(next(names), "rien n'est fait", released, 0.0),
    ]
    right = {name: [one for one in answers if one.exercise == name and one.kind == "right"] for name in points}
    for number in range(max((len(ways) for ways in right.values()), default=0)):
        ways = {name: _nth(right[name], number, given[name]) for name in points}
        profile = f"juste, façon n° {number + 1}"
        pupils.append(Pupil(next(names), profile, solved(released, ways), sum(points.values())))
    for number, wrong in enumerate(one for one in answers if one.kind == "wrong"):
        ways = {name: _nth(right[name], number, given[name]) for name in points}
        ways[wrong.exercise] = wrong.source
        deserved = sum(worth for name, worth in points.items() if name != wrong.exercise)
        profile = f"{wrong.exercise} : {wrong.id}"
        pupils.append(Pupil(next(names), profile, solved(released, ways), deserved, mistake=wrong.sentence))
    return pupils


def _nth(ways: Sequence[Answer], number: int, solution: str) -> str:
    """The ways of being right in turn, the solution where there is none."""
    return ways[number % len(ways)].source if ways else solution


def every_name() -> Iterator[str]:
    """Yield first names without end, none of them twice."""
    yield from NAMES
    for number in itertools.count(2):
        yield from (f"{name}-{number}" for name in NAMES)
