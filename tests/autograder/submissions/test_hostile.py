"""Hostile notebooks under isolation: each has the mark it deserves; nothing leaks, nothing is left, nothing moves.

What the cases do is in `tests/submissions/hostile.py`. One fork server grades them all, as it would a class.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

import autograder
import course_utils
from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.folder import Course, open_course
from autograder.course.limits import Limits
from autograder.course.solved import solutions, solved
from autograder.course.verdict import Graded
from autograder.gradebook.database import open_gradebook
from autograder.gradebook.sync import sync_chapter
from autograder.run.forkserver import ForkServer, server_for
from autograder.submissions.find import find_submissions
from autograder.submissions.grade import Subject, grade_submission, subject_of
from course_utils.chapters.reader import EXTRA_FOLDER
from course_utils.checks import hidden
from tests.autograder.tiny_course import FIXTURE, code_cell, descendants, is_running, position, wait_until
from tests.submissions.hostile import FULL, LOOT, Attack, attacks, channels

pytestmark = pytest.mark.needs("bubblewrap", "namespaces")

LIMITS = Limits(
    cell_cpu=1.5,
    call_cpu=1.0,
    total_cpu=20,
    patience=5,
    memory=3 * 2**29,
    file_size=16 * 2**20,
    scratch=32 * 2**20,
    processes=60,
    output=2**18,
)
SECRETS = {
    "environment": "jeton-de-l-environnement",
    "gradebook": "jeton-du-carnet",
    "submission": "jeton-d-un-voisin",
    "salt": "5e1dejeton0000",
    "answers": "jeton-des-reponses",
    "autograded": "jeton-d-un-verdict",
}
HIDDEN_SOURCES = ("reference=lambda", "lambda x: x + x", "_more(Counter)", "predictions - torch", "BEGIN HIDDEN")


@dataclass(frozen=True)
class Stage:
    """A course with something to steal, doors that a candidate may knock at, and the server that grades."""

    course: Course
    subject: Subject
    server: ForkServer
    tcp: socket.socket
    others: tuple[socket.socket, ...]
    words: dict[str, str]
    before: dict[str, str]

    def processes(self) -> list[int]:
        """The processes of the sandbox, as this machine numbers them."""
        assert self.server._process is not None
        return descendants(self.server._process.pid)


@pytest.fixture(scope="module")
def stage(built_fixture: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("hostile")
    course = _course_with_secrets(built_fixture, folder / "course")
    chapter = load_chapter(course, FIXTURE)
    with (
        pytest.MonkeyPatch.context() as patch,
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX) as named,
    ):
        patch.setenv(EXTRA_FOLDER, str(course.stored))
        patch.setenv("COURSE_TEST_SECRET", SECRETS["environment"])
        name = f"course-{os.getpid()}"
        abstract.bind(f"\0{name}")
        named.bind(str(folder / "door"))
        for door in (tcp, abstract, named):
            door.listen()
            door.setblocking(False)
        with server_for(chapter, LIMITS, isolated=True) as server:
            assert server._process is not None
            words = {
                "COURSE": str(course.root),
                "REPOSITORY": str(Path(autograder.__file__).parents[1]),
                "GRADER": str(os.getpid()),
                "SERVER": str(server._process.pid),
                "PORT": str(tcp.getsockname()[1]),
                "ABSTRACT": name,
                "SOCKET": str(folder / "door"),
            }
            subject = subject_of(course, chapter, server)
            yield Stage(course, subject, server, tcp, (abstract, named), words, _contents(course))


def _course_with_secrets(built: Path, root: Path) -> Course:
    import shutil

    shutil.copytree(built, root)
    course = open_course(root)
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, FIXTURE)
        gradebook.add_student("ada", email=SECRETS["gradebook"])
    (root / ".course-secret").write_text(SECRETS["salt"])
    with (root / "answers" / f"a{FIXTURE}.py").open("a", encoding="utf-8") as answers:
        answers.write(f"\n# {SECRETS['answers']}\n")
    neighbour = course.submitted / "ada" / FIXTURE / f"{FIXTURE}.ipynb"
    neighbour.parent.mkdir(parents=True)
    neighbour.write_text(json.dumps(_notebook(course, {"double": f"# {SECRETS['submission']}"}, {})), encoding="utf-8")
    verdicts = course.autograded / "ada" / FIXTURE / "verdicts.json"
    verdicts.parent.mkdir(parents=True)
    verdicts.write_text(SECRETS["autograded"])
    return course


def _contents(course: Course) -> dict[str, str]:
    """A digest of every file that nobody may change: the course's, but for the hostile work, and what is run."""
    folders = (course.root, Path(autograder.__file__).parent / "run" / "candidate", Path(course_utils.__file__).parent)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in files if "eve" not in path.parts and "__pycache__" not in path.parts]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def _notebook(course: Course, answers: dict[str, str], added: dict[str, str]) -> dict[str, Any]:
    released = released_notebook(course, FIXTURE)
    notebook = solved(released, {**solutions(load_chapter(course, FIXTURE)), **answers})
    for exercise, source in added.items():
        place = position(notebook, f"{exercise}-solution") if exercise else len(notebook["cells"])
        notebook["cells"].insert(place, code_cell(source))
    return notebook


