"""Every answer to every exercise runs once: right ones are accepted, wrong ones named, and all does what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.folder import chapter_names, open_course
from autograder.course.secret import course_salt
from autograder.judge.building import draft
from autograder.judge.proof import proofs_of
from autograder.judge.proving import stubs_of
from autograder.run.forkserver import server_for

COURSE = open_course(Path(__file__).parents[1])


@pytest.mark.parametrize("name", chapter_names(COURSE))
def test_every_answer_is_accepted_refused_and_named_as_it_should_be(name: str) -> None:
    begun = draft(COURSE, name)
    with server_for(begun.chapter) as server:
        proven = list(
            proofs_of(begun.chapter, stubs_of(begun), begun.answers, begun.stored, course_salt(COURSE), server)
        )
    proofs = [proof for proof, _ in proven]
    assert {proof.exercise: proof.misses for proof in proofs if proof.misses} == {}
    assert {proof.exercise for proof in proofs if proof.right < 1 or proof.wrong < 1} == set(), "without answers"
    assert {proof.exercise: node for proof, node in proven} == begun.stored, f"run « course prove {name} »"
