"""Pictures that a student attached to a written answer: whoever reads the answer sees them."""

from __future__ import annotations

from typing import Any

from autograder.run.allowed import allowed_attachments
from autograder.submissions.read import Submitted

_LARGEST = 8 * 2**20  # characters of all the pictures of a notebook


Pictures = dict[str, dict[str, dict[str, str]]]  # by the text of the cell, then by name and by media type


def pictures_of(submitted: Submitted) -> Pictures:
    """Return the pictures of the written cells; what is attached and is no picture is left out."""
    found = {cell.source: allowed_attachments(cell.attachments) for cell in submitted.cells if cell.kind == "markdown"}
    return {text: pictures for text, pictures in found.items() if pictures}


def with_attachments(notebook: dict[str, Any], kept: Pictures) -> dict[str, Any]:
    """Return the notebook with these pictures beside its written cells."""
    room = _LARGEST
    cells = []
    for cell in notebook["cells"]:
        pictures = kept.get(cell["source"], {}) if cell["cell_type"] == "markdown" else {}
        size = sum(len(content) for forms in pictures.values() for content in forms.values())
        if pictures and size <= room:
            room -= size
            cell = cell | {"attachments": pictures}
        cells.append(cell)
    return notebook | {"cells": cells}
