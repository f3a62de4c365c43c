"""Which submitted cell is which cell of the release: by nbgrader's id, by the cell's id, by its marker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.chapter import Cell, Chapter


@dataclass(frozen=True)
class PlacedCell:
    """A cell to grade. `original` is the chapter's cell it stands for, None for one that the student added.

    `edited` tells that its text is not the release's.
    """

    kind: str
    source: str
    id: str
    original: Cell | None
    edited: bool


def place(
    submitted: Sequence[dict[str, Any]], chapter: Chapter, released: dict[str, Any]
) -> tuple[list[PlacedCell], list[str]]:
    """Return the cells to grade, in the student's order, and French notes on what was repaired.

    Test cells have the release's text, whatever was handed in; those that are missing are put back after their
    exercise's answer.
    """
    texts = {cell["id"]: cell["source"] for cell in released["cells"]}
    known = {cell.id: cell for cell in chapter.cells}
    notes: list[str] = []
    placed: list[PlacedCell] = []
    taken: set[str] = set()
    for number, raw in enumerate(submitted, start=1):
        original = _recognise(raw, chapter, texts)
        if original is not None and original.id in taken:
            notes.append(f"La cellule {number} répète « {_name(original)} » : la première a été retenue.")
            original = None
            if raw["metadata"].get("nbgrader", {}).get("locked"):
                continue  # a second copy of a test cell is not the student's work
        if original is not None:
            taken.add(original.id)
        placed.append(_placed(raw, original, texts, number))
    for cell in known.values():
        if cell.role == "checks" and cell.id not in taken:
            notes.append(f"La cellule de vérification de « {cell.exercise} » manquait : elle a été remise.")
            _put_back(placed, cell, texts[cell.id])
        elif cell.role in ("stub+solution", "manual") and cell.id not in taken:
            notes.append(f"La cellule de réponse de « {cell.exercise} » n'a pas été retrouvée.")
    return placed, notes


def _recognise(raw: dict[str, Any], chapter: Chapter, texts: dict[str, str]) -> Cell | None:
    grade_id = raw["metadata"].get("nbgrader", {}).get("grade_id", "")
    marker = _first_line(raw["source"])
    candidates = [cell for cell in chapter.cells if cell.kind == raw["cell_type"]]
    for fits in (
        lambda cell: grade_id and cell.grade_id == grade_id,
        lambda cell: raw["id"] and cell.id == raw["id"],
        lambda cell: cell.exercise and marker and _first_line(texts[cell.id]) == marker,
    ):
        found = next((cell for cell in candidates if fits(cell)), None)
        if found is not None:
            return found
    return None


def _placed(raw: dict[str, Any], original: Cell | None, texts: dict[str, str], number: int) -> PlacedCell:
    if original is None:
        return PlacedCell(raw["cell_type"], raw["source"], f"added-{number}", None, edited=True)
    if original.role == "checks":
        return PlacedCell(original.kind, texts[original.id], original.id, original, edited=False)
    edited = raw["source"].split() != texts[original.id].split()
    return PlacedCell(raw["cell_type"], raw["source"], original.id, original, edited)


def _put_back(placed: list[PlacedCell], checks: Cell, text: str) -> None:
    after = [
        index
        for index, cell in enumerate(placed)
        if cell.original is not None and cell.original.exercise == checks.exercise
    ]
    cell = PlacedCell(checks.kind, text, checks.id, checks, edited=False)
    placed.insert(after[-1] + 1 if after else len(placed), cell)


def _first_line(source: str) -> str:
    return " ".join(source.strip().split("\n", 1)[0].split())


def _name(cell: Cell) -> str:
    return cell.grade_id or cell.id
