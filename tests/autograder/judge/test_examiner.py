"""The examiner's verdicts: on honest work, on work that hangs or dies, on work that wants to pass for another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from autograder.course.limits import Limits
from autograder.course.verdict import Verdict
from autograder.judge.examiner import Checks, examine
from autograder.run.forkserver import ForkServer
from autograder.run.remote import CandidateLost, Proxy

LIMITS = Limits(cell_cpu=1, call_cpu=0.5, patience=3, memory=2 * 2**30, reply=2**20)

# `agrees` may be given a reference on a visible page too: nothing need be stored.
DOUBLE = """
from course_utils.checks import agrees, hidden, visible

with visible("95_any/double"):
    agrees(double, [(3,), (0.5,)], reference=lambda x: 2 * x)
with hidden("95_any/double") as _rng:
    agrees(double, [(float(_n),) for _n in _rng.normal(size=5)], reference=lambda x: 2 * x)
"""
HIDDEN = """
from course_utils.checks import agrees, behaves, has_dtype, has_parameters, has_shape, hidden, keeps_inputs, learns
from course_utils.checks import matches_derivative, modifies, prints, raises

with hidden("95_any/double") as _rng:
    """


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    with ForkServer(("numpy",), LIMITS) as started:
        yield started


def judge(server: ForkServer, checks: str, *cells: str) -> Verdict:
    """The verdict on `cells`, the last of which is the exercise's own."""
    candidate = server.fork()
    run = None
    try:
        with contextlib.suppress(CandidateLost):
            for cell in cells:
                run = candidate.run_cell(cell)
        return examine(Checks("double", 2.0, checks), candidate, run)
    finally:
        candidate.close()


def test_a_right_answer_has_all_the_points(server: ForkServer) -> None:
    verdict = judge(server, DOUBLE, "def double(x):\n    return x + x")
    assert (verdict.exercise, verdict.status, verdict.points, verdict.maximum) == ("double", "correct", 2.0, 2.0)
    assert verdict.sentence == "Réussi."


def test_a_module_that_this_machine_lacks_costs_a_right_answer_nothing(server: ForkServer) -> None:
    assert judge(server, DOUBLE, "import no_such_module\ndef double(x): return 2 * x").points == 2.0


@pytest.mark.parametrize(
    ("status", "cell", "said"),
    [
        ("wrong", "def double(x):\n    return x * x", "on attend"),
        ("wrong", "def double(x):\n    return 2 * x if x in (3, 0.5) else 0", "`double` ne renvoie pas"),
        ("wrong", "def double(x):\n    print(2 * x)", "return"),
        ("not attempted", "def double(x):\n    raise NotImplementedError('à vous')", "commencé"),
        ("not attempted", "raise NotImplementedError('à vous')\ndouble = 2", "commencé"),
        ("missing", "def duoble(x):\n    return 2 * x", "`double` n’existe pas"),
        ("missing", "", "`double` n’existe pas"),
        ("raised", "def double(x):\n    return 2 * y", "`NameError`"),
        ("raised", "x = 1\ndef double(x)\n    return 2 * x", "`SyntaxError` (ligne 2)"),
        ("raised", "1 / 0\ndef double(x): return 2 * x", "`ZeroDivisionError`"),
        ("raised", "def double(x):\n    assert False", "`AssertionError`"),
        ("raised", "double = 5", "`TypeError`"),
        ("raised", "def double(x):\n    raise SystemExit(0)", "`SystemExit`"),
        ("raised", "def double(x):\n    return double(x)", "`RecursionError`"),
        ("raised", "import numpy as np\ndef double(x):\n    return np.ones(2**29)", "`MemoryError`"),
        ("too slow", "def double(x):\n    while True: pass", "temps imparti"),
        ("too slow", "import time\ndef double(x):\n    time.sleep(1000)", "temps imparti"),
        ("killed", "import os\ndef double(x):\n    os._exit(0)", "mis fin au processus"),
        ("killed", "import os\ndef double(x):\n    os.kill(os.getpid(), 9)", "mis fin au processus"),
        ("unreadable", "def double(x):\n    return 'x' * 2**21", "trop grand"),
        ("unreadable", "double = 'x' * 2**21", "trop grand"),
    ],
)
def test_every_other_answer_has_none_and_a_sentence(server: ForkServer, status: str, cell: str, said: str) -> None:
    verdict = judge(server, DOUBLE, cell)
    assert (verdict.status, verdict.points) == (status, 0.0)
    assert said in verdict.sentence
    assert "Traceback" not in verdict.sentence


