"""`course grade`: grade what was handed in, record it, and say what needs a look."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from autograder.chapter import load_chapter, released_notebook
from autograder.course import Course, CourseError, chosen_chapters
from autograder.verdict import Graded
from course_utils.french import decimal, typeset

SUMMARY = "Noter ce qui a été rendu."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="chapitre", help="par défaut : tous")
    parser.add_argument("--student", action="append", default=[], metavar="ID", help="seulement cet étudiant")
    parser.add_argument(
        "--sandbox",
        choices=("strict", "auto", "none"),
        default="strict",
        help="isolement du code des étudiants ; « none » : aucun, pour du code de confiance",
    )
    parser.add_argument("--execute", choices=("needed", "all"), default="needed", help="cellules à exécuter")
    parser.add_argument("--force", action="store_true", help="noter aussi ce qui l'est déjà")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    accept_sandbox(options.sandbox)
    graded: list[Graded] = []
    for name in chosen_chapters(course, options.chapters):
        graded += grade_chapter(
            course,
            name,
            students=options.student,
            execute=options.execute,
            force=options.force,
            named=bool(options.chapters),
        )
    return _report(graded, options.json)


def accept_sandbox(sandbox: str) -> None:
    """Refuse to run students' code while isolation, which « strict » promises, is not there. Raises CourseError."""
    if sandbox == "strict":
        raise CourseError(
            "L'isolement du code des étudiants n'existe pas encore dans cette version : pour noter du code en qui "
            "vous avez confiance, sur une machine sans données sensibles, ajoutez --sandbox none."
        )
    print(typeset("Attention : le code des étudiants s'exécute ici sans isolement."), file=sys.stderr)


def grade_chapter(
    course: Course,
    name: str,
    *,
    students: Sequence[str] = (),
    execute: str = "needed",
    force: bool = False,
    named: bool = True,
) -> list[Graded]:
    """Grade what is new in one chapter: each submission is on disk and in the gradebook before the next begins.

    A chapter without submissions is an error when it was `named`, and passed over when all are graded.
    """
    from tqdm import tqdm

    from autograder.examine.forkserver import ForkServer
    from autograder.grade.grade import Subject, grade_all
    from autograder.grade.libraries import libraries_of
    from autograder.grade.submissions import digest, find_submissions
    from autograder.prove.mistakes import KnownMistakes
    from autograder.record.gradebook import is_recorded, open_gradebook, record
    from autograder.record.results import done_digest, mark_done, save_notebook
    from autograder.record.sync import sync_chapter

    submissions = [one for one in find_submissions(course, name) if not students or one.student in students]
    if not submissions:
        if named or not any(course.submitted.glob("*/*")):
            raise CourseError(
                f"Rien à noter pour {name} : placez les notebooks rendus dans "
                f"{course.submitted}/<étudiant>/{name}/{name}.ipynb."
            )
        return []
    chapter, released = load_chapter(course, name), released_notebook(course, name)
    with open_gradebook(course) as gradebook:
        for note in sync_chapter(gradebook, course, name):
            print(typeset(note), file=sys.stderr)
        new = [
            one
            for one in submissions
            if force
            or done_digest(course, one.student, name) != digest(one, chapter)
            or not is_recorded(gradebook, one.student, name)
        ]
        if not new:
            print(typeset(f"{name} : {len(submissions)} travaux déjà notés, rien de nouveau."), file=sys.stderr)
            return []
        graded = []
        with ForkServer(libraries_of(chapter)) as server:
            subject = Subject(chapter, released, KnownMistakes(course, chapter, server))
            results = grade_all(new, subject, server, "all" if execute == "all" else "needed")
            for result in tqdm(results, total=len(new), desc=name, unit="notebook", file=sys.stderr):
                save_notebook(course, result)
                record(gradebook, result)
                mark_done(course, result)
                graded.append(result)
    return graded


def _report(graded: Sequence[Graded], as_json: bool) -> int:
    flagged = [one for one in graded if any(v.status in ("our fault", "unreadable") for v in one.verdicts)]
    if as_json:
        print(json.dumps([_as_data(one) for one in graded], ensure_ascii=False))
    else:
        for one in graded:
            mark = f"{decimal(one.points)}/{decimal(one.maximum)}"
            waiting = sum(verdict.points is None for verdict in one.verdicts)
            rest = f" (+ {waiting} à noter à la main)" if waiting else ""
            print(typeset(f"{one.student:<24} {one.chapter:<20} {mark}{rest}"))
        for one in flagged:
            print(typeset(f"À regarder : {one.student}, {one.chapter} : {_reason(one)}"))
    return 1 if flagged else 0


def _reason(graded: Graded) -> str:
    return next(verdict.sentence for verdict in graded.verdicts if verdict.status in ("our fault", "unreadable"))


def _as_data(graded: Graded) -> dict[str, object]:
    return {
        "student": graded.student,
        "chapter": graded.chapter,
        "points": graded.points,
        "maximum": graded.maximum,
        "verdicts": {one.exercise: {"status": one.status, "mistake": one.mistake} for one in graded.verdicts},
        "notes": list(graded.notes),
    }
