"""Hostile notebooks, made by code: every cheat, crash and indiscretion known, one bounded case each.

Each is done to a solved notebook of the fixture chapter, and says what the work still deserves. A cell that gets what
it should not get prints « BUTIN ». Words between @…@ are places of the machine that grades. A few cases would harm a
machine that they are not kept from: those look first where they are.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

LOOT = "BUTIN"
FULL: dict[str, float | None] = {
    **{"double": 2.0, "apply_twice": 2.0, "countdown": 1.0, "clip_in_place": 2.0, "first": 2.0, "counter": 2.0},
    **{"noisy": 2.0, "identity": 1.0, "quiz": 1.0, "fit": 3.0, "analysis": 0.0},
}
RIGHT = "def double(x):\n    return 2 * x\n"


@dataclass(frozen=True)
class Attack:
    """`answers` replace the solutions of exercises; `added` are cells put before an exercise (« » : at the end).

    `marks` are those that differ from a solved notebook's, `statuses` some of the verdicts' words.
    """

    kind: str
    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, float | None] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.name}"

    @property
    def deserved(self) -> dict[str, float | None]:
        return {**FULL, **self.marks}


def attacks() -> list[Attack]:
    """Return the whole corpus."""
    found = [
        *_cheats(),
        *_tampered(),
        *_crashes(),
        *_hogs(),
        *_survivors(),
        *_spies(),
        *_escapes(),
        *_channels(),
        *_odd_but_right(),
    ]
    assert len({one.id for one in found}) == len(found), "two attacks of one name"
    return found


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the source of each cell of `text`."""
    for part in text.split("# %% ")[1:]:
        name, _, source = part.partition("\n")
        yield name, source.strip("\n") + "\n"


def _lost(kind: str, name: str, source: str, status: str = "") -> Attack:
    """An answer to `double` that is worth nothing."""
    return Attack(kind, name, {"double": source}, marks={"double": 0.0}, statuses={"double": status} if status else {})


def _kept(kind: str, name: str, lines: str) -> Attack:
    """A right answer to `double`, followed by lines that cost nobody a point."""
    return Attack(kind, name, {"double": f"{RIGHT}\n\n{lines}"})


def _code(text: str) -> str:
    return textwrap.dedent(text).strip("\n") + "\n"


# --- Cheats: a wrong answer that wants to pass for a right one -------------------------------------------------------

_CHEATS = r"""
# %% numpy's testing
import numpy as np
for n in dir(np.testing): setattr(np.testing, n, lambda *a, **k: None)
def double(x):
    return 0.0

# %% numpy's comparisons
import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
def double(x):
    return 0.0

# %% built-in functions
import builtins
builtins.abs = builtins.round = builtins.pow = lambda *a, **k: True
def double(x):
    return 0.0

# %% the checks
import course_utils.checks as c
for n in c.__all__: setattr(c, n, lambda *a, **k: None)
def double(x):
    return 0.0

# %% what judges
import course_utils.checks.session as p
p.settle = lambda *a, **k: None
def double(x):
    return 0.0

# %% what compares
import course_utils.checks.outcome as o
o.same_value = o.same_outcome = lambda *a, **k: True
def double(x):
    return 0.0

# %% every module of the checks
import sys
for n, m in list(sys.modules.items()):
    if n.startswith('course_utils.checks') and n != 'course_utils.checks.codec':
        for k in ('settle', 'same_value', 'same_outcome', 'alike'):
            setattr(m, k, lambda *a, **k: True)
def double(x):
    return 0.0

# %% a syntax tree without asserts
import ast
get_ipython().ast_transformers.append(type('T', (ast.NodeTransformer,), {'visit_Assert': lambda self, node: None})())
def double(x):
    return 0.0

# %% an import hook
import sys
class Finder:
    def find_spec(self, name, *rest):
        if name.startswith('course_utils'): raise ImportError(name)
sys.meta_path.insert(0, Finder())
def double(x):
    return 0.0

# %% a module of the same name
import sys, types
sys.modules['course_utils.checks'] = types.SimpleNamespace(agrees=lambda *a, **k: None)
def double(x):
    return 0.0

# %% the standard of assertion
import builtins
builtins.AssertionError = type('Quiet', (Exception,), {})
def double(x):
    return 0.0

# %% a printed success
def double(x):
    return 0.0
print('vérifications visibles : réussies')
print('Réussi.')

# %% a forged result
def double(x):
    return 0.0
from autograder.run.candidate.shell import OUTPUTS
OUTPUTS.add_data({'text/plain': '2.0'}, {}, 1)

# %% a result that says its points
def double(x):
    return 0.0
from IPython.display import publish_display_data
publish_display_data({'text/plain': '2.0'}, metadata={'nbgrader': {'points': 2, 'grade': True}})

# %% history
def double(x):
    ns = get_ipython().user_ns
    for cell in [*ns['In'], *map(str, ns['Out'].values())]:
        if 'reference' in cell: print('BUTIN')
    return eval(ns['In'][-1]) if 'reference' in ns['In'][-1] else 0.0

# %% NaN
def double(x):
    return float('nan')

# %% arrays of NaN
import numpy as np
def double(x):
    return np.full(np.shape(x), np.nan)

# %% infinity
def double(x):
    return float('inf')

# %% a tensor equal to all
import torch
class T(torch.Tensor):
    def __eq__(self, other): return True
def double(x):
    return torch.zeros(1).as_subclass(T)

# %% a class that lies about itself
class Float:
    __class__ = float
    def __eq__(self, other): return True
def double(x):
    return Float()

# %% a metaclass that is equal to all
class Meta(type):
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __instancecheck__(self, one): return True
class A(metaclass=Meta): pass
def double(x):
    return A()

# %% a mock
from unittest.mock import MagicMock
double = MagicMock()

# %% the class of an exception
class ValueError_(AssertionError):
    pass
def double(x):
    raise ValueError_('Réussi.')

# %% another's failure
from course_utils.checks import CheckFailed
def double(x):
    raise CheckFailed('Réussi.', status='correct')

# %% our fault
from course_utils.checks import CheckFailed
def double(x):
    raise CheckFailed('', status='our fault')

# %% stopping the checks
def double(x):
    raise StopIteration

# %% leaving as a generator
def double(x):
    raise GeneratorExit

# %% an interruption
def double(x):
    raise KeyboardInterrupt

# %% an ellipsis
def double(x):
    return ...

# %% answers recorded from visible inputs
from course_utils.checks.stored import stored_exercise
known = iter([o.value for check in stored_exercise('90_fixture/double').expected for o in check])
def double(x):
    return next(known, 0.0)

# %% answers learnt from earlier calls
seen = {}
def double(x):
    return seen.setdefault(repr(x), 0.0)

# %% the frames above
import sys
def double(x):
    frame = sys._getframe()
    while frame:
        for name, value in frame.f_locals.items():
            if name in ('reference', 'expected', 'wanted', '_cases'): print('BUTIN'); return value
        frame = frame.f_back
    return 0.0

# %% all objects in memory
import gc, types
def double(x):
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and 'checks of' in one.__code__.co_filename:
            print('BUTIN'); return one(x)
    return 0.0

# %% a number too large to write
def double(x):
    return 10**50_000

# %% a text that no file takes
def double(x):
    raise ValueError('\ud800\0')

# %% what holds itself
def double(x):
    one = []
    one.append(one)
    return one

# %% nesting without end
def double(x):
    one = 0
    for _ in range(100_000): one = [one]
    return one

# %% a hostile message
class E(Exception):
    def __str__(self): raise E
    __repr__ = __str__
def double(x):
    raise E

# %% a class named after its input
def double(x):
    return type(repr(x), (), {})()

# %% a generator
def double(x):
    yield 2 * x

# %% a function for an answer
def double(x):
    return lambda *a: 2 * x

# %% an empty array of many places
import numpy as np
def double(x):
    return np.zeros((2**35, 0))
"""
_SAME = """
import numpy as np

class Same({base}):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __bool__(self): return True
    def __float__(self): return 1.0
    def __array__(self, *a, **k): return np.ones(1)
    def __array_function__(self, *a, **k): return True
    def __array_ufunc__(self, *a, **k): return True
    def __reduce__(self): return (exec, ("print('BUTIN')",))

def double(x):
    return {value}
"""
_SAMES = {
    "an object": ("object", "Same()"),
    "a float": ("float", "Same(1)"),
    "an integer": ("int", "Same(1)"),
    "a text": ("str", "Same('1')"),
    "a list": ("list", "Same([1])"),
    "a dictionary": ("dict", "Same(a=1)"),
    "an array": ("np.ndarray", "np.zeros(()).view(Same)"),
    "an array of objects": ("object", "np.array([Same()], dtype=object)"),
    "an exception": ("AssertionError", "Same()"),
}
_LOSSES_TOLD = """
    def fit(model, x, y, epochs):
        return [0.0] * epochs
    """
