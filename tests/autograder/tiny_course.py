"""A course of one chapter that needs NumPy alone, so that grading it starts fast, and ways to hand work in."""

from __future__ import annotations

import copy
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.cli import main
from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course, open_course
from autograder.course.limits import Limits
from autograder.course.solved import solutions, solved
from autograder.course.verdict import Graded
from autograder.submissions.worker import Job
from course_utils.chapters.reader import EXTRA_FOLDER

ROOT = Path(__file__).parents[2]
TINY = "91_tiny"
FIXTURE = "90_fixture"
LIMITS = Limits(cell_cpu=5, call_cpu=5, patience=20)
# A class: a right answer, wrong ones, an empty one, one that leaves Python, one that draws at random.
WORKS: dict[str, dict[str, str | None]] = {
    "ada": {},
    "basile": {"double": "def double(x):\n    return x * x"},
    "chloe": {"double": None, "shift": None, "word": None},
    "driss": {"double": "import random\n\n\ndef double(x):\n    return x + random.random()"},
    "elise": {"word": "word = 'gradient'\nimport os\nos._exit(0)"},
    "farid": {"shift": "def shift(values):\n    return [value + 3 for value in values]"},
    "gaelle": {"shift": "def shift(values):\n    raise KeyError(values)"},
}

TEXT = '''---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
course: {title: Un tout petit chapitre, points: 5, minutes: {reading: 1, doing: 5}}
---

# Un tout petit chapitre

```{code-cell} ipython3
:role: setup
```

```{code-cell} ipython3
import numpy as np

OFFSET = 3
```

```{code-cell} ipython3
:role: demo
import textwrap

drawn = [number + OFFSET for number in range(3)]
print("la démonstration", drawn)
```

```{code-cell} ipython3
:exercise: double
:role: stub+solution
def double(x):
    """Return twice the number x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{code-cell} ipython3
:exercise: double
:role: checks
:points: 2
from course_utils.checks import agrees, hidden, visible

with visible("91_tiny/double"):
    agrees(double, [(3,), (-1.5,)])
### BEGIN HIDDEN TESTS
with hidden("91_tiny/double") as _rng:
    _cases = [(float(_n),) for _n in _rng.normal(scale=100, size=8)]
    agrees(double, _cases, reference=lambda x: x + x)
### END HIDDEN TESTS
```

```{code-cell} ipython3
:exercise: shift
:role: stub+solution
def shift(values):
    """Return the array values + OFFSET."""
    ### BEGIN SOLUTION
    return np.asarray(values) + OFFSET
    ### END SOLUTION
```

```{code-cell} ipython3
:exercise: shift
:role: checks
:points: 1
from course_utils.checks import agrees, hidden, visible

with visible("91_tiny/shift"):
    agrees(shift, [([1, 2],)])
### BEGIN HIDDEN TESTS
with hidden("91_tiny/shift") as _rng:
    agrees(shift, [(_rng.normal(size=4),) for _ in range(5)], reference=lambda values: 3 + values)
### END HIDDEN TESTS
```

```{code-cell} ipython3
:exercise: word
:role: stub+solution
word = ...
### BEGIN SOLUTION
word = "gradient"
### END SOLUTION
```

```{code-cell} ipython3
:exercise: word
:role: checks
:points: 1
from course_utils.checks import equals, hidden, holds, visible

with visible("91_tiny/word"):
    holds(word is ... or isinstance(word, str), "`word` est un mot, entre guillemets")
### BEGIN HIDDEN TESTS
with hidden("91_tiny/word") as _rng:
    equals(word, "gradient", name="`word`")
### END HIDDEN TESTS
```

+++ {"exercise": "opinion", "role": "manual", "points": 1}

Pourquoi ?

### BEGIN SOLUTION
Parce que.
### END SOLUTION
'''