@pytest.mark.parametrize(
    "checks",
    [
        "double(1)\n1 / 0",
        "double(1)\n_values = []\n_values[3]",
        "from course_utils.checks import no_such_check\ndouble(1)",
        "from course_utils.checks import agrees, visible\n"
        "with visible('95_unknown/double'):\n    agrees(double, [(1,)])",
        "from course_utils.checks import call\nfor _one in call(double, [(iter([1]),)]): pass",
    ],
)
def test_a_test_cell_that_fails_by_itself_is_our_fault_and_never_a_zero(server: ForkServer, checks: str) -> None:
    verdict = judge(server, checks, "def double(x):\n    return 2 * x")
    assert (verdict.status, verdict.points) == ("our fault", None)
    assert "aucun point n’est perdu" in verdict.sentence
    assert verdict.detail


def test_an_assertion_of_an_older_test_cell_counts_and_keeps_its_text_for_the_instructor(server: ForkServer) -> None:
    verdict = judge(server, "assert double(1) == 2, 'for 1'", "def double(x):\n    return 3")
    assert (verdict.status, verdict.points, verdict.detail) == ("wrong", 0.0, "for 1")
    assert "for 1" not in verdict.sentence


# --- Answers of the agent that none could give --------------------------------------------------------------------

_REPLIES = [
    "[]",
    "3",
    "null",
    '"done"',
    "{}",
    '{"outcomes": 3}',
    '{"outcomes": []}',
    '{"outcomes": [1, 2]}',
    '{"outcomes": ["ab", "cd"]}',
    '{"outcomes": [{"value": {"!": "pickle", "v": "gASVJQAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOU"}}, {}]}',
    '{"outcomes": [{"value": {"!": "array", "dtype": "O", "shape": [1], "v": ""}}, {}]}',
    '{"outcomes": [{"value": {"!": "array", "dtype": "<f8", "shape": [1099511627775, 4096], "v": ""}}, {}]}',
    '{"outcomes": [{"value": {"!": "set", "v": [[]]}}, {}]}',
    '{"outcomes": [{"value": {"!": ["list"]}}, {}]}',
    '{"outcomes": [{"raised": 7}, {}]}',
    '{"outcomes": [{"arguments": 7}, {}]}',
    '{"outcomes": [{"value": ' + "[" * 100_000 + "]" * 100_000 + "}, {}]}",
    '{"outcomes": [{"value": ' + "9" * 10_000 + "}, {}]}",
    '{"outcomes": [{"value"',
    "\x80\x04\x95",
]
_FORGE = """
import autograder.run.candidate.agent as agent

def double(x):
    return 2 * x

def _send(sock, content):
    sock.sendall(FRAME)

def _forge(shell, payload):
    agent.send = _send

agent._ANSWERS[b"C"] = _forge
"""


@pytest.mark.parametrize("reply", _REPLIES, ids=range(len(_REPLIES)))
def test_an_agent_that_was_tampered_with_earns_nothing(server: ForkServer, reply: str) -> None:
    content = reply.encode("latin-1")
    verdict = judge(server, DOUBLE, f"FRAME = {len(content).to_bytes(8, 'little') + content!r}\n{_FORGE}")
    assert (verdict.status, verdict.points) == ("unreadable", 0.0)


@pytest.mark.parametrize(
    ("frame", "status"),
    [
        (b"\xff" * 8, "unreadable"),  # a length that no machine holds
        ((2**30).to_bytes(8, "little"), "unreadable"),
        ((100).to_bytes(8, "little") + b"{", "too slow"),  # the rest never comes
        (b"\0", "too slow"),
    ],
)
def test_a_frame_that_lies_about_its_length_is_not_waited_for(server: ForkServer, frame: bytes, status: str) -> None:
    verdict = judge(server, DOUBLE, f"FRAME = {frame!r}\n{_FORGE}")
    assert (verdict.status, verdict.points) == (status, 0.0)


