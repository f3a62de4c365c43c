"""A cluster gives the marks of one machine, whatever dies meanwhile, and keeps nothing of a class."""

from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.cluster.coordinator import cluster
from autograder.cluster.parcel import letter, pack
from autograder.course.folder import Course, CourseError
from autograder.course.verdict import Graded
from autograder.gradebook.kept import load_graded
from autograder.submissions.find import find_submissions
from autograder.submissions.pool import grade_all
from tests.autograder.cluster.conftest import ROOT, Cluster
from tests.autograder.tiny_course import (
    TINY,
    WORKS,
    by_student,
    code_cell,
    descendants,
    hand_in,
    handed_in,
    is_running,
    job,
    wait_until,
)

Start = Callable[..., Cluster]


def on_cluster(course: Course, address: str) -> dict[str, Graded]:
    with cluster(address, "none", 60) as grade:
        return by_student(grade(job(course), find_submissions(course, TINY)))


def here(course: Course) -> dict[str, Graded]:
    return by_student(grade_all(job(course), find_submissions(course, TINY), 1))


@pytest.fixture
def school(tiny: Course) -> Course:
    """The tiny course with a class: right, wrong, unfinished, broken, unreadable and absent works, and a link."""
    for student, answers in WORKS.items():
        hand_in(tiny, student, answers=answers)
    hand_in(tiny, "hugo", content=b"{")
    hand_in(tiny, "ines").unlink()
    hand_in(tiny, "jules").unlink()
    (tiny.submitted / "jules" / TINY / f"{TINY}.ipynb").symlink_to(tiny.submitted / "ada" / TINY / f"{TINY}.ipynb")
    return tiny


def waiting_once(flag: Path) -> str:
    """Return a cell that the first time writes its process in `flag`, and then waits without end."""
    part = f"{flag}.part"
    return (
        "import os, time\n"
        f"if not os.path.exists({str(flag)!r}):\n"
        f"    with open({part!r}, 'w') as part:\n        part.write(str(os.getpid()))\n"
        f"    os.rename({part!r}, {str(flag)!r})\n    time.sleep(600)"
    )


def who_grades(started: Cluster, flag: Path) -> subprocess.Popen[bytes]:
    """Wait for such a cell to begin, and return the worker that runs it."""
    wait_until(flag.exists, "the cell that waits")
    candidate = int(flag.read_text())
    return next(one for one in started.workers if candidate in descendants(one.pid))


def command(course: Course, *words: str) -> list[str]:
    return [sys.executable, "-m", "autograder.cli", "--root", str(course.root), "grade", *words]


def test_a_worker_killed_midway_costs_nothing_and_everyone_is_graded_once(
    school: Course, start_cluster: Start, tmp_path: Path
) -> None:
    alone = here(school)
    flag = tmp_path / "begun"
    hand_in(school, "ada", answers={"double": f"{waiting_once(flag)}\ndef double(x):\n    return 2 * x\n"})
    started = start_cluster(2)
    left: list[int] = []

    def kill_who_grades_it() -> None:
        worker = who_grades(started, flag)
        left.extend(descendants(worker.pid))
        worker.kill()

    killer = threading.Thread(target=kill_who_grades_it)
    killer.start()
    graded = on_cluster(school, started.address)
    killer.join()
    assert sorted(graded) == sorted(alone)
    assert left
    assert graded["ada"].points == alone["ada"].points
    assert {one: graded[one] for one in graded if one != "ada"} == {one: alone[one] for one in alone if one != "ada"}
    wait_until(lambda: not any(is_running(pid) for pid in left), "the end of all that the worker had started", 20)


def test_who_kills_what_grades_it_waits_for_a_person_and_the_class_is_graded(
    school: Course, start_cluster: Start
) -> None:
    alone = here(school)
    parent_of_server = "int(open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])"
    hand_in(school, "basile", answers={"double": f"import os\nos.kill({parent_of_server}, 9)"})
    graded = on_cluster(school, start_cluster(2).address)
    assert {verdict.status for verdict in graded.pop("basile").verdicts} == {"our fault"}
    del alone["basile"]
    assert graded == alone


