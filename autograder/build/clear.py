"""What a student receives in place of a solution."""

from __future__ import annotations

from autograder.course.regions import SOLUTION, regions, replace_regions
from course_utils.french import typeset

WRITTEN = "*Votre réponse ici.*"
IN_PLACE = "# Votre réponse ici : remplacez les ..."


def cleared(source: str, kind: str, label: str) -> str:
    """Return an exercise cell's source without its solutions; raise MarkError when a mark is missing.

    In code (`kind` « code »), an indented region becomes a statement that stops with the exercise's name (`label`),
    and a region at the left margin a comment: the `...` to replace stand outside it.
    """
    return replace_regions(
        source,
        SOLUTION,
        {region.begin: typeset(_stub(region.indent, kind, label)) for region in regions(source, SOLUTION)},
    )


def _stub(indent: str, kind: str, label: str) -> str:
    if kind != "code":
        return WRITTEN
    return f'{indent}raise NotImplementedError("{label} : à vous de jouer.")' if indent else IN_PLACE
