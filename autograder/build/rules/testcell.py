"""The rulings on a checks cell, looked at by itself: its two parts, its calls, what it binds, its `steps`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import course_utils.checks
from autograder.build.text import Text, TextCell
from autograder.course.names import bound_names, free_names, imported_names, line_of, parse, read_before_bound
from autograder.course.regions import HIDDEN_TESTS, regions

_NO_CHECKS = {"as_stated", "call", "case", "hidden", "observe", "visible"}
CHECKS = frozenset(name for name in course_utils.checks.__all__ if name.islower()) - _NO_CHECKS
_DRAWING = frozenset({"random", "default_rng", "rand", "randn", "randint", "randperm"})
_WITH_STEPS = frozenset({"observe", "behaves", "learns"})


def visible_part(cell: TextCell) -> str:
    """Return what students receive of a checks cell, on the same lines: hidden ones are blank."""
    lines = cell.source.split("\n")
    for region in regions(cell.source, HIDDEN_TESTS):
        lines[region.begin : region.end + 1] = [""] * (region.end + 1 - region.begin)
    return "\n".join(lines)


def check_test_cell(text: Text, cell: TextCell) -> None:
    """Raise AuthorError when the cell breaks a ruling that needs no other cell to be seen."""
    tree = parse(cell.source)
    _check_pages(text, cell, tree)
    _check_literal(text, cell)
    _check_bound(text, cell)
    _check_steps(text, cell, tree)


def called(node: ast.AST) -> str:
    """Return the last name of what a call calls (`checks.agrees(…)` → « agrees »); empty when it is no call."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _check_pages(text: Text, cell: TextCell, tree: ast.Module) -> None:
    region = regions(cell.source, HIDDEN_TESTS)[0]
    place = f"{text.name}/{cell.exercise}"
    for side in ("visible", "hidden"):
        blocks = list(_blocks(tree, side))
        if not blocks:
            where = "avant les tests cachés" if side == "visible" else "dans la région des tests cachés"
            text.refuse_cell(cell, f'il manque {where} un bloc `with {side}("{place}"):`.', region.begin + 1)
        if len(blocks) > 1:
            text.refuse_cell(cell, f"un seul bloc `with {side}(…)` par exercice.", blocks[1][0].lineno)
        call = blocks[0][0]
        first = call.args[0] if call.args else None
        if not isinstance(first, ast.Constant) or first.value != place:
            text.refuse_cell(cell, f'ce bloc est celui de cet exercice : écrivez `{side}("{place}")`.', call.lineno)
        inside = region.begin < call.lineno - 1 < region.end
        if side == "visible" and inside:
            text.refuse_cell(cell, "`visible` est hors de la région des tests cachés, avant elle.", call.lineno)
        if side == "hidden" and not inside:
            text.refuse_cell(cell, "`hidden` est dans la région des tests cachés.", call.lineno)
        if not any(called(node) in CHECKS for node in ast.walk(blocks[0][1])):
            part = "la partie visible ne vérifie" if side == "visible" else "les tests cachés ne vérifient"
            text.refuse_cell(cell, f"{part} rien : appelez-y au moins une vérification (`agrees`, …).", call.lineno)


def _check_literal(text: Text, cell: TextCell) -> None:
    """What the page expects is stored once: it must not depend on a draw.

    Functions are left alone: steps may hand a seeded generator to an exercise that asks for one.
    """
    for node in _outside_functions(parse(visible_part(cell))):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in _DRAWING:
            text.refuse_cell(
                cell,
                f"les vérifications visibles ne tirent rien au hasard (`{name}`) : écrivez leurs entrées en clair.",
                getattr(node, "lineno", 1),
            )


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _outside_functions(child)


def _blocks(tree: ast.Module, name: str) -> Iterator[tuple[ast.Call, ast.With]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.With):
            for item in node.items:
                if isinstance(item.context_expr, ast.Call) and called(item.context_expr) == name:
                    yield item.context_expr, node


def _check_bound(text: Text, cell: TextCell) -> None:
    for name in sorted(bound_names(cell.source)):
        if not name.startswith("_"):
            text.refuse_cell(
                cell,
                f"une cellule de vérifications ne définit que des noms qui commencent par _ : "
                f"renommez `{name}` en `_{name}`.",
                line_of(name, cell.source),
            )
    for name in sorted(read_before_bound(cell.source) - imported_names(cell.source)):
        text.refuse_cell(
            cell,
            f"`{name}` est lu avant d'être défini ici : une cellule de vérifications ne fait pas les deux.",
            line_of(name, cell.source),
        )


def _check_steps(text: Text, cell: TextCell, tree: ast.Module) -> None:
    """`steps` travel to the candidate's process with all that they name: only modules may go along."""
    imported = imported_names(cell.source)
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or called(call) not in _WITH_STEPS:
            continue
        steps = call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "steps"), None)
        functions = list(_functions(tree, steps))
        if not functions:
            text.refuse_cell(
                cell,
                f"le premier argument de `{called(call)}` est une fonction écrite dans cette cellule.",
                call.lineno,
            )
        for function in functions:
            own = function.name if isinstance(function, ast.FunctionDef) else ""
            for name in sorted(free_names(ast.unparse(function)) - imported - {own}):
                text.refuse_cell(
                    cell,
                    f"les étapes données à `{called(call)}` ne nomment que leurs arguments et des modules "
                    f"importés ici : passez `{name}` en argument.",
                    next((n.lineno for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name), 1),
                )


def _functions(tree: ast.Module, steps: ast.expr | None) -> Iterator[ast.FunctionDef | ast.Lambda]:
    """Yield the functions of the cell that `steps` may be."""
    if isinstance(steps, ast.Lambda):
        yield steps
    if not isinstance(steps, ast.Name):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == steps.id:
            yield node
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if steps.id in names:
                yield node.value
