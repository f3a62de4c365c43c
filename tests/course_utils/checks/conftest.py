"""Stored outcomes of a chapter of one's own, recorded as a build records them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course_utils.chapters.reader import EXTRA_FOLDER
from course_utils.checks import visible
from course_utils.checks.judge import Page
from course_utils.checks.session import Session, opened
from course_utils.checks.stored import Mistake, expected_node, mistake_node

Checks = Callable[[Any], None]


@pytest.fixture()
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Store what `checks` see of `solution`, and of `mistakes` (id → (answer, sentence)), as one exercise."""
    monkeypatch.setenv(EXTRA_FOLDER, str(tmp_path))

    def page(exercise: str, checks: Checks, answer: Any) -> Page:
        with opened(Session(recording=True)) as session, visible(exercise):
            checks(answer)
        return session.pages[0]

    def keep(exercise: str, checks: Checks, solution: Any, **mistakes: tuple[Any, str]) -> None:
        chapter, name = exercise.split("/")
        right = page(exercise, checks, solution)
        known = [Mistake(id_, told, page(exercise, checks, wrong).outcomes) for id_, (wrong, told) in mistakes.items()]
        node = {
            "checks": [expected_node(line.got, line.inputs) for line in right.lines],
            "mistakes": [mistake_node(one, right.outcomes) for one in known],
        }
        content = {"release": "0123456789ab", "exercises": {name: node}}
        (tmp_path / f"{chapter}.json").write_text(json.dumps(content), encoding="utf-8")

    yield keep
