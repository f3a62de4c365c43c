"""`course secret --new` asks first and keeps what was: an old work can be judged again on the inputs that it met."""

from __future__ import annotations

import datetime
import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from autograder.course.folder import Course, CourseError
from autograder.course.secret import EARLIER, FILE, course_salt, earlier_secrets, renew_secret, salt_on
from autograder.gradebook.kept import load_graded
from tests.autograder.tiny_course import TINY, hand_in

FAR = {"double": "def double(x):\n    return 2 * x if x < 50 else x"}  # right on what a learner sees
TODAY = datetime.datetime.now(datetime.timezone.utc).date()


@pytest.fixture
def command(tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run `course` and return its exit code and all that it said."""

    def ran(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = tiny_command(*words)
        return code, "".join(capsys.readouterr())

    return ran


def detail(course: Course) -> str:
    """What only the instructor reads of the recorded verdict: it tells on which inputs the answer failed."""
    graded = load_graded(course, "ada", TINY)
    assert graded is not None
    verdict = graded.verdict_on("double")
    assert verdict is not None and verdict.detail
    return verdict.detail


def explained(command: Callable[..., Any]) -> str:
    code, said = command("explain", "ada", "double", "--sandbox", "none", "--json")
    assert code == 0, said
    return str(json.loads(said.splitlines()[-1])["verdict"]["detail"])


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_a_new_secret_wants_a_yes(tiny: Course, command: Callable[..., Any]) -> None:
    code, said = command("secret", "--new")
    assert code == 2 and "--yes" in said and not (tiny.root / FILE).exists()
    assert command("secret", "--new", "--yes")[0] == 0
    first = course_salt(tiny)
    assert len(first) == 32
    assert command("secret", "--new")[0] == 2 and course_salt(tiny) == first


@pytest.mark.parametrize(("answer", "changes"), [("oui", True), ("O", True), ("non", False), ("", False), ("y", False)])
def test_at_a_terminal_it_is_asked(
    tiny: Course, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, answer: str, changes: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(f"{answer}\n"))
    code, said = command("secret", "--new")
    assert "noté à nouveau" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert (code == 0) is changes is (tiny.root / FILE).exists()


def test_every_secret_is_kept_with_the_moment_that_ended_it_and_read_by_its_owner_alone(tiny: Course) -> None:
    secrets = [""]
    for _ in range(3):
        renew_secret(tiny)
        secrets.append(course_salt(tiny))
    assert len(set(secrets)) == 4
    assert [salt for _, salt in earlier_secrets(tiny)] == secrets[:3]
    assert {(tiny.root / name).stat().st_mode & 0o777 for name in (FILE, EARLIER)} == {0o600}


def test_the_secret_of_a_day_is_the_one_in_force_when_it_began(tiny: Course) -> None:
    (tiny.root / FILE).write_text("now\n", encoding="utf-8")
    lines = "2025-09-01T08:00:00+00:00 -\n2026-09-01T08:00:00+00:00 first\n"
    (tiny.root / EARLIER).write_text(lines, encoding="utf-8")
    days = {"2025-01-31": "", "2025-09-01": "", "2025-09-02": "first", "2026-09-01": "first", "2026-09-02": "now"}
    assert {day: salt_on(tiny, day) for day in days} == days
    for wrong in ("hier", "01/09/2026", "2026-13-01"):
        with pytest.raises(CourseError, match="2026-09-01"):
            salt_on(tiny, wrong)


def test_an_old_work_is_explained_and_graded_again_with_its_own_secret(
    tiny: Course, command: Callable[..., Any]
) -> None:
    command("secret", "--new", "--yes")
    hand_in(tiny, "ada", answers=FAR)
    command("grade", "--sandbox", "none")
    before = detail(tiny)
    assert explained(command) == before
    command("secret", "--new", "--yes")
    assert explained(command) == before, "the inputs are those of the grading"
    assert "entrées de la notation" in command("explain", "ada", "double", "--sandbox", "none")[1]

    command("grade", "--sandbox", "none")
    assert detail(tiny) != before, "a new secret draws other inputs"
    (tiny.root / EARLIER).write_text(f"{TODAY}T00:00:00+00:00 {earlier_secrets(tiny)[1][1]}\n", encoding="utf-8")
    command("grade", "--sandbox", "none", "--as-of", str(TODAY))
    assert detail(tiny) == before == explained(command)

    (tiny.root / EARLIER).unlink()
    assert EARLIER in command("explain", "ada", "double", "--sandbox", "none")[1], "a secret that is lost is said"
