"""What Markdown cells may hold: CommonMark, tables, formulas and `<details>`, which every editor shows alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.build.text import Text, TextCell

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)$")
_INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_CODE = "\ue000"  # stands for a code span, so that a role (`{math}` before a span) is told from braces inside one
_ROLE = re.compile(rf"(\{{[a-zA-Z][\w:.+-]*\}}){_CODE}")
_TARGET = re.compile(r"\s*\([^()\s]+\)=\s*$")
_COLONS = re.compile(r"\s*:{3,}")
_RAW = "reste du texte brut dans JupyterLab et Colab : écrivez du Markdown simple"
_DISPLAY = re.compile(r"[\s>]*\$\$\s*$")


def check_prose(text: Text, cell: TextCell) -> None:
    """Stop at the first directive, role or target of MyST, or displayed formula that is not on lines of its own."""
    opened = 0
    for number, line in _prose_lines(text, cell):
        bare = _INLINE_CODE.sub(_CODE, line)
        if _COLONS.match(line):
            text.refuse_cell(cell, f"le bloc `:::` {_RAW}.", number)
        if role := _ROLE.search(bare):
            text.refuse_cell(cell, f"le rôle `{role[1]}` {_RAW}.", number)
        if _TARGET.match(line):
            text.refuse_cell(cell, f"la cible `{line.strip()}` {_RAW}.", number)
        if "$$" in bare:
            if not _DISPLAY.match(line):
                text.refuse_cell(cell, "une formule centrée s'écrit entre deux lignes qui ne portent que `$$`.", number)
            opened = 0 if opened else number
    if opened:
        text.refuse_cell(cell, "cette formule n'est pas refermée : ajoutez une ligne `$$` après elle.", opened)


def _prose_lines(text: Text, cell: TextCell) -> Iterator[tuple[int, str]]:
    """Yield (line in the cell, from 1; text) outside fenced code; stop at a fence that is a directive."""
    mark = ""
    for number, line in enumerate(cell.source.split("\n"), start=1):
        fence = _FENCE.match(line)
        if fence and not mark and not (fence[1][0] == "`" and "`" in fence[2]):
            mark = fence[1]
            if fence[2].lstrip().startswith("{"):
                name = fence[2].split("}")[0].strip() + "}"
                text.refuse_cell(cell, f"la directive `{name}` {_RAW}.", number)
        elif fence and mark and fence[1].startswith(mark) and not fence[2].strip():
            mark = ""
        elif not mark:
            yield number, line
