"""Outcomes are compared by value, tolerant of harmless types; exceptions by class."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
import torch

from course_utils.checks.codec import CodecError, Opaque
from course_utils.checks.outcome import (
    Outcome,
    alike,
    builtin_classes,
    builtin_names,
    from_json,
    same_outcome,
    same_value,
    tidy,
    to_json,
)

NAN, INF = math.nan, math.inf

SAME = [
    (1, 1.0),
    (True, 1),
    (1.0, True),
    (2, 2 + 0j),
    (0.1 + 0.2, 0.3),
    (NAN, NAN),
    (complex(NAN, 0), NAN),
    (INF, INF),
    (np.float32(0.1), 0.1),
    (np.int64(3), 3),
    (np.array(3), 3),
    ([1, 2], (1, 2)),
    ([1, 2], np.array([1.0, 2.0])),
    ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
    ([np.array([1, 2]), np.array([3, 4])], [[1, 2], [3, 4]]),
    ([np.array([1, 2]), np.array([3])], [[1, 2], [3]]),
    (torch.tensor([1.0, 2.0], requires_grad=True), [1, 2]),
    (torch.tensor(3), 3),
    ([torch.tensor(1.0), 2], [1, 2]),
    (np.array([NAN, INF, -INF]), [NAN, INF, -INF]),
    ([1, [2, 3]], (1.0, (2.0, 3.0))),
    ([], ()),
    ([], np.array([])),
    (torch.zeros(0), []),
    ([[], []], np.zeros((2, 0))),
    ([2**70, 1], [2**70, 1]),
    (np.array([1, 2]), [1, 2]),
    ({"a": [1, 2]}, {"a": np.array([1.0, 2.0])}),
    ({1: NAN}, {1.0: NAN}),
    ({1, 2}, {2, 1}),
    ("mot", "mot"),
    (np.str_("mot"), "mot"),
    (["a", "b"], np.array(["a", "b"])),
    (("a", 1), ["a", 1.0]),
    (b"ab", b"ab"),
    (None, None),
    (..., ...),
    (Opaque("A"), Opaque("A")),
]
DIFFERENT = [
    (1, 2),
    (1.0, 1.001),
    (NAN, 0.0),
    (NAN, INF),
    (INF, -INF),
    (1e308, -1e308),
    (np.float16(60000), np.float16(-60000)),
    (INF, 1e308),
    (2**53, 2**53 + 1),
    (np.array([2**53]), np.array([2**53 + 1])),
    (1, "1"),
    (1, None),
    (0, []),
    (0, ""),
    (5, [5]),
    ([1, 2], [2, 1]),
    ([1, 2], [1, 2, 3]),
    (np.ones(3), np.ones((3, 1))),
    (np.ones((3, 1)), [1, 1, 1]),
    (np.ones((2, 3)), np.ones((3, 2))),
    (np.zeros((0, 3)), np.zeros((0, 2))),
    ([], [[]]),
    ([], ""),
    ([], {}),
    ([], None),
    (["1", 2], [1, 2]),
    ([1, [2]], [1, 2]),
    ([[1, 2], [3]], [[1, 2], [4]]),
    ({"a": 1}, {"a": 2}),
    ({"a": 1}, {"b": 1}),
    ({"a": 1}, {"a": 1, "b": 2}),
    ({"a": 1}, [("a", 1)]),
    ({1, 2}, [1, 2]),
    ("mot", "Mot"),
    ("mot", b"mot"),
    ("ab", ["a", "b"]),
    (None, ...),
    (None, False),
    (Opaque("A"), Opaque("B")),
    (Opaque("A"), "A"),
    (Opaque("A"), None),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=repr)
def test_values_that_are_the_same_but_for_a_harmless_type(one: Any, other: Any) -> None:
    assert same_value(one, other, 1e-6, 1e-8)
    assert same_value(other, one, 1e-6, 1e-8)


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=repr)
def test_values_that_differ(one: Any, other: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a warning would be written on stderr, where plain nbgrader takes points for it
        assert not same_value(one, other, 1e-6, 1e-8)
        assert not same_value(other, one, 1e-6, 1e-8)


@pytest.mark.parametrize(
    ("got", "want", "rtol", "atol", "same"),
    [
        (101.0, 100.0, 0.01, 0, True),
        (101.1, 100.0, 0.01, 0, False),
        (0.5, 0.0, 0, 0.5, True),
        (0.5, 0.0, 0.5, 0, False),
        (1.0 + 1e-12, 1.0, 0, 0, False),
        (3, 4, 10, 10, False),
    ],
)
def test_the_tolerance_is_the_stated_one_and_integers_have_none(
    got: float, want: float, rtol: float, atol: float, same: bool
) -> None:
    assert same_value(got, want, rtol, atol) == same


VALUE_ERROR, KEY_ERROR = ("ValueError", "Exception"), ("KeyError", "LookupError", "Exception")


@pytest.mark.parametrize(
    ("got", "want", "same"),
    [
        (Outcome(raised=VALUE_ERROR), Outcome(raised=VALUE_ERROR), True),
        (Outcome(raised=VALUE_ERROR, message="a"), Outcome(raised=VALUE_ERROR, message="b"), True),
        (Outcome(raised=KEY_ERROR), Outcome(raised=("LookupError", "Exception")), True),
        (Outcome(raised=("LookupError", "Exception")), Outcome(raised=KEY_ERROR), False),
        (Outcome(raised=VALUE_ERROR), Outcome(raised=KEY_ERROR), False),
        (Outcome(raised=VALUE_ERROR), Outcome(None), False),
        (Outcome(None), Outcome(raised=VALUE_ERROR), False),
        (Outcome(1, printed="a \n\n"), Outcome(1.0, printed="a"), True),
        (Outcome(1, printed="a"), Outcome(1, printed="b"), False),
        (Outcome(1, printed="a\nb"), Outcome(1, printed="a b"), False),
        (Outcome(1, arguments=([1],)), Outcome(1, arguments=([2],)), False),
        (Outcome(1, arguments=([1],)), Outcome(1, arguments=(np.array([1.0]),)), True),
    ],
)
def test_outcomes_are_compared_whole_and_exceptions_by_class(got: Outcome, want: Outcome, same: bool) -> None:
    assert same_outcome(got, want, 1e-6, 1e-8) == same


def test_two_mistakes_are_alike_when_classes_and_values_are_the_same_at_every_case() -> None:
    ours = [Outcome(1.0), Outcome(raised=KEY_ERROR)]
    assert alike(ours, [Outcome(1.0 + 1e-9), Outcome(raised=KEY_ERROR)])
    assert not alike(ours, [Outcome(1.001), Outcome(raised=KEY_ERROR)])
    assert not alike(ours, [Outcome(1.0), Outcome(raised=("LookupError", "Exception"))])
    assert not alike(ours, [Outcome(1.0), Outcome(raised=("IndexError", "LookupError", "Exception"))])
    assert not alike(ours, ours[:1])


class _EmptyError(ValueError):
    pass


class _Impostor(KeyError):
    pass


_Impostor.__module__, _Impostor.__name__ = "builtins", "[12, 8, 15]"


@pytest.mark.parametrize(
    ("error", "classes"),
    [
        (ValueError(), VALUE_ERROR),
        (_EmptyError(), VALUE_ERROR),
        (SystemExit(), ("SystemExit",)),
        (ZeroDivisionError(), ("ZeroDivisionError", "ArithmeticError", "Exception")),
        # A ValueError since NumPy 1.25.
        (np.linalg.LinAlgError(), VALUE_ERROR if issubclass(np.linalg.LinAlgError, ValueError) else ("Exception",)),
        (_Impostor(), KEY_ERROR),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_an_exception_travels_as_its_built_in_classes_whatever_it_claims(
    error: BaseException, classes: tuple[str, ...]
) -> None:
    assert builtin_classes(error) == classes


def test_names_that_another_process_sent_are_kept_when_they_are_built_in_exceptions() -> None:
    assert builtin_names(["[12, 8]", "ValueError", "print", 3, "\ud800", "Exception"]) == VALUE_ERROR
    assert builtin_names([]) == ("Exception",)


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(),
        Outcome(np.arange(3.0), printed="a\n", arguments=([1], {"a": (1, 2)})),
        Outcome(raised=VALUE_ERROR, message="liste vide", printed="avant", arguments=([],)),
        Outcome(...),
    ],
)
def test_an_outcome_is_the_same_after_json(outcome: Outcome) -> None:
    assert repr(from_json(to_json(outcome))) == repr(outcome)


@pytest.mark.parametrize("ragged", [[[1, 2], [3]], [[1.0], 2], [np.zeros(2), np.zeros(3)], (torch.zeros(1), [1, 2])])
def test_lists_of_several_lengths_are_compared_without_a_warning_whatever_the_numpy(
    ragged: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_an_old_numpy_does(value: Any, dtype: Any = None) -> np.ndarray:
        try:
            return asarray(value, dtype)
        except ValueError:
            warnings.warn("ragged nested sequences", VisibleDeprecation, stacklevel=2)
            return asarray(value, object)

    asarray, VisibleDeprecation = np.asarray, type("VisibleDeprecationWarning", (UserWarning,), {})
    monkeypatch.setattr(np, "asarray", as_an_old_numpy_does)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert same_value(ragged, ragged, 0, 0)
        assert not same_value(ragged, [*ragged, 0], 0, 0)
    assert warned == []


def test_what_no_codec_accepts_is_stored_as_opaque() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert from_json(to_json(Outcome(endless, arguments=(endless,)))) == Outcome(
        Opaque("list"), arguments=(Opaque("list"),)
    )


@pytest.mark.parametrize(
    "node", [None, [], "a", {"value": {}}, {"raised": 3}, {"arguments": None}, {"arguments": 3}, {"arguments": [{}]}]
)
def test_what_is_no_outcome_is_refused(node: Any) -> None:
    with pytest.raises(CodecError):
        from_json(node)


def test_a_message_from_another_process_is_cut() -> None:
    assert from_json({"raised": ["ValueError"], "message": "a" * 10_000}).message == "a" * 500


def test_printed_text_is_compared_without_what_does_not_show() -> None:
    assert tidy("a  \n  b\t\n\n \n") == "a\n  b"


EXTREMES = [
    0.0,
    1.0,
    1 + 1e-7,
    -1.0,
    1e-9,
    1e308,
    -1e308,
    INF,
    -INF,
    NAN,
    complex(NAN, 1),
    complex(INF, 0),
    np.float16(65504),
]


@pytest.mark.parametrize("got", EXTREMES)
@pytest.mark.parametrize("want", EXTREMES)
def test_numbers_are_as_close_as_numpy_says(got: complex, want: complex) -> None:
    if np.lib.NumpyVersion(np.__version__) < "2.0.0" and np.iscomplexobj([got, want]) and np.isinf([got, want]).any():
        pytest.skip("of infinite complex numbers, an older NumPy says otherwise")
    with np.errstate(all="ignore"):
        numpy_says = bool(np.allclose(np.asarray(got), np.asarray(want), rtol=1e-6, atol=1e-8, equal_nan=True))
    assert same_value(got, want, rtol=1e-6, atol=1e-8) == numpy_says
