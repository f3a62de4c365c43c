"""A course of one small chapter, with an exercise of each kind that the builder tells apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.build.build import Notebooks, build_notebooks, checked_text, repository
from autograder.course.folder import Course, open_course

ROOT = Path(__file__).parents[3]

SMALL = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
course: {title: Un petit chapitre, points: 6, minutes: {reading: 5, doing: 10}}
---

# L'idée

Une moyenne, c'est quoi ? Le code `{name}` reste, la formule $x$ aussi :

$$
x^2
$$

```{code-cell} ipython3
:role: setup
```

+++

Un second paragraphe.

```{code-cell} ipython3
import numpy as np

scale = 10
```

```{code-cell} ipython3
:role: demo
:tags: [wide]
%matplotlib inline
import matplotlib.pyplot as plt

curve = [scale, 2 * scale]
```

```{code-cell} ipython3
:exercise: average
:role: stub+solution
def average(values):
    \"\"\"Return the mean of a list.\"\"\"
    ### BEGIN SOLUTION
    return sum(values) / len(values)
    ### END SOLUTION
```

```{code-cell} ipython3
:exercise: average
:role: checks
:points: 2
from course_utils.checks import agrees, hidden, observe, visible

def _steps(average):
    return average([1, 2])

with visible("05_small/average"):
    agrees(average, [([12, 8, 15],), ([3],)])
### BEGIN HIDDEN TESTS
import math

with hidden("05_small/average") as _rng:
    _cases = [(_rng.normal(size=4).tolist(),) for _ in range(5)]
    agrees(average, _cases, reference=lambda values: math.fsum(values) / len(values))
    assert observe(_steps, average) == 1.5
### END HIDDEN TESTS
```

```{code-cell} ipython3
mean = average([scale])
```

```{code-cell} ipython3
:role: demo
print(mean)
```

```{code-cell} ipython3
:exercise: quiz
:role: stub+solution
answers = {"q1": ...}
### BEGIN SOLUTION
answers = {"q1": "b"}
### END SOLUTION
```

```{code-cell} ipython3
:exercise: quiz
:role: checks
:points: 1.5
from course_utils.checks import equals, hidden, visible

with visible("05_small/quiz"):
    equals(answers)
### BEGIN HIDDEN TESTS
with hidden("05_small/quiz"):
    equals(answers, {"q1": "b"})
### END HIDDEN TESTS
```

+++ {"exercise": "analysis", "role": "manual", "points": 2.5}

Que voyez-vous ?

### BEGIN SOLUTION
Une droite secrète.
### END SOLUTION

+++

Fin du chapitre.
"""

NAME = "05_small"


def built_from(course: Course) -> Notebooks:
    """Build the small chapter of a course."""
    return build_notebooks(checked_text(course, NAME), repository(course))


@pytest.fixture
def small_text() -> str:
    """The chapter's text, which obeys every rule."""
    return SMALL


@pytest.fixture
def new_course(tmp_path: Path) -> Callable[..., Course]:
    """Make a course whose chapter 05_small has the given text (the small one by default)."""

    def make(text: str = SMALL, project: str = "") -> Course:
        (tmp_path / "notebooks").mkdir(exist_ok=True)
        (tmp_path / "notebooks" / f"{NAME}.md").write_text(text, encoding="utf-8")
        (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
        config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
        (tmp_path / "nbgrader_config.py").write_text(config, encoding="utf-8")
        return open_course(tmp_path)

    return make
