"""Formgrader's page of a hostile notebook: nothing of the student's runs in the instructor's browser."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from traitlets.config.loader import PyFileConfigLoader

from autograder.report.safe_html import clean_html, safe_markdown2html

ROOT = Path(__file__).parents[3]
PNG = "data:image/png;base64,iVBORw0KGgo="
_HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b onclick='alert(1)'>b</b>",
    "<svg onload=alert(1)></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action='/formgrader/api'><input name=x></form>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<style>* {background: url(http://elsewhere.example/)}</style>",
    "<p style='background: url(http://elsewhere.example/)'>p</p>",
    "<img src='http://elsewhere.example/seen.png'>",
    "<object data='x'></object><embed src='x'><base href='//elsewhere.example'><meta http-equiv=refresh>",
)
_ACTIVE = re.compile(
    r"<(?:script|svg|iframe|form|input|style|object|embed|base|meta|link)\b|<[^>]*\s(?:on\w+|style|srcdoc)\s*="
    r"|<[^>]*\s(?:href|src)=[\"']?\s*(?:javascript|data:text)|<img[^>]*src=[\"']?http",
    re.IGNORECASE,
)


def _page(source: str, *outputs: dict[str, str]) -> str:
    """The part of formgrader's page that shows a written answer and the outputs of a cell."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    config.HTMLExporter.template_name = "formgrade"
    shown = [nbformat.v4.new_output("display_data", data) for data in outputs]
    failed = nbformat.v4.new_output("error", ename=source, evalue=source, traceback=[source])
    cells = [nbformat.v4.new_markdown_cell(source), nbformat.v4.new_code_cell("x", outputs=[*shown, failed])]
    for cell in cells:
        cell.metadata["nbgrader"] = {}
    names = ("assignment_id", "notebook_id", "submission_id", "base_url", "student", "last_name", "first_name")
    resources = dict.fromkeys((*names, "notebook_path"), "x") | {"index": 0, "total": 1}
    html, _ = HTMLExporter(config=config).from_notebook_node(nbformat.v4.new_notebook(cells=cells), resources=resources)
    return html[html.index("text_cell_render") : html.index("</body>")]


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_nothing_of_a_students_runs_in_formgrader(hostile: str) -> None:
    assert _ACTIVE.search(hostile)
    kinds = ("text/html", "text/markdown", "image/svg+xml", "application/javascript", "text/latex")
    page = _page(hostile, *({kind: hostile, "text/plain": "x"} for kind in kinds))
    ours = _page("", *({"text/plain": "x"} for _ in kinds))
    assert _ACTIVE.findall(page) == _ACTIVE.findall(ours)


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_hostile_html_is_shown_as_text(hostile: str) -> None:
    for cleaned in (clean_html(hostile), clean_html([hostile]), safe_markdown2html({}, f"Avant\n\n{hostile}\n\nAprès")):
        assert not _ACTIVE.search(cleaned)


def test_what_an_answer_needs_is_kept() -> None:
    answer = (
        f"**Gras**, `x < y`, $a < b$\n\n$$\na < b\n$$\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        f"<details><summary>Indice</summary>texte</details>\n\n<img alt='courbe' src='{PNG}'>\n\n"
        "```python\nif a < b: pass\n```"
    )
    page = safe_markdown2html({}, answer)
    for kept in ("<strong>Gras</strong>", "<code>x &lt; y</code>", "$a &lt; b$", "<td>1</td>", "<summary>Indice", PNG):
        assert kept in page
    assert 'alt="courbe"' in page and 'class="highlight"' in page and "a &lt; b\n$$" in page
    assert PNG in clean_html(f'<img alt="courbe" src="{PNG}">')


@pytest.mark.parametrize(
    "source", ["![x](attachment:absente.png)", "![x][r]\n\n[r]: attachment:absente.png", "> " * 3000 + "x"]
)
def test_what_cannot_be_laid_out_is_shown_as_it_was_typed(source: str) -> None:
    page = safe_markdown2html({}, f"{source}\n\n<script>alert(1)</script>")
    assert "<script" not in page and "alert(1)" in page
    assert "attachment:absente" in page or page.count("blockquote") > 10 or "&gt; &gt;" in page


def test_a_picture_attached_to_its_cell_is_shown() -> None:
    cell = {"attachments": {"a.png": {"image/png": PNG.partition(",")[2]}}}
    assert PNG in safe_markdown2html({"cell": cell}, "![courbe](attachment:a.png)")


def test_no_class_or_name_of_formgraders_own_comes_from_a_student() -> None:
    page = clean_html(
        '<p class="full-credit" id="score">a</p><table class="dataframe"><tr><td class="k">1</td></tr></table>'
    )
    assert "full-credit" not in page and "score" not in page
    assert 'class="dataframe"' in page and 'class="k"' in page


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "hostile", ["<b>" * 300_000, "<div><b>" * 100_000, "<" * 3_000_000, ">" * 100_000, "[" * 100_000]
)
def test_what_would_take_for_ever_to_clean_is_shown_as_text(hostile: str) -> None:
    for page in (clean_html(hostile), safe_markdown2html({}, hostile)):
        assert page.count("<b>") < 10 and not _ACTIVE.search(page)


def test_a_long_table_is_still_a_table() -> None:
    row = "<tr><th>1</th><td>2</td><td><img alt='x'><br></td></tr>"
    assert clean_html(f"<table class='dataframe'>{row * 3000}</table>").count("<tr>") == 3000
