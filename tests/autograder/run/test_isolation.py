"""Which isolation is used, and what is said where it cannot be had."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.course.folder import Course, CourseError
from autograder.gradebook.kept import load_graded
from autograder.run import forkserver
from autograder.run.isolation import isolation, why_not
from tests.autograder.tiny_course import TINY, built_tiny, hand_in, tiny, tiny_command

__all__ = ["built_tiny", "tiny", "tiny_command"]


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """What is missing is looked at once a process: here, once a test."""
    why_not.cache_clear()
    yield
    why_not.cache_clear()


@pytest.fixture
def without_bubblewrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def without_namespaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that refuses: what bubblewrap does there."""
    program = tmp_path / "bin" / "bwrap"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def test_strict_stops_with_one_sentence_that_says_what_to_install(without_bubblewrap: None) -> None:
    with pytest.raises(CourseError, match=r"apt install bubblewrap.*--sandbox none"):
        isolation("strict")


def test_strict_stops_where_the_system_refuses_and_tells_its_words(without_namespaces: None) -> None:
    with pytest.raises(CourseError, match=r"conteneur.*No permissions to create new namespace"):
        isolation("strict")


@pytest.mark.needs("bubblewrap", "namespaces")
def test_a_program_that_does_not_start_in_the_sandbox_is_not_laid_to_the_namespaces(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(CourseError, match=r"ne démarre pas .* « bwrap: execvp .*python: No such file") as stopped:
        isolation("strict")
    assert "espaces de noms" not in str(stopped.value)


@pytest.mark.needs("bubblewrap", "namespaces")
def test_a_candidate_that_is_refused_its_own_namespaces_is_laid_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forkserver, "private_folders", lambda: ["/absent"])  # nothing can be mounted there
    with pytest.raises(CourseError, match=r"espaces de noms .* « a candidate could not be isolated »"):
        isolation("strict")


def test_auto_goes_on_and_says_what_is_missing(without_bubblewrap: None) -> None:
    isolated, sentence = isolation("auto")
    assert not isolated
    assert "sans isolement" in sentence and "bubblewrap n'est pas installé" in sentence


def test_none_asks_for_nothing_and_warns(without_bubblewrap: None) -> None:
    isolated, sentence = isolation("none")
    assert not isolated and sentence.startswith("Attention")


@pytest.mark.needs("bubblewrap", "namespaces")
@pytest.mark.parametrize("wish", ["strict", "auto"])
def test_where_isolation_is_possible_it_is_taken_and_nothing_is_said(wish: str) -> None:
    assert isolation(wish) == (True, "")  # type: ignore[arg-type]


def test_grading_is_strict_unless_it_is_told_otherwise(
    tiny: Course, tiny_command: Callable[..., int], without_bubblewrap: None, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada")
    assert tiny_command("grade") == 2
    said = capsys.readouterr().err.strip()
    assert "bubblewrap" in said and "\n" not in said
    assert not list(tiny.autograded.glob("*/*"))


@pytest.mark.parametrize("wish", ["auto", "none"])
def test_grading_without_isolation_says_so_and_grades(
    tiny: Course,
    tiny_command: Callable[..., int],
    without_namespaces: None,
    capsys: pytest.CaptureFixture[str],
    wish: str,
) -> None:
    hand_in(tiny, "ada")
    assert tiny_command("grade", "--sandbox", wish) == 0
    assert "sans isolement" in capsys.readouterr().err
    graded = load_graded(tiny, "ada", TINY)
    assert graded is not None and graded.points == 4.0


@pytest.mark.needs("bubblewrap", "namespaces")
def test_a_class_is_graded_in_the_sandbox_by_default(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    where = "word = 'gradient'\nimport os\nprint('chez', os.getcwd(), os.path.exists('/course'))"
    hand_in(tiny, "ada", answers={"word": where})
    assert tiny_command("grade") == 0
    graded = load_graded(tiny, "ada", TINY)
    assert graded is not None and graded.points == 4.0
    shown = [out for cell in graded.notebook["cells"] for out in cell.get("outputs", []) if "chez" in str(out)]
    assert shown[0]["text"] == "chez /home/student True\n"
    assert "isolement" not in capsys.readouterr().err
