"""Values and calls are shown as short Python text."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from course_utils.checks import case
from course_utils.checks.codec import Opaque
from course_utils.checks.show import LONGEST, as_text, shape_of, show_call


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (True, "True"),
        (np.bool_(False), "False"),
        (3, "3"),
        (np.int64(-3), "-3"),
        (2**100, str(2**100)),
        (3.0, "3.0"),
        (-12.0, "-12.0"),
        (1 / 3, "0.333333"),
        (1234567.0, "1.23457e+06"),
        (1e-9, "1e-09"),
        (math.nan, "nan"),
        (-math.inf, "-inf"),
        (np.float32(0.1), "0.1"),
        (1 + 2j, "(1+2j)"),
        ("l'été", '"l\'été"'),
        ("a\nb", r"'a\nb'"),
        (b"ab", "b'ab'"),
        ([1, 2.0, "a"], "[1, 2.0, 'a']"),
        ((1,), "(1,)"),
        ((), "()"),
        ({"a": 1 / 3}, "{'a': 0.333333}"),
        ({3, 1, 2}, "{1, 2, 3}"),
        (set(), "set()"),
        (np.array([[1.0, 2.5]]), "[[1.0, 2.5]]"),
        (np.array(2.5), "2.5"),
        (torch.tensor([1.0, 2.5]), "tensor([1.0, 2.5])"),
        (torch.tensor(3), "tensor(3)"),
        (Opaque("Model"), "<Model>"),
        ([Opaque("Model")], "[<Model>]"),
        ({"a": Opaque("Model")}, "{'a': <Model>}"),
        (len, "len"),
        (..., "Ellipsis"),
    ],
)
def test_a_value_is_shown_as_python_writes_it(value: Any, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    "value",
    ["a" * 10_000, list(range(10_000)), np.zeros((100, 100)), {n: n for n in range(500)}, 10**10_000, {10**10_000}],
    ids=["text", "list", "array", "dict", "integer", "set"],
)
def test_long_contents_are_cut(value: Any) -> None:
    text = as_text(value)
    assert len(text) == LONGEST
    assert text.endswith("…")


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (case(), "`average()`"),
        (case([12, 8, 15]), "`average([12, 8, 15])`"),
        (case(np.zeros(2), 1, axis=None), "`average([0.0, 0.0], 1, axis=None)`"),
        (case(abs, key=len), "`average(abs, key=len)`"),
    ],
)
def test_a_call_is_shown_as_one_would_write_it(record: Any, text: str) -> None:
    assert show_call("average", record) == text


@pytest.mark.parametrize(
    ("value", "shape"),
    [(np.zeros((2, 3)), (2, 3)), (np.float64(1), ()), (torch.zeros(4), (4,)), ([1, 2], None), (3, None), (None, None)],
)
def test_arrays_and_tensors_have_a_shape_and_nothing_else_has(value: Any, shape: tuple[int, ...] | None) -> None:
    assert shape_of(value) == shape
