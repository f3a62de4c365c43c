"""What nbgrader's pages show of a notebook: formgrader, and nbgrader's own feedback, pass it through this first."""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

from autograder.run.allowed import allowed_notebook


class OnlyAllowed(Preprocessor):
    """Gives the templates a notebook rebuilt from closed lists, whoever wrote the one in `autograded/`."""

    enabled = Bool(True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        return nbformat.from_dict(allowed_notebook(nb)), resources