def test_who_kills_one_worker_after_another_waits_for_a_person(tiny: Course, start_cluster: Start) -> None:
    worker = "int(open(f'/proc/{grader}/stat').read().rpartition(')')[2].split()[1])"
    grader = "int(open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])"
    hand_in(tiny, "ada", answers={"double": f"import os\ngrader = {grader}\nos.kill({worker}, 9)"})
    hand_in(tiny, "basile")
    started = start_cluster()
    ended = threading.Event()

    def keep_two_workers() -> None:
        while not ended.wait(0.1):
            for _ in range(2 - sum(one.poll() is None for one in started.workers)):
                started.start_worker()

    keeper = threading.Thread(target=keep_two_workers)
    keeper.start()
    try:
        graded = on_cluster(tiny, started.address)
    finally:
        ended.set()
        keeper.join()
    assert {verdict.status for verdict in graded["ada"].verdicts} == {"our fault"}
    assert graded["basile"].points == 4.0


def test_a_worker_with_a_nanny_as_dask_starts_them_grades(tiny: Course, start_cluster: Start) -> None:
    hand_in(tiny, "ada")
    started = start_cluster()
    nanny = started.start_worker(nanny=True)
    assert on_cluster(tiny, started.address) == here(tiny)
    children = descendants(nanny.pid)
    nanny.terminate()
    wait_until(lambda: not any(is_running(pid) for pid in children), "the end of the nanny and its worker", 30)


def test_nothing_of_a_class_stays_with_the_workers(school: Course, start_cluster: Start) -> None:
    (school.root / ".course-secret").write_text("un secret")
    started = start_cluster(2)
    on_cluster(school, started.address)
    assert all(len(descendants(one.pid)) == 1 for one in started.workers)
    assert not list(started.folder.rglob("course-*"))


def test_what_travels_is_one_chapter_without_settings_nor_names(school: Course) -> None:
    (school.root / "nbgrader_config.py").write_text("c.CourseDirectory.db_url = 'postgresql://prof:secret@db/notes'")
    with zipfile.ZipFile(io.BytesIO(pack(school, TINY, "run", "strict").files)) as archive:
        assert sorted(archive.namelist()) == sorted(
            [
                *(f"{folder}/{TINY}/{TINY}.ipynb" for folder in ("source", "release")),
                f"answers/a{TINY}.py",
                f"course_utils/chapters/{TINY}.json",
                f"course_utils/chapters/checks/{TINY}.py",
                "nbgrader_config.py",
            ]
        )
        assert archive.read("nbgrader_config.py") == b""
    by_name = {one.student: letter(one) for one in find_submissions(school, TINY)}
    assert by_name["ada"] and by_name["ada"].submission.student == ""
    assert by_name["ada"].submission.path == Path(f"{TINY}.ipynb")
    assert by_name["ines"] is by_name["jules"] is None


# --- The command ---------------------------------------------------------------------------------------------------


def test_ctrl_c_loses_nothing_and_a_second_run_goes_on(tiny: Course, start_cluster: Start, tmp_path: Path) -> None:
    flag = tmp_path / "begun"
    hand_in(tiny, "ada")
    hand_in(tiny, "basile", answers={"double": f"{waiting_once(flag)}\ndef double(x):\n    return 2 * x\n"})
    started = start_cluster(1)
    words = command(tiny, "--sandbox", "none", "--scheduler", started.address, "--json")
    first = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE)
    worker = who_grades(started, flag)
    wait_until(lambda: load_graded(tiny, "ada", TINY), "what was graded before")
    first.send_signal(signal.SIGINT)
    said = first.communicate(timeout=60)[1].decode()
    assert first.returncode == 130 and "Traceback" not in said
    wait_until(lambda: len(descendants(worker.pid)) == 1, "the end of what was being graded", 20)
    second = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=120)
    assert second.returncode == 0, second.stderr.decode()
    assert [(one["student"], one["points"]) for one in json.loads(second.stdout)] == [("basile", 4.0)]


