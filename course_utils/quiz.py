"""The quiz of a chapter: every choice is explained, nothing is graded."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_utils.french import typeset
from course_utils.questions import Option, Question, as_html, told

_UNKNOWN = "Mettez à jour course_utils : il ne connaît pas encore le quiz de ce chapitre."


@dataclass(frozen=True, repr=False)
class Quiz:
    """The questions of a chapter, which Jupyter shows as a quiz to answer; none when they are not known."""

    questions: tuple[Question, ...]

    def __repr__(self) -> str:
        return typeset(f"Quiz : {len(self.questions)} questions" if self.questions else _UNKNOWN)

    def still(self) -> str:
        """Return the quiz as HTML that needs no code: each choice unfolds its explanation."""
        if not self.questions:
            return f"<p>{html.escape(repr(self))}</p>"
        return f"<ol>{''.join(map(_still_question, self.questions))}</ol>"

    def view(self) -> Any:
        """Return the live quiz, an ipywidgets box. Needs ipywidgets."""
        from course_utils.widgets.kit.asking import quiz_view

        return quiz_view(self.questions)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from course_utils.widgets.kit.bundle import bundle

        if not self.questions:
            return {"text/plain": repr(self), "text/html": self.still()}
        return bundle(repr(self), self.still(), self.view)


def quiz(chapter: str) -> Quiz:
    """Return the quiz of `chapter` (« 02_perceptron »), for a notebook to show."""
    from course_utils.chapters.reader import read_chapter

    return Quiz(tuple(_question(node) for node in (read_chapter(chapter) or {}).get("quiz", [])))


def _question(node: Mapping[str, Any]) -> Question:
    return Question(node["question"], tuple(Option(one["text"], one["why"], one["right"]) for one in node["choices"]))


def _still_question(question: Question) -> str:
    choices = "".join(
        f"<details><summary>{as_html(choice.text)}</summary><p>{told(choice)}</p></details>"
        for choice in question.choices
    )
    return f"<li><p>{as_html(question.text)}</p>{choices}</li>"
