"""Comparing the texts of cells: the same but for spaces and stale numbers, alike, and what names a cell binds."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from autograder.course.markers import read_marker
from autograder.course.names import bound_names, free_names, imported_names, parse

# What reading a student's cell as Python may raise: half a character, a null one, nesting without end.
# IPython gives up with a RuntimeError on hundreds of magics in one cell.
NO_PYTHON = (SyntaxError, ValueError, RuntimeError, MemoryError)
FIRST_LINES = 5
ALIKE = 0.6

_NUMBER = re.compile(r"(exercice) \d+ ·", re.IGNORECASE)
_RELEASE = re.compile(r'(start\(".*", release=)"\w*"')
_SKETCH = re.compile(r"^(?:(?:async )?def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]+)?=(?!=)", re.MULTILINE)
_HASHES = re.compile(r"^#+\s*")
_REMEMBERED, _READ = 10_000, 200_000  # characters
_LONG = 2000  # characters: longer texts are compared word by word, and no further than that many words

Told = TypeVar("Told")


def _remembered(function: Callable[[str], Told]) -> Callable[[str], Told]:
    """Keep what `function` tells of the cells that it meets again and again: those of the chapter, short ones."""
    cached = lru_cache(maxsize=2048)(function)

    @wraps(function)
    def remembering(source: str) -> Told:
        return cached(source) if len(source) < _REMEMBERED else function(source)

    return remembering


@_remembered
def essence(source: str) -> str:
    """Return what makes two texts the same: words, without markers, exercise numbers and the release's digest."""
    lines = [line for line in source.split("\n") if not _is_label(line)]
    plain = " ".join(unicodedata.normalize("NFC", " ".join(lines)).split())
    return _RELEASE.sub(r"\1", _NUMBER.sub(r"\1 ·", plain))


def _is_label(line: str) -> bool:
    """Tell whether a line is a marker, or the title of one of Colab's forms: neither is anybody's answer."""
    return line.startswith("#@title") or ("xercice" in line and marker_of(line) is not None)


def far_longer(source: str, other: str) -> bool:
    """Tell at once that a text is much longer than another, spaces and markers included."""
    return len(source) > 3 * len(other) + _LONG


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1; what is surely below ALIKE is 0."""
    if far_longer(one, other) or far_longer(other, one):
        return 0.0
    first, second = essence(one), essence(other)
    if first == second:
        return 1.0
    return _words_ratio(first, second) if max(len(first), len(second)) > _LONG else _ratio(first, second)


def share_kept(release: str, source: str) -> float:
    """Return which share of the release's words stands, in order, in `source`: an answer is written around them."""
    words = essence(release).split()
    if len(words) < 4:
        return 0.0
    matcher = difflib.SequenceMatcher(None, words, essence(source[: 10 * _LONG]).split()[:_LONG], autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(words)


def marker_of(line: str) -> tuple[str, bool, str] | None:
    """Return the exercise that a line marks, whether it is that of its checks, and the mark's first character."""
    words = _HASHES.sub("# ", " ".join(unicodedata.normalize("NFC", line).split()))
    found = read_marker(words.replace("'", "’"))
    return (found[1], "Vérifications" in words, words[0]) if found else None


def first_marker(source: str) -> tuple[str, bool, str] | None:
    """Return what the first marker in the first lines of a cell says."""
    lines = [line for line in source.split("\n", 4 * FIRST_LINES) if line.strip()][:FIRST_LINES]
    return next((found for line in lines if (found := marker_of(line))), None)


@_remembered
def is_python(source: str) -> bool:
    """Tell whether the text can be read as a cell of code; one too long to be anybody's work is not read."""
    try:
        _bounded(parse, source)
    except NO_PYTHON:
        return False
    return True


@_remembered
def defined(source: str) -> frozenset[str]:
    """Return the names that a cell of code gives the notebook; none when it is no Python."""
    try:
        return _bounded(bound_names, source) | imported_names(source)
    except NO_PYTHON:
        return frozenset()


@_remembered
def meant(source: str) -> frozenset[str]:
    """Return the names that a cell defines, guessed line by line where it is no Python."""
    if is_python(source):
        return defined(source)
    return frozenset(found[1] or found[2] for found in _SKETCH.finditer(source))


@_remembered
def wanted(source: str) -> frozenset[str]:
    """Return the names that a cell takes from the notebook; none when it is no Python."""
    try:
        return _bounded(free_names, source)
    except NO_PYTHON:
        return frozenset()


def _bounded(reading: Callable[[str], Told], source: str) -> Told:
    if len(source) > _READ:
        raise ValueError("too long to be read")
    return reading(source)


def _ratio(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE else 0.0


def _words_ratio(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one.split()[:_LONG], other.split()[:_LONG], autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE else 0.0
