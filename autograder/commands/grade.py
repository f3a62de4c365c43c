"""`course grade`: grade what was handed in, record it, and say what needs a look."""

from __future__ import annotations

import argparse
import json
import sys
import threading

from autograder.cluster.elsewhere import grading_elsewhere, workers_here
from autograder.course.folder import Course, chosen_chapters
from autograder.gradebook.lighter import nbgrader_api
from autograder.gradebook.lock import only_one_grading
from autograder.run.isolation import WISHES, isolation
from course_utils.french import typeset

SUMMARY = "Noter ce qui a été rendu."
_ISOLATED = "isolement : « strict » l'exige (par défaut), « auto » le prend si possible, « none » s'en passe"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="par défaut : tous")
    parser.add_argument("--student", action="append", default=[], metavar="ÉTUDIANT", help="seulement cet étudiant")
    parser.add_argument("--sandbox", choices=WISHES, default="strict", help=_ISOLATED)
    parser.add_argument("--execute", choices=("needed", "all"), default="needed", help="cellules à exécuter")
    parser.add_argument("--workers", type=int, metavar="NOMBRE", help="processus qui notent (sinon : un par cœur)")
    parser.add_argument("--scheduler", metavar="ADRESSE", help="planificateur Dask dont les workers notent")
    parser.add_argument("--force", action="store_true", help="noter aussi ce qui l'est déjà")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.gradebook.grading import grade_chapter
    from autograder.report.graded import graded_data, graded_lines, to_look_at

    # With a scheduler, isolation is each worker's to find: this machine runs nothing of the students'.
    workers = workers_here(options.workers, options.scheduler)
    threading.Thread(target=nbgrader_api).start()  # it loads while the sandbox is tried
    isolated, warning = (True, "") if options.scheduler else isolation(options.sandbox)
    if warning:
        print(typeset(warning), file=sys.stderr)
    recorded = []
    with only_one_grading(course), grading_elsewhere(options.scheduler, options.sandbox) as elsewhere:
        for name in chosen_chapters(course, options.chapters):
            recorded += grade_chapter(
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
    as_json = (json.dumps([graded_data(one) for one in recorded], ensure_ascii=False),) if options.json else None
    for line in as_json or graded_lines(recorded):
        print(line)
    return 1 if to_look_at(recorded) else 0
