"""Several workers: the same marks in any order and number, nothing graded twice, nothing left when one ends."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from autograder.course.folder import Course
from autograder.submissions.find import Submission, find_submissions
from autograder.submissions.pool import grade_all
from tests.autograder.tiny_course import TINY, WORKS, by_student, descendants, hand_in, is_running, job, wait_until


@pytest.fixture
def class_work(tiny: Course) -> list[Submission]:
    for student, answers in WORKS.items():
        hand_in(tiny, student, answers=answers)
    return find_submissions(tiny, TINY)


def test_order_and_number_of_workers_change_nothing(tiny: Course, class_work: list[Submission]) -> None:
    alone = by_student(grade_all(job(tiny), class_work, 1))
    assert sorted(alone) == sorted(WORKS)
    assert by_student(grade_all(job(tiny), class_work[::-1], 2)) == alone
    assert by_student(grade_all(job(tiny), class_work[::2] + class_work[1::2], 3)) == alone


def test_who_kills_the_worker_waits_for_a_person_and_the_class_is_graded(
    tiny: Course, class_work: list[Submission]
) -> None:
    alone = by_student(grade_all(job(tiny), class_work, 1))
    parent_of_server = "int(open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])"
    hand_in(tiny, "basile", answers={"double": f"import os\nos.kill({parent_of_server}, 9)"})
    graded = by_student(grade_all(job(tiny), find_submissions(tiny, TINY), 2))
    assert {verdict.status for verdict in graded.pop("basile").verdicts} == {"our fault"}
    del alone["basile"]
    assert graded == alone


def test_a_worker_that_somebody_kills_costs_nothing(tiny: Course, class_work: list[Submission], tmp_path: Path) -> None:
    alone = by_student(grade_all(job(tiny), class_work, 1))
    flag = tmp_path / "worker"
    kill_once = (
        "import os, time\n"
        f"if not os.path.exists({str(flag)!r}):\n"
        f"    open({str(flag) + '.part'!r}, 'w').write(open(f'/proc/{{os.getppid()}}/stat').read())\n"
        f"    os.rename({str(flag) + '.part'!r}, {str(flag)!r})\n"
        "    time.sleep(600)\n"
        "def double(x):\n    return 2 * x\n"
    )
    hand_in(tiny, "ada", answers={"double": kill_once})

    def kill() -> None:
        wait_until(flag.exists, "the cell that waits")
        os.kill(int(flag.read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    graded = by_student(grade_all(job(tiny), find_submissions(tiny, TINY), 2))
    killer.join()
    assert graded["ada"].points == alone["ada"].points
    assert {one: graded[one] for one in graded if one != "ada"} == {one: alone[one] for one in alone if one != "ada"}


def test_who_stops_listening_leaves_no_worker(tiny: Course, class_work: list[Submission]) -> None:
    before = set(descendants(os.getpid()))
    results = grade_all(job(tiny), class_work, 2)
    next(results)
    started = set(descendants(os.getpid())) - before
    assert started
    results.close()
    wait_until(lambda: not any(is_running(pid) for pid in started), "the end of every worker", 20)
