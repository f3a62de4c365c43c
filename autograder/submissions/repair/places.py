"""The clean copy of the release: the places that a submission's cells are put into, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course.chapter import Cell, Chapter
from autograder.submissions.repair.text import defined, essence, far_longer, wanted


@dataclass(frozen=True, eq=False)
class Place:
    """A cell of the release. `text` is the student's version of it; `index` its position.

    `names` are those that this exercise's solution alone defines, among those that its checks use.
    """

    index: int
    cell: Cell
    text: str
    names: frozenset[str]

    @property
    def is_checks(self) -> bool:
        return self.cell.role == "checks"

    @property
    def is_code_answer(self) -> bool:
        return self.cell.role == "stub+solution"

    @property
    def is_written_answer(self) -> bool:
        return self.cell.role == "manual"

    @property
    def is_answer(self) -> bool:
        return self.is_code_answer or self.is_written_answer

    @property
    def is_lesson(self) -> bool:
        return not (self.is_checks or self.is_answer)

    def holds(self, source: str) -> bool:
        """Tell whether a text is the release's, untouched but for spaces and stale numbers."""
        return not far_longer(source, self.text) and essence(source) == essence(self.text)


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The places of a chapter, and how to find them."""

    chapter: str
    places: tuple[Place, ...]
    by_id: Mapping[str, Place]
    by_grade_id: Mapping[str, Place]
    answers: Mapping[str, Place]
    checks: Mapping[str, Place]
    by_essence: Mapping[str, Sequence[Place]]
    longest: str
    lessons: Sequence[Place]

    def holding(self, source: str) -> list[Place]:
        """Return the places whose text `source` is, untouched but for spaces and stale numbers."""
        if far_longer(source, self.longest):
            return []
        return [place for place in self.by_essence.get(essence(source), ()) if place.holds(source)]

    def by_names(self, names: frozenset[str]) -> list[Place]:
        """Return the answers of code that define one of `names`."""
        return [place for place in self.answers.values() if place.names & names]


def skeleton(chapter: Chapter, released: Mapping[str, Any]) -> Skeleton:
    """Return the places of `chapter`, whose release is the notebook `released`."""
    texts = {cell["id"]: cell["source"] for cell in released["cells"]}
    checks = {cell.exercise: cell.source for cell in chapter.cells if cell.role == "checks"}
    owners = Counter(name for cell in chapter.cells if cell.kind == "code" for name in defined(cell.source))
    places = tuple(
        Place(index, cell, texts[cell.id], _names(cell, checks.get(cell.exercise, ""), owners))
        for index, cell in enumerate(chapter.cells)
    )
    by_essence: dict[str, list[Place]] = {}
    for place in places:
        by_essence.setdefault(essence(place.text), []).append(place)
    return Skeleton(
        chapter=chapter.name,
        places=places,
        by_id={place.cell.id: place for place in places},
        by_grade_id={place.cell.grade_id: place for place in places if place.cell.grade_id},
        answers={place.cell.exercise: place for place in places if place.is_answer},
        checks={place.cell.exercise: place for place in places if place.is_checks},
        by_essence=by_essence,
        lessons=[place for place in places if place.is_lesson],
        longest=max((place.text for place in places), key=len, default=""),
    )


def _names(cell: Cell, checks: str, owners: Mapping[str, int]) -> frozenset[str]:
    if cell.role != "stub+solution":
        return frozenset()
    own = frozenset(name for name in defined(cell.source) if owners[name] == 1)
    return own & wanted(checks) or own
