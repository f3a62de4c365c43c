"""On the real command: a line that the grading machine cannot run costs nothing but itself, and is said to everybody.

The student's own errors stop as they do in a notebook, and a magic that keeps an answer from running is named.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from autograder.cli import main
from autograder.course.folder import Course, open_course
from autograder.course.verdict import Graded, Verdict
from autograder.gradebook.kept import load_graded
from autograder.report.feedback import page_path
from course_utils.chapters.reader import EXTRA_FOLDER
from course_utils.french import typeset
from tests.autograder.tiny_course import TINY, code_cell, hand_in, handed_in, position

DOUBLE = "def double(x):\n    return 2 * x"

# What is written above a right answer, and what the remark names of it: the line that stopped, and a word on why.
LINES = {
    "import un_module_absent": (1, "un_module_absent"),
    "from google.colab import drive": (1, "google"),
    "from un_module_absent.part import (\n    one,\n    two,\n)": (1, "un_module_absent"),
    "if True:\n    import math\n    import un_module_absent": (3, "un_module_absent"),
    "\n\nimport math\nimport un_module_absent": (4, "un_module_absent"),
    "import math; import un_module_absent": (1, "un_module_absent"),
    "%magie_absente": (1, "magie_absente"),
    "%tensorflow_version 2.x": (1, "tensorflow_version"),
    "%load_ext une_extension_absente": (1, "une_extension_absente"),
    "%matplotlib widget": (1, "widget"),
    "import os; os.chdir('/content/drive')": (1, "/content/drive"),
    "import os\nos.chdir(\n    '/content/drive'\n)": (2, "/content/drive"),
    "texte = open('donnees.csv').read()": (1, "donnees.csv"),
    "with open('donnees.csv') as file:\n    lines = file.readlines()": (1, "donnees.csv"),
    "data = np.loadtxt(\n    'donnees.csv',\n    delimiter=',',\n)": (1, "donnees.csv"),
    "n = int(input())": (1, ""),
    "import sys; sys.exit()": (1, "SystemExit"),
    "exit()": (1, "SystemExit"),
    "np.array([1], dtype=np.float)": (1, "float"),
    "import matplotlib.pyplot as plt\nplt.style.use('seaborn')": (2, "seaborn"),
    "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')": (2, "URLError"),
    "import torch\nx = torch.zeros(2, device='cuda')": (2, "CUDA"),
}
OWN = ["nom_absent", "1 + 'a'", "assert 1 == 2", "raise ValueError('non')", "[][0]", "{}['clé']"]
# In the function itself, for inputs that only hidden tests have, or for all.
INSIDE = [
    "    if x not in (3, -1.5):\n        open('donnees.csv')",
    "    if x not in (3, -1.5):\n        np.float(x)",
    "    if x not in (3, -1.5):\n        import un_module_absent",
    "    if x not in (3, -1.5):\n        raise SystemExit",
    "    open('donnees.csv')",
    "    import torch\n    torch.zeros(1, device='cuda')",
]
HARMLESS = ["%%recommencer", "%%time", "%%capture sortie", "%%prun -q", "%%time\n%%capture"]
NEVER_RUNS = ["%%timeit", "%%writefile double.py", "%%bash", "%%javascript", "%%html", "%%une_magie", "%%latex"]


@dataclass(frozen=True)
class Told:
    """What the command made of one hand-in, for everybody who reads of it."""

    graded: Graded
    page: str
    data: dict[str, Any]

    @property
    def double(self) -> Verdict:
        verdict = self.graded.verdict_on("double")
        assert verdict is not None
        return verdict

    @property
    def passed_over(self) -> list[str]:
        return [note for note in self.graded.notes if "laissée de côté" in note]


def _hand_in_a_class(course: Course) -> None:
    def above(name: str, cells: list[str], answer: str, first: str = "") -> None:
        notebook = handed_in(course, TINY, {"double": answer})
        at = position(notebook, "double-solution")
        notebook["cells"][at]["source"] = first + notebook["cells"][at]["source"]
        notebook["cells"][at:at] = [code_cell(source) for source in cells]
        hand_in(course, name, notebook=notebook)

    for number, line in enumerate(LINES):
        above(f"line-{number}", [], f"{line}\n{DOUBLE}")
        above(f"apart-{number}", [f"{line}\nTWO = 2"], "def double(x):\n    return TWO * x")
    for number, line in enumerate(OWN):
        above(f"own-{number}", [], f"{line}\n{DOUBLE}")
    for number, body in enumerate(INSIDE):
        above(f"inside-{number}", [], f"def double(x):\n{body}\n    return 2 * x")
    for number, magic in enumerate((*HARMLESS, *NEVER_RUNS)):
        above(f"magic-{number}", [], DOUBLE, f"{magic}\n")
    above("wants-module", ["from un_module_absent import (\n    twice,\n)"], "def double(x):\n    return twice(x)")
    above("wants-stopped", ["1 / 0\nFACTOR = 2"], "def double(x):\n    return FACTOR * x")
    above(
        "wants-import", ["import math\nmath.sqrt(-1)\nimport operator"], "def double(x):\n    return operator.mul(2, x)"
    )
    above("wants-answer", ["def double(x):\n    return half\n\n\n[][1]\ntwo = 2"], "double = lambda x: two * x")
    above("wants-nothing", ["1 / 0\nFACTOR = 2"], DOUBLE)


@pytest.fixture(scope="module")
def told(built_tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Told]]:
    """A class whose every work has one such line, graded once by `course grade`, and its pages."""
    root = tmp_path_factory.mktemp("environment") / "course"
    shutil.copytree(built_tiny, root)
    course = open_course(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, str(course.stored))
        _hand_in_a_class(course)
        with redirect_stdout(StringIO()) as printed:
            assert main(["--root", str(root), "grade", "--sandbox", "none", "--workers", "1", "--json"]) == 0
        assert main(["--root", str(root), "feedback"]) == 0
    found = {}
    for data in json.loads(printed.getvalue()):
        name = data["student"]
        graded = load_graded(course, name, TINY)
        assert graded is not None
        text = re.sub(r"<[^>]+>", "", page_path(course, name, TINY).read_text(encoding="utf-8"))
        found[name] = Told(graded, html.unescape(text), data)
    yield found


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("place", ["line", "apart"])
def test_a_line_of_the_environment_costs_nothing_and_is_said(told: dict[str, Told], place: str, line: str) -> None:
    one = told[f"{place}-{list(LINES).index(line)}"]
    number, word = LINES[line]
    number += place == "line"  # below the exercise's marker
    assert (one.double.status, one.graded.points) == ("correct", 4.0), one.double.sentence
    (note,) = one.passed_over
    assert f"ligne {number} laissée" in note and word in note
    assert note in one.data["notes"] and note.replace("`", "") in one.page.replace("`", "")
    assert f"Ligne {number} laissée de côté" in str(one.graded.notebook)


@pytest.mark.parametrize("line", OWN)
def test_an_error_of_the_students_own_stops_the_cell(told: dict[str, Told], line: str) -> None:
    one = told[f"own-{OWN.index(line)}"]
    assert (one.double.status, one.double.points) == ("raised", 0.0)
    assert one.passed_over == []


@pytest.mark.parametrize("body", INSIDE)
def test_what_the_answer_itself_asks_for_when_it_is_called_is_the_answers(told: dict[str, Told], body: str) -> None:
    one = told[f"inside-{INSIDE.index(body)}"]
    assert (one.double.status, one.double.points) == ("raised", 0.0)
    assert one.passed_over == []
    if "not in" in body:  # what only hidden tests met: neither the class nor the message, which could carry an input
        assert not re.search(r"Error|SystemExit|donnees|absent", one.double.sentence)
    else:
        assert re.search(r"Error", one.double.sentence)


@pytest.mark.parametrize("magic", HARMLESS)
def test_a_magic_that_lets_the_answer_run_is_left_out_and_said(told: dict[str, Told], magic: str) -> None:
    one = told[f"magic-{HARMLESS.index(magic)}"]
    assert one.double.status == "correct"
    assert f"{magic.split()[0]}` a été laissée de côté : retirez-la" in str(one.graded.notebook).replace("\\xa0", " ")


@pytest.mark.parametrize("magic", NEVER_RUNS)
def test_a_magic_that_keeps_the_answer_from_running_is_named_and_nothing_is_guessed(
    told: dict[str, Told], magic: str
) -> None:
    one = told[f"magic-{len(HARMLESS) + NEVER_RUNS.index(magic)}"]
    name = magic.split()[0]
    assert (one.double.status, one.double.points, one.double.mistake) == ("raised", 0.0, "")
    assert one.double.sentence.startswith(f"Avec `{name}`") and "retirez cette ligne" in one.double.sentence
    assert not re.search("effacée|changé|n’existe pas|vérifiez", one.double.sentence)
    assert one.graded.points == 2.0, "no other exercise is touched"
    assert f"Avec {name}" in one.page


def test_a_name_that_a_line_passed_over_would_have_given_is_explained(told: dict[str, Told]) -> None:
    one = told["wants-module"]
    assert one.double.status == "raised"
    assert "from un_module_absent import (" in one.double.sentence and "ligne 1" in one.double.sentence
    assert "un_module_absent" in one.passed_over[0]


@pytest.mark.parametrize(
    ("name", "error", "lacking"),
    [
        ("wants-stopped", "ZeroDivisionError", "FACTOR"),
        ("wants-import", "ValueError", "operator"),
        ("wants-answer", "IndexError", "two"),
    ],
)
def test_a_name_that_an_earlier_cell_did_not_come_to_give_is_explained(
    told: dict[str, Told], name: str, error: str, lacking: str
) -> None:
    one = told[name]
    at = next(n for n, cell in enumerate(one.graded.notebook["cells"], 1) if lacking in cell["source"])
    said = typeset(f"La cellule {at} s'arrête sur une erreur `{error}` avant d'avoir donné `{lacking}`.")
    assert one.double.status == "raised" and said in one.double.sentence
    assert told["wants-nothing"].double.status == "correct"
