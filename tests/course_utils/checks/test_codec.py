"""Data arrive with their exact types; what is no data becomes `Opaque`; hostile bytes raise CodecError alone."""

from __future__ import annotations

import base64
import collections
import enum
import json
import math
import struct
import sys
from typing import Any, NamedTuple

import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course_utils.checks.codec import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_INT_BITS,
    CodecError,
    Opaque,
    as_data,
    dumps,
    loads,
)

quick = settings(max_examples=200, deadline=None, database=None, derandomize=True)


def _same(got: Any, want: Any) -> bool:
    """Equal to the last bit, types included; one NaN of Python is as good as another."""
    if type(got) is not type(want):
        return False
    if isinstance(want, float):
        return struct.pack("d", got) == struct.pack("d", want) or (math.isnan(got) and math.isnan(want))
    if isinstance(want, complex):
        return _same([got.real, got.imag], [want.real, want.imag])
    if isinstance(want, np.ndarray | np.generic):
        return (got.dtype, got.shape, got.tobytes()) == (want.dtype, want.shape, want.tobytes())
    if isinstance(want, torch.Tensor):
        return got.dtype == want.dtype and got.shape == want.shape and _same(got.numpy(), want.detach().numpy())
    if isinstance(want, list | tuple):
        return len(got) == len(want) and all(map(_same, got, want))
    if isinstance(want, dict):
        return _same(list(got.items()), list(want.items()))
    return bool(got == want)


def _nested(levels: int) -> Any:
    value: Any = 0
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -1,
        2**63 - 1,
        -(2**63),
        2**64,
        -(3**200),
        0.1,
        -0.0,
        math.nan,
        math.inf,
        -math.inf,
        5e-324,
        1 + 2j,
        complex(-0.0, math.nan),
        "",
        "été 🙂 \x00 \ud800",
        b"",
        bytes(range(256)),
        [],
        [1, [2.0, "3"]],
        (),
        (1,),
        ((), [()]),
        set(),
        {1, 2.5, "a", (1, 2)},
        {},
        {"a": 1, 2: "b", (1, 2): [3], None: {}, 1.5: {"!": "array"}},
        {"!": "opaque", "v": "un dictionnaire à nous"},
        ...,
        {"q1": ...},
        Opaque("Model"),
        [Opaque("A"), Opaque("B")],
    ],
)
def test_python_data_arrive_as_they_left(value: Any) -> None:
    assert _same(loads(dumps(value)), value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6).reshape(2, 3),
        np.arange(3, dtype=np.int8),
        np.array([2**64 - 1], dtype=np.uint64),
        np.array([1.5, np.nan, -np.inf, -0.0]),
        np.array([1.5], dtype=np.float16),
        np.array([1.5], dtype=np.float32),
        np.array([1 + 2j], dtype=np.complex64),
        np.array([True, False]),
        np.array(3.5),
        np.array(True),
        np.array([]),
        np.zeros((0, 3)),
        np.zeros((2, 0), dtype=np.int32),
        np.arange(10)[::3],
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(6).reshape(2, 3).T,
        np.broadcast_to(np.arange(3), (2, 3)),
        np.array([1, 2], dtype=">i4"),
        np.array([1.5], dtype=">f8"),
        np.array(["a", "été", ""]),
        np.array("mot"),
        np.array(["été"], dtype=">U3"),
        np.zeros((1,) * 10),
    ],
    ids=lambda array: f"{array.dtype.str}{array.shape}",
)
def test_arrays_arrive_as_they_left(array: np.ndarray) -> None:
    assert _same(loads(dumps(array)), array)


