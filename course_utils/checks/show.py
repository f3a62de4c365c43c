"""Values and calls as short Python text, and two values cut to their first difference, for failed checks."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from course_utils.checks.calling import Case
from course_utils.checks.codec import Opaque
from course_utils.checks.outcome import numbers_of, same_value

LONGEST = 120
SHORT = 72  # characters: of two values that are longer, only where they differ is shown
AROUND = 1  # neighbours of the first difference on each side


def as_text(value: Any) -> str:
    """Return `value` as short Python text: six significant digits, long contents cut."""
    text = _text(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def show_call(name: str, record: Case) -> str:
    """Return the call as the learner would write it: « average([12, 8, 15]) »."""
    arguments = [_argument(argument) for argument in record.args]
    arguments += [f"{key}={_argument(argument)}" for key, argument in record.kwargs.items()]
    return f"`{name}({', '.join(arguments)})`"


def contrast(got: Any, want: Any, rtol: float = 1e-6, atol: float = 1e-8) -> tuple[str, str]:
    """Return what came and what is expected as code; of long ones, where they differ first and what is around.

    Values are the same there within atol + rtol·|want|, as they are for the check.
    """
    texts = as_text(got), as_text(want)
    if max(map(len, texts)) <= SHORT:
        return (f"`{_precise(got, want, texts)[0]}`", f"`{_precise(got, want, texts)[1]}`")
    found = _first_difference(got, want, rtol, atol)
    return found if found is not None else (f"`{texts[0]}`", f"`{texts[1]}`")


def shape_of(value: Any) -> tuple[int, ...] | None:
    """Return the shape of an array or a tensor, None for anything else."""
    shape = getattr(value, "shape", None)
    return tuple(int(size) for size in shape) if shape is not None else None


def _argument(value: Any) -> str:
    text, shape = as_text(value), shape_of(value)
    return f"<tableau de forme {shape}>" if shape and len(text) > SHORT else text


def _precise(got: Any, want: Any, texts: tuple[str, str]) -> tuple[str, str]:
    """Two values that six digits do not tell apart are written with all theirs."""
    if texts[0] != texts[1]:
        return texts
    one, other = numbers_of(got), numbers_of(want)
    return texts if one is None or other is None else (str(one.tolist()), str(other.tolist()))


def _first_difference(got: Any, want: Any, rtol: float, atol: float, path: str = "") -> tuple[str, str] | None:
    """Return where two values first differ, and what stands there; None where they are not of one structure."""
    left, right = numbers_of(got), numbers_of(want)
    if left is not None and right is not None:
        return _in_arrays(left, right, rtol, atol, path) if left.ndim and right.ndim else _at(path, got, want)
    if isinstance(got, str) and isinstance(want, str):
        place = next((n for n, (one, other) in enumerate(zip(got, want, strict=False)) if one != other), None)
        place = min(len(got), len(want)) if place is None else place
        return _at(f"{path}[{place}]", _piece(got, place), _piece(want, place))
    if isinstance(got, dict) and isinstance(want, dict) and got.keys() == want.keys():
        return _among([(f"[{key!r}]", got[key], want[key]) for key in want], rtol, atol, path)
    if isinstance(got, list | tuple) and isinstance(want, list | tuple):
        if len(got) != len(want):
            return f"{len(got)} éléments{_where(path)}", f"{len(want)} éléments"
        return _among(
            [(f"[{n}]", one, other) for n, (one, other) in enumerate(zip(got, want, strict=True))], rtol, atol, path
        )
    return _at(path, got, want) if path else None


def _among(pairs: list[tuple[str, Any, Any]], rtol: float, atol: float, path: str) -> tuple[str, str] | None:
    for step, one, other in pairs:
        if not same_value(one, other, rtol, atol):
            found = contrast(one, other, rtol, atol) if len(as_text(one)) <= SHORT >= len(as_text(other)) else None
            if found is not None:
                return f"{found[0]}{_where(path + step)}", f"{found[1]}{_where(path + step)}"
            return _first_difference(one, other, rtol, atol, path + step)
    return None


def _in_arrays(left: np.ndarray, right: np.ndarray, rtol: float, atol: float, path: str) -> tuple[str, str]:
    if left.shape != right.shape:
        return f"un tableau de forme `{left.shape}`{_where(path)}", f"un tableau de forme `{right.shape}`"
    differs = ~np.isclose(left, right, rtol=rtol, atol=atol, equal_nan=True)
    if not differs.any():  # a tolerance of the check's own is not this one
        differs = left != right
    place = tuple(int(n) for n in np.argwhere(differs)[0]) if differs.any() else (0,) * left.ndim
    index = f"{path}[{', '.join(map(str, place))}]"
    shape = f", dans un tableau de forme `{left.shape}`"
    pieces = _around(left, place), _around(right, place)
    if pieces[0] == pieces[1]:
        pieces = repr(left[place].item()), repr(right[place].item())
    return f"`{pieces[0]}`{_where(index)}{shape}", f"`{pieces[1]}`{_where(index)}"


def _around(array: np.ndarray, place: tuple[int, ...]) -> str:
    row, column = array[place[:-1]], place[-1]
    first, last = max(0, column - AROUND), min(len(row), column + AROUND + 1)
    items = [_text(item) for item in row[first:last]]
    return f"[{', '.join([*(['…'] if first else []), *items, *(['…'] if last < len(row) else [])])}]"


def _at(path: str, got: Any, want: Any) -> tuple[str, str]:
    return f"`{as_text(got)}`{_where(path)}", f"`{as_text(want)}`{_where(path)}"


def _where(path: str) -> str:
    key, rest = re.match(r"(?:\['([^']*)'\])?(.*)", path, re.DOTALL).groups()  # type: ignore[union-attr]
    return (f" pour « {key} »" if key else "") + (f" à l'indice `{rest}`" if rest else "")


def _piece(text: str, place: int) -> str:
    first, last = max(0, place - SHORT // 4), place + SHORT // 4
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


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
        name = str(getattr(value, "__name__", type(value).__name__))
        return "<une fonction>" if name.startswith(("_", "<")) else name  # a check's own is nothing to a learner
    return repr(value)


def _number(value: float) -> str:
    """Six significant digits are enough to see a difference; whole numbers keep their point."""
    text = f"{value:.6g}"
    return f"{text}.0" if text.lstrip("-").isdigit() else text
