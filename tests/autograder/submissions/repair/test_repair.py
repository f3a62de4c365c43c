"""Repair puts what was handed in into a clean copy of the release, in the release's order, and says what it did."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from autograder.course.chapter import Chapter, load_chapter, released_notebook
from autograder.course.folder import Course
from autograder.submissions.read import Submitted, SubmittedCell, UnreadableSubmission, notebook_cells
from autograder.submissions.repair import places
from autograder.submissions.repair import repair as module
from autograder.submissions.repair.repair import Repaired, repair
from tests.autograder.tiny_course import TINY, code_cell, handed_in, position, without_metadata


@pytest.fixture
def chapter(tiny: Course) -> Chapter:
    return load_chapter(tiny, TINY)


@pytest.fixture
def released(tiny: Course) -> dict[str, Any]:
    return released_notebook(tiny, TINY)


@pytest.fixture
def solved(tiny: Course) -> dict[str, Any]:
    return handed_in(tiny, TINY)


@pytest.fixture
def repaired(chapter: Chapter, released: dict[str, Any]) -> Callable[[Any], Repaired]:
    """Repair a notebook's plain data; tests damage the release that they are given, not this one."""
    clean = copy.deepcopy(released)
    return lambda notebook: repair(notebook_cells(notebook), chapter, clean)


def ids(result: Repaired) -> list[str]:
    return [cell.id for cell in result.cells]


def source_of(result: Repaired, cell_id: str) -> str:
    return next(cell.source for cell in result.cells if cell.id == cell_id)


def test_every_cell_of_the_release_is_its_own_and_unedited(
    repaired: Callable[..., Repaired], chapter: Chapter, released: dict[str, Any]
) -> None:
    result = repaired(released)
    assert ids(result) == [cell.id for cell in chapter.cells]
    assert not any(cell.edited for cell in result.cells) and result.notes == () and not result.ambiguous
    assert all(cell.original is not None and cell.original.id == cell.id for cell in result.cells)


def test_what_the_student_wrote_is_edited_and_nothing_else(
    repaired: Callable[..., Repaired], solved: dict[str, Any]
) -> None:
    solved["cells"][0]["source"] += "  \n"  # spaces alone are no edit
    edited = {cell.id for cell in repaired(solved).cells if cell.edited}
    assert edited == {"double-solution", "shift-solution", "word-solution"}


def forget_ids(cell: dict[str, Any]) -> None:
    cell["id"] = f"lost-{cell['id']}"


def forget_metadata(cell: dict[str, Any]) -> None:
    cell["metadata"] = {}


def forget_both(cell: dict[str, Any]) -> None:
    forget_ids(cell)
    forget_metadata(cell)


def forget_all_three(cell: dict[str, Any]) -> None:
    forget_both(cell)
    first, _, rest = cell["source"].partition("\n")
    cell["source"] = rest.lstrip("\n") if "xercice " in first else cell["source"]


@pytest.mark.parametrize("forget", [forget_ids, forget_metadata, forget_both, forget_all_three])
def test_a_cell_is_known_by_its_metadata_its_id_its_marker_or_what_it_defines(
    repaired: Callable[..., Repaired], chapter: Chapter, solved: dict[str, Any], forget: Callable[..., None]
) -> None:
    for cell in solved["cells"]:
        forget(cell)
    result = repaired(solved)
    assert ids(result) == [cell.id for cell in chapter.cells]
    assert result.notes == ()


@pytest.mark.parametrize(
    "marker",
    ["  # Exercice 1  ·  double", "#Exercice 12 · double", "# %% réponse\n\n# Exercice 1 · double\n"],
)
def test_a_marker_is_read_whatever_its_spaces_its_number_and_what_precedes_it(
    repaired: Callable[..., Repaired], released: dict[str, Any], marker: str
) -> None:
    released["cells"][position(released, "double-solution")] = code_cell(f"{marker}\nanswer = 3")
    assert source_of(repaired(released), "double-solution").endswith("answer = 3")