@pytest.mark.needs("bubblewrap", "namespaces")
def test_workers_isolate_what_they_run(tiny: Course, start_cluster: Start) -> None:
    notebook = handed_in(tiny, TINY)
    notebook["cells"].insert(3, code_cell(f"import os\nprint('the course:', os.path.exists({str(tiny.root)!r}))"))
    hand_in(tiny, "ada", notebook=notebook)
    assert subprocess.run(command(tiny, "--scheduler", start_cluster(1).address), cwd=ROOT, timeout=120).returncode == 0
    graded = load_graded(tiny, "ada", TINY)
    assert graded is not None and graded.points == 4.0
    assert "the course: False" in json.dumps(graded.notebook)


def test_a_worker_that_cannot_isolate_says_what_it_lacks(tiny: Course, start_cluster: Start) -> None:
    hand_in(tiny, "ada")
    started = start_cluster()
    started.start_worker(PATH="/nowhere")
    said = refused(tiny, "--scheduler", started.address)
    assert "Sur le worker tcp://127.0.0.1" in said and "bubblewrap n'est pas installé" in said


def test_a_worker_that_cannot_write_says_where(tiny: Course, start_cluster: Start) -> None:
    hand_in(tiny, "ada")
    started = start_cluster(1)
    with cluster(started.address, "none", 60) as grade:
        for folder in started.folder.glob("dask-*"):
            shutil.rmtree(folder)
        with pytest.raises(CourseError, match=r"Sur le worker tcp://127\.0\.0\.1.*Impossible d'écrire"):
            list(grade(job(tiny), find_submissions(tiny, TINY)))


def test_a_worker_of_another_release_is_named(tiny: Course, start_cluster: Start, tmp_path: Path) -> None:
    hand_in(tiny, "ada")
    other = tmp_path / "other"
    for package in ("autograder", "course_utils"):
        shutil.copytree(ROOT / package, other / package, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "autograder" / "names.py").open("a") as module:
        module.write("# another release\n")
    started = start_cluster()
    started.start_worker(cwd=other)
    said = refused(tiny, "--sandbox", "none", "--scheduler", started.address)
    assert "Le worker tcp://127.0.0.1" in said and "une autre version du cours" in said


def test_a_scheduler_without_workers_is_said(start_cluster: Start) -> None:
    with pytest.raises(CourseError, match="n'a aucun worker"), cluster(start_cluster().address, "none", 0.5):
        pass


def test_workers_that_have_all_gone_are_said_and_what_was_graded_stays(
    tiny: Course, start_cluster: Start, tmp_path: Path
) -> None:
    flag = tmp_path / "begun"
    hand_in(tiny, "ada")
    hand_in(tiny, "basile", answers={"double": waiting_once(flag)})
    started = start_cluster(1)
    graded = []
    with pytest.raises(CourseError, match="n'a plus aucun worker"), cluster(started.address, "none", 5) as grade:
        for one in grade(job(tiny), find_submissions(tiny, TINY)):
            graded.append(one.student)
            who_grades(started, flag).kill()
    assert graded == ["ada"]


def test_a_scheduler_that_dies_is_said(tiny: Course, start_cluster: Start, tmp_path: Path) -> None:
    flag = tmp_path / "begun"
    hand_in(tiny, "ada")
    hand_in(tiny, "basile", answers={"double": waiting_once(flag)})
    started = start_cluster(1)
    with pytest.raises(CourseError, match="ne répond plus"), cluster(started.address, "none", 5) as grade:
        for _ in grade(job(tiny), find_submissions(tiny, TINY)):
            who_grades(started, flag)
            started.scheduler.kill()


def test_no_scheduler_at_the_address_is_said(tiny: Course) -> None:
    hand_in(tiny, "ada")
    assert "Aucun planificateur" in refused(tiny, "--scheduler", "tcp://127.0.0.1:9")


def test_workers_here_and_workers_elsewhere_are_not_asked_for_together(tiny: Course) -> None:
    assert "--workers" in refused(tiny, "--scheduler", "tcp://127.0.0.1:9", "--workers", "2")


def refused(course: Course, *words: str) -> str:
    """Run the command, which stops with one sentence; return it with plain spaces and apostrophes."""
    ended = subprocess.run(command(course, *words), cwd=ROOT, capture_output=True, timeout=120)
    said = ended.stderr.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    assert ended.returncode == 2, said
    assert "Traceback" not in said
    return said.strip().splitlines()[-1]
