"""Hints, quiz and « Avant de rendre »: what they become, and what an author may get wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.build.build import Notebooks, checked_text, unstamped_notebook
from autograder.build.helps import helps
from autograder.build.text import AuthorError, read_text
from autograder.course.folder import Course
from tests.autograder.build.conftest import built_from

NAME = "05_small"
HINTS = """+++ {"exercise": "average", "role": "hints"}

1. Que vaut la somme ?

   $$
   s = \\sum_i x_i
   $$
2. Divisez-la par `len(values)` :

   ```python
   1. / 2
   ```
3. C'est tout.

+++

"""
QUESTION = """- question: Que vaut $x^{n}$ pour `x = 1` ?
  choices:
    - text: "0"
      why: C'est le cas de x = 0 seulement.
    - text: "1"
      right: true
      why: Un, à toute puissance, reste un.
"""
QUIZ = (
    "```{code-cell} ipython3\n:role: quiz\n" + "".join(QUESTION.replace("{n}", f"{{{n}}}") for n in range(8)) + "```\n"
)
SAME_PLACE = QUIZ.replace("- question: Que vaut $x^{0}", "- seed: 3\n  question: Que vaut $x^{0}")
REVIEW = "\n```{code-cell} ipython3\n:role: review\n```\n"
END = "\nFin du chapitre.\n"
SOLUTION = "```{code-cell} ipython3\n:exercise: average\n:role: stub+solution\n"


@pytest.fixture
def text(small_text: str) -> str:
    """The small chapter, with a cell of each of the learner's helps."""
    return small_text.replace(SOLUTION, HINTS + "À vous :\n\n" + SOLUTION).replace(END, f"\n{QUIZ}{REVIEW}{END}")


@pytest.fixture
def built(new_course: Callable[..., Course], text: str) -> Notebooks:
    return built_from(new_course(text))


@pytest.fixture
def helped(new_course: Callable[..., Course], text: str) -> dict[str, Any]:
    checked = checked_text(new_course(text), NAME)
    return helps(checked, unstamped_notebook(checked, ""))


def _cells(content: bytes) -> dict[str, Any]:
    return {cell.id: cell for cell in nbformat.reads(content.decode(), as_version=4).cells}


def test_hints_are_folded_one_in_the_other_and_hold_markdown(built: Notebooks) -> None:
    cell = _cells(built.release)["average-hints"]
    assert cell.source == (
        "<details>\n<summary>Indice 1</summary>\n\nQue vaut la somme\u202f?\n\n$$\ns = \\sum_i x_i\n$$\n\n"
        "<details>\n<summary>Indice 2</summary>\n\nDivisez-la par `len(values)`\u00a0:\n\n```python\n1. / 2\n```\n\n"
        "<details>\n<summary>Indice 3</summary>\n\nC’est tout.\n\n</details>\n\n</details>\n\n</details>"
    )
    assert (cell.cell_type, cell.metadata) == ("markdown", {"course": {"role": "hints"}})


def test_hints_do_not_change_the_numbers_of_exercises(built: Notebooks) -> None:
    assert _cells(built.release)["average-solution"].source.startswith("# Exercice 1 · average\n")
    assert _cells(built.release)["quiz-solution"].source.startswith("# Exercice 2 · quiz\n")


def test_the_quiz_goes_to_the_chapters_file_and_the_notebook_asks_for_it(
    built: Notebooks, helped: dict[str, Any]
) -> None:
    cell = next(one for one in _cells(built.release).values() if one.metadata.get("course") == {"role": "quiz"})
    assert cell.source == f'from course_utils.quiz import quiz\n\nquiz("{NAME}")'
    assert b"Que vaut $x^" not in built.release
    asked = helped["quiz"]
    assert len(asked) == 8
    assert asked[3]["question"] == "Que vaut $x^{3}$ pour `x = 1`\u202f?"
    wrong, right = sorted(asked[3]["choices"], key=lambda choice: choice["right"])
    assert wrong == {"text": "0", "why": "C’est le cas de x = 0 seulement.", "right": False}
    assert right["right"] is True


def _places(asked: list[dict[str, Any]]) -> list[int]:
    return [[choice["right"] for choice in question["choices"]].index(True) for question in asked]


def test_choices_are_shuffled_in_one_way_that_a_seed_changes(
    new_course: Callable[..., Course], text: str, helped: dict[str, Any]
) -> None:
    assert _places(helped["quiz"]) == [0, 1, 1, 0, 0, 1, 1, 0]
    orders = set()
    for seed in range(8):
        pinned = text.replace("- question: Que vaut $x^{2}", f"- seed: {seed}\n  question: Que vaut $x^{{2}}")
        written = read_text(new_course(pinned), NAME)
        asked = helps(written, unstamped_notebook(written, ""))
        places = _places(asked["quiz"])
        assert places[:2] + places[3:] == [0, 1, 0, 0, 1, 1, 0]
        orders.add(places[2])
    assert orders == {0, 1}


def test_the_last_cell_is_written(built: Notebooks) -> None:
    cell = next(one for one in _cells(built.release).values() if one.metadata.get("course") == {"role": "review"})
    title, *code = cell.source.split("\n")
    assert title.startswith("# Préparer mon rendu")
    assert code == ["from course_utils.handin import before_handing_in", "", f'before_handing_in("{NAME}")']


