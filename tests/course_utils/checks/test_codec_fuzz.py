"""Thousands of hostile contents: decoding gives data or a CodecError, in bounded memory, and nothing else happens."""

from __future__ import annotations

import base64
import json
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from course_utils.checks.codec import MAX_ALIKE, MAX_EMPTY, MAX_ITEMS, CodecError, dumps, encode, loads, parse_json
from course_utils.checks.outcome import Outcome, from_json, same_value
from course_utils.checks.show import LONGEST, as_text

many = settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))

_TAGS = ["int", "complex", "bytes", "tuple", "set", "dict", "array", "scalar", "tensor", "ellipsis", "opaque"]
_DTYPES = ["<f8", ">f4", "|b1", "<U3", "<U0", "|u1", "<c16", "<f2", "<f16", "O", "V4", "<M8[s]", "f8,f8"]
_sides = st.lists(st.sampled_from([0, 1, 2, 3, 2**16, 2**20, 2**39, 2**40, -1, True]), max_size=5)
_content = st.binary(max_size=48).map(lambda content: base64.b64encode(content).decode())
_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**80), 2**80),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["0x1f", "-0x0", "AAAA", "\ud800", "", "nan"]),
    _content,
)


def _tagged(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    anything = st.fixed_dictionaries(
        {"!": st.sampled_from(_TAGS)},
        optional={"v": inner, "shape": st.one_of(_sides, inner), "dtype": st.one_of(st.sampled_from(_DTYPES), inner)},
    )
    array = st.fixed_dictionaries(
        {
            "!": st.sampled_from(["array", "scalar", "tensor"]),
            "dtype": st.sampled_from(_DTYPES),
            "shape": _sides,
            "v": _content,
        }
    )
    pairs = st.fixed_dictionaries(
        {"!": st.just("dict"), "v": st.lists(st.lists(inner, min_size=1, max_size=3), max_size=3)}
    )
    return st.one_of(anything, array, pairs, st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=2), inner))


_trees = st.recursive(_leaves, _tagged, max_leaves=20)


def _decoded(content: bytes) -> tuple[Any, ...]:
    """What is decoded, as a tuple of one; nothing when it is refused; any other exception fails the test."""
    try:
        return (loads(content),)
    except CodecError:
        return ()


def _is_harmless(value: Any) -> None:
    """What was decoded is data through and through: it encodes again, compares and shows itself, without a surprise."""
    json.dumps(encode(value))
    assert isinstance(same_value(value, value, 0, 0), bool)
    assert isinstance(same_value(value, 1.0, 0, 0), bool)
    assert len(as_text(value)) <= LONGEST


@many
@given(st.binary(max_size=300))
@example(b"")
@example(b"\xef\xbb\xbf1")
def test_any_bytes_are_data_or_refused(content: bytes) -> None:
    for value in _decoded(content):
        _is_harmless(value)


@many
@given(_trees)
def test_any_tree_of_tags_is_data_or_refused(node: Any) -> None:
    for value in _decoded(json.dumps(node).encode()):
        _is_harmless(value)


@many
@given(
    st.fixed_dictionaries(
        {}, optional={"value": _trees, "raised": _trees, "message": _trees, "printed": _trees, "arguments": _trees}
    )
    | _trees
)
def test_any_tree_is_an_outcome_or_refused(node: Any) -> None:
    try:
        outcome = from_json(json.loads(json.dumps(node)))
    except CodecError:
        return
    assert isinstance(outcome, Outcome) and isinstance(outcome.message, str) and isinstance(outcome.printed, str)
    assert all(isinstance(name, str) for name in outcome.raised)
    _is_harmless(outcome.value)


_SAMPLES = [
    dumps([2**80, 1j, b"ab", (1, {2, "x"}), {1: np.arange(3.0), "k": None}, ..., np.float32(1), np.array(["été"])]),
    dumps({"a": [[1, 2], [3, np.zeros((2, 0))]], "b": np.ones((2, 3), dtype="<c16"), ("t", 1): {0.5}}),
]