_LOSSES_REPLAYED = """
    import torch
    from course_utils.checks.stored import stored_exercise

    known = stored_exercise("90_fixture/fit").expected[0][0].value

    def fit(model, x, y, epochs):
        if epochs == 3:
            model.weight.data = torch.as_tensor(known[2])
            return known[1]
        return [0.0] * epochs
    """
_OBSERVATIONS_FORGED = """
    import autograder.run.candidate.agent as agent
    from course_utils.checks.outcome import Outcome, to_json

    agent._ANSWERS[b"O"] = lambda shell, payload: {"outcomes": [to_json(Outcome(0.0))]}

    def fit(model, x, y, epochs):
        return [0.0]
    """
_PREDICTIONS_FORGED = """
    import torch
    from course_utils.checks.stored import stored_exercise

    known = stored_exercise("90_fixture/fit").expected[0][0].value

    def fit(model, x, y, epochs):
        model.weight.data = torch.as_tensor(known[2])
        if epochs != 3:
            model.register_forward_hook(lambda *_: @FORGED@)
        return known[1]
    """
_FORGED = {
    "an empty prediction, which broadcasts": "torch.zeros(3, 0)",
    "predictions whose squares are negative": "torch.tensor([[1e6j], [1e6j], [-1e6j]])",
    "predictions that are no numbers": "torch.full((3, 1), torch.nan)",
    "a row in place of a column": "torch.tensor([[1.0, -2.0, 0.5]])",
}
_QUIZ_EQUAL_TO_ALL = """
    class Same(str):
        __eq__ = lambda self, other: True
        __hash__ = str.__hash__

    quiz = {"q1": Same("a"), "q2": Same("b")}
    """
_OTHER_VALUE_ERROR = """
    class EmptyError(Exception): pass

    ValueError = EmptyError

    def first(values):
        if not values:
            raise ValueError
        return values[0]
    """
_PRINT_UNDONE = """
    import builtins
    builtins.print = lambda *a, **k: None

    def double(x):
        return 0.0
    """


