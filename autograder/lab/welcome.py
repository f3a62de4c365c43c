"""The page that JupyterLab opens on: the chapters, what one has done, where to begin or to go on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course.chapter import Exercise, chapter_from, released_notebook
from autograder.course.files import write_atomically
from autograder.course.folder import Course, chapter_names
from autograder.course.say import say
from autograder.lab.copies import FOLDER
from course_utils.french import typeset
from course_utils.learned import days, learned_file, read_learned

PAGE = "Accueil.md"
_OBJECTIVES = re.compile(r"^\*\*À la fin de ce \w+, vous saurez[^\n]*\n+((?:[-*] .+\n?)+)", re.MULTILINE)
_COMMENT = "<!-- « course lab » réécrit cette page chaque fois qu'il s'ouvre : n'y gardez rien. -->"
_ADVICE = """## Pour travailler

- Un clic sur un titre ouvre le chapitre. Pour revenir ici : `Accueil.md`, dans la liste des fichiers à gauche.
- Vos notebooks s'enregistrent tout seuls, toutes les dix secondes, et ce cours ne les remplace jamais.
- Votre progression reste sur cette machine. Cette page la relit à chaque ouverture du cours."""


@dataclass(frozen=True)
class Listed:
    """A chapter as the page shows it: `minutes` to read and to do it, `objectives` a Markdown list.

    `exercises` are those that have a check; by exercise, `places` are the ids of the cells that state them, and
    `passed` the days on which they passed (as 2026-11-27).
    """

    name: str
    title: str
    minutes: int
    objectives: str
    exercises: tuple[Exercise, ...]
    places: Mapping[str, str]
    passed: Mapping[str, str]

    @property
    def left(self) -> list[Exercise]:
        """The exercises that have not passed yet, in order."""
        return [one for one in self.exercises if one.id not in self.passed]


def write_welcome(course: Course) -> None:
    """Write the page into the reader's folder, on the chapters that are there. Raises CourseError."""
    here = [name for name in chapter_names(course) if (course.root / FOLDER / name).is_dir()]
    chapters = [_listed(course, name) for name in here]
    page = welcome_page(str(course.settings.get("title") or "Le cours"), chapters)
    write_atomically(course.root / FOLDER / PAGE, page.encode())


def welcome_page(title: str, chapters: Sequence[Listed]) -> str:
    """Return the page, in Markdown, for a course of that title."""
    rows = [_row(chapter) for chapter in chapters]
    told = [
        f"<details>\n<summary>{_number(one)} · {one.title}</summary>\n\n{one.objectives}\n</details>"
        for one in chapters
        if one.objectives
    ]
    parts = [
        _COMMENT,
        f"# {title}",
        f"**{_advice(chapters)}**{_total(chapters)}",
        "\n".join(["| | Chapitre | Durée | Exercices réussis |", "|---|---|---|---|", *rows]),
        *(["## Ce que vous saurez faire", "\n\n".join(told)] if told else []),
        _ADVICE,
    ]
    return typeset("\n\n".join(parts)) + "\n"


def next_exercise(chapters: Sequence[Listed]) -> tuple[Listed, Exercise] | None:
    """Return the exercise to go on with: in the chapter of the last success, else after it, else before it.

    None when all have passed.
    """
    last = max(range(len(chapters)), key=lambda index: (max(chapters[index].passed.values(), default=""), index))
    left = [chapter for chapter in (*chapters[last:], *chapters[:last]) if chapter.left]
    return (left[0], left[0].left[0]) if left else None


def _advice(chapters: Sequence[Listed]) -> str:
    if not any(chapter.passed for chapter in chapters):
        first = chapters[0]
        return f"Commencez par le [chapitre {_number(first)}, *{first.title}*]({_address(first)})."
    found = next_exercise(chapters)
    if found is None:
        return "Vous avez réussi tous les exercices : bravo !"
    chapter, exercise = found
    # JupyterLab goes to the cell of that id.
    address = f"{_address(chapter)}#cell-id={chapter.places[exercise.id]}"
    return f"Reprenez au [chapitre {_number(chapter)}, exercice {exercise.number}]({address})."


def _total(chapters: Sequence[Listed]) -> str:
    done = sum(len(chapter.exercises) - len(chapter.left) for chapter in chapters)
    if not done:
        return ""
    total = sum(len(chapter.exercises) for chapter in chapters)
    return f" Vous avez réussi {done} exercice{'s' if done > 1 else ''} sur {total}."


def _row(chapter: Listed) -> str:
    total, left = len(chapter.exercises), len(chapter.left)
    state = f"✓ {total} sur {total}" if total and not left else f"{total - left} sur {total}" if total else ""
    link = f"[{chapter.title}]({_address(chapter)})"
    return f"| {_number(chapter)} | {link} | {_duration(chapter.minutes)} | {state} |"


def _listed(course: Course, name: str) -> Listed:
    notebook = released_notebook(course, name)
    content, sentence = read_learned(learned_file(course.root / FOLDER / name, name))
    if sentence:
        say(sentence)
    chapter = chapter_from(notebook, name)
    minutes: Mapping[str, Any] = notebook["metadata"]["course"].get("minutes", {})
    return Listed(
        name=name,
        title=chapter.title,
        minutes=round(sum(minutes.values())),
        objectives=_objectives(notebook),
        exercises=tuple(one for one in chapter.exercises if not one.manual),
        places=_places(notebook),
        passed=days(content, name),
    )


def _places(notebook: Mapping[str, Any]) -> dict[str, str]:
    """Return, by exercise, the id of the cell that states it: the last one of the lesson before the answer."""
    places, last = {}, ""
    for cell in notebook["cells"]:
        about = cell["metadata"].get("course", {})
        if cell["cell_type"] == "markdown" and not about:
            last = cell["id"]
        elif about.get("role") == "stub+solution":
            places[about["exercise"]] = last or cell["id"]
    return places


def _objectives(notebook: Mapping[str, Any]) -> str:
    texts = (cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    found = next(filter(None, map(_OBJECTIVES.search, texts)), None)
    return found[1].rstrip("\n") if found else ""


def _address(chapter: Listed) -> str:
    return f"{chapter.name}/{chapter.name}.ipynb"


def _number(chapter: Listed) -> str:
    return chapter.name.split("_", 1)[0]


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\N{NO-BREAK SPACE}min"
    return f"{hours}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{rest:02}" if rest else "")