def test_stubs_and_markers_are_those_of_the_release(built: Notebooks, helped: dict[str, Any]) -> None:
    cells = _cells(built.release)
    assert helped["stubs"] == {
        "average": cells["average-solution"].source,
        "quiz": cells["quiz-solution"].source,
        "analysis": cells["analysis-answer"].source,
    }
    assert helped["markers"] == {
        name: cells[name].source.split("\n")[0]
        for name in ("average-solution", "average-checks", "quiz-solution", "quiz-checks", "analysis-answer")
    }


def test_a_question_reworded_leaves_the_notebook_as_it_is(
    new_course: Callable[..., Course], text: str, built: Notebooks
) -> None:
    assert built_from(new_course(text.replace("reste un", "vaut un", 1))) == built


def test_plain_nbgrader_makes_the_very_same_release(new_course: Callable[..., Course], text: str) -> None:
    course = new_course(text)
    built = built_from(course)
    path = course.source / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(built.source)
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader starts « alembic »
    words = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME, "--force"]
    env = {**os.environ, "PATH": tools}
    subprocess.run(words, cwd=course.root, env=env, check=True, capture_output=True, timeout=120)
    assert (course.release / NAME / f"{NAME}.ipynb").read_bytes() == built.release


def test_a_badge_comes_first_where_students_have_a_repository(new_course: Callable[..., Course], text: str) -> None:
    project = '[tool.course]\nstudent_repository = "someone/lessons"\n'
    cells = _cells(built_from(new_course(text, project)).release)
    assert next(iter(cells)) == "colab-badge"
    assert cells["colab-badge"].source == (
        "[![Ouvrir dans Colab](https://colab.research.google.com/assets/colab-badge.svg)]"
        "(https://colab.research.google.com/github/someone/lessons/blob/main/05_small/05_small.ipynb)"
    )
    without = _cells(built_from(new_course(text, "[tool.course]\n")).release)
    assert list(without) == [name for name in cells if name != "colab-badge"]


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("3. C'est tout.\n", "3. C'est\n4. tout.\n", "1. Que vaut", "celui-ci en a 4"),
        ("2. Divisez-la", "3. Divisez-la", "3. Divisez-la", "on attend 2"),
        ("1. Que vaut", "Voici :\n\n1. Que vaut", "Voici", "liste numérotée"),
        ("3. C'est tout.\n", "3. C'est tout.\n\nCourage.\n", "Courage.", "en retrait"),
        ('"average", "role": "hints"', '"median", "role": "hints"', "1. Que vaut", "« median »"),
        (HINTS, HINTS + HINTS, "1. Que vaut", "déjà ses indices"),
        ('"exercise": "average", "role": "hints"', '"role": "hints"', "+++ {", "`exercise`"),
        (
            '"exercise": "average", "role": "hints"',
            '"exercise": "average", "role": "hints", "points": 1',
            "+++ {",
            "points",
        ),
        (QUESTION.replace("{n}", "{7}"), "", "- question: Que vaut $x^{0}", "celui-ci en a 7"),
        ("- question: Que vaut $x^{2}", "- question: `x` vaut $x^{2}", "- question: `x`", "ne se lit pas"),
        ("- question: Que vaut $x^{2}", "- question: Quoi : $x^{2}", "- question: Quoi", "entre guillemets"),
        ("- question: Que vaut $x^{2}", "- ask: Que vaut $x^{2}", "- ask", "« ask » est de trop"),
        ("      right: true\n", "", "- question: Que vaut $x^{0}", "celle-ci en a 0"),
        ("      why: C'est le", "      right: true\n      why: C'est le", "- question: Que vaut $x^{0}", "en a 2"),
        ("      right: true\n", "      right: oui\n", "      right: oui", "`true` ou `false`"),
        ("      why: Un, à toute puissance, reste un.\n", "", '    - text: "1"', "il manque `why`"),
        ('    - text: "1"\n', '    - text: "0"\n', "- question: Que vaut $x^{0}", "même texte"),
        ('    - text: "1"\n', '    - text: ""\n', '    - text: ""', "vide"),
        (
            QUIZ,
            QUIZ.replace('text: "1"', "text: un tout court", 4),
            "- question",
            "dans 4 questions sur 8 (1, 2, 3, 4)",
        ),
        (QUIZ, SAME_PLACE, "- seed: 3", "en place 2 dans 5 questions sur 8 (1, 2, 3, 6, 7)"),
        (QUIZ, QUIZ + "\n" + QUIZ, "- question", "déjà une cellule « quiz »"),
        (QUIZ, QUIZ + "\n```{code-cell} ipython3\nquiz = 1\n```\n", "quiz = 1", "prend le nom `quiz`"),
        (":role: review\n", ":role: review\nprint(1)\n", "print(1)", "laissez-la vide"),
        (REVIEW, REVIEW + "\n```{code-cell} ipython3\nx = 1\n```\n", ":role: review", "après tout autre code"),
    ],
)
def test_a_mistake_stops_with_its_line_and_a_sentence(
    new_course: Callable[..., Course], text: str, old: str, new: str, at: str, says: str
) -> None:
    assert old in text, "the mistake must change the text"
    wrong = text.replace(old, new, 1)
    with pytest.raises(AuthorError) as caught:
        checked_text(new_course(wrong), NAME)
    assert says in str(caught.value)
    named = wrong.split("\n")[caught.value.line - 1 :]
    assert any(line.startswith(at) for line in named[:2]), f"line {caught.value.line} reads {named[0]!r}"
