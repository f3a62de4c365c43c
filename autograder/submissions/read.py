"""Reading a submission: what cannot be read is said in one sentence, and never stops a class."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.submissions.archive import Refused, is_archive, notebooks_in

MAX_BYTES = 64 * 1024 * 1024
MAX_CELLS = 5000
_HEADER = 4000  # characters above a notebook's first brace, at most
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)


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
    """What was handed in; `notes` are French sentences on how it had to be read, `name` says which it is of several."""

    cells: tuple[SubmittedCell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    name: str = ""


def read_versions(path: Path) -> list[Submitted]:
    """Return the notebook in a file: nbformat 3 or 4, exported as a Python script, or in an archive.

    There are several where an archive holds several, or where git left both sides of a conflict.
    Raises UnreadableSubmission when there is none.
    """
    return _versions(path.name, _content(path))


def _versions(name: str, content: bytes) -> list[Submitted]:
    if is_archive(content):
        return _in_archive(name, content)
    text, notes = _text(name, content)
    if sides := _sides(text):
        return _in_conflict(name, sides, notes)
    return [_with_notes(_parsed(name, text), notes)]


def _in_archive(name: str, content: bytes) -> list[Submitted]:
    try:
        files = notebooks_in(content, MAX_BYTES)
    except Refused as error:
        raise UnreadableSubmission(f"{shown(name)} {error}") from error
    found: list[Submitted] = []
    wrong: UnreadableSubmission | None = None
    for member, inside in files:
        try:
            versions = _versions(member, inside)
        except UnreadableSubmission as error:
            wrong = wrong or error
            continue
        note = f"{shown(name)} est une archive : {shown(member)} y a été lu."
        found += [replace(_with_notes(one, [note]), name=one.name or shown(member)) for one in versions]
    if not found:
        raise wrong or UnreadableSubmission(f"{shown(name)} est une archive sans notebook : rendez le fichier .ipynb.")
    return found


def _in_conflict(name: str, sides: tuple[str, str], notes: list[str]) -> list[Submitted]:
    """Return the sides of a conflict that are notebooks, once where they are the same cells."""
    marks = f"{shown(name)} contient des marques de conflit de git (« <<<<<<< »)"
    found: list[Submitted] = []
    for side, which in zip(sides, ("la première version", "la seconde version"), strict=True):
        try:
            one = _parsed(name, side)
        except UnreadableSubmission:
            continue
        told = [*notes, f"{marks} : chaque version a été reconstituée."]
        found.append(replace(_with_notes(one, told), name=f"{which} de {shown(name)}"))
    if not found:
        raise UnreadableSubmission(
            f"{marks} : gardez une des deux versions, enregistrez le notebook, puis rendez-le à nouveau."
        )
    return found


def _sides(text: str) -> tuple[str, str] | None:
    """Return the two texts that git could not merge; None where there is no whole conflict."""
    if not _CONFLICT.search(text):
        return None
    ours: list[str] = []
    theirs: list[str] = []
    where = "both"
    for line in text.split("\n"):
        mark = line.rstrip("\r")
        if where == "both" and mark.startswith("<<<<<<< "):
            where = "ours"
        elif where == "ours" and mark.startswith("||||||| "):
            where = "base"
        elif where in ("ours", "base") and mark == "=======":
            where = "theirs"
        elif where == "theirs" and mark.startswith(">>>>>>> "):
            where = "both"
        else:
            if where in ("both", "ours"):
                ours.append(line)
            if where in ("both", "theirs"):
                theirs.append(line)
    return ("\n".join(ours), "\n".join(theirs)) if where == "both" else None


def _parsed(name: str, text: str) -> Submitted:
    try:
        if Path(name).suffix.lower() == ".py":
            return _script(text, name)
        return _notebook(text, name)
    except UnreadableSubmission:
        raise
    except MemoryError:
        raise  # the process that reads has its limits: see `desk`
    except Exception as error:  # a file that is no notebook can be wrong in any way, nesting without end included
        raise UnreadableSubmission(
            f"{shown(name)} n'est pas un notebook lisible (fichier tronqué, ou d'un autre format) : "
            "téléchargez-le à nouveau au format .ipynb, puis rendez-le."
        ) from error


def _notebook(text: str, name: str) -> Submitted:
    """Read a notebook; lines that a program left above it are passed over, and that is said."""
    try:
        return notebook_cells(json.loads(text))
    except json.JSONDecodeError:
        begins = text.find("\n{", 0, _HEADER)
        if begins < 0:
            raise
        submitted = notebook_cells(json.loads(text[begins + 1 :]))
    return _with_notes(submitted, [f"{shown(name)} avait du texte avant le notebook : il a été laissé de côté."])


def _with_notes(submitted: Submitted, notes: list[str]) -> Submitted:
    return replace(submitted, notes=(*notes, *submitted.notes))


def notebook_cells(notebook: Any) -> Submitted:
    """Return the cells of a notebook's plain data; raise some exception when it is none.

    Version 4 is read as it is, whatever its minor version says: nbformat would give random ids to cells without one.
    """
    if notebook["nbformat"] < 4:
        import nbformat

        notebook = json.loads(nbformat.writes(nbformat.reads(json.dumps(notebook), as_version=4)))
    metadata = notebook.get("metadata")
    cells = notebook["cells"]
    _check_number(len(cells))
    return Submitted(tuple(_cell(cell) for cell in cells), metadata if isinstance(metadata, dict) else {})


def _check_number(cells: int) -> None:
    if cells > MAX_CELLS:
        raise UnreadableSubmission(
            f"Ce notebook a trop de cellules pour être lu ({cells}, et {MAX_CELLS} au plus) : "
            "gardez celles du chapitre et les vôtres, puis rendez-le à nouveau."
        )


def one_kind_of_line_end(text: str) -> str:
    """Return `text` with a newline character, alone, at the end of its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown(name: str) -> str:
    """Return a name that a student gave, short, without what no file, page or gradebook would take."""
    return re.sub(r"[^\w .()-]", "?", name)[:80]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSubmission(
                f"{shown(path.name)} dépasse {MAX_BYTES // 2**20} Mio : effacez les sorties du notebook, "
                "puis rendez-le à nouveau."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableSubmission(f"{shown(path.name)} n'est pas dans le dossier rendu.") from error
    except OSError as error:
        raise UnreadableSubmission(f"{shown(path.name)} ne peut pas être lu ({error.strerror}).") from error


def _text(name: str, content: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and a note where it is not in UTF-8."""
    encoding = json.detect_encoding(content)
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSubmission(
            f"{shown(name)} n'est pas un fichier texte : rendez le fichier .ipynb lui-même."
        ) from error
    if not text.strip():
        raise UnreadableSubmission(f"{shown(name)} est vide : enregistrez le notebook, puis rendez-le à nouveau.")
    if encoding.startswith("utf-8"):
        return text, []
    return text, [f"{shown(name)} est enregistré en {encoding[:6].upper()} et non en UTF-8 : il a été lu ainsi."]


def _script(text: str, name: str) -> Submitted:
    from autograder.submissions.script import script_cells

    parts = script_cells(one_kind_of_line_end(text))
    _check_number(len(parts))
    cells = [SubmittedCell(kind, source, "", about) for kind, source, about in parts]
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
