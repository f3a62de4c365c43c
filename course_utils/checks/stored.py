"""What is stored of an exercise: the outcomes that its visible checks expect, and those of known mistakes."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from course_utils.chapters.reader import read_chapter
from course_utils.checks.outcome import Outcome, alike, from_json, sketched, to_json, words_of


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: its sentence, and its outcomes at the checks of a page, as far as the first it failed."""

    id: str
    sentence: str
    outcomes: tuple[tuple[Outcome, ...], ...]


@dataclass(frozen=True)
class StoredExercise:
    """Of one exercise, a tuple a visible check: expected outcomes and fingerprint of the inputs; then the mistakes."""

    expected: tuple[tuple[Outcome, ...], ...]
    inputs: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()


def stored_exercise(page: str) -> StoredExercise | None:
    """Return what is stored for « chapter/exercise », or None when this `course_utils` does not know it."""
    chapter, name = page.split("/")
    content = read_chapter(chapter)
    # The content is read once a file: its identity says whether it is another one.
    return None if content is None else _decoded(_Content(content), name)


def expected_node(outcomes: Sequence[Outcome], inputs: str) -> dict[str, Any]:
    """Return, ready for JSON, what one check expects."""
    return {"expected": [to_json(one) for one in outcomes], "inputs": inputs}


def mistake_node(mistake: Mistake, expected: Sequence[Sequence[Outcome]]) -> dict[str, Any]:
    """Return, ready for JSON, a mistake without what it does as expected: null stands for that."""
    checks = [
        None if alike(theirs, ours) else [_difference(one, other) for one, other in zip(theirs, ours, strict=True)]
        for theirs, ours in zip(mistake.outcomes, expected, strict=False)
    ]
    return {"id": mistake.id, "sentence": mistake.sentence, "outcomes": checks}


def decoded(node: dict[str, Any]) -> StoredExercise:
    """Return the exercise that `expected_node` and `mistake_node` made `node` from."""
    expected = tuple(tuple(from_json(one) for one in check["expected"]) for check in node["checks"])
    inputs = tuple(check["inputs"] for check in node["checks"])
    return StoredExercise(expected, inputs, tuple(_mistake(one, expected) for one in node["mistakes"]))


@dataclass(frozen=True, eq=False)
class _Content:
    """A chapter's content as a key: the same object is the same content."""

    node: dict[str, Any]

    def __hash__(self) -> int:
        return id(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self.node is other.node


@functools.lru_cache(maxsize=64)
def _decoded(content: _Content, name: str) -> StoredExercise | None:
    node = content.node["exercises"].get(name)
    return None if node is None else decoded(node)


def _difference(one: Outcome, expected: Outcome) -> dict[str, Any] | None:
    if alike([one], [expected]):
        return None
    node = to_json(replace(sketched(one), message=words_of(one)))
    # Whatever came of it, it was called with the same arguments: those that it left as they are expected go unsaid.
    if alike([Outcome(arguments=one.arguments)], [Outcome(arguments=expected.arguments)]):
        node.pop("arguments", None)
    return node


def _mistake(node: dict[str, Any], expected: tuple[tuple[Outcome, ...], ...]) -> Mistake:
    outcomes = tuple(
        ours if check is None else tuple(_filled(one, other) for one, other in zip(check, ours, strict=True))
        for check, ours in zip(node["outcomes"], expected, strict=False)
    )
    return Mistake(node["id"], node["sentence"], outcomes)


def _filled(node: dict[str, Any] | None, expected: Outcome) -> Outcome:
    if node is None:
        return expected
    outcome = from_json(node)
    return outcome if "arguments" in node else replace(outcome, arguments=expected.arguments)