@pytest.mark.parametrize("text", ["", "assert True", "from course_utils.checks import visible  # moins de tests"])
def test_a_test_cell_has_the_releases_text_whatever_was_handed_in(
    repaired: Callable[..., Repaired], released: dict[str, Any], text: str
) -> None:
    wanted = released["cells"][position(released, "double-checks")]["source"]
    damaged = copy.deepcopy(released)
    damaged["cells"][position(damaged, "double-checks")]["source"] = text
    result = repaired(damaged)
    assert source_of(result, "double-checks") == wanted
    assert result.notes == ("La cellule 6 n'avait plus le texte des vérifications de « double » : il a été remis.",)


def test_a_lesson_cell_that_was_edited_keeps_the_students_text_and_one_that_was_emptied_does_not(
    repaired: Callable[..., Repaired], chapter: Chapter, released: dict[str, Any]
) -> None:
    lesson = next(cell.id for cell in chapter.cells if "OFFSET = 3" in cell.source)
    damaged = copy.deepcopy(released)
    damaged["cells"][position(damaged, lesson)]["source"] += "\nMINE = 4"
    assert source_of(repaired(damaged), lesson).endswith("MINE = 4")
    damaged["cells"][position(damaged, lesson)]["source"] = " \n"
    assert "OFFSET = 3" in source_of(repaired(damaged), lesson)


def test_an_empty_notebook_has_all_but_the_answers(repaired: Callable[..., Repaired], chapter: Chapter) -> None:
    result = repaired({"nbformat": 4, "metadata": {}, "cells": []})
    assert ids(result) == [cell.id for cell in chapter.cells if cell.role not in ("stub+solution", "manual")]
    assert sum("n'a pas été retrouvée" in note for note in result.notes) == 4


def test_an_added_cell_stays_after_the_one_it_followed(
    repaired: Callable[..., Repaired], released: dict[str, Any]
) -> None:
    where = position(released, "double-solution")
    released["cells"].insert(where + 1, code_cell("x = 1"))
    released["cells"].insert(0, code_cell("y = 2"))
    result = repaired(released)
    assert result.cells[0].source == "y = 2" and result.cells[0].original is None and result.cells[0].edited
    assert ids(result)[where + 1] == "double-solution" and result.cells[where + 2].source == "x = 1"
    assert len(set(ids(result))) == len(result.cells) and result.notes == ()


def test_the_order_of_the_release_is_restored(
    repaired: Callable[..., Repaired], chapter: Chapter, released: dict[str, Any]
) -> None:
    released["cells"].reverse()
    result = repaired(released)
    assert ids(result) == [cell.id for cell in chapter.cells]
    assert result.notes == ("L'ordre des cellules avait changé : celui du chapitre a été rétabli.",)


def test_rivals_are_kept_without_being_run_and_a_person_is_asked(
    repaired: Callable[..., Repaired], solved: dict[str, Any]
) -> None:
    where = position(solved, "double-solution")
    rival = copy.deepcopy(solved["cells"][where]) | {"source": "# Exercice 1 · double\ndef double(x):\n    return 0"}
    solved["cells"].insert(where, rival)
    result = repaired(solved)
    assert "2 * x" in source_of(result, "double-solution") and result.ambiguous
    assert [cell.kind for cell in result.cells if cell.source == rival["source"]] == ["raw"]


def test_a_trial_of_the_same_name_before_the_checks_is_run_where_it_stands(
    repaired: Callable[..., Repaired], solved: dict[str, Any]
) -> None:
    where = position(solved, "double-solution") + 1
    solved["cells"].insert(where, code_cell("def double(x):\n    return x + x"))
    result = repaired(solved)
    assert result.cells[where].original is None and ids(result)[where + 1] == "double-checks"
    assert result.notes == () and not result.ambiguous


