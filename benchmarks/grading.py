"""Grading a class with plain `nbgrader autograde` and with `course grade`, on the same submissions, in one run.

Usage: python benchmarks/grading.py [CHAPTER SIZE], on a machine that does nothing else; without arguments it takes a
chapter of NumPy and one that trains networks with PyTorch. Prints wall seconds and peak memory of each, the CPU that
went to students' cells and to tests beside everything else, and, on the last line, how many times faster `course grade`
is with two workers. Stops with an error when a mark differs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.demo.pupils import Pupil

ROOT = Path(__file__).parents[1]
CHAPTERS = {"02_perceptron": 40, "09_regularization": 40}  # NumPy; PyTorch, with trainings: and the size of the class
PAUSE_S = 0.05  # between two looks at memory, and at what nbgrader has finished


@dataclass
class Measured:
    """One command: its wall seconds, those until half of the class was done (None: not looked at), its peak memory."""

    wall: float
    half: float | None
    peak_mb: float


def main() -> None:
    chosen = {sys.argv[1]: int(sys.argv[2])} if len(sys.argv) > 2 else CHAPTERS
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        ratios = [compare(name, size, Path(folder), name == next(iter(chosen))) for name, size in chosen.items()]
    print("  ".join(ratios))


def compare(chapter: str, size: int, folder: Path, everything: bool) -> str:
    """Measure one chapter, with `--execute all` too if `everything`; print its table, and return its headline."""
    print(f"\n{chapter}: {size} submissions, sandbox strict", flush=True)
    theirs = folder / f"{chapter}-nbgrader"
    stage(theirs, chapter, size, size)
    run(["-m", "autograder.cli", "sync", chapter], theirs)
    plain = measure(["-m", "nbgrader", "autograde", chapter], theirs, chapter, size // 2)
    line("nbgrader autograde", plain, plain)
    marks = scores(theirs, chapter)
    headline = 0.0
    for count in (size // 2, size):
        base = plain if count == size else Measured(plain.half or 0.0, None, plain.peak_mb)
        for words in (["--workers", "1"], ["--workers", "2"], ["--workers", "2", "--execute", "all"]):
            if "all" in words and (count == size or not everything):
                continue  # demonstrations run too, as nbgrader runs them: half of one class tells how long they take
            ours = folder / f"{chapter}-{count}-{len(words)}-{words[1]}"
            stage(ours, chapter, size, count)
            found = measure(["-m", "autograder.cli", "grade", chapter, *words], ours, chapter, size // 2)
            line(f"course grade {' '.join(words)}, {count}", found, base)
            check(scores(ours, chapter), marks)
            if count == size and words == ["--workers", "2"]:
                headline = base.wall / found.wall
    counted = folder / f"{chapter}-account"
    stage(counted, chapter, size, size)
    account(counted, chapter)
    return f"{headline:.1f} × nbgrader on {chapter} ({size} submissions, 2 workers)"


def stage(root: Path, chapter: str, size: int, count: int) -> None:
    """Make a course with one chapter, and the first `count` of a class of `size` that answers in every way known."""
    pupils = course_with(root, chapter)
    for number, pupil in enumerate([pupils[position * len(pupils) // size] for position in range(count)]):
        hand_in(root, chapter, f"student{number:02}", pupil.notebook)


def course_with(root: Path, chapter: str) -> list[Pupil]:
    """Make a course that holds one chapter at `root`; return pupils who answer it in every way known."""
    from autograder.course.answers import read_answers
    from autograder.course.chapter import load_chapter, released_notebook
    from autograder.course.folder import open_course
    from autograder.demo.pupils import make_class

    course = open_course(ROOT)
    for name in ("notebooks", "answers", "source", "release"):
        others = [one.name for one in (ROOT / name).iterdir() if chapter not in one.name]
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(*others))
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    answers = read_answers(course, chapter)
    return make_class(load_chapter(course, chapter), released_notebook(course, chapter), answers)


def hand_in(root: Path, chapter: str, student: str, notebook: dict[str, Any]) -> None:
    place = root / "submitted" / student / chapter / f"{chapter}.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps(notebook), encoding="utf-8")


def environment() -> dict[str, str]:
    """nbgrader's own grading, which calls `jupyter` and `alembic` by name; one thread each, as candidates have."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    one = {"PATH": path, "OMP_NUM_THREADS": "1", "COURSE_GRADING": "1", "COURSE_OFFLINE": "1"}
    return os.environ | one | {"COURSE_PLAIN_NBGRADER": "1"}


