"""Every answer to every exercise: right ones are accepted, wrong ones are refused and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import chapter_names, open_course
from autograder.judge.proof import prove_chapter
from course_utils.chapters.stored import EXTRA_FOLDER

COURSE = open_course(Path(__file__).parents[1])


@pytest.mark.parametrize("name", chapter_names(COURSE))
def test_every_answer_is_accepted_refused_and_named_as_it_should_be(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EXTRA_FOLDER, str(COURSE.stored))
    proofs = list(prove_chapter(COURSE, load_chapter(COURSE, name), released_notebook(COURSE, name), []))
    assert {proof.exercise: proof.misses for proof in proofs if proof.misses} == {}
    assert {proof.exercise for proof in proofs if proof.right < 1 or proof.wrong < 1} == set(), "without answers"
