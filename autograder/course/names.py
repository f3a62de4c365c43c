"""The names of a cell: which it binds, which it imports, which it takes from elsewhere.

Names are looked up by scope (`symtable`), so that an argument of a nested function never passes for a
name of the notebook. Sources are notebook cells: IPython's magics and `!commands` are understood.
Every function raises SyntaxError when the cell is not valid Python, save those for students' cells: `is_python`,
`given_names`, `names_given_at`, `wanted_names`.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
import sys
from collections.abc import Iterator
from functools import lru_cache

from course_utils.magics import TRANSPARENT, numbered, opening_magic, without_opening_line

# IPython puts these beside the built-in names.
_ALWAYS_THERE = frozenset(dir(builtins)) | {"get_ipython", "display", "__file__", "__annotations__", "In", "Out"}
_LONGEST, _MOST_MAGIC_LINES = 200_000, 300
_MOST_READ_AGAIN = 300_000  # characters, of a cell as many times as it has magics: about two seconds
# What reading a student's cell as Python may raise: half a character, a null one, nesting without end.
# IPython gives up with a RuntimeError on hundreds of magics in one cell.
_NO_PYTHON = (SyntaxError, ValueError, RuntimeError, MemoryError)
_MAGIC_VALUE = re.compile(r"=[ \t]*[!%]")
_COMPREHENSIONS = frozenset({"listcomp", "setcomp", "dictcomp", "genexpr"})
_remembered = lru_cache(maxsize=512)  # the cells of a chapter come back with every submission


@_remembered
def python_source(source: str) -> str:
    """Return the cell as plain Python, IPython's syntax replaced by calls; lines keep their numbers.

    IPython reads the whole cell once for each of its own lines: one with too many of them for its length is refused,
    as is one that is too long for a cell, both with a SyntaxError.
    """
    from IPython.core.inputtransformer2 import TransformerManager

    lines = source.splitlines()
    if len(source) > _LONGEST or sum(_may_be_magic(line) for line in lines) > _MOST_MAGIC_LINES:
        raise SyntaxError("a cell too long to be read")
    if len(source) * sum(_is_likely_magic(line.strip()) for line in lines) > _MOST_READ_AGAIN:
        raise SyntaxError("a cell with too many magics to be read")
    while opening_magic(source) in TRANSPARENT:  # the body of any other is not looked at
        source = without_opening_line(source)
    return TransformerManager().transform_cell(numbered(source))


def _may_be_magic(line: str) -> bool:
    return any(sign in line for sign in "!%?")


def _is_likely_magic(line: str) -> bool:
    return line.startswith(tuple("!%?,;/")) or line.endswith("?") or _MAGIC_VALUE.search(line) is not None


def parse(source: str) -> ast.Module:
    """Return the cell's syntax tree."""
    return ast.parse(python_source(source))


@_remembered
def free_names(source: str) -> frozenset[str]:
    """Return the names used at the top level or as globals of nested scopes that the cell neither binds nor imports.

    Built-in names are left out. A name that the cell reads first and binds afterwards is not free: see
    `read_before_bound`.
    """
    top = _table(source)
    return frozenset(_used(top)) - _bound(top) - _imported(top) - _ALWAYS_THERE


@_remembered
def bound_names(source: str) -> frozenset[str]:
    """Return the names the cell defines at the top level: assignments, loops, `with`, def, class, `global`."""
    return _bound(_table(source))


@_remembered
def imported_names(source: str) -> frozenset[str]:
    """Return the names the cell's import statements bind at the top level."""
    return _imported(_table(source))


def is_python(source: str) -> bool:
    """Tell whether a student's text can be read as a cell of code; one too long to be anybody's work is not read."""
    try:
        parse(source)
    except _NO_PYTHON:
        return False
    return True


def given_names(source: str) -> frozenset[str]:
    """Return the names that a student's cell binds or imports; none when it is no Python: it stops before it begins."""
    try:
        return bound_names(source) | imported_names(source)
    except _NO_PYTHON:
        return frozenset()


def wanted_names(source: str) -> frozenset[str]:
    """Return the names that a student's cell takes from the notebook; none when it is no Python."""
    try:
        return free_names(source)
    except _NO_PYTHON:
        return frozenset()


def names_given_at(source: str, line: int) -> frozenset[str]:
    """Return the names that the top-level statement around `line` (from 1) of a student's cell binds or imports."""
    try:
        body = parse(source).body
    except _NO_PYTHON:
        return frozenset()
    return frozenset(n for one in body if one.lineno <= line <= (one.end_lineno or line) for n in _stored(one))


def late_names(source: str) -> frozenset[str]:
    """Return the names of the notebook that the cell's functions read when they are called, the cell's own included."""
    top = _table(source)
    children = [name for child in top.get_children() for name in _called_later(child)]
    return frozenset(children) - _ALWAYS_THERE