ANSWERS = """# %% right double sum
def double(x):
    return x + x


# %% wrong double square · « vous élevez au carré »
def double(x):
    return x * x


# %% wrong double far · « vous vous trompez loin de zéro »
def double(x):
    return 2 * x if x < 50 else x


# %% right shift loop
def shift(values):
    return np.array([value + OFFSET for value in values])


# %% wrong shift minus · « vous retirez au lieu d'ajouter »
def shift(values):
    return np.asarray(values) - OFFSET


# %% wrong word loss · « c'est ce que l'on diminue, non la direction »
word = "loss"
"""


def write_tiny(root: Path, text: str = TEXT, answers: str = ANSWERS, name: str = TINY) -> Course:
    """Write the course's text and answers, not built, under `root`."""
    for folder in ("notebooks", "answers"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    (root / "notebooks" / f"{name}.md").write_text(text, encoding="utf-8")
    (root / "answers" / f"a{name}.py").write_text(answers, encoding="utf-8")
    return open_course(root)


@pytest.fixture(scope="session")
def built_tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built tiny course: read it, never write in it."""
    root = tmp_path_factory.mktemp("tiny") / "course"
    write_tiny(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, "")  # the command sets it: given back afterwards
        assert main(["--root", str(root), "build"]) == 0
    return root


@pytest.fixture
def tiny(built_tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A copy of the built tiny course that a test may hand work in to."""
    root = tmp_path / "course"
    shutil.copytree(built_tiny, root)
    course = open_course(root)
    monkeypatch.setenv(EXTRA_FOLDER, str(course.stored))
    return course


@pytest.fixture
def tiny_command(tiny: Course) -> Iterator[Callable[..., int]]:
    """Run `course` on the tiny course and return its exit code."""
    yield lambda *words: main(["--root", str(tiny.root), *words])


def handed_in(course: Course, name: str, answers: dict[str, str | None] | None = None) -> dict[str, Any]:
    """Return a student's notebook: everything solved, apart from `answers` (None: the stub is left)."""
    given = {**solutions(load_chapter(course, name)), **(answers or {})}
    released = released_notebook(course, name)
    return solved(released, {exercise: source for exercise, source in given.items() if source is not None})


def hand_in(
    course: Course, student: str, name: str = TINY, answers: dict[str, str | None] | None = None, **changed: Any
) -> Path:
    """Hand in such a notebook, or `notebook` as it is, or `content` (bytes); return where it lies."""
    path = course.submitted / student / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = changed["notebook"] if "notebook" in changed else handed_in(course, name, answers)
    path.write_bytes(changed.get("content", json.dumps(notebook).encode()))
    return path


def without_metadata(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook as an editor that keeps sources alone would save it."""
    stripped = copy.deepcopy(notebook)
    for number, cell in enumerate(stripped["cells"]):
        cell["metadata"] = {}
        cell["id"] = f"other-{number}"
    stripped["metadata"] = {}
    return stripped


def code_cell(source: str) -> dict[str, Any]:
    """Return a cell that a student added."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"mine-{abs(hash(source))}",
        "metadata": {},
        "outputs": [],
        "source": source,
    }


def position(notebook: dict[str, Any], cell_id: str) -> int:
    """Return where the cell `cell_id` is in the notebook."""
    return next(index for index, cell in enumerate(notebook["cells"]) if cell["id"] == cell_id)


def is_running(pid: int) -> bool:
    """Tell whether a process still runs; one that waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def descendants(pid: int) -> list[int]:
    """Return `pid` and every process that it, or one of those, has started; those that wait to be buried apart."""
    parents: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX":
            parents.setdefault(int(fields[1]), []).append(int(name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def wait_until(condition: Callable[[], object], what: str, seconds: float = 60.0) -> None:
    """Return as soon as `condition` holds; fail, saying `what` never came, after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        os.sched_yield()
        time.sleep(0.02)


def job(course: Course) -> Job:
    """Return what a worker needs to grade the tiny chapter."""
    return Job(course.root, TINY, isolated=False, limits=LIMITS)


def by_student(results: Iterable[Graded]) -> dict[str, Graded]:
    """Return what was graded, by student, after making sure that nothing was twice."""
    graded = list(results)
    assert len({one.student for one in graded}) == len(graded), "graded twice"
    return {one.student: one for one in graded}