@pytest.mark.parametrize(
    "scalar",
    [np.float32(1.5), np.float64(-0.0), np.int8(-3), np.uint64(2**63), np.bool_(True), np.complex128(1j), np.str_("é")],
    ids=lambda scalar: type(scalar).__name__,
)
def test_numpy_scalars_keep_their_type(scalar: np.generic) -> None:
    assert _same(loads(dumps(scalar)), scalar)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.arange(6).reshape(2, 3),
        torch.tensor(1.5),
        torch.zeros(0, 3),
        torch.tensor([True, False]),
        torch.tensor([1.5], dtype=torch.float16),
        torch.tensor([1 + 2j]),
        torch.arange(6).reshape(2, 3).T,
        torch.ones(2, requires_grad=True),
        torch.nn.Parameter(torch.ones(2)),
        torch.ones(2, requires_grad=True) * 2,
    ],
    ids=lambda tensor: f"{type(tensor).__name__}-{tensor.dtype}-{tensor.requires_grad}",
)
def test_tensors_arrive_with_their_values_dtype_and_shape_and_no_graph(tensor: torch.Tensor) -> None:
    arrived = loads(dumps(tensor))
    assert type(arrived) is torch.Tensor
    assert not arrived.requires_grad
    assert _same(arrived, torch.Tensor.detach(tensor).as_subclass(torch.Tensor))


def test_half_precision_that_numpy_does_not_know_arrives_in_single_precision() -> None:
    arrived = loads(dumps(torch.tensor([1.5, -2.0], dtype=torch.bfloat16)))
    assert _same(arrived, torch.tensor([1.5, -2.0]))


@pytest.mark.parametrize(
    "tensor", [torch.zeros(2).to_sparse(), torch.zeros(2, device="meta")], ids=["sparse", "without content"]
)
def test_a_tensor_that_has_no_plain_content_is_opaque(tensor: torch.Tensor) -> None:
    assert as_data(tensor) == Opaque("Tensor")


@pytest.mark.parametrize(
    ("value", "type_name"),
    [
        (object(), "object"),
        (len, "builtin_function_or_method"),
        (int, "type"),
        (math, "module"),
        (iter([]), "list_iterator"),
        (np.random.default_rng(0), "Generator"),
        (torch.nn.Linear(1, 1), "Linear"),
        (np.array([None, {}], dtype=object), "tableau de type object"),
        (np.array(["2024-01-01"], dtype="datetime64[D]"), "tableau de type datetime64[D]"),
        (np.zeros(1, dtype=[("a", int)]), "tableau de type void64"),
    ],
)
def test_what_is_no_data_is_opaque_and_says_its_type(value: Any, type_name: str) -> None:
    assert as_data(value) == Opaque(type_name)
    assert as_data([value]) == [Opaque(type_name)]


class _YesClass(type):
    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return 0


class _Yes(metaclass=_YesClass):
    """Agrees with everything, as does its class."""

    def __eq__(self, other: object) -> bool:
        return True

    __le__ = __ge__ = __contains__ = __eq__
    __hash__ = None  # type: ignore[assignment]


def test_an_object_that_equals_everything_arrives_as_opaque() -> None:
    arrived = loads(dumps([_Yes(), {"a": _Yes()}]))
    assert arrived == [Opaque("_Yes"), {"a": Opaque("_Yes")}]
    assert arrived[0] != 1


class _Point(NamedTuple):
    x: int
    y: int


class _Level(enum.IntEnum):
    HIGH = 3


class _Text(str):
    pass


