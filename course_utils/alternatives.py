"""What a chapter says of its figures. It is kept beside the notebook, where it would tell the result too early."""

from __future__ import annotations

import numbers
import re
import string
from collections.abc import Mapping, Sequence
from typing import Any

from course_utils.chapters.reader import read_chapter

ABSENT = "Description absente : mettez à jour course_utils."
_ID = re.compile(r"(\d\d_\w+)/([a-z0-9]+(?:-[a-z0-9]+)*)")

Frames = Sequence[Mapping[str, Any]] | str  # a figure's prepared pictures (see `panel`), or the id that names them


def figure_id(written: str) -> tuple[str, str] | None:
    """Return the chapter and the name of a figure's id (« 02_perceptron/xor-errors »); None for any other text."""
    found = _ID.fullmatch(written)
    return (found[1], found[2]) if found else None


def alternative(alt: str, values: Mapping[str, Any]) -> str:
    """Return the words that stand for a figure: those of the id `alt`, with `values` put into them.

    Numbers are written the French way. A text that is no id is returned as it is: it takes no values (TypeError).
    """
    found = figure_id(alt)
    if found is None:
        if values:
            raise TypeError(f"these values need the id of a figure: {', '.join(values)}")
        return alt
    words = _stored(*found)
    if not isinstance(words, str):
        return ABSENT
    try:
        return _FrenchFormatter().vformat(words, (), values)
    except KeyError:  # the package and the notebook are not of one version
        return ABSENT


def prepared(frames: Frames) -> tuple[Mapping[str, Any], ...]:
    """Return the frames that the id `frames` names; frames that are written out are returned as they are."""
    if not isinstance(frames, str):
        return tuple(frames)
    found = figure_id(frames)
    known = _stored(*found) if found else None
    return tuple(known) if isinstance(known, list) else ({"title": ABSENT},)


def _stored(chapter: str, name: str) -> Any:
    return (read_chapter(chapter) or {}).get("figures", {}).get(name)


class _FrenchFormatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        text = format(value, format_spec)
        if not isinstance(value, numbers.Real):
            return text
        return text.replace("-", "\N{MINUS SIGN}").replace(".", ",")
