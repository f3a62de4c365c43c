"""The parts of nbgrader that a gradebook needs, without all that comes with the rest.

`import nbgrader` loads its server extensions and nbconvert's exporters, which record no mark. It offers no other way
in: hence the one place of this project that touches `sys.modules`. What that saves each command that opens the
gradebook, measured by `benchmarks/start.py` in one run: 1.3 to 1.7 s (such a start takes 2.2 to 2.7 times as long with
a plain import). Without `_newest_revision`: 2.0 to 2.5 s more.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import sys
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

_loading = threading.Lock()  # two threads at once would take each other's half-made package
_PARTS = ("nbgrader.api", "nbgrader.coursedir", "nbgrader.utils")


def nbgrader_api() -> Any:
    """Return the module `nbgrader.api`; it, `nbgrader.coursedir` and `nbgrader.utils` can then be imported quickly."""
    if not all(name in sys.modules for name in _PARTS):
        with _loading, _without_grammars(), _package_not_run("nbgrader"):
            for name in _PARTS:
                importlib.import_module(name)
    api: Any = sys.modules["nbgrader.api"]
    api.get_alembic_version = _newest_revision
    return api


def _newest_revision() -> str | None:
    """Return the revision of a new gradebook: nbgrader runs the command `alembic heads` for it, which takes seconds."""
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    return ScriptDirectory(ALEMBIC_DIR).get_current_head()


@contextlib.contextmanager
def _package_not_run(name: str) -> Iterator[None]:
    """Let modules of a package be imported although its `__init__` has not run; it still can, later."""
    if name in sys.modules:
        yield
        return
    found = importlib.util.find_spec(name)
    if found is None or found.submodule_search_locations is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    package = ModuleType(name)
    package.__path__ = list(found.submodule_search_locations)
    sys.modules[name] = package
    try:
        yield
    finally:
        del sys.modules[name]


@contextlib.contextmanager
def _without_grammars() -> Iterator[None]:
    """Leave out grammars of addresses that jsonschema would load: longer to build than all the rest to import."""
    name = "rfc3987_syntax"
    absent = name not in sys.modules
    if absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[name]
