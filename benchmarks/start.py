"""What `autograder.gradebook.lighter` saves a command: nbgrader loaded its way beside a plain import, in one run.

Usage: python benchmarks/start.py [ROUNDS]. Each program is a fresh interpreter, in turn; prints the median seconds of
CPU of each (nothing here waits: alone on a machine, they are those of a clock) and their ratio to our way. `grade` is
what `course grade` does before its first submission: the command is read, the gradebook opened and its tables made.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Each replaces one of our ways by what nbgrader does by itself.
PLAIN_IMPORT = """
from autograder.gradebook import lighter
def plain():
    import nbgrader.api, nbgrader.coursedir, nbgrader.utils
    nbgrader.api.get_alembic_version = lighter._newest_revision
    return nbgrader.api
lighter.nbgrader_api = plain
"""
COMMAND_RUN = """
import subprocess
from autograder.gradebook import lighter
def command():
    from nbgrader.dbutil import _temp_alembic_ini
    with _temp_alembic_ini("sqlite:////tmp/gradebook.db") as settings:
        return subprocess.check_output(["alembic", "-c", settings, "heads"], text=True).split()[0]
lighter._newest_revision = command
"""
LOAD = "from autograder.gradebook import lighter\nlighter.nbgrader_api()"
GRADE = """
import sys
from pathlib import Path
from autograder.cli import parser
parser("grade").parse_args(["grade"])
from autograder.course.folder import open_course
from autograder.gradebook.database import open_gradebook
with open_gradebook(open_course(Path(sys.argv[1]))):
    pass
"""
PROGRAMS = {
    "load: ours": LOAD,
    "load: plain import": PLAIN_IMPORT + LOAD,
    "grade: ours": GRADE,
    "grade: plain import": PLAIN_IMPORT + GRADE,
    "grade: command « alembic heads »": COMMAND_RUN + GRADE,
}


def seconds(program: str) -> float:
    """Run a program in a fresh interpreter, on a course without a gradebook; return the seconds of CPU it takes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", program, folder], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    for program in PROGRAMS.values():
        seconds(program)  # files are read from the disk once
    taken: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(rounds):
        for name, program in PROGRAMS.items():
            taken[name].append(seconds(program))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, median in medians.items():
        ours = medians[f"{name.partition(':')[0]}: ours"]
        print(f"{name:35} {median:5.2f} s   {median - ours:+5.2f} s   {median / ours:4.1f} ×")


if __name__ == "__main__":
    main()
