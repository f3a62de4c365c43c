"""Who is in the class of a chapter: everybody, or the few of whom one look tells most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder.course.answers import Answer, read_answers
from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course, CourseError, chosen_chapters
from autograder.demo.pupils import Pupil, make_class
from autograder.demo.trouble import make_damaged, make_hostile

CHAPTERS = 2  # where no setting names them
MISTAKES = 2


def telling_chapters(course: Course) -> list[str]:
    """Return the chapters that the settings name to be shown first, else the first ones; raise CourseError."""
    named = course.settings.get("demo", [])
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise CourseError(
            "Le réglage `demo` de [tool.course], dans pyproject.toml, est une liste de chapitres : écrivez "
            '`demo = ["00_debut"]`.'
        )
    return chosen_chapters(course, named) if named else chosen_chapters(course, [])[:CHAPTERS]


def whole_class(course: Course, name: str) -> list[Pupil]:
    """Return every imaginary student of a built chapter, those whose file is damaged or hostile last."""
    chapter, released = load_chapter(course, name), released_notebook(course, name)
    pupils = make_class(chapter, released, read_answers(course, name))
    return [*pupils, *make_damaged(chapter, released), *make_hostile(chapter, released)]


def small_class(course: Course, name: str, turn: int, names: Iterator[str]) -> list[Pupil]:
    """Return a perfect student, an empty one, some with a known mistake, one with a damaged file, and a hostile one.

    Each chapter's `turn` shows another damage and another attack; everyone is called by the next of `names`.
    """
    chapter, released = load_chapter(course, name), released_notebook(course, name)
    pupils = make_class(chapter, released, _telling_mistakes(read_answers(course, name)))
    for trouble in (make_damaged(chapter, released), make_hostile(chapter, released)):
        pupils += [trouble[turn % len(trouble)]] if trouble else []
    return [replace(pupil, name=next(names)) for pupil in pupils]


def _telling_mistakes(answers: Sequence[Answer]) -> list[Answer]:
    """Return the first known mistake of each of the first exercises: authors begin with the most likely one."""
    first: dict[str, Answer] = {}
    for one in answers:
        if one.kind == "wrong":
            first.setdefault(one.exercise, one)
    return list(first.values())[:MISTAKES]
