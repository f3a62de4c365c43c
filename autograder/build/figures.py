"""The cell of figures: its author writes YAML; it goes to the chapter's file, and the notebook only names its ids."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import Any, NoReturn

from autograder.build.text import Text, TextCell

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADVICE = "chaque figure est une ligne `nom: >-` suivie de sa description en retrait, ou d'une liste de vues"


def figures(text: Text) -> dict[str, Any]:
    """Return what the chapter says of its figures, by name: a text, or a list of frames (mappings with a title).

    Raises AuthorError, at the line of the mistake, on YAML that cannot be read, a name or a value that is not known.
    """
    return {name: value for name, value, _ in _entries(text)}


def figure_lines(text: Text) -> dict[str, int]:
    """Return the line (from 1) of each figure's name in the cell of figures."""
    return {name: line for name, _, line in _entries(text)}


def figures_cell(text: Text) -> TextCell | None:
    """Return the chapter's cell of figures."""
    return next((cell for cell in text.cells if cell.role == "figures"), None)


def placeholders(words: str) -> set[str]:
    """Return the names that stand between braces in `words`; raise ValueError when they cannot be read."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def _entries(text: Text) -> Iterator[tuple[str, Any, int]]:
    import yaml

    cell = figures_cell(text)
    if cell is None:
        return
    loader = yaml.SafeLoader(cell.source)
    try:
        root: Any = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        text.refuse_cell(cell, f"ce YAML ne se lit pas : {_ADVICE}.", mark.line + 1 if mark else 1)

    def refuse(node: Any, sentence: str) -> NoReturn:
        text.refuse_cell(cell, sentence, node.start_mark.line + 1 if node is not None else 1)

    if root is None or root.id != "mapping":
        refuse(root, f"{_ADVICE}.")
    seen: set[str] = set()
    for key, node in root.value:
        name = str(key.value)
        if not _NAME.fullmatch(name):
            refuse(key, f"« {name} » n'est pas un nom de figure : des minuscules, des chiffres et des tirets.")
        if name in seen:
            refuse(key, f"il y a déjà une figure « {name} » : changez de nom.")
        seen.add(name)
        yield name, _value(loader, node, refuse), key.start_mark.line + 1


def _value(loader: Any, node: Any, refuse: Any) -> Any:
    """Return the words or the frames of a figure."""
    if node.id == "scalar":
        _check_words(node, refuse)
        return str(node.value).strip()
    if node.id != "sequence" or not node.value:
        refuse(node, f"{_ADVICE}.")
    return [_frame(loader, one, refuse) for one in node.value]


def _check_words(node: Any, refuse: Any) -> None:
    if not str(node.value).strip():
        refuse(node, "cette description est vide : dites en une phrase ou deux ce que l'on voit.")
    try:
        names = placeholders(str(node.value))
    except ValueError:
        refuse(node, "une accolade de cette description n'est pas refermée : `{{` et `}}` en écrivent une.")
    for name in sorted(names):
        if not name.isidentifier():
            refuse(node, f"entre accolades vient le nom d'une valeur, comme `{{found}}` : « {name} » n'en est pas un.")


def _frame(loader: Any, node: Any, refuse: Any) -> dict[str, Any]:
    if node.id != "mapping":
        refuse(node, "une vue s'écrit `{title: Étape 2, step: 1}` : un titre, puis les réglages qui changent.")
    frame: dict[str, Any] = {}
    for key, child in node.value:
        if not str(key.value).isidentifier() or key.value in frame:
            refuse(key, f"« {key.value} » est de trop ici : une vue a un titre et des réglages, une fois chacun.")
        frame[key.value] = _setting(loader, child, refuse)
    if not isinstance(frame.get("title"), str) or not frame["title"].strip():
        refuse(node, "il manque le titre (`title`) de cette vue.")
    return frame


def _setting(loader: Any, node: Any, refuse: Any) -> Any:
    value = loader.construct_object(node, deep=True)
    if not isinstance(value, (str, int, float, bool, list)):
        refuse(node, "un réglage est un nombre, un texte entre guillemets, `true`, `false` ou une liste.")
    if isinstance(value, str) and node.style is None and re.fullmatch(r"[-+]?[\d.]+e[-+]?\d+", value, re.IGNORECASE):
        refuse(node, f"YAML lit « {value} » comme un texte : écrivez ce nombre sans exposant.")
    return value
