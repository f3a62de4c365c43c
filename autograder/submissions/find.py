"""What was handed in: submitted/<student>/<chapter>/<chapter>.ipynb, with nbgrader's timestamp beside it."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.course.chapter import Chapter, grading_digest, load_chapter, released_notebook
from autograder.course.folder import Course, CourseError
from autograder.submissions.choose import ChosenFile
from autograder.submissions.entries import STAMP, Entries, Entry, entries, students_places, work_files
from autograder.submissions.read import MAX_BYTES, UnreadableSubmission, shown
from autograder.submissions.reading import Reader, ReaderFailed

_NOT_CHOSEN = "Le dossier contient plusieurs fichiers, parmi lesquels rien n'a pu être choisi."


@dataclass(frozen=True)
class Submission:
    """One student's file for one chapter; `path` may not exist when the folder holds no notebook.

    `notes` tell, in French, how it was chosen among several; `ambiguous` that a person should look at that choice,
    and `unreadable` why nobody could make one.
    """

    student: str
    chapter: str
    path: Path
    timestamp: str
    notes: tuple[str, ...] = ()
    ambiguous: bool = False
    unreadable: str = ""


def find_submissions(course: Course, chapter: str) -> list[Submission]:
    """Return what was handed in for `chapter`, by student.

    Raises CourseError for a folder whose name is no text, and when the chapter is not built.
    """
    by_student: dict[str, list[Entry]] = {}
    for entry in handed_in(course).works:
        if entry.chapter == chapter:
            by_student.setdefault(entry.student, []).append(entry)
    for student in by_student:
        _check_name(student)
    with contextlib.ExitStack() as opened:
        reader: Reader | None = None
        found = []
        for student, works in sorted(by_student.items()):
            expected = course.submitted / student / chapter / f"{chapter}.ipynb"
            files, why = _files_of(works)
            chosen = ChosenFile(files[0] if len(files) == 1 else expected)
            if len(files) > 1:
                known = load_chapter(course, chapter), released_notebook(course, chapter)
                reader = reader or opened.enter_context(Reader(*known))
                chosen, why = _chosen(reader, files, expected)
            found.append(_submission(works, chosen, why))
    return found


def handed_in(course: Course) -> Entries:
    """Return all that lies in submitted/; what a file says of itself is read once, by a process of its own."""
    with Reader() as reader:
        return entries(course, lambda file: _chapters_of(file, reader))


def find_students(course: Course) -> list[str]:
    """Return the students who have a folder in submitted/, whatever it holds."""
    return [place.name for place in students_places(course) if place.is_dir()]


_said: dict[tuple[Path, int, int], tuple[str, ...] | UnreadableSubmission] = {}


def _chapters_of(file: Path, reader: Reader) -> tuple[str, ...]:
    about = file.stat()
    key = (file, about.st_size, about.st_mtime_ns)
    if key not in _said:
        try:
            _said[key] = reader.chapters_of(file)
        except UnreadableSubmission as error:
            _said[key] = error
        except ReaderFailed:
            _said[key] = UnreadableSubmission(f"{shown(file.name)} n'a pas pu être lu (erreur du programme).")
    if isinstance(said := _said[key], UnreadableSubmission):
        raise said
    return said


def _files_of(works: Sequence[Entry]) -> tuple[list[Path], str]:
    """Return the files that can be the work, and why there is none where a folder cannot be opened."""
    try:
        files = [file for work in sorted(works, key=lambda one: one.aside) for file in work_files(work.path)]
    except OSError as error:
        name = shown(Path(error.filename or "").name)
        return [], f"Le dossier {name} ne peut pas être ouvert ({error.strerror}) : vérifiez ses droits, puis relancez."
    return files, ""


def _chosen(reader: Reader, files: Sequence[Path], expected: Path) -> tuple[ChosenFile, str]:
    """Return the file to grade, and why nobody could tell which it is."""
    try:
        return reader.choose(files, expected), ""
    except (UnreadableSubmission, ReaderFailed) as error:
        one = expected if expected in files else files[0]
        why = str(error) if isinstance(error, UnreadableSubmission) else _NOT_CHOSEN
        return ChosenFile(one, (_NOT_CHOSEN,), True), why


def _submission(works: Sequence[Entry], chosen: ChosenFile, unreadable: str) -> Submission:
    student, chapter = works[0].student, works[0].chapter
    own = next((one for one in works if chosen.path == one.path or one.path in chosen.path.parents), works[0])
    notes = list(chosen.notes)
    place = chosen.path.parent
    if (own.aside or place != own.path) and chosen.path.exists():
        where = shown(chosen.path.name if own.path == chosen.path else place.name)
        notes.append(
            f"Ce travail a été trouvé dans « {where} », et non dans le dossier {chapter} : il compte pour lui."
        )
    folders = dict.fromkeys([*(one.path for one in works if one.path.is_dir()), place])
    stamp = next(filter(None, (_first_line(folder / STAMP) for folder in folders)), "")
    return Submission(student, chapter, chosen.path, stamp, tuple(notes), chosen.ambiguous, unreadable)


def is_ordinary(submission: Submission) -> bool:
    """Tell whether the file, if there is one, is a file of the student's folder.

    An archive can hold links, which would lead to another student's work or to the solutions, and pipes, which
    would be read for ever.
    """
    path = submission.path
    try:
        return not path.parent.is_symlink() and not path.is_symlink() and (path.is_file() or not path.exists())
    except OSError:  # in a folder that cannot be opened: whoever reads it says so
        return True


def digest(submission: Submission, chapter: Chapter, salt: str) -> str:
    """Return what changes when the work must be done again: the file, the chapter, its salt, or the grader."""
    words = (submission.timestamp, grading_digest(chapter), salt, autograder.RULES, *submission.notes)
    parts = [_content_digest(submission), *(_sha256(word.encode("utf-8", "backslashreplace")) for word in words)]
    return _sha256(b"\0".join(parts)).hex()[:16]


def _content_digest(submission: Submission) -> bytes:
    """Of a file that is too large to be read, its size and its date are enough."""
    path = submission.path
    try:
        if not is_ordinary(submission):
            return _sha256(b"")
        about = path.stat()
        if about.st_size > MAX_BYTES:
            return _sha256(f"{about.st_size} {about.st_mtime_ns}".encode())
        with path.open("rb") as file:
            return _sha256(file.read(MAX_BYTES))
    except OSError:  # who reads the notebook says so, to the student and to the instructor
        return _sha256(b"")


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _first_line(stamp: Path) -> str:
    try:
        if stamp.is_symlink() or not stamp.is_file():
            return ""
        with stamp.open(encoding="utf-8-sig", errors="replace") as lines:
            return lines.readline(200).strip()
    except OSError:  # in a folder that cannot be opened
        return ""


def _check_name(student: str) -> None:
    """Archives made elsewhere can leave names in another encoding, which the gradebook would refuse half-way."""
    try:
        student.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = student.encode("utf-8", "backslashreplace").decode("utf-8")
        raise CourseError(
            f"Le nom du dossier « {shown} » de submitted/ n'est pas en UTF-8 : renommez ce dossier, puis relancez."
        ) from error