@pytest.fixture
def grade(stage: Stage) -> Callable[..., Graded]:
    def graded(attack: Attack, subject: Subject = stage.subject) -> Graded:
        folder = stage.course.submitted / "eve" / FIXTURE
        folder.mkdir(parents=True, exist_ok=True)
        answers, added = (
            {key: re.sub(r"@([A-Z]+)@", lambda found: stage.words[found[1]], source) for key, source in sources.items()}
            for sources in (attack.answers, attack.added)
        )
        notebook = _notebook(stage.course, answers, added)
        (folder / f"{FIXTURE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        submission = next(one for one in find_submissions(stage.course, FIXTURE) if one.student == "eve")
        return grade_submission(submission, subject, stage.server)

    return graded


@pytest.fixture(scope="module")
def hidden_numbers(stage: Stage) -> list[str]:
    """The hidden inputs of `double`, as they are written."""
    from course_utils.checks.session import Session, opened

    with opened(Session(mistakes=stage.subject.mistakes, salt=stage.subject.salt)), hidden(f"{FIXTURE}/double") as rng:
        drawn = [rng.normal(size=int(rng.integers(1, 6))) for _ in range(20)]
    return [str(abs(number))[:8] for case in drawn for number in case if abs(number) > 1e-3]


def public(graded: Graded) -> str:
    """All that a student may come to read: what cells show, sentences, notes."""
    shown = [cell.get("outputs", []) for cell in graded.notebook["cells"]]
    return "\n".join([json.dumps(shown), *(verdict.sentence for verdict in graded.verdicts), *graded.notes])


_SALTS = ("a", "b", "c", "d", "e", "f")
_MEANT = ("ValueError", "SyntaxError", "CheckFailed")  # what cases raise in order to tell something


def errors_shown(graded: Graded) -> list[str]:
    cells = graded.notebook["cells"]
    return [out["ename"] for cell in cells for out in cell.get("outputs", []) if out["output_type"] == "error"]


def assert_nothing_leaks(graded: Graded, hidden_numbers: list[str]) -> None:
    text = public(graded)
    assert LOOT not in text, text[text.index(LOOT) - 200 :][:800]
    for name, secret in SECRETS.items():
        assert secret not in text, name
    for words in (*HIDDEN_SOURCES, "root:x:0:", "root:*:", "root:$"):
        assert words not in text, words
    assert [number for number in hidden_numbers if number in text] == []


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.id)
def test_a_hostile_notebook_has_the_mark_it_deserves_and_learns_nothing(
    attack: Attack, stage: Stage, grade: Callable[[Attack], Graded], hidden_numbers: list[str]
) -> None:
    graded = grade(attack)
    assert {verdict.exercise: verdict.points for verdict in graded.verdicts} == attack.deserved
    statuses = {verdict.exercise: verdict.status for verdict in graded.verdicts}
    assert {exercise: statuses[exercise] for exercise in attack.statuses} == dict(attack.statuses)
    assert all(verdict.sentence for verdict in graded.verdicts)
    assert_nothing_leaks(graded, hidden_numbers)
    if attack.kind == "channel":
        assert re.findall(r"KeyError|IndexError|entrées? sur \d", public(graded)) == []
    if attack.kind in ("spy", "escape", "survivor"):  # what fails of itself proves nothing
        assert [error for error in errors_shown(graded) if error not in _MEANT] == []
    nbformat.validate(nbformat.from_dict(graded.notebook))
    assert len(json.dumps(graded.notebook)) < 40 * LIMITS.output
    wait_until(lambda: len(stage.processes()) <= 3, "the end of what it started", 20)


