"""Whether a picture that a student displays is one: it may hold anything, and an instructor's browser will open it."""

from __future__ import annotations

import base64
import binascii
from xml.parsers import expat

_BEGINNINGS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
}
SVG = "image/svg+xml"
PICTURES = frozenset({*_BEGINNINGS, SVG})

# What drawing programs write. Missing on purpose: scripts, frames, other documents, animations (which change links).
_SVG_ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image"),
        *("clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "stop", "filter", "a"),
        *("feBlend", "feColorMatrix", "feComposite", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset"),
        *("RDF", "Work", "Agent", "type", "date", "format", "creator"),  # the description that Matplotlib adds
    )
)


def is_picture(media: str, content: str) -> bool:
    """Tell whether `content` is a picture of the kind `media` (one of PICTURES): base64 text, or the text of an SVG.

    An SVG draws and does nothing else: no script, no handler, no entity, nothing from elsewhere.
    """
    if media == SVG:
        return _is_drawing(content)
    try:
        start = base64.b64decode("".join(content.split()), validate=True)[:16]
    except (binascii.Error, ValueError):
        return False
    return start.startswith(_BEGINNINGS[media])


class _ActiveError(Exception):
    """The drawing would do something."""


def _is_drawing(content: str) -> bool:
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        local = name.rpartition("}")[2]
        if local not in _SVG_ELEMENTS or (depth == 0 and local != "svg"):
            raise _ActiveError(name)
        depth += 1
        for attribute, value in attributes.items():
            _refuse_active(attribute.rpartition("}")[2].lower(), value)

    def refuse(*_: object) -> None:
        raise _ActiveError

    parser.StartElementHandler = begin
    parser.EntityDeclHandler = parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(content.encode("utf-8"), True)
    except (expat.ExpatError, _ActiveError, ValueError):
        return False
    return True


def _refuse_active(name: str, value: str) -> None:
    inside = value.strip().lower().startswith(("#", "data:image/png;base64,", "data:image/jpeg;base64,"))
    if name.startswith("on") or (name in ("href", "src") and not inside):
        raise _ActiveError(name)
