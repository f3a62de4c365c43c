"""Which outputs of a cell may enter a notebook: rebuilt from a closed list, since anything can be in their place.

A candidate can send what it likes, a hand-in can hold what it likes, and both end in an instructor's browser. What is
on the list is copied; what is not is left out, and a word takes its place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from autograder.run.candidate.wire import CUT
from autograder.run.pictures import PICTURES, is_picture
from course_utils.french import typeset

_TEXTS = frozenset(("text/plain", "text/html", "text/markdown", "text/latex"))
_DATA = "application/json"
_STREAMS = ("stdout", "stderr")
_DEEPEST = 20  # levels of an application/json output
_LARGEST_SIDE = 10_000  # pixels
_LARGEST_COUNT = 10**6

_NO_OUTPUT = "(Affichage retiré : ce n'est pas une sortie de notebook.)"
_UNKNOWN = "(Affichage retiré : il est d'un type qui ne se montre pas ici.)"
_NO_PICTURE = "(Image retirée : son contenu n'est pas celui d'une image.)"
_NO_DATA = "(Données retirées : elles ne sont pas du JSON, ou sont trop imbriquées.)"


def rebuilt(items: Iterable[Any], limit: int) -> list[dict[str, Any]]:
    """Return the outputs among `items` (anything at all), made anew from what is known of each kind of output.

    They end where they hold more than `limit` characters, and a last one then says so. What is left out is named by
    a French sentence in its place, once for many in a row. All of them are valid nbformat 4.
    """
    kept: list[dict[str, Any]] = []
    size = 0
    for item in items:
        output = _output(item)
        if output is None:
            output = _stream("stdout", f"{typeset(_NO_OUTPUT)}\n")
            if kept and kept[-1] == output:
                continue
        size += _length(output)
        if size > limit:
            return [*kept, _stream("stdout", CUT)]
        kept.append(output)
    return kept


def text_of(content: Any) -> str | None:
    """Return a text as nbformat has it (whole, or as a list of lines), or None when it is none."""
    if isinstance(content, list) and all(isinstance(line, str) for line in content):
        return "".join(content)
    return content if isinstance(content, str) else None


def count_of(number: Any) -> int | None:
    """Return the number of a cell, or None when it is none."""
    return number if type(number) is int and 0 <= number <= _LARGEST_COUNT else None


def _output(item: Any) -> dict[str, Any] | None:
    kind = item.get("output_type") if isinstance(item, dict) else None
    if kind == "stream":
        text = text_of(item.get("text"))
        name = item.get("name")
        return None if text is None or name not in _STREAMS else _stream(name, text)
    if kind == "error":
        return _error(item)
    if kind in ("display_data", "execute_result"):
        return _display(kind, item)
    return None


def _stream(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def _error(item: dict[str, Any]) -> dict[str, Any] | None:
    name, value, lines = item.get("ename"), item.get("evalue"), item.get("traceback")
    if not (isinstance(name, str) and isinstance(value, str) and isinstance(lines, list)):
        return None
    if not all(isinstance(line, str) for line in lines):
        return None
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": list(lines)}


def _display(kind: str, item: dict[str, Any]) -> dict[str, Any] | None:
    bundle = item.get("data")
    if not isinstance(bundle, dict):
        return None
    data: dict[str, Any] = {}
    words = []
    for media, content in bundle.items():
        known, word = _content(media, content)
        if word:
            words.append(word)
        else:
            data[media] = known
    if words:
        # A richer form that is not shown here is no loss where a plain one is; a false picture is always said.
        said = [word for word in dict.fromkeys(words) if word != _UNKNOWN or not data]
        plain = [data["text/plain"]] if "text/plain" in data else []
        if said:
            data["text/plain"] = "\n".join([*plain, *map(typeset, said)])
    output = {"output_type": kind, "data": data, "metadata": _sizes(item.get("metadata"), data)}
    return output if kind == "display_data" else output | {"execution_count": count_of(item.get("execution_count"))}


def _content(media: Any, content: Any) -> tuple[Any, str]:
    """Return what may be kept of one form of an output, and else the word on what is wrong with it."""
    if media == _DATA:
        return (content, "") if _is_shallow(content) else (None, _NO_DATA)
    text = text_of(content)
    if media in PICTURES:
        return (text, "") if text is not None and is_picture(media, text) else (None, _NO_PICTURE)
    return (text, "") if media in _TEXTS and text is not None else (None, _UNKNOWN)


def _sizes(metadata: Any, data: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Return of an output's metadata the width and the height of its pictures, whole numbers of pixels."""
    sizes: dict[str, dict[str, int]] = {}
    for media in sorted(PICTURES & data.keys()):
        about = metadata.get(media) if isinstance(metadata, dict) else None
        known = {side: about.get(side) for side in ("width", "height")} if isinstance(about, dict) else {}
        found = {side: n for side, n in known.items() if type(n) is int and 0 < n <= _LARGEST_SIDE}
        if found:
            sizes[media] = found
    return sizes


def _is_shallow(content: Any, depth: int = 0) -> bool:
    """Tell whether JSON stays within _DEEPEST levels and holds no number that is none."""
    if depth > _DEEPEST:
        return False
    if isinstance(content, dict):
        return all(isinstance(key, str) and _is_shallow(value, depth + 1) for key, value in content.items())
    if isinstance(content, list):
        return all(_is_shallow(value, depth + 1) for value in content)
    return content is None or isinstance(content, str | int) or (isinstance(content, float) and math.isfinite(content))


def _length(content: Any) -> int:
    if isinstance(content, dict):
        return sum(len(str(key)) + _length(value) for key, value in content.items())
    if isinstance(content, list):
        return sum(map(_length, content)) + len(content)
    return len(content) if isinstance(content, str) else 8
