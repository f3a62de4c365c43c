"""Which slow libraries a chapter needs warm in its fork server."""

from __future__ import annotations

import re

from autograder.chapter import Chapter
from autograder.examine.forkserver import WARM


def libraries_of(chapter: Chapter) -> list[str]:
    """Return the warm libraries that the chapter's cells import; NumPy always, since the checks use it."""
    text = "\n".join(cell.source for cell in chapter.cells if cell.kind == "code")
    return [name for name in WARM if name == "numpy" or re.search(rf"\b(?:import|from)\s+{name}\b", text)]