@pytest.mark.parametrize(
    "name", ["Exception", "KeyboardInterrupt", "BaseException", "CheckFailed", "print", "object", "UnicodeDecodeError"]
)
def test_a_forged_class_of_exception_is_an_error_of_the_candidates(server: ForkServer, name: str) -> None:
    reply = f'{{"outcomes": [{{"raised": ["{name}"], "message": "m"}}]}}'.encode()
    frame = len(reply).to_bytes(8, "little") + reply
    verdict = judge(server, "double(1)", f"FRAME = {frame!r}\n{_FORGE}")
    assert (verdict.status, verdict.points) == ("raised", 0.0)


# --- Cheats ------------------------------------------------------------------------------------------------------

_ALWAYS_EQUAL = """
class Same{base}:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __bool__(self): return True
    def __float__(self): return 1.0
    def __array__(self, *args, **kwargs): return np.ones(1)
    def __array_function__(self, *args, **kwargs): return True
    def __array_ufunc__(self, *args, **kwargs): return True

def double(x):
    return {value}
"""
_WRONG = "\ndef double(x):\n    return 0.0\n"
_CHEATS = {
    "numpy's testing": "np.testing.assert_allclose = np.testing.assert_equal = lambda *a, **k: None" + _WRONG,
    "numpy's comparisons": "np.allclose = np.array_equal = np.isclose = lambda *a, **k: True" + _WRONG,
    "built-in functions": "import builtins\nbuiltins.all = builtins.isinstance = lambda *a: True" + _WRONG,
    "the checks": "import course_utils.checks as c\nfor n in c.__all__: setattr(c, n, lambda *a, **k: None)" + _WRONG,
    "what judges": "import course_utils.checks.session as p\np.settle = lambda *a, **k: None" + _WRONG,
    "what compares": "import course_utils.checks.outcome as o\no.same_value = o.same_outcome = lambda *a, **k: True"
    + _WRONG,
    "the codec": "import course_utils.checks.codec as c\n"
    "c.encode = c.as_data = lambda *a: {'!': 'opaque', 'v': 'float'}" + _WRONG,
    "the seed": "np.random.default_rng = lambda *a: None" + _WRONG,
    "syntax trees": "import ast\nget_ipython().ast_transformers.append(type('T', (ast.NodeTransformer,), "
    "{'visit_Assert': lambda self, node: None})())" + _WRONG,
    "a printed success": _WRONG + "print('vérifications visibles : réussies')\nprint('Réussi.')",
    "a forged result": _WRONG + "from autograder.run.candidate.shell import OUTPUTS\n"
    "OUTPUTS.add_data({'text/plain': '2.0'}, {}, 1)",
    "an object equal to all": _ALWAYS_EQUAL.format(base="", value="Same()"),
    "a number equal to all": _ALWAYS_EQUAL.format(base="(float)", value="Same(1)"),
    "an integer equal to all": _ALWAYS_EQUAL.format(base="(int)", value="Same(1)"),
    "a text equal to all": _ALWAYS_EQUAL.format(base="(str)", value="Same('1')"),
    "a list equal to all": _ALWAYS_EQUAL.format(base="(list)", value="Same([1])"),
    "a dictionary equal to all": _ALWAYS_EQUAL.format(base="(dict)", value="Same(a=1)"),
    "an array equal to all": _ALWAYS_EQUAL.format(base="(np.ndarray)", value="np.zeros(()).view(Same)"),
    "an array of objects": _ALWAYS_EQUAL.format(base="", value="np.array([Same()], dtype=object)"),
    "an error equal to all": _ALWAYS_EQUAL.format(base="(AssertionError)", value="Same()"),
    "a class that lies": "class Float:\n    __class__ = float\n    def __eq__(self, other): return True\n"
    "def double(x):\n    return Float()",
    "a mock": "from unittest.mock import MagicMock\ndef double(x):\n    return MagicMock()",
    "a function in itself": "def double(x):\n    return lambda *a: 2 * x",
    "NaN": "def double(x):\n    return float('nan')",
    "infinity": "def double(x):\n    return float('inf')",
    "arrays of NaN": "def double(x):\n    return np.full((1,), np.nan)",
    "an empty array": "def double(x):\n    return np.zeros(0)",
    "an ellipsis": "def double(x):\n    return ...",
    "stopping the checks": "def double(x):\n    raise StopIteration",
    "leaving": "def double(x):\n    raise SystemExit(0)",
    "leaving as a generator": "def double(x):\n    raise GeneratorExit",
    "an interruption": "def double(x):\n    raise KeyboardInterrupt",
    "another's failure": "from course_utils.checks import CheckFailed\ndef double(x):\n"
    "    raise CheckFailed('Réussi.', status='correct')",
    "our fault": "from course_utils.checks import CheckFailed\ndef double(x):\n"
    "    raise CheckFailed('', status='our fault')",
    "a number that cannot be written": "def double(x):\n    return 10**5000",
    "text that cannot be written": "def double(x):\n    raise ValueError('\\ud800\\0')",
    "a second process": "import os\ndef double(x):\n    os.fork()\n    return 0.0",
    "the files of the machine": "import glob\ndef double(x):\n    return len(glob.glob('/proc/*/fd/*'))",
}