@pytest.mark.parametrize(
    ("value", "arrived"),
    [
        (_Point(1, 2), (1, 2)),
        (_Level.HIGH, 3),
        (_Text("mot"), "mot"),
        (type("Real", (float,), {})(1.5), 1.5),
        (type("Items", (list,), {})([1]), [1]),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (collections.defaultdict(list, a=[1]), {"a": [1]}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (frozenset({1}), {1}),
        (bytearray(b"ab"), b"ab"),
        (np.ma.array([1.5, 2.5]), np.array([1.5, 2.5])),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_is_sent_as_the_type_that_it_extends(value: Any, arrived: Any) -> None:
    assert _same(as_data(value), arrived)


def test_data_are_copied() -> None:
    inner = np.zeros(2)
    value = {"a": [inner]}
    arrived = as_data(value)
    inner[0] = 1
    value["a"].append(1)
    assert _same(arrived, {"a": [np.zeros(2)]})


def test_a_copy_can_be_written_to() -> None:
    arrived = as_data(np.zeros(2))
    arrived += 1
    assert arrived.tolist() == [1, 1]


@pytest.mark.parametrize("kind", ["list", "dict"])
def test_what_holds_itself_is_refused_and_becomes_opaque(kind: str) -> None:
    value: Any = [] if kind == "list" else {}
    value.append(value) if kind == "list" else value.update(a=value)
    with pytest.raises(CodecError):
        dumps(value)
    assert as_data(value) == Opaque(kind)


def test_depth_is_bounded_on_both_sides() -> None:
    deepest = _nested(MAX_DEPTH)
    assert loads(dumps(deepest)) == deepest
    with pytest.raises(CodecError):
        dumps(_nested(MAX_DEPTH + 1))
    for levels in (MAX_DEPTH + 3, 100_000):
        with pytest.raises(CodecError):
            loads(b"[" * levels + b"0" + b"]" * levels)


def test_size_is_bounded_on_both_sides() -> None:
    with pytest.raises(CodecError):
        dumps("a" * MAX_BYTES)
    with pytest.raises(CodecError):
        dumps(np.broadcast_to(np.uint8(0), (MAX_BYTES + 1,)))
    with pytest.raises(CodecError):
        loads(b" " * MAX_BYTES + b"0")


def test_the_bits_of_integers_are_bounded_on_both_sides() -> None:
    assert loads(dumps(2**MAX_INT_BITS - 1)) == 2**MAX_INT_BITS - 1
    with pytest.raises(CodecError):
        dumps(2**MAX_INT_BITS)
    with pytest.raises(CodecError):
        loads(_json({"!": "int", "v": "0x1" + "0" * (MAX_INT_BITS // 4 + 1)}))
    with pytest.raises(CodecError):
        loads(b"1" * 100_000)


def _json(node: Any) -> bytes:
    return json.dumps(node).encode()


def _array(dtype: Any = "<f8", shape: Any = (1,), content: Any = bytes(8), tag: str = "array") -> bytes:
    content = base64.b64encode(content).decode() if isinstance(content, bytes) else content
    return _json({"!": tag, "dtype": dtype, "shape": shape, "v": content})


def test_the_array_that_the_hostile_ones_are_made_from_is_accepted() -> None:
    assert _same(loads(_array()), np.zeros(1))
    assert _same(loads(_array(tag="tensor")), torch.zeros(1, dtype=torch.float64))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        "é".encode(),
        b"nul",
        b"[1,",
        b"1e",
        b"{}",
        _json({"a": 1}),
        _json({"!": "pickle", "v": ""}),
        _json({"!": ["int"], "v": "1"}),
        _json({"!": None}),
        _json({"!": "int"}),
        _json({"!": "int", "v": 1}),
        _json({"!": "int", "v": "0xg"}),
        _json({"!": "complex", "v": [1]}).replace(b"[1]", b"[1, 2, 3]"),
        _json({"!": "complex", "v": [10**400, 0]}),
        _json({"!": "bytes", "v": "not base64!"}),
        _json({"!": "bytes", "v": 3}),
        _json({"!": "tuple", "v": "ab"}),
        _json({"!": "set", "v": [[1]]}),
        _json({"!": "dict", "v": [[[], 1]]}),
        _json({"!": "dict", "v": [[1, 2, 3]]}),
        _json({"!": "dict", "v": 3}),
        _json({"!": "opaque", "v": 3}),
        _array(dtype="O"),
        _array(dtype="|O8"),
        _array(dtype="f8,f8", content=bytes(16)),
        _array(dtype="<M8[s]"),
        _array(dtype="V8"),
        _array(dtype="S8"),
        _array(dtype="c1", content=bytes(1)),
        _array(dtype="<f3", content=bytes(3)),
        _array(dtype=["<f8"]),
        _array(shape=(-1,)),
        _array(shape=(-1, -1)),
        _array(shape=(2,)),
        _array(shape=()).replace(b"[]", b"[[]]"),
        _array(shape=(1.0,)),
        _array(shape=(True,)),
        _array(shape="1"),
        _array(shape=(1,) * 100),
        _array(shape=(0, 2**39, 2**39), content=b""),
        _array(shape=(2**64, 0), content=b""),
        _array(content=bytes(7)),
        _array(content="A"),
        _array(content=None),
        _array(dtype="<U1", content=b"\xff" * 4),
        _array(dtype=">U1", content=b"\xff" * 4),
        _array(dtype="<U0", shape=(5,), content=b""),
        _array(tag="scalar", dtype="<U1", content=b"\xff" * 4),
        _array(tag="tensor", dtype="<U1", content=bytes(4)),
        _array(tag="tensor", dtype=">f8"),
    ],
    ids=lambda content: ascii(content)[2:60],
)
def test_malformed_content_is_refused(content: bytes) -> None:
    with pytest.raises(CodecError):
        loads(content)


def test_a_tensor_is_refused_where_pytorch_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(CodecError):
        loads(_array(tag="tensor"))


def _data() -> st.SearchStrategy[Any]:
    keys = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.just(...))
    leaves = st.one_of(keys, st.complex_numbers(), st.integers(min_value=-(2**200), max_value=2**200))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.lists(inner, max_size=4).map(tuple),
            st.dictionaries(keys, inner, max_size=4),
        ),
        max_leaves=12,
    )


@quick
@given(_data())
@example({math.nan: math.nan})
def test_any_data_arrive_as_they_left(value: Any) -> None:
    assert _same(loads(dumps(value)), value)


def _refused_or_data(content: bytes) -> None:
    """The only exception is CodecError; what is accepted is data again, through and through."""
    try:
        value = loads(content)
    except CodecError:
        return
    assert _same(as_data(value), value)


@quick
@given(st.binary(max_size=200))
def test_random_bytes_raise_nothing_but_codec_errors(content: bytes) -> None:
    _refused_or_data(content)


_TAGS = ["int", "complex", "bytes", "tuple", "set", "dict", "array", "scalar", "tensor", "ellipsis", "opaque", "?"]
_words = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-3, max_value=2**70),
    st.floats(),
    st.text(max_size=4),
    st.sampled_from(["AAAA", "AAAAAAAAAAA=", "<f8", "|b1", "<U1", "O", "<i4", "<f16", "-0x1f", *_TAGS]),
)
_trees = st.recursive(
    _words,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.fixed_dictionaries(
            {"!": st.sampled_from(_TAGS)},
            optional={"v": inner, "shape": st.one_of(inner, st.lists(st.integers(0, 2))), "dtype": inner},
        ),
    ),
    max_leaves=15,
)


@settings(quick, max_examples=400)
@given(_trees)
def test_trees_that_look_like_ours_raise_nothing_but_codec_errors(node: Any) -> None:
    _refused_or_data(_json(node))


@settings(quick, max_examples=300)
@given(
    st.sampled_from(
        [
            dumps([2**80, 1j, b"ab", (1, {2}), {1: np.arange(3.0)}, ..., Opaque("A")]),
            dumps([np.float32(1), np.array(["été"]), torch.zeros(2), np.zeros((2, 0))]),
        ]
    ),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 6), st.binary(max_size=4)), min_size=1, max_size=4),
)
def test_damaged_content_raises_nothing_but_codec_errors(content: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    for place, length, replacement in cuts:
        content = content[:place] + replacement + content[place + length :]
    _refused_or_data(content)
