"""Reading a submission: what cannot be read is said in one sentence, and never stops a class."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_BYTES = 64 * 1024 * 1024


class UnreadableSubmission(Exception):
    """What was handed in is not a notebook: one French sentence for the student and the instructor."""


@dataclass(frozen=True)
class SubmittedCell:
    """A cell as it was handed in: `kind` is code, markdown or raw; lines end with a newline character alone.

    `attachments` are whatever stood there.
    """

    kind: str
    source: str
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    attachments: Any = None


@dataclass(frozen=True)
class Submitted:
    """What was handed in; `notes` are French sentences on how it had to be read."""

    cells: tuple[SubmittedCell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_submission(path: Path) -> Submitted:
    """Return the cells of a notebook (nbformat 3 or 4) or of a notebook exported as a Python script.

    Raises UnreadableSubmission.
    """
    text = _text(path)
    try:
        if path.suffix.lower() == ".py":
            return _script(text, path.name)
        return notebook_cells(json.loads(text))
    except Exception as error:  # a file that is no notebook can be wrong in any way, nesting without end included
        raise UnreadableSubmission(
            f"{shown(path.name)} n'est pas un notebook lisible (fichier tronqué, ou d'un autre format) : "
            "téléchargez-le à nouveau au format .ipynb, puis rendez-le."
        ) from error


def notebook_cells(notebook: Any) -> Submitted:
    """Return the cells of a notebook's plain data; raise some exception when it is none.

    Version 4 is read as it is, whatever its minor version says: nbformat would give random ids to cells without one.
    """
    if notebook["nbformat"] < 4:
        import nbformat

        notebook = json.loads(nbformat.writes(nbformat.reads(json.dumps(notebook), as_version=4)))
    metadata = notebook.get("metadata")
    return Submitted(tuple(_cell(cell) for cell in notebook["cells"]), metadata if isinstance(metadata, dict) else {})


def one_kind_of_line_end(text: str) -> str:
    """Return `text` with a newline character, alone, at the end of its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown(name: str) -> str:
    """Return a name that a student gave, short, without what no file, page or gradebook would take."""
    return re.sub(r"[^\w .()-]", "?", name)[:80]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSubmission(
                f"{shown(path.name)} dépasse {MAX_BYTES // 2**20} Mio : effacez les sorties du notebook, "
                "puis rendez-le à nouveau."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableSubmission(f"{shown(path.name)} n'est pas dans le dossier rendu.") from error
    except OSError as error:
        raise UnreadableSubmission(f"{shown(path.name)} ne peut pas être lu ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UnreadableSubmission(
            f"{shown(path.name)} n'est pas un fichier texte : rendez le fichier .ipynb lui-même."
        ) from error
    if not text.strip():
        raise UnreadableSubmission(f"{shown(path.name)} est vide : enregistrez le notebook, puis rendez-le à nouveau.")
    return text


def _script(text: str, name: str) -> Submitted:
    from autograder.submissions.script import script_cells

    cells = [SubmittedCell(kind, source, "", about) for kind, source, about in script_cells(one_kind_of_line_end(text))]
    note = f"{shown(name)} est un notebook exporté en Python : ses cellules ont été retrouvées dans le texte."
    return Submitted(tuple(cells), notes=(note,))


def _cell(cell: Any) -> SubmittedCell:
    source = cell.get("source") or ""
    metadata = cell.get("metadata")
    metadata = dict(metadata) if isinstance(metadata, dict) else {}
    for name in ("nbgrader", "course"):
        if not isinstance(metadata.get(name, {}), dict):
            del metadata[name]
    kind = cell["cell_type"]
    return SubmittedCell(
        kind=kind if kind in ("code", "markdown") else "raw",
        source=one_kind_of_line_end(source if isinstance(source, str) else "".join(source)),
        id=next((one for one in (cell.get("id"), metadata.get("id")) if isinstance(one, str)), ""),  # Colab moves it
        metadata=metadata,
        attachments=cell.get("attachments"),
    )