@pytest.mark.parametrize("cheat", _CHEATS)
def test_no_cheat_earns_a_point(server: ForkServer, cheat: str) -> None:
    verdict = judge(server, DOUBLE, "import numpy as np", _CHEATS[cheat])
    assert verdict.points == 0.0
    assert verdict.status not in ("correct", "our fault")
    verdict.sentence.encode("utf-8")  # a gradebook takes it


@pytest.mark.parametrize(
    "value", [_ALWAYS_EQUAL.format(base="", value="Same()") + "double = Same()", "double = np.nan"]
)
def test_no_answer_that_is_data_passes_for_another(server: ForkServer, value: str) -> None:
    checks = "from course_utils.checks import equals, hidden\nwith hidden('95_any/double'):\n    equals(double, 2.0)"
    assert judge(server, checks, "import numpy as np", "double = 2.0").status == "correct"
    assert judge(server, checks, "import numpy as np", value).points == 0.0


# --- What students must not learn --------------------------------------------------------------------------------

_SPY = """
import re

seen = []

def _whole_memory():
    found = 0
    wanted = re.compile(b"".join(b"[%c]" % letter for letter in reversed(WANTED)))  # nowhere in one piece itself
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
        for line in maps:
            span, rights = line.split()[:2]
            start, end = (int(part, 16) for part in span.split("-"))
            if rights.startswith("rw") and "[v" not in line:
                memory.seek(start)
                try:
                    found += len(wanted.findall(memory.read(end - start)))
                except OSError:
                    pass
    return found

def double(x):
    seen.append(_whole_memory())
    return 2 * x
"""


def test_neither_the_source_nor_the_reference_of_a_test_reaches_the_candidate(server: ForkServer) -> None:
    text = "a-reference-that-nobody-sees"
    checks = f"{HIDDEN}agrees(double, [(1.0,)], reference=lambda x: (2 * x, {text!r})[0])\n_text = {text!r}"
    candidate = server.fork()
    candidate.run_cell(f"WANTED = {text[::-1].encode()!r}\n{_SPY}")
    assert examine(Checks("double", 1.0, checks), candidate).status == "correct"
    assert candidate.look_up("seen") == [0]
    candidate.run_cell(f"here = {text!r}.encode()\nhere_too = [{text!r}]")
    candidate.run_cell("found = _whole_memory()")
    assert candidate.look_up("found") > 0  # the spy does see what is there
    candidate.close()


_CHECKS_OF_EVERY_KIND = [
    "agrees(double, [(7231.5,)], reference=lambda x: 2 * x)",
    "agrees(double, [([7231.5],)], reference=lambda x: 1 / 0)",
    "prints(double, [(7231.5,)], reference=lambda x: print(x + 1))",
    "modifies(double, [([7231.5],)], reference=lambda x: x.append(3))",
    "keeps_inputs(double, [([7231.5],)])",
    "raises(double, [(7231.5,)], OverflowError)",
    "has_shape(double, [(7231.5,)], [(1, 2)])",
    "has_dtype(double, [(7231.5,)], 'float32')",
    "matches_derivative(double, lambda x: x * x, [(7231.5,)])",
    "behaves(lambda f: f(7231.5), double, reference=lambda x: 2 * x)",
    "learns(lambda f: f(7231.5), double, below=-1.0)",
    "has_parameters(double, [(7231.5,)], [3])",
    "assert double(7231.5) == 3, double(7231.5)",
]
_LEAKS = [
    "raise ValueError(repr(x))",
    "raise KeyError(x)",
    "raise type(repr(x), (ValueError,), {'__module__': 'builtins'})(repr(x))",
    "raise SystemExit(repr(x))",
    "return repr(x)",
    "return {repr(x): x}",
    "return type(repr(x), (), {})()",
    "print(x)",
    "x += [1] if isinstance(x, list) else 1; return type(repr(x), (ValueError,), {'shape': (7231,), 'dtype': repr(x)})",
]


