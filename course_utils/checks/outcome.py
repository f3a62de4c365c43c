"""An outcome is all that came of a call: the value or the exception, what was printed, the arguments afterwards."""

from __future__ import annotations

import builtins
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course_utils.checks.codec import CodecError, Opaque, decode, encode

MAX_MESSAGE = 500
MAX_PRINTED = 20_000
SKETCHED, SAMPLED = 256, 64  # items: of what is longer, a sketch keeps that many
_NO_NUMBERS = (str, bytes, dict, set, Opaque)
_NUMBERS = (bool, int, float, complex, np.ndarray, np.generic)


@dataclass(frozen=True)
class Outcome:
    """What came of one call.

    `raised` holds the built-in classes of the exception, from its own to the most general (empty when the
    call returned); `arguments` the arguments as the call left them, positional ones first.
    """

    value: Any = None
    raised: tuple[str, ...] = ()
    message: str = ""
    printed: str = ""
    arguments: tuple[Any, ...] = ()


def builtin_classes(error: BaseException) -> tuple[str, ...]:
    """Return the names of the built-in exception classes that `error` belongs to, the nearest first."""
    known = [cls for cls in type(error).__mro__ if getattr(builtins, cls.__name__, None) is cls]  # whatever it claims
    return tuple(cls.__name__ for cls in known if cls not in (object, BaseException))


def builtin_names(names: Sequence[Any]) -> tuple[str, ...]:
    """Return the `names` that are built-in exceptions, at least one: another process may have written anything."""
    known = [name for name in names if isinstance(name, str) and _is_exception(getattr(builtins, name, None))]
    return tuple(known) or ("Exception",)


def _is_exception(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseException)


def to_json(outcome: Outcome) -> dict[str, Any]:
    """Return `outcome` as what JSON can hold; fields that say nothing are left out."""
    node: dict[str, Any] = {}
    if outcome.raised:
        node |= {"raised": list(outcome.raised), "message": outcome.message}
    else:
        node["value"] = _encoded(outcome.value)
    if outcome.printed:
        node["printed"] = outcome.printed
    if outcome.arguments:
        node["arguments"] = [_encoded(argument) for argument in outcome.arguments]
    return node


def from_json(node: Any) -> Outcome:
    """Return the outcome that `to_json` made `node` from; raise CodecError when there is none."""
    try:
        raised = builtin_names(node["raised"]) if node.get("raised") else ()
        return Outcome(
            value=decode(node.get("value")),
            raised=raised,
            message=str(node.get("message", ""))[:MAX_MESSAGE],
            printed=str(node.get("printed", ""))[:MAX_PRINTED],
            arguments=tuple(decode(argument) for argument in node.get("arguments", ())),
        )
    except (AttributeError, TypeError) as error:
        raise CodecError("not an outcome") from error


@dataclass(frozen=True)
class Encoded:
    """What stands, in an outcome that is to be sent, for a value that `to_json` need not encode again."""

    node: Any


def encoded(value: Any) -> Encoded:
    """Return `value` as it is now, ready to be sent; what is no data is sent as the name of its type."""
    return Encoded(_encoded(value))


def _encoded(value: Any) -> Any:
    if type(value) is Encoded:
        return value.node
    try:
        return encode(value)
    except CodecError:
        return encode(Opaque(type(value).__name__))


def same_value(got: Any, want: Any, rtol: float, atol: float) -> bool:
    """Compare by value: |got - want| ≤ atol + rtol·|want|, NaN equal to NaN, shapes equal.

    Harmless differences of type do not count: a list for a tuple, an array or a tensor of the same shape, a
    float for an integer of the same value.
    """
    left, right = numbers_of(got), numbers_of(want)
    if left is not None and right is not None:
        if left.shape != right.shape:
            return False
        if left.dtype.kind in "biu" and right.dtype.kind in "biu":
            return bool(np.array_equal(left, right))
        return _close(left, right, rtol, atol)
    if isinstance(got, dict) and isinstance(want, dict):
        return got.keys() == want.keys() and all(same_value(got[key], want[key], rtol, atol) for key in want)
    items, expected = _items(got if left is None else left), _items(want if right is None else right)
    if items is not None and expected is not None:
        pairs = zip(items, expected, strict=False)
        return len(items) == len(expected) and all(same_value(one, other, rtol, atol) for one, other in pairs)
    if isinstance(got, str) and isinstance(want, str):
        return str(got) == str(want)
    return left is None and right is None and type(got) is type(want) and bool(got == want)


