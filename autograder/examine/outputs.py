"""Which outputs of a cell may enter a notebook: a candidate can send anything in their place."""

from __future__ import annotations

from typing import Any

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


def _are_texts(*values: Any) -> bool:
    return all(isinstance(value, str) for value in values)
