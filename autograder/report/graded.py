"""What `course grade` says of what it has just recorded: lines for a person, data for a machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.course.verdict import Graded, Verdict
from autograder.gradebook.grading import Recorded
from course_utils.french import decimal, typeset


def graded_lines(recorded: Sequence[Recorded]) -> Iterator[str]:
    """Yield a line a submission, then the marks that are no longer what they were, then what needs a look."""
    for one in recorded:
        yield typeset(_line(one.graded))
    changed = [one for one in recorded if one.changed]
    if changed:
        yield typeset("\nNotes changées (les points donnés à la main sont gardés) :")
    for one in changed:
        yield typeset(f"{one.graded.student:<24} {one.graded.chapter:<20} {_change(one)}")
    for each in to_look_at(recorded):
        yield typeset(f"À regarder : {each.student}, {each.chapter} : {_reason(each)}")


def to_look_at(recorded: Sequence[Recorded]) -> list[Graded]:
    """Return the submissions that a person should look at."""
    return [
        one.graded
        for one in recorded
        if one.graded.ambiguous or any(_needs_look(verdict) for verdict in one.graded.verdicts)
    ]


def _needs_look(verdict: Verdict) -> bool:
    return verdict.status in ("our fault", "unreadable")


def _line(graded: Graded) -> str:
    mark = f"{decimal(graded.points)}/{decimal(graded.maximum)}"
    waiting = sum(verdict.points is None for verdict in graded.verdicts)
    rest = f" (+ {waiting} à noter à la main)" if waiting else ""
    return f"{graded.student:<24} {graded.chapter:<20} {mark}{rest}"


def _change(one: Recorded) -> str:
    assert one.before is not None and one.after is not None
    return f"{decimal(one.before.points)} → {decimal(one.after.points)}"


def _reason(graded: Graded) -> str:
    chosen = "un choix a été fait entre plusieurs réponses (voir les remarques de la page)."
    return next((verdict.sentence for verdict in graded.verdicts if _needs_look(verdict)), chosen)


def graded_data(one: Recorded) -> dict[str, object]:
    """Return what a program reads of one submission."""
    graded = one.graded
    return {
        "student": graded.student,
        "chapter": graded.chapter,
        "points": graded.points,
        "before": one.before.points if one.before else None,
        "maximum": graded.maximum,
        "verdicts": {each.exercise: {"status": each.status, "mistake": each.mistake} for each in graded.verdicts},
        "notes": list(graded.notes),
        "ambiguous": graded.ambiguous,
    }
