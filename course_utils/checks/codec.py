"""Data, and only data, between two processes or in a file: exact types, bounded size and depth, never pickle.

What is not data (a model, a generator, an object of a class of one's own) becomes an `Opaque` that says its
type, so that an object with opinions of its own (`__eq__` that is always true…) never arrives anywhere.
"""

from __future__ import annotations

import base64
import functools
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 40
MAX_INT_BITS = 1 << 16
MAX_ITEMS = 1 << 21  # lists, objects and commas: a list without a comma takes twenty times its two bytes
MAX_EMPTY = 1 << 20  # places in an array that holds nothing, (0, 784) or (60000, 0): as a list, it would take room
MAX_ALIKE = 64  # members of a set that share one hash: a table of a million takes hours to fill

_TAG = "!"
_ARRAYS, _PLAIN = (np.ndarray, np.generic), (bool, int, float, str)  # made once: most values are looked at by these
_DTYPE = re.compile(r"[<>|=]?(?:[biufc](?:1|2|4|8|16)|U[0-9]{1,6})")


class CodecError(ValueError):
    """Bytes that are no data of ours, or data too large or too deep."""


@dataclass(frozen=True)
class Opaque:
    """What stands for a value that is not data: the name of its type."""

    type_name: str


def dumps(value: Any) -> bytes:
    """Return `value` as bytes; raise CodecError when it is too large, too deep or holds itself."""
    text = json.dumps(encode(value), ensure_ascii=True, separators=(",", ":"))
    if len(text) > MAX_BYTES:
        raise CodecError(f"{len(text)} bytes, more than {MAX_BYTES}")
    return text.encode("ascii")


def loads(content: bytes) -> Any:
    """Return the data in `content`; raise CodecError, and nothing else, when there is none.

    It allocates at most 16 bytes a byte of `content`, and 256 a list, an object or a comma of it.
    """
    if len(content) > MAX_BYTES:
        raise CodecError(f"{len(content)} bytes, more than {MAX_BYTES}")
    return decode(parse_json(content))


def parse_json(content: bytes) -> Any:
    """Return the JSON in `content`, ASCII; raise CodecError when there is none, or more than MAX_ITEMS parts of it."""
    items = content.count(b",") + content.count(b"[") + content.count(b"{")  # those inside a text count too
    if items > MAX_ITEMS:
        raise CodecError(f"{items} items, more than {MAX_ITEMS}")
    try:
        return json.loads(content.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise CodecError(f"not data: {type(error).__name__}") from error


def as_data(value: Any) -> Any:
    """Return `value` as it would arrive in another process: a copy, exact types, `Opaque` for what is no data."""
    try:
        return decode(encode(value))
    except CodecError:
        return Opaque(type(value).__name__)


def encode(value: Any, depth: int = 0) -> Any:
    """Return `value` as what JSON can hold. Subclasses of data types are sent as the type they extend."""
    if depth > MAX_DEPTH:
        raise CodecError(f"more than {MAX_DEPTH} levels deep")
    kind = type(value)
    if value is None or kind is bool or kind is str or kind is float:  # « in » would ask a class if it is equal
        return value
    if isinstance(value, _ARRAYS):
        return _encode_array(value)
    if isinstance(value, int):
        return _encode_int(int(value))
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return "".join(value)
    if isinstance(value, complex):
        return {_TAG: "complex", "v": [value.real, value.imag]}
    if isinstance(value, bytes | bytearray):
        return {_TAG: "bytes", "v": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, list):
        return [encode(item, depth + 1) for item in list(value)]
    if isinstance(value, tuple):
        return {_TAG: "tuple", "v": [encode(item, depth + 1) for item in tuple(value)]}
    if isinstance(value, set | frozenset):
        items = [encode(item, depth + 1) for item in set(value)]
        return {_TAG: "set", "v": sorted(items, key=lambda item: json.dumps(item, sort_keys=True))}
    if isinstance(value, dict):
        pairs = [[encode(key, depth + 1), encode(item, depth + 1)] for key, item in dict(value).items()]
        return {_TAG: "dict", "v": pairs}
    if value is Ellipsis:
        return {_TAG: "ellipsis"}
    torch = sys.modules.get("torch")  # a tensor cannot exist where PyTorch was never imported
    if torch is not None and isinstance(value, torch.Tensor):
        return _encode_tensor(value)
    return {_TAG: "opaque", "v": value.type_name if isinstance(value, Opaque) else kind.__name__[:80]}


def decode(node: Any, depth: int = 0) -> Any:
    """Return the data that `encode` made `node` from; raise CodecError when no data could have made it."""
    if depth > MAX_DEPTH + 1:
        raise CodecError(f"more than {MAX_DEPTH} levels deep")
    if node is None or isinstance(node, _PLAIN):
        return node
    if isinstance(node, list):
        return [decode(item, depth + 1) for item in node]
    tag = node.get(_TAG) if isinstance(node, dict) else None
    reader = _READERS.get(tag) if isinstance(tag, str) else None
    if reader is None:
        raise CodecError(f"unknown tag {str(tag)[:40]!r}")
    try:
        return reader(node, depth)
    except CodecError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError, ImportError) as error:
        raise CodecError(f"malformed {tag}: {type(error).__name__}") from error


