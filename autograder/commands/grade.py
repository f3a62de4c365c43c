"""`course grade`: grade what was handed in, record it, and say what needs a look."""

from __future__ import annotations

import argparse
import threading

from autograder.cluster.elsewhere import grading_elsewhere, workers_here
from autograder.course.folder import Course, check_students, chosen_chapters
from autograder.course.say import say, say_as_data
from autograder.course.secret import salt_on
from autograder.gradebook.lighter import nbgrader_api
from autograder.gradebook.lock import only_one_grading
from autograder.run.isolation import WISHES, isolation
from autograder.submissions.find import find_students

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
    parser.add_argument("--as-of", metavar="DATE", help="noter avec le secret qui avait cours ce jour-là")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.gradebook.account import account
    from autograder.gradebook.grading import Request, grade_chapter
    from autograder.gradebook.roster import removed_students
    from autograder.report.graded import account_lines, graded_data, graded_lines, to_look_at

    workers = workers_here(options.workers, options.scheduler)
    check_students(options.student, find_students(course), "submitted/")
    names, salt = chosen_chapters(course, options.chapters), salt_on(course, options.as_of) if options.as_of else None
    threading.Thread(target=nbgrader_api).start()  # it loads while the sandbox is tried
    # With a scheduler, isolation is each worker's to find: this machine runs nothing of the students'.
    isolated, warning = (True, "") if options.scheduler else isolation(options.sandbox)
    if warning:
        say(warning, error=True)
    recorded = []
    with only_one_grading(course), grading_elsewhere(options.scheduler, options.sandbox) as elsewhere:
        without = set(removed_students(course, anew=options.force)) - set(options.student)
        asked = Request(options.student, options.execute, options.force, bool(options.chapters), salt, without)
        for name in names:
            recorded += grade_chapter(course, name, asked, isolated=isolated, workers=workers, elsewhere=elsewhere)
        stands = account(course, names, without)
    if options.json:
        say_as_data([graded_data(one) for one in recorded])
    else:
        for line in (*graded_lines(recorded), *account_lines(stands)):
            say(line)
    return 1 if to_look_at(recorded) or stands.strays or stands.aside else 0
