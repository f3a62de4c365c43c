"""A notebook as it may be shown: cells, outputs and metadata rebuilt from closed lists, whatever it was.

What `course grade` writes is made so already. A notebook that another program left in `autograded/` is not: it carries
the student's own metadata, names of languages and pictures, which templates write into a page as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from autograder.run.outputs import count_of, rebuilt, text_of
from autograder.run.pictures import PICTURES, SVG, is_picture

_LIMIT = 16 * 2**20  # characters of one cell's outputs
_KINDS = ("code", "markdown")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_COMMENT = 100_000  # characters of an instructor's comment
_LANGUAGE = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
_METADATA = {**_LANGUAGE, "language_info": {"name": "python"}}


def allowed_notebook(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook (nbformat 4, as data) of which every part is on a list; it is valid nbformat 4.5."""
    cells = notebook.get("cells")
    made = [_cell(cell, number) for number, cell in enumerate(cells if isinstance(cells, list) else [])]
    return {"cells": made, "metadata": dict(_METADATA), "nbformat": 4, "nbformat_minor": 5}


def _cell(cell: Any, number: int) -> dict[str, Any]:
    cell = cell if isinstance(cell, dict) else {}
    kind = cell.get("cell_type") if cell.get("cell_type") in _KINDS else "raw"
    made: dict[str, Any] = {
        "cell_type": kind,
        "id": cell["id"] if _is_name(cell.get("id")) else f"cell-{number}",
        "metadata": _metadata(cell.get("metadata")),
        "source": whole(text_of(cell.get("source")) or ""),
    }
    if kind == "code":
        outputs = cell.get("outputs")
        made["outputs"] = _whole_texts(rebuilt(outputs if isinstance(outputs, list) else [], _LIMIT))
        made["execution_count"] = count_of(cell.get("execution_count"))
    elif attachments := allowed_attachments(cell.get("attachments")):
        made["attachments"] = attachments
    return made


def whole(text: str) -> str:
    """Return a text that a page can hold: half a character, which no encoding writes, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _whole_texts(content: Any) -> Any:
    if isinstance(content, dict):
        return {whole(key): _whole_texts(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_whole_texts(value) for value in content]
    return whole(content) if isinstance(content, str) else content


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_comment(value: Any) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= _COMMENT)


_Kind = Callable[[Any], bool]
_COURSE: dict[str, _Kind] = {"exercise": _is_name, "role": lambda value: value == "stub+solution" or _is_name(value)}
_NBGRADER: dict[str, _Kind] = {
    **dict.fromkeys(("grade_id", "cell_type", "checksum"), _is_name),
    **dict.fromkeys(("grade", "solution", "locked", "task"), _is_truth),
    **dict.fromkeys(("schema_version", "points", "score"), _is_number),
    "comment": _is_comment,
}


def _metadata(metadata: Any) -> dict[str, Any]:
    """Return of a cell's metadata what nbgrader's pages and this course read, and nothing that templates write else."""
    metadata = metadata if isinstance(metadata, dict) else {}
    made: dict[str, Any] = {}
    for room, kinds in (("course", _COURSE), ("nbgrader", _NBGRADER)):
        about = metadata.get(room)
        if isinstance(about, dict):
            made[room] = {key: about[key] for key, is_kind in kinds.items() if key in about and is_kind(about[key])}
    if isinstance(tags := metadata.get("tags"), list) and (names := [tag for tag in tags if _is_name(tag)]):
        made["tags"] = names
    return made


def allowed_attachments(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the pictures attached to a cell of text, those that are pictures."""
    made = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        forms = bundle.items() if isinstance(bundle, dict) else ()
        pictures = {
            media: content
            for media, content in forms
            if media in PICTURES - {SVG} and isinstance(content, str) and is_picture(media, content)
        }
        if pictures and _is_name(name):
            made[name] = pictures
    return made