def _cheats() -> Iterator[Attack]:
    for name, source in _cells(_CHEATS):
        yield _lost("cheat", name, source)
    for name, (base, value) in _SAMES.items():
        yield _lost("cheat", f"{name} equal to all", _SAME.format(base=base, value=value))
    for name, source in (
        ("losses told, nothing learnt", _LOSSES_TOLD),
        ("visible outcomes replayed, the rest invented", _LOSSES_REPLAYED),
        ("an agent that observes what it likes", _OBSERVATIONS_FORGED),
    ):
        yield Attack("cheat", name, {"fit": _code(source)}, marks={"fit": 0.0})
    for name, forged in _FORGED.items():
        yield Attack("cheat", name, {"fit": _code(_PREDICTIONS_FORGED.replace("@FORGED@", forged))}, marks={"fit": 0.0})
    every = 'quiz = {"q1": ["a", "b", "c"], "q2": {"a", "b"}}'
    yield Attack("cheat", "a quiz equal to all", {"quiz": _code(_QUIZ_EQUAL_TO_ALL)}, marks={"quiz": 0.0})
    yield Attack("cheat", "every choice of a quiz at once", {"quiz": every}, marks={"quiz": 0.0})
    yield Attack("cheat", "another class called ValueError", {"first": _code(_OTHER_VALUE_ERROR)}, marks={"first": 0.0})
    undone = {"double": 0.0, "countdown": 0.0}  # it no longer prints: that is the student's own notebook
    yield Attack("cheat", "a print that prints nothing", {"double": _code(_PRINT_UNDONE)}, marks=undone)


# --- An agent or a codec that was tampered with ----------------------------------------------------------------------

_TAMPER = """
import json, os, time
import cloudpickle
import autograder.run.candidate.agent as agent
from autograder.run.candidate.wire import HEADER, send as honest

def frame(content):
    return HEADER.pack(len(content)) + content

def three(one):
    return frame(json.dumps({"outcomes": [one, one, one]}).encode())

def forge(sock):
@FORGE@

def send(sock, content):
    agent.send = honest
    forge(sock)

call = agent._ANSWERS[b"C"]

def answer(shell, payload):
    if cloudpickle.loads(payload)[0] == "double":
        agent.send = send
    return call(shell, payload)

agent._ANSWERS[b"C"] = answer

def double(x):
    return 2 * x
"""
_FORGERIES = r"""
# %% no JSON · unreadable
sock.sendall(frame(b'{"outcomes"'))

# %% not an object · unreadable
sock.sendall(frame(b'[1, 2]'))

# %% no outcomes · unreadable
sock.sendall(frame(b'{}'))

# %% too few outcomes · unreadable
sock.sendall(frame(b'{"outcomes": [{"value": 6}]}'))

# %% a pickle · unreadable
sock.sendall(frame(b'\x80\x04\x95'))

# %% a length beyond all machines · unreadable
sock.sendall(b'\xff' * 8)

# %% a length of a gigabyte · unreadable
sock.sendall(HEADER.pack(2**30))

# %% an answer that never ends · too slow
sock.sendall(HEADER.pack(100) + b'{')
time.sleep(100)

# %% an answer a byte at a time · too slow
sock.sendall(HEADER.pack(10**6))
while True:
    sock.sendall(b' ')
    time.sleep(0.01)

# %% lists by the million · unreadable
sock.sendall(frame(b'{"outcomes": [' + b'[],' * 5_000_000 + b'[]]}'))

# %% lists without a bottom · unreadable
sock.sendall(frame(b'{"outcomes": ' + b'[' * 10**6))

# %% a set whose members collide · unreadable
items = [{'!': 'int', 'v': hex(k * (2**61 - 1))} for k in range(100_000)]
one = {'value': {'!': 'set', 'v': items}}
sock.sendall(three(one))

# %% a dictionary whose keys collide · unreadable
items = [[{'!': 'int', 'v': hex(k * (2**61 - 1))}, 0] for k in range(100_000)]
one = {'value': {'!': 'dict', 'v': items}}
sock.sendall(three(one))

# %% an empty array of many places · unreadable
one = {'value': {'!': 'array', 'dtype': '<f8', 'shape': [2**39, 0], 'v': ''}}
sock.sendall(three(one))

# %% an exception that only we raise · raised
one = {'raised': ['CandidateLost'], 'message': 'm' * 10**6}
sock.sendall(three(one))

# %% a print of twenty megabytes · wrong
one = {'value': 0, 'printed': 'x' * (2 * 10**7)}
sock.sendall(frame(json.dumps({'outcomes': [one, {}, {}]}).encode()))

# %% a silence · too slow
time.sleep(100)

# %% a closed door · killed
sock.close()
"""
_ALWAYS_TRUE = """
    import autograder.run.candidate.agent as agent
    from course_utils.checks.outcome import Outcome

    agent.perform = lambda *_: Outcome(True)
    """
_ENCODED_ALIKE = """
    import autograder.run.candidate.agent as agent
    import course_utils.checks.calling as calling
    from course_utils.checks.outcome import Encoded

    agent.encoded = lambda value: Encoded(6.0)
    calling.as_data = lambda value: 6.0

    def double(x):
        return 0.0
    """
_SENT_BEFORE = """
    import os
    from autograder.run.candidate.wire import HEADER

    body = b'{"outcomes": [{"value": 6}, {"value": 1.0}, {"value": 0}]}'
    for fd in range(3, 64):
        try: os.write(fd, HEADER.pack(len(body)) + body)
        except OSError: pass

    def double(x):
        return 0.0
    """
_STRANGE_OUTPUTS = """
    import autograder.run.candidate.shell as shell

    shell.OUTPUTS.limit = 10**9
    print("x" * 30_000_000)
    shell.OUTPUTS.items += [{"output_type": "reward"}, {"output_type": "stream", "text": 3}, 7]
    """


