"""What a learner reads when a cell stops for what is no mistake in it: one line, not a wall of English."""

from __future__ import annotations

import html
import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from course_utils.french import typeset


def shorten(shell: Any, chapter: str) -> None:
    """Let `shell` (IPython's) say in French, in one line, that a cell awaits an answer or was interrupted.

    On a learner's page it is a sentence and no error; so is a check that fails, which has already said why.
    """

    def shown(
        self: Any, kind: type[BaseException], error: BaseException, where: TracebackType, tb_offset: Any = None
    ) -> None:
        from course_utils.chapters.reader import read_chapter
        from course_utils.handin.locate import on_a_page

        page = on_a_page()
        if page and getattr(error, "told", False):
            return
        line = short_line(error, (read_chapter(chapter) or {}).get("stubs", {}))
        if line and page:
            _say(line)
            return
        if line:
            briefly(error, line)
        self.showtraceback((kind, error, where), tb_offset=tb_offset)

    shell.set_custom_exc((NotImplementedError, NameError, KeyboardInterrupt, AssertionError), shown)


def _say(line: str) -> None:
    """Display a sentence, in place of the figures that the cell has begun."""
    from IPython.display import display

    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    said = typeset(line)
    blue = "border-left:4px solid var(--jp-info-color1,#1976d2);padding:.2em 0 .2em .8em"
    display({"text/html": f'<div style="{blue}">{html.escape(said)}</div>', "text/plain": said}, raw=True)


def briefly(error: BaseException, line: str) -> None:
    """Let IPython show `line` for `error` in place of its traceback."""
    error._render_traceback_ = lambda: [typeset(line)]  # type: ignore[attr-defined]


def short_line(error: BaseException, stubs: Mapping[str, str]) -> str:
    """Return the French line that stands for `error`, empty when the traceback is what the learner needs.

    `stubs` are the chapter's exercises as they were before any answer.
    """
    if isinstance(error, KeyboardInterrupt):
        return "Exécution interrompue : cette cellule n'est pas allée à son terme."
    awaited = _awaited(error, stubs)
    if not awaited:
        return ""
    title = stubs[awaited].split("\n", 1)[0].strip("# *")
    return (
        f"Cette cellule attend votre réponse à l'e{title[1:]} : revenez-y quand elle sera écrite, vous verrez la suite."
    )


def _awaited(error: BaseException, stubs: Mapping[str, str]) -> str:
    """Return the exercise whose answer is missing: its stub was called, or its name does not exist yet."""
    if isinstance(error, NotImplementedError):
        said = typeset(str(error))
        return next((name for name, stub in stubs.items() if said and said in typeset(stub)), "")
    if isinstance(error, NameError) and not any(_in_answer(one) for one in traceback.walk_tb(error.__traceback__)):
        names = (f"def {error.name}(", f"class {error.name}(", f"class {error.name}:", f"\n{error.name} = ")
        return next((name for name, stub in stubs.items() if any(one in stub for one in names)), "")
    return ""


def _in_answer(frame: tuple[Any, int]) -> bool:
    """An answer that misspells a name needs to see where."""
    return frame[0].f_code.co_name != "<module>" and "ipykernel" in frame[0].f_code.co_filename
