"""What a learner's helps read beside the stored outcomes: the quiz, the stubs to begin again from, the markers."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode

from autograder.build.clear import cleared
from autograder.build.figures import figures
from autograder.build.hints import check_hints
from autograder.build.quiz import check_quiz, questions
from autograder.build.text import WRITTEN_ROLES, Text, TextCell
from autograder.course.markers import label, read_marker
from autograder.course.names import bound_names, imported_names
from course_utils.french import typeset

# What the cells written by the builder import into the notebook: an answer of that name would be replaced.
_TAKEN = {"quiz": "quiz", "review": "before_handing_in"}


def review_source(chapter: str) -> str:
    """Return the code of the last cell, « Avant de rendre »."""
    title = typeset("# Préparer mon rendu : tout relire, puis écrire le fichier")
    return f'{title}\nfrom course_utils.handin import before_handing_in\n\nbefore_handing_in("{chapter}")'


def helps(text: Text, source: NotebookNode) -> dict[str, Any]:
    """Return, ready for JSON, « quiz » (questions), « figures », « stubs » (by exercise), « markers » (by cell id)."""
    stubs, markers = {}, {}
    for cell in source.cells:
        found = read_marker(cell.source)
        if found is None:
            continue
        number, exercise = found
        markers[cell.id] = cell.source.split("\n", 1)[0]
        if cell.metadata["nbgrader"]["solution"]:
            stubs[exercise] = cleared(cell.source, cell.cell_type, label(number, exercise))
    asked = [questions(text, cell) for cell in text.cells if cell.role == "quiz"]
    return {"quiz": asked[0] if asked else [], "figures": figures(text), "stubs": stubs, "markers": markers}


def check_helps(text: Text) -> None:
    """Raise AuthorError on a quiz or hints that cannot be read, or a cell « Avant de rendre » that is not the last."""
    check_hints(text)
    for role in WRITTEN_ROLES:
        cells = [cell for cell in text.cells if cell.role == role]
        if len(cells) > 1:
            text.refuse_cell(cells[1], f"il y a déjà une cellule « {role} », ligne {cells[0].line} : une seule suffit.")
        if cells and role in _TAKEN:
            _check_name_is_free(text, cells[0])
    for cell in text.cells:
        if cell.role == "quiz":
            check_quiz(text, cell)
        if cell.role == "review":
            _check_review(text, cell)


def _check_review(text: Text, cell: TextCell) -> None:
    if cell.source.strip():
        text.refuse_cell(cell, "la cellule « review » se remplit à la construction : laissez-la vide.")
    last = [one for one in text.cells if one.kind == "code"][-1]
    if last is not cell:
        text.refuse_cell(cell, "la cellule « review » (« Avant de rendre ») vient après tout autre code.")


def _check_name_is_free(text: Text, written: TextCell) -> None:
    name = _TAKEN[written.role]
    for cell in text.cells:
        if cell.kind != "code" or cell.role in WRITTEN_ROLES:
            continue
        if name in bound_names(cell.source) | imported_names(cell.source):
            text.refuse_cell(
                cell,
                f"la cellule « {written.role} » de la ligne {written.line} prend le nom `{name}` : "
                "choisissez-en un autre ici.",
            )
