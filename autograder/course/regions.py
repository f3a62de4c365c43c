"""The regions between `### BEGIN …` and `### END …`: solutions and hidden tests."""

from __future__ import annotations

import re
from dataclasses import dataclass

SOLUTION = "SOLUTION"
HIDDEN_TESTS = "HIDDEN TESTS"
_ANY = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")


class MarkError(ValueError):
    """A mark is missing or misplaced: `line` (from 1, in the cell) and one French sentence."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


@dataclass(frozen=True)
class Region:
    """Lines `begin` to `end` (from 0, both marks included) of a cell; `indent` is that of the first mark."""

    begin: int
    end: int
    indent: str


def regions(source: str, wanted: str) -> list[Region]:
    """Return the regions of kind `wanted` (SOLUTION or HIDDEN_TESTS); raise MarkError unless every mark has its pair.

    A mark of another kind has no business in the cell: nbgrader would act on it.
    """
    found: list[Region] = []
    begun: Region | None = None
    for index, line in enumerate(source.split("\n")):
        mark = _ANY.search(line)
        if not mark:
            continue
        side, kind = mark.groups()
        if line.strip() != f"### {side} {kind}":
            raise MarkError(index + 1, f"une marque est seule sur sa ligne : `### {side} {kind}`.")
        if kind != wanted:
            raise MarkError(index + 1, f"`### {side} {kind}` n'a pas sa place dans cette cellule.")
        if side == "BEGIN":
            if begun:
                raise MarkError(index + 1, f"`### BEGIN {kind}` est déjà ouvert ligne {begun.begin + 1} de la cellule.")
            begun = Region(index, index, line[: len(line) - len(line.lstrip())])
        elif begun is None:
            raise MarkError(index + 1, f"`### END {kind}` sans `### BEGIN {kind}` avant lui.")
        else:
            found.append(Region(begun.begin, index, begun.indent))
            begun = None
    if begun:
        raise MarkError(begun.begin + 1, f"il manque `### END {wanted}` : ce `### BEGIN {wanted}` n'est pas refermé.")
    return found


def replace_regions(source: str, wanted: str, replacement: dict[int, str]) -> str:
    """Return `source` with each region replaced by the line given for its first line (dropped when none is)."""
    lines = source.split("\n")
    kept: list[str] = []
    after = 0
    for region in regions(source, wanted):
        kept += lines[after : region.begin]
        if region.begin in replacement:
            kept.append(replacement[region.begin])
        after = region.end + 1
    return "\n".join(kept + lines[after:])


def without_hidden_tests(source: str) -> str:
    """Return the part of a checks cell that students receive."""
    return replace_regions(source, HIDDEN_TESTS, {})


def without_marks(source: str, wanted: str) -> str:
    """Return `source` with what stands in its regions, and without the marks around it."""
    lines = source.split("\n")
    marks = {line for region in regions(source, wanted) for line in (region.begin, region.end)}
    return "\n".join(line for number, line in enumerate(lines) if number not in marks)