@many
@given(
    st.sampled_from(_SAMPLES),
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=6),
)
def test_data_damaged_on_the_way_are_other_data_or_refused(content: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    for place, length, replacement in cuts:
        content = content[:place] + replacement + content[place + length :]
    for value in _decoded(content):
        _is_harmless(value)


# --- Memory and time ----------------------------------------------------------------------------------------------


def _allocated(content: bytes) -> int:
    """The most bytes held at once while `content` is decoded, `content` itself not counted."""
    tracemalloc.start()
    try:
        _decoded(content)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _bound(content: bytes) -> int:
    """What the docstring of `loads` promises, and a little for Python itself."""
    items = sum(content.count(sign) for sign in (b",", b"[", b"{"))
    return 16 * len(content) + 256 * items + 2**16


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(_trees)
def test_any_tree_is_decoded_in_bounded_memory(node: Any) -> None:
    content = json.dumps(node).encode()
    assert _allocated(content) <= _bound(content)


def _many(one: str, count: int = 50_000) -> bytes:
    return f"[{','.join([one] * count)}]".encode()


_BULKY = {
    "empty lists": _many("[]"),
    "lists in lists": _many("[[[[]]]]"),
    "empty texts": _many('""'),
    "texts": _many('"abc"'),
    "texts of four bytes a letter": _many('"\\ud83d\\ude00x"'),
    "numbers": _many("1e9"),
    "small numbers": _many("7"),
    "integers": _many('{"!":"int","v":"0x12345678901234567"}'),
    "tuples": _many('{"!":"tuple","v":[]}'),
    "sets": _many('{"!":"set","v":[1]}'),
    "dictionaries": _many('{"!":"dict","v":[[1,2]]}'),
    "arrays": _many('{"!":"array","dtype":"|u1","shape":[],"v":"AA=="}', 10_000),
    "empty arrays": _many('{"!":"array","dtype":"<f8","shape":[1048576,0],"v":""}', 10_000),
    "scalars": _many('{"!":"scalar","dtype":"<f8","shape":[],"v":"AAAAAAAAAAA="}', 10_000),
    "texts in arrays": _many('{"!":"array","dtype":"<U1","shape":[1],"v":"QQAAAA=="}', 10_000),
    "complex numbers": _many('{"!":"complex","v":[1,2]}'),
    "bytes": _many('{"!":"bytes","v":"AAAA"}'),
    "opaque": _many('{"!":"opaque","v":"A"}'),
    "one array": dumps(np.zeros(500_000)),
    "one text": dumps("x" * 2_000_000),
    "one text that JSON escapes": dumps("é" * 500_000),
    "one long integer": dumps(2**60_000),
    "members that collide": dumps([0]).replace(b"0", b",".join(b"%d" % (k * (2**61 - 1)) for k in range(4))),
}


@pytest.mark.parametrize("name", _BULKY)
def test_what_is_small_on_the_way_stays_small_when_it_arrives(name: str) -> None:
    assert _allocated(_BULKY[name]) <= _bound(_BULKY[name])


def test_the_number_of_parts_is_bounded_before_any_of_them_is_made() -> None:
    content = b"[" + b"[]," * MAX_ITEMS + b"[]]"
    with pytest.raises(CodecError, match="items"):
        parse_json(content)
    assert _allocated(content) < 2**16


@pytest.mark.parametrize("shape", [(2**39, 0), (0, 2**39), (2**20, 2, 0), (0, 2**10, 2**11)])
def test_an_array_of_nothing_has_few_places(shape: tuple[int, ...]) -> None:
    with pytest.raises(CodecError):
        dumps(np.zeros(shape))
    with pytest.raises(CodecError):
        loads(json.dumps({"!": "array", "dtype": "<f8", "shape": shape, "v": ""}).encode())
    assert np.prod([side for side in shape if side]) > MAX_EMPTY


@pytest.mark.parametrize("shape", [(0,), (0, 784), (60_000, 0), (2, 0, 3), (0, 1024, 1024)])
def test_an_honest_array_of_nothing_arrives(shape: tuple[int, ...]) -> None:
    assert loads(dumps(np.zeros(shape))).shape == shape


def _colliding(count: int) -> list[Any]:
    return [{"!": "int", "v": hex(k * (2**61 - 1))} for k in range(count)]


@pytest.mark.parametrize(
    "node",
    [
        {"!": "set", "v": _colliding(MAX_ALIKE + 1)},
        {"!": "dict", "v": [[key, 0] for key in _colliding(MAX_ALIKE + 1)]},
        {"!": "set", "v": [{"!": "tuple", "v": [key]} for key in _colliding(MAX_ALIKE + 1)]},
    ],
    ids=["set", "dictionary", "tuples"],
)
def test_members_that_share_a_hash_are_refused_before_a_table_is_made_of_them(node: Any) -> None:
    with pytest.raises(CodecError, match="one hash"):
        loads(json.dumps(node).encode())


def test_a_few_members_that_share_a_hash_arrive() -> None:
    assert loads(json.dumps({"!": "set", "v": _colliding(8)}).encode()) == {k * (2**61 - 1) for k in range(8)}
    assert loads(dumps({-1, -2})) == {-1, -2}


@pytest.mark.parametrize("value", [np.zeros((1500, 1500)), np.full((200, 200, 3), "é"), np.ones((1000, 1), bool)])
def test_a_large_array_is_shown_short(value: Any) -> None:
    tracemalloc.start()
    try:
        assert len(as_text(value)) == LONGEST
        assert tracemalloc.get_traced_memory()[1] < 12 * 2**20
    finally:
        tracemalloc.stop()
