"""A page is the visible or the hidden part of one exercise's checks: it knows what is expected and who failed how.

Four things may happen to a check on a page: it is compared with what is stored (visible) or with a reference
(hidden); it is recorded, when a chapter is built; it is diagnosed, when it fails like a known mistake.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course_utils.chapters import stored
from course_utils.checks.calling import Case
from course_utils.checks.codec import CodecError, encode
from course_utils.checks.failure import CheckFailed
from course_utils.checks.outcome import Outcome, alike, same_outcome
from course_utils.french import typeset

OUTDATED = (
    "Les vérifications de cet exercice ne sont pas celles de votre version de course_utils : "
    "mettez à jour course_utils, ou reprenez la dernière version du chapitre."
)


@dataclass
class Page:
    """The checks of one exercise as they run: `outcomes` grows by one list a check; `rng` draws hidden inputs."""

    exercise: str
    hidden: bool
    rng: np.random.Generator | None = None
    outcomes: list[list[Outcome]] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Diagnosis:
    """What an examiner adds to hidden checks: the mistakes it knows, and a salt for the inputs that are drawn.

    `remember(exercise, check, question, compute)` returns `compute()`, or what it gave when the same check last asked
    its reference the same `question`: a class has the same hidden inputs.
    """

    mistakes: Callable[[str], Sequence[stored.Mistake]]
    salt: str = ""
    remember: Callable[[str, int, Any, Callable[[], list[Outcome]]], list[Outcome]] | None = None


_page: ContextVar[Page | None] = ContextVar("page", default=None)
_recording: ContextVar[list[Page] | None] = ContextVar("recording", default=None)
_diagnosis: ContextVar[Diagnosis | None] = ContextVar("diagnosis", default=None)
_concealing: ContextVar[bool] = ContextVar("concealing", default=False)


@contextmanager
def visible(exercise: str) -> Iterator[None]:
    """Open the checks that a learner sees of `exercise` (« chapter/exercise »); say so when all have passed.

    Checks on this page need no reference: what they expect is stored with `course_utils`. Raises CheckFailed
    at the first that fails.
    """
    with _opened(Page(exercise, hidden=False)):
        yield
    if not is_recording():
        print(typeset("vérifications visibles : réussies"))


@contextmanager
def hidden(exercise: str) -> Iterator[np.random.Generator]:
    """Open the hidden checks of `exercise` and return the generator that draws their inputs.

    The generator's seed depends on the exercise (and on the examiner's salt) alone: a verdict never changes
    between two runs. On this page a failed check shows no value.
    """
    diagnosis = _diagnosis.get()
    seed = hashlib.sha256(f"{exercise}/{diagnosis.salt if diagnosis else ''}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(seed[:8], "little"))
    with _opened(Page(exercise, hidden=True, rng=rng)):
        yield rng


@contextmanager
def recording() -> Iterator[list[Page]]:
    """Record the outcomes of every check instead of judging them; the list fills with one page a part."""
    pages: list[Page] = []
    token = _recording.set(pages)
    try:
        yield pages
    finally:
        _recording.reset(token)


@contextmanager
def diagnosing(diagnosis: Diagnosis) -> Iterator[None]:
    """Let hidden checks name the known mistakes (the examiner's; under plain nbgrader nobody does)."""
    token = _diagnosis.set(diagnosis)
    try:
        yield
    finally:
        _diagnosis.reset(token)


@contextmanager
def concealing() -> Iterator[None]:
    """Let visible checks show no value either: hidden tests have called this code, which may repeat what it got."""
    token = _concealing.set(True)
    try:
        yield
    finally:
        _concealing.reset(token)


@contextmanager
def _opened(page: Page) -> Iterator[None]:
    if _page.get() is not None:
        raise RuntimeError(f"the checks of {page.exercise} are opened inside those of another page")
    pages = _recording.get()
    if pages is not None:
        pages.append(page)
    token = _page.set(page)
    try:
        yield
    except NameError as error:  # the learner has not run the cell that defines it: no English traceback for that
        if error.name is None:
            raise
        raise CheckFailed(
            f"Le nom `{error.name}` n'existe pas encore : exécutez d'abord la cellule de l'exercice, puis relancez "
            "cette vérification.",
            status="missing",
        ) from None
    finally:
        _page.reset(token)


def is_recording() -> bool:
    """Tell whether checks are recorded, not judged."""
    return _recording.get() is not None


def is_concealed() -> bool:
    """Tell whether the page shows no value: nothing that comes from the learner may be said on a hidden one."""
    page = _page.get()
    return page is not None and (page.hidden or _concealing.get())


def settle(
    got: Sequence[Outcome],
    expected: Sequence[Outcome] | Callable[[], list[Outcome]] | None,
    facts: Callable[[int, Outcome], tuple[str, str]],
    *,
    facet: Callable[[Outcome], Outcome] = lambda outcome: outcome,
    agree: Callable[[Outcome, Outcome], bool] | None = None,
    inputs: Sequence[Case] = (),
    question: Any = None,
    rtol: float = 1e-6,
    atol: float = 1e-8,
    hint: str = "",
) -> None:
    """Judge the outcomes of one check: the one place where checks pass, fail, are recorded and diagnosed.

    `expected` are outcomes, or how to ask the reference for them, whose answer depends on `question` alone; None where
    the stored outcomes decide. `facet` keeps of an outcome what the check looks at.
    `facts(position, wanted)` tells of the first outcome that differs: what may be said of a hidden check, and
    what happened. Raises CheckFailed.
    """
    page = _page.get()
    if page is not None:
        page.outcomes.append(list(got))
        if is_recording():
            page.inputs.append(_fingerprint(inputs))
            return
    if expected is None:
        wanted = _stored_outcomes(page, _fingerprint(inputs))
    else:
        wanted = _asked(page, question, expected) if callable(expected) else list(expected)
    if any(outcome.raised[:1] == ("NotImplementedError",) or outcome.value is ... for outcome in got):
        raise unstarted()
    if len(wanted) != len(got):
        raise CheckFailed(OUTDATED, status="our fault")

    def agreed(one: Outcome, other: Outcome) -> bool:
        return agree(one, other) if agree else same_outcome(facet(one), facet(other), rtol, atol)

    misses = [position for position, pair in enumerate(zip(got, wanted, strict=True)) if not agreed(*pair)]
    if not misses:
        return
    discreet, detail = facts(misses[0], wanted[misses[0]])
    concealed = is_concealed()
    if concealed and len(got) > 1:
        discreet += f" ({len(misses)} entrée{'s' if len(misses) > 1 else ''} sur {len(got)})"
    mistake = _recognised(page, facet) if page is not None else None
    told = _sentence(discreet if concealed else detail)
    advice = mistake.sentence if mistake else hint
    sentence = f"{told} {_sentence(advice)}" if advice else told
    status = "raised" if got[misses[0]].raised and not wanted[misses[0]].raised else "wrong"
    raise CheckFailed(sentence, detail, mistake.id if mistake else "", status)


def _asked(page: Page | None, question: Any, compute: Callable[[], list[Outcome]]) -> list[Outcome]:
    """Ask the reference, or the examiner's memory of what it gave to the same question."""
    diagnosis = _diagnosis.get()
    if page is None or page.rng is None:
        return compute()
    before = page.rng.bit_generator.state
    if question is not None and diagnosis is not None and diagnosis.remember is not None:
        found = diagnosis.remember(page.exercise, len(page.outcomes), question, compute)
    else:
        found = compute()
    if page.rng.bit_generator.state != before:
        raise TypeError("a reference draws from the generator of its page: draw every input before the checks")
    return found


def _stored_outcomes(page: Page | None, fingerprint: str) -> list[Outcome]:
    if page is None or page.hidden:
        raise TypeError("a check without a stored outcome needs a reference")
    chapter, name = page.exercise.split("/")
    known, position = stored.exercise(chapter, name), len(page.outcomes) - 1
    if known is None or position >= len(known.expected) or known.inputs[position] != fingerprint:
        raise CheckFailed(OUTDATED, status="our fault")
    return list(known.expected[position])


def unstarted() -> CheckFailed:
    """Return the polite word to somebody who has not begun."""
    return CheckFailed(
        "Cet exercice n'est pas encore commencé : écrivez votre réponse dans la cellule au-dessus, exécutez-la, "
        "puis relancez cette vérification.",
        status="not attempted",
    )


def _recognised(page: Page, facet: Callable[[Outcome], Outcome]) -> stored.Mistake | None:
    """Return the known mistake that did the same at every check so far: whole outcomes first, then the facet."""
    for view in (lambda outcome: outcome, facet):
        for mistake in _known_mistakes(page):
            if len(mistake.outcomes) >= len(page.outcomes) and all(
                alike([view(one) for one in ours], [view(one) for one in theirs])
                for ours, theirs in zip(page.outcomes, mistake.outcomes, strict=False)
            ):
                return mistake
    return None


def _known_mistakes(page: Page) -> Sequence[stored.Mistake]:
    if page.hidden:
        diagnosis = _diagnosis.get()
        return diagnosis.mistakes(page.exercise) if diagnosis else ()
    known = stored.exercise(*page.exercise.split("/"))
    return known.mistakes if known else ()


def _fingerprint(inputs: Sequence[Case]) -> str:
    """Twelve characters that change with the inputs; a function counts by its type alone."""
    try:
        content = [[encode(one.args), encode(dict(one.kwargs))] for one in inputs]
    except CodecError:
        return ""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def _sentence(text: str) -> str:
    """Return `text` with a capital and a full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
