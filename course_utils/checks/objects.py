"""Checks of what must stay alive while it is looked at: classes with a state, models, trainings."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course_utils.checks.calling import Case, observed
from course_utils.checks.codec import as_data
from course_utils.checks.failure import Facts
from course_utils.checks.functions import name_of, returned
from course_utils.checks.judge import Rule
from course_utils.checks.outcome import MAX_MESSAGE, Outcome, builtin_classes, numbers_of
from course_utils.checks.session import current, is_recording, settle
from course_utils.checks.show import as_text, contrast, show_call
from course_utils.checks.stated import NotAsStated, Shape, as_stated, in_french

Steps = Callable[..., Any]


def behaves(
    steps: Steps,
    *things: Any,
    reference: Any = None,
    measure: Callable[[Any], Any] | None = None,
    rtol: float = 1e-6,
    atol: float = 1e-8,
    hint: str = "",
) -> None:
    """Check that `steps`, run on the learner's `things`, observe what they observe on the `reference`.

    `reference` stands in for the things: one object, or a tuple of as many. Without it, on a visible page, the
    stored observations decide. `steps` names only modules and its arguments. `measure` makes of what `steps` returned
    what is compared: it runs where the verdict is, so that no verdict is reached in the learner's process, whose code
    may change anything there; what it raises counts as raised by the steps. Raises CheckFailed.
    """
    standins = reference if isinstance(reference, tuple) else (reference,)
    got = [_measured(observed(steps, *things), measure, sure=is_recording())]
    expected = None if reference is None else (lambda: [_measured(observed(steps, *standins), measure, sure=True)])
    names = _names(things)

    def facts(position: int, wanted: Outcome) -> Facts:
        outcome = got[position]
        if outcome.raised and not wanted.raised:
            return _stopped(names, outcome)
        if wanted.raised:
            refusal = f"une erreur `{wanted.raised[0]}`"
            came = f"une erreur `{outcome.raised[0]}`" if outcome.raised else f"`{as_text(outcome.value)}`"
            return Facts(
                f"{names} n'a pas le comportement attendu : on attend {refusal}",
                f"avec {names}, la vérification obtient {came} ; on attend {refusal}",
                got=came,
                expected=refusal,
            )
        ours, theirs = contrast(outcome.value, wanted.value, rtol, atol)
        return Facts(
            f"{names} n'a pas le comportement attendu",
            f"avec {names}, la vérification obtient {ours} ; on attend {theirs}",
            got=ours,
            expected=theirs,
        )

    question = (steps, standins) if measure is None else (steps, standins, measure)
    rule = Rule(facts, facet=returned, rtol=rtol, atol=atol, hint=hint, diagnosed=True)
    settle(got, expected, rule, question=question)


def learns(
    steps: Steps,
    *things: Any,
    below: float,
    measure: Callable[[Any], Any] | None = None,
    shape: Shape | None = None,
    hint: str = "",
) -> None:
    """Check that a short training ends at a loss of `below` at most.

    `steps` returns predictions or weights, real and finite, of the `shape` that is stated; `measure` makes the loss of
    them, as float64 arrays. It runs where the verdict is, and targets stand in it alone: all that steps hold, the
    learner's code can read. On a visible page the shape may be left out: `measure` is then given what came, if that is
    real and finite. Without `measure`, `steps` returns the final loss, or a history whose last value is taken: the
    learner's word. Raises CheckFailed, and TypeError for a measure of a hidden page without a shape.
    """
    page = current().page
    if measure is not None and shape is None and page is not None and page.hidden:
        raise TypeError("on a hidden page, a measure needs the shape of what it measures")
    outcome, refused = observed(steps, *things), ""
    try:
        got = [outcome if _tells_itself(outcome) else Outcome(_loss(outcome.value, measure, shape))]
    except NotAsStated as error:
        refused = str(error)
        got = [Outcome(refused)]
    names = _names(things)

    def facts(position: int, wanted: Outcome) -> Facts:
        if got[0].raised:
            return _stopped(names, got[0])
        if refused:
            told = f"l'entraînement avec {names} doit donner {in_french(shape)}"
            return Facts(told, f"{told} ; il donne {refused}", got=refused, expected=in_french(shape))
        return Facts(
            f"l'entraînement avec {names} n'atteint pas le niveau demandé ({as_text(below)})",
            f"l'entraînement avec {names} finit à `{as_text(got[0].value)}` ; on attend au plus `{as_text(below)}`",
            got=f"`{as_text(got[0].value)}` à la fin de l'entraînement",
            expected=f"au plus `{as_text(below)}`",
        )

    def reached(one: Outcome, limit: Outcome) -> bool:
        limited = isinstance(limit.value, int | float)  # what was stored once may be anything
        return limited and isinstance(one.value, float) and not one.raised and -math.inf < one.value <= limit.value

    settle(got, [Outcome(below)], Rule(facts, facet=returned, agree=reached, hint=hint))


def has_parameters(
    build: Callable[..., Any], cases: Sequence[tuple[Any, ...]], counts: Sequence[int], *, hint: str = ""
) -> None:
    """Check how many trainable parameters the PyTorch model has that `build` returns for each case.

    Raises CheckFailed.
    """
    got = [observed(count_parameters(case), build) for case in cases]

    def facts(position: int, wanted: Outcome) -> Facts:
        if got[position].raised:
            return _stopped(f"`{name_of(build)}`", got[position])
        return Facts(
            f"le modèle que construit `{name_of(build)}` n'a pas le nombre de paramètres attendu",
            f"le modèle que construit `{name_of(build)}` a `{as_text(got[position].value)}` paramètres ; "
            f"on en attend `{wanted.value}`",
            show_call(name_of(build), Case(tuple(cases[position]))),
            f"`{as_text(got[position].value)}` paramètres",
            f"`{wanted.value}` paramètres",
        )

    settle(got, [Outcome(count) for count in counts], Rule(facts, facet=returned, rtol=0, atol=0, hint=hint))


def count_parameters(case: tuple[Any, ...]) -> Steps:
    """Return the steps that build a model from `case` and count its trainable parameters."""

    def steps(build: Callable[..., Any]) -> int:
        return sum(parameter.numel() for parameter in build(*case).parameters() if parameter.requires_grad)

    return steps


def _names(things: Sequence[Any]) -> str:
    """Name what is the learner's; data that the examiner hands over has no name of theirs."""
    names = [str(thing.__name__) for thing in things if hasattr(thing, "__name__")]
    return ", ".join(f"`{name}`" for name in names if not name.startswith(("_", "<"))) or "votre réponse"


