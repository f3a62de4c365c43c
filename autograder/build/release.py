"""From the instructor's notebook to the student's, by nbgrader's own steps and ours; no gradebook is opened."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # nbgrader_config.py imports this module: it stays quick to import
    from nbformat import NotebookNode

_SAVE = "nbgrader.preprocessors.SaveCells"

# What `nbgrader generate_assignment` runs: `nbgrader_config.py` names this list. Hidden tests must go after their
# cells are saved, and the checksums are computed again on what students receive.
NBGRADER_STEPS = (
    "autograder.build.stub.AllowErrors",
    "nbgrader.preprocessors.LockCells",
    "autograder.build.stub.FrenchStubs",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    _SAVE,
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "autograder.build.stub.OneLineChecks",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
)


def released(source: NotebookNode) -> NotebookNode:
    """Return the student's version of the instructor's notebook `source`, which is left as it is."""
    from traitlets.utils.importstring import import_item

    notebook = copy.deepcopy(source)
    resources: dict[str, Any] = {}
    for step in NBGRADER_STEPS:
        if step != _SAVE:
            notebook, resources = import_item(step)().preprocess(notebook, resources)
    return notebook
