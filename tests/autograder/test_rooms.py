"""The rooms of the architecture: imports go down only, a command is short, and a name means one thing."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("autograder", "course_utils")

# The floors of `autograder`, from the ground up: a floor imports those before it in this list, and itself.
FLOORS = (
    *("course", "build", "run", "judge", "submissions", "gradebook", "cluster", "report", "demo", "lab"),
    *("commands", "cli"),
)
LONGEST_COMMAND = 59  # lines

MAY_BE_DEFINED_TWICE = {
    "main": "what a program begins with",
    "run": "what a command does, one a module of commands/",
    "arguments": "what a command takes, one a module of commands/",
    "module judge": "judging: the pure function, and the floor that runs answers for it",
    "module run": "running: untrusted code, and one hand-in of it",
    "module __main__": "what `python -m` looks for",
    "module ladder": "the data of one figure, and the figure",
    "module quiz": "a quiz as the builder writes it, and as a notebook shows it",
}


def _modules() -> dict[str, ast.Module]:
    """Every module of the tree, by its dotted name, parsed; a file that no import can name is none (chapters' code)."""
    found = {}
    for package in PACKAGES:
        for path in (path for path in (ROOT / package).rglob("*.py") if path.stem.isidentifier()):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = _modules()


def _imports(name: str) -> set[str]:
    """The modules of the tree that a module imports, wherever in it: also in a function, also for types alone."""
    wanted: set[str] = set()
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            wanted |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name} imports by a relative name"
            members = {f"{node.module}.{alias.name}" for alias in node.names}
            wanted |= {member if member in MODULES else node.module for member in members}
    return wanted & MODULES.keys()


GRAPH = {name: _imports(name) - {name} for name in MODULES}


def _floor(name: str) -> str:
    """The floor of a module of `autograder`; empty for the package itself, on which every floor may stand."""
    return name.split(".")[1] if "." in name else ""


def test_the_floors_are_those_of_the_tree() -> None:
    assert {_floor(name) for name in MODULES if name.startswith("autograder.")} == set(FLOORS)


@pytest.mark.parametrize("name", sorted(name for name in MODULES if name.startswith("autograder.")))
def test_imports_go_down_only(name: str) -> None:
    allowed = {"", *FLOORS[: FLOORS.index(_floor(name)) + 1]}
    above = {one for one in GRAPH[name] if one.split(".")[0] == "autograder" and _floor(one) not in allowed}
    assert not above, f"{name} stands below {', '.join(sorted(above))}"


def test_what_a_notebook_imports_never_needs_the_grader() -> None:
    needing = {name for name in MODULES if name.split(".")[0] == "course_utils"}
    assert needing
    assert not {(name, one) for name in needing for one in GRAPH[name] if one.split(".")[0] == "autograder"}


def test_a_candidate_imports_nothing_of_the_grader_but_itself() -> None:
    inside = {name for name in MODULES if name.startswith("autograder.run.candidate")}
    outside = {one for name in inside for one in GRAPH[name] if one.split(".")[0] == "autograder"} - inside
    assert inside and not outside


def _circles() -> Iterator[frozenset[str]]:
    """The sets of modules of which each reaches all the others."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for one in GRAPH[waiting.pop()] - seen:
                seen.add(one)
                waiting.append(one)
        return seen

    reach = {name: reached(name) for name in GRAPH}
    for name in GRAPH:
        circle = frozenset(one for one in reach[name] if name in reach[one])
        if len(circle) > 1:
            yield circle


def test_no_module_imports_what_imports_it() -> None:
    assert not set(_circles())


def test_no_two_folders_of_course_utils_import_each_other() -> None:
    def folder(name: str) -> str:
        below = name.removeprefix("course_utils").split(".")[1:2]
        return below[0] if below and (ROOT / "course_utils" / below[0]).is_dir() else ""

    edges = {
        (folder(name), folder(one))
        for name, wanted in GRAPH.items()
        for one in wanted
        if name.startswith("course_utils") and one.startswith("course_utils")
    }
    both = {pair for pair in edges if pair[0] and pair[1] and pair[0] < pair[1] and pair[::-1] in edges}
    assert not both


@pytest.mark.parametrize("path", sorted((ROOT / "autograder" / "commands").glob("*.py")), ids=lambda path: path.stem)
def test_a_command_parses_calls_and_prints_in_under_sixty_lines(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_COMMAND


def _places() -> dict[str, set[str]]:
    """Where each public class, function and module name of the tree is defined.

    A command bears the name of its sub-command, whatever does the work; a folder's one act may bear the folder's name.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for name, module in MODULES.items():
        for node in module.body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.name[0] != "_":
                places[node.name].add(name)
        *above, last = name.split(".")
        if last and "commands" not in above and above[-1:] != [last]:
            places[f"module {last}"].add(name)
    return places


def test_a_name_is_given_once_in_the_tree() -> None:
    twice = {name: sorted(where) for name, where in _places().items() if len(where) > 1}
    surplus = twice.keys() - MAY_BE_DEFINED_TWICE.keys()
    assert not surplus, {name: twice[name] for name in surplus}


def test_what_may_be_named_twice_is() -> None:
    places = _places()
    assert not [name for name in MAY_BE_DEFINED_TWICE if len(places[name]) < 2 and name != "module __main__"]


def test_the_page_on_architecture_names_the_modules_that_there_are() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    there = {path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if path.stem[:2] != "__"}
    said = set(re.findall(r"`(?:[\w/]+/)?(\w+\.py)`", page))
    elsewhere = {path.name for path in (ROOT / "tests").rglob("*.py")}
    assert said - elsewhere <= {path.name for path in there}
    figures = {path for path in there if path.parent.name == "widgets"}
    unsaid = {path for path in there - figures if path.name not in said and f"{path.parent.name}/`" not in page}
    assert not unsaid