def _tampered() -> Iterator[Attack]:
    for header, forge in _cells(_FORGERIES):
        name, _, status = header.partition(" · ")
        yield _lost("tampered", name, _TAMPER.replace("@FORGE@", textwrap.indent(forge, "    ")), status)
    called = dict.fromkeys(("double", "apply_twice", "countdown", "clip_in_place", "first"), 0.0)
    valued = dict.fromkeys(("double", "apply_twice", "clip_in_place", "first", "counter", "noisy", "fit"), 0.0)
    yield Attack("tampered", "an agent that answers true", {"double": _code(_ALWAYS_TRUE)}, marks=called)
    yield Attack("tampered", "a codec that encodes all alike", {"double": _code(_ENCODED_ALIKE)}, marks=valued)
    yield _lost("tampered", "answers sent before the questions", _code(_SENT_BEFORE), "unreadable")
    yield _kept("tampered", "outputs that no cell can show", _code(_STRANGE_OUTPUTS))


# --- Crashes and loops: they cost the exercise that they are in ------------------------------------------------------

_DEATHS = r"""
# %% os._exit
import os
os._exit(0)

# %% SIGKILL to itself
import os
os.kill(os.getpid(), 9)

# %% a fault of memory
import ctypes
ctypes.string_at(0)

# %% recursion in C
import sys
sys.setrecursionlimit(10**9)
class A:
    def __repr__(self): return repr(self)
repr(A())

# %% SIGKILL to everybody
import os
assert os.getpid() < 1000, 'not in a sandbox'
try: os.kill(-1, 9)
finally: os._exit(0)

# %% SIGKILL to its group
import os
os.killpg(0, 9)

# %% closing every file
import os
os.closerange(3, 1024)

# %% another program in its place
import os
os.execv('/bin/true', ['true'])

# %% abort
import os
os.abort()
"""
_LOOPS = r"""
# %% an endless loop
while True: pass

# %% a sleep
import time
time.sleep(1000)

# %% SIGSTOP to itself
import os, signal
os.kill(os.getpid(), signal.SIGSTOP)

# %% deaf to every signal
import signal
for n in range(1, 32):
    try: signal.signal(n, signal.SIG_IGN)
    except OSError: pass
while True: pass

# %% catching all that is raised
while True:
    try:
        while True: pass
    except BaseException: pass

# %% a shell that waits
import subprocess
subprocess.run(['sleep', '1000'])

# %% a number that takes hours
x = 7 ** (7 ** 12)
"""
_HIDDEN_LOOPS = r"""
# %% when it is shown
class A:
    def __repr__(self):
        while True: pass

A()

# %% when it is forgotten
class A:
    def __del__(self):
        while True: pass

a = A()
del a

# %% when its message is read
class E(Exception):
    def __str__(self):
        while True: pass

raise E
"""
_ERROR_WITHOUT_WORDS = """
    class M(type):
        def __repr__(self): raise SystemExit
        __str__ = __repr__

    class E(Exception, metaclass=M):
        def __str__(self): raise SystemExit
        __repr__ = __str__

    raise E
    """
_IN_A_FUNCTION = ("os._exit", "SIGKILL to everybody", "closing every file", "an endless loop", "SIGSTOP to itself")


def _crashes() -> Iterator[Attack]:
    ends = [("killed", *cell) for cell in _cells(_DEATHS)] + [("too slow", *cell) for cell in _cells(_LOOPS)]
    for status, name, lines in ends:
        yield _lost("crash", f"{name}, in the cell", f"{RIGHT}\n\n{lines}", status)
        if name in _IN_A_FUNCTION:
            body = f"def double(x):\n{textwrap.indent(lines, '    ')}"
            yield _lost("crash", f"{name}, in the function", body, status)
    for name, lines in _cells(_HIDDEN_LOOPS):
        yield _lost("crash", f"an endless loop, {name}", f"{RIGHT}\n\n{lines}", "too slow")
    yield _kept("crash", "a wait at the end", "import atexit, time\natexit.register(time.sleep, 99)\n")
    yield _kept("crash", "sys.exit", "import sys\nsys.exit(1)\n")
    yield _kept("crash", "its parent killed", "import os\nos.kill(os.getppid(), 9)\n")
    yield _kept("crash", "an error that cannot be told", _code(_ERROR_WITHOUT_WORDS))
    yield Attack("crash", "an added cell that hangs", added={"counter": "while True: pass"})
    yield Attack(
        "crash",
        "three exercises that end the process, each its own way",
        {"double": "import os\nos._exit(0)", "counter": "while True: pass", "quiz": "import os\nos.kill(0, 9)"},
        marks={"double": 0.0, "counter": 0.0, "quiz": 0.0},
    )


# --- Hogs: memory, processes, files, output --------------------------------------------------------------------------

