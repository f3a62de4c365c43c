"""Names are looked up by scope, in IPython's dialect."""

from __future__ import annotations

import pytest

from autograder.course.names import (
    bound_names,
    free_names,
    has_star_import,
    import_line,
    imported_names,
    late_names,
    line_of,
    python_source,
    read_before_bound,
)


@pytest.mark.parametrize(
    ("source", "free"),
    [
        ("y = x + 1", {"x"}),
        ("x = 1\ny = x", set()),
        ("import math\nmath.pi + tau", {"tau"}),
        ("print(len(xs))", {"xs"}),
        ("def f(a, b=c):\n    return a + b + d", {"c", "d"}),
        ("def steps(average):\n    return average([1])", set()),
        ("[i * k for i in range(n)]", {"k", "n"}),
        ("[x for x in y]\n{x: 1 for x in y}\nprint(x)", {"x", "y"}),
        ("lambda z: z + w", {"w"}),
        ("class A(Base):\n    size = width\n    def f(self):\n        return size", {"Base", "width", "size"}),
        ("def f():\n    global g\n    g = 1\n    return g", set()),
        ("try:\n    risky()\nexcept Oops as error:\n    error", {"risky", "Oops"}),
        ("[(last := i) for i in range(3)]\nlast", set()),
        ("%matplotlib inline\nplot(x)", {"plot", "x"}),
        ("%%time\nplot(x)", {"plot", "x"}),
        ("%%bash\nls $HOME", set()),
        ("!pip list\nfiles = !ls\nfiles", set()),
        ("display(x)", {"x"}),
    ],
)
def test_free_names_are_those_that_come_from_other_cells(source: str, free: set[str]) -> None:
    assert free_names(source) == free


@pytest.mark.parametrize(
    ("source", "bound", "imported"),
    [
        ("a = b.c = d[0] = 1", {"a"}, set()),
        ("for i, (j, *k) in z: pass", {"i", "j", "k"}, set()),
        ("with f() as g, h() as (u, v): pass", {"g", "u", "v"}, set()),
        ("def f(): inner = 1\nclass C: x = 2", {"f", "C"}, set()),
        ("def f():\n    global counter\n    counter = 1", {"f", "counter"}, set()),
        ("[(w := i) for i in range(3)]", {"w"}, set()),
        ("x = [i for i in z], {j: k for j, k in z}, {m for m in z}, sum(n for n in z)", {"x"}, set()),
        ("import a.b, c as d\nfrom e import f as g", set(), {"a", "d", "g"}),
        ("if x:\n    y: int = 1\nelse:\n    y += 1", {"y"}, set()),
    ],
)
def test_what_a_cell_binds_is_told_from_what_it_imports(source: str, bound: set[str], imported: set[str]) -> None:
    assert bound_names(source) == bound
    assert imported_names(source) == imported


@pytest.mark.parametrize(
    ("source", "early"),
    [
        ("x += 1", {"x"}),
        ("x = x + 1", {"x"}),
        ("x = 1\nx += 1", set()),
        ("with f(y) as y:\n    pass", {"y"}),
        ("for i in i: pass", {"i"}),
        ("if ready:\n    x = 1\nprint(x)", set()),
        ("[t for t in range(3)]\nt = 2", set()),
        ("def f(a=b): return c\nb = c = 2", {"b"}),
        ("try:\n    a = 1\nexcept E:\n    print(a)", set()),
        ("print(m.pi)\nimport m", {"m"}),
        ("while n:\n    n = n - 1", {"n"}),
    ],
)
def test_a_name_read_before_it_is_bound_comes_from_elsewhere(source: str, early: set[str]) -> None:
    assert read_before_bound(source) == early


def test_functions_read_the_notebook_when_they_are_called_and_comprehensions_at_once() -> None:
    assert late_names("v = 1\ndef f(a): return a + v + u\n[w for i in range(3)]\ng = lambda: h") == {"v", "u", "h"}


def test_lines_are_those_of_the_cell() -> None:
    source = "%matplotlib inline\nimport numpy as np\n\ny = x\nx = np.pi"
    assert line_of("x", source) == 4
    assert import_line("np", source) == 2
    assert python_source(source).count("\n") >= source.count("\n")
    assert has_star_import("x = 1\nfrom math import *") == 2
    assert has_star_import("from math import pi") is None


def test_a_cell_that_is_not_python_is_a_syntax_error() -> None:
    with pytest.raises(SyntaxError):
        free_names("def f(:")
