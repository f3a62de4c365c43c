"""The glossary that every chapter links: one line a term, in order, in both languages, and one table of symbols."""

from __future__ import annotations

import re
import unicodedata

import pytest

from autograder.build.text import Text
from tests.french_texts import ROOT, chapters

PAGE = (ROOT / "notebooks" / "glossaire.md").read_text(encoding="utf-8")
TERMS, SYMBOLS = (
    [[cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line.startswith("| ")][1:]
    for part in PAGE.split("## ")[1:]
)


def without_accents(text: str) -> str:
    return unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()


def test_every_term_has_its_english_one_sentence_and_its_chapters() -> None:
    for term, english, sentence, where in TERMS:
        assert re.fullmatch(r"\*[^*]+\*", english), term
        assert re.fullmatch(r"[A-ZÉÀ].*\.", sentence) and ". " not in sentence, term
        assert re.fullmatch(r"\d\d(?:, \d\d)*", where), term


def test_the_terms_are_in_alphabetical_order_and_each_stands_once() -> None:
    names = [term for term, *_ in TERMS]
    assert len(names) >= 120 and len(set(names)) == len(names)
    assert names == sorted(names, key=without_accents)


def test_every_symbol_says_what_it_stands_for_and_where() -> None:
    symbols = [symbol for symbol, *_ in SYMBOLS]
    assert all(len(line) == 3 and all(line) for line in SYMBOLS) and len(set(symbols)) == len(symbols)
    for wanted in (r"$\eta$", r"$\alpha$", r"$\lambda$", "$J$", "$J'$", "$H$", "$m$", "$R^2$"):
        assert wanted in symbols


@pytest.mark.parametrize("text", chapters()[:6], ids=[text.name for text in chapters()[:6]])
def test_a_chapter_links_the_glossary_under_its_table(text: Text) -> None:
    opening = (ROOT / text.path).read_text(encoding="utf-8").split("\n## ")[0]
    assert "[glossaire](../glossaire.md)" in opening.split("| Lecture | Pratique |")[1]
