"""What a cell shows: the figures' ids that it names, and the words that would tell a result before it is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from autograder.build.figures import figure_lines, figures, figures_cell, placeholders
from autograder.build.rules.testcell import called
from autograder.build.text import WRITTEN_ROLES, Text, TextCell
from autograder.course.names import parse
from course_utils.alternatives import figure_id

_PREDICT = re.compile(r"\bPrédisez\b")
_TITLES = {"title", "set_title", "suptitle"}
_NUMBER = re.compile(r"\d\s*(?:%|fois\b|×|erreurs?\b)|,\s*\d+$")
_VERDICT = re.compile(
    r"\b(?:toujours|jamais|mieux|meilleure?|pire|échoue|réussit|gagne|perd|diverge|imite|(?:plus|moins) vite)\b"
    r"|n'est pas",
    re.IGNORECASE,
)


def check_spoilers(text: Text) -> None:
    """Raise AuthorError on a figure that is not described, or one whose words would be read before it is seen."""
    known, used = figures(text), set[str]()
    predicted = False
    for cell in text.cells:
        if cell.kind == "markdown":
            predicted = predicted or bool(_PREDICT.search(cell.source))
            continue
        if cell.role in WRITTEN_ROLES or cell.role in ("stub+solution", "checks"):
            continue
        tree = parse(cell.source)
        used |= set(_named(text, cell, tree, known))
        if predicted:
            _check_titles(text, cell, tree)
        predicted = False
    written = figures_cell(text)
    for name, line in figure_lines(text).items():
        if name not in used and written:
            text.refuse_cell(written, f"aucune cellule ne montre la figure « {name} » : ôtez-la.", line)


def _named(text: Text, cell: TextCell, tree: ast.Module, known: dict[str, Any]) -> Iterator[str]:
    """Yield the names of the figures that the cell shows."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        keywords = {one.arg: one.value for one in call.keywords if one.arg}
        shows = called(call) == "show" and bool(call.args)
        alt = keywords.pop("alt", call.args[1] if shows and len(call.args) > 1 else None)
        frames = keywords.pop("frames", None)
        if alt is not None:
            for name in _names(text, cell, alt, "la description d'une figure"):
                words = _described(text, cell, alt, name, known, str, "une description")
                if words is not None and shows:
                    _check_values(text, cell, call, name, placeholders(words), set(keywords))
                yield name
        if frames is not None:
            for name in _names(text, cell, frames, "la liste des vues d'une figure"):
                _described(text, cell, frames, name, known, list, "une liste de vues")
                yield name


def _names(text: Text, cell: TextCell, node: ast.expr, what: str) -> Iterator[str]:
    """Yield the names of the ids that `node` is: one, or one of two by a condition."""
    if isinstance(node, ast.IfExp):
        yield from _names(text, cell, node.body, what)
        yield from _names(text, cell, node.orelse, what)
        return
    written = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    found = figure_id(written)
    if found and found[0] == text.name:
        yield found[1]
    else:
        text.refuse_cell(
            cell,
            f"{what} se lirait avant elle : écrivez-la dans la cellule `figures` du chapitre, "
            f'et ici son nom, `"{text.name}/…"`.',
            node.lineno,
        )


def _described(
    text: Text, cell: TextCell, node: ast.expr, name: str, known: dict[str, Any], kind: type, what: str
) -> Any:
    if name not in known:
        text.refuse_cell(cell, f"la figure « {name} » n'est pas dans la cellule `figures` du chapitre.", node.lineno)
    if not isinstance(known[name], kind):
        text.refuse_cell(cell, f"« {name} » n'est pas {what} : voyez la cellule `figures` du chapitre.", node.lineno)
    return known[name]


def _check_values(text: Text, cell: TextCell, call: ast.Call, name: str, wanted: set[str], given: set[str]) -> None:
    for value in sorted(wanted - given):
        text.refuse_cell(
            cell, f"la description « {name} » attend la valeur `{value}` : donnez `{value}=…`.", call.lineno
        )
    for value in sorted(given - wanted):
        text.refuse_cell(
            cell, f"la description « {name} » ne se sert pas de `{value}` : ôtez cette valeur.", call.lineno
        )


def _check_titles(text: Text, cell: TextCell, tree: ast.Module) -> None:
    for title in _titles(tree):
        if _NUMBER.search(title.value) or _VERDICT.search(title.value):
            text.refuse_cell(
                cell,
                f"le titre « {title.value} » donne la réponse sous un « Prédisez » : dites ce qui est dessiné.",
                title.lineno,
            )


def _titles(tree: ast.Module) -> Iterator[Any]:
    """Yield the texts written as a title in a cell: what a formatted text computes is not read before it is run."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        given = [one.value for one in call.keywords if one.arg == "title"]
        if called(call) in _TITLES:
            given += call.args[:1]
        for node in given:
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part
