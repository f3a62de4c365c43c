"""What the answer sets say of the tests, in lines for the author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.judge.proof import Proof
from course_utils.french import typeset


def lines_of(proof: Proof, *, sentences: bool) -> Iterator[str]:
    """Yield the counts of an exercise, then what is not as it should be; with `sentences`, what students read."""
    counts = f"{proof.accepted}/{proof.right} justes acceptées, {proof.rejected}/{proof.wrong} fausses refusées"
    yield typeset(f"{proof.chapter}/{proof.exercise} : {counts}, {proof.named}/{proof.wrong} nommées")
    for miss in proof.misses:
        yield typeset(f"  manque : {miss}")
    for answer, verdict in proof.verdicts:
        if sentences and answer.kind == "wrong":
            yield f"  {answer.id} : {verdict.sentence}"


def summary(proofs: Sequence[Proof]) -> str:
    """Return the last line: how many exercises, and how many answers did what they should."""
    right, wrong = sum(one.right for one in proofs), sum(one.wrong for one in proofs)
    accepted, rejected = sum(one.accepted for one in proofs), sum(one.rejected for one in proofs)
    named = sum(one.named for one in proofs)
    return (
        f"{len(proofs)} exercises, {accepted}/{right} right accepted, "
        f"{rejected}/{wrong} wrong rejected, {named}/{wrong} named"
    )
