"""What lies in submitted/: whose work on which chapter each entry is, and what is nobody's.

The place of a work is submitted/<student>/<chapter>/. One that is a step away (a name in capitals, « (1) » after it, a
file beside the folders) is taken where nothing else could be meant, and said; all else is named, and read by nobody.
"""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.folder import Course, CourseError, chapter_names
from autograder.submissions.archive import ARCHIVE, NOTEBOOK, SCRIPT
from autograder.submissions.read import UnreadableSubmission, shown

STAMP = "timestamp.txt"
_DEEPEST, _MOST = 3, 200  # folders in one another, and files of one of them, where a work is looked for
_COPY = re.compile(r"(?:\s*\(\d+\)|[\s_-]+cop(?:y|ie))+$")
_GAPS = re.compile(r"[\s_.-]+")
_NUMBER = re.compile(r"\A\d+_")
_MOODLE = re.compile(r"_\d+_assignsubmission_\w+$")

_NO_STUDENT = "n'est dans le dossier d'aucun étudiant (rangez-le dans submitted/<étudiant>/<chapitre>/)."
_TURNED = "porte le nom d'un chapitre, là où l'on attend celui d'un étudiant (submitted/<étudiant>/<chapitre>/)."
_PLATFORM = "vient d'un dossier de Moodle : rangez-le dans submitted/<identifiant de l'étudiant>/<chapitre>/."
_NO_CHAPTER = "aucun chapitre ne porte ce nom de dossier (renommez-le)."
_NO_WORK = "n'est dans le dossier d'aucun chapitre (rangez-le dans submitted/<étudiant>/<chapitre>/)."
_SHUT = "ne peut pas être ouvert (vérifiez les droits de ce dossier)."

ChaptersOf = Callable[[Path], Sequence[str]]  # the chapters that a file says it is of


@dataclass(frozen=True)
class Entry:
    """A folder, or a file, that is a student's work on a chapter; `aside` when it is not at its place."""

    student: str
    chapter: str
    path: Path
    aside: bool

    @property
    def where(self) -> str:
        """The entry under submitted/."""
        return f"{self.student}/{self.path.name}"


@dataclass(frozen=True)
class Stray:
    """What nobody reads, `where` it is under submitted/, and why: the rest of a French sentence."""

    where: str
    why: str


@dataclass(frozen=True)
class Entries:
    """All that lies in submitted/."""

    works: tuple[Entry, ...]
    strays: tuple[Stray, ...]


def entries(course: Course, chapters_of: ChaptersOf) -> Entries:
    """Return what lies in submitted/; `chapters_of` reads the files whose names tell nothing.

    Raises CourseError when submitted/ itself cannot be opened.
    """
    works: list[Entry] = []
    strays: list[Stray] = []
    known = _Known(chapter_names(course))
    for place in students_places(course):
        try:
            if not place.is_dir():
                strays.append(Stray(place.name, _NO_STUDENT))
            elif known.is_chapter(place.name):
                strays.append(Stray(place.name, _TURNED))
            else:
                found = _of_student(place, known, chapters_of)
                works += found.works
                strays += found.strays
        except OSError:
            strays.append(Stray(place.name, _SHUT))
    return Entries(tuple(works), tuple(strays))


def students_places(course: Course) -> list[os.DirEntry[str]]:
    """Return what lies in submitted/, hidden files apart; raise CourseError when it cannot be opened."""
    try:
        return _seen(course.submitted)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise CourseError(f"Impossible d'ouvrir {course.submitted} : {error.strerror}.") from error


def work_files(path: Path) -> list[Path]:
    """Return the files, nearest first, that can be the work in an entry: notebooks and archives, else scripts.

    A link is none, wherever it leads. Raises OSError for a folder that cannot be opened.
    """
    files = _files(path, _DEEPEST) if path.is_dir() else [path]
    several = [one for one in files if NOTEBOOK.search(one.name) or ARCHIVE.search(one.name)]
    return several or [one for one in files if SCRIPT.search(one.name)]


