"""What an author's text must obey; the first mistake stops with file, line and one sentence."""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Mapping

from autograder.build.clear import cleared
from autograder.build.helps import check_helps
from autograder.build.rules.flow import check_flow
from autograder.build.rules.pace import check_pace
from autograder.build.rules.prose import check_prose
from autograder.build.rules.spoilers import check_spoilers
from autograder.build.rules.testcell import check_test_cell
from autograder.build.text import WRITTEN_ROLES, Text, TextCell
from autograder.course.markers import read_marker
from autograder.course.names import has_star_import, python_source
from autograder.course.regions import HIDDEN_TESTS, SOLUTION, MarkError, regions
from course_utils.french import decimal

_MARKS = {"stub+solution": SOLUTION, "manual": SOLUTION, "checks": HIDDEN_TESTS}


def check_text(text: Text) -> None:
    """Return when the text can be built; raise AuthorError at the first mistake."""
    _check_setup(text)
    for cell in text.cells:
        if cell.kind == "markdown":
            check_prose(text, cell)
        _check_marks(text, cell)
        _check_marker(text, cell)
        if cell.kind == "code" and cell.role not in WRITTEN_ROLES:
            _check_python(text, cell)
    _check_exercises(text)
    check_helps(text)
    _check_total(text)
    for cell in text.cells:
        if cell.role == "stub+solution":
            _check_stub(text, cell)
        if cell.role == "checks":
            check_test_cell(text, cell)
    check_flow(text)
    check_spoilers(text)
    check_pace(text)


def _check_setup(text: Text) -> None:
    setups = [cell for cell in text.cells if cell.role == "setup"]
    code = [cell for cell in text.cells if cell.kind == "code"]
    if not setups:
        text.refuse(text.header.line, "il manque la cellule de mise en route : du code vide, avec `:role: setup`.")
    if len(setups) > 1:
        text.refuse_cell(setups[1], "il y a déjà une cellule de mise en route (`:role: setup`) : une seule suffit.")
    if setups[0].source.strip():
        text.refuse_cell(setups[0], "la cellule de mise en route se remplit à la construction : laissez-la vide.")
    if code[0] is not setups[0]:
        text.refuse_cell(code[0], "la cellule de mise en route (`:role: setup`) vient avant tout autre code.")


def _check_marks(text: Text, cell: TextCell) -> None:
    wanted = _MARKS.get(cell.role, "")
    try:
        found = regions(cell.source, wanted)
    except MarkError as error:
        text.refuse_cell(cell, error.sentence, error.line)
    if wanted and not found:
        text.refuse_cell(cell, f"il manque `### BEGIN {wanted}` et `### END {wanted}` dans cette cellule.")
    if cell.role == "checks" and len(found) > 1:
        text.refuse_cell(cell, "une seule région de tests cachés par exercice.", found[1].begin + 1)
    if cell.role == "checks" and any(line.strip() for line in cell.source.split("\n")[found[0].end + 1 :]):
        text.refuse_cell(cell, "rien ne suit les tests cachés : la partie visible vient avant eux.", found[0].end + 2)


def _check_marker(text: Text, cell: TextCell) -> None:
    if read_marker(cell.source):
        text.refuse_cell(cell, "le repère « Exercice … » est ajouté par le constructeur : ôtez cette ligne.")
    if cell.exercise and cell.source.startswith("%%"):
        text.refuse_cell(cell, "une cellule d'exercice commence par son repère : pas de commande `%%` avant lui.")


def _check_python(text: Text, cell: TextCell) -> None:
    if error := _syntax_error(cell.source):
        text.refuse_cell(cell, f"ce n'est pas du Python valide (`{error.msg}`).", error.lineno or 1)
    if line := has_star_import(cell.source):
        text.refuse_cell(cell, "`import *` cache les noms qu'il apporte : importez-les un à un.", line)


def _syntax_error(source: str) -> SyntaxError | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            compile(python_source(source), "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return error
    return None


def _check_exercises(text: Text) -> None:
    """One solution, then one checks cell, an exercise; or one written answer."""
    seen: dict[tuple[str, str], TextCell] = {}
    for cell in text.cells:
        if not cell.exercise or cell.role == "hints":
            continue
        twin = seen.get((cell.exercise, cell.role))
        rival = next((seen[key] for key in seen if key[0] == cell.exercise and "manual" in (key[1], cell.role)), twin)
        if rival:
            text.refuse_cell(cell, f"il y a déjà un exercice « {cell.exercise} », ligne {rival.line} : changez de nom.")
        if cell.role == "checks" and (cell.exercise, "stub+solution") not in seen:
            text.refuse_cell(
                cell,
                f"les vérifications de « {cell.exercise} » viennent après sa cellule `stub+solution` : "
                "elle manque, ou elle est plus bas.",
            )
        seen[cell.exercise, cell.role] = cell
    for (exercise, role), cell in seen.items():
        if role == "stub+solution" and (exercise, "checks") not in seen:
            text.refuse_cell(cell, f"l'exercice « {exercise} » n'a pas de cellule `checks` : ajoutez-la.")


def _check_total(text: Text) -> None:
    points: Mapping[str, float] = {cell.exercise: cell.points for cell in text.cells if cell.points is not None}
    total = math.fsum(points.values())
    if not points:
        text.refuse(text.header.line, "ce chapitre n'a pas encore d'exercice : il en faut au moins un.")
    if not math.isclose(total, text.header.points, abs_tol=1e-9):
        text.refuse(
            text.header.line,
            f"les exercices font {decimal(total)} points et l'en-tête en annonce {decimal(text.header.points)}.",
        )


def _check_stub(text: Text, cell: TextCell) -> None:
    """What students receive must run: it says that the answer is missing when it is called, not before."""
    stub = cleared(cell.source, "code", "x")
    begin = regions(cell.source, SOLUTION)[0].begin + 1
    if error := _syntax_error(stub):
        text.refuse_cell(cell, f"une fois la solution ôtée, ce n'est plus du Python valide (`{error.msg}`).", begin)
    tree = ast.parse(python_source(stub))
    if any(not region.indent for region in regions(cell.source, SOLUTION)) and not _has_placeholder(tree):
        text.refuse_cell(
            cell,
            "une solution au bord de la page laisse hors d'elle des `...` à remplacer "
            '(par exemple `answers = {"q1": ...}`) : ajoutez-les avant elle.',
            begin,
        )
    if _raises_at_once(tree.body):
        text.refuse_cell(
            cell,
            "la solution est dans une fonction, ou au bord de la page : ici, le bouchon arrêterait le notebook.",
            begin,
        )
    if not cell.source.split("\n")[0].strip():
        text.refuse_cell(cell, "cette cellule commence par une ligne vide : ôtez-la.")


def _has_placeholder(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Constant) and node.value is Ellipsis for node in ast.walk(tree))


def _raises_at_once(statements: list[ast.stmt]) -> bool:
    """Tell whether a stub's `raise NotImplementedError` runs with the cell, not with a function of it."""
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(statement, ast.Raise) and "NotImplementedError" in ast.unparse(statement):
            return True
        inner = [node for node in ast.iter_child_nodes(statement) if isinstance(node, ast.stmt)]
        if _raises_at_once(inner):
            return True
    return False
