"""What is shown of a submission that ran: our words on its cells and verdicts, and the executed notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.course.verdict import Verdict
from autograder.run.remote import CandidateLost, CellRun
from autograder.submissions.repair.layout import PlacedCell
from course_utils.french import typeset

_LOST = {
    "too slow": "L'exécution de cette cellule ne se termine pas dans le temps imparti.",
    "killed": "Cette cellule a mis fin au processus qui l'exécutait.",
    "unreadable": "La sortie de cette cellule n'a pas pu être lue.",
}
_SPENT = "Le notebook a épuisé le temps accordé à l'ensemble : cet exercice n'a pas été exécuté."
_NOT_SHOWN = "Ce que cette cellule affiche n'a pas pu être repris."
_ABSENT = "Cet exercice n'a pas été retrouvé dans le notebook rendu."


def lost_sentence(lost: CandidateLost) -> str:
    """Return what a cell that took its candidate with it shows."""
    return typeset(_LOST[lost.status])


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


def output_not_shown() -> CellRun:
    """Return what stands for the output of a cell that could not be run once more."""
    return output_saying(typeset(_NOT_SHOWN))


def note_not_shown() -> str:
    """Return the instructor's note on that: a number of a cell could be a message."""
    return "Ce que des cellules affichent après une vérification n'a pas pu être repris."


def note_lost_late() -> str:
    """Return the instructor's note on cells that ended their candidate where hidden tests had been."""
    return "Au moins une cellule, après une vérification, a mis fin à son processus ou n'a pas répondu à temps."


def raised_late() -> str:
    """Return what is said of an answer that raised an error, where its class or line could be a message."""
    return typeset("Votre code s'arrête sur une erreur pendant la vérification.")


def note_passed_over(index: int, source: str, line: int) -> str:
    """Return the instructor's note on a statement of the cell at `index` that its environment stopped, at `line`."""
    said = source.split("\n")[line - 1].strip()[:80].replace("`", "'")
    return typeset(f"Cellule {index + 1}, ligne {line} laissée de côté, faute de ce qu'elle demande : `{said}`.")


def because_passed_over(sentence: str, index: int, source: str, lines: Sequence[int]) -> str:
    """Return what is said of an exercise that wants a name which a statement passed over would have given."""
    said = ", ".join(f"ligne {line} (`{source.split(chr(10))[line - 1].strip()[:80]}`)" for line in lines)
    where = f"À la cellule {index + 1}, {said} n'a pas pu être exécutée ici : ce qu'elle devait définir manque."
    return typeset(f"{sentence} {where}")


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
