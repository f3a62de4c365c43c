"""A failure says the diagnosis first, then what was called, what came and what is expected, one thing a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from course_utils.checks import CheckFailed, agrees, behaves, hidden, visible
from course_utils.checks.failure import as_sentence, line_as_html
from course_utils.french import NARROW, NO_BREAK


def failure_of(check: Callable[[], None]) -> CheckFailed:
    with pytest.raises(CheckFailed) as failed:
        check()
    return failed.value


def double(x: Any) -> Any:
    return x * 2


def test_a_known_mistake_stands_above_the_three_lines(store: Callable[..., None]) -> None:
    def checks(answer: Any) -> None:
        agrees(answer, [(3,), (4,)], hint="comptez")

    store("42_test/f", checks, double, square=(lambda x: x * x, "vous élevez au carré : doublez"))

    def square(x: Any) -> Any:
        return x**2

    with pytest.raises(CheckFailed) as failed, visible("42_test/f"):
        checks(square)
    assert failed.value.text() == (
        f"Vous élevez au carré{NO_BREAK}: doublez.\n"
        f"appel{NO_BREAK}: `square(3)`\nobtenu{NO_BREAK}: `9`\nattendu{NO_BREAK}: `6`"
    )
    assert failed.value.sentence == (
        f"Vous élevez au carré{NO_BREAK}: doublez. `square(3)` renvoie `9`{NARROW}; on attend `6`."
    )


def test_without_a_diagnosis_the_fact_stands_above_and_the_hint_below() -> None:
    failure = failure_of(lambda: agrees(abs, [(-1,)], lambda x: 7, hint="comptez"))
    assert failure.text().split("\n") == [
        "`abs` ne renvoie pas la valeur attendue.",
        f"appel{NO_BREAK}: `abs(-1)`",
        f"obtenu{NO_BREAK}: `1`",
        f"attendu{NO_BREAK}: `7`",
        "Comptez.",
    ]


def test_a_failure_that_is_one_sentence_is_that_sentence_everywhere() -> None:
    failure = CheckFailed("Il reste à répondre.")
    assert failure.text() == failure.sentence == "Il reste à répondre."
    assert "<strong>✗</strong> Il reste à répondre." in failure.html()


def test_a_hidden_failure_echoes_neither_call_nor_value_in_any_form() -> None:
    def tell(x: Any) -> Any:
        return 714.25

    def check() -> None:
        with hidden("42_test/f"):
            agrees(tell, [(8213,), (3,)], lambda x: x)

    failure = failure_of(check)
    for form in (failure.sentence, failure.text(), failure.html()):
        assert "714" not in form and "8213" not in form
        assert "pour toutes les entrées" in form


def test_the_page_has_a_sign_code_in_a_code_font_and_nothing_of_the_learners_as_html() -> None:
    def f(x: Any) -> Any:
        return "<script>alert(1)</script>"

    html = failure_of(lambda: agrees(f, [(1,)], lambda x: "a")).html()
    assert "✗" in html and "<code>f(1)</code>" in html
    assert "<script>" not in html
    assert "white-space:normal" in html and "overflow-wrap:break-word" in html


def test_the_diagnosis_is_bold_and_said_once() -> None:
    failure = failure_of(lambda: agrees(lambda x: -x, [(1.5,), (2.5,)], lambda x: x))
    assert failure.diagnosis == "Les valeurs sont celles que l’on attend, de signe opposé."
    assert f"<strong>✗ {failure.diagnosis}</strong>" in failure.html()
    assert failure.html().count(failure.diagnosis) == failure.text().count(failure.diagnosis) == 1


def test_long_arrays_are_cut_to_the_first_difference() -> None:
    right = np.arange(60.0).reshape(3, 20)

    def off(x: Any) -> Any:
        wrong = right.copy()
        wrong[1, 4] += 0.25
        return wrong

    failure = failure_of(lambda: agrees(off, [(right,)], lambda x: right))
    assert failure.called == "`off(<tableau de forme (3, 20)>)`"
    assert failure.got == ("`[…, 23.0, 24.25, 25.0, …]` à l’indice `[1, 4]`, dans un tableau de forme `(3, 20)`")
    assert failure.expected == "`[…, 23.0, 24.0, 25.0, …]` à l’indice `[1, 4]`"


def test_a_trial_of_a_check_and_its_private_functions_are_never_named() -> None:
    def _helper(x: Any) -> Any:
        return x

    class Thing:
        value = 3

    def _trial(thing: Any, helper: Any) -> Any:
        return thing.value

    for failure in (
        failure_of(lambda: behaves(_trial, Thing, _helper, reference=(type("Other", (), {"value": 4}), _helper))),
        failure_of(lambda: agrees(double, [case_with(_helper)], lambda x: 1)),
    ):
        for form in (failure.sentence, failure.text(), failure.detail):
            assert "_trial" not in form and "_helper" not in form and "essai" not in form


def case_with(function: Any) -> tuple[Any, ...]:
    return ({"f": function},)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("vous divisez", "Vous divisez."),
        ("à la main", "À la main."),
        ("évaluez", "Évaluez."),
        ("l'erreur est là !", "L'erreur est là !"),
        ("c'est 1 − R²", "C'est 1 − R²."),
        ("σ'(0) vaut 0,25", "σ'(0) vaut 0,25."),
        ("σ′(0) vaut 0,25", "σ′(0) vaut 0,25."),
        ("η est trop grand", "η est trop grand."),
        ("tanh(0) vaut 0", "tanh(0) vaut 0."),
        ("tanh vaut 0", "tanh vaut 0."),
        ("f'(x) est la pente", "f'(x) est la pente."),
        ("p vient de a", "p vient de a."),
        ("choose_output renvoie", "choose_output renvoie."),
        ("np.exp déborde", "np.exp déborde."),
        ("`x` garde sa casse", "`x` garde sa casse."),
        ("GELU(1) vaut 0,84", "GELU(1) vaut 0,84."),
        ("w0 appartient à l'appelant", "w0 appartient à l'appelant."),
    ],
)
def test_only_a_french_word_takes_a_capital(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence


def test_code_in_html_is_escaped_once() -> None:
    assert line_as_html("`a < b` & c") == "<code>a &lt; b</code> &amp; c"