def test_a_broken_answer_gives_way_to_one_below_and_a_person_is_asked(
    repaired: Callable[..., Repaired], released: dict[str, Any]
) -> None:
    where = position(released, "double-solution")
    released["cells"][where]["source"] = "# Exercice 1 · double\ndef double(x\n    return 2 * x"
    released["cells"].append(code_cell("def double(x):\n    return 2 * x"))
    result = repaired(released)
    assert ids(result)[-2:] == ["double-solution", "double-checks"] and result.ambiguous
    assert [cell.source for cell in result.cells if cell.kind == "raw"] == [released["cells"][where]["source"]]


def test_a_comment_that_sends_further_down_is_no_rival(
    repaired: Callable[..., Repaired], released: dict[str, Any]
) -> None:
    released["cells"][position(released, "double-solution")]["source"] = "# Exercice 1 · double\n# Voir plus bas\n()"
    released["cells"].append(code_cell("def double(x):\n    return 2 * x"))
    result = repaired(released)
    assert ids(result)[-2:] == ["double-solution", "double-checks"] and not result.ambiguous


def test_a_title_that_names_the_exercise_is_not_its_answer(
    repaired: Callable[..., Repaired], solved: dict[str, Any]
) -> None:
    title = {"cell_type": "markdown", "metadata": {}, "source": "**Exercice 1 · double**\n\nJe n'ai pas compris."}
    solved["cells"].insert(position(solved, "double-solution"), title)
    result = repaired(solved)
    assert "2 * x" in source_of(result, "double-solution") and result.notes == () and not result.ambiguous


def test_a_marker_inside_a_function_takes_nothing_apart(
    repaired: Callable[..., Repaired], solved: dict[str, Any]
) -> None:
    cell = solved["cells"][position(solved, "shift-solution")]
    cell["source"] = "# Exercice 2 · shift\ndef shift(values):\n    a = 3\n# Exercice 1 · double\n    return a + values"
    result = repaired(solved)
    assert source_of(result, "shift-solution") == cell["source"] and result.notes == ()


@pytest.mark.parametrize(
    ("source", "metadata", "named"),
    [
        ("x = 1", {"course": {"chapter": "00_start\ud800<b>", "release": "0"}}, r"00_start\?\?b\?"),
        ('start("01_other", release="0123456789ab")', {}, "01_other"),
        ('start("91_tiny", release="0123456789ab")', {"course": {"chapter": "01_other"}}, "01_other"),
    ],
    ids=["by its metadata", "by its first cell", "metadata before the first cell"],
)
def test_the_notebook_of_another_chapter_is_told_and_goes_no_further(
    chapter: Chapter, released: dict[str, Any], monkeypatch: pytest.MonkeyPatch, source: str, metadata: Any, named: str
) -> None:
    monkeypatch.setattr(module, "by_likeness", None)  # which takes long, and has nothing to tell
    other = Submitted((SubmittedCell("code", source),), metadata)
    with pytest.raises(UnreadableSubmission, match=f"celui du chapitre {named}, et non de 91_tiny"):
        repair(other, chapter, released)


@pytest.mark.parametrize("sources", [["print(3)"], ["# Mes notes", "x = 1\nx + 1"]])
def test_a_notebook_in_which_nothing_is_of_the_chapter_is_for_a_person_to_look_at(
    chapter: Chapter, released: dict[str, Any], sources: list[str]
) -> None:
    other = Submitted(tuple(SubmittedCell("code", source) for source in sources), {})
    with pytest.raises(UnreadableSubmission, match="Aucune cellule de ce notebook n'est du chapitre 91_tiny"):
        repair(other, chapter, released)


def test_a_notebook_that_says_another_chapter_and_answers_this_one_is_this_ones(
    repaired: Callable[..., Repaired], solved: dict[str, Any]
) -> None:
    solved["metadata"]["course"]["chapter"] = "01_other"
    assert repaired(solved).notes == ()


@pytest.mark.parametrize("about", [None, 3, [], {"release": 3}, {"release": None, "chapter": []}])
def test_mangled_metadata_of_the_notebook_are_as_none(
    repaired: Callable[..., Repaired], solved: dict[str, Any], about: Any
) -> None:
    solved["metadata"]["course"] = about
    assert repaired(solved).notes == ()


