"""Which formulas a chapter displays, and which of them a test must check: `shown` and `is_formula`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.build.text import Text
from tests.french_texts import quiz_pieces

# The relations that make a statement of an inline formula.
_RELATION = re.compile(
    r"\\(?:approx|leq?|geq?|neq?|to|leftarrow|propto|in|sim|equiv|iff|implies|Rightarrow|ll|gg)(?![A-Za-z])|[=<>]"
)
_SPACES = re.compile(r"\\[,;:! ]|\\q?quad(?![A-Za-z])|\\big[lr]?(?![A-Za-z])|\s+")
_NUMBER = r"[-+−]?(?:\\pm)?\d+(?:\{,\}\d+|\.\d+)?(?:\\%)?|[-+]?\\infty"
_GROUP = r"(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\[A-Za-z]+|[A-Za-z0-9*+-])"
_EXPONENT = r"(?:\{-?\d+\}|\{[^{}+|/*-]*\}|\\[A-Za-z]+|[A-Za-z0-9*+-])"  # « e^{-x} » is computed
_SYMBOL = (
    r"-?(?:\\(?:hat|bar|tilde|vec|mathbf|mathrm|mathbb|mathcal|text|boldsymbol|texttt)"
    rf"{_GROUP}|\\[A-Za-z]+|[A-Za-z])"
)
_ATOM = rf"(?:{_NUMBER}|{_SYMBOL})(?:_{_GROUP}|\^{_EXPONENT}|')*"
_ONLY_NUMBERS = re.compile(rf"(?:{_NUMBER})(?:\^{_EXPONENT})?")
_SIDE = re.compile(rf"|\|?(?:{_ATOM})\|?|[(\[]{_ATOM}(?:[,;]{_ATOM})*[,;]?[)\]]")
_CODE = re.compile(r"^([ >]*)(`{3,}|~{3,}).*?^\1?\2[`~]*[ ]*$|(`+)(?!`).*?(?<!`)\3(?!`)", re.DOTALL | re.MULTILINE)
_FORMULA = re.compile(r"(?<!\\)\$\$(.+?)\$\$|(?<!\\)\$([^$\n]+)\$", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A formula as a chapter displays it: its LaTeX, every run of white space being one space, and its line."""

    latex: str
    line: int
    block: bool


def is_formula(shown: Shown) -> bool:
    """Say whether a test must check a formula.

    Every formula on lines of its own (`$$`) must be checked. An inline one must be if it states a relation (=, ≈, ≤, ≥,
    ≠, <, >, →, ←, ∝, ∈, ∼, ≡ …) of which at least one side is **computed**. A side is not computed when it is empty, a
    number, a symbol (a letter or a name, with accents, indices, exponents and primes), the absolute value of one, or a
    tuple of such: `$x = 4$`, `$n \\geq 1$`, `$i = j$`, `$w = (w_1, \\dots, w_d)$`, `$x \\in \\mathbb R^d$` and
    `$0 \\leq$` only name, bound or describe. `$2 + 3 = 5$`, `$\\sigma(0) = 0{,}5$`, `$w_2 + b \\geq 0$` and
    `$f' = 1 - f^2$` are to be checked, and so is a relation between numbers alone (`$2^{10} = 1\\,024$`).
    """
    if shown.block:
        return True
    sides = [_SPACES.sub("", side) for side in _RELATION.split(shown.latex)]
    if all(_ONLY_NUMBERS.fullmatch(side) for side in sides):
        return len(sides) > 1
    return len(sides) > 1 and not all(_SIDE.fullmatch(side) for side in sides)


def shown(text: Text) -> Iterator[Shown]:
    """Yield every formula of a chapter's Markdown cells (hints included) and of its quiz, in order."""
    path = text.path.as_posix()
    for cell in text.cells:
        if cell.kind == "markdown":
            yield from in_markdown(cell.source, cell.line)
        elif cell.role == "quiz":
            for piece in quiz_pieces(path, cell):
                yield from in_markdown(piece.text, piece.line)


def in_markdown(source: str, line: int = 1) -> Iterator[Shown]:
    """Yield the formulas of a Markdown text whose first line is `line`; those in code are none."""
    prose = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), source)
    for found in _FORMULA.finditer(prose):
        latex = found[1] or found[2]
        start = found.start(1 if found[1] else 2)
        start += len(latex) - len(latex.lstrip())
        quoted = re.sub(r"\n *>", "\n", latex)
        yield Shown(" ".join(quoted.split()), line + prose.count("\n", 0, start), found[1] is not None)
