"""Reading a submission: what cannot be read is said in one sentence, and never stops a class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MAX_BYTES = 64 * 1024 * 1024


class UnreadableSubmission(Exception):
    """What was handed in is not a notebook: one French sentence for the student and the instructor."""


def read_notebook(path: Path) -> dict[str, Any]:
    """Return the notebook as plain data (nbformat 4, every source one string); raise UnreadableSubmission."""
    import nbformat

    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSubmission(
                f"{path.name} dépasse {MAX_BYTES // 2**20} Mio : effacez les sorties du notebook, "
                "puis rendez-le à nouveau."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableSubmission(f"{path.name} n'est pas dans le dossier rendu.") from error
    except OSError as error:
        raise UnreadableSubmission(f"{path.name} ne peut pas être lu ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UnreadableSubmission(
            f"{path.name} n'est pas un fichier texte : rendez le fichier .ipynb lui-même."
        ) from error
    if not text.strip():
        raise UnreadableSubmission(f"{path.name} est vide : enregistrez le notebook, puis rendez-le à nouveau.")
    try:
        notebook = nbformat.reads(text, as_version=4)
        cells = [_cell(cell) for cell in notebook.cells]
    except Exception as error:  # nbformat raises many kinds for a file that is no notebook
        raise UnreadableSubmission(
            f"{path.name} n'est pas un notebook lisible (fichier tronqué, ou d'un autre format) : "
            "téléchargez-le à nouveau au format .ipynb, puis rendez-le."
        ) from error
    return {"cells": cells, "metadata": json.loads(json.dumps(notebook.metadata))}


def _cell(cell: Any) -> dict[str, Any]:
    source = cell.get("source", "")
    metadata = cell.get("metadata", {})
    metadata = dict(metadata) if isinstance(metadata, dict) else {}
    if not isinstance(metadata.get("nbgrader", {}), dict):
        del metadata["nbgrader"]
    return {
        "cell_type": str(cell["cell_type"]),
        "id": str(cell.get("id", "")),
        "source": source if isinstance(source, str) else "".join(source),
        "metadata": metadata,
    }