def test_an_earlier_release_with_the_same_text_is_this_one(
    solved: dict[str, Any], chapter: Chapter, released: dict[str, Any]
) -> None:
    solved["metadata"]["course"]["release"] = "0123456789ab"
    known = replace(chapter, earlier=("0123456789ab",))
    assert repair(notebook_cells(solved), known, released).notes == ()
    assert len(repair(notebook_cells(solved), chapter, released).notes) == 1


def test_an_older_release_is_known_by_its_first_cell_when_the_metadata_are_lost(
    repaired: Callable[..., Repaired], solved: dict[str, Any], chapter: Chapter
) -> None:
    text = json.dumps(without_metadata(solved)).replace(chapter.digest, "0123456789ab")
    result = repaired(json.loads(text))
    assert result.notes == (
        "Ce travail part d'une version antérieure du chapitre : il a été reporté sur la version actuelle.",
    )
    assert chapter.digest in source_of(result, chapter.cells[1].id)


def test_what_an_older_lesson_defined_is_still_there_and_this_release_has_the_last_word(
    repaired: Callable[..., Repaired], solved: dict[str, Any], chapter: Chapter
) -> None:
    lesson = next(cell for cell in chapter.cells if "OFFSET = 3" in cell.source)
    solved["metadata"]["course"]["release"] = "0123456789ab"
    solved["cells"][position(solved, lesson.id)]["source"] = "import numpy as np\n\nOFFSET = 4\nOLD = 1"
    result = repaired(solved)
    where = ids(result).index(lesson.id)
    assert result.cells[where].source == lesson.source and result.cells[where - 1].source.endswith("OLD = 1")


def test_thousands_of_cells_are_placed_all_the_same(chapter: Chapter, released: dict[str, Any]) -> None:
    own = tuple(SubmittedCell("code", f"x{number} = {number}") for number in range(5000))
    copies = tuple(SubmittedCell("code", "# Exercice 1 · double\ndef double(x):") for _ in range(500))
    result = repair(Submitted((*own, *copies)), chapter, released)
    assert sum(cell.source.startswith("x") for cell in result.cells) == 5000


@pytest.mark.parametrize(
    "source",
    ["(" * 100_000, "x = " + "1+" * 50_000 + "1", "%a\n" * 600, "\x00", "\ud800", "x?\n" * 5000, "é" * 300_000],
)
@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_a_cell_that_no_reader_takes_is_placed_all_the_same(
    chapter: Chapter, released: dict[str, Any], kind: str, source: str
) -> None:
    own = SubmittedCell("code", "# Exercice 1 · double\ndef double(x):")
    result = repair(Submitted((SubmittedCell(kind, source), own)), chapter, released)
    assert any(cell.source == source for cell in result.cells)


@pytest.mark.parametrize("reader", ["given_names", "wanted_names", "is_python"])
def test_a_text_is_read_once_however_many_steps_ask_what_it_says(
    chapter: Chapter, released: dict[str, Any], monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    read: Counter[str] = Counter()
    reading = getattr(places, reader)
    monkeypatch.setattr(places, reader, lambda source: (read.update([source]), reading(source))[1])
    monkeypatch.setattr(places, "_remembered", lru_cache(places.Wording))
    clean = copy.deepcopy(released)
    broken = "# Exercice 1 · double\ndef double(x\n    return 2 * x"
    released["cells"][position(released, "double-solution")]["source"] = broken
    below = "def double(x):\n    return 2 * x\n" + "# long\n" * 2000  # too long to be remembered
    handed_in = [*released["cells"][::-1], code_cell(below), code_cell("again = double(3)")]
    result = repair(notebook_cells(released | {"cells": handed_in}), chapter, clean)
    assert result.ambiguous and source_of(result, "double-solution") == below
    assert read and max(read.values()) == 1