def _measured(outcome: Outcome, measure: Callable[[Any], Any] | None, *, sure: bool) -> Outcome:
    """Return the outcome whose value is the measure of what came; that of an exception is left as it is.

    What the measure raises of a learner's answer is an outcome; of what is `sure` to be right, it is a mistake of the
    check's, which would be expected of everybody.
    """
    if measure is None or _tells_itself(outcome):
        return outcome
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of numbers that nobody foresaw: plain nbgrader takes points for a warning
            return Outcome(as_data(measure(outcome.value)))
    except Exception as error:  # of a form that nobody foresaw
        if sure:
            raise
        if isinstance(error, NotAsStated):
            return Outcome(str(error))
        return Outcome(raised=builtin_classes(error), message=str(error)[:MAX_MESSAGE])


def _tells_itself(outcome: Outcome) -> bool:
    return bool(outcome.raised) or outcome.value is ...


def _loss(value: Any, measure: Callable[[Any], Any] | None, shape: Shape | None) -> Any:
    """Return the loss as a float, or what stands in its place; raise NotAsStated for what is not to be measured."""
    if measure is None:
        return _last(value)
    numbers = as_stated(value, shape)
    with np.errstate(all="ignore"):  # a square may overflow, and a warning would be written on stderr
        if shape is not None:
            return float(measure(numbers))
        try:
            return _last(measure(value))
        except Exception:  # of a shape that nobody stated
            return None


def _last(value: Any) -> Any:
    """Return the last number of a history as a float; the history itself when that is no real number."""
    numbers = numbers_of(value)
    if numbers is None or numbers.dtype.kind not in "iuf" or not numbers.size:
        return value
    return float(numbers.flat[-1])


def _stopped(names: str, outcome: Outcome) -> Facts:
    message = f" ({outcome.message})" if outcome.message else ""
    error = f"une erreur `{outcome.raised[0]}`"
    told = f"avec {names}, la vérification s'arrête sur"
    return Facts(f"{told} une erreur", f"{told} {error}{message}", got=f"{error}{message}")
