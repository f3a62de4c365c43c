"""Every formula that a chapter displays has a test that checks it by numbers: the chapter's FORMULAS say which.

`tests/chapters/test_NN_slug.py` holds `FORMULAS: dict[str, str]`, from a formula as it is displayed (the LaTeX between
the dollars, every run of white space being one space) to the name of the function of that module that checks it. What
counts as a formula is said by `is_formula` in formulas.py.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from autograder.build.text import Text
from tests.chapters.formulas import Shown, in_markdown, is_formula, shown
from tests.french_texts import chapters

HERE = Path(__file__).parent
every_chapter = pytest.mark.parametrize("text", chapters(), ids=[text.name for text in chapters()])


@cache
def module_of(chapter: str) -> ModuleType:
    """The module that tests a chapter; one without any name when there is none."""
    path = HERE / f"test_{chapter}.py"
    module = ModuleType(path.stem)
    if path.is_file():
        spec = importlib.util.spec_from_file_location(f"formulas_of_{chapter}", path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


def registry(chapter: str) -> dict[str, str]:
    return getattr(module_of(chapter), "FORMULAS", {})


@every_chapter
def test_every_formula_is_checked_by_a_test(text: Text) -> None:
    known = registry(text.name)
    unknown = [one for one in shown(text) if is_formula(one) and one.latex not in known]
    told = "\n".join(f"{text.path}:{one.line}: {one.latex}" for one in unknown)
    assert not unknown, f"no entry in FORMULAS of tests/chapters/test_{text.name}.py:\n{told}"


@every_chapter
def test_every_entry_names_a_test_of_its_module(text: Text) -> None:
    module = module_of(text.name)
    lost = {
        latex: name
        for latex, name in registry(text.name).items()
        if not name.startswith("test_") or not callable(getattr(module, name, None))
    }
    assert lost == {}


@every_chapter
def test_every_entry_is_still_displayed(text: Text) -> None:
    displayed = {one.latex for one in shown(text)}
    assert [latex for latex in registry(text.name) if latex not in displayed] == []


@pytest.mark.parametrize(
    "latex",
    [
        "2 + 3 = 5",
        r"\sigma(0) = 0{,}5",
        r"w_2 + b \geq 0",
        r"\tanh' = 1 - \tanh^2",
        r"\gamma^2 = 1/17",
        r"w \leftarrow w - \alpha g",
        r"-\ln 0{,}9 = 0{,}105",
        r"e = e^{-|x|}",
        r"= \frac12 x",
        r"0{,}25^{10} \approx 9{,}5 \times 10^{-7}",
        r"n \times n \in \mathbb N",
        r"2^{10} = 1\,024",
        r"10^5 = 100\,000",
        r"\frac{\partial J}{\partial w} < 0",
    ],
)
def test_an_inline_statement_that_computes_is_a_formula(latex: str) -> None:
    assert is_formula(Shown(latex, 1, block=False))


@pytest.mark.parametrize(
    "latex",
    [
        "x",
        "XW + b",
        r"s_i(\delta_{ij} - s_j)",
        "x = 4",
        r"x = -0{,}75",
        r"x = \pm 1\,000",
        r"\varepsilon = 10^{-7}",
        r"n \geq 1",
        r"\leq 0",
        r"0 \leq",
        r"0 \leq \gamma < 1",
        "i = j",
        r"|e| = \delta",
        r"x = (x_1, \dots, x_d)",
        r"p = (0{,}9 ; 0{,}2 ; 0{,}6)",
        r"x \in \mathbb R^d",
        r"W \in \mathbb{R}^{d \times m}",
        r"T \to \infty",
        r"\hat y = 1",
        r"d = \text{units}",
    ],
)
def test_a_name_a_value_a_bound_or_a_shape_is_none(latex: str) -> None:
    assert not is_formula(Shown(latex, 1, block=False))


def test_formulas_are_found_with_their_lines_and_those_in_code_are_not() -> None:
    source = (
        "Ici $a + 1 = 2$ et `$b = c$`.\n\n$$\nx =\n  y\n$$\n\n```\n$d = 1$\n```\n\n> $$\n> u = v\n> $$\n\nFin : $z$."
    )
    found = [(one.latex, one.line, one.block) for one in in_markdown(source)]
    assert found == [("a + 1 = 2", 1, False), ("x = y", 4, True), ("u = v", 13, True), ("z", 16, False)]
