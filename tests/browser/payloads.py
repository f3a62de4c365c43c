"""What a student may try to run in the browser of the one who grades: each calls `alert` with its own name.

Three ways in: what a cell displays, what a written answer says, and a notebook that another program left in
`autograded/` with all that its student put in it.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

PNG = base64.b64encode(
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
).decode()
_SVG = "http://www.w3.org/2000/svg"
_BASE64_PAGE = base64.b64encode(b"<script>parent.alert('frame')</script>").decode()

# Displays: the data of an output, and its metadata.
DISPLAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "height": ({"image/png": PNG}, {"image/png": {"height": "1 onload=alert('height')"}}),
    "width": ({"image/png": PNG}, {"image/png": {"width": "1 onload=alert('width')"}}),
    "jpeg-height": ({"image/jpeg": PNG}, {"image/jpeg": {"height": "1 onerror=alert('jpeg-height')"}}),
    "alt": ({"image/png": PNG}, {"image/png": {"alt": "\"><script>alert('alt')</script>"}}),
    "filename": ({"image/png": PNG}, {"filenames": {"image/png": "x\" onerror=\"alert('filename')"}}),
    "png": ({"image/png": "x\" onerror=\"alert('png')"}, {}),
    "png-tag": ({"image/png": "\"><script>alert('png-tag')</script>"}, {}),
    "svg-script": ({"image/svg+xml": f"<svg xmlns='{_SVG}'><script>alert('svg-script')</script></svg>"}, {}),
    "svg-onload": ({"image/svg+xml": f"<svg xmlns='{_SVG}' onload=\"alert('svg-onload')\"/>"}, {}),
    "svg-frame": ({"image/svg+xml": f"<svg xmlns='{_SVG}'><foreignObject><img src='x'/></foreignObject></svg>"}, {}),
    "html-script": ({"text/html": "<script>alert('html-script')</script>"}, {}),
    "html-onerror": ({"text/html": "<img src=x onerror=\"alert('html-onerror')\">"}, {}),
    "html-svg": ({"text/html": "<svg><animate onbegin=\"alert('html-svg')\" attributeName=x dur=1s></svg>"}, {}),
    "html-details": ({"text/html": "<details open ontoggle=\"alert('html-details')\">x</details>"}, {}),
    "html-focus": ({"text/html": "<input autofocus onfocus=\"alert('html-focus')\">"}, {}),
    "html-srcdoc": ({"text/html": "<iframe srcdoc=\"<script>parent.alert('html-srcdoc')</script>\"></iframe>"}, {}),
    "html-link": ({"text/html": "<a href=\"javascript:alert('html-link')\">lien</a>"}, {}),
    "html-tab": ({"text/html": "<a href=\"java&#9;script:alert('html-tab')\">lien</a>"}, {}),
    "html-mutation": (
        {"text/html": "<noscript><p title=\"</noscript><img src=x onerror=alert('html-mutation')>\"></noscript>"},
        {},
    ),
    "html-style": ({"text/html": "<style><img src=x onerror=alert('html-style')></style>"}, {}),
    "html-math": (
        {"text/html": "<math><mtext><table><mglyph><style><img src=x onerror=\"alert('html-math')\">"},
        {},
    ),
    "isolated": ({"text/html": "<script>parent.alert('isolated')</script>"}, {"text/html": {"isolated": True}}),
    "frame": ({"text/html": f"<iframe src='data:text/html;base64,{_BASE64_PAGE}'></iframe>"}, {}),
    "javascript": ({"application/javascript": "alert('javascript')"}, {}),
    "latex": ({"text/latex": "$x$</div><script>alert('latex')</script>"}, {}),
    "latex-link": ({"text/latex": r"$\href{javascript:alert('latex-link')}{x}$"}, {}),
    "markdown": (
        {"text/markdown": "[lien](javascript:alert('markdown'))\n\n<img src=x onerror=alert('markdown')>"},
        {},
    ),
    "mermaid": ({"text/vnd.mermaid": "graph TD;A</pre><script>alert('mermaid')</script>"}, {}),
    "widget": (
        {"application/vnd.jupyter.widget-view+json": {"model_id": "</script><script>alert('widget')</script>"}},
        {},
    ),
    "plain": ({"text/plain": "</pre><script>alert('plain')</script>"}, {}),
    "media": ({"text/html\"><script>alert('media')</script>": "x", "text/plain": "x"}, {}),
    "json": ({"application/json": {"</script><script>alert('json')</script>": 1}}, {}),
}

# Cells that print or fail.
CELLS: dict[str, str] = {
    "print": "print(\"<script>alert('print')</script>\")",
    "ansi": "print(\"\\x1b[31m<img src=x onerror=alert('ansi')>\\x1b]8;;javascript:alert(1)\\x07x\\x1b]8;;\\x07\")",
    "stderr": "import sys\nprint(\"</pre><svg onload=alert('stderr')>\", file=sys.stderr)",
    "traceback": "raise ValueError(\"\\x1b[31m</pre><script>alert('traceback')</script>\")",
    "class": "raise type(\"</pre><script>alert('class')</script>\", (Exception,), {})('x')",
    "source": "# </pre></div><script>alert('source')</script>\nx = '<img src=x onerror=alert(1)>'",
}

# Written answers.
WRITTEN: dict[str, str] = {
    "w-script": "<script>alert('w-script')</script>",
    "w-image": "<img src=x onerror=\"alert('w-image')\">",
    "w-link": "[lien](javascript:alert('w-link'))",
    "w-entities": "[lien](&#106;avascript:alert('w-entities'))",
    "w-reference": "[lien][r]\n\n[r]: javascript:alert('w-reference')",
    "w-automatic": "<javascript:alert('w-automatic')>",
    "w-title": "![x](a.png \"x' onerror='alert(1)\")",
    "w-alt": "![\" onerror=\"alert('w-alt')](x.png)",
    "w-attachment": "![x](attachment:bad.svg)",
    "w-fence": "```x\"><script>alert('w-fence')</script>\ncode\n```",
    "w-math": "$</span><script>alert('w-math')</script>$",
    "w-button": "<a class='full-credit' id='full-credit' href='#'>Lire la suite</a>",
}


def left_by_another_program(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook with every payload as it stands, in cells that carry nbgrader's `metadata` and more."""
    outputs = [{"output_type": "display_data", "data": data, "metadata": about} for data, about in DISPLAYS.values()]
    outputs += [
        {"output_type": "stream", "name": "stdout", "text": "</pre><script>alert('stream')</script>"},
        {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["</pre><script>alert('error')</script>"]},
    ]
    hostile = {"tags": ["\"><script>alert('tag')</script>"], "magics_language": "\"><script>alert('magic')</script>"}
    code = {
        "cell_type": "code",
        "id": "code",
        "metadata": {**metadata, **hostile, "alt": "\"><script>alert('cell-alt')</script>"},
        "source": "x = 1",
        "execution_count": 1,
        "outputs": outputs,
    }
    written = [
        {
            "cell_type": "markdown",
            "id": f"written-{number}",
            "metadata": {**metadata, **hostile},
            "source": text,
            "attachments": {"bad.svg": {"image/svg+xml": "<svg onload=\"alert('attachment')\"/>"}},
        }
        for number, text in enumerate(WRITTEN.values())
    ]
    raw = {"cell_type": "raw", "id": "raw", "metadata": {}, "source": "<script>alert('raw')</script>"}
    about = {
        "language_info": {
            "name": "python\"><img src=x onerror=alert('language')>",
            "pygments_lexer": "x\"><script>alert('lexer')</script>",
        },
        "kernelspec": {"name": "<script>alert('kernel')</script>", "display_name": "x", "language": "x"},
        "title": "</title><script>alert('title')</script>",
        "widgets": {
            "application/vnd.jupyter.widget-state+json": {"state": {"a": "</script><script>alert('state')</script>"}}
        },
    }
    return {"cells": [code, *written, raw], "metadata": about, "nbformat": 4, "nbformat_minor": 5}
