"""Pictures that a student attached to a written answer: whoever reads the answer sees them."""

from __future__ import annotations

from typing import Any

from autograder.run.allowed import allowed_attachments
from autograder.submissions.read import Submitted

_LARGEST = 8 * 2**20  # characters of all the pictures of a notebook


def with_attachments(notebook: dict[str, Any], submitted: Submitted) -> dict[str, Any]:
    """Return the notebook with the pictures of its written cells, known by their text; those that are pictures."""
    kept = {cell.source: cell.attachments for cell in submitted.cells if cell.kind == "markdown" and cell.attachments}
    room = _LARGEST
    cells = []
    for cell in notebook["cells"]:
        pictures = allowed_attachments(kept.get(cell["source"])) if cell["cell_type"] == "markdown" else {}
        size = sum(len(content) for forms in pictures.values() for content in forms.values())
        if pictures and size <= room:
            room -= size
            cell = cell | {"attachments": pictures}
        cells.append(cell)
    return notebook | {"cells": cells}