def read_before_bound(source: str) -> frozenset[str]:
    """Return the names that the cell binds, but reads before: their first value comes from elsewhere.

    `x += 1` and `x = x + 1` read x. Functions' bodies are read later, so they do not count.
    """
    tree = parse(source)
    bound: set[str] = set()
    early: set[str] = set()
    _follow(tree.body, bound, early)
    return frozenset(early & bound) - _ALWAYS_THERE


def has_star_import(source: str) -> int | None:
    """Return the line (from 1) of the first `from … import *`, or None."""
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            return node.lineno
    return None


def line_of(name: str, source: str) -> int:
    """Return the line (from 1) where `name` first appears in the cell as a name; 1 when it does not."""
    lines = [line for found, line in _appearances(parse(source)) if found == name]
    return min(lines, default=1)


def import_line(name: str, source: str) -> int:
    """Return the line (from 1) of the first import that binds `name`; 1 when there is none."""
    imports = [node for node in ast.walk(parse(source)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    return min((node.lineno for node in imports if name in _stored(node)), default=1)


def _table(source: str) -> symtable.SymbolTable:
    plain = python_source(source)
    if sys.version_info >= (3, 12):
        plain = ast.unparse(_Generators().visit(ast.parse(plain)))
    return symtable.symtable(plain, "<cell>", "exec")


class _Generators(ast.NodeTransformer):
    """Makes every comprehension a generator: from Python 3.12 on, the variables of the others look like the cell's."""

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.AST:
        return self.generic_visit(ast.GeneratorExp(node.elt, node.generators))

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        pair = ast.Tuple([node.key, node.value], ast.Load())
        return self.generic_visit(ast.GeneratorExp(pair, node.generators))


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _tables(child)


def _used(top: symtable.SymbolTable) -> set[str]:
    return {
        symbol.get_name()
        for table in _tables(top)
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (table is top or symbol.is_global())
    }


def _called_later(table: symtable.SymbolTable) -> set[str]:
    """Global names of the functions under `table`; a comprehension and a class's body run at once."""
    later = table.get_type() == "function" and table.get_name() not in _COMPREHENSIONS
    own = {s.get_name() for s in table.get_symbols() if later and s.is_referenced() and s.is_global()}
    return own.union(*(_called_later(child) for child in table.get_children()))


def _bound(top: symtable.SymbolTable) -> frozenset[str]:
    own = {s.get_name() for s in top.get_symbols() if (s.is_assigned() or s.is_namespace()) and not s.is_imported()}
    declared = {
        symbol.get_name()
        for table in _tables(top)
        for symbol in table.get_symbols()
        if table is not top and symbol.is_declared_global() and symbol.is_assigned()
    }
    return frozenset(own | declared)


def _imported(top: symtable.SymbolTable) -> frozenset[str]:
    return frozenset(symbol.get_name() for symbol in top.get_symbols() if symbol.is_imported())


def _appearances(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name, node.lineno
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                yield alias.asname or alias.name.partition(".")[0], node.lineno


def _follow(statements: list[ast.stmt], bound: set[str], early: set[str]) -> None:
    """Walk `statements` in the order in which they run, filling `bound` and what was read `early`."""
    for statement in statements:
        blocks = [block for _, block in ast.iter_fields(statement) if isinstance(block, list)]
        inner = [block for block in blocks if block and isinstance(block[0], ast.stmt)]
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or not inner:
            early |= _read_at_once(statement) - bound
            bound |= {*_stored(statement)}
            continue
        children = [node for node in ast.iter_child_nodes(statement) if not isinstance(node, ast.stmt)]
        if isinstance(statement, (ast.For, ast.AsyncFor)):
            children = [statement.iter, statement.target]  # the target comes first in the tree, last in time
        branches = [node for node in children if isinstance(node, (ast.ExceptHandler, ast.match_case))]
        for header in (node for node in children if node not in branches):
            early |= _read_at_once(header) - bound
            bound |= {*_stored(header)}
        for block in inner:
            _follow(block, bound, early)
        for branch in branches:
            bound |= {*_stored(branch)}
            _follow(branch.body, bound, early)


def _read_at_once(node: ast.AST) -> set[str]:
    """Names of the notebook that `node` reads when it runs, the target of `+=` included."""
    if isinstance(node, (ast.Name, ast.AugAssign)):
        own = {node.id} if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else set()
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            own.add(node.target.id)
        return own.union(*(_read_at_once(child) for child in ast.iter_child_nodes(node)))
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        now: list[ast.AST] = [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        return set().union(*(_read_at_once(child) for child in now))
    if isinstance(node, ast.Lambda):
        return set()
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        own = {*_stored(node)}
        return set().union(*(_read_at_once(child) for child in ast.iter_child_nodes(node))) - own
    return set().union(*(_read_at_once(child) for child in ast.iter_child_nodes(node)))


def _stored(node: ast.AST) -> Iterator[str]:
    """Names that `node` binds, those of nested functions left out."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
        yield node.id
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    if isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name
    if not isinstance(node, ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from _stored(child)
