"""The verdict on one exercise, and the result of grading one submission."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Status = Literal[
    "correct",
    "wrong",
    "not attempted",
    "missing",
    "raised",
    "too slow",
    "killed",
    "unreadable",
    "our fault",
    "to grade by hand",
]

STATUSES: tuple[Status, ...] = get_args(Status)

STATUS_FRENCH: dict[str, str] = {
    "correct": "réussi",
    "wrong": "à reprendre",
    "not attempted": "pas commencé",
    "missing": "absent",
    "raised": "erreur à l'exécution",
    "too slow": "trop lent",
    "killed": "interrompu",
    "unreadable": "illisible",
    "our fault": "à revoir par l'enseignant",
    "to grade by hand": "noté à la main",
}


@dataclass(frozen=True)
class Verdict:
    """What the examiner decided on one exercise.

    `points` is None while a person must decide. Students read `sentence`; `detail` is for the instructor.
    `mistake` is the id of the known wrong answer that was recognised, else empty.
    """

    exercise: str
    status: Status
    points: float | None
    maximum: float
    sentence: str
    detail: str = ""
    mistake: str = ""


@dataclass(frozen=True)
class Graded:
    """One submission, graded: what `record`, `feedback` and `export` are made from.

    `notebook` is the executed notebook (nbformat 4 as plain data), `notes` French sentences on what was
    repaired or needs a look, `digest` that of what was graded (submission, chapter, rules). `ambiguous` tells that
    one of several answers, or of several files, had to be chosen: a person should look. `secret` is what the secret
    of the course was known as (`autograder.course.secret`), empty when that was not kept.
    """

    student: str
    chapter: str
    verdicts: tuple[Verdict, ...]
    notebook: Any
    digest: str
    timestamp: str = ""
    notes: tuple[str, ...] = field(default=())
    ambiguous: bool = False
    secret: str = ""

    def verdict_on(self, exercise: str) -> Verdict | None:
        return next((verdict for verdict in self.verdicts if verdict.exercise == exercise), None)

    @property
    def points(self) -> float:
        return sum(verdict.points or 0.0 for verdict in self.verdicts)

    @property
    def maximum(self) -> float:
        return sum(verdict.maximum for verdict in self.verdicts)


def needs_person(verdict: Verdict) -> bool:
    """Tell whether someone must give this exercise its points: a work that nobody could read is no zero."""
    return verdict.points is None or verdict.status in ("our fault", "to grade by hand")


def undecided(graded: Graded) -> bool:
    """Tell whether there is no mark at all until a person decides; an answer to grade by hand leaves a part of one."""
    return graded.ambiguous or any(one.status != "to grade by hand" and needs_person(one) for one in graded.verdicts)