def run(words: list[str], cwd: Path) -> None:
    subprocess.run([sys.executable, *words], cwd=cwd, env=environment(), check=True, capture_output=True)


def measure(words: list[str], cwd: Path, chapter: str, half: int) -> Measured:
    """Run a command to its end, which some wrong submissions make an unhappy one, and look at it meanwhile."""
    import psutil

    begin = time.perf_counter()
    at_half, peak, over = None, 0, threading.Event()
    process = psutil.Popen(
        [sys.executable, *words], cwd=cwd, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: (said.append(process.stderr.read()), over.set()))
    reader.start()
    while not over.wait(PAUSE_S):
        peak = max(peak, memory(process))
        if at_half is None and len(list(cwd.glob(f"autograded/*/{chapter}/*.ipynb"))) >= half:
            at_half = time.perf_counter() - begin
    if process.wait() not in (0, 1):
        raise SystemExit(b"".join(said).decode(errors="replace")[-3000:])
    reader.join()
    return Measured(time.perf_counter() - begin, at_half, peak / 2**20)


def memory(process: Any) -> int:
    """Return the bytes that a process and all it started hold, what they share counted once a process in part."""
    import psutil

    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def scores(root: Path, chapter: str) -> dict[tuple[str, str], float | None]:
    """Return the points that the gradebook of a course has for each student and cell, without a person's."""
    from autograder.course.folder import open_course
    from autograder.gradebook.database import open_gradebook

    with open_gradebook(open_course(root)) as gradebook:
        return {
            (submission.student.id, grade.cell.name): grade.auto_score
            for submission in gradebook.assignment_submissions(chapter)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def check(ours: dict[tuple[str, str], float | None], theirs: dict[tuple[str, str], float | None]) -> None:
    different = [f"{key}: {mark}, nbgrader: {theirs[key]}" for key, mark in ours.items() if mark != theirs[key]]
    if different or not ours:
        raise SystemExit("MARKS DIFFER\n" + "\n".join(different))


def line(what: str, found: Measured, base: Measured) -> None:
    ratio = base.wall / found.wall
    print(f"  {what:<48} {found.wall:8.1f} s  {ratio:6.1f} ×  {found.peak_mb:7.0f} MiB", flush=True)


# --- Where the CPU goes: one worker, in a process of its own ---------------------------------------------------------


def account(root: Path, chapter: str) -> None:
    """Print the CPU of students' cells and of tests beside that of everything else, start and imports included."""
    out = subprocess.run(
        [sys.executable, __file__, "--account", str(root), chapter],
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    spent = json.loads(out.splitlines()[-1])
    useful = spent["candidates"] + spent["tests"]
    print(
        f"  CPU: {spent['candidates']:.1f} s in candidates, {spent['tests']:.1f} s in test cells, "
        f"{spent['rest']:.1f} s in everything else ({spent['rest'] / useful:.2f} × the first two)",
        flush=True,
    )


def spend(root: Path, chapter: str) -> None:
    """Grade a class here, with two clocks: the candidates', and this process's in test cells."""
    import psutil

    from autograder.course.folder import open_course
    from autograder.gradebook.grading import grade_chapter
    from autograder.judge import examiner
    from autograder.run import remote
    from autograder.run.forkserver import ForkServer

    spent = {"candidates": 0.0, "tests": 0.0, "servers": 0.0}
    end, stop = remote.Candidate._end, ForkServer.stop

    def ended(self: Any, *words: Any, **named: Any) -> Any:
        spent["candidates"] += self._server.usage(self._pid)[0]
        return end(self, *words, **named)

    def stopped(self: Any) -> None:
        for one in psutil.Process().children(recursive=True):
            spent["servers"] += sum(one.cpu_times()[:2])
        stop(self)

    def run_cell(code: Any, namespace: dict[str, Any]) -> None:
        begin = time.process_time()
        try:
            exec(code, namespace)
        finally:
            spent["tests"] += time.process_time() - begin

    remote.Candidate._end = ended  # type: ignore[method-assign]
    ForkServer.stop = stopped  # type: ignore[method-assign]
    examiner.exec = run_cell  # type: ignore[attr-defined]
    with open(os.devnull, "w", encoding="utf-8") as nothing:
        shown, sys.stderr = sys.stderr, nothing
        try:
            grade_chapter(open_course(root), chapter, isolated=True, workers=1)
        finally:
            sys.stderr = shown
    spent["rest"] = time.process_time() - spent["tests"] + spent.pop("servers")
    print(json.dumps(spent))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--account"]:
        spend(Path(sys.argv[2]), sys.argv[3])
    else:
        main()
