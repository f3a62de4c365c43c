"""Calling what the learner wrote, here or in the candidate's process: `call` for functions, `observe` for the rest."""

from __future__ import annotations

import contextlib
import copy
import io
import random
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from course_utils.checks.codec import as_data
from course_utils.checks.outcome import MAX_MESSAGE, MAX_PRINTED, Outcome, builtin_classes


def _nothing() -> None: ...


def _documented() -> None:
    """A docstring takes the first place among the constants."""


_EMPTY = (_nothing.__code__.co_code, _documented.__code__.co_code)


@dataclass(frozen=True)
class Case:
    """The arguments of one call."""

    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


def case(*args: Any, **kwargs: Any) -> Case:
    """Return the arguments of one call, keywords included; a plain tuple will do for positional ones."""
    return Case(args, kwargs)


def as_cases(cases: Iterable[Case | tuple[Any, ...]]) -> list[Case]:
    """Return `cases` as records; raise TypeError for an argument with a state of its own."""
    records = [one if isinstance(one, Case) else Case(tuple(one)) for one in cases]
    for record in records:
        for argument in (*record.args, *record.kwargs.values()):
            _refuse_state(argument)
    return records


def call(function: Callable[..., Any], cases: Iterable[Case | tuple[Any, ...]]) -> list[Outcome]:
    """Call `function` once a case and return the outcomes, as data; the cases themselves are left unchanged.

    In the examiner `function` stands for one of the candidate: all cases travel in one exchange. Raises
    TypeError for an argument with a state of its own (a random generator, a model, an iterator): those belong
    in the steps of `observe`.
    """
    records = as_cases(cases)
    remote = getattr(function, "_call_remotely", None)
    return remote(records) if remote else [perform(function, record) for record in records]


def observe(steps: Callable[..., Any], *things: Any) -> Any:
    """Return `steps(*things)`, as data: for objects that must stay alive while they are looked at.

    In the examiner `steps` runs in the candidate's process. It may name only modules and its own arguments.
    """
    remote = next((thing._observe_remotely for thing in things if hasattr(thing, "_observe_remotely")), None)
    if remote:
        return remote(steps, things)
    with _quiet(), contextlib.redirect_stdout(io.StringIO()):
        return as_data(steps(*things))


def perform(function: Callable[..., Any], record: Case, keep: Callable[[Any], Any] = as_data) -> Outcome:
    """Call `function` once, on copies, and return the outcome, of whose values `keep` makes what is kept: data."""
    modules = {id(one): one for one in (*record.args, *record.kwargs.values()) if isinstance(one, ModuleType)}
    args, kwargs = copy.deepcopy((record.args, dict(record.kwargs)), modules)  # a module has no copy
    printed = io.StringIO()
    value: Any = None
    raised: tuple[str, ...] = ()
    message = ""
    with _quiet(), contextlib.redirect_stdout(printed):
        try:
            came = function(*args, **kwargs)
            value = keep(... if came is None and _is_empty(function) else came)
        except (Exception, SystemExit) as error:
            raised, message = builtin_classes(error), _message(error)
    arguments = tuple(keep(argument) for argument in (*args, *kwargs.values()))
    return Outcome(value, raised, message, printed.getvalue()[:MAX_PRINTED], arguments)


def observed(steps: Callable[..., Any], *things: Any) -> Outcome:
    """Return the outcome of `observe(steps, *things)`: its value, or the exception that stopped it."""
    try:
        return Outcome(observe(steps, *things))
    except (Exception, SystemExit) as error:
        return Outcome(raised=builtin_classes(error), message=_message(error))


def _is_empty(function: Callable[..., Any]) -> bool:
    """Tell whether a function's body is `...` or `pass`: it is not begun, and `None` is no answer of its own."""
    code = getattr(function, "__code__", None)
    return code is not None and code.co_code in _EMPTY


def _message(error: BaseException) -> str:
    try:
        return str(error)[:MAX_MESSAGE]
    except Exception:  # a class of the learner's, whose text is itself an error
        return ""


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Nothing reaches the error stream, warnings and progress bars included: plain nbgrader takes points for it."""
    with contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _refuse_state(argument: Any) -> None:
    torch = sys.modules.get("torch")
    stateful: tuple[type, ...] = (np.random.Generator, np.random.RandomState, random.Random, Iterator)
    if torch is not None:
        stateful += (torch.nn.Module, torch.Generator, torch.optim.Optimizer)
    if isinstance(argument, stateful):
        raise TypeError(
            f"an argument of type {type(argument).__name__} has a state of its own: make it inside the steps of "
            "observe, in the process of the function that uses it"
        )
