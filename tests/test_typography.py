"""What is read in French is set as French is: in the built notebooks, the quizzes, the messages and the pages.

A chapter is looked at as `course build` made it; a message of the tools, and a literal of a lesson's code, as `typeset`
makes it; README.fr.md and the French pages of docs/ as they are committed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course_utils.french import NARROW, NO_BREAK, typeset
from tests.french_texts import ITALICS, PAGES, ROOT, Piece, bare_texts, chapters, is_french, literals, messages

BANNED = re.compile(r"\b(?:il suffit d[e’']|évidemment|trivia(?:l|le|les|ux|lement)\b|simplement\b)", re.IGNORECASE)
# Code, formulas, tags, addresses (and titles in English, in italics): left out, and one sign stands for each.
_LITERAL = re.compile(
    r"```.*?```|~~~.*?~~~|``.+?``|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]+\$|<!--.*?-->|</?[A-Za-z][^>]*>|\]\([^)]*\)|\b\w+://\S+"
    r"|&\w+;|(?:# )?%%[^«»\n]*[^«»\s]|\{[{%].*?[%}]\}|%\(\w+\)[rsd]",
    re.DOTALL,
)
_SIGN = "\ue000"
_LETTER = r"[^\W\d_]"
RULES = {
    "a straight apostrophe between letters": re.compile(rf"(?<={_LETTER})'(?=\*{{0,3}}(?:{_LETTER}|[«{_SIGN}]))"),
    "no no-break space inside « »": re.compile(rf"«(?!{NO_BREAK}\S|{NARROW}[;!?])|(?<!\S{NO_BREAK})»"),
    "no narrow no-break space before ; ! ?": re.compile(rf"(?<=[\w»)*{_SIGN}])[ {NO_BREAK}]?[;!?](?=[\s)»*]|$)"),
    "no no-break space before :": re.compile(rf"(?<=[\w»)*{_SIGN}])[ {NARROW}]?:(?=\s|$)"),
    "three full stops for « … »": re.compile(r"\.\.\."),
    "straight double quotes": re.compile(r"\""),
    "English quotes": re.compile(r"[“”]"),
    "two spaces": re.compile(r"(?<=[^\s|X])  +(?=[^\s|X])"),
    "a capital letter without its accent": re.compile(
        rf"(?:^|[.!?…:|*«][\s{NO_BREAK}]*)A (?=[a-zà-ÿ«{_SIGN}])|\bCa\b|\b(?:Ecri|Ecar|"
        r"Echan|Echel|Eco[nl]|Ecran|Edit|Egal|"
        r"Ele[mv]|Elim|Enon|Epoque|Epui|Epro|Equ|Etan|Etap|Etat|Ete[ns]|Etiq|Etud|Eval|Even|Evit|Etre|Meme|Apres|Tres)\w*",
        re.MULTILINE,
    ),
    "a hyphen for a minus sign": re.compile(rf"(?:(?<=[\s(«{NO_BREAK}])|^)-(?=\d)", re.MULTILINE),
    "a word that belittles": BANNED,
}
KEPT = {"# Votre réponse ici : remplacez les ..."}  # these three full stops are Python's own sign
_LOCATION = re.compile(r"^X(?::X)*: ")  # « file:line: sentence », as compilers write it


def faults(text: str) -> Iterator[str]:
    """Yield what is wrong in a text that is already set: the rule, and the words around the place."""
    prose = ITALICS.sub(lambda found: found.group() if is_french(found[1]) else f"*{_sign(found)}*", text)
    prose = _LITERAL.sub(_sign, _LOCATION.sub("", prose))
    for rule, pattern in RULES.items():
        for found in pattern.finditer(prose):
            near = prose[max(found.start() - 25, 0) : found.end() + 25].replace(_SIGN, "…").replace("\n", " ")
            yield f"line {prose.count(chr(10), 0, found.start()) + 1}: {rule}: {near!r}"


def _sign(found: re.Match[str]) -> str:
    return _SIGN + "\n" * found.group().count("\n")


def told(pieces: Iterator[Piece] | list[Piece]) -> str:
    """Return every fault of texts that are set, one a line."""
    return "\n".join(f"{piece.path}:{piece.line}, {fault}" for piece in pieces for fault in faults(piece.text))


def set_as_shown(piece: Piece) -> Piece:
    """Return a piece as `typeset` makes it; a title in the code of a lesson is shown so by the widgets."""
    return Piece(piece.path, piece.line, typeset(piece.text), piece.markdown)


@pytest.mark.parametrize("kind", ["source", "release"])
@pytest.mark.parametrize("chapter", [text.name for text in chapters()])
def test_a_built_notebook_is_set_in_french(chapter: str, kind: str) -> None:
    path = ROOT / kind / chapter / f"{chapter}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    shown = path.relative_to(ROOT)
    pieces = [Piece(f"{shown} cell {c['id']}", 0, "".join(c["source"])) for c in cells if c["cell_type"] == "markdown"]
    assert told(pieces) == ""


@pytest.mark.parametrize("chapter", [text.name for text in chapters()])
def test_a_quiz_the_words_of_figures_and_the_names_of_mistakes_are_set_in_french(chapter: str) -> None:
    path = ROOT / "course_utils" / "chapters" / f"{chapter}.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    texts = [text for question in stored["quiz"] for text in _texts(question)]
    texts += [words for said in stored["figures"].values() for words in _said(said)]
    texts += [one["sentence"] for exercise in stored["exercises"].values() for one in exercise["mistakes"]]
    assert told([Piece(path.name, 0, typeset(text)) for text in texts]) == ""


def _said(figure: str | list[dict[str, Any]]) -> list[str]:
    return [figure] if isinstance(figure, str) else [frame["title"] for frame in figure]


def _texts(question: dict[str, Any]) -> Iterator[str]:
    yield question["question"]
    for choice in question["choices"]:
        yield from (choice["text"], choice["why"])


@pytest.mark.parametrize("chapter", range(len(chapters())), ids=[text.name for text in chapters()])
def test_what_the_code_of_a_lesson_shows_is_set_in_french(chapter: int) -> None:
    text = chapters()[chapter]
    cells = [
        cell for cell in text.cells if cell.kind == "code" and cell.role not in ("setup", "figures", "quiz", "review")
    ]
    found = [piece for cell in cells for piece in literals(text.path.as_posix(), cell.source, cell.line)]
    assert told([set_as_shown(piece) for piece in found]) == ""


def test_every_message_of_the_tools_is_set_in_french() -> None:
    assert told([set_as_shown(piece) for piece in messages() if piece.text not in KEPT]) == ""


_TEMPLATES = sorted(path for path in (ROOT / "autograder").rglob("*.j2") if path.name != "mathjax.html.j2")  # no word


@pytest.mark.parametrize("template", _TEMPLATES, ids=lambda path: path.name)
def test_the_bare_texts_of_a_template_are_written_as_they_are_set(template: Path) -> None:
    texts = list(bare_texts(template))
    assert texts and told(texts) == ""
    assert [piece.text for piece in texts] == [typeset(piece.text) for piece in texts]


@pytest.mark.parametrize("page", PAGES)
def test_a_french_page_is_committed_as_it_is_set(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert told([Piece(page, 0, text)]) == ""
    assert text == typeset(text)


@pytest.mark.parametrize(
    "wrong",
    [
        "l'idée",
        "d'**une idée**",
        "qu'`un` mot",
        "« mot »",
        f"«{NO_BREAK}mot»",
        "Où ?",
        "Où?",
        f"Où{NO_BREAK}!",
        "ceci : cela",
        "ceci: cela",
        f"ceci{NARROW}: cela",
        "et ainsi...",
        'le "mot"',
        "deux  espaces",
        "A vous de jouer.",
        "Voilà. A demain.",
        "Ecrivez ceci.",
        "Etat initial",
        "il vaut -1",
        "Il suffit de lire.",
        "Évidemment, non.",
        "C’est trivial.",
    ],
)
def test_a_text_that_is_set_wrong_is_found(wrong: str) -> None:
    assert list(faults(wrong))


@pytest.mark.parametrize(
    "right",
    [
        f"L’idée{NO_BREAK}: «{NO_BREAK}lire{NO_BREAK}», puis écrire{NARROW}; où{NARROW}? ici…",
        "À vous, `f(\"a\", 'b') : ...` et $x : -1$ ; non",
        "| A | B |\n|:---|---:|\n| compagnie A | −1 |",
        "- un point\n- 2 points\n  suite",
        "[la page](https://exemple.fr/?a=-1) à 10:30, de 0-255 à 0-1",
    ],
)
def test_a_text_that_is_set_right_passes(right: str) -> None:
    assert list(faults(right.replace(" ; ", f"{NARROW}; "))) == []
