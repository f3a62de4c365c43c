"""A quiz with widgets: one question at a time; a choice is explained as soon as it is picked."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from course_utils.french import typeset
from course_utils.questions import as_html, told

if TYPE_CHECKING:
    from course_utils.questions import Question

_LOOKS = {True: ("success", "check"), False: ("warning", "times")}  # a colour and a sign: never a colour alone


def quiz_view(questions: Sequence[Question]) -> Any:
    """Return the box of a quiz. The first choice picked counts; the others may be tried afterwards, to read why."""
    return _View(questions).box


class _View:
    """What the reader has picked so far (`first`: by question, whether the first pick was right), and the widgets."""

    def __init__(self, questions: Sequence[Question]) -> None:
        import ipywidgets

        self.questions, self.position = questions, 0
        self.first: dict[int, bool] = {}
        self.boxes: dict[int, Any] = {}
        self.place = ipywidgets.VBox()
        self.score = ipywidgets.HTML()
        self.backwards = _button("Question précédente", "arrow-left", lambda _: self.show(self.position - 1))
        self.forwards = _button("Question suivante", "arrow-right", lambda _: self.show(self.position + 1))
        self.again = _button("Recommencer le quiz", "refresh", lambda _: self.restart())
        moves = ipywidgets.HBox([self.backwards, self.forwards, self.again], layout={"flex_flow": "row wrap"})
        self.box = ipywidgets.VBox([self.place, self.score, moves])
        self.show(0)

    def show(self, position: int) -> None:
        """Show one question, made the first time it is asked for: a page of widgets is slow to come."""
        self.position = position
        if position not in self.boxes:
            self.boxes[position] = self._question(position)
        self.place.children = (self.boxes[position],)
        self.backwards.disabled = position == 0
        self.forwards.disabled = position == len(self.questions) - 1
        self._tell()

    def restart(self) -> None:
        self.first.clear()
        self.boxes.clear()
        self.show(0)

    def _question(self, position: int) -> Any:
        import ipywidgets

        question = self.questions[position]
        number = html.escape(typeset(f"Question {position + 1} sur {len(self.questions)}"))
        rows = [ipywidgets.HTMLMath(f"<p><strong>{number}.</strong> {as_html(question.text)}</p>")]
        for letter, choice in zip(ascii_lowercase, question.choices, strict=False):
            pick = ipywidgets.Button(description=letter, tooltip=typeset(f"Choisir {letter}"), layout={"width": "4em"})
            why = ipywidgets.HTMLMath()
            pick.on_click(self._picked(position, choice, why))
            text = ipywidgets.HTMLMath(as_html(choice.text))
            rows += [ipywidgets.HBox([pick, text], layout={"align_items": "center"}), why]
        return ipywidgets.VBox(rows)

    def _picked(self, position: int, choice: Any, why: Any) -> Callable[[Any], None]:
        def clicked(button: Any) -> None:
            self.first.setdefault(position, choice.right)
            button.button_style, button.icon = _LOOKS[choice.right]
            why.value = f'<div role="status" style="margin:0 0 .6em 4.5em">{told(choice)}</div>'
            self._tell()

        return clicked

    def _tell(self) -> None:
        done, right, total = len(self.first), sum(self.first.values()), len(self.questions)
        if done < total:
            said = f"{done} réponse{'s' if done > 1 else ''} sur {total}."
        else:
            said = f"Quiz terminé : {right} sur {total} du premier coup."
            if right < total:
                said += " Relisez les explications des autres, puis recommencez demain : c'est ainsi qu'on retient."
        self.score.value = f'<div role="status">{html.escape(typeset(said))}</div>'


def _button(label: str, icon: str, clicked: Callable[[Any], None]) -> Any:
    import ipywidgets

    made = ipywidgets.Button(description=typeset(label), icon=icon, layout={"width": "auto"})
    made.on_click(clicked)
    return made