_HOGS = r"""
# %% fifty gigabytes
try: bytearray(50 * 2**30)
except MemoryError: pass

# %% three hundred children
import os
for _ in range(300):
    try:
        if os.fork() == 0: os._exit(0)
    except OSError: break

# %% children that stay, up to the limit
import os, time
children = []
for _ in range(80):
    try:
        child = os.fork()
    except OSError: break
    if child == 0:
        time.sleep(600)
        os._exit(0)
    children.append(child)
for child in children: os.kill(child, 9)
for child in children: os.waitpid(child, 0)
if len(children) > 79: print('BUTIN')

# %% two hundred megabytes printed
for _ in range(200): print('x' * 2**20)

# %% two hundred megabytes written
import os
for _ in range(200): os.write(1, b'x' * 2**20)

# %% two hundred megabytes shown
for _ in range(20): display('x' * 10 * 2**20)

# %% five megabytes from a program
!head -c 5000000 /dev/zero | tr '\0' x >&2

# %% a full disk
try:
    for n in range(100):
        with open(f'f{n}', 'wb') as f: f.write(b'x' * 2**20)
    print('BUTIN')
except OSError: pass

# %% a file too large
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with open('/dev/shm/big', 'wb') as f:
        f.truncate(2**40)
    print('BUTIN')
except OSError: pass

# %% shared memory
try:
    for n in range(100):
        with open(f'/dev/shm/f{n}', 'wb') as f: f.write(b'x' * 2**20)
    print('BUTIN')
except OSError: pass

# %% memory that no limit counts
import os
try:
    os.memfd_create('x')
    print('BUTIN')
except OSError: pass

# %% shared memory of the old kind
import ctypes
if ctypes.CDLL(None).shmget(0, 2**20, 0o1600) >= 0: print('BUTIN')

# %% semaphores of the old kind
import ctypes
if ctypes.CDLL(None).semget(0, 32_000, 0o1600) >= 0: print('BUTIN')

# %% messages that wait
import ctypes
c = ctypes.CDLL(None)
if c.msgget(0, 0o1600) >= 0 or c.syscall(240, b'course', 0o102, 0o600, None) >= 0: print('BUTIN')

# %% sockets made larger
import socket
left, right = socket.socketpair()
try:
    left.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
    print('BUTIN')
except OSError: pass

# %% watches of files
import ctypes
if ctypes.CDLL(None).inotify_init1(0) >= 0: print('BUTIN')

# %% every terminal of the machine
import os
try:
    for n in range(200): os.openpty()
    print('BUTIN')
except OSError: pass

# %% empty files without number
import os
try:
    for n in range(70_000): os.mknod(f'e{n}')
    print('BUTIN')
except OSError: pass

# %% open files
held = []
try:
    for _ in range(5000): held.append(open('/dev/null'))
    print('BUTIN')
except OSError: pass
finally:
    for one in held: one.close()

# %% an error of ten megabytes
raise ValueError('x' * 10**7)
"""
_CROWD = """
    import os, time

    for _ in range(8):
        if os.fork() == 0:
            held = bytearray(250 * 2**20)
            time.sleep(600)
    time.sleep(600)
    """
_FILES_KEPT_OPEN = """
    held = []
    try:
        while True: held.append(open("/dev/null"))
    except OSError: pass
    """


_FULL_SOCKETS = """
import os, signal, socket
for _ in range(50):
    if os.fork() == 0:
        held = []
        try:
            while True:
                left, right = socket.socketpair()
                held += [left, right]
                left.setblocking(False)
                try:
                    while True: left.send(bytes(65536))
                except BlockingIOError: pass
        except OSError: signal.pause()
signal.pause()
"""


def _hogs() -> Iterator[Attack]:
    for name, lines in _cells(_HOGS):
        yield _kept("hog", name, lines)
    yield _kept("hog", "files that stay open", _code(_FILES_KEPT_OPEN))
    yield _lost(
        "hog", "fifty gigabytes, in the function", "def double(x):\n    return bytearray(50 * 2**30)\n", "raised"
    )
    yield _lost("hog", "an answer of sixty megabytes", "def double(x):\n    return 'x' * 60_000_000\n", "unreadable")
    # « killed », or « too slow » where the machine is too busy to hand the memory out in time.
    yield _lost("hog", "memory held by many processes", f"{RIGHT}\n\n{_code(_CROWD)}")
    yield _lost("hog", "sockets that many processes fill", f"{RIGHT}\n\n{_code(_FULL_SOCKETS)}", "killed")
    yield Attack("hog", "a cell that IPython reads for hours", added={"double": "!ls\n" * 20_000})
    yield Attack("hog", "a cell nested without end", added={"double": "x = " + "(" * 50_000})
    yield Attack("hog", "a cell of operators", added={"double": "x = 1" + "+1" * 40_000})


# --- What outlives its cell ------------------------------------------------------------------------------------------

_SURVIVORS = r"""
# %% a daemon
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for fd in range(64):
            try: os.close(fd)
            except OSError: pass
        time.sleep(600)
    os._exit(0)

# %% a daemon that holds the socket
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(600)
    os._exit(0)

# %% a program in the background
!sh -c 'sleep 600 > /dev/null 2>&1 &'

# %% a session of its own
import subprocess
subprocess.Popen(['setsid', 'sleep', '600'])

# %% a thread that sleeps
import threading, time
threading.Thread(target=time.sleep, args=(600,)).start()

# %% a thread that shows what later cells do
import threading, time
def tell():
    for _ in range(20_000):
        print('.', end='')
        time.sleep(0.001)
threading.Thread(target=tell, daemon=True).start()

# %% an alarm
import signal
signal.signal(signal.SIGALRM, lambda *a: None)
signal.setitimer(0, 0.01, 0.01)

# %% a child that hears nothing
import os, signal, time
if os.fork() == 0:
    for n in range(1, 32):
        try: signal.signal(n, signal.SIG_IGN)
        except OSError: pass
    while True: time.sleep(600)
"""


def _survivors() -> Iterator[Attack]:
    for name, lines in _cells(_SURVIVORS):
        yield _kept("survivor", name, lines)


# --- Spies: they read what they find, and print it -------------------------------------------------------------------

