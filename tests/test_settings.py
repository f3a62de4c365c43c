"""docs/settings.md lists every setting and environment variable that the code reads, and none that it has forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "settings.md"
PACKAGES = ("autograder", "course_utils")


def listed() -> set[str]:
    """The names that stand as code in the first column of the page's tables."""
    rows = re.findall(r"^\| (`[^|]*)\|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def texts(*places: str) -> Iterator[str]:
    for place in places:
        for path in sorted((ROOT / place).rglob("*")):
            if path.is_file() and (path.suffix == ".py" or place == ".ci"):
                yield path.read_text(encoding="utf-8")


def strings(text: str) -> set[str]:
    return {
        node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant) and type(node.value) is str
    }


def own_variables() -> set[str]:
    """`COURSE_…`: whole strings in the packages, names that are asked of the environment elsewhere."""
    named = {name for text in texts(*PACKAGES) for name in strings(text) if re.fullmatch("COURSE_[A-Z_]+", name)}
    outside = [*texts("tests", "benchmarks"), (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")]
    asked = {name for text in outside for name in asked_for(text) if name.startswith("COURSE_")}
    return named | asked | {name for text in texts(".ci") for name in re.findall(r"\bCOURSE_[A-Z_]+", text)}


def asked_for(text: str) -> set[str]:
    """The names that a module asks of the environment in so many words."""
    asked = r'environ(?:\.get\(|\.pop\(|\[)\s*"(\w+)"|getenv\(\s*"(\w+)"|"(\w+)" (?:not )?in os\.environ'
    return {name for names in re.findall(asked, text) for name in names if name}


def course_keys() -> set[str]:
    """The keys of [tool.course] that the packages look up: `open_course` gives that table as `settings`."""
    return {name for text in texts(*PACKAGES) for name in re.findall(r'\.settings(?:\.get\(|\[)\s*"(\w+)"', text)}


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (own_variables, {"COURSE_DATA", "COURSE_HANDING_IN", "COURSE_REQUIRE_ALL", "COURSE_COMPAT_TORCH"}),
        (lambda: set().union(*map(asked_for, texts(*PACKAGES))), {"KERAS_HOME", "JPY_SESSION_NAME"}),
        (course_keys, {"title", "student_repository"}),
    ],
    ids=["variables of ours", "variables of others", "keys of tool.course"],
)
def test_the_page_lists_all_that_the_code_reads(found: Callable[[], set[str]], known: set[str]) -> None:
    names = found()
    assert known <= names, "the code is not read as it should be"
    assert names - listed() == set(), "say in docs/settings.md what it does, who sets it and its default"


def test_the_page_lists_no_variable_that_nothing_reads() -> None:
    assert {name for name in listed() if name.startswith("COURSE_")} - own_variables() == set()


def test_the_keys_that_our_own_file_sets_are_those_of_the_page() -> None:
    table = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.course]")[2].partition("\n[")[0]
    assert set(re.findall(r"^(\w+) =", table, re.MULTILINE)) == course_keys()


def test_the_page_lists_every_setting_of_our_nbgrader_config() -> None:
    told = PAGE.read_text(encoding="utf-8")
    classes = re.findall(r"^(c\.\w+)\.", (ROOT / "nbgrader_config.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in classes if name not in told] == []
