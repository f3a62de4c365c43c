"""Which outputs of a cell may enter a notebook: a candidate can send anything in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from autograder.run.candidate.wire import CUT

_KEYS = {
    "stream": {"output_type", "name", "text"},
    "display_data": {"output_type", "data", "metadata"},
    "execute_result": {"output_type", "data", "metadata", "execution_count"},
    "error": {"output_type", "ename", "evalue", "traceback"},
}


def is_output(item: Any) -> bool:
    """Tell whether `item`, read from JSON, is an output as nbformat 4 has it."""
    kind = item.get("output_type") if isinstance(item, dict) else None
    if not isinstance(kind, str) or item.keys() != _KEYS.get(kind):
        return False
    if kind == "stream":
        return isinstance(item["name"], str) and isinstance(item["text"], str)
    if kind == "error":
        return isinstance(item["traceback"], list) and _are_texts(item["ename"], item["evalue"], *item["traceback"])
    data, metadata = item["data"], item["metadata"]
    return (
        isinstance(data, dict)
        and isinstance(metadata, dict)
        and all(isinstance(content, str) or media.endswith("json") for media, content in data.items())
        and isinstance(item.get("execution_count"), int | None)
    )


def readable(items: Iterable[Any], limit: int) -> list[dict[str, Any]]:
    """Return the outputs among `items`, until they hold more than `limit` characters; a last one then says so."""
    kept: list[dict[str, Any]] = []
    size = 0
    for item in filter(is_output, items):
        size += _length(item)
        if size > limit:
            return [*kept, {"output_type": "stream", "name": "stdout", "text": CUT}]
        kept.append(item)
    return kept


def _length(content: Any) -> int:
    if isinstance(content, dict):
        return sum(len(str(key)) + _length(value) for key, value in content.items())
    if isinstance(content, list):
        return sum(map(_length, content)) + len(content)
    return len(content) if isinstance(content, str) else 8


def _are_texts(*values: Any) -> bool:
    return all(isinstance(value, str) for value in values)