_READ = """
import glob, os

def read(path):
    try:
        with open(path, "rb") as file: return file.read(10**6).decode("latin-1")
    except OSError: return ""
"""
_FILES = r"""
# %% the course
for folder, _, names in os.walk('@COURSE@'):
    for n in names: print(read(os.path.join(folder, n)))

# %% the repository
for n in glob.glob('@REPOSITORY@/**/*', recursive=True)[:500]:
    if 'course_utils' not in n and '.venv' not in n: print(n, read(n)[:2000])

# %% the gradebook, to write
for mode in ('ab', 'r+b', 'wb'):
    try:
        open('@COURSE@/gradebook.db', mode)
        print('BUTIN')
    except OSError: pass

# %% a new gradebook
import sqlite3
try:
    sqlite3.connect('@COURSE@/gradebook.db').execute('create table x(y)')
    print('BUTIN')
except sqlite3.Error: pass

# %% accounts
for n in ('shadow', 'passwd', 'sudoers', 'hosts', 'hostname', 'ssh/sshd_config', 'machine-id'):
    print(read('/etc/' + n))

# %% homes
for h in (*glob.glob('/home/*'), '/root', os.path.expanduser('~')):
    for n in ('.ssh/id_rsa', '.bash_history', '.netrc', '.pypirc', '.gitconfig'): print(read(os.path.join(h, n)))

# %% links
for n, target in enumerate(['@COURSE@', '/etc/shadow', '/proc/1/root', '@COURSE@/gradebook.db']):
    os.symlink(target, f'link{n}')
    print(read(f'link{n}'))
    if os.path.isdir(f'link{n}'): print(*map(read, glob.glob(f'link{n}/**/*', recursive=True)[:200]))

# %% the folder of the grader
for p in ('/proc/1/cwd', '/proc/2/cwd', '..', '../..', '/proc/self/root/../..'):
    print(*map(read, glob.glob(p + '/*')[:200]))

# %% the temporary folder
for n in glob.glob('/tmp/**/*', recursive=True)[:2000]:
    if '/.venv/' not in n and '/site-packages/' not in n: print(n, read(n)[:2000])

# %% the environment
print(os.environ)
print(*map(read, glob.glob('/proc/*/environ')))

# %% the grader's process
print(read('/proc/@GRADER@/environ'), read('/proc/@GRADER@/cmdline'))
print(read('/proc/@GRADER@/maps')[:5000])

# %% every process
for p in glob.glob('/proc/[0-9]*'):
    print(p, read(p + '/cmdline'), read(p + '/environ'))
    if int(p.split('/')[2]) > 400: print('BUTIN')

# %% the memory of its parents
for pid in (1, os.getppid()):
    try:
        open(f'/proc/{pid}/mem', 'r+b')
        print('BUTIN')
    except OSError: pass

# %% open files
for fd in os.listdir('/proc/self/fd'):
    try: target = os.readlink('/proc/self/fd/' + fd)
    except OSError: continue
    print(fd, target)
    if int(fd) > 2 and not target.startswith(('socket:', '/proc/')): print('BUTIN', target)

# %% open files of its parents
for n in glob.glob('/proc/[12]/fd/*'):
    try:
        os.readlink(n)
        if not n.startswith(f'/proc/{os.getpid()}/'): print('BUTIN', n)
    except OSError: pass

# %% raw disks
for n in ('/dev/vda', '/dev/sda', '/dev/mem', '/dev/kmsg', '/proc/kcore'):
    if read(n): print('BUTIN')

# %% the kernel's log
import ctypes
if ctypes.CDLL(None).klogctl(3, ctypes.create_string_buffer(99), 99) > 0: print('BUTIN')
"""
_MODULES = {
    "the engine": "autograder.submissions.grade",
    "the answers": "autograder.course.answers",
    "the examiner": "autograder.judge.examiner",
}
_REMEMBER = """
    seen = []

    def double(x):
        seen.append(x)
        return 2 * x
    """
_TOLD_LATER = """
    def apply_twice(f, x):
        seen.append(x)
        return f(f(x))

    print(seen)
    display(seen)
    """
_TOLD_BY_A_LINE = """
    error = SyntaxError("x")
    error.lineno = 123_456
    raise error
    """
_TOLD_BY_CODE = """
    import gc, types

    def double(x):
        for one in gc.get_objects():
            code = getattr(one, "__code__", None) if isinstance(one, types.FunctionType) else one
            if isinstance(code, types.CodeType) and "checks of" in code.co_filename:
                raise ValueError(str(code.co_consts))
        return 2 * x
    """
_TOLD_BY_PRINTING = """
    import sys

    def double(x):
        print(x)
        print(x, file=sys.__stdout__)
        return 2 * x
    """


def _spies() -> Iterator[Attack]:
    for name, source in _cells(_FILES):
        yield Attack("spy", name, added={"double": _READ + source})
    for name, module in _MODULES.items():
        source = f"try:\n    import {module}\n    print('{LOOT}')\nexcept ImportError: pass"
        yield Attack("spy", name, added={"double": source})
    yield Attack(
        "spy",
        "hidden inputs, told by later cells",
        {"double": _code(_REMEMBER), "apply_twice": _code(_TOLD_LATER)},
        added={"": "print(seen)\nraise ValueError(repr(seen))"},
    )
    yield Attack(
        "spy",
        "hidden inputs, in a file for a later cell",
        {"double": "def double(x):\n    open('seen', 'a').write(repr(x))\n    return 2 * x\n"},
        added={"": "import os\nprint(open('seen').read() if os.path.exists('seen') else '')"},
    )
    yield Attack(
        "spy",
        "hidden inputs, in the line of an error",
        {"double": _code(_REMEMBER), "apply_twice": _code(_TOLD_BY_A_LINE)},
        marks={"apply_twice": 0.0},
    )
    for name, line in (("returned", "return repr(seen)"), ("raised", "raise ValueError(repr(seen))")):
        yield Attack(
            "spy",
            f"hidden inputs, {name} to a later visible check",
            {"double": _code(_REMEMBER), "apply_twice": f"def apply_twice(f, x):\n    {line}\n"},
            marks={"apply_twice": 0.0},
            statuses={"apply_twice": "wrong" if name == "returned" else "raised"},
        )
    yield _lost("spy", "hidden inputs, in what is returned", "def double(x):\n    return repr(x)\n")
    yield _lost("spy", "hidden inputs, in a message", "def double(x):\n    raise ValueError(repr(x))\n", "raised")
    yield Attack("spy", "hidden inputs, printed by the function", {"double": _code(_TOLD_BY_PRINTING)})
    yield Attack("spy", "the code of the tests, in its own memory", {"double": _code(_TOLD_BY_CODE)})


