"""Our steps in nbgrader's making of a release: French stubs, and cells that may fail without stopping the notebook.

Importing this module imports nbgrader, which takes a second or two.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from autograder.build.clear import cleared
from autograder.course.markers import label, read_marker
from autograder.course.names import bound_names, free_names, read_before_bound
from autograder.course.regions import regions

RAISES = "raises-exception"


class FrenchStubs(ClearSolutions):
    """Clears solutions as nbgrader does, and leaves a stub that names the exercise, in French.

    Raises RuntimeError, as nbgrader's own step, when a mark is missing or stands outside an exercise.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear one cell (nbgrader calls this for each, in order)."""
        try:
            if utils.is_solution(cell):
                number, exercise = read_marker(cell.source) or (cell_index, cell.metadata.nbgrader["grade_id"])
                cell.source = cleared(cell.source, cell.cell_type, label(number, exercise))
            elif not utils.is_grade(cell) and self.enforce_metadata:
                regions(cell.source, "")  # no mark belongs there
        except ValueError as error:
            raise RuntimeError(f"cell {cell.get('id', cell_index)}: {error}") from error
        return cell, resources


class OneLineChecks(NbGraderPreprocessor):
    """Puts one call in place of the visible checks of each exercise: their code ships with `course_utils`.

    Must come after the cells are saved and the hidden tests cleared: grading runs the instructor's cell.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Shorten the checks cells of `nb` in place."""
        for cell in nb.cells:
            about = cell.metadata.get("course", {})
            if about.get("role") == "checks":
                marker = cell.source.split("\n", 1)[0]
                page = f"{nb.metadata.course.chapter}/{about['exercise']}"
                cell.source = f'{marker}\nfrom course_utils.checks import check\n\ncheck("{page}")'
        return nb, resources


class AllowErrors(NbGraderPreprocessor):
    """Tags the cells that fail as long as an answer is missing, so that running the whole notebook goes on.

    These are the checks, and every cell of the lesson that uses what an exercise defines, directly or through
    another such cell. Must come before the solutions are cleared: they say which names those are.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Tag the cells of `nb` in place."""
        code = [cell for cell in nb.cells if cell.cell_type == "code"]
        awaited: set[str] = set()
        for cell in code:
            if utils.is_solution(cell):
                awaited |= bound_names(cell.source)
        for cell in code:
            if utils.is_solution(cell):
                continue
            uses = (free_names(cell.source) | read_before_bound(cell.source)) & awaited
            if uses and not utils.is_grade(cell):
                awaited |= bound_names(cell.source)
            if uses or utils.is_grade(cell):
                cell.metadata["tags"] = sorted({*cell.metadata.get("tags", ()), RAISES})
        return nb, resources
