"""`course grade`: grade what was handed in, record it, and say what needs a look."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, CourseError, chosen_chapters
from autograder.course.limits import Limits
from autograder.course.machine import usable_cpus
from autograder.course.secret import course_salt
from autograder.course.verdict import Graded, Verdict
from autograder.gradebook.lighter import nbgrader_api
from autograder.gradebook.lock import only_one_grading
from autograder.run.isolation import WISHES, isolation
from course_utils.french import decimal, typeset

if TYPE_CHECKING:
    from autograder.cluster.coordinator import GradeAll
    from autograder.gradebook.database import Mark
    from autograder.submissions.run import Execute

SUMMARY = "Noter ce qui a été rendu."


@dataclass(frozen=True)
class Recorded:
    """A graded submission, with its mark in the gradebook before (None: it had none) and after."""

    graded: Graded
    before: Mark | None
    after: Mark | None

    @property
    def changed(self) -> bool:
        """Tell whether a mark that stood before is another one now."""
        return self.before is not None and self.after is not None and self.before.points != self.after.points


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")
    parser.add_argument("--student", action="append", default=[], metavar="ÉTUDIANT", help="seulement cet étudiant")
    parser.add_argument(
        "--sandbox",
        choices=WISHES,
        default="strict",
        help=typeset(
            "isolement du code des étudiants : « strict » l'exige (par défaut), « auto » le prend s'il est possible, "
            "« none » s'en passe, pour du code de confiance"
        ),
    )
    parser.add_argument("--execute", choices=("needed", "all"), default="needed", help="cellules à exécuter")
    parser.add_argument(
        "--workers", type=int, metavar="NOMBRE", help="processus qui notent (par défaut : un par cœur de cette machine)"
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADRESSE",
        help="planificateur Dask (tcp://machine:8786) dont les workers notent, au lieu de cette machine",
    )
    parser.add_argument("--force", action="store_true", help="noter aussi ce qui l'est déjà")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    workers = usable_cpus() if options.workers is None else options.workers
    if workers < 1:
        raise CourseError("--workers attend un nombre de processus, 1 au moins.")
    if options.scheduler and options.workers is not None:
        raise CourseError("--workers compte les processus de cette machine : il ne va pas avec --scheduler.")
    threading.Thread(target=nbgrader_api).start()  # it loads while the sandbox is tried
    # With a scheduler, isolation is each worker's to find: this machine runs nothing of the students'.
    isolated, warning = (True, "") if options.scheduler else isolation(options.sandbox)
    if warning:
        print(typeset(warning), file=sys.stderr)
    graded: list[Recorded] = []
    with only_one_grading(course), _elsewhere(options) as elsewhere:
        for name in chosen_chapters(course, options.chapters):
            graded += grade_chapter(
                course,
                name,
                students=options.student,
                execute=options.execute,
                force=options.force,
                named=bool(options.chapters),
                isolated=isolated,
                workers=workers,
                elsewhere=elsewhere,
            )
    return _report(graded, options.json)


def _elsewhere(options: argparse.Namespace) -> AbstractContextManager[GradeAll | None]:
    """Open what grades on other machines, or nothing when it is this one."""
    if not options.scheduler:
        return nullcontext()
    from autograder.cluster.coordinator import cluster

    return cluster(options.scheduler, options.sandbox)


def grade_chapter(
    course: Course,
    name: str,
    *,
    students: Sequence[str] = (),
    execute: Execute = "needed",
    force: bool = False,
    named: bool = True,
    isolated: bool,
    limits: Limits | None = None,
    workers: int = 1,
    elsewhere: GradeAll | None = None,
) -> list[Recorded]:
    """Grade what is new in one chapter: each submission goes to disk and to the gradebook as soon as it is graded.

    The work runs in `workers` processes of this machine, or where `elsewhere` takes it.
    Returns them by student, without their notebooks.
    A chapter without submissions is an error when it was `named`, and passed over when all are graded.
    """
    from tqdm import tqdm

    from autograder.gradebook.database import is_recorded, mark_of, open_gradebook, record
    from autograder.gradebook.kept import done_digest, mark_done, save_notebook
    from autograder.gradebook.sync import sync_chapter
    from autograder.submissions.find import digest, find_submissions
    from autograder.submissions.pool import grade_all, warming
    from autograder.submissions.worker import Job

    submissions = [one for one in find_submissions(course, name) if not students or one.student in students]
    if not submissions:
        if named or not any(course.submitted.glob("*/*")):
            raise CourseError(
                f"Rien à noter pour {name} : placez les notebooks rendus dans "
                f"{course.submitted}/<étudiant>/{name}/{name}.ipynb."
            )
        return []
    chapter, salt = load_chapter(course, name), course_salt(course)
    changed = {
        one.student
        for one in submissions
        if force or done_digest(course, one.student, name) != digest(one, chapter, salt)
    }
    job = Job(course.root, name, isolated, execute, limits)
    with warming(job, 0 if elsewhere else len(changed), workers) as warm, open_gradebook(course) as gradebook:
        for note in sync_chapter(gradebook, course, name):
            print(typeset(note), file=sys.stderr)
        new = [one for one in submissions if one.student in changed or not is_recorded(gradebook, one.student, name)]
        if not new:
            print(typeset(f"{name} : {len(submissions)} travaux déjà notés, rien de nouveau."), file=sys.stderr)
            return []
        graded = []
        with closing(elsewhere(job, new) if elsewhere else grade_all(job, new, workers, warm)) as results:
            for result in tqdm(results, total=len(new), desc=name, unit="notebook", file=sys.stderr):
                before = mark_of(gradebook, result.student, name)
                save_notebook(course, result)
                record(gradebook, result)
                mark_done(course, result)
                result = replace(result, notebook=None)  # it is on disk: a large class would fill the memory
                graded.append(Recorded(result, before, mark_of(gradebook, result.student, name)))
    return sorted(graded, key=lambda one: one.graded.student)


def _report(recorded: Sequence[Recorded], as_json: bool) -> int:
    graded = [one.graded for one in recorded]
    flagged = [one for one in graded if one.ambiguous or any(_needs_look(verdict) for verdict in one.verdicts)]
    if as_json:
        print(json.dumps([_as_data(one) for one in recorded], ensure_ascii=False))
    else:
        for one in recorded:
            print(typeset(_line(one.graded)))
        changed = [one for one in recorded if one.changed]
        if changed:
            print(typeset("\nNotes changées (les points donnés à la main sont gardés) :"))
        for one in changed:
            print(typeset(f"{one.graded.student:<24} {one.graded.chapter:<20} {_change(one)}"))
        for each in flagged:
            print(typeset(f"À regarder : {each.student}, {each.chapter} : {_reason(each)}"))
    return 1 if flagged else 0


def _needs_look(verdict: Verdict) -> bool:
    return verdict.status in ("our fault", "unreadable")


def _line(graded: Graded) -> str:
    mark = f"{decimal(graded.points)}/{decimal(graded.maximum)}"
    waiting = sum(verdict.points is None for verdict in graded.verdicts)
    rest = f" (+ {waiting} à noter à la main)" if waiting else ""
    return f"{graded.student:<24} {graded.chapter:<20} {mark}{rest}"


def _change(one: Recorded) -> str:
    assert one.before is not None and one.after is not None
    return f"{decimal(one.before.points)} → {decimal(one.after.points)}"


def _reason(graded: Graded) -> str:
    chosen = "un choix a été fait entre plusieurs réponses (voir les remarques de la page)."
    return next((verdict.sentence for verdict in graded.verdicts if _needs_look(verdict)), chosen)


def _as_data(one: Recorded) -> dict[str, object]:
    graded = one.graded
    return {
        "student": graded.student,
        "chapter": graded.chapter,
        "points": graded.points,
        "before": one.before.points if one.before else None,
        "maximum": graded.maximum,
        "verdicts": {each.exercise: {"status": each.status, "mistake": each.mistake} for each in graded.verdicts},
        "notes": list(graded.notes),
        "ambiguous": graded.ambiguous,
    }
