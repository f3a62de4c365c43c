"""What `course grade` says of what it has just recorded: lines for a person, data for a machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.course.verdict import needs_person
from autograder.gradebook.account import Account
from autograder.gradebook.database import Mark
from autograder.gradebook.grading import Recorded
from course_utils.french import decimal


def graded_lines(recorded: Sequence[Recorded]) -> Iterator[str]:
    """Yield a line a submission, then the marks that are no longer what they were, then what needs a look."""
    for one in recorded:
        yield _line(one)
    changed = [one for one in recorded if one.changed]
    if changed:
        yield ""
        yield "Notes changées (les points donnés à la main sont gardés) :"
    for one in changed:
        yield f"{_whose(one)} {_mark(one.before)} → {_mark(one.after)}"
    for one in to_look_at(recorded):
        yield f"À regarder : {one.graded.student}, {one.graded.chapter} : {_reason(one)}"


def to_look_at(recorded: Sequence[Recorded]) -> list[Recorded]:
    """Return the submissions that have no mark until a person decides."""
    return [one for one in recorded if one.after is None or one.after.undecided]


def account_lines(found: Account) -> Iterator[str]:
    """Yield what nobody read or marked, each by its name, and last how the class stands."""
    for stray in found.strays:
        yield f"Laissé de côté : submitted/{stray.where} : {stray.why}"
    for work in found.aside:
        yield (
            f"Lu hors de sa place : submitted/{work.where}, compté pour {work.chapter} "
            f"(rangez-le dans submitted/{work.student}/{work.chapter}/)."
        )
    for student in found.removed:
        yield (
            f"Laissé de côté : submitted/{student} : cet étudiant a été retiré du carnet de notes "
            f"(pour l'y remettre : « course grade --student {student} »)."
        )
    for student in found.gone:
        yield f"Sans copie dans submitted/ : {student} a une note dont le travail n'est plus là."
    passed_over = len(found.strays) + len(found.removed)
    yield (
        f"En tout : {_agreed(found.graded, 'noté')}, {found.waiting} en attente d'une personne, "
        f"{_agreed(found.unreadable, 'illisible')}, {_agreed(found.absent, 'absent')}, "
        f"{_agreed(passed_over, 'laissé')} de côté."
    )


def graded_data(one: Recorded) -> dict[str, object]:
    """Return what a program reads of one submission: the mark is the gradebook's, null until a person decides."""
    graded, after = one.graded, one.after
    return {
        "student": graded.student,
        "chapter": graded.chapter,
        "points": after.told if after else None,
        "before": one.before.told if one.before else None,
        "maximum": after.maximum if after else graded.maximum,
        "penalty": after.penalty if after else 0.0,
        "by_hand": bool(after and after.by_hand),
        "needs_person": after is None or after.needs_person,
        "verdicts": {each.exercise: {"status": each.status, "mistake": each.mistake} for each in graded.verdicts},
        "notes": list(graded.notes),
        "ambiguous": graded.ambiguous,
    }


def _agreed(number: int, word: str) -> str:
    return f"{number} {word}s" if number >= 2 else f"{number} {word}"


def _whose(one: Recorded) -> str:
    return f"{one.graded.student:<24} {one.graded.chapter:<20}"


def _line(one: Recorded) -> str:
    maximum = decimal(one.after.maximum if one.after else one.graded.maximum)
    return f"{_whose(one)} {_mark(one.after)}/{maximum}{_rest(one.after)}"


def _mark(mark: Mark | None) -> str:
    return "—" if mark is None or mark.told is None else decimal(mark.told)


def _rest(mark: Mark | None) -> str:
    """What the gradebook has besides the points that the answers earn."""
    if mark is None or mark.undecided:
        return " (pas de note tant qu'une personne n'a pas décidé)"
    said = [
        f"+ {mark.waiting} à noter à la main" if mark.waiting else "",
        f"retard : −{decimal(mark.penalty)}" if mark.penalty else "",
        "avec des points donnés à la main" if mark.by_hand else "",
    ]
    return f" ({', '.join(filter(None, said))})" if any(said) else ""


def _reason(one: Recorded) -> str:
    graded = one.graded
    if one.undated:
        return (
            f"la date de remise « {graded.timestamp} » ne se lit pas sans deviner ; écrivez-la dans timestamp.txt "
            "sous la forme 2026-11-20 23:59:00 +0100."
        )
    waits = [each.sentence for each in graded.verdicts if each.status != "to grade by hand" and needs_person(each)]
    if waits:
        return waits[0]
    if graded.ambiguous:
        return "un choix a été fait entre plusieurs réponses (voir les remarques de la page)."
    return "un drapeau est posé dans formgrader : ôtez-le quand vous avez décidé."
