"""`course demo`: a class of imaginary students, handed in, graded, marked and given feedback, end to end."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.files import write_atomically
from autograder.course.folder import CONFIG, Course, CourseError, chosen_chapters
from autograder.course.limits import Limits
from autograder.course.machine import usable_cpus
from autograder.course.verdict import Graded
from autograder.demo.pupils import Pupil
from autograder.run.isolation import WISHES, isolation
from course_utils.french import decimal, typeset

SUMMARY = "Noter de bout en bout une classe d'étudiants imaginaires."
_MARK = ".course-demo"
_LIMITS = Limits(cell_cpu=20.0, call_cpu=4.0)  # an endless loop is among what is shown: it need not last


@dataclass(frozen=True)
class Row:
    """A line of the table: a pupil, the chapter, and what grading made of the work."""

    chapter: str
    pupil: Pupil
    graded: Graded
    trouble: bool = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")
    parser.add_argument("--sandbox", choices=WISHES, default="auto", help="isolement du code")
    parser.add_argument("--folder", type=Path, metavar="DOSSIER", help="où jouer la démonstration (par défaut : demo)")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.gradebook.grading import grade_chapter
    from autograder.report.pages import write_pages

    isolated, warning = isolation(options.sandbox)
    if warning:
        print(typeset(warning), file=sys.stderr)
    chapters = chosen_chapters(course, options.chapters)
    stage = _stage(course, (options.folder or course.root / "demo").resolve())
    rows: list[Row] = []
    for name in chapters:
        pupils, trouble = _class_of(course, name)
        _hand_in(stage, name, [*pupils, *trouble])
        recorded = grade_chapter(stage, name, isolated=isolated, limits=_LIMITS, workers=usable_cpus())
        graded = {one.graded.student: one.graded for one in recorded}
        rows += [Row(name, pupil, graded[pupil.name]) for pupil in pupils]
        rows += [Row(name, pupil, graded[pupil.name], trouble=True) for pupil in trouble]
        write_pages(stage, [name])
    if options.json:
        print(json.dumps([_as_data(row) for row in rows], ensure_ascii=False))
    else:
        for line in table(rows):
            print(line)
        print(typeset(f"Pages pour les étudiants : {stage.feedback}"))
    return 1 if any(row.graded.points != row.pupil.deserved for row in rows) else 0


def table(rows: list[Row]) -> Iterator[str]:
    """Yield the table of marks, and after each chapter how many are what the answers deserve."""
    width = max((len(row.pupil.profile) for row in rows), default=0)
    for chapter in dict.fromkeys(row.chapter for row in rows):
        well = [row for row in rows if row.chapter == chapter and not row.trouble]
        yield typeset(f"\n{chapter} : {len(well)} étudiants imaginaires")
        yield from (_line(row, width) for row in well)
        yield typeset(f"  {_deserved(well)} notes sur {len(well)} sont celles que méritent les réponses.")
        trouble = [row for row in rows if row.chapter == chapter and row.trouble]
        yield typeset(f"{chapter} : {len(trouble)} fichiers abîmés ou hostiles, et ce qu'il en est advenu")
        for row in trouble:
            yield _line(row, width)
            yield f"    {_what_happened(row.graded)}"
        yield typeset(f"  {_deserved(trouble)} notes sur {len(trouble)} sont celles que mérite le reste du travail.")


def _line(row: Row, width: int) -> str:
    mark = f"{decimal(row.graded.points)}/{decimal(row.graded.maximum)}"
    wrong = "" if row.graded.points == row.pupil.deserved else f"  attendu : {decimal(row.pupil.deserved)}"
    return typeset(f"  {row.pupil.name:<12} {row.pupil.profile:<{width}}  {mark:>8}{wrong}")


def _deserved(rows: list[Row]) -> int:
    return sum(row.graded.points == row.pupil.deserved for row in rows)


def _what_happened(graded: Graded) -> str:
    """The first thing that grading said of such a file."""
    missed = [one.sentence for one in graded.verdicts if one.status not in ("correct", "to grade by hand")]
    return next(iter([*graded.notes, *missed]), typeset("Rien n'y manque."))


def _stage(course: Course, folder: Path) -> Course:
    """Return a course of its own for the demonstration: the real gradebook is never touched."""
    if folder.exists() and not (folder / _MARK).is_file():
        raise CourseError(f"{folder} existe déjà et ne vient pas de « course demo » : choisissez un autre --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    write_atomically(folder / _MARK, b"")
    # A gradebook that the settings name, perhaps on a server, is the real one.
    address = f"sqlite:///{folder / 'gradebook.db'}"
    own = f"\nget_config().CourseDirectory.db_url = {address!r}\n"
    write_atomically(folder / CONFIG, (course.root / CONFIG).read_bytes() + own.encode())
    for name in ("notebooks", "answers", "source", "release"):
        shutil.copytree(course.root / name, folder / name)
    return Course(folder, course.settings)


def _class_of(course: Course, name: str) -> tuple[list[Pupil], list[Pupil]]:
    from autograder.course.answers import read_answers
    from autograder.course.chapter import load_chapter, released_notebook
    from autograder.demo.pupils import make_class
    from autograder.demo.trouble import make_trouble

    chapter, released = load_chapter(course, name), released_notebook(course, name)
    return make_class(chapter, released, read_answers(course, name)), make_trouble(chapter, released)


def _hand_in(stage: Course, name: str, pupils: list[Pupil]) -> None:
    for pupil in pupils:
        content = pupil.content or json.dumps(pupil.notebook, ensure_ascii=False, indent=1).encode()
        write_atomically(stage.submitted / pupil.name / name / f"{name}.ipynb", content)


def _as_data(row: Row) -> dict[str, object]:
    return {
        "chapter": row.chapter,
        "student": row.pupil.name,
        "profile": row.pupil.profile,
        "points": row.graded.points,
        "maximum": row.graded.maximum,
        "deserved": row.pupil.deserved,
        "trouble": row.trouble,
    }
