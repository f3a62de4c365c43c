"""The notebook in which this code runs: its file, as it was last saved."""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.budget import GRADING
from course_utils.device import on_colab
from course_utils.handin.fresh import INSIDE
from course_utils.progress import in_notebook

_NBGRADER = "NBGRADER_EXECUTION"  # environment: nbgrader runs this kernel, to grade or to validate


class NotFound(Exception):
    """The file cannot be found or read: one French sentence that says what to do."""


@dataclass(frozen=True)
class Notebook:
    """A notebook: `content` is its file, `cells` as nbformat has them, sources being strings.

    `age` is in seconds since it was saved, None where the page itself was read, saved or not (Colab). `folder` is
    where it runs. `ran` holds the sources that the reader has run in this session, in order.
    """

    name: str
    chapter: str
    content: bytes
    cells: tuple[dict[str, Any], ...]
    folder: Path
    age: float | None = None
    ran: tuple[str, ...] = ()


def find_notebook(chapter: str, path: str | None = None) -> Notebook:
    """Return the notebook that is open here (or that `path` names); raise NotFound."""
    if path is None and on_colab():
        return _notebook(_from_colab(), chapter, "", Path.cwd(), None)
    file = Path(path) if path is not None else _guessed(chapter)
    if file is None or not file.is_file():
        raise NotFound(
            f"Le fichier de ce notebook n'a pas été trouvé{'' if file is None else f' ({file})'} : enregistrez-le, "
            f'puis indiquez son nom : `before_handing_in("{chapter}", path="{chapter}.ipynb")`.'
        )
    try:
        content = file.read_bytes()
        age = max(0.0, time.time() - file.stat().st_mtime)
    except OSError as error:
        raise NotFound(f"{file.name} ne se lit pas : enregistrez-le à nouveau (Ctrl + S), puis réessayez.") from error
    return _notebook(content, chapter, file.name, file.resolve().parent, age)


def run_by_a_program() -> bool:
    """Tell whether grading, nbgrader or « Avant de rendre » runs this notebook: nobody works in it."""
    return any(name in os.environ for name in (_NBGRADER, INSIDE, GRADING))


def on_a_page() -> bool:
    """Tell whether a learner reads what is displayed here: a front end has opened this notebook for somebody."""
    return in_notebook() and not run_by_a_program() and (on_colab() or told_file() is not None)


def told_file() -> Path | None:
    """Return the notebook that is open here, as Jupyter's server or VS Code told this kernel when it began, or None.

    Nobody tells a kernel that a program has started, and a notebook that was renamed since is not there any more.
    """
    shell = _shell()
    told = (shell.user_ns.get("__vsc_ipynb_file__") if shell else None) or os.environ.get("JPY_SESSION_NAME")
    if not told:
        return None
    file = Path(str(told))
    # A server may give the path from its own root; the kernel starts in the notebook's folder.
    return file if file.is_absolute() and file.parent.is_dir() else Path.cwd() / file.name


def _guessed(chapter: str) -> Path | None:
    """Return the notebook that was told of; renamed since, the last one saved of this chapter in its folder."""
    file = told_file()
    if file is None or file.is_file():
        return file
    others = [one for one in file.parent.glob("*.ipynb") if _is_of(one, chapter)]
    return max(others, key=lambda one: one.stat().st_mtime, default=file)


def _is_of(file: Path, chapter: str) -> bool:
    try:
        return json.loads(file.read_bytes())["metadata"]["course"]["chapter"] == chapter
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _from_colab() -> bytes:
    try:
        message = importlib.import_module("google.colab._message")  # there is no such package elsewhere
        return json.dumps(message.blocking_request("get_ipynb", timeout_sec=30)["ipynb"], ensure_ascii=False).encode()
    except Exception as error:  # Colab's own way in, which may change without notice
        raise NotFound(
            "Colab n'a pas donné ce notebook : utilisez « Exécution → Redémarrer la session et tout exécuter », "
            "puis relisez chaque vérification."
        ) from error


def _notebook(content: bytes, chapter: str, name: str, folder: Path, age: float | None) -> Notebook:
    try:
        read = json.loads(content)
        cells = tuple({**cell, "source": "".join(cell["source"])} for cell in read["cells"])
        told = read.get("metadata", {}).get("course", {}).get("chapter", chapter)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotFound(f"{name or 'Ce fichier'} n'est pas un notebook lisible : enregistrez-le à nouveau.") from error
    shell = _shell()
    ran = tuple(shell.history_manager.input_hist_raw) if shell and shell.history_manager else ()
    return Notebook(name, str(told), content, cells, folder, age, ran)


def _shell() -> Any:
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
