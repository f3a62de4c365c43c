"""The quiz: its author writes YAML; the questions go to the stored outcomes, and the notebook only asks for them."""

from __future__ import annotations

import hashlib
from typing import Any, NoReturn

from autograder.build.text import Text, TextCell
from course_utils.french import typeset

QUESTIONS = range(8, 13)
CHOICES = range(2, 6)
LONGEST_SHARE = 0.4  # of the questions: their right choice may be the longest by itself
PLACE_SHARE = 0.5  # of the questions: their right choice may stand in one place
_YAML_ADVICE = (
    "un texte qui contient « : » ou « # », ou qui commence par une apostrophe inverse, un crochet ou une étoile, "
    "s'écrit entre guillemets, ou en retrait sous `>-`"
)


def quiz_source(chapter: str) -> str:
    """Return the code of the quiz cell."""
    return f'from course_utils.quiz import quiz\n\nquiz("{chapter}")'


def questions(text: Text, cell: TextCell) -> list[dict[str, Any]]:
    """Return the questions of a quiz cell, typeset: `question`, and `choices` with `text`, `why` and `right`.

    Choices are shuffled, the same way every time; `seed` on a question pins another order of its own. Raises
    AuthorError, at the line of the mistake, on YAML that cannot be read, a key that is missing or not known, a number
    of questions or choices out of bounds, or a question without exactly one right choice.
    """
    return _Reader(text, cell).questions()


def check_quiz(text: Text, cell: TextCell) -> None:
    """Raise AuthorError on a quiz that cannot be read, or whose right choices are known by their length or place."""
    found = questions(text, cell)
    _refuse_longest(text, cell, found)
    _refuse_one_place(text, cell, found)


def _shuffled(choices: list[dict[str, Any]], seed: str) -> list[dict[str, Any]]:
    """Sort by digests: Python's generators may change from one version to the next."""
    order = sorted(range(len(choices)), key=lambda place: hashlib.sha256(f"{seed}/{place}".encode()).digest())
    return [choices[place] for place in order]


def _refuse_longest(text: Text, cell: TextCell, found: list[dict[str, Any]]) -> None:
    longest = [number for number, one in enumerate(found, start=1) if _right_is_longest(one["choices"])]
    if len(longest) > LONGEST_SHARE * len(found):
        text.refuse_cell(
            cell,
            f"le choix juste est le plus long dans {len(longest)} questions sur {len(found)} "
            f"({', '.join(map(str, longest))}) : on le devine. Allongez les autres choix, ou abrégez celui-là.",
        )


def _refuse_one_place(text: Text, cell: TextCell, found: list[dict[str, Any]]) -> None:
    places = [[choice["right"] for choice in one["choices"]].index(True) for one in found]
    for place in sorted(set(places)):
        if places.count(place) > PLACE_SHARE * len(found):
            there = [number for number, one in enumerate(places, start=1) if one == place]
            text.refuse_cell(
                cell,
                f"une fois mélangé, le choix juste est en place {place + 1} dans {len(there)} questions sur "
                f"{len(found)} ({', '.join(map(str, there))}) : donnez à l'une d'elles un autre ordre, `seed: 2`.",
            )


def _right_is_longest(choices: list[dict[str, Any]]) -> bool:
    lengths = {choice["right"]: 0 for choice in choices}
    for choice in choices:
        lengths[choice["right"]] = max(lengths[choice["right"]], len(choice["text"]))
    return lengths[True] > lengths[False]


class _Reader:
    """Walks YAML's own nodes, which remember their lines, and keeps every scalar as the author wrote it."""

    def __init__(self, text: Text, cell: TextCell) -> None:
        self.text, self.cell = text, cell

    def questions(self) -> list[dict[str, Any]]:
        items = self._items(self._root(), "le quiz est une liste de questions (`- question: …`)")
        found = [self._question(item, number) for number, item in enumerate(items, start=1)]
        if len(found) not in QUESTIONS:
            self._refuse(None, f"un quiz a de {QUESTIONS[0]} à {QUESTIONS[-1]} questions : celui-ci en a {len(found)}.")
        return found

    def _root(self) -> Any:
        import yaml

        try:
            return yaml.compose(self.cell.source, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            self.text.refuse_cell(self.cell, f"ce YAML ne se lit pas : {_YAML_ADVICE}.", line)

    def _question(self, node: Any, number: int) -> dict[str, Any]:
        fields = self._fields(node, {"question", "choices", "seed"}, {"question", "choices"})
        choices = [
            self._choice(item) for item in self._items(fields["choices"], "`choices` est une liste (`- text: …`)")
        ]
        if len(choices) not in CHOICES:
            self._refuse(node, f"une question a de {CHOICES[0]} à {CHOICES[-1]} choix : celle-ci en a {len(choices)}.")
        if (right := sum(choice["right"] for choice in choices)) != 1:
            self._refuse(node, f"une question a un seul choix juste (`right: true`) : celle-ci en a {right}.")
        if len({choice["text"] for choice in choices}) < len(choices):
            self._refuse(node, "deux choix de cette question ont le même texte.")
        pinned = f"/{self._scalar(fields['seed'])}" if "seed" in fields else ""
        return {
            "question": self._text(fields["question"]),
            "choices": _shuffled(choices, f"{self.text.name}/{number}{pinned}"),
        }

    def _choice(self, node: Any) -> dict[str, Any]:
        fields = self._fields(node, {"text", "why", "right"}, {"text", "why"})
        right = self._scalar(fields["right"]) if "right" in fields else "false"
        if right not in ("true", "false"):
            self._refuse(fields["right"], "`right` vaut `true` ou `false`.")
        return {"text": self._text(fields["text"]), "why": self._text(fields["why"]), "right": right == "true"}

    def _items(self, node: Any, wanted: str) -> list[Any]:
        if node is None or node.id != "sequence":
            self._refuse(node, f"{wanted}.")
        return list(node.value)

    def _fields(self, node: Any, known: set[str], needed: set[str]) -> dict[str, Any]:
        names = ", ".join(f"`{name}`" for name in sorted(known))
        if node.id != "mapping":
            self._refuse(node, f"on attend ici les clés {names}.")
        fields: dict[str, Any] = {}
        for key, value in node.value:
            name = self._scalar(key)
            if name not in known or name in fields:
                self._refuse(key, f"« {name} » est de trop ici : les clés sont {names}, une fois chacune.")
            fields[name] = value
        for name in sorted(needed - set(fields)):
            told = " : chaque choix s'explique, le juste comme les faux" if name == "why" else ""
            self._refuse(node, f"il manque `{name}`{told}.")
        return fields

    def _text(self, node: Any) -> str:
        written = self._scalar(node).strip()
        if not written:
            self._refuse(node, "ce texte est vide.")
        return typeset(written)

    def _scalar(self, node: Any) -> str:
        if node.id != "scalar":
            self._refuse(node, f"on attend ici un texte ; {_YAML_ADVICE}.")
        return str(node.value)

    def _refuse(self, node: Any, sentence: str) -> NoReturn:
        self.text.refuse_cell(self.cell, sentence, node.start_mark.line + 1 if node is not None else 1)
