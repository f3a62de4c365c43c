"""Proving an exercise: its solution, its empty stub, its right and its wrong answers, each run once, then judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from autograder.course.answers import Answer
from autograder.course.chapter import Chapter
from autograder.course.verdict import Verdict
from autograder.judge.examiner import Ran, verdict_on
from autograder.judge.recording import exercise_node, made_from, record_solution, recorded_before, unsteady
from autograder.judge.references import References
from autograder.judge.running import against, checks_of, mistakes_of, run_answer
from autograder.run.forkserver import ForkServer
from course_utils.checks.outcome import alike, said_alike
from course_utils.checks.stored import StoredExercise, decoded


@dataclass(frozen=True)
class Proof:
    """What the answers to one exercise say of its tests; `misses` are French sentences."""

    chapter: str
    exercise: str
    right: int
    accepted: int
    wrong: int
    rejected: int
    named: int
    misses: tuple[str, ...]
    verdicts: tuple[tuple[Answer, Verdict], ...]


def prove_exercise(
    chapter: Chapter,
    exercise: str,
    stub: str,
    answers: Sequence[Answer],
    server: ForkServer,
    salt: str,
    before: dict[str, Any] | None,
) -> tuple[Proof, dict[str, Any]]:
    """Return the proof of an exercise, and what is to be stored of it; `before` is what was."""
    wrong = [one for one in answers if one.kind == "wrong"]
    old = recorded_before(before)
    recording, expected = record_solution(chapter, exercise, server, old)
    session = against(expected, salt, References())
    solution, empty = (run_answer(chapter, exercise, source, server, session) for source in (None, stub))
    ran = [(one, run_answer(chapter, exercise, one.source, server, session)) for one in answers]
    mistakes = mistakes_of([(a.id, a.sentence, r) for a, r in ran if a.kind == "wrong"], hidden=False)
    origin = made_from(chapter, exercise, wrong)
    node = exercise_node(origin, expected, mistakes, old)
    same = before is not None and old is not None and before.get("made_from") == origin
    changed = unsteady(old, recording, mistakes) if old is not None and same else []
    return _judged(chapter, exercise, decoded(node), solution, empty, ran, changed), node


def proofs_of(
    chapter: Chapter,
    stubs: dict[str, str],
    answers: Sequence[Answer],
    stored: dict[str, Any],
    salt: str,
    server: ForkServer,
    exercises: Sequence[str] = (),
) -> Iterator[tuple[Proof, dict[str, Any]]]:
    """Prove the graded exercises of a chapter (all when `exercises` is empty), one by one.

    `stubs` are the empty cells by exercise, `stored` what was stored of each exercise.
    """
    for exercise in chapter.exercises:
        if not exercise.manual and (not exercises or exercise.id in exercises):
            own = [one for one in answers if one.exercise == exercise.id]
            yield prove_exercise(chapter, exercise.id, stubs[exercise.id], own, server, salt, stored.get(exercise.id))


def _judged(
    chapter: Chapter,
    exercise: str,
    stored: StoredExercise,
    solution: Ran,
    empty: Ran,
    ran: Sequence[tuple[Answer, Ran]],
    changed: Sequence[str],
) -> Proof:
    checks = checks_of(chapter, exercise)
    hidden = mistakes_of([(a.id, a.sentence, r) for a, r in ran if a.kind == "wrong"], hidden=True)

    def verdict(one: Ran) -> Verdict:
        return verdict_on(checks, one, lambda page: stored, lambda page: hidden if page.hidden else stored.mistakes)

    misses = []
    if (of_solution := verdict(solution)).status != "correct":
        misses.append(f"la solution n'obtient pas ses points ({_what(of_solution)})")
    if (of_empty := verdict(empty)).status != "not attempted":
        what = f"« {of_empty.status} » au lieu de « not attempted » ({_what(of_empty)})"
        misses.append(f"la cellule vide est jugée {what}")
    verdicts = [(answer, verdict(one)) for answer, one in ran]
    right = [(answer, one) for answer, one in verdicts if answer.kind == "right"]
    wrong = [(answer, one) for answer, one in verdicts if answer.kind == "wrong"]
    accepted = [answer for answer, one in right if one.status == "correct"]
    rejected = [answer for answer, one in wrong if one.points == 0]
    named = [answer for answer, one in wrong if one.mistake == answer.id]
    misses += [f"bonne réponse refusée : {a.id} ({_what(v)})" for a, v in right if a not in accepted]
    misses += [f"mauvaise réponse acceptée : {a.id} ({v.status})" for a, v in wrong if a not in rejected]
    misses += [
        f"erreur non reconnue : {a.id} ({v.mistake or 'aucune erreur connue'} ; {_what(v)})"
        for a, v in wrong
        if a in rejected and a not in named
    ]
    misses += [*changed, *_twins(stored)]
    counts = (len(right), len(accepted), len(wrong), len(rejected), len(named))
    return Proof(chapter.name, exercise, *counts, tuple(misses), tuple(verdicts))


def _twins(stored: StoredExercise) -> list[str]:
    """Two mistakes that do the same at every visible check cannot be told apart by the learner."""
    visible = [one for one in stored.mistakes if not _same(one.outcomes, stored.expected)]
    return [
        f"erreurs impossibles à distinguer sur les entrées visibles : {one.id} et {other.id}"
        for one, other in combinations(visible, 2)
        if _same(one.outcomes, other.outcomes)
    ]


def _same(ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
    """Compare as a failure is named: errors of one class that say other things are told apart."""
    return len(ours) == len(theirs) and all(
        alike(one, other) and all(said_alike(*pair) for pair in zip(one, other, strict=True) if pair[0].raised)
        for one, other in zip(ours, theirs, strict=True)
    )


def _what(verdict: Verdict) -> str:
    return f"{verdict.status} : {verdict.detail or verdict.sentence}"
