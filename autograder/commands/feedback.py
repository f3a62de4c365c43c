"""`course feedback`: the students' pages, from what was graded."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course, CourseError, chosen_chapters
from course_utils.french import typeset

SUMMARY = "Écrire les pages de retour des étudiants, à partir de ce qui est noté."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")
    parser.add_argument("--student", action="append", default=[], metavar="ÉTUDIANT", help="seulement cet étudiant")
    parser.add_argument("--force", action="store_true", help="récrire aussi les pages à jour")


@dataclass(frozen=True)
class Pages:
    """What became of the pages: where the written and the current ones are, and whose result does not read."""

    written: list[Path] = field(default_factory=list)
    current: list[Path] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def run(course: Course, options: argparse.Namespace) -> int:
    """Write the pages that are out of date; return 1 when a grading could not be read again."""
    chapters = chosen_chapters(course, options.chapters)
    pages = write_pages(course, chapters, options.student, force=options.force)
    if not (pages.written or pages.current or pages.unreadable):
        raise CourseError(_nothing(options))
    done = f"Pages écrites : {len(pages.written)} ; déjà à jour : {len(pages.current)}."
    print(typeset(f"{done} Elles sont dans {course.feedback}."))
    for one in pages.unreadable:
        print(typeset(f"À noter de nouveau (résultat illisible) : {one}."), file=sys.stderr)
    return 1 if pages.unreadable else 0


def write_pages(course: Course, chapters: Sequence[str], students: Sequence[str] = (), *, force: bool = False) -> Pages:
    """Write the pages of what is graded, of these students (all when none is named)."""
    from tqdm import tqdm

    from autograder.gradebook.database import exercise_marks, mark_of, open_gradebook
    from autograder.gradebook.kept import list_graded, load_graded
    from autograder.report.feedback import page_path, write_page

    pages = Pages()
    work = [
        (name, student)
        for name in chapters
        for student in list_graded(course, name)
        if not students or student in students
    ]
    if not work:
        return pages
    built = {name: (load_chapter(course, name), released_notebook(course, name)) for name, _ in work}
    with open_gradebook(course, create=False) as gradebook:
        for name, student in tqdm(work, desc="pages", unit="page", file=sys.stderr, disable=None):
            graded = load_graded(course, student, name)
            if graded is None:
                pages.unreadable.append(f"{student}, {name}")
                continue
            chapter, released = built[name]
            mark, exercises = mark_of(gradebook, student, name), exercise_marks(gradebook, student, name)
            written = write_page(course, graded, chapter.title, released, mark, exercises, force=force)
            (pages.written if written else pages.current).append(page_path(course, student, name))
    return pages


def _nothing(options: argparse.Namespace) -> str:
    whose = f" pour {', '.join(options.student)}" if options.student else ""
    what = f" de {', '.join(options.chapters)}" if options.chapters else ""
    return f"Rien n'est encore noté{what}{whose} : lancez d'abord « course grade »."
