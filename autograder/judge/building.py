"""A chapter's files: its notebooks, from its text, and what is recorded of its checks, by running answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.build.build import build_notebooks, checked_text, repository, unstamped_notebook
from autograder.build.digest import seal, seal_of, sealed
from autograder.build.helps import helps
from autograder.build.package import package_bytes
from autograder.build.shipped import checks_file, models_file
from autograder.build.text import Text
from autograder.course.answers import Answer, answers_path, read_answers
from autograder.course.chapter import Chapter, chapter_from
from autograder.course.folder import GLOSSARY, Course, chapter_names
from autograder.judge.recording import RECORDER, exercise_node, made_from, record_solution, recorded_before, renamed
from autograder.judge.running import against, mistakes_of, run_answer
from autograder.run.forkserver import ForkServer, server_for

BUILDER = "2"  # raise it when the same text would be built in another way


@dataclass(frozen=True)
class Draft:
    """A text read and checked, once: the chapter that it makes, its answers, and what was recorded of it before."""

    text: Text
    address: str
    chapter: Chapter
    answers: list[Answer]
    stored: dict[str, Any]
    helps: dict[str, Any]

    def wrong(self, exercise: str) -> list[Answer]:
        """Return the wrong answers to an exercise."""
        return [one for one in self.answers if one.kind == "wrong" and one.exercise == exercise]


def draft(course: Course, name: str) -> Draft:
    """Return a chapter before it is built; raise CourseError, with its line, at the first mistake of the author."""
    text, address = checked_text(course, name), repository(course)
    notebook = unstamped_notebook(text, address)
    stored = _stored(course.stored / f"{name}.json")
    return Draft(text, address, chapter_from(notebook, name), read_answers(course, name), stored, helps(text, notebook))


def built_files(course: Course, name: str) -> dict[Path, bytes]:
    """Return what the files of a chapter must hold; only exercises that changed are run."""
    begun = draft(course, name)
    return files_of(course, begun, {**begun.stored, **_recorded_anew(begun)})


def files_of(course: Course, begun: Draft, recorded: Mapping[str, Mapping[str, Any]]) -> dict[Path, bytes]:
    """Return the files of a chapter, given what is `recorded` of each of its exercises."""
    name, notebooks = begun.chapter.name, build_notebooks(begun.text, begun.address)
    exercises = {
        one.id: renamed(recorded[one.id], begun.wrong(one.id))
        for one in begun.chapter.exercises
        if not one.manual and one.id in recorded
    }
    package = package_bytes(notebooks.digest, begun.text.header.earlier, exercises, begun.helps)
    beside = {
        course.source / name / f"{name}.ipynb": notebooks.source,
        course.release / name / f"{name}.ipynb": notebooks.release,
        course.stored / "checks" / f"{name}.py": checks_file(begun.text),
    }
    if course.ships_models:
        beside[course.stored / "models" / f"{name}.py"] = models_file(begun.text)
    return beside | {course.stored / f"{name}.json": sealed(_origins(course, name, beside.values()), package)}


def glossary_of(course: Course) -> dict[Path, bytes]:
    """Return the page that stands beside the released chapters; nothing where the course has no glossary."""
    text = course.notebooks / GLOSSARY
    return {course.release / GLOSSARY: text.read_bytes()} if text.is_file() else {}


def is_current(course: Course, name: str) -> bool:
    """Tell whether the files of a chapter are those of its text and answers, without reading either as such."""
    paths = [folder / name / f"{name}.ipynb" for folder in (course.source, course.release)]
    paths.append(course.stored / "checks" / f"{name}.py")
    if course.ships_models:
        paths.append(course.stored / "models" / f"{name}.py")
    package = course.stored / f"{name}.json"
    if not all(path.is_file() for path in (*paths, package)):
        return False
    content = package.read_bytes()
    return seal_of(content) == seal(_origins(course, name, [path.read_bytes() for path in paths]), content)


def built_without_text(course: Course) -> list[Path]:
    """Return the built files that no text makes any more: they are the author's to delete."""
    known = set(chapter_names(course))
    built = [*course.source.glob("*/*.ipynb"), *course.release.glob("*/*.ipynb"), *course.stored.glob("*.json")]
    built += course.stored.glob("checks/*.py")
    models = [*course.stored.glob("models/*.py")]
    kept_back = [] if course.ships_models else models
    return sorted({*kept_back, *(path for path in [*built, *models] if path.stem not in known)})


def _origins(course: Course, name: str, beside: Iterable[bytes]) -> list[bytes]:
    answers = answers_path(course, name)
    text = course.notebooks / f"{name}.md"
    return [
        f"{BUILDER} {RECORDER}".encode(),
        repository(course).encode(),
        text.read_bytes() if text.is_file() else b"",
        answers.read_bytes() if answers.is_file() else b"",
        *beside,
    ]


def _recorded_anew(begun: Draft) -> dict[str, dict[str, Any]]:
    """Record the exercises whose cells or wrong answers are not those that were recorded."""
    chapter = begun.chapter
    origins = {one.id: made_from(chapter, one.id, begun.wrong(one.id)) for one in chapter.exercises if not one.manual}
    late = [name for name, origin in origins.items() if begun.stored.get(name, {}).get("made_from") != origin]
    if not late:
        return {}
    with server_for(chapter) as server:
        return {name: _record(begun, name, origins[name], server) for name in late}


def _record(begun: Draft, exercise: str, origin: str, server: ForkServer) -> dict[str, Any]:
    chapter, before = begun.chapter, recorded_before(begun.stored.get(exercise))
    _, expected = record_solution(chapter, exercise, server, before)
    session = against(expected)
    ran = [
        (one.id, one.sentence, run_answer(chapter, exercise, one.source, server, session, hidden=False))
        for one in begun.wrong(exercise)
    ]
    return exercise_node(origin, expected, mistakes_of(ran, hidden=False), before)


def _stored(path: Path) -> dict[str, Any]:
    """Return what a chapter's file records of its exercises; nothing when it does not read: it is recorded anew."""
    try:
        exercises = json.loads(path.read_text(encoding="utf-8"))["exercises"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return exercises if isinstance(exercises, dict) else {}
