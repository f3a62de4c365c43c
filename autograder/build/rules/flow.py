"""What passes from cell to cell: tests find what they use, demonstrations can be skipped, exercises stand alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import course_utils.checks
from autograder.build.rules.testcell import visible_part
from autograder.build.text import WRITTEN_ROLES, Text, TextCell
from autograder.course.names import (
    bound_names,
    free_names,
    import_line,
    imported_names,
    late_names,
    line_of,
    parse,
    read_before_bound,
)

_SEEDING = {"seed", "manual_seed", "manual_seed_all", "set_seed", "set_random_seed", "seed_everything"}


@dataclass
class _Known:
    """What the cells above give, demonstrations aside: who binds a name, what is imported, which names an exercise
    answers for (those of its solution, and what lessons made of them)."""

    bound: dict[str, TextCell] = field(default_factory=dict)
    imported: set[str] = field(default_factory=set)
    exercise: dict[str, str] = field(default_factory=dict)

    def learn(self, cell: TextCell, uses: frozenset[str]) -> None:
        owner = cell.exercise or next((self.exercise[name] for name in sorted(uses) if name in self.exercise), "")
        for name in bound_names(cell.source):
            self.bound[name] = cell
            if owner:
                self.exercise[name] = owner
        self.imported |= imported_names(cell.source)


def check_flow(text: Text) -> None:
    """Raise AuthorError when a cell takes a name from where it must not, or a demonstration leaves a trace."""
    code = [cell for cell in text.cells if cell.kind == "code" and cell.role not in WRITTEN_ROLES]
    demos = [cell for cell in code if cell.role == "demo"]
    known = _Known(imported={"start"})
    for cell in code:
        if cell.role == "demo":
            continue
        uses = free_names(cell.source) | read_before_bound(cell.source)
        _check_demo_names(text, cell, uses, known, demos)
        if cell.role == "checks":
            _check_tests(text, cell, known)
            continue
        if cell.role == "stub+solution":
            _check_solution(text, cell, uses, known)
        _check_redefinition(text, cell, known)
        known.learn(cell, uses)
    others = [cell for cell in code if cell.role != "demo"]
    readers: dict[str, TextCell] = {}
    for cell in others:
        for name in _reads(cell):
            readers.setdefault(name, cell)
    modules = {name for cell in others for name in imported_names(cell.source)}
    for demo in demos:
        _check_demo(text, demo, readers, modules | imported_names(demo.source))


def _check_demo_names(text: Text, cell: TextCell, uses: frozenset[str], known: _Known, demos: list[TextCell]) -> None:
    for name in sorted(uses - known.bound.keys() - known.imported):
        giver = next((d for d in demos if name in bound_names(d.source) | imported_names(d.source)), None)
        if giver:
            text.refuse_cell(
                cell,
                f"`{name}` vient de la démonstration de la ligne {giver.line}, que la correction peut sauter : "
                "définissez-le dans une cellule sans `:role: demo`.",
                line_of(name, cell.source),
            )


def _check_tests(text: Text, cell: TextCell, known: _Known) -> None:
    whole, shown = cell.source, visible_part(cell)
    given = imported_names(whole) & known.bound.keys()
    for name in sorted(given):
        text.refuse_cell(
            cell,
            f"importer `{name}` ici remplacerait celui du notebook : ce n'est plus lui qui serait vérifié.",
            import_line(name, whole),
        )
    for source in (shown, whole):
        for name in sorted(free_names(source) - known.bound.keys()):
            line = line_of(name, source)
            if name in imported_names(whole) | bound_names(whole):
                text.refuse_cell(
                    cell, f"`{name}` n'existe que dans les tests cachés : la partie visible ne peut s'en servir.", line
                )
            if name in known.imported or name in course_utils.checks.__all__:
                text.refuse_cell(
                    cell, f"`{name}` n'est pas importé : une cellule de vérifications importe ce qu'elle utilise.", line
                )
            text.refuse_cell(
                cell, f"`{name}` n'est défini ni par une solution, ni par une cellule de leçon plus haut.", line
            )
    for name in sorted(read_before_bound(whole) & imported_names(whole)):
        text.refuse_cell(cell, f"`{name}` est importé après avoir servi : importez-le plus haut.", line_of(name, whole))


def _check_solution(text: Text, cell: TextCell, uses: frozenset[str], known: _Known) -> None:
    for name in sorted(uses):
        line = line_of(name, cell.source)
        owner = known.exercise.get(name, cell.exercise)
        if owner != cell.exercise:
            text.refuse_cell(
                cell,
                f"cette solution se sert de `{name}`, qui dépend de l'exercice « {owner} » : "
                "ce qu'il lui faut arrive en argument.",
                line,
            )
        if name not in known.bound and name not in known.imported:
            text.refuse_cell(cell, f"`{name}` n'est défini ni ici, ni dans une cellule de leçon plus haut.", line)


def _check_redefinition(text: Text, cell: TextCell, known: _Known) -> None:
    for name in sorted(bound_names(cell.source) | imported_names(cell.source)):
        before = known.bound.get(name)
        if before and before.role == "stub+solution":
            text.refuse_cell(
                cell,
                f"`{name}` est déjà défini par l'exercice « {before.exercise} » : changez de nom, "
                "sans quoi sa réponse serait remplacée.",
                line_of(name, cell.source),
            )


def _check_demo(text: Text, demo: TextCell, readers: Mapping[str, TextCell], modules: set[str]) -> None:
    """Refuse a demonstration that leaves a trace; `readers` are the first cells that read each name."""
    tree = parse(demo.source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _seeds(node.func, modules):
            text.refuse_cell(
                demo,
                "une démonstration ne fixe pas la graine commune : la correction peut la sauter, et les tirages "
                "changeraient. Prenez un générateur à elle.",
                node.lineno,
            )
    changed = {name: line_of(name, demo.source) for name in bound_names(demo.source)}
    changed |= {name: line for name, line in _changed_in_place(tree) if name not in modules}
    for name in sorted(changed):
        reader = readers.get(name)
        if reader:
            text.refuse_cell(
                demo,
                f"cette démonstration change `{name}`, que lit la cellule de la ligne {reader.line} : "
                "la correction peut la sauter. Prenez un autre nom.",
                changed[name],
            )


def _reads(cell: TextCell) -> frozenset[str]:
    return free_names(cell.source) | read_before_bound(cell.source) | late_names(cell.source)


def _seeds(function: ast.expr, modules: set[str]) -> bool:
    """Tell whether a call to `function` seeds a generator that everybody shares: one of a module."""
    if isinstance(function, ast.Name):
        return function.id in _SEEDING & modules
    if not isinstance(function, ast.Attribute) or function.attr not in _SEEDING:
        return False
    root: ast.expr = function
    while isinstance(root, ast.Attribute):
        root = root.value
    return isinstance(root, ast.Name) and root.id in modules


def _changed_in_place(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield (name, line) for each `name[…] = …` and `name.attribute = …`."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            root: ast.expr = node
            while isinstance(root, (ast.Subscript, ast.Attribute)):
                root = root.value
            if isinstance(root, ast.Name):
                yield root.id, node.lineno
