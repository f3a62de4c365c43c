"""Proving an exercise: its solution, its empty stub, its right and its wrong answers, against its tests."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from autograder.course.answers import Answer, read_answers
from autograder.course.chapter import Chapter
from autograder.course.folder import Course
from autograder.course.secret import course_salt
from autograder.course.verdict import Verdict
from autograder.judge.examiner import examine
from autograder.judge.mistakes import KnownMistakes
from autograder.judge.recording import cells_before_checks, checks_of
from autograder.judge.references import References
from autograder.run.forkserver import ForkServer, server_for
from autograder.run.remote import CandidateLost
from course_utils.chapters import stored
from course_utils.checks.outcome import alike
from course_utils.checks.page import Diagnosis, diagnosing


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


def prove_chapter(
    course: Course, chapter: Chapter, released: dict[str, Any], exercises: Sequence[str]
) -> Iterator[Proof]:
    """Prove the graded exercises of a chapter (all when `exercises` is empty), one by one."""
    answers = read_answers(course, chapter.name)
    stubs = {cell["id"]: cell["source"] for cell in released["cells"]}
    with server_for(chapter) as server:
        salt = course_salt(course)
        known = KnownMistakes(course, chapter, server, salt)
        with diagnosing(Diagnosis(known, salt, References())):
            for exercise in chapter.exercises:
                if not exercise.manual and (not exercises or exercise.id in exercises):
                    cell = next(c for c in chapter.cells if c.role == "stub+solution" and c.exercise == exercise.id)
                    own = [one for one in answers if one.exercise == exercise.id]
                    yield _prove(chapter, exercise.id, stubs[cell.id], own, server)


def verdict_on(chapter: Chapter, exercise: str, answer: str | None, server: ForkServer) -> Verdict:
    """Return the verdict on one answer (None: the solution), the rest of the chapter being solved."""
    candidate = server.fork()
    shown = None
    try:
        with contextlib.suppress(CandidateLost):
            for source in cells_before_checks(chapter, exercise, answer):
                run = candidate.run_cell(source)
                shown = run if source == answer else shown
        if not candidate.alive:
            candidate = server.fork()
        return examine(checks_of(chapter, exercise), candidate, shown)
    finally:
        candidate.close()


def _prove(chapter: Chapter, exercise: str, stub: str, answers: Sequence[Answer], server: ForkServer) -> Proof:
    misses = []
    solution = verdict_on(chapter, exercise, None, server)
    if solution.status != "correct":
        misses.append(f"la solution n'obtient pas ses points ({_what(solution)})")
    empty = verdict_on(chapter, exercise, stub, server)
    if empty.status != "not attempted":
        misses.append(f"la cellule vide est jugée « {empty.status} » au lieu de « not attempted » ({_what(empty)})")
    verdicts = [(answer, verdict_on(chapter, exercise, answer.source, server)) for answer in answers]
    right = [(answer, verdict) for answer, verdict in verdicts if answer.kind == "right"]
    wrong = [(answer, verdict) for answer, verdict in verdicts if answer.kind == "wrong"]
    accepted = [answer for answer, verdict in right if verdict.status == "correct"]
    rejected = [answer for answer, verdict in wrong if verdict.points == 0]
    named = [answer for answer, verdict in wrong if verdict.mistake == answer.id]
    misses += [f"bonne réponse refusée : {a.id} ({_what(v)})" for a, v in right if a not in accepted]
    misses += [f"mauvaise réponse acceptée : {a.id} ({v.status})" for a, v in wrong if a not in rejected]
    misses += [
        f"erreur non reconnue : {a.id} ({v.mistake or 'aucune erreur connue'} ; {_what(v)})"
        for a, v in wrong
        if a in rejected and a not in named
    ]
    misses += _alike(chapter.name, exercise)
    return Proof(
        chapter.name,
        exercise,
        len(right),
        len(accepted),
        len(wrong),
        len(rejected),
        len(named),
        tuple(misses),
        tuple(verdicts),
    )


def _alike(chapter: str, exercise: str) -> list[str]:
    """Two mistakes that do the same at every visible check cannot be told apart by the learner."""
    known = stored.exercise(chapter, exercise)
    if known is None:
        return [f"rien n'est enregistré pour {chapter}/{exercise} : lancez « course build {chapter} »"]
    visible = [one for one in known.mistakes if not _same(one.outcomes, known.expected)]
    return [
        f"erreurs impossibles à distinguer sur les entrées visibles : {one.id} et {other.id}"
        for one, other in combinations(visible, 2)
        if _same(one.outcomes, other.outcomes)
    ]


def _same(ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
    return len(ours) == len(theirs) and all(alike(one, other) for one, other in zip(ours, theirs, strict=True))


def _what(verdict: Verdict) -> str:
    return f"{verdict.status} : {verdict.detail or verdict.sentence}"
