"""What every test relies on: one thread, a quiet plot backend, and a clear word when a tool is missing."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import tempfile

import pytest

# Set before any test imports NumPy or PyTorch: several workers share few cores. Who wants more threads sets them.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ["MPLBACKEND"] = "agg"
# Some tests press Ctrl-C, which whatever starts them in the background may have them ignore, and what they start too.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Jupyter, IPython and nbgrader read and write in the user's home: a test neither depends on it nor touches it.
_home = tempfile.TemporaryDirectory(prefix="course-tests-")
for _name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR"):
    os.environ[_name] = os.path.join(_home.name, _name.lower())

TOOLS = {
    "bubblewrap": ("bwrap",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "hunspell": ("hunspell",),
    "postgresql": ("initdb",),
}
# Debian keeps the programs of a PostgreSQL server, one folder a version, out of the way of its own.
_SEARCHED = os.pathsep.join([os.environ.get("PATH", os.defpath), *sorted(glob.glob("/usr/lib/postgresql/*/bin"))])


def tool_path(tool: str) -> str | None:
    """Return the path of `tool` (a key of TOOLS) on this machine, or None."""
    return next((path for name in TOOLS[tool] if (path := shutil.which(name, path=_SEARCHED))), None)


def _missing(tool: str) -> str:
    """Return one sentence on what is missing for `tool`; « namespaces » are those that isolation asks of the system."""
    if tool == "namespaces":
        from autograder.run.isolation import why_not

        return f"needs isolation: {why_not()}" if why_not() else ""
    return "" if tool_path(tool) else f"needs {tool}, which is not installed here"


# With these begun last, one worker would still have one of them to do when the other has nothing left.
LONGEST = ("test_proofs.py", "test_course.py", "test_hostile.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `needs(tool)` when the tool is absent; fail it where everything is required."""
    for mark in item.iter_markers("needs"):
        for tool in mark.args:
            sentence = _missing(tool)
            if sentence:
                if os.environ.get("COURSE_REQUIRE_ALL") == "1":
                    pytest.fail(sentence, pytrace=False)
                pytest.skip(sentence)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium (mark the test `needs("chromium")`)."""
    path = tool_path("chromium")
    assert path is not None
    return path
