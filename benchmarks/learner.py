"""What a learner waits for: imports, the answer of a visible check, the first cell of each chapter.

Usage: python benchmarks/learner.py [ROUNDS]. Prints median seconds and what they are beside `import numpy`, measured in
turn in fresh interpreters, an empty one's start taken off: on a machine that others use, the ratios are what to trust.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMPORTS = {
    "nothing": "pass",
    "numpy": "import numpy",
    "course_utils": "import course_utils",
    "checks": "import course_utils.checks",
    "data": "import course_utils.data",
    "training": "import course_utils.training",
}
IMPORT_BUDGET_S, CHECK_BUDGET_S = 0.15, 0.1
CHAPTER, EXERCISES = "02_perceptron", 3  # visible checks that are timed
ROUNDS = 5

# A solved chapter in one interpreter, its demonstrations apart: prints the seconds of each exercise's visible checks.
CHECKS = """
import contextlib, io, json, sys, time
names, spent = {"__name__": "__main__"}, {}
for cell in json.load(open(sys.argv[1], encoding="utf-8")):
    source, role, exercise = cell
    begin = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        asked = f'from course_utils.checks import check\\ncheck("{sys.argv[3]}/{exercise}")'
        exec(asked if role == "checks" else source, names)
    if role == "checks":
        spent[exercise] = time.perf_counter() - begin
    if len(spent) == int(sys.argv[2]):
        break
print(json.dumps(spent))
"""


def seconds(program: str) -> float:
    """Return the wall seconds that a fresh interpreter takes to run `program`, as a notebook would."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env=_environment(), stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def medians(programs: dict[str, str], rounds: int) -> dict[str, float]:
    """Return the median seconds of each program, all of them run in turn."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            times[name].append(seconds(program))
    return {name: statistics.median(values) for name, values in times.items()}


def first_cells() -> dict[str, str]:
    """Return the first code cell of each chapter, as students get it."""
    from autograder.course.chapter import released_notebook
    from autograder.course.folder import chapter_names, open_course

    course = open_course(ROOT)
    found = {}
    for name in chapter_names(course):
        cells = released_notebook(course, name)["cells"]
        found[name] = next(cell["source"] for cell in cells if cell["cell_type"] == "code")
    return found


def checks(rounds: int) -> dict[str, float]:
    """Return the median seconds of the visible checks of a chapter's first exercises, answered right."""
    from autograder.course.chapter import load_chapter
    from autograder.course.folder import open_course

    chapter = load_chapter(open_course(ROOT), CHAPTER)
    ran = [cell for cell in chapter.cells if cell.kind == "code" and cell.role not in ("demo", "quiz", "review")]
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="course-learner-") as folder:
        path = Path(folder) / "cells.json"
        path.write_text(json.dumps([(cell.source, cell.role, cell.exercise) for cell in ran]), encoding="utf-8")
        for _ in range(rounds):
            words = [sys.executable, "-c", CHECKS, str(path), str(EXERCISES), CHAPTER]
            out = subprocess.run(words, check=True, capture_output=True, text=True, env=_environment(), cwd=ROOT).stdout
            for exercise, spent in json.loads(out.splitlines()[-1]).items():
                times.setdefault(exercise, []).append(spent)
    return {exercise: statistics.median(values) for exercise, values in times.items()}


def _environment() -> dict[str, str]:
    return os.environ | {"MPLBACKEND": "agg", "COURSE_OFFLINE": "1", "OMP_NUM_THREADS": "1"}


def _verdict(spent: float, budget: float) -> str:
    return f"budget {budget} s, {'kept' if spent < budget else 'EXCEEDED'}"


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    cells = first_cells()
    found = medians(IMPORTS | cells, rounds)
    numpy = found["numpy"] - found["nothing"]
    for kind, programs in (("import", IMPORTS), ("first cell", cells)):
        for name in programs:
            if name != "nothing":
                own = found[name] - found["nothing"]
                print(f"{kind:12}{name:24}{own:7.3f} s   {own / numpy:6.2f} × import numpy")
    for exercise, spent in checks(rounds).items():
        print(f"{'check':12}{exercise:24}{spent:7.3f} s   {_verdict(spent, CHECK_BUDGET_S)}")
    print(f"import course_utils: {_verdict(found['course_utils'] - found['nothing'], IMPORT_BUDGET_S)}")
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
