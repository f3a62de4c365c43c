"""The quiz: what a reader picks is explained at once, with widgets or without."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from course_utils.questions import Option, Question, as_html
from course_utils.quiz import Quiz, quiz
from course_utils.widgets.kit.bundle import WIDGET_VIEW

QUESTIONS = tuple(
    Question(
        f"Que vaut $x^{n}$ ?",
        (Option("`1 < 2`", "C'est *faux*.", False), Option(str(n), "Oui & **toujours**.", True)),
    )
    for n in (1, 2, 3)
)


def _widgets(view: Any) -> list[Any]:
    return [view, *(one for child in getattr(view, "children", ()) for one in _widgets(child))]


def _press(view: Any, label: str) -> Any:
    button = next(one for one in _widgets(view) if type(one).__name__ == "Button" and one.description == label)
    button.click()
    return button


def _read(view: Any) -> str:
    return " ".join(one.value for one in _widgets(view) if type(one).__name__ in ("HTML", "HTMLMath"))


def test_the_questions_of_a_chapter_are_those_that_are_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = {"question": "Q ?", "choices": [{"text": "a", "why": "b", "right": True}]}
    (tmp_path / "42_test.json").write_text(json.dumps({"quiz": [node]}), encoding="utf-8")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))
    assert quiz("42_test").questions == (Question("Q ?", (Option("a", "b", True),)),)


def test_a_chapter_without_a_known_quiz_says_what_to_do() -> None:
    bundle = quiz("43_unknown")._repr_mimebundle_()
    assert "Mettez à jour course_utils" in bundle["text/html"]
    assert WIDGET_VIEW not in bundle


def test_a_pick_is_explained_and_the_first_one_counts() -> None:
    view = Quiz(QUESTIONS).view()
    assert "Question 1 sur 3" in _read(view)
    wrong = _press(view, "a")
    assert (wrong.button_style, wrong.icon) == ("warning", "times")
    assert "Pas tout à fait.</strong> C'est <em>faux</em>." in _read(view)
    right = _press(view, "b")
    assert (right.button_style, right.icon) == ("success", "check")
    assert "1 réponse sur 3." in _read(view)
    for _ in range(2):
        _press(view, "Question suivante")
        _press(view, "b")
    assert "Quiz terminé\xa0: 2 sur 3 du premier coup." in _read(view)


def test_an_earlier_question_is_found_as_it_was_left_and_a_restart_forgets_all() -> None:
    view = Quiz(QUESTIONS).view()
    _press(view, "a")
    _press(view, "Question suivante")
    _press(view, "Question précédente")
    assert "Pas tout à fait." in _read(view)
    _press(view, "Recommencer le quiz")
    assert "Pas tout à fait." not in _read(view)
    assert "0 réponse sur 3." in _read(view)


def test_without_widgets_each_choice_unfolds_its_explanation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    bundle = Quiz(QUESTIONS)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    read: list[str] = []
    parser = HTMLParser()
    parser.handle_data = read.append  # type: ignore[method-assign]
    parser.feed(bundle["text/html"])
    assert bundle["text/html"].count("<details>") == 6
    assert "1 < 2" in read and "Oui & " in "".join(read)


def test_texts_keep_code_and_formulas_as_they_are() -> None:
    assert as_html("`a*b*c` et $a*b*c$ et *a < b*") == "<code>a*b*c</code> et $a*b*c$ et <em>a &lt; b</em>"
