"""Stored outcomes of a chapter of one's own, recorded as a build records them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course_utils.chapters.stored import EXTRA_FOLDER
from course_utils.checks import visible
from course_utils.checks.outcome import to_json
from course_utils.checks.page import Page, recording

Checks = Callable[[Any], None]


@pytest.fixture()
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Store what `checks` see of `solution`, and of `mistakes` (id → (answer, sentence)), as one exercise."""
    monkeypatch.setenv(EXTRA_FOLDER, str(tmp_path))

    def page(exercise: str, checks: Checks, answer: Any) -> Page:
        with recording() as pages, visible(exercise):
            checks(answer)
        return pages[0]

    def keep(exercise: str, checks: Checks, solution: Any, **mistakes: tuple[Any, str]) -> None:
        chapter, name = exercise.split("/")
        right = page(exercise, checks, solution)
        node = {
            "checks": [
                {"expected": [to_json(one) for one in outcomes], "inputs": inputs}
                for outcomes, inputs in zip(right.outcomes, right.inputs, strict=True)
            ],
            "mistakes": [
                {
                    "id": id_,
                    "sentence": sentence,
                    "outcomes": [[to_json(one) for one in check] for check in page(exercise, checks, wrong).outcomes],
                }
                for id_, (wrong, sentence) in mistakes.items()
            ],
        }
        content = {"release": "0123456789ab", "exercises": {name: node}}
        (tmp_path / f"{chapter}.json").write_text(json.dumps(content), encoding="utf-8")

    yield keep
