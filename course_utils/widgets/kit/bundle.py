"""What Jupyter shows of our objects: a live view where the notebook has widgets, plain HTML everywhere else."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def bundle(plain: str, still: str, view: Callable[[], Any]) -> dict[str, Any]:
    """Return the three forms, the richest of which a front end chooses; `view` makes an ipywidgets widget.

    A page without widgets (a code host, a site, an export) reads `still`, HTML; a terminal reads `plain`.
    """
    forms: dict[str, Any] = {"text/plain": plain, "text/html": still}
    if importlib.util.find_spec("ipywidgets") is not None:
        forms[WIDGET_VIEW] = {"version_major": 2, "version_minor": 0, "model_id": view().model_id}
    return forms
