"""What is recorded of the visible checks: the same bytes every time, data alone, nothing of the hidden part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.course.answers import read_answers
from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, CourseError, open_course
from autograder.course.limits import Limits
from autograder.judge.building import built_files
from autograder.judge.mistakes import KnownMistakes
from autograder.judge.references import References
from autograder.judge.running import cells_before_checks
from autograder.run.forkserver import ForkServer
from course_utils.checks.judge import Page
from course_utils.checks.outcome import from_json
from tests.autograder.tiny_course import ANSWERS, FIXTURE, TEXT, TINY, write_tiny


def forgotten(course: Course) -> Course:
    """The same course, of which nothing is recorded."""
    (course.stored / f"{TINY}.json").unlink(missing_ok=True)
    return course


def record(course: Course) -> bytes:
    return built_files(forgotten(course), TINY)[course.stored / f"{TINY}.json"]


def test_two_recordings_are_the_same_bytes_as_what_was_built(tiny: Course) -> None:
    built = (tiny.stored / f"{TINY}.json").read_bytes()
    assert record(tiny) == built
    assert record(tiny) == built


def test_solutions_give_what_is_expected_and_wrong_answers_what_differs(tiny: Course) -> None:
    exercises = json.loads(record(tiny))["exercises"]
    assert list(exercises) == ["double", "shift", "word"]  # written answers have no checks
    double = exercises["double"]
    assert [from_json(one).value for one in double["checks"][0]["expected"]] == [6, -3.0]
    square, far = double["mistakes"]
    assert (square["id"], square["sentence"]) == ("square", "vous élevez au carré")
    assert [from_json(one).value for one in square["outcomes"][0]] == [9, 2.25]
    assert far["outcomes"] == [None]  # at these inputs it does what is expected


def test_nothing_of_the_hidden_part_and_no_code_is_recorded(tiny: Course) -> None:
    exercises = exercises_of(record(tiny))
    assert len(exercises["double"]["checks"]) == 1
    recorded = json.dumps(exercises)
    for word in ("lambda", "def double", "_rng", "x + x"):
        assert word not in recorded


def test_what_a_text_says_more_changes_nothing_and_an_answer_does(tmp_path: Path) -> None:
    first = record(write_tiny(tmp_path / "a"))
    other = record(write_tiny(tmp_path / "b", TEXT.replace("# Un tout petit chapitre", "# Le même")))
    assert exercises_of(other) == exercises_of(first)
    assert exercises_of(record(write_tiny(tmp_path / "c", answers=ANSWERS.replace("x * x", "x * x * x")))) != first


def exercises_of(content: bytes) -> dict[str, Any]:
    return json.loads(content)["exercises"]


def numbers(value: Any) -> list[float]:
    """All the numbers of floating point that `value` holds."""
    if type(value).__module__ == "torch":
        value = value.numpy()
    if isinstance(value, list | tuple):
        return [number for item in value for number in numbers(item)]
    return [float(n) for n in np.ravel(value)] if isinstance(value, float | np.ndarray | np.floating) else []


def test_last_digits_that_differ_between_machines_are_not_stored(built_fixture: Path) -> None:
    stored = json.loads((open_course(built_fixture).stored / f"{FIXTURE}.json").read_text(encoding="utf-8"))
    outcome = from_json(stored["exercises"]["fit"]["checks"][0]["expected"][0])
    count, losses, weights = outcome.value
    assert count == 3 and len(losses) == 3 and weights.shape == (1, 2)
    assert all(number == float(f"{number:.12g}") for number in numbers(losses))
    assert [number == float(np.float32(f"{number:.7g}")) for number in numbers(weights)] == [True, True]


@pytest.mark.parametrize(
    "solution",
    [
        "    import os\n    os._exit(0)\n",
        "    return 2 * x\n\nimport os\nos._exit(0)\n",
        "    return 2 * x\n\ndel double\n",
    ],
)
def test_a_solution_that_does_not_reach_the_end_of_its_checks_is_told(tmp_path: Path, solution: str) -> None:
    text = TEXT.replace("    return 2 * x\n    ### END SOLUTION\n", f"{solution}    ### END SOLUTION\n")
    with pytest.raises(CourseError, match=f"{TINY} : la solution de « double » n'arrive pas au bout"):
        record(write_tiny(tmp_path, text))


def test_a_wrong_answer_that_dies_is_recorded_as_doing_nothing(tmp_path: Path) -> None:
    answers = ANSWERS + "\n\n# %% wrong double leaving · « vous quittez Python »\nimport os\nos._exit(0)\n"
    mistakes = json.loads(record(write_tiny(tmp_path, answers=answers)))["exercises"]["double"]["mistakes"]
    assert mistakes[-1] == {"id": "leaving", "sentence": "vous quittez Python", "outcomes": []}


def test_the_cells_before_the_checks_are_the_lesson_the_solutions_before_and_the_answer(tiny: Course) -> None:
    sources = cells_before_checks(load_chapter(tiny, TINY), "shift", "def shift(values): ...")
    assert sources[-1] == "def shift(values): ..."
    assert any("def double" in source for source in sources) and not any("drawn" in source for source in sources)
    assert not any("visible(" in source for source in sources)


def test_the_known_mistakes_of_hidden_checks_are_found_once(tiny: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    chapter = load_chapter(tiny, TINY)
    wrong = [one for one in read_answers(tiny, TINY) if one.kind == "wrong" and one.exercise == "double"]
    with ForkServer(("numpy",), Limits(cell_cpu=5, call_cpu=5, patience=20)) as server:
        known = KnownMistakes(tiny, chapter, server, References())
        page = Page(f"{TINY}/double", hidden=True)
        found = known(page)
        assert [(one.id, one.sentence) for one in found] == [(one.id, one.sentence) for one in wrong]
        # The first one fails before any hidden check: nobody who comes so far does the same.
        assert [[len(check) for check in one.outcomes] for one in found] == [[], [8]]
        monkeypatch.setattr(server, "fork", lambda: pytest.fail("run again"))
        assert known(page) is found
        assert known(Page(f"{TINY}/opinion", hidden=True)) == []
        assert [one.id for one in known(Page(f"{TINY}/double", hidden=False))] == ["square", "far"]