def _encode_int(value: int) -> Any:
    if value.bit_length() > MAX_INT_BITS:
        raise CodecError(f"an integer of {value.bit_length()} bits, more than {MAX_INT_BITS}")
    return value if value.bit_length() < 64 else {_TAG: "int", "v": hex(value)}


def _encode_array(value: Any) -> Any:
    array = np.asarray(value)
    if _dtype(array.dtype.str) is None:
        return {_TAG: "opaque", "v": f"tableau de type {array.dtype.name[:40]}"}
    scalar = isinstance(value, np.generic)
    return {_TAG: "scalar" if scalar else "array", **_buffer(array)}


def _encode_tensor(tensor: Any) -> Any:
    import torch

    try:
        plain = tensor.detach().cpu()
        if plain.dtype == torch.bfloat16:
            plain = plain.float()
        return {_TAG: "tensor", **_buffer(plain.resolve_conj().resolve_neg().numpy())}
    except (RuntimeError, TypeError):
        return {_TAG: "opaque", "v": "Tensor"}


def _buffer(array: np.ndarray) -> dict[str, Any]:
    if array.nbytes > MAX_BYTES:
        raise CodecError(f"an array of {array.nbytes} bytes, more than {MAX_BYTES}")
    _check_empty(array.shape)
    content = base64.b64encode(array.tobytes()).decode("ascii")  # row by row, whatever its order in memory
    return {"dtype": array.dtype.str, "shape": list(array.shape), "v": content}


def _decode_buffer(node: dict[str, Any]) -> np.ndarray:
    name, shape = node["dtype"], node["shape"]
    dtype = _dtype(name) if isinstance(name, str) else None
    if dtype is None:
        raise CodecError("unknown dtype")
    if not isinstance(shape, list) or len(shape) > 16 or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise CodecError("not a shape")
    _check_empty(shape)
    content = base64.b64decode(node["v"], validate=True)
    if math.prod(shape) * dtype.itemsize != len(content):
        raise CodecError("shape and content differ")
    if dtype.kind == "U":
        points = np.frombuffer(content, dtype=np.dtype("u4").newbyteorder(dtype.byteorder))
        if points.size and points.max() > sys.maxunicode:  # NumPy would stop on it later, when it is read
            raise CodecError("not text")
    return np.frombuffer(content, dtype=dtype).reshape(shape).copy()


@functools.lru_cache(maxsize=64)
def _dtype(name: str) -> np.dtype | None:
    """Return the dtype of that name when arrays of it are data."""
    return np.dtype(name) if _DTYPE.fullmatch(name) else None


def _check_empty(shape: Sequence[int]) -> None:
    """Refuse an array without a single item whose other sides are long: its `tolist()` would fill the memory."""
    if 0 in shape and math.prod(side for side in shape if side) > MAX_EMPTY:
        raise CodecError("an empty array of too many places")


def _decode_tensor(node: dict[str, Any], depth: int) -> Any:
    import torch

    return torch.from_numpy(_decode_buffer(node))


def _decode_items(node: dict[str, Any], depth: int) -> list[Any]:
    if not isinstance(node["v"], list):
        raise CodecError("not a list of items")
    return [decode(item, depth + 1) for item in node["v"]]


def _decode_pairs(node: dict[str, Any], depth: int) -> dict[Any, Any]:
    pairs = [(decode(key, depth + 1), decode(item, depth + 1)) for key, item in node["v"]]
    _check_hashes([key for key, _ in pairs])
    return dict(pairs)


def _decode_set(node: dict[str, Any], depth: int) -> set[Any]:
    items = _decode_items(node, depth)
    _check_hashes(items)
    return set(items)


def _check_hashes(keys: Sequence[Hashable]) -> None:
    if keys and max(Counter(map(hash, keys)).values()) > MAX_ALIKE:
        raise CodecError(f"more than {MAX_ALIKE} members with one hash")


def _decode_int(node: dict[str, Any], depth: int) -> int:
    if not isinstance(node["v"], str) or len(node["v"]) > MAX_INT_BITS // 4 + 3:
        raise CodecError("not an integer")
    return int(node["v"], 16)


def _decode_opaque(node: dict[str, Any], depth: int) -> Opaque:
    if not isinstance(node["v"], str):
        raise CodecError("not the name of a type")
    return Opaque(node["v"][:120])


_READERS: dict[str, Callable[[dict[str, Any], int], Any]] = {
    "int": _decode_int,
    "complex": lambda node, depth: complex(*node["v"]),
    "bytes": lambda node, depth: base64.b64decode(node["v"], validate=True),
    "tuple": lambda node, depth: tuple(_decode_items(node, depth)),
    "set": _decode_set,
    "dict": _decode_pairs,
    "array": lambda node, depth: _decode_buffer(node),
    "scalar": lambda node, depth: _decode_buffer(node)[()],
    "tensor": _decode_tensor,
    "ellipsis": lambda node, depth: ...,
    "opaque": _decode_opaque,
}
