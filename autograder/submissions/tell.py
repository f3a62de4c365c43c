"""What is shown of a submission that ran: our words on its cells and verdicts, and the executed notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from autograder.course.verdict import Status, Verdict
from autograder.run.remote import CandidateLost, CellRun, PassedOver
from autograder.submissions.repair.layout import PlacedCell
from course_utils.french import typeset

_LOST = {
    "too slow": "L'exécution de cette cellule ne se termine pas dans le temps imparti.",
    "killed": "Cette cellule a mis fin au processus qui l'exécutait.",
    "unreadable": "La sortie de cette cellule n'a pas pu être lue.",
}
_SPENT = "Le notebook a épuisé le temps accordé à l'ensemble : cet exercice n'a pas été exécuté."
# What hidden tests could have steered: a number of a cell would be a message.
NOTE_LOST_LATE = "Après des vérifications, au moins une cellule a mis fin à son processus ou n'a pas fini à temps."
NOTE_STOPPED_LATE = "Le notebook a épuisé le temps qui lui est accordé."
_ABSENT = "Cet exercice n'a pas été retrouvé dans le notebook rendu."


def lost_sentence(lost: CandidateLost) -> str:
    """Return what a cell that took its candidate with it shows."""
    return typeset(_LOST[lost.status])


def lost_verdict(exercise: str, points: float, lost: CandidateLost) -> Verdict:
    """Return the verdict on an exercise whose own cell took its candidate with it."""
    return Verdict(exercise, cast(Status, lost.status), 0.0, points, lost_sentence(lost), lost.detail)


def spent_verdict(exercise: str, points: float, why: str) -> Verdict:
    """Return the verdict on an exercise that came when all the time had gone by; `why` is for the instructor."""
    return Verdict(exercise, "too slow", 0.0, points, typeset(_SPENT), why)


def absent_verdict(exercise: str, points: float) -> Verdict:
    """Return the verdict on an exercise that is not in the notebook."""
    return Verdict(exercise, "missing", 0.0, points, typeset(_ABSENT))


def written_verdict(exercise: str, points: float, answers: Sequence[PlacedCell]) -> Verdict:
    """Return the verdict on a written exercise, of which `answers` are the cells: a person gives the points."""
    if not answers:
        sentence = typeset("La réponse rédigée n'a pas été retrouvée dans le notebook rendu.")
        return Verdict(exercise, "missing", 0.0, points, sentence)
    if not answers[0].edited:
        return Verdict(exercise, "not attempted", 0.0, points, typeset("Pas de réponse."))
    sentence = typeset("Votre réponse sera lue et notée par votre enseignant.")
    return Verdict(exercise, "to grade by hand", None, points, sentence)


def output_of(verdict: Verdict) -> CellRun:
    """Return the output of a test cell: the public sentence alone. nbgrader counts an error as no points."""
    said = verdict.sentence
    if verdict.status == "correct":
        return output_saying(said)
    return CellRun([{"output_type": "error", "ename": "CheckFailed", "evalue": said, "traceback": [said]}], None)


def note_lost(index: int, lost: CandidateLost) -> str:
    """Return the instructor's note on the cell at `index`, which took its candidate with it."""
    return f"Cellule {index + 1} : {lost_sentence(lost)}"


def note_stopped(index: int) -> str:
    """Return the instructor's note on a notebook that had used all its time at the cell at `index`."""
    return f"Arrêt à la cellule {index + 1} : le notebook a épuisé le temps qui lui est accordé."


def note_passed_over(index: int, one: PassedOver) -> str:
    """Return the instructor's note on a statement of the cell at `index` that its environment stopped."""
    why = one.why.replace("`", "'")
    return typeset(f"Cellule {index + 1}, ligne {one.line} laissée de côté, faute de ce qu'elle demande : `{why}`.")


def because_passed_over(index: int, source: str, lines: Sequence[int]) -> str:
    """Return what is said of an exercise that wants a name which a statement passed over would have given."""
    said = ", ".join(f"ligne {line} (`{_code(source.split(chr(10))[line - 1])}`)" for line in lines)
    return typeset(f"À la cellule {index + 1}, {said} n'a pas pu être exécutée ici : ce qu'elle devait définir manque.")


def because_stopped(index: int, raised: str, name: str) -> str:
    """Return what is said of an exercise that wants a `name` which an earlier cell did not come to give."""
    return typeset(f"La cellule {index + 1} s'arrête sur une erreur `{raised}` avant d'avoir donné `{name}`.")


def output_saying(sentence: str) -> CellRun:
    """Return an output that is a sentence of ours."""
    return CellRun([{"output_type": "stream", "name": "stdout", "text": f"{sentence}\n"}], None)


def executed_notebook(
    cells: Sequence[PlacedCell], shown: Mapping[int, CellRun], released: dict[str, Any]
) -> dict[str, Any]:
    """Return the notebook as graded: the student's cells with what they showed, test cells with our words alone.

    `shown` has, by their index, the cells that showed something.
    """
    metadata = {cell["id"]: cell["metadata"] for cell in released["cells"]}
    written: list[dict[str, Any]] = []
    for index, cell in enumerate(cells):
        node: dict[str, Any] = {
            "cell_type": cell.kind,
            "id": cell.id,
            "metadata": metadata.get(cell.id, {}),
            "source": cell.source,
        }
        if cell.kind == "code":
            ran = shown.get(index)
            node["outputs"] = list(ran.outputs) if ran else []
            node["execution_count"] = ran.execution_count if ran else None
        written.append(node)
    return {"cells": written, "metadata": released["metadata"], "nbformat": 4, "nbformat_minor": 5}


def _code(line: str) -> str:
    return line.strip()[:80].replace("`", "'")