def _close(got: np.ndarray, want: np.ndarray, rtol: float, atol: float) -> bool:
    """Tell what `np.allclose(got, want, rtol, atol, equal_nan=True)` tells, faster on small arrays: most are."""
    with np.errstate(all="ignore"):  # a difference may overflow, and a warning would be written on stderr
        near = (np.abs(got - want) <= atol + rtol * np.abs(want)) & np.isfinite(want)
        return bool((near | (got == want) | (np.isnan(got) & np.isnan(want))).all())


def same_outcome(got: Outcome, want: Outcome, rtol: float, atol: float, *, same_class: bool = False) -> bool:
    """Compare two outcomes whole: text without the spaces at its ends, exceptions by class.

    An exception of a class derived from the one that is wanted will do, unless `same_class`.
    """
    if want.raised or got.raised:
        accepted = got.raised[:1] if same_class else got.raised
        return bool(want.raised) and want.raised[0] in accepted
    return (
        same_value(got.value, want.value, rtol, atol)
        and tidy(got.printed) == tidy(want.printed)
        and same_value(got.arguments, want.arguments, rtol, atol)
    )


def alike(got: Sequence[Outcome], want: Sequence[Outcome]) -> bool:
    """Tell whether two lists of outcomes came of the same mistake: the same classes, values but for rounding."""
    pairs = zip(got, want, strict=False)
    return len(got) == len(want) and all(
        same_outcome(one, other, rtol=1e-6, atol=1e-12, same_class=True) for one, other in pairs
    )


def words_of(outcome: Outcome) -> str:
    """Return the words and the numbers of an exception's message, sorted: quoted ones as such, no memory address."""
    found = re.findall(r"'[\w.]+'|\w+", re.sub(r"0x[0-9a-f]+", "", outcome.message))
    return " ".join(sorted(set(found)))


def said_alike(one: Outcome, other: Outcome) -> bool:
    """Tell whether two exceptions say the same: the same names, the same numbers and most words."""
    ours, theirs = (set(words_of(each).split()) for each in (one, other))
    exact = [{word for word in words if word[0] == "'" or word[0].isdigit()} for words in (ours, theirs)]
    return exact[0] == exact[1] and 3 * len(ours & theirs) >= 2 * len(ours | theirs)


def sketched(outcome: Outcome) -> Outcome:
    """Return `outcome` with every long array or list replaced by its shape and some of its items, evenly spaced.

    A known mistake is kept so: what is compared with it is sketched first. A sketch of a sketch is itself.
    """
    return replace(
        outcome, value=_sketch(outcome.value), arguments=tuple(_sketch(argument) for argument in outcome.arguments)
    )


def _sketch(value: Any) -> Any:
    numbers = numbers_of(value)
    if numbers is not None:  # by value, as outcomes are compared: a list, an array or a tensor of the same numbers
        return {"shape": numbers.shape, "sample": _sample(numbers.ravel())} if numbers.size > SKETCHED else value
    if isinstance(value, list | tuple):
        if len(value) > SKETCHED:
            return {"length": len(value), "sample": [_sketch(item) for item in _sample(value)]}
        return type(value)(_sketch(item) for item in value)
    if isinstance(value, dict):
        return {key: _sketch(item) for key, item in value.items()}
    return value


def _sample(items: Any) -> Any:
    """Return SAMPLED of many items, evenly spaced, the first and the last included."""
    places = [place * (len(items) - 1) // (SAMPLED - 1) for place in range(SAMPLED)]
    return items[places] if isinstance(items, np.ndarray) else [items[place] for place in places]


def tidy(text: str) -> str:
    """Return printed text without the spaces at the ends of lines and the empty lines at its end."""
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def numbers_of(value: Any) -> np.ndarray | None:
    """Return `value` as an array of numbers when that is what it is, nested regular lists included."""
    if isinstance(value, _NO_NUMBERS) or value is None or value is ...:
        return None
    if type(value).__module__.startswith("torch"):
        value = value.detach().cpu().numpy()
    if isinstance(value, list | tuple) and not _all_numbers(value):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # NumPy 1.23 warns of lists of several lengths, where later ones raise
            array = np.asarray(value)
    except (ValueError, TypeError, OverflowError, Warning):
        return None
    return array if array.dtype.kind in "biufc" else None


def _all_numbers(values: Sequence[Any]) -> bool:
    """Tell whether nested lists hold numbers only: NumPy would turn ["1", 2] into text and [] into floats."""
    return len(values) > 0 and all(
        _all_numbers(value)
        if isinstance(value, list | tuple)
        else isinstance(value, _NUMBERS) or type(value).__module__.startswith("torch")
        for value in values
    )


def _items(value: Any) -> list[Any] | None:
    if isinstance(value, list | tuple):
        return list(value)
    return value.tolist() if isinstance(value, np.ndarray) and value.ndim else None
