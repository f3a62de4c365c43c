"""Checks of answers that are data: values, quizzes in code, conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course_utils.checks import CheckFailed, chooses, equals, hidden, holds, visible
from course_utils.french import NARROW, NO_BREAK, typeset

QUIZ = {"q1": "abc", "q2": ["oui", "non"]}


def _failure(check: Callable[[], None]) -> CheckFailed:
    with pytest.raises(CheckFailed) as failed:
        check()
    return failed.value


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, 3.0), ([1, 2], np.array([1, 2])), ("b", "b"), ({"q1": "a"}, {"q1": "a"}), (None, None), (0.3, 0.1 + 0.2)],
)
def test_equals_passes_on_the_expected_value(value: Any, expected: Any) -> None:
    equals(value, expected)


@pytest.mark.parametrize(
    ("value", "expected", "name", "sentence"),
    [
        (4, 3, "votre réponse", "Votre réponse vaut `4` ; on attend `3`."),
        ([1], [1, 2], "la forme", "La forme vaut `[1]` ; on attend `[1, 2]`."),
        (object(), 3, "votre réponse", "Votre réponse vaut `<object>` ; on attend `3`."),
        (
            {"q1": "b", "q2": "oui"},
            {"q1": "a", "q2": "oui"},
            "vos réponses",
            "Vos réponses : à revoir pour « q1 » ; `{'q1': 'b', 'q2': 'oui'}`.",
        ),
        (
            {"q1": "b"},
            {"q1": "a", "q2": "oui"},
            "vos réponses",
            "Vos réponses : à revoir pour « q1 », « q2 » ; `{'q1': 'b'}`.",
        ),
        (
            {"q1": "a", "q3": 1},
            {"q1": "a"},
            "vos réponses",
            "Vos réponses vaut `{'q1': 'a', 'q3': 1}` ; on attend `{'q1': 'a'}`.",
        ),
    ],
    ids=["number", "list", "object", "one key", "two keys", "a key too many"],
)
def test_equals_says_what_is_wrong(value: Any, expected: Any, name: str, sentence: str) -> None:
    assert _failure(lambda: equals(value, expected, name=name)).sentence == typeset(sentence)


def test_equals_on_a_hidden_page_names_the_questions_and_shows_no_answer() -> None:
    with pytest.raises(CheckFailed) as failed, hidden("42_test/quiz"):
        equals({"q1": "b", "q2": "oui"}, {"q1": "a", "q2": "oui"}, name="vos réponses")
    assert failed.value.sentence == f"Vos réponses{NO_BREAK}: à revoir pour «{NO_BREAK}q1{NO_BREAK}»."


def test_equals_without_a_value_expects_what_is_stored(store: Callable[..., None]) -> None:
    store("42_test/value", equals, None)
    with visible("42_test/value"):
        equals(None)
    with pytest.raises(CheckFailed), visible("42_test/value"):
        equals(3)


def test_chooses_passes_on_any_allowed_answer_right_or_wrong() -> None:
    for answer in "abc":
        chooses({"q1": answer, "q2": "non", "note": 3}, QUIZ)


@pytest.mark.parametrize(
    ("answers", "sentence", "status"),
    [
        (3, "Vos réponses doivent rester un dictionnaire : ne changez que ce qui remplace les `...`.", "wrong"),
        ({"q1": "a", "q2": ...}, "Il reste à répondre à « q2 ».", "wrong"),
        ({"q1": "a"}, "Il reste à répondre à « q2 ».", "wrong"),
        (
            {"q1": "d", "q2": "oui"},
            '« q1 » vaut `\'d\'` : répondez par l\'un de ces mots, `"a"`, `"b"`, `"c"`.',
            "wrong",
        ),
        ({"q1": 1, "q2": "oui"}, '« q1 » vaut `1` : répondez par l\'un de ces mots, `"a"`, `"b"`, `"c"`.', "wrong"),
        (
            {"q1": np.array(["a", "b"]), "q2": "oui"},
            '« q1 » vaut `[\'a\', \'b\']` : répondez par l\'un de ces mots, `"a"`, `"b"`, `"c"`.',
            "wrong",
        ),
    ],
    ids=["no dictionary", "left", "removed", "another word", "number", "array"],
)
def test_chooses_says_what_the_form_lacks(answers: Any, sentence: str, status: str) -> None:
    failure = _failure(lambda: chooses(answers, QUIZ))
    assert (failure.sentence, failure.status) == (typeset(sentence), status)


def test_chooses_wants_one_whole_word() -> None:
    assert _failure(lambda: chooses({"q1": "ab"}, {"q1": "abc"})).status == "wrong"
    assert _failure(lambda: chooses({"q1": ""}, {"q1": "abc"})).status == "wrong"


@pytest.mark.parametrize("answers", [{"q1": ..., "q2": ...}, {}], ids=["untouched", "emptied"])
def test_a_quiz_that_is_not_begun_is_told_politely(answers: Any) -> None:
    failure = _failure(lambda: chooses(answers, QUIZ))
    assert failure.status == "not attempted"
    assert f"pas encore commencé{NO_BREAK}:" in failure.sentence


@pytest.mark.parametrize("condition", [True, 1, np.bool_(True), [0]])
def test_holds_passes_on_what_is_true(condition: Any) -> None:
    holds(condition, "cela ne tient pas")


@pytest.mark.parametrize("condition", [False, 0, np.bool_(False), [], None])
def test_holds_says_its_sentence_as_a_sentence(condition: Any) -> None:
    assert _failure(lambda: holds(condition, "les poids n'ont pas changé : qui les change ?")).sentence == (
        f"Les poids n’ont pas changé{NO_BREAK}: qui les change{NARROW}?"
    )
