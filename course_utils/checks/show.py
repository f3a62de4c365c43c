"""Values and calls as short Python text, for the sentences of failed checks."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_utils.checks.calling import Case
from course_utils.checks.codec import Opaque

LONGEST = 120


def as_text(value: Any) -> str:
    """Return `value` as short Python text: six significant digits, long contents cut."""
    text = _text(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def show_call(name: str, record: Case) -> str:
    """Return the call as the learner would write it: « average([12, 8, 15]) »."""
    arguments = [as_text(argument) for argument in record.args]
    arguments += [f"{key}={as_text(argument)}" for key, argument in record.kwargs.items()]
    return f"`{name}({', '.join(arguments)})`"


def shape_of(value: Any) -> tuple[int, ...] | None:
    """Return the shape of an array or a tensor, None for anything else."""
    shape = getattr(value, "shape", None)
    return tuple(int(size) for size in shape) if shape is not None else None


def _text(value: Any) -> str:
    if isinstance(value, Opaque):
        return f"<{value.type_name}>"
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, float | np.floating):
        return _number(float(value))
    if isinstance(value, int | np.integer):
        number = int(value)  # Python refuses to write very long ones in decimal
        return str(number) if number.bit_length() <= 4 * LONGEST else hex(number)
    if type(value).__module__.startswith("torch") and hasattr(value, "tolist"):
        return f"tensor({_text(value.detach()[(slice(LONGEST),) * value.ndim].tolist())})"
    if isinstance(value, np.ndarray):
        return _text(value[(slice(LONGEST),) * value.ndim].tolist()) if value.ndim else _text(value[()])
    if isinstance(value, list):
        return f"[{', '.join(_text(item) for item in value[:LONGEST])}]"
    if isinstance(value, tuple):
        return f"({', '.join(_text(item) for item in value[:LONGEST])}{',' if len(value) == 1 else ''})"
    if isinstance(value, set | frozenset) and value:
        return f"{{{', '.join(sorted(_text(item) for item in value))}}}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)}: {_text(item)}" for key, item in value.items()) + "}"
    if callable(value):
        return getattr(value, "__name__", type(value).__name__)
    return repr(value)


def _number(value: float) -> str:
    """Six significant digits are enough to see a difference; whole numbers keep their point."""
    text = f"{value:.6g}"
    return f"{text}.0" if text.lstrip("-").isdigit() else text
