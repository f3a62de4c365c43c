"""The code that ships with a chapter, an exercise a cell: its visible checks, and a model answer where there is one.

`checks/02_perceptron.py` and `models/02_perceptron.py` are built from the chapter's text, as cells that begin with
`# %% exercise : names`, the names being those that the cell takes from the notebook.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_utils.chapters.reader import chapter_path

Kind = Literal["checks", "models"]
_CELL = re.compile(r"^# %% (\w+) :(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Code:
    """A cell of code: its text, the names that it takes from the notebook, and where it stands (lines from 1)."""

    source: str
    names: tuple[str, ...]
    path: Path
    line: int


def shipped_code(kind: Kind, chapter: str, exercise: str) -> Code | None:
    """Return the code of one exercise (« 02_perceptron », « neuron »), None when this package has none."""
    path = chapter_path(f"{kind}/{chapter}.py")
    return _cells(path, path.stat().st_mtime_ns).get(exercise) if path.is_file() else None


@functools.lru_cache(maxsize=4)
def _cells(path: Path, modified: int) -> dict[str, Code]:
    text = path.read_text(encoding="utf-8")
    heads = list(_CELL.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {
        head[1]: Code(
            text[head.end() + 1 : end].rstrip("\n"), tuple(head[2].split()), path, text.count("\n", 0, head.end()) + 2
        )
        for head, end in zip(heads, ends, strict=True)
    }
