"""The French of the project, piece by piece: what learners and instructors read, with the file and line it stands at.

A piece is a Markdown cell of a chapter (hints included), a text of its quiz, its title, a page in French, the sentence
that names a mistake in `answers/`, a help line of the Makefile, a text of a template, or a **French literal** of Python
code. A literal is French when it holds an accented letter or « », or one of the small words of FRENCH_WORDS, or stands
where only a text for people can stand: see TEXT_KEYWORDS and TEXT_CALLS. Docstrings and comments are English, by the
rules of the project, and never looked at.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from autograder.build.text import Text, TextCell, read_text
from autograder.course.answers import read_answers
from autograder.course.folder import Course, chapter_names, open_course

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.fr.md", "docs/cluster.md", "docs/securite.md", "notebooks/glossaire.md")
PLACEHOLDER = "X"  # stands for what an f-string computes, unless it ends a word (« erreur{'s' if … else ''} »)

FRENCH_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        au aux avec car ce ces cet cette chaque comme dans de des donc dont du elle elles en est et il ils je la le les
        leur leurs lui mais ne ni nous ou par pas pour quand que quel quelle qui sa sans se ses si son sont sous sur
        tous tout toute toutes un une vos votre vous
        """,
    )
)
TEXT_KEYWORDS = {"alt", "help", "hint", "label", "metavar", "name", "names", "summary", "title", "xlabel", "ylabel"}
TEXT_CALLS = {"set_title", "set_xlabel", "set_ylabel", "suptitle", "typeset", "CourseError", "refuse", "refuse_cell"}
PATTERN_CALLS = {"compile", "finditer", "findall", "fullmatch", "match", "search"}  # what they take is no text
ITALICS = re.compile(r"(?<![*\w])\*(?![*\s])([^*]+?)(?<!\s)\*(?![*\w])")
_COMPUTED = "\ue001"
_WORD = re.compile(r"[^\W\d_]+")
_PROGRAM = re.compile(r"^(?:def|import|from) |raise \w+\(\"", re.MULTILINE)  # a literal that is a program, not a text
_ACCENT = re.compile(r"[àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ«»]")


@dataclass(frozen=True)
class Piece:
    """A text in French that starts at `line` (from 1) of `path` (from the root); `markdown` when it is Markdown."""

    path: str
    line: int
    text: str
    markdown: bool = False

    def at(self, offset: int) -> str:
        """Return « file:line » of a place in the text."""
        return f"{self.path}:{self.line + self.text.count(chr(10), 0, offset)}"


def is_french(text: str) -> bool:
    """Say whether a text that may be code or English is French: an accent, guillemets, or a small French word."""
    words = [word.lower() for word in _WORD.findall(text)]
    return bool(_ACCENT.search(text)) or (len(words) > 1 and not FRENCH_WORDS.isdisjoint(words))


@cache
def course() -> Course:
    return open_course(ROOT)


@cache
def chapters() -> tuple[Text, ...]:
    """The texts of the chapters, read once."""
    return tuple(read_text(course(), name) for name in chapter_names(course()))


@cache
def pieces() -> tuple[Piece, ...]:
    """Every French text of the project."""
    found = [piece for text in chapters() for piece in chapter_pieces(text)]
    found += messages()
    for page in PAGES:
        found.append(Piece(page, 1, (ROOT / page).read_text(encoding="utf-8"), markdown=True))
    return tuple(found)


def chapter_pieces(text: Text) -> Iterator[Piece]:
    """Yield what is French in a chapter and in its answers."""
    path = text.path.as_posix()
    yield Piece(path, text.header.line + 1, text.header.title)
    for cell in text.cells:
        if cell.kind == "markdown":
            yield Piece(path, cell.line, cell.source, markdown=True)
        elif cell.role == "quiz":
            yield from quiz_pieces(path, cell)
        elif cell.role == "figures":
            yield from figure_pieces(path, cell)
        elif cell.role not in ("setup", "review"):
            yield from literals(path, re.sub(r"^%", "#", cell.source, flags=re.MULTILINE), cell.line)
    for answer in read_answers(course(), text.name):
        if answer.sentence:
            yield Piece(f"answers/a{text.name}.py", answer.line, answer.sentence)


def quiz_pieces(path: str, cell: TextCell) -> Iterator[Piece]:
    """Yield each question, choice and explanation of a quiz."""

    def walk(node: Any) -> Iterator[Piece]:
        for key, value in node.value:
            if value.id == "sequence":
                for item in value.value:
                    yield from walk(item)
            elif key.value in ("question", "text", "why"):
                yield Piece(path, cell.line + value.start_mark.line, value.value, markdown=True)

    for question in yaml.compose(cell.source, Loader=yaml.SafeLoader).value:
        yield from walk(question)


