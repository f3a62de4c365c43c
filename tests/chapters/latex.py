"""A small reader of the LaTeX that the chapters display: it computes a formula as it is printed, on given values.

`holds(latex, values)` says whether every relation of a formula is true; `value(latex, values)` computes an expression.
`values` maps names as they are written (`x`, `w_1`, `\\hat y`, `\\sigma'`, `\\mathrm{ReLU}`) to numbers, arrays or
functions; an index in braces is written without them (`x_ij`). A sum adds up a whole array: give `x_i` as the array of
all the x. A number that is printed with decimals is true to half a unit of its last one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

_NUMBER = r"\d{1,3}(?:\\,\d{3})+(?:\{,\}\d+)?|\d+(?:\{,\}\d+)?"
_TOKEN = re.compile(rf"{_NUMBER}|\\[A-Za-z]+|\\[|]|[^\s]")
_IGNORED = re.compile(
    r"(?<!\\)\\[!;: ]|\\(?:left|right|big|Big|bigl|bigr)(?![A-Za-z])|\\text\{(?:si|avec|itérations|\s)*\}"
)
_STATEMENT = re.compile(r"\\q?quad(?![A-Za-z])")
_RELATION = re.compile(r"\\(?:leq?|geq?|approx|neq)(?![A-Za-z])|[=<>]")
_PRINTED = re.compile(rf"[+-]?\s*({_NUMBER})(?:\s*\\times\s*10\^\{{([+-]?\d+)\}})?")
_CASES = re.compile(r"\\begin\{cases\}(.*?)\\end\{cases\}", re.DOTALL)
_NO_RELATION = re.compile(rf"{_CASES.pattern}|_\{{[^{{}}]*\}}", re.DOTALL)  # what is inside belongs to a side
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": np.less,
    ">": np.greater,
    r"\leq": np.less_equal,
    r"\geq": np.greater_equal,
    "=": np.equal,
}
_KNOWN: dict[str, Any] = {
    r"\ln": np.log,
    r"\log": np.log,
    r"\max": lambda *them: them[0].max() if len(them) == 1 else np.maximum(*them),
    r"\tanh": np.tanh,
    r"\pi": np.pi,
    r"\infty": np.inf,
    "e": np.e,
}
_SINGLE_NAMES = (r"\hat", r"\mathrm", r"\mathbb", r"\text")
_ENDS = ("", "+", "-", ")", "]", "}", ",", "|", "/", ";", r"\times", r"\cdot", r"\rceil")


class Matrix(np.ndarray):
    """An array whose product, as it is written in a formula, is that of matrices: make one with `matrix`."""

    def __mul__(self, other: Any) -> Any:
        return np.matmul(self, other)


def matrix(values: Any) -> Matrix:
    """Return a matrix; a list of numbers is one row."""
    return np.atleast_2d(np.asarray(values, dtype=float)).view(Matrix)


def value(latex: str, values: Mapping[str, Any] | None = None) -> Any:
    """Return what an expression is worth."""
    return _Reader(_IGNORED.sub(" ", latex), {**_KNOWN, **(values or {})}).whole()


def holds(latex: str, values: Mapping[str, Any] | None = None, atol: float = 1e-9) -> bool:
    """Say whether every relation of a formula is true, for all the numbers of the arrays, within `atol`."""
    statements = [one for one in _STATEMENT.split(_IGNORED.sub(" ", latex)) if one.strip(" .,;")]
    assert any(_RELATION.search(one) for one in statements), f"no relation in {latex}"
    return all(bool(np.all(_true(one, {**_KNOWN, **(values or {})}, atol))) for one in statements)


def sides(latex: str) -> list[str]:
    """Return the sides of a formula's relations; those inside `cases` or an index are none."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return "\ue000"

    return [
        re.sub("\ue000", lambda _: kept.pop(0), side).strip() for side in _RELATION.split(_NO_RELATION.sub(keep, latex))
    ]


def _true(statement: str, values: Mapping[str, Any], atol: float) -> Any:
    texts = sides(statement)
    relations = _RELATION.findall(_NO_RELATION.sub("", statement))
    found = [_Reader(text, values).whole() for text in texts]
    result: Any = True
    for place, relation in enumerate(relations):
        left, right = found[place], found[place + 1]
        close = max(_half_unit(text, relation) for text in texts[place : place + 2]) or atol
        with np.errstate(invalid="ignore"):
            near = (left == right) | (np.abs(left - right) <= close * (1 + 1e-9))
        result = result & (near if relation in ("=", r"\approx") else _compare(relation, left, right) | near)
        if relation in ("<", ">"):
            result = result & _compare(relation, left, right)
    return result


def _compare(relation: str, left: Any, right: Any) -> Any:
    return _COMPARE[{r"\le": r"\leq", r"\ge": r"\geq"}.get(relation, relation)](left, right)


def _half_unit(text: str, relation: str) -> float:
    """Return half a unit of the last digit of a printed number; 0 for an expression, or for « = » and an integer."""
    printed = _PRINTED.fullmatch(text.strip())
    decimals = len(printed[1].partition("{,}")[2]) if printed else 0
    if printed is None or (relation != r"\approx" and not decimals and not printed[2]):
        return 0.0
    return float(0.5 * 10.0 ** (int(printed[2] or 0) - decimals))


