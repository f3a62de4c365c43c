"""The minutes of the sections are those of the header, and one knows where to stop."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.build.build import checked_text
from autograder.build.text import AuthorError
from autograder.course.folder import Course

NAME = "05_small"
HEADER = "minutes: {reading: 5, doing: 10}"
FIRST = "## 1. Une moyenne\n\n*Environ 5 minutes.*\n"
SECOND = "\n## 2. Ensuite\n\n*Environ 10 minutes.*\n"
PAUSE = "\n**Pause ici.** Vous savez faire une moyenne ; la suite s'en sert.\n"


@pytest.fixture
def text(small_text: str) -> str:
    """The small chapter, in two sections."""
    return small_text.replace("# L'idée\n", f"# L'idée\n\n{FIRST}").replace(
        "\nFin du chapitre.\n", f"{PAUSE}{SECOND}\nFin du chapitre.\n\n## L'essentiel\n"
    )


def test_sections_that_make_the_headers_minutes_are_built(new_course: Callable[..., Course], text: str) -> None:
    checked_text(new_course(text), NAME)


def test_a_heading_in_a_block_of_code_is_no_section(new_course: Callable[..., Course], text: str) -> None:
    checked_text(new_course(text.replace(PAUSE, f"{PAUSE}\n```text\n## 3. Rien\n```\n")), NAME)


def test_two_pauses_are_enough_for_three_hours(new_course: Callable[..., Course], text: str) -> None:
    long = text.replace(HEADER, "minutes: {reading: 60, doing: 120}").replace("Environ 10 min", "Environ 175 min")
    checked_text(new_course(long.replace(PAUSE, PAUSE + PAUSE)), NAME)
    with pytest.raises(AuthorError, match="180 minutes demandent au moins 2 lignes"):
        checked_text(new_course(long), NAME)


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("*Environ 10 minutes.*", "*Environ 11 minutes.*", "course:", "font 16 minutes et l'en-tête en annonce 15"),
        ("doing: 10", "doing: 11", "course:", "font 15 minutes et l'en-tête en annonce 16"),
        ("*Environ 5 minutes.*\n", "Un texte.\n", "## 1. ", "*Environ 12 minutes.*"),
        ("*Environ 5 minutes.*\n", "*Environ 5 min.*\n", "## 1. ", "*Environ 12 minutes.*"),
        ("*Environ 5 minutes.*\n", "*Environ 5 minutes.* Lisez.\n", "## 1. ", "*Environ 12 minutes.*"),
        (SECOND, "\n## 2. Ensuite\n\n```python\n```\n", "## 2. ", "*Environ 12 minutes.*"),
        ("\nFin du chapitre.\n", "\nFin.\n\n*Environ 3 minutes.*\n", "*Environ 3", "juste sous le titre"),
        (" Vous savez faire une moyenne ; la suite s'en sert.", "", "**Pause ici.**", "suivi d'une phrase"),
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
    named = wrong.split("\n")[caught.value.line - 1]
    assert named.startswith(at), f"line {caught.value.line} reads {named!r}"
