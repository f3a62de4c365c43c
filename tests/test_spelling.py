"""The French of the project is spelt as Debian's French dictionary spells it, but for the words of our own list."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.french_texts import ITALICS, ROOT, Piece, is_french, pieces

OWN = Path(__file__).with_name("french_words.txt")
LETTERS = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
# What is no prose: fenced and inline code, formulas, tags, link targets, addresses, commands in guillemets.
_NOT_PROSE = re.compile(
    r"```.*?```|``.+?``|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]+\$|<!--.*?-->|</?[A-Za-z][^>]*>|\]\([^)]*\)|\b\w+://\S+"
    r"|(?:# )?%%[^«»\n]*|%\(\w+\)r?s?|(?<!\S)--?[a-z]\S*|^---\n.*?^---$|^:\w+:.*?$",
    re.DOTALL | re.MULTILINE,
)
_REFERENCE = re.compile(r"^- .*?(?: : |$)", re.MULTILINE)  # authors, title and journal, up to what we say of them
_REFERENCES = re.compile(r"(?<=\*\*Pour aller plus loin\*\*\n)(?:\n|- [^\n]*)+")
_QUOTED = re.compile(r"«\s([^«»]+)\s»")
_LINK = re.compile(r"\[([^\]]+)\](?=\()")
_CHUNK = re.compile(r"\S+")
_CODE_CHUNK = re.compile(r"[_/\\=<>@{}]|\w\.\w|\w\(")  # a path, a name of code, an expression
_WORD = re.compile(rf"(?<!\w)[{LETTERS}](?:[{LETTERS}]|[’'-][{LETTERS}])+(?!\w)")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)[’']", re.IGNORECASE)


def words(piece: Piece) -> Iterator[tuple[str, int]]:
    """Yield the words of a piece with their offset: no code, formula, address, acronym or English term in italics.

    What stands before an elision is left out (« l’idée » is « idée »). Italics and links are left out unless they are
    French, and so are guillemets around several words that are not (a command, a message of a program). Of a reference,
    what we say of it is kept, after its colon.
    """
    text = _LINK.sub(_keep_french, piece.text)
    text = _NOT_PROSE.sub(_blank, text)
    text = _QUOTED.sub(lambda found: _keep_french(found) if " " in found[1] else found.group(), text)
    text = _REFERENCES.sub(lambda found: _REFERENCE.sub(_blank, found.group()), text)
    if piece.markdown:
        text = ITALICS.sub(_keep_french, text)
    for chunk in _CHUNK.finditer(text):
        if _CODE_CHUNK.search(chunk.group()):
            continue
        for found in _WORD.finditer(chunk.group()):
            elided = _ELISION.match(found.group())
            word = found.group()[elided.end() :] if elided else found.group()
            if len(word) > 1 and not word.isupper():
                yield word, chunk.start() + found.start()


def _keep_french(found: re.Match[str]) -> str:
    return found.group() if is_french(found[1]) else _blank(found)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


@cache
def own_words() -> tuple[str, ...]:
    return tuple(OWN.read_text(encoding="utf-8").split("\n")[:-1])


def ask_hunspell(asked: list[str]) -> dict[str, str]:
    """Return the words of `asked` that French does not have, each with hunspell's suggestions (one process)."""
    lines = "".join(f"^{word}\n" for word in asked)
    command = ["hunspell", "-d", "fr", "-i", "utf-8", "-a"]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", timeout=200)
    if run.returncode or "Can't open" in run.stderr:
        sentence = "needs hunspell's French dictionary (Debian: hunspell-fr), which is not installed here"
        (pytest.fail if os.environ.get("COURSE_REQUIRE_ALL") == "1" else pytest.skip)(sentence)
    unknown: dict[str, str] = {}
    place = 0
    for line in run.stdout.split("\n")[1:]:
        if not line:
            place += 1
        elif line[0] in "&#" and place < len(asked):
            unknown[asked[place]] = line.partition(": ")[2] or "no suggestion"
    return unknown


def misspelt(asked: set[str]) -> dict[str, str]:
    """Return those of `asked` that neither French nor our list has; a compound is right when each part is."""
    own = set(own_words())

    def is_own(word: str) -> bool:
        return word in own or word.lower() in own

    def parts(word: str) -> list[str]:
        return [part for part in re.split("[-’']", word) if len(part) > 1]

    wanted = sorted(word for word in asked if not is_own(word))
    unknown = ask_hunspell(sorted({one for word in wanted for one in (word, *parts(word))}))
    return {
        word: unknown[word]
        for word in wanted
        if word in unknown and (len(parts(word)) < 2 or any(p in unknown and not is_own(p) for p in parts(word)))
    }


@pytest.mark.needs("hunspell")
def test_every_word_is_spelt_right() -> None:
    found: dict[str, list[str]] = {}
    for piece in pieces():
        for word, offset in words(piece):
            found.setdefault(word, []).append(piece.at(offset))
    wrong = misspelt(set(found))
    told = [f"{place}: « {word} » ({wrong[word]})" for word in sorted(wrong) for place in found[word][:3]]
    assert not told, "mend the text, or add a technical word or a name to tests/french_words.txt:\n" + "\n".join(told)


def test_our_own_list_is_sorted_and_says_each_word_once() -> None:
    assert OWN.read_text(encoding="utf-8").endswith("\n")
    assert list(own_words()) == sorted(set(own_words())), "sort tests/french_words.txt"


@pytest.mark.needs("hunspell")
def test_our_own_list_has_no_word_that_french_has_or_that_no_text_uses() -> None:
    said = {one for piece in pieces() for word, _ in words(piece) for one in (word, *re.split("[-’']", word))}
    said |= {word.lower() for word in said}
    assert [word for word in own_words() if word not in said] == []
    assert sorted(set(own_words()) - set(ask_hunspell(list(own_words())))) == []


def test_continuous_integration_installs_the_dictionary() -> None:
    assert "hunspell hunspell-fr" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("L'idée, aujourd’hui : `code` et $x = \\text{mot}$.", ["idée", "aujourd’hui", "et"]),
        ("un lot (*batch*), *puis la suite*", ["un", "lot", "puis", "la", "suite"]),
        ("Lisez [la page](docs/page.md) et <https://exemple.fr>.", ["Lisez", "la", "page", "et"]),
        ("- Y. LeCun, *Efficient BackProp*, Springer : des sorties", ["LeCun", "Springer", "des", "sorties"]),
        ("**Pour aller plus loin**\n\n- Y. LeCun : là", ["Pour", "aller", "plus", "loin", "là"]),
        ("« course build » dit que MAE et notebooks/ sont là", ["dit", "que", "et", "sont", "là"]),
        ("Qu'est-ce qu’un sous-apprentissage ?", ["est-ce", "un", "sous-apprentissage"]),
    ],
)
def test_words_are_those_of_the_prose(text: str, wanted: list[str]) -> None:
    assert [word for word, _ in words(Piece("page.md", 1, text, markdown=True))] == wanted


@pytest.mark.needs("hunspell")
def test_a_mistake_is_found_with_its_line_and_a_suggestion() -> None:
    piece = Piece("page.md", 3, "Tout va bien.\nUn aprentissage réussi.", markdown=True)
    places = {word: piece.at(offset) for word, offset in words(piece)}
    assert places["aprentissage"] == "page.md:4"
    assert "apprentissage" in misspelt(set(places))["aprentissage"]
