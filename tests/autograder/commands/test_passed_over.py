"""A hand-in a step away from its place is read where nothing else could be meant; what nobody reads is named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course.folder import Course
from autograder.gradebook.kept import load_graded
from autograder.report.feedback import page_path
from tests.autograder.tiny_course import TINY, code_cell, hand_in, handed_in

FILE = f"{TINY}.ipynb"


@pytest.fixture
def grade(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run `course grade` and return its exit code and all that it said, with plain spaces and apostrophes."""

    def graded(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = tiny_command("grade", "--sandbox", "none", "--workers", "1", *words)
        said = "".join(capsys.readouterr())
        return code, said.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")

    return graded


def _notebook(course: Course, **answers: str) -> bytes:
    return json.dumps(handed_in(course, TINY, dict(answers))).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def _put(course: Course, where: str, content: bytes) -> Path:
    path = course.submitted / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _points(course: Course, student: str) -> float | None:
    graded = load_graded(course, student, TINY)
    return None if graded is None or any(one.status == "unreadable" for one in graded.verdicts) else graded.points


ASIDE = {
    "capitals": f"91_Tiny/{FILE}",
    "space": f"91_tiny /{FILE}",
    "dash": f"91-tiny/{FILE}",
    "again": f"91_tiny (1)/{FILE}",
    "copy": f"91_tiny - Copie/{FILE}",
    "slug": f"Tiny/{FILE}",
    "direct": FILE,
    "renamed": "mon devoir final.ipynb",
}


def test_a_work_a_step_away_is_graded_and_said_to_student_and_instructor(
    tiny: Course, grade: Callable[..., Any], tiny_command: Callable[..., int]
) -> None:
    for student, where in ASIDE.items():
        _put(tiny, f"{student}/{where}", _notebook(tiny))
    _put(tiny, "renamed/timestamp.txt", b"2026-03-01 10:00:00 UTC")
    code, said = grade()
    assert code == 1
    assert tiny_command("feedback") == 0
    for student, where in ASIDE.items():
        assert _points(tiny, student) == 4.0, student
        assert f"Lu hors de sa place : submitted/{student}/{where.split('/')[0]}, compté pour {TINY}" in said
        assert "Ce travail a été trouvé dans" in page_path(tiny, student, TINY).read_text(encoding="utf-8")
    renamed = load_graded(tiny, "renamed", TINY)
    assert renamed is not None and renamed.timestamp == "2026-03-01 10:00:00 UTC"
    assert f"{len(ASIDE)} notés" in said and "0 laissé de côté" in said
    assert grade()[0] == 1  # until they are put at their place, though nothing is graded again


def test_what_stands_for_a_notebook_at_its_place_is_read_and_said(tiny: Course, grade: Callable[..., Any]) -> None:
    right = _notebook(tiny)
    text = right.decode()
    inner = _zip({f"devoir/{FILE}": right, "lisez-moi.txt": b"!"})
    works = {
        "archive": (f"{TINY}.zip", inner),
        "twice": ("rendu.zip", _zip({"rendu.zip": inner})),
        "deep": (f"{TINY}/{FILE}", right),
        "deeper": (f"a/b/{FILE}", right),
        "utf16": (FILE, text.encode("utf-16")),
        "header": (FILE, b"Rendu de Zoe\n\n" + right),
        "wrapped": (FILE, inner),
    }
    for student, (where, content) in works.items():
        _put(tiny, f"{student}/{TINY}/{where}", content)
    code, said = grade()
    assert code == 0, said
    for student in works:
        graded = load_graded(tiny, student, TINY)
        assert graded is not None and graded.points == 4.0 and len(graded.notes) == 1, student


def test_an_archive_of_all_that_a_student_did_is_beside_the_folders(tiny: Course, grade: Callable[..., Any]) -> None:
    other = json.dumps(handed_in(tiny, TINY) | {"metadata": {"course": {"chapter": "01_other"}}, "cells": []}).encode()
    _put(tiny, "ada/tout.zip", _zip({"a.ipynb": other, "b.ipynb": _notebook(tiny)}))
    code, said = grade()
    assert (code, _points(tiny, "ada")) == (1, 4.0) and "submitted/ada/tout.zip, compté pour" in said


def _conflict(ours: bytes, theirs: bytes) -> bytes:
    one, other = (json.dumps(json.loads(content), indent=1).split("\n") for content in (ours, theirs))
    start = next(n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    end = next(n for n, pair in enumerate(zip(one[::-1], other[::-1], strict=False)) if pair[0] != pair[1])
    sides = ["<<<<<<< HEAD", *one[start : len(one) - end], "=======", *other[start : len(other) - end], ">>>>>>> b"]
    return "\n".join([*one[:start], *sides, *one[len(one) - end :]]).encode()


def test_of_two_candidates_the_better_is_graded_and_a_person_looks(tiny: Course, grade: Callable[..., Any]) -> None:
    right, empty = _notebook(tiny), _notebook(tiny, double="def double(x):\n    ...")
    works = {
        "conflict": {f"{TINY}/{FILE}": _conflict(empty, right)},
        "zip": {f"{TINY}/tout.zip": _zip({"a.ipynb": _notebook(tiny, word="word = 'loss'"), "b/c.ipynb": right})},
        "folders": {f"{TINY}/{FILE}": right, f"91_Tiny/{FILE}": empty},
        "both": {f"{TINY}/{FILE}": right, "copie.ipynb": empty},
    }
    for student, files in works.items():
        for where, content in files.items():
            _put(tiny, f"{student}/{where}", content)
    code, said = grade()
    assert code == 1
    for student in works:
        graded = load_graded(tiny, student, TINY)
        assert graded is not None and graded.ambiguous, student
        assert any("plusieurs notebooks" in note.replace("\u00a0", " ") for note in graded.notes), graded.notes
        assert f"À regarder : {student}, {TINY} : un choix a été fait" in said
    kept = load_graded(tiny, "folders", TINY)
    assert kept is not None and kept.points == 4.0
    same = load_graded(tiny, "conflict", TINY)
    assert same is not None and any("marques de conflit" in note for note in same.notes)


def test_a_conflict_in_outputs_alone_is_no_choice(tiny: Course, grade: Callable[..., Any]) -> None:
    one, other = handed_in(tiny, TINY), handed_in(tiny, TINY)
    one["cells"].append(code_cell("1") | {"id": "a", "execution_count": 3})
    other["cells"].append(code_cell("1") | {"id": "a", "execution_count": 7})
    _put(tiny, f"ada/{TINY}/{FILE}", _conflict(json.dumps(one).encode(), json.dumps(other).encode()))
    assert grade()[0] == 0 and _points(tiny, "ada") == 4.0


# A file, what of it is named, and why nobody reads it.
STRAYS = [
    ("seul.ipynb", "seul.ipynb", "aucun étudiant"),
    ("rendus.zip", "rendus.zip", "aucun étudiant"),
    (f"{TINY}/zoe/{FILE}", TINY, "porte le nom d'un chapitre"),
    (f"export/zoe/{FILE}", "export/zoe", "aucun chapitre"),
    ("bob/notes.txt", "bob/notes.txt", "aucun chapitre"),
    ("bob/92_autre/devoir.ipynb", "bob/92_autre", "aucun chapitre"),
    ("bob/brouillon.ipynb", "bob/brouillon.ipynb", "d'un autre format"),
    (f"Hana_4321_assignsubmission_file_/{FILE}", f"Hana_4321_assignsubmission_file_/{FILE}", "Moodle"),
]


@pytest.mark.parametrize("with_others", [True, False], ids=["beside a work", "alone"])
def test_all_that_nobody_reads_is_named_with_its_reason(
    tiny: Course, grade: Callable[..., Any], with_others: bool
) -> None:
    if with_others:
        hand_in(tiny, "ada")
    for where, _, _ in STRAYS:
        _put(tiny, where, b"{" if "brouillon" in where else _notebook(tiny))
    for words in ((), (TINY,)):
        code, said = grade(*words)
        assert code == 1
        for _, named, why in STRAYS:
            assert any(f"submitted/{named} :" in line and why in line for line in said.splitlines()), named
        assert "8 laissés de côté" in said
    assert _points(tiny, "ada") == (4.0 if with_others else None)


@pytest.mark.parametrize("lost", [False, True], ids=["by its metadata", "by its first cell"])
def test_another_chapters_notebook_is_said_first_and_nothing_false_with_it(
    tiny: Course, grade: Callable[..., Any], lost: bool
) -> None:
    notebook: dict[str, Any] = handed_in(tiny, TINY)
    texts = ['start("01_other", release="0123456789ab")', "# Exercice 1 · autre\ndef autre():\n    return 1", "x = 3"]
    notebook["cells"] = [code_cell(text) for text in texts]
    notebook["metadata"] = {} if lost else {"course": {"chapter": "01_other", "release": "0123456789ab"}}
    hand_in(tiny, "zoe", notebook=notebook)
    code, said = grade()
    assert code == 1
    assert f"À regarder : zoe, {TINY} : Ce notebook est celui du chapitre 01_other, et non de {TINY}" in said
    graded = load_graded(tiny, "zoe", TINY)
    assert graded is not None and len(graded.notes) == 1
    assert {one.points for one in graded.verdicts} == {None}
