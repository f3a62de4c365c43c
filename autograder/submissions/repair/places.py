"""The clean copy of the release: the places that a submission's cells are put into, in order; and what a text says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from autograder.course.chapter import Cell, Chapter
from autograder.course.markers import read_marker
from autograder.course.names import given_names, is_python, wanted_names

FIRST_LINES = 5
_NUMBER = re.compile(r"(exercice) \d+ ·", re.IGNORECASE)
_RELEASE = re.compile(r'(start\("[^"]*", release=)"\w*"')
_SKETCH = re.compile(r"^(?:(?:async )?def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]+)?=(?!=)", re.MULTILINE)
_HASHES = re.compile(r"^#+\s*")
_REMEMBERED = 10_000  # characters
_SHORT = 5_000  # characters: no longer text is markers and spaces alone
_FAR = 2000  # characters
_SHINGLE, _SHINGLED = 5, 10_000  # characters: of a piece of text, and how far they are looked at


class Marker(NamedTuple):
    """What a line that marks an exercise says; `sign` is its first character: a comment's « # » or a text's « * »."""

    exercise: str
    of_checks: bool
    sign: str


class Wording:
    """What the text of a cell says, each thing found out once, when it is first asked for."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def essence(self) -> str:
        """What makes two texts the same: words, without markers, exercise numbers and the release's digest."""
        lines = [line for line in self.source.split("\n") if not _is_label(line)]
        plain = " ".join(unicodedata.normalize("NFC", " ".join(lines)).split())
        return _RELEASE.sub(r"\1", _NUMBER.sub(r"\1 ·", plain))

    @cached_property
    def shingles(self) -> frozenset[str]:
        """All the short pieces of the text: texts that are alike share many, whatever letters they are made of."""
        text = self.essence[:_SHINGLED]
        return frozenset(text[n : n + _SHINGLE] for n in range(len(text) - _SHINGLE + 1))

    @cached_property
    def marker(self) -> Marker | None:
        """The first marker in the first lines."""
        lines = [line for line in self.source.split("\n", 4 * FIRST_LINES) if line.strip()][:FIRST_LINES]
        return next((found for line in lines if (found := marker_of(line))), None)

    @cached_property
    def is_python(self) -> bool:
        return is_python(self.source)

    @cached_property
    def defined(self) -> frozenset[str]:
        """The names that the text gives the notebook as a cell of code; none when it is no Python."""
        return given_names(self.source)

    @cached_property
    def meant(self) -> frozenset[str]:
        """The names that it defines, guessed line by line where it is no Python."""
        if self.is_python:
            return self.defined
        return frozenset(found[1] or found[2] for found in _SKETCH.finditer(self.source))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The names that it takes from the notebook; none when it is no Python."""
        return wanted_names(self.source)

    @property
    def is_blank(self) -> bool:
        return len(self.source) < _SHORT and not self.essence

    def is_far_longer(self, other: Wording) -> bool:
        """Tell at once that this text is much longer than another, spaces and markers included."""
        return len(self.source) > 3 * len(other.source) + _FAR


def wording(source: str) -> Wording:
    """Return what a text says; short ones are remembered: the chapter's come back with every submission."""
    return _remembered(source) if len(source) < _REMEMBERED else Wording(source)


_remembered = lru_cache(maxsize=2048)(Wording)


def marker_of(line: str) -> Marker | None:
    """Return what a line marks, whatever editors did to its spaces and quotation marks."""
    words = _HASHES.sub("# ", " ".join(unicodedata.normalize("NFC", line).split()))
    found = read_marker(words.replace("'", "’"))
    return Marker(found[1], "Vérifications" in words, words[0]) if found else None


def _is_label(line: str) -> bool:
    """Tell whether a line is a marker, or the title of one of Colab's forms: neither is anybody's answer."""
    return line.startswith("#@title") or ("xercice" in line and marker_of(line) is not None)


@dataclass(frozen=True, eq=False)
class Place:
    """A cell of the release. `wording` is that of the student's version of it; `index` its position.

    `names` are those that this exercise's solution alone defines, among those that its checks use.
    """

    index: int
    cell: Cell
    wording: Wording
    names: frozenset[str]

    @property
    def text(self) -> str:
        return self.wording.source

    @property
    def exercise(self) -> str:
        return self.cell.exercise

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

    def holds(self, given: Wording) -> bool:
        """Tell whether a text is the release's, untouched but for spaces and stale numbers."""
        return not given.is_far_longer(self.wording) and given.essence == self.wording.essence

    def is_defined_by(self, given: Wording) -> bool:
        """Tell whether a text defines all that the exercise's checks ask for."""
        return bool(self.names) and self.names <= given.defined


@dataclass(frozen=True, eq=False)
class CleanCopy:
    """The places of a chapter, and how to find them."""

    chapter: str
    places: tuple[Place, ...]
    by_id: Mapping[str, Place]
    by_grade_id: Mapping[str, Place]
    answers: Mapping[str, Place]
    checks: Mapping[str, Place]
    by_essence: Mapping[str, Sequence[Place]]
    longest: Wording
    lessons: Sequence[Place]

    def holding(self, given: Wording) -> list[Place]:
        """Return the places whose text this is, untouched but for spaces and stale numbers."""
        if given.is_far_longer(self.longest):
            return []
        return [place for place in self.by_essence.get(given.essence, ()) if place.holds(given)]

    def by_names(self, names: frozenset[str]) -> list[Place]:
        """Return the answers of code that define one of `names`."""
        return [place for place in self.answers.values() if place.names & names]


def clean_copy(chapter: Chapter, released: Mapping[str, Any]) -> CleanCopy:
    """Return the places of `chapter`, whose release is the notebook `released`."""
    texts = {cell["id"]: cell["source"] for cell in released["cells"]}
    checks = {cell.exercise: cell.source for cell in chapter.cells if cell.role == "checks"}
    owners = Counter(name for cell in chapter.cells if cell.kind == "code" for name in wording(cell.source).defined)
    places = tuple(
        Place(index, cell, wording(texts[cell.id]), _names(cell, checks.get(cell.exercise, ""), owners))
        for index, cell in enumerate(chapter.cells)
    )
    by_essence: dict[str, list[Place]] = {}
    for place in places:
        by_essence.setdefault(place.wording.essence, []).append(place)
    return CleanCopy(
        chapter=chapter.name,
        places=places,
        by_id={place.cell.id: place for place in places},
        by_grade_id={place.cell.grade_id: place for place in places if place.cell.grade_id},
        answers={place.exercise: place for place in places if place.is_answer},
        checks={place.exercise: place for place in places if place.is_checks},
        by_essence=by_essence,
        lessons=[place for place in places if place.is_lesson],
        longest=max((place.wording for place in places), key=lambda one: len(one.source), default=wording("")),
    )


def _names(cell: Cell, checks: str, owners: Mapping[str, int]) -> frozenset[str]:
    if cell.role != "stub+solution":
        return frozenset()
    own = frozenset(name for name in wording(cell.source).defined if owners[name] == 1)
    return own & wording(checks).wanted or own
