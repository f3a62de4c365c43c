"""Random edits of a notebook, as a fuzz test draws them: each is what some hand or editor could do."""

from __future__ import annotations

import copy
import random
from typing import Any

from tests.submissions.damage import Notebook, new_cell

JUNK = (
    "",
    "x = 1",
    "def double(x",
    "    return x",
    "raise ValueError('arrêt')",
    "# Exercice 99 · nulle_part\npass",
    "# Vérifications de l’exercice 3 · countdown",
    "print('bonjour'",
    "%%time\ny = 2",
    "Du texte, sans plus.",
    "**Exercice 11 · analysis**",
    "\ud800\x00",
)


def edit_at_random(notebook: Notebook, seed: int, times: int, *, harmless: bool = False) -> Notebook:
    """Return a copy of `notebook` with `times` random edits; the same seed gives the same.

    What is `harmless` leaves every answer somewhere, whole.
    """
    draw = random.Random(seed)
    edited = copy.deepcopy(notebook)
    for _ in range(times):
        if edited["cells"]:
            draw.choice(_HARMLESS if harmless else _EDITS)(edited["cells"], draw.randrange(len(edited["cells"])), draw)
    if draw.random() < 0.1:
        edited["metadata"] = {}
    return edited


def _delete(cells: list[Any], at: int, draw: random.Random) -> None:
    del cells[at]


def _duplicate(cells: list[Any], at: int, draw: random.Random) -> None:
    cells.insert(draw.randrange(len(cells) + 1), copy.deepcopy(cells[at]))


def _swap(cells: list[Any], at: int, draw: random.Random) -> None:
    other = draw.randrange(len(cells))
    cells[at], cells[other] = cells[other], cells[at]


def _split(cells: list[Any], at: int, draw: random.Random) -> None:
    source = cells[at]["source"]
    cut = draw.randrange(len(source) + 1)
    second = copy.deepcopy(cells[at]) if draw.random() < 0.5 else new_cell("", cells[at]["cell_type"])
    cells.insert(at + 1, second | {"source": source[cut:]})
    cells[at]["source"] = source[:cut]


def _merge(cells: list[Any], at: int, draw: random.Random) -> None:
    if at + 1 < len(cells):
        cells[at]["source"] += "\n\n" + cells.pop(at + 1)["source"]


def _retype(cells: list[Any], at: int, draw: random.Random) -> None:
    cells[at]["cell_type"] = draw.choice(["code", "markdown", "raw"])


def _strip(cells: list[Any], at: int, draw: random.Random) -> None:
    cells[at]["metadata"] = {}


def _strip_all(cells: list[Any], at: int, draw: random.Random) -> None:
    for cell in cells:
        cell["metadata"] = {}


def _change_id(cells: list[Any], at: int, draw: random.Random) -> None:
    cells[at]["id"] = draw.choice(["", "new", draw.choice(cells)["id"]])


def _swap_metadata(cells: list[Any], at: int, draw: random.Random) -> None:
    other = draw.randrange(len(cells))
    cells[at]["metadata"], cells[other]["metadata"] = cells[other]["metadata"], cells[at]["metadata"]


def _lose_marker(cells: list[Any], at: int, draw: random.Random) -> None:
    cells[at]["source"] = cells[at]["source"].partition("\n")[2]


def _edit_lesson(cells: list[Any], at: int, draw: random.Random) -> None:
    lesson = [cell for cell in cells if not cell["id"].endswith(("-solution", "-checks", "-answer")) and cell["source"]]
    if lesson:
        cell = draw.choice(lesson)
        where = draw.randrange(len(cell["source"]))
        cell["source"] = cell["source"][:where] + draw.choice("#é( \n='") + cell["source"][where + 1 :]


def _junk(cells: list[Any], at: int, draw: random.Random) -> None:
    cells.insert(at, new_cell(draw.choice(JUNK), draw.choice(["code", "markdown", "raw"])))


_HARMLESS = (_duplicate, _swap, _merge, _strip, _strip_all, _change_id, _swap_metadata)
_EDITS = (*_HARMLESS, _delete, _split, _retype, _lose_marker, _edit_lesson, _junk)