class _Reader:
    """Reads one expression, from left to right."""

    def __init__(self, latex: str, values: Mapping[str, Any]) -> None:
        self.values = values
        self.cases: list[str] = []
        text = _CASES.sub(self._keep_cases, latex)
        text = re.sub(r"(?<!\d)\\,|\\,(?!\d{3})", " ", text)
        self.tokens = [*_TOKEN.findall(text), ""]
        self.place = 0

    def _keep_cases(self, found: re.Match[str]) -> str:
        self.cases.append(found[1])
        return "\ue000"

    @property
    def next(self) -> str:
        return self.tokens[self.place]

    def take(self, wanted: str = "") -> str:
        token = self.next
        assert token and (not wanted or token == wanted), f"{wanted or 'more'} expected at {self.tokens[self.place :]}"
        self.place += 1
        return token

    def whole(self) -> Any:
        found = self.sum()
        assert self.next == "", f"left unread: {self.tokens[self.place :]}"
        return found

    def sum(self) -> Any:
        found = self.product()
        while self.next in ("+", "-"):
            found = found + self.product() if self.take() == "+" else found - self.product()
        return found

    def product(self) -> Any:
        if self.next in ("-", "+"):
            return -self.product() if self.take() == "-" else self.product()
        found = self.power()
        while self.next not in ("", *_ENDS) or self.next in ("/", r"\times", r"\cdot"):
            sign = self.take() if self.next in ("/", r"\times", r"\cdot") else r"\times"
            other = self.power()
            found = found / other if sign == "/" else np.dot(found, other) if sign == r"\cdot" else found * other
        return found

    def power(self) -> Any:
        base = self.one()
        while self.next in ("^", "_"):
            if self.take() == "_":
                index = self.group_text()
                base = base[..., int(index) - 1] if index.isdigit() else base
            else:
                base = base ** self.group()
        return base

    def one(self) -> Any:
        token = self.take()
        if token[0].isdigit():
            return float(token.replace(r"\,", "").replace("{,}", "."))
        if token in ("(", "[", "{"):
            found = [self.sum()]
            while self.next in (",", ";"):
                self.take()
                found.append(self.sum())
            self.take({"(": ")", "[": "]", "{": "}"}[token])
            return found[0] if len(found) == 1 else np.stack(np.broadcast_arrays(*found), axis=-1)
        if token == "|":
            found_inside = np.abs(self.sum())
            self.take("|")
            return found_inside
        if token == r"\lceil":
            found_inside = np.ceil(self.sum())
            self.take(r"\rceil")
            return found_inside
        if token in (r"\frac", r"\tfrac"):
            top = self.group()
            return top / self.group()
        if token == r"\sqrt":
            return np.sqrt(self.group())
        if token == r"\sum":
            self.bounds()
            return np.sum(self.product())
        if token == "\ue000":
            return self.choose(self.cases.pop(0))
        return self.named(token)

    def choose(self, cases: str) -> Any:
        first, second = (re.sub(r"\s*\\text\{\s*sinon\s*\}", "", case) for case in re.split(r"\\\\", cases))
        then, condition = first.split("&")
        left, right = sides(condition)
        relation = _RELATION.findall(condition)[0]
        readers = [_Reader(text, self.values).whole() for text in (left, right, then, second.replace("&", ""))]
        return np.where(_compare(relation, readers[0], readers[1]), readers[2], readers[3])

    def named(self, token: str) -> Any:
        """Read a name with what belongs to it (`\\hat y`, `w_1`, `\\sigma'`), and the arguments of a function."""
        name = token
        if token in _SINGLE_NAMES:
            inside = self.group_text()
            name = f"{token} {inside}" if token == r"\hat" else f"{token}{{{inside}}}"
        if self.next == "_":
            self.take()
            index = self.group_text()
            name = f"{name}_{index}" if f"{name}_{index}" in self.values else name
        while self.next == "'":
            name += self.take()
        assert name in self.values, f"no value is given for {name}"
        found = self.values[name]
        return self.call(found) if callable(found) else found

    def call(self, function: Callable[..., Any]) -> Any:
        exponent = None
        if self.next == "^":
            self.take()
            exponent = self.group()
        if self.next == "(":
            self.take()
            arguments = [self.sum()]
            while self.next in (",", ";"):
                self.take()
                arguments.append(self.sum())
            self.take(")")
        else:
            arguments = [self.power()]
        found = function(*arguments)
        return found if exponent is None else found**exponent

    def bounds(self) -> None:
        while self.next in ("_", "^"):
            self.take()
            self.group_text()

    def group(self) -> Any:
        """Read what stands in braces, or one sign (`\\frac13`, `x^2`)."""
        if self.next == "{":
            return self.one()
        if self.next[:1].isdigit():  # « \frac12 » is one over two
            token = self.take()
            if len(token) > 1:
                self.place -= 1
                self.tokens[self.place] = token[1:]
            return float(token[0])
        return self.named(self.take())

    def group_text(self) -> str:
        if self.next != "{":
            return self.take()
        self.take("{")
        found, depth = "", 1
        while depth:
            token = self.take()
            depth += {"{": 1, "}": -1}.get(token, 0)
            found += token if depth else ""
        return found
