"""Outputs rebuilt from the closed list: what honest cells show stays, and of the rest a word alone."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import nbformat
import pytest

from autograder.run.allowed import allowed_notebook
from autograder.run.outputs import rebuilt
from autograder.run.pictures import is_picture

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n and the rest").decode()
JPEG = base64.b64encode(b"\xff\xd8\xff\xe0 and the rest").decode()
GIF = base64.b64encode(b"GIF89a and the rest").decode()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0L9 9"/></svg>'
LIMIT = 100_000


def display(data: Any, metadata: Any = None, **more: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {} if metadata is None else metadata} | more


def nested(levels: int) -> Any:
    deep: Any = []
    for _ in range(levels):
        deep = [deep]
    return deep


def assert_valid(outputs: list[dict[str, Any]]) -> None:
    nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=outputs)]))


_HONEST = {
    "text": display({"text/plain": "3"}),
    "a table": display({"text/plain": "a  b", "text/html": "<table><tr><td>1</td></tr></table>"}),
    "a formula": display({"text/latex": "$x^2$", "text/plain": "x"}),
    "markdown": display({"text/markdown": "**gras**", "text/plain": "x"}),
    "a figure": display({"image/png": PNG, "text/plain": "<Figure>"}, {"image/png": {"width": 640, "height": 480}}),
    "a photograph": display({"image/jpeg": JPEG}),
    "a small film": display({"image/gif": GIF}),
    "a drawing": display({"image/svg+xml": SVG}, {"image/svg+xml": {"width": 10}}),
    "data": display({"application/json": {"a": [1, 2.5, None, True, "x"]}}),
    "a value": display({"text/plain": "3"}, output_type="execute_result", execution_count=4),
    "stdout": {"output_type": "stream", "name": "stdout", "text": "é\n\x1b[31mrouge\x1b[0m"},
    "stderr": {"output_type": "stream", "name": "stderr", "text": "attention"},
    "an error": {"output_type": "error", "ename": "KeyError", "evalue": "'a'", "traceback": ["l1", "l2"]},
}


@pytest.mark.parametrize("output", _HONEST.values(), ids=_HONEST)
def test_what_honest_cells_show_stays_as_it_is(output: dict[str, Any]) -> None:
    assert rebuilt([output], LIMIT) == [output]
    assert_valid(rebuilt([output], LIMIT))


_NONE = {
    "a kind that is none": {"output_type": "reward"},
    "a kind that is a list": {"output_type": ["stream"]},
    "no object": 7,
    "a stream of another name": {"output_type": "stream", "name": "stdout onload=", "text": ""},
    "a stream of numbers": {"output_type": "stream", "name": "stdout", "text": [1, 2]},
    "an error without lines": {"output_type": "error", "ename": "E", "evalue": "", "traceback": "text"},
    "an error of numbers": {"output_type": "error", "ename": "E", "evalue": 3, "traceback": []},
    "data that is a list": display([["text/plain", "x"]]),
}


@pytest.mark.parametrize("output", _NONE.values(), ids=_NONE)
def test_what_is_no_output_leaves_a_word(output: Any) -> None:
    (left,) = rebuilt([output, output, output], LIMIT)
    assert left["output_type"] == "stream" and "Affichage retiré" in left["text"]
    assert_valid([left])


_FALSE = {
    "a picture that is a text": display({"image/png": '"><script>alert(1)</script>'}),
    "a picture of another kind": display({"image/png": JPEG}),
    "base64 that is none": display({"image/jpeg": JPEG[:9] + "!!"}),
    "a picture that is a number": display({"image/gif": 3}),
    "data nested without end": display({"application/json": nested(900)}),
    "data with a number that is none": display({"application/json": [float("nan")]}),
    "a script": display({"application/javascript": "alert(1)"}),
    "a view of a widget": display({"application/vnd.jupyter.widget-view+json": {"model_id": "<script>"}}),
    "a diagram that is drawn by a script": display({"text/vnd.mermaid": "graph TD; click A call alert()"}),
    "a document": display({"application/pdf": PNG}),
    "a text that is a list of numbers": display({"text/html": [1]}),
    "a media type that is markup": display({"text/html><script>": "x"}),
}


@pytest.mark.parametrize("output", _FALSE.values(), ids=_FALSE)
def test_of_what_is_false_or_unknown_a_word_is_left_beside_the_text(output: dict[str, Any]) -> None:
    (left,) = rebuilt([output], LIMIT)
    assert list(left["data"]) == ["text/plain"] and "retiré" in left["data"]["text/plain"]
    assert_valid([left])
    again = display({"text/plain": "42"} | output["data"])
    assert rebuilt([again], LIMIT)[0]["data"]["text/plain"].startswith("42")


def test_a_form_that_is_not_shown_goes_unsaid_where_a_plain_one_is() -> None:
    both = display({"text/plain": "IntSlider(0)", "application/vnd.jupyter.widget-view+json": {"model_id": "a"}})
    assert rebuilt([both], LIMIT) == [display({"text/plain": "IntSlider(0)"})]


_METADATA: dict[str, Any] = {
    "a handler in the height": {"image/png": {"height": "1 onerror=alert(1)"}},
    "a handler in the width": {"image/png": {"width": "1 onload=alert(1)", "height": True}},
    "no size": {"image/png": {"width": -1, "height": 0}},
    "a size beyond all screens": {"image/png": {"width": 10**9, "height": 1.5}},
    "an alternative that closes its quotes": {"image/png": {"alt": '"><script>alert(1)</script>'}},
    "a file elsewhere": {"filenames": {"image/png": "http://elsewhere.example/x.png"}},
    "isolation in a frame": {"text/html": {"isolated": True}},
    "a class": {"image/png": {"unconfined": True, "needs_background": 'light" onload="alert(1)'}},
    "sizes of what is not there": {"image/jpeg": {"width": 3}},
    "a list": [1],
    "lists for pictures": {"image/png": [3, 4]},
}


@pytest.mark.parametrize("metadata", _METADATA.values(), ids=_METADATA)
def test_of_metadata_whole_sizes_of_pictures_are_kept_and_nothing_else(metadata: Any) -> None:
    data = {"image/png": PNG, "text/html": "x"}
    assert rebuilt([display(data, metadata)], LIMIT) == [display(data)]


@pytest.mark.parametrize("count", [-1, "1", True, 2.0, 10**30, [1], {"<img>": 1}])
def test_a_count_that_is_none_is_none(count: Any) -> None:
    (output,) = rebuilt([display({}, output_type="execute_result", execution_count=count)], LIMIT)
    assert output["execution_count"] is None
    assert_valid([output])


def test_endless_outputs_end_with_a_word() -> None:
    *kept, last = rebuilt([display({"text/plain": "x" * 1000})] * 1000, LIMIT)
    assert len(kept) < 110 and "coupée" in last["text"]


_ACTIVE_DRAWINGS = {
    "a script": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a handler": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a handler in capitals": '<svg xmlns="http://www.w3.org/2000/svg"><g OnClick="alert(1)"/></svg>',
    "another document": '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>',
    "a link that runs": '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:alert(1)"/></svg>',
    "a link with a prefix": (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
        '<use x:href="http://elsewhere.example/a.svg#b"/></svg>'
    ),
    "a link that changes": '<svg xmlns="http://www.w3.org/2000/svg"><set attributeName="href" to="x"/></svg>',
    "entities": '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"/>',
    "an instruction": '<?xml-stylesheet href="x"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "another root": '<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
    "no xml": "<svg onload=alert(1)>",
    "half a character": '<svg xmlns="http://www.w3.org/2000/svg"><title>\ud800</title></svg>',
}


@pytest.mark.parametrize("drawing", _ACTIVE_DRAWINGS.values(), ids=_ACTIVE_DRAWINGS)
def test_a_drawing_that_does_anything_is_none(drawing: str) -> None:
    assert not is_picture("image/svg+xml", drawing)


def test_matplotlibs_drawings_are_drawings() -> None:
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2)
    left.imshow([[1, 2], [3, 4]])
    right.plot([1, 2], label="$x^2$", marker="o")
    right.legend()
    written = io.StringIO()
    figure.savefig(written, format="svg")
    pyplot.close(figure)
    assert is_picture("image/svg+xml", written.getvalue())


HOSTILE_NOTEBOOK = {
    "metadata": {
        "language_info": {"name": "x onload=alert(1)", "pygments_lexer": '"><script>alert(1)</script>'},
        "kernelspec": {"name": "<script>", "display_name": "<script>", "language": "<script>"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": "</script><script>alert(1)</script>"}},
        "title": "<script>alert(1)</script>",
    },
    "cells": [
        {
            "cell_type": "markdown",
            "id": '"><script>',
            "source": ["un ", "\ud800"],
            "metadata": {"tags": ['"><script>', "raises-exception"], "nbgrader": {"grade_id": '"><script>', "x": 1}},
            "attachments": {
                "a.png": {"image/png": PNG},
                "b.svg": {"image/svg+xml": SVG},
                "c.png": {"image/png": "javascript:alert(1)"},
                '"onerror=alert(1)': {"image/png": PNG},
            },
        },
        {
            "cell_type": "code",
            "source": "x",
            "metadata": {"magics_language": '"><script>', "nbgrader": {"grade_id": "double", "points": 2.0}},
            "execution_count": "<img src=x onerror=alert(1)>",
            "outputs": [display({"image/png": PNG}, {"image/png": {"width": "1 onload=alert(1)"}})],
        },
        {"cell_type": "<script>", "source": 3},
        "no cell",
    ],
    "nbformat": 4,
    "nbformat_minor": "x",
}


def test_a_notebook_is_shown_without_anything_that_is_not_on_the_list() -> None:
    shown = allowed_notebook(HOSTILE_NOTEBOOK)
    text = json.dumps(shown)
    assert not [word for word in ("script", "alert", "onload", "onerror", "\\ud800") if word in text]
    nbformat.validate(shown)
    assert [cell["cell_type"] for cell in shown["cells"]] == ["markdown", "code", "raw", "raw"]
    assert shown["cells"][0]["metadata"] == {"nbgrader": {}, "tags": ["raises-exception"]}
    assert shown["cells"][0]["attachments"] == {"a.png": {"image/png": PNG}}
    assert shown["cells"][1]["metadata"] == {"nbgrader": {"grade_id": "double", "points": 2.0}}


@pytest.mark.parametrize("notebook", [{}, {"cells": 3}, {"cells": [None]}, {"cells": [{"outputs": 7}]}])
def test_what_is_hardly_a_notebook_is_shown_as_one(notebook: dict[str, Any]) -> None:
    nbformat.validate(allowed_notebook(notebook))
