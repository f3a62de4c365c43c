"""Students' HTML, made harmless: formgrader shows it to the one person who may write marks.

Named in `nbgrader_config.py` as filters of nbconvert's templates, which formgrader and nbgrader's feedback use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from markupsafe import escape

from course_utils.french import typeset

_TAGS = frozenset(
    (
        *("a", "abbr", "b", "blockquote", "br", "code", "del", "details", "div", "em", "figcaption", "figure", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "i", "img", "p", "pre", "s", "small", "span", "strong", "sub", "summary"),
        *("sup", "u", "ul", "ol", "li", "dl", "dt", "dd"),
        *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
_EVERYWHERE = frozenset(("title", "lang", "dir", "role", "colspan", "rowspan", "scope", "open", "start"))
# What colours code and tables. Another class, or an id, could be one of formgrader's own: its scripts find by them the
# fields and the buttons that give points.
_CLASSES = re.compile(r"\s*(?:(?:highlight|hl-\w+|dataframe|anchor-link|codehilite|[a-z]{1,2}\d?)(?:\s+|$))*")
_AS_TYPED = "(Ce texte ne peut pas être mis en page, par exemple parce qu'une image jointe manque : le voici tel quel.)"
_LONGEST = 2_000_000  # characters
_DEEPEST = 2_000
_TAG = re.compile(r"<(/?)(?!(?:img|br|hr|col|wbr)\b)[a-zA-Z]", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")


def clean_html(content: str | list[str]) -> str:
    """Return HTML without scripts, forms, styles and addresses of other machines' images; the rest is escaped."""
    from bleach import clean

    text = content if isinstance(content, str) else "".join(content)
    if len(text) > _LONGEST or _depth(text) > _DEEPEST:  # cleaning takes the square of the depth
        return f"<pre>{escape(text)}</pre>"
    protocols = ("http", "https", "mailto", "data")
    return clean(text, tags=_TAGS, attributes=_is_allowed, protocols=protocols, strip=False)


@pass_context
def safe_markdown2html(context: Mapping[str, Any], source: str) -> str:
    """Return a student's Markdown as HTML, what it holds of HTML made harmless; a filter for a template's cell.

    What cannot be laid out is shown as it was typed: a picture that is attached to no cell, quotes without end.
    """
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    attached = context.get("cell", {}).get("attachments", {})
    try:
        html = MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attached)).render(source)
    except Exception:
        html = f"<p><em>{typeset(_AS_TYPED)}</em></p><pre>{escape(source)}</pre>"
    return clean_html(html)


def python_code(source: str, language: str | None = None, metadata: Any = None) -> str:
    """Return a cell's code as HTML, in Python's colours, whatever language a notebook says that it is in."""
    from nbconvert.filters import Highlight2HTML

    return str(Highlight2HTML(pygments_lexer="python")(source))


def page_templates() -> list[str]:
    """Return where the templates of nbgrader's pages are: ours, which add a policy to their head, then nbgrader's.

    nbgrader is looked for, not imported: that takes longer than all the rest of reading its settings.
    """
    ours = str(Path(__file__).with_name("formgrader_templates"))
    nbgrader = PathFinder.find_spec("nbgrader")
    folders = nbgrader.submodule_search_locations if nbgrader else None
    return [ours, *(str(Path(folder, "server_extensions", "formgrader", "templates")) for folder in folders or ())]


def _depth(text: str) -> int:
    """Return how deep tags may be in tags, at most: those that want no end count as if they did."""
    depth = deepest = 0
    for found in _TAG.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return _CLASSES.fullmatch(value) is not None
    if tag == "a" and name == "href":
        return not value.lstrip().lower().startswith("data")
    if tag == "img":
        return name in ("alt", "width", "height") or (name == "src" and bool(_IMAGE.fullmatch(value)))
    return name in _EVERYWHERE or name.startswith("aria-")
