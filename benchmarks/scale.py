"""How grading grows with a class: time and peak memory at a quarter, a half and all of it, and with a second worker.

Usage: python benchmarks/scale.py [SUBMISSIONS [CHAPTER]] (2000 and 02_perceptron), on a machine that does nothing else.
Each student answers in one of the ways known, right or wrong, in a notebook that is nobody else's. Prints wall seconds,
seconds a submission and peak memory of `course grade` at each size, then ratios measured in this run: linear when one
more costs the same at every size (the start apart), flat when memory stays. Stops with an error when a mark depends on
the workers.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from grading import Measured, course_with, hand_in, measure, scores

SUBMISSIONS, CHAPTER = 2000, "02_perceptron"
LEAST = 8
PARTS = (4, 2, 1)  # of the class


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS
    chapter = sys.argv[2] if len(sys.argv) > 2 else CHAPTER
    if not LEAST <= count <= SUBMISSIONS:
        raise SystemExit(f"between {LEAST} and {SUBMISSIONS} submissions")
    print(f"{chapter}, up to {count} submissions; load average {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory(prefix="course-scale-") as folder:
        sizes = [count // part for part in PARTS]
        two = {size: graded(Path(folder) / f"two-{size}", chapter, size, 2) for size in sizes}
        one = graded(Path(folder) / "one", chapter, sizes[0], 1)
        if scores(Path(folder) / "one", chapter) != scores(Path(folder) / f"two-{sizes[0]}", chapter):
            raise SystemExit("MARKS DEPEND ON THE NUMBER OF WORKERS")
    small, half, full = sizes
    first, last = two[small], two[full]
    before = (two[half].wall - first.wall) / (half - small)
    after = (last.wall - two[half].wall) / (full - half)
    print(f"one more: {after:.3f} s from {half} to {full}, {after / before:.2f} × what it costs from {small} to {half}")
    print(f"peak memory of {full} is {last.peak_mb / first.peak_mb:.2f} × that of {small}")
    print(f"two workers grade {small} {one.wall / first.wall:.2f} × as fast as one; load {os.getloadavg()[0]:.1f}")


def graded(root: Path, chapter: str, count: int, workers: int) -> Measured:
    """Grade a class of `count` in a course of its own, print its line, and return what was measured."""
    pupils = course_with(root, chapter)
    for number in range(count):
        notebook = varied(pupils[number % len(pupils)].notebook, number)
        hand_in(root, chapter, f"student{number:04}", notebook)
    found = measure(["-m", "autograder.cli", "grade", chapter, "--workers", str(workers)], root, chapter, count // 2)
    done = len(list(root.glob(f"autograded/.verdicts/*/{chapter}.json")))
    if done != count:
        raise SystemExit(f"{done} submissions graded of {count}")
    print(
        f"  {count:5} submissions, {workers} worker(s): {found.wall:7.1f} s, {found.wall / count:6.3f} s each, "
        f"{found.peak_mb:5.0f} MiB",
        flush=True,
    )
    return found


def varied(notebook: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the notebook with what tells one student's from another's: a few cells that compute something."""
    draw = random.Random(number)
    cells = list(notebook["cells"])
    for turn in range(draw.randint(1, 3)):
        source = f"mine_{number}_{turn} = sum(range({draw.randint(10, 10_000)}))\nprint(mine_{number}_{turn})"
        cell = {"cell_type": "code", "execution_count": None, "id": f"mine-{turn}", "metadata": {}, "outputs": []}
        cells.insert(draw.randrange(1, len(cells)), cell | {"source": source})
    return notebook | {"cells": cells}


if __name__ == "__main__":
    main()
