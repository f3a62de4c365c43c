"""From the pages of a solution and of wrong answers to what the package stores of an exercise, as plain data."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.course.answers import Answer
from autograder.course.chapter import Chapter
from autograder.course.folder import CourseError
from autograder.course.regions import without_hidden_tests
from autograder.judge.examiner import Ran
from autograder.judge.running import cells_before_checks, checks_of, page_of, run_answer
from autograder.run.forkserver import ForkServer
from course_utils.checks.judge import Line
from course_utils.checks.outcome import Outcome, alike, same_outcome, sketched, words_of
from course_utils.checks.session import Session
from course_utils.checks.stored import Mistake, StoredExercise, decoded, expected_node, mistake_node

RECORDER = "2"  # raise it when the same answers would be recorded in another way
MOST_BYTES = 20_000  # of one mistake: its numbers ship to every student
RTOL, ATOL = 1e-6, 1e-8  # what a check does not look at may differ by so much and be the same
# What is stored must be the same on every machine, and the last digits of a sum are not; single precision holds
# little more than seven, which a comparison at a millionth still needs.
DIGITS, SINGLE_DIGITS = 12, 7


def made_from(chapter: Chapter, exercise: str, wrong: Sequence[Answer]) -> str:
    """Return 12 hexadecimal digits that change with what is run to record an exercise, and with nothing else."""
    checks = without_hidden_tests(checks_of(chapter, exercise).source)
    setup = [cell.source for cell in chapter.cells if cell.role == "setup"]
    cells = [source for source in cells_before_checks(chapter, exercise, None) if source not in setup]
    answers = [[one.id, one.source] for one in wrong]
    content = json.dumps([RECORDER, exercise, cells, checks, answers])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def record_solution(
    chapter: Chapter, exercise: str, server: ForkServer, before: StoredExercise | None
) -> tuple[Ran, StoredExercise]:
    """Run the solution at its visible checks; return what came, and what they expect, in the digits that it has.

    A check that agrees with what was recorded `before` keeps it, digit for digit. Raises CourseError when the solution
    did not reach the end of its checks.
    """
    solution = run_answer(chapter, exercise, None, server, Session(recording=True), hidden=False)
    page = page_of(solution, hidden=False)
    if page is None or solution.stopped is not None:
        why = solution.stopped or NameError(", ".join(solution.missing))
        raise CourseError(
            f"{chapter.name} : la solution de « {exercise} » n'arrive pas au bout de ses vérifications visibles "
            f"({type(why).__name__} : {why})."
        )
    expected = [
        _kept(line, before, position) or tuple(_rounded(one, line) for one in line.got)
        for position, line in enumerate(page.lines)
    ]
    return solution, StoredExercise(tuple(expected), tuple(line.inputs for line in page.lines))


def exercise_node(
    origin: str, expected: StoredExercise, mistakes: Sequence[Mistake], before: StoredExercise | None
) -> dict[str, Any]:
    """Return what is stored of an exercise, ready for JSON; `origin` is what it was made from.

    A mistake that does what it did `before` keeps its record. Raises CourseError for one that is too large to ship.
    """
    checks = [expected_node(*check) for check in zip(expected.expected, expected.inputs, strict=True)]
    known = {one.id: one for one in before.mistakes} if before is not None and _all_kept(expected, before) else {}
    nodes = []
    for one in mistakes:
        old = known.get(one.id)
        outcomes = old.outcomes if old is not None and _did_the_same(one, old) else _rounded_all(one.outcomes)
        node = mistake_node(Mistake(one.id, one.sentence, outcomes), expected.expected)
        if (size := len(json.dumps(node, ensure_ascii=False))) > MOST_BYTES:
            raise CourseError(
                f"L'erreur « {one.id} » prendrait {size} octets dans ce que reçoivent les étudiants, plus que les "
                f"{MOST_BYTES} permis : donnez aux vérifications visibles une entrée plus petite."
            )
        nodes.append(node)
    return {"made_from": origin, "checks": checks, "mistakes": nodes}


def renamed(node: Mapping[str, Any], wrong: Sequence[Answer]) -> dict[str, Any]:
    """Return a recorded exercise with the sentences that its mistakes have now."""
    sentences = {one.id: one.sentence for one in wrong}
    mistakes = [{**one, "sentence": sentences.get(one["id"], one["sentence"])} for one in node["mistakes"]]
    return {**node, "mistakes": mistakes}


def recorded_before(node: Mapping[str, Any] | None) -> StoredExercise | None:
    """Return what a stored exercise holds, None when there is none or it does not read."""
    try:
        return None if node is None else decoded(dict(node))
    except (KeyError, TypeError, ValueError):
        return None


def unsteady(expected: StoredExercise, solution: Ran, mistakes: Sequence[Mistake]) -> list[str]:
    """Return, as French sentences, what does not come out as it is stored: here, now, on this processor."""
    page = page_of(solution, hidden=False)
    lines = page.lines if page else []
    told = [
        f"la vérification visible {position + 1} n'attend pas la même chose"
        for position in range(len(expected.expected))
        if position >= len(lines) or _kept(lines[position], expected, position) is None
    ]
    known = {one.id: one for one in expected.mistakes}
    return told + [
        f"l'erreur « {one.id} » ne donne pas les mêmes valeurs : elle dépend du hasard ou du processeur ; écrivez-la "
        "autrement (une graine, la double précision, des entrées plus simples)"
        for one in mistakes
        if one.id not in known or not _did_the_same(one, known[one.id])
    ]


def _kept(line: Line, before: StoredExercise | None, position: int) -> tuple[Outcome, ...] | None:
    """Return what was recorded at this check when it is the same check, and its solution still does that."""
    if before is None or position >= len(before.expected) or before.inputs[position] != line.inputs:
        return None
    old, rule = before.expected[position], line.rule
    same = len(old) == len(line.got) and all(
        rule.agrees(got, was) and same_outcome(got, was, max(rule.rtol, RTOL), max(rule.atol, ATOL))
        for got, was in zip(line.got, old, strict=True)
    )
    return old if same else None


def _all_kept(expected: StoredExercise, before: StoredExercise) -> bool:
    """Tell whether every check expects what was recorded before: a mistake says only where it differs from that."""
    pairs = zip(expected.expected, before.expected, strict=False)
    return len(expected.expected) == len(before.expected) and all(one is other for one, other in pairs)


def _did_the_same(one: Mistake, other: Mistake) -> bool:
    return len(one.outcomes) == len(other.outcomes) and all(
        alike([sketched(o) for o in ours], [sketched(o) for o in theirs])
        and all(
            bool(words_of(theirs_said)) or not words_of(said) for said, theirs_said in zip(ours, theirs, strict=True)
        )
        for ours, theirs in zip(one.outcomes, other.outcomes, strict=True)
    )


def _rounded_all(outcomes: Sequence[Sequence[Outcome]]) -> tuple[tuple[Outcome, ...], ...]:
    return tuple(tuple(_rounded(one) for one in check) for check in outcomes)


def _rounded(outcome: Outcome, line: Line | None = None) -> Outcome:
    """Return an outcome in the digits that it has; one of a solution must still agree with it at its own check."""
    rounded = replace(outcome, value=_round(outcome.value), arguments=tuple(_round(one) for one in outcome.arguments))
    return outcome if line is not None and not line.rule.agrees(outcome, rounded) else rounded


def _round(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        rounded = [_significant(float(number), value.dtype.itemsize) for number in value.ravel()]
        return np.array(rounded, dtype=value.dtype).reshape(value.shape)
    if isinstance(value, np.floating):
        return type(value)(_significant(float(value), value.dtype.itemsize))
    if isinstance(value, float):
        return _significant(value)
    if type(value).__module__ == "torch":  # a tensor: what arrives is data
        return value.new_tensor(_round(value.numpy()))
    if isinstance(value, list | tuple):
        return type(value)(_round(item) for item in value)
    if isinstance(value, dict):
        return {key: _round(item) for key, item in value.items()}
    return value


def _significant(number: float, itemsize: int = 8) -> float:
    """Return a number in the digits of its precision, which is not always that of the type it is kept in.

    A double that single precision holds to the bit came from there, unless it is a whole number.
    """
    if not math.isfinite(number) or number.is_integer():
        return number
    with np.errstate(over="ignore"):
        single = itemsize < 8 or float(np.float32(number)) == number
    return float(f"{number:.{SINGLE_DIGITS if single else DIGITS}g}")
