"""Judging a page of outcomes: what was observed, what is expected and the known mistakes in, a failure or None out.

Nothing is run here, so that the same page can be judged in a learner's notebook, by the examiner and in a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from course_utils.checks.failure import CheckFailed
from course_utils.checks.outcome import Outcome, alike, same_outcome, sketched
from course_utils.checks.stored import Mistake, StoredExercise

OUTDATED = (
    "Les vérifications de cet exercice ne sont pas celles de votre version de course_utils : "
    "mettez à jour course_utils, ou reprenez la dernière version du chapitre."
)


@dataclass(frozen=True)
class Rule:
    """How one check compares outcomes, and what it says of them.

    `facet` keeps of an outcome what the check looks at; `agree` compares where tolerances alone do not.
    `facts(position, wanted)` tells of the first outcome that differs: what may be said of a hidden check, and what
    happened.
    """

    facts: Callable[[int, Outcome], tuple[str, str]]
    facet: Callable[[Outcome], Outcome] = lambda outcome: outcome
    agree: Callable[[Outcome, Outcome], bool] | None = None
    rtol: float = 1e-6
    atol: float = 1e-8
    hint: str = ""

    def agrees(self, got: Outcome, wanted: Outcome) -> bool:
        """Tell whether one outcome is what is wanted."""
        if self.agree is not None:
            return self.agree(got, wanted)
        return same_outcome(self.facet(got), self.facet(wanted), self.rtol, self.atol)


@dataclass(frozen=True)
class Line:
    """One check of a page: what came, how it compares, and the fingerprint of its inputs.

    `wanted` is what the check or its reference expects; None where the stored outcomes decide.
    """

    got: tuple[Outcome, ...]
    rule: Rule
    inputs: str = ""
    wanted: tuple[Outcome, ...] | None = None


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
    return _failure(page, position, misses, wanted[misses[0]], mistakes()) if misses else None


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
    page: Page, position: int, misses: Sequence[int], wanted: Outcome, mistakes: Sequence[Mistake]
) -> CheckFailed:
    line = page.lines[position]
    discreet, detail = line.rule.facts(misses[0], wanted)
    concealed = page.hidden or page.concealed
    if concealed and len(line.got) > 1:
        discreet += " (pour toutes les entrées)" if len(misses) == len(line.got) else " (pour certaines entrées)"
    mistake = _recognised(page, position, mistakes)
    told = _sentence(discreet if concealed else detail)
    advice = mistake.sentence if mistake else line.rule.hint
    sentence = f"{told} {_sentence(advice)}" if advice else told
    status = "raised" if line.got[misses[0]].raised and not wanted.raised else "wrong"
    return CheckFailed(sentence, detail, mistake.id if mistake else "", status)


def _recognised(page: Page, position: int, mistakes: Sequence[Mistake]) -> Mistake | None:
    """Return the known mistake that did the same at every check so far: whole outcomes first, then the facet."""
    facet = page.lines[position].rule.facet
    so_far = page.outcomes[: position + 1]
    for view in (lambda outcome: outcome, facet):
        ours = [[sketched(view(one)) for one in check] for check in so_far] if mistakes else []
        for mistake in mistakes:
            if len(mistake.outcomes) > position and all(
                alike(mine, [sketched(view(one)) for one in theirs])
                for mine, theirs in zip(ours, mistake.outcomes, strict=False)
            ):
                return mistake
    return None


def _sentence(text: str) -> str:
    """Return `text` with a capital and a full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
