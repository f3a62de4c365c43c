"""A notebook as bytes: the same notebook gives the same bytes, here and under nbgrader's own commands."""

from __future__ import annotations

import nbformat


def notebook_bytes(notebook: nbformat.NotebookNode) -> bytes:
    """Return `notebook` as nbformat 4 JSON (indented by 1, keys sorted, a final newline).

    Raises nbformat.ValidationError when it is not a valid notebook.
    """
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook, version=4)
    return (text.rstrip("\n") + "\n").encode()
