"""Checks of answers that are data: a value, a quiz in code, a condition of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course_utils.checks.codec import as_data
from course_utils.checks.failure import CheckFailed, Facts
from course_utils.checks.judge import Rule, unstarted
from course_utils.checks.outcome import Outcome, same_value
from course_utils.checks.session import is_concealed, is_recording, settle
from course_utils.checks.show import as_text, contrast

STORED = object()


def equals(
    value: Any,
    expected: Any = STORED,
    *,
    name: str = "votre réponse",
    rtol: float = 1e-6,
    atol: float = 1e-8,
    hint: str = "",
) -> None:
    """Check that an answer has the expected value; of a dictionary of answers, say which ones are wrong.

    Without `expected`, on a visible page, the stored value decides. Raises CheckFailed.
    """
    got = [Outcome(as_data(value))]
    wanted = None if expected is STORED else [Outcome(as_data(expected))]

    def facts(position: int, want: Outcome) -> Facts:
        wrong = _wrong_keys(got[0].value, want.value, rtol, atol)
        if wrong:
            discreet = f"{name} : à revoir pour {', '.join(f'« {key} »' for key in wrong)}"
            return Facts(discreet, f"{discreet} ; `{as_text(got[0].value)}`")
        came, due = contrast(got[0].value, want.value, rtol, atol)
        return Facts(
            f"{name} n'a pas la valeur attendue",
            f"{name} vaut {came} ; on attend {due}",
            got=came,
            expected=due,
        )

    settle(got, wanted, Rule(facts, rtol=rtol, atol=atol, hint=hint, diagnosed=True))


def chooses(answers: Any, allowed: Mapping[str, Sequence[str]], *, name: str = "vos réponses") -> None:
    """Check the form of a quiz in code: a dictionary with each of these questions, each answered by an allowed word.

    Says nothing of which answer is right. Raises CheckFailed.
    """
    if is_recording():
        return
    answers = as_data(answers)
    if not isinstance(answers, dict):
        raise CheckFailed(
            f"{name[:1].upper()}{name[1:]} doivent rester un dictionnaire : ne changez que ce qui remplace les `...`."
        )
    left = [key for key in allowed if answers.get(key, ...) is ...]
    if len(left) == len(allowed):
        raise unstarted()
    if left:
        raise CheckFailed(f"Il reste à répondre à {', '.join(f'« {key} »' for key in left)}.")
    for key, words in allowed.items():
        answer = answers[key]
        if not (isinstance(answer, str) and answer in tuple(words)):
            choice = ", ".join(f'`"{word}"`' for word in words)
            told = f"« {key} »" if is_concealed() else f"« {key} » vaut `{as_text(answer)}`"
            raise CheckFailed(f"{told} : répondez par l'un de ces mots, {choice}.")


def holds(condition: Any, sentence: str) -> None:
    """Check a condition that no other check expresses; `sentence`, in French, says what does not hold.

    Raises CheckFailed.
    """
    settle([Outcome(bool(condition))], [Outcome(True)], Rule(lambda position, wanted: Facts(sentence, sentence)))


def _wrong_keys(got: Any, want: Any, rtol: float, atol: float) -> list[Any]:
    if not isinstance(got, dict) or not isinstance(want, dict):
        return []
    return [key for key in want if key not in got or not same_value(got[key], want[key], rtol, atol)]