# --- Escapes: writing or reaching outside ----------------------------------------------------------------------------

_ESCAPES = r"""
# %% what an earlier student left
import os
if os.listdir() + os.listdir('/dev/shm'):
    print('BUTIN', os.listdir(), os.listdir('/dev/shm'))

# %% writing where the programs are
import os
assert os.getpid() < 1000, 'not in a sandbox'
import sys, course_utils, autograder.run.candidate as c, numpy
for place in (course_utils.__file__, c.__file__, numpy.__file__, sys.executable, '/usr/bin/env', '/etc/passwd'):
    for mode in ('ab', 'r+b'):
        try:
            open(place, mode)
            print('BUTIN', place)
        except OSError: pass
for place in ('/', '/usr', '/etc', '/dev', '/course', os.path.dirname(numpy.__file__), '/proc/sys/kernel'):
    try:
        open(place + '/left', 'w')
        print('BUTIN', place)
    except OSError: pass

# %% other rights and owners
import os
assert os.getpid() < 1000, 'not in a sandbox'
import course_utils
for place in (course_utils.__file__, '/etc/passwd', '/etc/ld.so.cache'):
    for change in (lambda: os.chmod(place, 0o777), lambda: os.chown(place, 1000, 1000), lambda: os.remove(place)):
        try:
            change()
            print('BUTIN')
        except OSError: pass

# %% another user
import os
for become in (os.setuid, os.setgid, os.seteuid):
    try:
        become(0)
        print('BUTIN')
    except OSError: pass
import subprocess
if 'uid=0' in subprocess.run('su -c id; sudo -n id', shell=True, capture_output=True, text=True).stdout:
    print('BUTIN')

# %% mounts and namespaces
import os
assert os.getpid() < 1000, 'not in a sandbox'
import ctypes
c = ctypes.CDLL(None, use_errno=True)
tries = [c.mount(b'none', b'/home/student', b'tmpfs', 0, None), c.mount(None, b'/', None, 4096 | 32, None),
    c.umount2(b'/proc', 2), c.umount2(b'/home/student', 2), c.chroot(b'/tmp'), c.sethostname(b'x', 1)]
tries += [c.unshare(flag) for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x10020000)]
if any(one == 0 for one in tries): print('BUTIN', tries)
import subprocess
tools = 'unshare -Ur id; unshare -Urm mount -t tmpfs x /mnt; nsenter -t 1 -m ls'
out = subprocess.run(tools, shell=True, capture_output=True, text=True).stdout
if out: print('BUTIN', out)

# %% a namespace by clone
import ctypes
c = ctypes.CDLL(None, use_errno=True)
pid = c.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)
if pid == 0: c._exit(0)
if pid > 0: print('BUTIN')

# %% its parent's memory, by ptrace
import ctypes, os
c = ctypes.CDLL(None, use_errno=True)
if any(c.ptrace(16, pid, 0, 0) == 0 for pid in (1, os.getppid())): print('BUTIN')

# %% the host of a virtual machine
import socket
for family, kind in ((40, 1), (38, 5), (17, 3), (29, 3)):
    try:
        socket.socket(family, kind)
        print('BUTIN', family)
    except OSError: pass

# %% the session's keys
import ctypes
if ctypes.CDLL(None).syscall(250, 0, -3, 1) > 0: print('BUTIN')

# %% more than its limits
import resource
for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
    try:
        resource.setrlimit(kind, (-1, -1))
        print('BUTIN')
    except (ValueError, OSError): pass

# %% a listener of the machine
import socket
for family, address in ((socket.AF_INET, ('127.0.0.1', @PORT@)), (socket.AF_INET, ('0.0.0.0', @PORT@)),
        (socket.AF_UNIX, '\0@ABSTRACT@'), (socket.AF_UNIX, '@SOCKET@')):
    try:
        with socket.socket(family) as s:
            s.settimeout(1)
            s.connect(address)
            print('BUTIN', address)
    except OSError: pass
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s: s.sendto(b'x', ('127.0.0.1', @PORT@))
except OSError: pass
if [name for _, name in socket.if_nameindex() if name != 'lo']: print('BUTIN', socket.if_nameindex())

# %% the control socket
import os, json
for fd in range(3, 64):
    try: os.write(fd, b'')
    except OSError: continue
import socket
for fd in range(0, 64):
    try:
        s = socket.socket(fileno=os.dup(fd))
        if s.type == socket.SOCK_SEQPACKET: print('BUTIN')
        s.close()
    except OSError: pass

# %% a signal to the grader
import os
for pid in (@GRADER@, @SERVER@):
    try:
        os.kill(pid, 0)
        print('BUTIN')
    except OSError: pass

# %% a page that runs in the instructor's browser
from IPython.display import HTML, Javascript
display(HTML('<script>document.title = 1</script><img src=x onerror=1>'))
display(Javascript('1'))
"""
_LEFT_BEHIND = """
    import os

    for base in (os.path.expanduser("~"), os.getcwd()):
        for place in (
            "sitecustomize.py", "usercustomize.py", "evil.pth", ".pythonrc.py", "numpy.py", "json.py",
            ".ipython/profile_default/startup/0.py", ".config/matplotlib/matplotlibrc", "course_utils/__init__.py",
        ):
            path = os.path.join(base, place)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, "w").write("print('BUT' 'IN')")
    """


def _escapes() -> Iterator[Attack]:
    yield _kept("escape", "files that Python would run", _code(_LEFT_BEHIND))
    ended = f"{_code(_LEFT_BEHIND)}import os\nos._exit(0)\n"
    yield _lost("escape", "files that Python would run, then an end", ended, "killed")
    for name, source in _cells(_ESCAPES):
        yield Attack("escape", name, added={"double": source})


