"""What hostile works display, on the real commands: all are graded, every page is written, every notebook opens."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from autograder.course.folder import Course
from autograder.gradebook.kept import load_graded, notebook_path
from autograder.report.feedback import page_path
from tests.autograder.tiny_course import TINY, built_tiny, hand_in, handed_in, tiny, tiny_command

__all__ = ["built_tiny", "tiny", "tiny_command"]

# Each goes past the shell, which would put some of it right: what it keeps is what it sends.
_SEND = "from autograder.run.candidate.shell import OUTPUTS\nOUTPUTS.items.append({output})"
_SHOWS = {
    "nested-500": "deep = []\nfor _ in range(500): deep = [deep]\ndisplay({'application/json': deep}, raw=True)",
    "nested-965": "deep = []\nfor _ in range(965): deep = [deep]\n"
    + _SEND.format(output="{'output_type': 'display_data', 'data': {'application/json': deep}, 'metadata': {}}"),
    "nested-metadata": "deep = {}\nfor _ in range(300): deep = {'image/png': deep}\n"
    + _SEND.format(output="{'output_type': 'display_data', 'data': {}, 'metadata': deep}"),
    "height": "from IPython.display import publish_display_data\nimport base64\n"
    "publish_display_data({'image/png': base64.b64encode(b'\\x89PNG\\r\\n\\x1a\\n').decode()},\n"
    "    {'image/png': {'height': '1 onerror=alert(1)', 'width': 12}})",
    "not-a-picture": "display({'image/png': 'zz\"onerror=alert(1)'}, raw=True)",
    "count": _SEND.format(
        output="{'output_type': 'execute_result', 'data': {}, 'metadata': {}, 'execution_count': -7}"
    ),
    "stream": _SEND.format(output="{'output_type': 'stream', 'name': 'stdin', 'text': 'x'}"),
    "not-a-number": "display({'application/json': [float('nan'), float('inf')]}, raw=True)",
    "half-a-character": "print('\\ud800')",
    "many": "".join(f"display({{'text/html': '<b>{n}</b>'}}, raw=True)\n" for n in range(2000)),
}


@pytest.fixture
def graded(tiny: Course, tiny_command: Callable[..., int]) -> Course:
    for name, source in _SHOWS.items():
        hand_in(tiny, name, answers={"word": f"word = 'gradient'\n{source}"})
    hand_in(tiny, "zoe")
    assert tiny_command("grade", "--sandbox", "none") == 0
    return tiny


def outputs(course: Course, student: str) -> list[dict[str, Any]]:
    notebook = json.loads(notebook_path(course, student, TINY).read_bytes())
    cell = next(cell for cell in notebook["cells"] if "word = 'gradient'" in cell["source"])
    shown: list[dict[str, Any]] = cell["outputs"]
    return shown


def test_every_work_has_its_mark_its_notebook_and_its_page(graded: Course, tiny_command: Callable[..., int]) -> None:
    assert tiny_command("feedback") == 0
    for student in (*_SHOWS, "zoe"):
        result = load_graded(graded, student, TINY)
        assert result is not None and result.points == 4.0, student
        nbformat.validate(json.loads(notebook_path(graded, student, TINY).read_bytes()))
        assert page_path(graded, student, TINY).is_file()
    for student in ("nested-500", "nested-965", "not-a-number", "not-a-picture", "stream"):
        assert "retiré" in str(outputs(graded, student)), student
    assert [one["metadata"] for one in outputs(graded, "height")] == [{"image/png": {"width": 12}}]
    assert [one["execution_count"] for one in outputs(graded, "count")] == [None]
    assert len(outputs(graded, "many")) == 2000


def test_what_an_earlier_version_left_stops_nobodys_page(
    graded: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    place = notebook_path(graded, "height", TINY)
    notebook = json.loads(place.read_bytes())
    notebook["cells"][-1]["metadata"]["deep"] = "here"
    place.write_text(json.dumps(notebook).replace('"here"', "[" * 50_000 + "]" * 50_000), encoding="utf-8")
    capsys.readouterr()
    assert tiny_command("feedback") == 1
    assert "height" in capsys.readouterr().err
    assert all(page_path(graded, student, TINY).is_file() for student in (*_SHOWS, "zoe") if student != "height")
    assert tiny_command("grade", "--sandbox", "none", "--force", "--student", "height") == 0
    assert tiny_command("feedback") == 0
    assert page_path(graded, "height", TINY).is_file()


_PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n and the rest").decode()
_ATTACHED: dict[str, tuple[Any, Any]] = {
    "a picture": ({"a.png": {"image/png": _PICTURE}}, {"a.png": {"image/png": _PICTURE}}),
    "a drawing with a script": ({"a.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"}}, None),
    "a page": ({"a.png": {"text/html": "<script>alert(1)</script>"}}, None),
    "a name with a handler": ({'a" onerror="alert(1)': {"image/png": _PICTURE}}, None),
    "no picture": ({"a.png": {"image/png": "zz"}, "b.png": 3}, None),
    "a list": ([1, 2], None),
    "too much": ({"a.png": {"image/png": _PICTURE + "A" * 9_000_000}}, None),
}


def test_what_is_attached_to_a_written_answer_is_kept_where_it_is_a_picture(
    tiny: Course, tiny_command: Callable[..., int]
) -> None:
    for number, (attached, _) in enumerate(_ATTACHED.values()):
        notebook = handed_in(tiny, TINY)
        written = next(cell for cell in notebook["cells"] if cell["metadata"].get("course", {}).get("role") == "manual")
        written["source"] += "\n\nVoici : ![courbe](attachment:a.png)"
        written["attachments"] = attached
        hand_in(tiny, f"student-{number}", notebook=notebook)
    assert tiny_command("grade", "--sandbox", "none") == 0
    for number, (name, (_, kept)) in enumerate(_ATTACHED.items()):
        notebook = json.loads(notebook_path(tiny, f"student-{number}", TINY).read_bytes())
        nbformat.validate(notebook)
        found = [cell.get("attachments") for cell in notebook["cells"] if "Voici" in cell["source"]]
        assert found == [kept], name
