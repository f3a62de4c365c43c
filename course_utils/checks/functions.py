"""Checks of what a function returns, prints, raises and does to its arguments."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from course_utils.checks.calling import Case, as_cases, call
from course_utils.checks.codec import Opaque, as_data
from course_utils.checks.failure import Facts
from course_utils.checks.judge import Rule
from course_utils.checks.outcome import Outcome, same_value, tidy
from course_utils.checks.session import settle
from course_utils.checks.show import as_text, contrast, shape_of, show_call

Cases = Iterable[Case | tuple[Any, ...]]
Function = Callable[..., Any]


def agrees(
    function: Function,
    cases: Cases,
    reference: Function | None = None,
    *,
    rtol: float = 1e-6,
    atol: float = 1e-8,
    hint: str = "",
) -> None:
    """Check that `function` returns what `reference` returns on every case, or raises what it raises.

    Values agree within atol + rtol·|expected|, NaN with NaN, by value and shape (a list for an array will do).
    Without a reference, on a visible page, the stored outcomes decide. Raises CheckFailed.
    """
    records = as_cases(cases)
    got = call(function, records)
    expected = (lambda: call(reference, records)) if reference else None

    def facts(position: int, wanted: Outcome) -> Facts:
        return _value_facts(name_of(function), records[position], got[position], wanted, rtol, atol)

    rule = Rule(facts, facet=returned, rtol=rtol, atol=atol, hint=hint, diagnosed=True)
    settle(got, expected, rule, inputs=records, question=(reference, records))


def prints(function: Function, cases: Cases, reference: Function | None = None, *, hint: str = "") -> None:
    """Check what `function` prints, spaces at the ends of lines apart. Raises CheckFailed."""
    records = as_cases(cases)
    got = call(function, records)
    expected = (lambda: call(reference, records)) if reference else None

    def facts(position: int, wanted: Outcome) -> Facts:
        outcome, called = got[position], show_call(name_of(function), records[position])
        if outcome.raised:
            return stopped_facts(name_of(function), called, outcome)
        ours, theirs = contrast(tidy(outcome.printed), tidy(wanted.printed))
        return Facts(
            f"`{name_of(function)}` n'affiche pas le texte attendu",
            f"{called} affiche {ours} ; on attend {theirs}",
            called,
            f"le texte {ours}",
            f"le texte {theirs}",
        )

    settle(got, expected, Rule(facts, facet=_printed, hint=hint), inputs=records, question=(reference, records))


def modifies(
    function: Function,
    cases: Cases,
    reference: Function | None = None,
    *,
    rtol: float = 1e-6,
    atol: float = 1e-8,
    hint: str = "",
) -> None:
    """Check the arguments as `function` leaves them: for exercises that work in place. Raises CheckFailed."""
    records = as_cases(cases)
    got = call(function, records)
    expected = (lambda: call(reference, records)) if reference else None

    def facts(position: int, wanted: Outcome) -> Facts:
        outcome, called = got[position], show_call(name_of(function), records[position])
        if outcome.raised:
            return stopped_facts(name_of(function), called, outcome)
        ours, theirs = contrast(outcome.arguments, wanted.arguments, rtol, atol)
        return Facts(
            f"après l'appel de `{name_of(function)}`, ses arguments ne sont pas ce qu'ils devraient être",
            f"après {called}, les arguments valent {ours} ; on attend {theirs}",
            called,
            f"les arguments valent ensuite {ours}",
            theirs,
        )

    question = (reference, records)
    settle(
        got, expected, Rule(facts, facet=_arguments, rtol=rtol, atol=atol, hint=hint), inputs=records, question=question
    )


def keeps_inputs(function: Function, cases: Cases, *, hint: str = "") -> None:
    """Check that `function` leaves its arguments as they were. Raises CheckFailed."""
    records = as_cases(cases)
    got = call(function, records)
    before = [tuple(as_data(argument) for argument in (*one.args, *one.kwargs.values())) for one in records]
    expected = [Outcome(arguments=arguments) for arguments in before]

    def facts(position: int, wanted: Outcome) -> Facts:
        outcome, called = got[position], show_call(name_of(function), records[position])
        if outcome.raised:
            return stopped_facts(name_of(function), called, outcome)
        pairs = zip(outcome.arguments, wanted.arguments, strict=False)
        changed, kept = next(((one, kept) for one, kept in pairs if not same_value(one, kept, 0, 0)), (None, None))
        now, then = contrast(changed, kept, 0, 0)
        return Facts(
            f"`{name_of(function)}` modifie le tableau ou la liste qu'elle reçoit",
            f"{called} modifie son argument, qui vaut ensuite {now}",
            called,
            f"l'argument vaut ensuite {now}",
            f"{then}, comme avant l'appel",
        )

    advice = hint or "Travaillez sur une copie, ou construisez un nouveau résultat."
    # The same change can come of other values: a mistake is known by both.
    rule = Rule(facts, facet=_arguments, known_by=_in_silence, rtol=0, atol=0, hint=advice)
    settle(got, expected, rule, inputs=records)


def raises(function: Function, cases: Cases, exception: type[Exception], *, hint: str = "") -> None:
    """Check that `function` raises `exception`, or a class derived from it, on every case. Raises CheckFailed."""
    records = as_cases(cases)
    got = call(function, records)
    expected = [Outcome(raised=(exception.__name__,))] * len(records)

    def facts(position: int, wanted: Outcome) -> Facts:
        outcome, called = got[position], show_call(name_of(function), records[position])
        refusal = f"on attend une erreur `{exception.__name__}`"
        if outcome.raised:
            return refused_facts(stopped_facts(name_of(function), called, outcome), exception.__name__)
        return Facts(
            f"`{name_of(function)}` accepte une entrée qu'elle devrait refuser ; {refusal}",
            f"{called} renvoie `{as_text(outcome.value)}` sans erreur ; {refusal}",
            called,
            f"`{as_text(outcome.value)}`, sans erreur",
            f"une erreur `{exception.__name__}`",
        )

    settle(got, expected, Rule(facts, facet=returned, hint=hint), inputs=records)


def has_shape(function: Function, cases: Cases, shapes: Sequence[tuple[int, ...]], *, hint: str = "") -> None:
    """Check the shape of what `function` returns, one shape a case. Raises CheckFailed."""
    wanted = [tuple(shape) for shape in shapes]
    _has(function, as_cases(cases), wanted, ("n'a pas la forme attendue", "a la forme"), _shape, hint)


def has_dtype(function: Function, cases: Cases, dtype: str, *, hint: str = "") -> None:
    """Check the dtype of the array or tensor that `function` returns, by its NumPy name. Raises CheckFailed."""
    records = as_cases(cases)
    told = ("n'a pas le type (dtype) attendu", "a le type (dtype)")
    _has(function, records, [dtype] * len(records), told, _dtype, hint)


def name_of(thing: Any) -> str:
    """Return the name under which the learner knows `thing`."""
    name = str(getattr(thing, "__name__", ""))
    return "votre fonction" if not name or name.startswith(("_", "<")) else name  # a check's own has no name for them


def returned(outcome: Outcome) -> Outcome:
    """Return of `outcome` the value or the exception alone."""
    return replace(outcome, printed="", arguments=(), message="")


def _in_silence(outcome: Outcome) -> Outcome:
    return replace(outcome, printed="", message="")


def _printed(outcome: Outcome) -> Outcome:
    return replace(outcome, value=None, arguments=(), message="")


def _arguments(outcome: Outcome) -> Outcome:
    return replace(outcome, value=None, printed="", message="")


def _shape(value: Any) -> tuple[int, ...] | str:
    shape = shape_of(value)
    if shape is not None:
        return shape
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # NumPy 1.23 warns where later ones raise
            return np.shape(value)
    except (ValueError, Warning):  # lists of several lengths
        return "irrégulière"


def _dtype(value: Any) -> str:
    return str(getattr(value, "dtype", type(value).__name__)).removeprefix("torch.")


def _has(
    function: Function,
    records: Sequence[Case],
    wanted: Sequence[Any],
    told: tuple[str, str],
    measure: Callable[[Any], Any],
    hint: str,
) -> None:
    """Compare a measure of what is returned; `told` says that it is missed, and introduces what it is."""
    outcomes = call(function, records)
    got = [one if one.raised or one.value is ... else replace(one, value=measure(one.value)) for one in outcomes]

    def facts(position: int, want: Outcome) -> Facts:
        outcome, called = got[position], show_call(name_of(function), records[position])
        if outcome.raised:
            return stopped_facts(name_of(function), called, outcome)
        what = told[1].removeprefix("a ")
        return Facts(
            f"le résultat de `{name_of(function)}` {told[0]}",
            f"le résultat de {called} {told[1]} `{outcome.value}` ; on attend `{want.value}`",
            called,
            f"{what} `{outcome.value}`",
            f"{what} `{want.value}`",
        )

    settle(got, [Outcome(one) for one in wanted], Rule(facts, facet=returned, hint=hint), inputs=records)


def _value_facts(name: str, record: Case, got: Outcome, wanted: Outcome, rtol: float, atol: float) -> Facts:
    called = show_call(name, record)
    if wanted.raised:
        refused = wanted.raised[0]
        if got.raised:
            return refused_facts(stopped_facts(name, called, got), refused)
        return Facts(
            f"`{name}` accepte une entrée qu'elle devrait refuser ; on attend une erreur `{refused}`",
            f"{called} renvoie `{as_text(got.value)}` ; on attend une erreur `{refused}`",
            called,
            f"`{as_text(got.value)}`",
            f"une erreur `{refused}`",
        )
    want = f"`{as_text(wanted.value)}`"
    if got.raised:
        stopped = stopped_facts(name, called, got)
        return replace(stopped, detail=f"{stopped.detail} ; on attend {want}", expected=want)
    if got.value is None:
        shown = ", après avoir affiché un texte" if got.printed else ""
        return Facts(
            f"`{name}` ne renvoie rien{shown}",
            f"{called} renvoie `None`{shown} ; on attend {want}",
            called,
            f"`None`{shown}",
            want,
        )
    if isinstance(got.value, Opaque):
        told = "qui n'est ni un nombre, ni un texte, ni un tableau"  # the name of a type can carry a hidden input
        return Facts(
            f"`{name}` renvoie un objet {told}",
            f"{called} renvoie un objet de type `{got.value.type_name}`, {told}",
            called,
            f"un objet de type `{got.value.type_name}`, {told}",
            want,
        )
    ours, theirs = shape_of(got.value), shape_of(wanted.value)
    if ours is not None and theirs is not None and ours != theirs:
        return Facts(
            f"le résultat de `{name}` n'a pas la forme attendue",
            f"le résultat de {called} a la forme `{ours}` ; on attend la forme `{theirs}`",
            called,
            f"`{as_text(got.value)}`, de forme `{ours}`",
            f"{want}, de forme `{theirs}`",
        )
    came, due = contrast(got.value, wanted.value, rtol, atol)
    return Facts(
        f"`{name}` ne renvoie pas la valeur attendue",
        f"{called} renvoie {came} ; on attend {due}",
        called,
        came,
        due,
    )


def stopped_facts(name: str, called: str, outcome: Outcome) -> Facts:
    """Tell that a call stopped on an exception."""
    message = f" ({outcome.message})" if outcome.message else ""
    error = f"une erreur `{outcome.raised[0]}`"
    return Facts(
        f"`{name}` s'arrête sur une erreur",  # the name of a class can carry a hidden input
        f"{called} s'arrête sur {error}{message}",
        called,
        f"{error}{message}",
    )


def refused_facts(stopped: Facts, exception: str) -> Facts:
    """Tell of a call that stopped on another exception than the one that is wanted."""
    refusal = f"on attend une erreur `{exception}`"
    return replace(
        stopped,
        discreet=f"{stopped.discreet} ; {refusal}",
        detail=f"{stopped.detail} ; {refusal}",
        expected=f"une erreur `{exception}`",
    )
