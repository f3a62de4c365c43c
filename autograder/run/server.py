"""The fork server that the notebooks of a chapter want."""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.course.chapter import Chapter
from autograder.course.limits import Limits
from autograder.run.forkserver import WARM, ForkServer


def server_for(
    chapter: Chapter,
    limits: Limits | None = None,
    *,
    isolated: bool = False,
    environment: Mapping[str, str] | None = None,
) -> ForkServer:
    """Return a fork server, not started, that has loaded what the chapter's cells import and rehearses its first."""
    code = [cell for cell in chapter.cells if cell.kind == "code"]
    text = "\n".join(cell.source for cell in code)
    # NumPy always, since the checks use it.
    libraries = [name for name in WARM if name == "numpy" or re.search(rf"\b(?:import|from)\s+{name}\b", text)]
    setup = [cell.source for cell in code if cell.role == "setup"]
    return ForkServer(libraries, limits, isolated, setup, environment)
