"""What references give, kept from one submission to the next: a class has the same hidden inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import cloudpickle

from course_utils.checks.outcome import Outcome


class References:
    """Remembers, for each hidden check, the last question that its reference was asked, and the answer."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[bytes, list[Outcome]]] = {}

    def __call__(self, exercise: str, check: int, question: Any, compute: Callable[[], list[Outcome]]) -> list[Outcome]:
        """Return `compute()`, or what it gave for the same `question` at this check.

        The question holds the reference itself with all that it refers to, so that another one is another question.
        """
        try:
            digest = hashlib.sha256(cloudpickle.dumps(question)).digest()
        except Exception:  # something in it does not travel
            return compute()
        known = self._known.get((exercise, check))
        if known is None or known[0] != digest:
            known = self._known[exercise, check] = (digest, compute())
        return known[1]
