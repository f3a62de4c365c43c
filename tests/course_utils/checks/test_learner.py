"""`check`, the one line of a learner's notebook: the shipped code judges what the notebook holds, and says it once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import course_utils.checks.learner as learner
from course_utils.chapters.code import shipped_code
from course_utils.checks import CheckFailed, check
from course_utils.checks.session import Session, current, opened

ROOT = Path(__file__).parents[3]


def neuron(x: Any, w: Any, b: float) -> float:
    """A right answer to 02's first exercise."""
    return float(np.dot(w, x) + b)


def test_a_right_answer_passes_and_is_told_so_once(capsys: pytest.CaptureFixture[str]) -> None:
    check("02_perceptron/neuron")
    assert capsys.readouterr().out == "✓ Vérifications visibles réussies.\n"


def test_a_wrong_answer_fails_under_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "neuron", lambda x, w, b: float(sum(p * q + b for p, q in zip(x, w, strict=True))))
    with pytest.raises(CheckFailed) as failed:
        check("02_perceptron/neuron")
    assert failed.value.mistake == "bias-per-input"
    assert failed.value.called and failed.value.got and failed.value.expected


def test_the_shipped_code_takes_from_the_notebook_the_answer_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "agrees", None)  # a name of the learner's that the checks import for themselves
    check("02_perceptron/neuron")
    assert "keeps_inputs" not in globals()


def test_a_missing_answer_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(globals(), "neuron")
    with pytest.raises(CheckFailed, match="`neuron` n’existe pas encore") as failed:
        check("02_perceptron/neuron")
    assert failed.value.status == "missing"


def test_an_exercise_that_the_package_does_not_know_asks_for_an_update() -> None:
    with pytest.raises(CheckFailed, match="Mettez à jour course_utils") as failed:
        check("02_perceptron/nothing")
    assert failed.value.status == "our fault"


def test_an_answer_that_does_not_end_is_stopped_and_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(x: Any, w: Any, b: float) -> float:
        while True:
            b += 1

    monkeypatch.setattr(learner, "SECONDS", 0.2)
    monkeypatch.setitem(globals(), "neuron", endless)
    with pytest.raises(CheckFailed, match="ne s’arrête pas") as failed:
        check("02_perceptron/neuron")
    assert failed.value.status == "too slow"
    assert current().page is None


def test_a_check_that_is_interrupted_has_judged_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(x: Any, w: Any, b: float) -> float:
        raise KeyboardInterrupt

    monkeypatch.setitem(globals(), "neuron", interrupted)
    with pytest.raises(CheckFailed, match="rien n’a été jugé"):
        check("02_perceptron/neuron")


def test_the_code_of_a_check_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    check("02_perceptron/neuron", show=True)
    assert 'visible("02_perceptron/neuron")' in shown[0].data


def test_the_shipped_code_is_where_its_line_says() -> None:
    code = shipped_code("checks", "02_perceptron", "perceptron_fit")
    assert code is not None
    lines = code.path.read_text(encoding="utf-8").split("\n")
    assert lines[code.line - 1 :][: code.source.count("\n") + 1] == code.source.split("\n")
    assert code.names == ("perceptron_fit",)


def test_a_course_that_is_not_installed_brings_its_own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "42_test.py").write_text("# head\n\n\n# %% one : answer\nassert answer == 3\n")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))
    code = shipped_code("checks", "42_test", "one")
    assert code is not None and code.source == "assert answer == 3" and code.line == 5
    assert shipped_code("models", "42_test", "one") is None


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """A learner's page: what is displayed on it, richest form and plain text."""
    shown: list[dict[str, str]] = []
    monkeypatch.setattr(learner, "on_a_page", lambda: True)
    monkeypatch.setattr("course_utils.learned.on_a_page", lambda: True)
    monkeypatch.setenv("COURSE_LEARNED", str(tmp_path / "progression.json"))
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    monkeypatch.setattr(learner, "_passed", set())
    monkeypatch.setattr(learner, "_failed", type(learner._failed)())
    return shown


def test_on_a_page_a_success_counts_the_exercises_and_offers_a_model_answer(
    page: list[dict[str, str]], tmp_path: Path
) -> None:
    check("02_perceptron/neuron")
    assert "1 exercice sur 7" in page[0]["text/plain"]
    assert "<details>" in page[0]["text/html"] and "np.dot(w, x)" in page[0]["text/html"]
    assert "neuron" in json.loads((tmp_path / "progression.json").read_text())["chapters"]["02_perceptron"]["passed"]


def test_on_a_page_a_model_answer_is_offered_after_several_failures_and_not_before(
    page: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "neuron", lambda x, w, b: 0.0)
    for _ in range(learner.TRIES):
        with pytest.raises(CheckFailed) as failed:
            check("02_perceptron/neuron")
        assert failed.value.told
    assert ["<details>" in one["text/html"] for one in page] == [False] * (learner.TRIES - 1) + [True]


def test_an_exercise_that_is_not_begun_is_no_failed_try(
    page: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stub(x: Any, w: Any, b: float) -> float:
        raise NotImplementedError("Exercice 1 · neuron : à vous de jouer.")

    monkeypatch.setitem(globals(), "neuron", stub)
    for _ in range(learner.TRIES + 1):
        with pytest.raises(CheckFailed):
            check("02_perceptron/neuron")
    assert not any("<details>" in one["text/html"] for one in page)


def test_where_model_answers_are_kept_back_none_is_shown(
    page: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shipped_code
    monkeypatch.setattr(learner, "shipped_code", lambda kind, *where: None if kind == "models" else found(kind, *where))
    check("02_perceptron/neuron")
    assert "<details>" not in page[0]["text/html"]


def test_every_check_of_the_course_ships_the_code_that_its_text_holds() -> None:
    from autograder.course.regions import without_hidden_tests

    counted = 0
    for path in sorted((ROOT / "source").glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            about = cell["metadata"].get("course", {})
            if about.get("role") == "checks":
                code = shipped_code("checks", path.stem, about["exercise"])
                source = "".join(cell["source"]).split("\n", 1)[1]
                assert code is not None and code.source == without_hidden_tests(source).strip("\n")
                counted += 1
    assert counted > 60


def test_visible_checks_run_by_hand_still_say_that_they_have_passed(capsys: pytest.CaptureFixture[str]) -> None:
    from course_utils.checks import visible

    with opened(Session()), visible("02_perceptron/neuron"):
        pass
    assert "réussies" in capsys.readouterr().out
