"""Judging a page of outcomes: what was observed, what is expected and the known mistakes in, a failure or None out.

Nothing is run here, so that the same page can be judged in a learner's notebook, by the examiner and in a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from course_utils.checks.calling import Case
from course_utils.checks.diagnosis import (
    changed,
    told_by_change,
    told_by_exception,
    told_by_inputs,
    told_by_nothing,
    told_by_values,
)
from course_utils.checks.failure import CheckFailed, Facts, as_sentence
from course_utils.checks.outcome import Outcome, alike, said_alike, same_outcome, sketched
from course_utils.checks.stored import Mistake, StoredExercise

OUTDATED = (
    "Les vérifications de cet exercice ne sont pas celles de votre version de course_utils : "
    "mettez à jour course_utils, ou reprenez la dernière version du chapitre."
)


# What a learner raises on purpose, in words of their own: telling when only some inputs are refused.
_CHOSEN = ("ValueError", "AssertionError", "Exception")


@dataclass(frozen=True)
class Rule:
    """How one check compares outcomes, and what it says of them.

    `facet` keeps of an outcome what the check looks at, and `known_by` what a mistake is recognised by when it is more
    than that; `agree` compares where tolerances alone do not. `facts(position, wanted)` tells of the first outcome
    that differs. `diagnosed` are checks of values: what wrong ones show by themselves is said of them.
    """

    facts: Callable[[int, Outcome], Facts]
    facet: Callable[[Outcome], Outcome] = lambda outcome: outcome
    known_by: Callable[[Outcome], Outcome] | None = None
    agree: Callable[[Outcome, Outcome], bool] | None = None
    rtol: float = 1e-6
    atol: float = 1e-8
    hint: str = ""
    diagnosed: bool = False

    def agrees(self, got: Outcome, wanted: Outcome) -> bool:
        """Tell whether one outcome is what is wanted."""
        if self.agree is not None:
            return self.agree(got, wanted)
        return same_outcome(self.facet(got), self.facet(wanted), self.rtol, self.atol)


@dataclass(frozen=True)
class Line:
    """One check of a page: what came, how it compares, and the fingerprint of its inputs.

    `wanted` is what the check or its reference expects; None where the stored outcomes decide. `cases` are the inputs
    themselves, where the check has any.
    """

    got: tuple[Outcome, ...]
    rule: Rule
    inputs: str = ""
    wanted: tuple[Outcome, ...] | None = None
    cases: tuple[Case, ...] = ()


@dataclass
class Page:
    """The visible or the hidden checks of one exercise (« chapter/exercise »), as far as they have run.

    On a hidden page, and on one that is `concealed`, a failure shows no value: it may repeat a hidden input.
    """

    exercise: str
    hidden: bool
    concealed: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def outcomes(self) -> tuple[tuple[Outcome, ...], ...]:
        """What came, check by check."""
        return tuple(line.got for line in self.lines)


def judge(page: Page, expected: StoredExercise | None, mistakes: Callable[[], Sequence[Mistake]]) -> CheckFailed | None:
    """Return the first failure of a page, named when a known mistake did the same; None when all agrees.

    `expected` is what is stored for the visible checks; `mistakes` is asked for only when something fails.
    """
    for position in range(len(page.lines)):
        failure = judge_line(page, position, expected, mistakes)
        if failure is not None:
            return failure
    return None


def judge_line(
    page: Page, position: int, expected: StoredExercise | None, mistakes: Callable[[], Sequence[Mistake]]
) -> CheckFailed | None:
    """Return the failure of one line of a page, those above it having passed; None when it agrees."""
    line = page.lines[position]
    wanted = _wanted(page, position, expected)
    if wanted is None:
        return CheckFailed(OUTDATED, status="our fault")
    if any(outcome.raised[:1] == ("NotImplementedError",) or outcome.value is ... for outcome in line.got):
        return unstarted()
    if len(wanted) != len(line.got):
        return CheckFailed(OUTDATED, status="our fault")
    pairs = zip(line.got, wanted, strict=True)
    misses = [place for place, (got, want) in enumerate(pairs) if not line.rule.agrees(got, want)]
    return _failure(page, position, misses, wanted, mistakes()) if misses else None


def unstarted() -> CheckFailed:
    """Return the polite word to somebody who has not begun."""
    return CheckFailed(
        "Cet exercice n'est pas encore commencé : écrivez votre réponse dans la cellule au-dessus, exécutez-la, "
        "puis relancez cette vérification.",
        status="not attempted",
    )


def _wanted(page: Page, position: int, expected: StoredExercise | None) -> tuple[Outcome, ...] | None:
    """Return what a line should have given; None when these checks are not those that are stored."""
    line = page.lines[position]
    if line.wanted is not None:
        return line.wanted
    if not page.exercise or page.hidden:
        raise TypeError("a check without a stored outcome needs a reference")
    if expected is None or position >= len(expected.expected) or expected.inputs[position] != line.inputs:
        return None
    return expected.expected[position]


def _failure(
    page: Page, position: int, misses: Sequence[int], wanted: Sequence[Outcome], mistakes: Sequence[Mistake]
) -> CheckFailed:
    line, first = page.lines[position], misses[0]
    facts = line.rule.facts(first, wanted[first])
    concealed = page.hidden or page.concealed
    discreet = facts.discreet
    if concealed and len(line.got) > 1:
        discreet += " (pour toutes les entrées)" if len(misses) == len(line.got) else " (pour certaines entrées)"
    mistake = _recognised(page, position, wanted, mistakes)
    advice = mistake.sentence if mistake else _told_by_itself(line, misses, wanted, concealed)
    kind = told_by_inputs(line.cases, misses) if concealed and not mistake and len(line.cases) == len(line.got) else ""
    hint = "" if mistake else " ".join(as_sentence(part) for part in (kind, line.rule.hint) if part)
    return CheckFailed(
        as_sentence(discreet if concealed else facts.detail),
        facts.detail,
        mistake.id if mistake else "",
        "raised" if line.got[first].raised and not wanted[first].raised else "wrong",
        diagnosis=as_sentence(advice) if advice else "",
        hint=hint,
        shown=None if concealed else facts,
    )


def _told_by_itself(line: Line, misses: Sequence[int], wanted: Sequence[Outcome], concealed: bool) -> str:
    """Return what the outcomes that differ show by themselves, when that is something."""
    got, due = [line.got[place] for place in misses], [wanted[place] for place in misses]
    if got[0].raised and not due[0].raised:
        return "" if concealed else told_by_exception(got[0])
    if not line.rule.diagnosed:
        return ""
    if got[0].value is None and not due[0].raised:
        return told_by_nothing(got[0])
    return told_by_change(got[0], due[0], concealed) or told_by_values(
        got, due, line.rule.rtol, line.rule.atol, concealed
    )


def _recognised(page: Page, position: int, wanted: Sequence[Outcome], mistakes: Sequence[Mistake]) -> Mistake | None:
    """Return the known mistake that did the same at every check so far: whole outcomes first, then the facet."""
    rule = page.lines[position].rule
    so_far = page.outcomes[: position + 1]
    for view in (lambda outcome: outcome, rule.known_by or rule.facet):
        ours = [[sketched(view(one)) for one in check] for check in so_far] if mistakes else []
        for mistake in mistakes:
            if (
                len(mistake.outcomes) > position
                and all(
                    alike(mine, [sketched(view(one)) for one in theirs])
                    for mine, theirs in zip(ours, mistake.outcomes, strict=False)
                )
                and _for_the_same_reason(so_far[position], mistake.outcomes[position], wanted)
            ):
                return mistake
    return None


def _for_the_same_reason(got: Sequence[Outcome], theirs: Sequence[Outcome], wanted: Sequence[Outcome]) -> bool:
    """Tell whether two lists of outcomes that look alike can come of one mistake.

    Nothing returned is not what is printed instead, and what changed an argument is not what left it. Errors of one
    class have many causes: they must say the same, but where an error of another class is wanted.
    """
    return all(_may_share_a_cause(*three, got) for three in zip(got, theirs, wanted, strict=False))


def _may_share_a_cause(one: Outcome, other: Outcome, want: Outcome, all_got: Sequence[Outcome]) -> bool:
    if one.raised and not want.raised:
        chosen = one.raised[0] in _CHOSEN and any(not each.raised for each in all_got)
        return chosen or said_alike(one, other)
    if one.value is None and want.value is not None and bool(one.printed) != bool(other.printed):
        return False
    return bool(changed(sketched(one), sketched(want))) == bool(changed(sketched(other), sketched(want)))
