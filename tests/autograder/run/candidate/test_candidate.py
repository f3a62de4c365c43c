"""What a candidate does with cells: their outputs, their state, and the little that it sees of the machine."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.course.limits import Limits
from autograder.run.candidate.shell import CUT
from autograder.run.forkserver import ForkServer
from autograder.run.remote import Candidate, CellRun

LIMITS = Limits(cell_cpu=5, call_cpu=5, patience=3, output=100_000)


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_SECRET_OF_A_TEST", "gradebook password")
        with ForkServer(("numpy", "matplotlib"), LIMITS) as started:
            yield started


@pytest.fixture
def candidate(server: ForkServer) -> Iterator[Candidate]:
    forked = server.fork()
    yield forked
    forked.close()


def in_a_new_one(server: ForkServer, source: str) -> CellRun:
    forked = server.fork()
    try:
        return forked.run_cell(source)
    finally:
        forked.close()


def text_of(run: CellRun) -> str:
    """What the cell printed, or else the text of its value."""
    return "".join(one.get("text", "") or one.get("data", {}).get("text/plain", "") for one in run.outputs)


def kinds(run: CellRun) -> list[str]:
    return [one.get("name", one["output_type"]) for one in run.outputs]


def assert_valid(outputs: list[dict[str, Any]]) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=outputs)])
    nbformat.validate(nbformat.from_dict(notebook))


def test_outputs_come_in_the_order_in_which_they_were_shown(candidate: Candidate) -> None:
    run = candidate.run_cell(
        "import sys\nprint('one')\nprint('two', file=sys.stderr)\ndisplay('three')\nprint('four')\n'five'"
    )
    assert kinds(run) == ["stdout", "stderr", "display_data", "stdout", "execute_result"]
    assert text_of(run) == "one\ntwo\n'three'four\n'five'"
    assert run.outputs[-1]["execution_count"] == run.execution_count == 1
    assert run.raised == ()
    assert_valid(run.outputs)


def test_a_figure_is_shown_as_an_image_without_being_asked_for(candidate: Candidate) -> None:
    run = candidate.run_cell("import matplotlib.pyplot as plt\n_ = plt.plot([1, 4, 9])")
    assert kinds(run) == ["display_data"]
    assert base64.b64decode(run.outputs[0]["data"]["image/png"]).startswith(b"\x89PNG")
    assert_valid(run.outputs)
    assert candidate.run_cell("1").outputs[0]["data"] == {"text/plain": "1"}  # the figure is not shown again


def test_matplotlibs_magic_changes_nothing(candidate: Candidate) -> None:
    run = candidate.run_cell("%matplotlib inline\nimport matplotlib.pyplot as plt\n_ = plt.plot([1, 4, 9])")
    assert kinds(run) == ["display_data"]


def test_a_shell_command_shows_what_it_writes(candidate: Candidate) -> None:
    run = candidate.run_cell("!echo bonjour; echo au revoir >&2")
    assert text_of(run).split() == ["bonjour", "au", "revoir"]


def test_an_image_given_as_bytes_is_base64_as_in_jupyter(candidate: Candidate) -> None:
    run = candidate.run_cell(
        "class Picture:\n    def _repr_png_(self):\n        return b'\\x89PNG\\r\\n\\x1a\\n'\n\nPicture()"
    )
    assert base64.b64decode(run.outputs[0]["data"]["image/png"]) == b"\x89PNG\r\n\x1a\n"
    assert_valid(run.outputs)


@pytest.mark.parametrize("shown", ["{'text/plain': object()}", "{'text/html': 3, 'image/png': None}"])
def test_what_no_notebook_can_hold_is_shown_as_text(candidate: Candidate, shown: str) -> None:
    run = candidate.run_cell(f"display({shown}, raw=True, metadata={{'odd': object()}})")
    assert kinds(run) == ["display_data"]
    assert_valid(run.outputs)


def test_a_failing_cell_shows_its_error_after_what_it_printed(candidate: Candidate) -> None:
    run = candidate.run_cell("print('before')\nraise KeyError('clé')")
    assert kinds(run) == ["stdout", "error"]
    assert (run.outputs[1]["ename"], run.outputs[1]["evalue"]) == ("KeyError", "'clé'")
    assert run.raised == ("KeyError", "LookupError", "Exception")
    assert_valid(run.outputs)


def test_an_exception_of_ones_own_class_is_told_by_the_built_in_class_it_extends(candidate: Candidate) -> None:
    run = candidate.run_cell("class VideError(ValueError): pass\nraise VideError('vide')")
    assert run.outputs[0]["ename"] == "VideError"
    assert run.raised == ("ValueError", "Exception")
    assert run.message == "vide"


def test_a_syntax_error_tells_its_line(candidate: Candidate) -> None:
    run = candidate.run_cell("x = 1\ny = (\n")
    assert run.raised[0] == "SyntaxError"
    assert run.line == 2


@pytest.mark.parametrize("shown", ["print('x' * 1000)", "display('x' * 1000)"])
def test_endless_outputs_are_cut_and_say_so_once_or_more(candidate: Candidate, shown: str) -> None:
    run = candidate.run_cell(f"for _ in range(300):\n    {shown}")
    assert CUT.strip() in text_of(run)
    assert len(text_of(run).replace(CUT, "")) <= LIMITS.output
    assert text_of(candidate.run_cell("print('next')")) == "next\n"  # a cell has a limit of its own


def test_an_error_with_an_endless_message_is_cut(candidate: Candidate) -> None:
    run = candidate.run_cell("raise ValueError('x' * 10_000_000)")
    assert run.raised[0] == "ValueError"
    assert len(run.outputs[0]["evalue"]) == LIMITS.output + len(CUT)
    assert sum(map(len, run.outputs[0]["traceback"])) < 20 * LIMITS.output


def test_an_error_whose_text_fails_costs_no_more_than_its_cell(candidate: Candidate) -> None:
    run = candidate.run_cell("class E(Exception):\n    def __str__(self): raise RuntimeError\n\nraise E")
    assert run.raised
    assert candidate.run_cell("1").raised == ()


def test_outputs_that_are_none_do_not_come_back_and_a_word_is_in_their_place(candidate: Candidate) -> None:
    run = candidate.run_cell(
        "from autograder.run.candidate.shell import OUTPUTS\n"
        "OUTPUTS.items += [{'output_type': 'reward'}, {'output_type': 'stream', 'name': 'stdout', 'text': 3},\n"
        "    {'output_type': 'error', 'ename': 'E', 'evalue': '', 'traceback': [1]}, 7, {'output_type': []},\n"
        "    {'output_type': 'display_data', 'data': {'text/plain': [1]}, 'metadata': {}},\n"
        "    {'output_type': 'stream', 'name': 'other', 'text': '', 'nbgrader': {}}]\n"
        "print('seen')"
    )
    *words, seen = map(str, run.outputs)
    assert len(words) == 3 and all("retiré" in word for word in words)  # one for the first five
    assert "'text': 'seen\\n'" in seen
    assert_valid(run.outputs)


def test_cells_share_their_state(candidate: Candidate) -> None:
    candidate.run_cell("import math\nx = 20")
    candidate.run_cell("def f(y):\n    return math.floor(x + y)")
    assert text_of(candidate.run_cell("f(1.5)")) == "21"
    assert text_of(candidate.run_cell("_ + 1")) == "22"
    assert text_of(candidate.run_cell("Out[3], In[1].splitlines()[1]")) == "(21, 'x = 20')"


def test_a_value_that_ends_with_a_semicolon_is_not_shown(candidate: Candidate) -> None:
    assert candidate.run_cell("21;").outputs == []


def test_shown_outputs_can_be_cleared(candidate: Candidate) -> None:
    run = candidate.run_cell("from IPython.display import clear_output\nprint(1)\nclear_output()\nprint(2)")
    assert text_of(run) == "2\n"


def test_candidates_share_nothing(server: ForkServer, candidate: Candidate) -> None:
    candidate.run_cell("import math, os\nx = 1\nmath.pi = 3\nos.environ['LEFT'] = 'yes'\nopen('left', 'w').close()")
    run = in_a_new_one(server, "import math, os\n'x' in globals(), math.pi, os.environ.get('LEFT'), os.listdir()")
    assert text_of(run) == "(False, 3.141592653589793, None, [])"


def test_what_is_drawn_without_a_seed_is_the_same_in_every_candidate(server: ForkServer) -> None:
    draw = "import random\nimport numpy as np\nrandom.random(), np.random.rand(), hash('mot')"
    first = text_of(in_a_new_one(server, draw))
    assert first.count(",") == 2
    assert text_of(in_a_new_one(server, draw)) == first


@pytest.mark.parametrize("question", ["input('Votre nom ? ')", "import getpass\ngetpass.getpass()"])
def test_a_question_to_the_keyboard_ends_with_an_error(candidate: Candidate, question: str) -> None:
    ran = candidate.run_cell(question)
    assert ran.passed
    assert "EOFError" in str(ran.outputs)


@pytest.mark.parametrize(
    ("leaving", "passed"),
    [("exit()", True), ("quit()", True), ("import sys; sys.exit(1)", True), ("raise KeyboardInterrupt", False)],
)
def test_leaving_python_ends_the_statement_or_the_cell_alone(candidate: Candidate, leaving: str, passed: bool) -> None:
    ran = candidate.run_cell(leaving)
    assert ([one.line for one in ran.passed] == [1], bool(ran.raised)) == (passed, not passed)
    assert text_of(candidate.run_cell("'still here'")) == "'still here'"


def test_a_candidate_works_in_a_folder_of_its_own_which_is_its_home(server: ForkServer, candidate: Candidate) -> None:
    where = "import os\nprint(os.getcwd())\nprint(os.path.expanduser('~'))\nprint(os.listdir())"
    folder, home, content = text_of(candidate.run_cell(where)).splitlines()
    other = text_of(in_a_new_one(server, where)).splitlines()[0]
    assert folder == home != other
    assert content == "[]"
    assert Path(folder).is_dir() and not Path(other).exists()  # the other candidate was closed
    assert Path(folder).stat().st_mode & 0o077 == 0


def test_a_candidate_has_nothing_of_the_graders_in_memory(candidate: Candidate) -> None:
    run = candidate.run_cell("import sys\nsorted(name for name in sys.modules if name.startswith('autograder'))")
    parts = [
        "",
        ".__main__",
        ".agent",
        ".environment",
        ".namespaces",
        ".processes",
        ".server",
        ".shell",
        ".syscalls",
        ".wire",
    ]
    wanted = {"autograder", "autograder.run"} | {f"autograder.run.candidate{part}" for part in parts}
    assert set(eval(text_of(run))) <= wanted


def test_a_candidate_does_not_inherit_our_environment(candidate: Candidate) -> None:
    assert text_of(candidate.run_cell("import os\nos.environ.get('COURSE_SECRET_OF_A_TEST')")) == ""
    assert text_of(candidate.run_cell("'PATH' in os.environ")) == "True"


def test_a_candidate_holds_one_socket_and_no_other_candidates(server: ForkServer, candidate: Candidate) -> None:
    run = in_a_new_one(
        server,
        "import os\n"
        "held = [os.readlink(f'/proc/self/fd/{fd}') for fd in range(50) if os.path.lexists(f'/proc/self/fd/{fd}')]\n"
        "print(*sorted(target.partition(':')[0] for target in held))",
    )
    assert text_of(run) == "/dev/null /dev/null /dev/null socket\n"


def test_much_text_on_the_process_error_stream_blocks_nobody(server: ForkServer, candidate: Candidate) -> None:
    much = "import os\nos.write(2, b'x' * 1_000_000), os.write(1, b'x' * 1_000_000)"
    assert text_of(candidate.run_cell(much)) == "(1000000, 1000000)"
    assert text_of(in_a_new_one(server, much)) == "(1000000, 1000000)"


def test_a_lone_half_of_a_character_is_carried(candidate: Candidate) -> None:
    assert text_of(candidate.run_cell("print('\\ud800')")) == "\ud800\n"
    assert candidate.run_cell("x = '\ud800'").raised == ()
