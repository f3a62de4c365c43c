"""A session of checks: which page is open, and what its lines are compared with as they come.

In a learner's notebook a check is judged at once, against what is stored. Who runs answers in order to judge them
afterwards opens a session of its own, and keeps its pages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from course_utils.checks.calling import Case
from course_utils.checks.codec import CodecError, encode
from course_utils.checks.failure import CheckFailed
from course_utils.checks.judge import Line, Page, Rule, judge_line
from course_utils.checks.outcome import Outcome
from course_utils.checks.stored import Mistake, StoredExercise, stored_exercise
from course_utils.french import typeset
from course_utils.magics import because_of_magic, magic_above

Remember = Callable[[str, int, Any, Callable[[], list[Outcome]]], list[Outcome]]


def _stored_mistakes(page: Page) -> Sequence[Mistake]:
    """What is known in a learner's notebook: the mistakes of visible checks."""
    known = None if page.hidden else stored_exercise(page.exercise)
    return known.mistakes if known else ()


@dataclass(frozen=True)
class Session:
    """What checks are compared with, and what they leave.

    `expected` and `mistakes` are asked what is known of an exercise and of a page. `salt` changes the inputs that
    hidden checks draw. `remember(exercise, check, question, compute)` returns `compute()`, or what it gave when the
    same check last asked its reference the same `question`: a class has the same hidden inputs. When `recording`,
    nothing is judged: what a solution does is what will be expected. When `concealed`, visible checks show no value
    either: hidden tests have called this code, which may repeat what it got. When `silent`, visible checks do not say
    that they have passed: who opened the session does.
    """

    expected: Callable[[str], StoredExercise | None] = stored_exercise
    mistakes: Callable[[Page], Sequence[Mistake]] = _stored_mistakes
    salt: str = ""
    remember: Remember | None = None
    recording: bool = False
    concealed: bool = False
    silent: bool = False
    pages: list[Page] = field(default_factory=list)
    page: Page | None = None
    rng: np.random.Generator | None = None


_session: ContextVar[Session | None] = ContextVar("session", default=None)


def current() -> Session:
    """Return the session at work; a new one, a learner's, where none is open."""
    return _session.get() or Session()


@contextmanager
def opened(session: Session) -> Iterator[Session]:
    """Let checks run in `session`; its `pages` hold afterwards what they left."""
    token = _session.set(session)
    try:
        yield session
    finally:
        _session.reset(token)


@contextmanager
def concealing() -> Iterator[None]:
    """Let visible checks show no value either: hidden tests have called this code, which may repeat what it got."""
    with opened(replace(current(), concealed=True)):
        yield


@contextmanager
def visible(exercise: str) -> Iterator[None]:
    """Open the checks that a learner sees of `exercise` (« chapter/exercise »); say so when all have passed.

    Checks on this page need no reference: what they expect is stored with `course_utils`. Raises CheckFailed
    at the first that fails.
    """
    session = current()
    with _turned_to(session, Page(exercise, hidden=False, concealed=session.concealed)):
        yield
    if not (session.recording or session.silent):
        print(typeset("vérifications visibles : réussies"))


@contextmanager
def hidden(exercise: str) -> Iterator[np.random.Generator]:
    """Open the hidden checks of `exercise` and return the generator that draws their inputs.

    The generator's seed depends on the exercise (and on the examiner's salt) alone: a verdict never changes
    between two runs. On this page a failed check shows no value.
    """
    session = current()
    seed = hashlib.sha256(f"{exercise}/{session.salt}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(seed[:8], "little"))
    with _turned_to(session, Page(exercise, hidden=True), rng):
        yield rng


@contextmanager
def _turned_to(session: Session, page: Page, rng: np.random.Generator | None = None) -> Iterator[None]:
    if session.page is not None:
        raise RuntimeError(f"the checks of {page.exercise} are opened inside those of another page")
    session.pages.append(page)
    try:
        with opened(replace(session, page=page, rng=rng)):
            yield
    except NameError as error:  # the learner has not run the cell that defines it: no English traceback for that
        if error.name is None:
            raise
        raise missing_name(error.name) from None


def missing_name(name: str) -> CheckFailed:
    """Return what is said where the notebook does not define `name`: a magic stood above it, or it has not run."""
    magic = magic_above(name)
    not_yet = (
        f"Le nom `{name}` n'existe pas encore : exécutez d'abord la cellule de l'exercice, puis relancez cette "
        "vérification."
    )
    return CheckFailed(because_of_magic(magic) if magic else not_yet, status="missing")


def is_recording() -> bool:
    """Tell whether checks are recorded, not judged."""
    return current().recording


def is_concealed() -> bool:
    """Tell whether the page shows no value: nothing that comes from the learner may be said on a hidden one."""
    page = current().page
    return page is not None and (page.hidden or page.concealed)


def settle(
    got: Sequence[Outcome],
    expected: Sequence[Outcome] | Callable[[], list[Outcome]] | None,
    rule: Rule,
    *,
    inputs: Sequence[Case] = (),
    question: Any = None,
) -> None:
    """Write the outcomes of one check on the page that is open, and judge them: every check passes or fails here.

    `expected` are outcomes, or how to ask the reference for them, whose answer depends on `question` alone; None where
    the stored outcomes decide. Raises CheckFailed.
    """
    session = current()
    page = session.page or Page("", hidden=False)
    position = len(page.lines)
    if session.recording:
        page.lines.append(Line(tuple(got), rule, _fingerprint(inputs)))
        return
    wanted = _asked(session, page, question, expected) if callable(expected) else expected
    due = None if wanted is None else tuple(wanted)
    page.lines.append(Line(tuple(got), rule, _fingerprint(inputs), due, tuple(inputs)))
    stored = session.expected(page.exercise) if wanted is None and page.exercise else None
    failure = judge_line(page, position, stored, lambda: session.mistakes(page) if page.exercise else ())
    if failure is not None:
        raise failure


def _asked(session: Session, page: Page, question: Any, compute: Callable[[], list[Outcome]]) -> list[Outcome]:
    """Ask the reference, or the examiner's memory of what it gave to the same question."""
    if session.rng is None:
        return compute()
    before = session.rng.bit_generator.state
    if question is not None and session.remember is not None:
        found = session.remember(page.exercise, len(page.lines), question, compute)
    else:
        found = compute()
    if session.rng.bit_generator.state != before:
        raise TypeError("a reference draws from the generator of its page: draw every input before the checks")
    return found


def _fingerprint(inputs: Sequence[Case]) -> str:
    """Twelve characters that change with the inputs; a function counts by its type alone."""
    try:
        content = [[encode(one.args), encode(dict(one.kwargs))] for one in inputs]
    except CodecError:
        return ""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