@pytest.mark.parametrize("attack", list(channels()), ids=lambda attack: attack.id)
def test_nothing_shown_or_said_depends_on_what_hidden_tests_asked(
    attack: Attack, stage: Stage, grade: Callable[..., Graded]
) -> None:
    found = []
    for salt in _SALTS:
        graded = grade(attack, subject_of(stage.course, stage.subject.chapter, stage.server, salt))
        assert {verdict.exercise: verdict.points for verdict in graded.verdicts} == attack.deserved
        found.append(public(graded))
    assert set(found) == {found[0]}


def test_the_inputs_that_channels_carry_are_of_every_kind(stage: Stage) -> None:
    from course_utils.checks.session import Session, opened

    kinds = set()
    for salt in _SALTS:
        with opened(Session(salt=salt)), hidden(f"{FIXTURE}/double") as rng:
            cases = [rng.normal(size=int(rng.integers(1, 6))) for _ in range(20)]
        seen = [3, 0.5, [1, -2], [1, 2], np.zeros((2, 3)), *cases]
        kinds.add(int(sum(np.sum(np.abs(one)) for one in seen) * 1000) % 4)
    assert len(kinds) == 4, "else a channel could be open and nothing above would tell"


def test_after_all_of_them_a_right_work_has_all_its_points(
    stage: Stage, grade: Callable[[Attack], Graded], hidden_numbers: list[str]
) -> None:
    graded = grade(Attack("right", "a solved notebook"))
    assert {verdict.exercise: verdict.points for verdict in graded.verdicts} == FULL
    assert "LEFTOVER" not in public(graded)
    assert np.mean([len(number) for number in hidden_numbers]) > 6  # else nothing would be searched above


def test_nothing_outside_has_changed_and_nobody_came_to_the_door(stage: Stage) -> None:
    for door in (stage.tcp, *stage.others):
        with pytest.raises(BlockingIOError):
            door.accept()
    assert _contents(stage.course) == stage.before
    assert not [one for place in ("/tmp", "/dev/shm", "/var/tmp") for one in _owned_by_candidates(place, stage)]


def test_when_the_server_stops_no_process_is_left(stage: Stage) -> None:
    candidate = stage.server.fork()
    candidate.run_cell("import os, subprocess\nsubprocess.Popen(['setsid', 'sleep', '600'])")
    left = stage.processes()
    assert len(left) > 3
    stage.server.stop()
    wait_until(lambda: not any(is_running(pid) for pid in left), "the end of every process of the sandbox", 20)


def _owned_by_candidates(place: str, stage: Stage) -> list[str]:
    """What a candidate's user owns in a folder of the machine, where that user is not ours."""
    from autograder.run.sandbox import sandbox_user

    if sandbox_user() == os.getuid():
        return []
    # The tests of PostgreSQL, which may run meanwhile, start its server as the same unprivileged user.
    found = [one for one in os.scandir(place) if not one.name.startswith("PostgreSQL.")]
    return [one.path for one in found if one.stat(follow_symlinks=False).st_uid == sandbox_user()]
