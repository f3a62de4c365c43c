"""A course on disk: where its folders are and what its settings say."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CONFIG = "nbgrader_config.py"
GLOSSARY = "glossaire.md"  # a page of notebooks/ that chapters link, beside their folders


class CourseError(Exception):
    """What an instructor or an author can mend: one French sentence that says what is wrong and how."""


@dataclass(frozen=True)
class Course:
    """The folders of a course and its settings; nothing is read or created by holding one."""

    root: Path
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def answers(self) -> Path:
        return self.root / "answers"

    @property
    def source(self) -> Path:
        return self.root / "source"

    @property
    def release(self) -> Path:
        return self.root / "release"

    @property
    def submitted(self) -> Path:
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        return self.root / "feedback"

    @property
    def stored(self) -> Path:
        """Outcomes of the visible checks, which travel with `course_utils` as package data."""
        return self.root / "course_utils" / "chapters"

    @property
    def ships_models(self) -> bool:
        """Whether model answers travel with `course_utils`, for who learns alone: `model_answers`, true when unsaid."""
        return bool(self.settings.get("model_answers", True))

    @cached_property
    def db_url(self) -> str:
        """The gradebook's address, as nbgrader reads it: `c.CourseDirectory.db_url`, else a file of the course."""
        from traitlets.config.loader import PyFileConfigLoader

        try:
            config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except Exception as error:  # the file is a program: anything can come of it
            raise CourseError(f"{self.root / CONFIG} s'arrête sur une erreur : {error}.") from error
        url = config.CourseDirectory.get("db_url", "")
        return url if isinstance(url, str) and url else f"sqlite:///{self.root / 'gradebook.db'}"


def open_course(root: Path) -> Course:
    """Return the course at `root`; raise CourseError when no course is there."""
    root = root.resolve()
    if not (root / CONFIG).is_file():
        raise CourseError(
            f"{root} n'est pas le dossier d'un cours (il y manque {CONFIG}) : "
            "placez-vous dans le dossier du cours, ou donnez-le avec --root."
        )
    project = root / "pyproject.toml"
    try:
        tables = tomllib.loads(project.read_text(encoding="utf-8")) if project.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{project} ne se lit pas : {error}.") from error
    return Course(root, tables.get("tool", {}).get("course", {}))


def chapter_names(course: Course) -> list[str]:
    """Return the chapters of the course, in order: the names of the texts in `notebooks/`."""
    return sorted(path.stem for path in course.notebooks.glob("[0-9][0-9]_*.md"))


def chosen_chapters(course: Course, wanted: list[str]) -> list[str]:
    """Return `wanted`, or every chapter when it is empty; raise CourseError naming the one that does not exist."""
    known = chapter_names(course)
    for name in wanted:
        if name not in known:
            raise CourseError(
                f"Il n'y a pas de chapitre « {name} » : les chapitres du cours sont {', '.join(known) or 'à écrire'}."
            )
    return wanted or known


def check_students(wanted: Sequence[str], known: Collection[str], where: str) -> None:
    """Raise CourseError for a student who is not among those that are known, with the names that come near."""
    for name in wanted:
        if name not in known:
            near = " ou ".join(f"« {one} »" for one in difflib.get_close_matches(name, list(known), n=3))
            hint = f"vouliez-vous dire {near} ?" if near else "vérifiez l'identifiant donné."
            raise CourseError(f"Il n'y a pas d'étudiant « {name} » dans {where} : {hint}")