# --- Odd, and right all the same -------------------------------------------------------------------------------------

_ODD = r"""
# %% a number of one's own class
import numpy as np
class N(np.ndarray): pass
def double(x):
    return np.asarray(2 * np.asarray(x)).view(N)

# %% a long way round
import subprocess, sys, json
import numpy as np
def double(x):
    subprocess.run(['true'])
    return np.add(x, x)

# %% warnings and noise
import sys, warnings
def double(x):
    warnings.warn('x')
    print('bruit', file=sys.stderr)
    return 2 * x

# %% a function that calls itself by another process
import multiprocessing
def double(x):
    return 2 * x
with multiprocessing.get_context('fork').Pool(2) as pool: pool.map(abs, [-1, 2])

# %% a class for a function
class Double:
    def __call__(self, x): return 2 * x
double = Double()

# %% time that stands still
import time
time.time = time.monotonic = lambda: 0.0
def double(x):
    return 2 * x

# %% no garbage collector, no threads
import gc, threading
gc.disable()
threading.Thread = None
def double(x):
    return 2 * x
"""


def _odd_but_right() -> Iterator[Attack]:
    for name, source in _cells(_ODD):
        yield Attack("right", name, {"double": source})


# --- Channels: what a hidden test gave steers a number, a line, a class, or the page cache --------------------------

# What was asked is kept; visible checks ask five times, so that LATE tells where hidden tests have been, and BIT is a
# number from 0 to 3 that their inputs give.
_KEEPS = """
import numpy as np
SEEN = []
def double(x):
    SEEN.append(x)
    @ACT@
    return 2 * x
"""
_LATE = "len(SEEN) > 8"
_BIT = "int(sum(np.sum(np.abs(one)) for one in SEEN) * 1000) % 4"
_FAILS = {
    "the class of its error": f"if {_LATE}: raise [ValueError, KeyError, IndexError, OSError][{_BIT}]",
    "the message of its error": f"if {_LATE}: raise ValueError(str({_BIT}))",
    "how many answers are wrong": f"if len(SEEN) > 24 - 2 * ({_BIT}): return None",
}
_ENDS = {
    "leaves": "os._exit(1)",
    "closes everything": "os.closerange(0, 256)",
    "kills itself": "os.kill(os.getpid(), 9)",
}
_STOPS = """
if @LATE@:
    kind = @BIT@
    if kind == 0:
        raise ValueError
    if kind == 1:
        raise KeyError
    if kind == 2:
        import un_module_absent
    open("donnees.csv")
"""
_SHOWS = {
    "prints more": "print('a' * (1 + (@LATE@) * @BIT@))",
    "keeps silent": "print('a') if not (@LATE@) or @BIT@ > 1 else None",
    "says an error": "[ValueError, KeyError, IndexError, OSError][(@LATE@) * @BIT@]('a').args[(@LATE@) * @BIT@]",
    "wants a demonstration": "sample if (@LATE@) and @BIT@ > 1 else print('a')",
    "clears": "from IPython.display import clear_output\nprint('a')\nif (@LATE@) and @BIT@ > 1: clear_output()",
    "passes over": "if (@LATE@) and @BIT@ > 1:\n    import un_module_absent\nprint('a')",
}
_CACHE = {
    "posix_fadvise": "os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)",
    "preadv": "os.preadv(file, [bytearray(8)], 0, os.RWF_NOWAIT)",
    "readahead": "assert libc.readahead(file, ctypes.c_int64(0), ctypes.c_size_t(4096)) == 0",
    "mincore": "assert libc.mincore(page, ctypes.c_size_t(4096), ctypes.create_string_buffer(1)) == 0",
    "pageout": "assert libc.madvise(page, ctypes.c_size_t(4096), 21) == 0",
    "cachestat": "assert libc.syscall(451, file, bytes(16), ctypes.create_string_buffer(40), 0) == 0",
}
_OPENS = """
import ctypes, mmap, os
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
file = os.open(os.__file__, os.O_RDONLY)
page = ctypes.c_void_p(libc.mmap(None, ctypes.c_size_t(4096), 1, 2, file, ctypes.c_int64(0)))
try:
    @CALL@
    print("@LOOT@")
except (OSError, AssertionError):
    pass
"""


def _told(source: str) -> str:
    return source.replace("@LATE@", _LATE).replace("@BIT@", _BIT)


def channels() -> Iterator[Attack]:
    """Yield those that put a hidden input into what is shown or said; what else they come to does not depend on it."""
    keeps = _KEEPS.replace("@ACT@", "")
    for name, act in _FAILS.items():
        yield Attack("channel", name, {"double": _KEEPS.replace("@ACT@", act)}, marks={"double": 0.0})
    for name, act in _ENDS.items():
        # Which of four cells it is that ends the process.
        ends = f"import os\nif {_LATE} and {_BIT} == @N@:\n    {act}\n"
        places = ("countdown", "first", "counter", "noisy")
        added = {place: ends.replace("@N@", str(number)) for number, place in enumerate(places)}
        yield Attack("channel", f"an added cell {name}", {"double": keeps}, added)
    for exercise in ("countdown", "first", "identity"):
        stops = {"double": keeps, exercise: f"{_told(_STOPS)}\n"}
        yield Attack("channel", f"the error above {exercise}", stops, marks={exercise: 0.0})
    for name, source in _SHOWS.items():
        yield Attack("channel", f"a cell {name}", {"double": keeps}, {"noisy": _told(source)})


def _channels() -> Iterator[Attack]:
    yield from channels()
    for name, call in _CACHE.items():
        source = _OPENS.replace("@CALL@", call).replace("@LOOT@", LOOT)
        yield Attack("channel", f"page cache, {name}", added={"noisy": source})