def _files(folder: Path, deep: int) -> list[Path]:
    if folder.is_symlink():
        return []
    places = _seen(folder)
    files = [Path(one.path) for one in places if one.is_file(follow_symlinks=False)]
    for one in places if deep else ():
        if one.is_dir(follow_symlinks=False):
            files += _files(Path(one.path), deep - 1)
    return files[:_MOST]


def _seen(folder: Path) -> list[os.DirEntry[str]]:
    """Return what a folder holds, hidden files and what macOS adds to archives apart; of very many, some."""
    with os.scandir(folder) as places:
        some = itertools.islice((one for one in places if not one.name.startswith((".", "__MACOSX"))), 100 * _MOST)
        return sorted(some, key=lambda one: one.name)


class _Known:
    """The chapters, by the names that cannot mean another."""

    def __init__(self, chapters: Sequence[str]) -> None:
        self._full = {_plain(name): name for name in chapters}
        slugs = Counter(_NUMBER.sub("", name) for name in self._full)
        alone = {slug: name for one, name in self._full.items() if slugs[slug := _NUMBER.sub("", one)] == 1}
        self._names: Mapping[str, str] = {**alone, **self._full}
        self.chapters = frozenset(chapters)

    def is_chapter(self, name: str) -> bool:
        return _plain(name) in self._full

    def meant_by(self, name: str) -> str | None:
        return name if name in self.chapters else self._names.get(_plain(name))


def _plain(name: str) -> str:
    """Return a name without what hurried hands and browsers change of it."""
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return _GAPS.sub("_", _COPY.sub("", folded)).strip("_")


def _of_student(folder: os.DirEntry[str], known: _Known, chapters_of: ChaptersOf) -> Entries:
    student = folder.name
    works: list[Entry] = []
    strays: list[Stray] = []
    stamps: list[Stray] = []
    for place in _seen(Path(folder.path)):
        path, where = Path(place.path), f"{student}/{place.name}"
        try:
            if place.name in known.chapters and place.is_dir():
                works.append(Entry(student, place.name, path, aside=False))
                continue
            if place.name == STAMP:
                stamps.append(Stray(where, _NO_WORK))
                continue
            chapters, why = ([], _PLATFORM) if _MOODLE.search(student) else _meant(path, known, chapters_of)
        except OSError:
            chapters, why = [], _SHUT
        works += [Entry(student, chapter, path, aside=True) for chapter in chapters]
        strays += [] if chapters else [Stray(where, why)]
    if not any(one.aside and one.path.is_file() for one in works):  # else it is the stamp of that file
        strays += stamps
    return Entries(tuple(works), tuple(strays))


def _meant(path: Path, known: _Known, chapters_of: ChaptersOf) -> tuple[Sequence[str], str]:
    """Return the chapters that what lies beside the folders is of, and why there is none."""
    if not path.is_dir():
        return _chapters_of_file(path, known, chapters_of)
    meant = known.meant_by(path.name)
    return ([meant] if meant and work_files(path) else []), _NO_CHAPTER


def _chapters_of_file(file: Path, known: _Known, chapters_of: ChaptersOf) -> tuple[Sequence[str], str]:
    kind = NOTEBOOK.search(file.name) or ARCHIVE.search(file.name) or SCRIPT.search(file.name)
    if kind is None or file.is_symlink() or not file.is_file():
        return [], _NO_WORK
    named = known.meant_by(file.name[: kind.start()])
    if named is not None:
        return [named], ""
    if SCRIPT.search(file.name):
        return [], _NO_WORK
    try:
        said = [one for one in chapters_of(file) if one in known.chapters]
    except UnreadableSubmission as error:
        return [], str(error)
    return said, f"ne dit pas de quel chapitre il est (rangez-le dans submitted/{shown(file.parent.name)}/<chapitre>/)."
