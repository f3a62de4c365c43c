"""Recognising the cells of a submission by nbgrader's id, by the cell's, by the marker; test cells are always ours."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from autograder.chapter import Chapter, load_chapter, released_notebook
from autograder.course import Course
from autograder.repair.match import PlacedCell, place
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


def ids(placed: list[PlacedCell]) -> list[str]:
    return [cell.id for cell in placed]


def known(placed: list[PlacedCell]) -> set[str]:
    return {cell.original.id for cell in placed if cell.original is not None}


def graded_ids(chapter: Chapter) -> set[str]:
    return {cell.id for cell in chapter.cells if cell.exercise}


def test_every_cell_of_the_release_is_its_own_and_unedited(chapter: Chapter, released: dict[str, Any]) -> None:
    placed, notes = place(released["cells"], chapter, released)
    assert ids(placed) == [cell.id for cell in chapter.cells]
    assert not any(cell.edited for cell in placed) and notes == []
    assert all(cell.original is not None and cell.original.id == cell.id for cell in placed)


def test_what_the_student_wrote_is_edited_and_nothing_else(
    chapter: Chapter, released: dict[str, Any], solved: dict[str, Any]
) -> None:
    solved["cells"][0]["source"] += "  \n"  # spaces alone are no edit
    placed, _ = place(solved["cells"], chapter, released)
    assert {cell.id for cell in placed if cell.edited} == {"double-solution", "shift-solution", "word-solution"}


def forget_ids(cell: dict[str, Any]) -> None:
    cell["id"] = f"lost-{cell['id']}"


def forget_nbgrader(cell: dict[str, Any]) -> None:
    cell["metadata"] = {}


def forget_both(cell: dict[str, Any]) -> None:
    forget_ids(cell)
    forget_nbgrader(cell)


@pytest.mark.parametrize("forget", [forget_ids, forget_nbgrader, forget_both])
def test_a_graded_cell_is_known_by_its_metadata_its_id_or_its_marker(
    chapter: Chapter, released: dict[str, Any], solved: dict[str, Any], forget: Any
) -> None:
    for cell in solved["cells"]:
        forget(cell)
    placed, notes = place(solved["cells"], chapter, released)
    assert known(placed) >= graded_ids(chapter)
    assert notes == []
    assert {cell.id for cell in placed if cell.original is not None} <= {cell.id for cell in chapter.cells}


def test_a_retyped_cell_with_its_marker_is_the_exercises(chapter: Chapter, released: dict[str, Any]) -> None:
    raw = copy.deepcopy(released["cells"])
    raw[position(released, "double-solution")] = code_cell("  # Exercice 1  ·  double\ndef double(x): return 2 * x")
    placed, _ = place(raw, chapter, released)
    cell = next(cell for cell in placed if cell.id == "double-solution")
    assert cell.edited and "return 2 * x" in cell.source


@pytest.mark.parametrize("text", ["", "assert True", "from course_utils.checks import visible  # moins de tests"])
def test_a_test_cell_has_the_releases_text_whatever_was_handed_in(
    chapter: Chapter, released: dict[str, Any], text: str
) -> None:
    raw = copy.deepcopy(released)
    raw["cells"][position(raw, "double-checks")]["source"] = text
    placed, _ = place(raw["cells"], chapter, released)
    cell = next(cell for cell in placed if cell.id == "double-checks")
    assert cell.source == released["cells"][position(released, "double-checks")]["source"] and not cell.edited


def test_a_missing_test_cell_is_put_back_after_the_exercises_answer(chapter: Chapter, released: dict[str, Any]) -> None:
    raw = [cell for cell in released["cells"] if cell["id"] != "double-checks"]
    placed, notes = place(raw, chapter, released)
    assert ids(placed).index("double-checks") == ids(placed).index("double-solution") + 1
    assert notes == ["La cellule de vérification de « double » manquait : elle a été remise."]


def test_a_missing_answer_is_noted_and_its_test_comes_last(chapter: Chapter, released: dict[str, Any]) -> None:
    raw = [cell for cell in released["cells"] if not cell["id"].startswith("double-")]
    placed, notes = place(raw, chapter, released)
    assert ids(placed)[-1] == "double-checks" and "double-solution" not in ids(placed)
    assert any("réponse de « double » n'a pas été retrouvée" in note for note in notes)


def test_an_empty_notebook_has_every_test_cell_put_back(chapter: Chapter, released: dict[str, Any]) -> None:
    placed, notes = place([], chapter, released)
    assert sorted(ids(placed)) == ["double-checks", "shift-checks", "word-checks"]
    assert len(notes) == 3 + 4


def test_of_two_copies_of_an_answer_the_first_is_the_answer(chapter: Chapter, released: dict[str, Any]) -> None:
    where = position(released, "double-solution")
    raw = copy.deepcopy(released["cells"])
    raw.insert(where + 1, copy.deepcopy(raw[where]) | {"source": "def double(x): return 2 * x"})
    placed, notes = place(raw, chapter, released)
    assert [cell.id for cell in placed].count("double-solution") == 1
    assert placed[where].id == "double-solution" and placed[where + 1].original is None
    assert notes == [f"La cellule {where + 2} répète « double » : la première a été retenue."]


def test_a_second_copy_of_a_test_cell_is_left_out(chapter: Chapter, released: dict[str, Any]) -> None:
    where = position(released, "double-checks")
    raw = copy.deepcopy(released["cells"])
    raw.insert(where + 1, copy.deepcopy(raw[where]))
    placed, notes = place(raw, chapter, released)
    assert len(placed) == len(released["cells"])
    assert len(notes) == 1


def test_moved_cells_keep_the_students_order(chapter: Chapter, released: dict[str, Any]) -> None:
    raw = released["cells"][::-1]
    placed, notes = place(raw, chapter, released)
    assert ids(placed) == [cell["id"] for cell in raw] and notes == []


def test_added_cells_are_the_students_and_have_ids_of_their_own(chapter: Chapter, released: dict[str, Any]) -> None:
    raw = [code_cell("x = 1"), *released["cells"], {**code_cell("Note"), "cell_type": "markdown"}]
    placed, _ = place(raw, chapter, released)
    assert placed[0].original is None and placed[0].edited and placed[-1].original is None
    assert len(set(ids(placed))) == len(placed)


def test_an_answer_that_became_text_is_not_run_as_code(chapter: Chapter, released: dict[str, Any]) -> None:
    raw = copy.deepcopy(released["cells"])
    raw[position(released, "double-solution")]["cell_type"] = "markdown"
    placed, notes = place(raw, chapter, released)
    assert "double-solution" not in known(placed)
    assert any("« double »" in note for note in notes)


def test_a_notebook_of_another_chapter_matches_no_answer(chapter: Chapter, released: dict[str, Any]) -> None:
    raw = without_metadata(released)["cells"]
    for cell in raw:
        cell["source"] = cell["source"].replace("Exercice", "Exercise").replace("Vérifications", "Checks")
    placed, _ = place(raw, chapter, released)
    assert known(placed) == {"double-checks", "shift-checks", "word-checks"}  # those that were put back
