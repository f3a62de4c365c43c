"""`%%recommencer`: an exercise's cell goes back to its beginning; what the learner wrote stays below, as comments."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from course_utils.french import typeset

NAME = "recommencer"
KEPT = "# --- Votre texte, gardé ici ---"


def register(shell: Any, chapter: str) -> None:
    """Give `shell` (IPython's) the magic, for the exercises of `chapter`."""

    def recommencer(line: str, cell: str) -> None:
        """Remet l'exercice de cette cellule à son point de départ, sans perdre votre texte."""
        _restart(shell, chapter, line, cell)

    shell.register_magic_function(recommencer, "cell", NAME)


def restarted(stub: str, written: str) -> str | None:
    """Return the text of an exercise's cell begun again: its `stub`, then `written` as comments.

    What an earlier restart has kept stays as it is, below. None when there is nothing to begin again.
    """
    written, _, before = written.strip().partition(KEPT)
    before = before.strip("\n")
    if written.split() == stub.split():
        return None
    lines = written.strip().split("\n")
    if lines[0].split() == stub.split("\n", 1)[0].split():
        lines = lines[1:]  # the marker stands on the first line of a cell, and nowhere else
    own = "\n".join(f"# {line}".rstrip() for line in lines)
    return "\n".join([stub, "", KEPT, own, *([KEPT, before] if before else [])])


def asked_exercise(stubs: Mapping[str, str], line: str, cell: str) -> str | None:
    """Return the exercise that `%%recommencer` is about: the one it names, else the one whose marker the cell bears."""
    if line.strip():
        return line.strip() if line.strip() in stubs else None
    first = cell.strip().split("\n", 1)[0]
    return next((name for name, stub in stubs.items() if stub.split("\n", 1)[0].split() == first.split()), None)


def _restart(shell: Any, chapter: str, line: str, cell: str) -> None:
    from course_utils.chapters.reader import read_chapter

    stubs: dict[str, str] = {
        name: stub for name, stub in (read_chapter(chapter) or {}).get("stubs", {}).items() if stub.startswith("#")
    }
    exercise = asked_exercise(stubs, line, cell)
    if exercise is None:
        example = next(iter(stubs), "average")
        print(
            typeset(
                f"De quel exercice s'agit-il ? Écrivez son nom : %%{NAME} {example} "
                f"(au choix : {', '.join(stubs) or 'aucun'})."
            )
        )
        return
    text = restarted(stubs[exercise], cell)
    if text is None:
        shell.set_next_input(cell.strip("\n"), replace=True)
        print(typeset("Cette cellule est déjà à son point de départ."))
        return
    shell.set_next_input(text, replace=True)
    _show(text)


def _show(text: str) -> None:
    """Say what was done; where the page cannot replace a cell's text (it does not tell), it is here to copy."""
    from IPython.display import display

    said = typeset("L'exercice est revenu à son point de départ. Votre texte est gardé dessous, en commentaires.")
    summary = typeset("La cellule n'a pas changé ? Copiez ce texte à sa place.")
    page = (
        f"<p>{html.escape(said)}</p>"
        f"<details><summary>{html.escape(summary)}</summary><pre>{html.escape(text)}</pre></details>"
    )
    display({"text/plain": f"{said}\n{summary}\n\n{text}", "text/html": page}, raw=True)
