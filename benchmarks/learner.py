"""How long `import course_utils` takes beside `import numpy`, measured in turn in fresh interpreters.

Usage: python benchmarks/learner_import.py [ROUNDS]. Prints the median seconds of each, an empty interpreter's start
taken off, and their ratio: on a machine that others use, the ratio is what to trust.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

STATEMENTS = {
    "nothing": "pass",
    "numpy": "import numpy",
    "course_utils": "import course_utils",
    "first cell": "from course_utils.start import start",
    "checks": "import course_utils.checks",
    "data": "import course_utils.data",
    "training": "import course_utils.training",
}
BUDGET_S = 0.15


def seconds(statement: str) -> float:
    """Return the wall seconds that a fresh interpreter takes to run `statement`."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - begin


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    times: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for _ in range(rounds):
        for name, statement in STATEMENTS.items():
            times[name].append(seconds(statement))
    medians = {name: statistics.median(values) for name, values in times.items()}
    numpy = medians["numpy"] - medians["nothing"]
    for name in list(STATEMENTS)[1:]:
        own = medians[name] - medians["nothing"]
        print(f"{name:12} {own:7.3f} s   {own / numpy:5.2f} × import numpy")
    own = medians["course_utils"] - medians["nothing"]
    print(f"budget of `import course_utils`: {BUDGET_S} s, {'kept' if own < BUDGET_S else 'EXCEEDED'}")


if __name__ == "__main__":
    main()