def figure_pieces(path: str, cell: TextCell) -> Iterator[Piece]:
    """Yield what is said of each figure, and the title of each of its views."""
    for _, said in yaml.compose(cell.source, Loader=yaml.SafeLoader).value:
        fields = [pair for frame in said.value for pair in frame.value] if said.id == "sequence" else [(None, said)]
        for key, value in fields:
            if key is None or key.value == "title":
                yield Piece(path, cell.line + value.start_mark.line, value.value)


def messages() -> list[Piece]:
    """Return what the tools say: the literals of both packages, the templates, the help of the Makefile."""
    found: list[Piece] = []
    for package in ("course_utils", "autograder"):
        for path in sorted((ROOT / package).rglob("*.py")):
            found += literals(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / package).rglob("*.j2")):
            found += template_pieces(path)
    found += literals("nbgrader_config.py", (ROOT / "nbgrader_config.py").read_text(encoding="utf-8"))
    for number, line in enumerate((ROOT / "Makefile").read_text(encoding="utf-8").splitlines(), start=1):
        if (told := re.search(r"(?:^[\w-]+:.*##|@echo) (.*)", line)) and is_french(told[1]):
            found.append(Piece("Makefile", number, told[1].strip("\"'")))
    return found


def template_pieces(path: Path) -> Iterator[Piece]:
    """Yield what a template says: the literals inside `{{ … }}` and `{% … %}`, then its bare texts."""
    page = path.read_text(encoding="utf-8")
    for code in re.finditer(r"\{[{%].*?[%}]\}", page, re.DOTALL):
        for literal in re.finditer(r'"([^"]*)"|\'([^\']*)\'', code.group()):
            said = literal[1] or literal[2] or ""
            if is_french(said):
                line = page.count("\n", 0, code.start() + literal.start()) + 1
                yield Piece(path.relative_to(ROOT).as_posix(), line, said)
    yield from bare_texts(path)


def bare_texts(path: Path) -> Iterator[Piece]:
    """Yield the texts of a template between tags and `{{ … }}`, which nothing sets: they must be set as they stand."""
    page = path.read_text(encoding="utf-8")
    literal = r"<style>.*?</style>|<[^>]*>|\{[{%#].*?[%}#]\}"
    bare = re.sub(literal, lambda found: re.sub(r"[^\n]", "\0", found.group()), page, flags=re.DOTALL)
    for number, line in enumerate(bare.split("\n"), start=1):
        for text in line.split("\0"):
            if _WORD.search(text):
                yield Piece(path.relative_to(ROOT).as_posix(), number, text.strip())


def literals(path: str, source: str, line: int = 1) -> Iterator[Piece]:
    """Yield the French literals of Python code whose first line is `line` of `path`; no docstring is one."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node, for_people in _strings(tree, False):
        text = _text(node)
        if id(node) in docstrings or not _WORD.search(text) or _PROGRAM.search(text):
            continue
        if is_french(text) or (for_people and not re.fullmatch(r"[a-z0-9_./%-]+", text)):
            yield Piece(path, line + node.lineno - 1, text)


def _strings(node: ast.AST, for_people: bool) -> Iterator[tuple[ast.expr, bool]]:
    """Yield the literals under `node`, each with whether it stands where only a text for people can."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node, for_people
        return
    called = _called(node)
    for name, value in ast.iter_fields(node):
        if called in PATTERN_CALLS:
            continue
        inside = for_people
        if called and name == "args":
            inside = called in TEXT_CALLS
        elif isinstance(node, ast.keyword):
            inside = node.arg in TEXT_KEYWORDS
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _strings(child, inside)


def _called(node: ast.AST) -> str:
    """Return the last name of what `node` calls (« re.compile » is « compile »), or « »."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _text(node: ast.expr) -> str:
    """Return a literal's text, with PLACEHOLDER for each value that an f-string computes."""
    if isinstance(node, ast.JoinedStr):
        whole = "".join(_text(part) if isinstance(part, ast.Constant) else _COMPUTED for part in node.values)
        return re.sub(_COMPUTED, PLACEHOLDER, re.sub(rf"(?<=[^\W\d_]){_COMPUTED}+", "", whole))
    assert isinstance(node, ast.Constant)
    return str(node.value)
