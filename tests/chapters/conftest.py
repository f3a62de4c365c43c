"""What the tests of a chapter read: its text, its notebook, its solutions. The module's name says which chapter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def chapter(request: pytest.FixtureRequest) -> str:
    """The chapter that a module tests: 02_perceptron in test_02_perceptron.py."""
    return request.path.stem.removeprefix("test_")


@pytest.fixture(scope="module")
def text(chapter: str) -> str:
    """The chapter's text."""
    return (ROOT / "notebooks" / f"{chapter}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def notebook(chapter: str) -> Any:
    """The chapter's notebook, solutions included."""
    return nbformat.read(ROOT / "source" / chapter / f"{chapter}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def solutions(notebook: Any) -> dict[str, Any]:
    """The functions and classes of the chapter's own solutions."""
    namespace: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.metadata.get("course", {}).get("role") == "stub+solution":
            exec(cell.source, namespace)
    return namespace