@pytest.mark.parametrize("check", _CHECKS_OF_EVERY_KIND)
def test_a_hidden_input_is_in_no_sentence_that_students_read(server: ForkServer, check: str) -> None:
    statuses = set()
    for leak in _LEAKS:
        verdict = judge(server, HIDDEN + check, f"def double(x):\n    {leak}")
        statuses.add(verdict.status)
        assert "7231" not in verdict.sentence, leak
    assert statuses <= {"correct", "wrong", "raised"} and statuses != {"correct"}


# --- What is between the two ---------------------------------------------------------------------------------------


def test_an_exception_of_ones_own_arrives_as_the_built_in_one_it_extends(server: ForkServer) -> None:
    cell = "class VideError(ValueError): pass\ndef double(x):\n    raise VideError('vide')"
    for wanted in ("ValueError", "Exception"):
        assert judge(server, f"{HIDDEN}raises(double, [(1,)], {wanted})", cell).status == "correct"
    for wanted in ("TypeError", "UnicodeError"):
        assert judge(server, f"{HIDDEN}raises(double, [(1,)], {wanted})", cell).points == 0.0
    caught = "try:\n    double(1)\nexcept ValueError as _error:\n    assert str(_error) == 'vide'"
    assert judge(server, caught, cell).status == "correct"


def test_a_class_that_only_has_the_name_of_an_exception_is_not_that_one(server: ForkServer) -> None:
    cell = "class ValueError(Exception): pass\ndef double(x):\n    raise ValueError"
    assert judge(server, f"{HIDDEN}raises(double, [(1,)], ValueError)", cell).points == 0.0


def test_arguments_are_the_candidates_own_copies_at_each_call(server: ForkServer) -> None:
    checks = """
from course_utils.checks import call
_one = [1.0, 2.0]
_first, _second = call(double, [(_one,), (_one,)])
assert _one == [1.0, 2.0], "ours was changed"
assert _first.value == _second.value == [2.0, 4.0], "a call saw what the other had done"
assert _first.arguments == ([1.0, 2.0, 99],), "what it did to its own is told"
"""
    cell = """
before = []

def double(x):
    result = [2 * number for number in x]
    x.append(99)
    before.append(x)
    for other in before[:-1]:
        other.append(99)
    return result
"""
    verdict = judge(server, checks, cell)
    assert (verdict.status, verdict.detail) == ("correct", "")


def test_data_arrives_and_what_is_not_data_stays(server: ForkServer) -> None:
    candidate = server.fork()
    candidate.run_cell("import numpy as np\nx = {'a': [1, (2.5, None)], 'b': np.arange(3)}\ndef f(): ...\ng = object()")
    data = candidate.look_up("x")
    assert data["a"] == [1, (2.5, None)] and data["b"].tolist() == [0, 1, 2]
    assert isinstance(candidate.look_up("f"), Proxy) and isinstance(candidate.look_up("g"), Proxy)
    with pytest.raises(KeyError):
        candidate.look_up("nothing")
    candidate.close()


def test_a_function_of_ours_can_be_an_argument(server: ForkServer) -> None:
    checks = f"{HIDDEN}agrees(double, [(lambda x: x + 1, 3)], reference=lambda f, x: f(f(x)))"
    assert judge(server, checks, "def double(f, x):\n    return f(f(x))").status == "correct"


def test_a_verdict_is_the_same_at_every_run(server: ForkServer) -> None:
    cell = "import random\ndef double(x):\n    return 2 * x + (random.random() < 0.5) * x"
    assert judge(server, DOUBLE, cell) == judge(server, DOUBLE, cell)
