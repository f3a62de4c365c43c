"""`course demo`: a class graded end to end in a folder of its own, with the marks that its answers deserve."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.course.folder import Course, open_course
from autograder.gradebook.database import marks, open_gradebook
from autograder.run.isolation import why_not
from course_utils.chapters.reader import EXTRA_FOLDER
from tests.autograder.tiny_course import FIXTURE, TINY, hand_in

# Read from the fixture's text and answers by eye: 10 exercises of code, and an answer to write.
POINTS = {"double": 2, "apply_twice": 2, "countdown": 1, "clip_in_place": 2, "first": 2, "counter": 2, "noisy": 2}
POINTS |= {"identity": 1, "quiz": 1, "fit": 3}


@dataclass(frozen=True)
class Played:
    """A demonstration that was played on the fixture course, the JSON that it printed, and the folder it left."""

    course: Course
    stage: Course
    rows: list[dict[str, object]]


@pytest.fixture(scope="module")
def played(built_fixture: Path, tmp_path_factory: pytest.TempPathFactory) -> Played:
    root = tmp_path_factory.mktemp("demo") / "course"
    shutil.copytree(built_fixture, root)
    (root / "gradebook.db").write_bytes(b"the real one")
    hand_in(open_course(root), "real", FIXTURE)
    config = root / "nbgrader_config.py"
    address = f"sqlite:///{root / 'gradebook.db'}"
    config.write_text(
        f"{config.read_text(encoding='utf-8')}\nc.CourseDirectory.db_url = {address!r}\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EXTRA_FOLDER, "")
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            assert main(["--root", str(root), "demo", "--all", "--json"]) == 0
    return Played(open_course(root), open_course(root / "demo"), json.loads(printed.getvalue()))


def wrong_answers(course: Course) -> list[tuple[str, str]]:
    text = (course.answers / f"a{FIXTURE}.py").read_text(encoding="utf-8")
    return re.findall(r"^# %% wrong (\w+) ([\w-]+) ", text, re.MULTILINE)


def of_the_class(played: Played) -> list[dict[str, object]]:
    return [row for row in played.rows if not row["trouble"]]


def test_the_class_has_a_perfect_pupil_an_empty_one_and_every_known_mistake_once(played: Played) -> None:
    profiles = [str(row["profile"]) for row in of_the_class(played)]
    wrong = [f"{exercise} : {mistake}" for exercise, mistake in wrong_answers(played.course)]
    assert len(wrong) == 27 and len(profiles) >= 12
    assert profiles[:2] == ["tout est juste", "rien n'est fait"]
    assert profiles[-27:] == wrong
    assert all(profile.startswith("juste, façon") for profile in profiles[2:-27]) and len(profiles) == 2 + 2 + 27


def test_every_mark_is_the_sum_of_what_the_answers_deserve(played: Played) -> None:
    total = sum(POINTS.values())
    expected = {"tout est juste": total, "rien n'est fait": 0}
    for exercise, mistake in wrong_answers(played.course):
        expected[f"{exercise} : {mistake}"] = total - POINTS[exercise]
    given = {str(row["profile"]): row["points"] for row in of_the_class(played)}
    assert given == {profile: expected.get(profile, total) for profile in given}
    assert {row["maximum"] for row in played.rows} == {total + 2}  # and the written answer


def test_damage_costs_nothing_that_is_still_there_and_an_attack_costs_its_exercise(played: Played) -> None:
    total = sum(POINTS.values())
    assert {str(row["profile"]): row["points"] for row in played.rows if row["trouble"]} == {
        "abîmé : le fichier est coupé en deux": 0,
        "abîmé : les métadonnées sont perdues": total,
        "abîmé : les vérifications sont effacées": total,
        "hostile, double : une boucle sans fin": total - POINTS["double"],
        "hostile, double : le code quitte Python": total - POINTS["double"],
        "hostile, double : un objet égal à tout": total - POINTS["double"],
    }


def test_the_marks_are_in_a_gradebook_of_its_own_and_the_real_one_is_untouched(played: Played) -> None:
    with open_gradebook(played.stage, create=False) as gradebook:
        recorded = {mark.student: mark.points for mark in marks(gradebook, FIXTURE)}
    assert recorded == {row["student"]: row["points"] for row in played.rows}
    assert (played.course.root / "gradebook.db").read_bytes() == b"the real one"
    assert [path.name for path in played.course.submitted.iterdir()] == ["real"]
    assert not played.course.autograded.exists() and not played.course.feedback.exists()


def test_every_pupil_has_a_page(played: Played) -> None:
    for row in played.rows:
        page = played.stage.feedback / str(row["student"]) / FIXTURE / f"{FIXTURE}.html"
        text = page.read_text(encoding="utf-8")
        assert text.lower().startswith("<!doctype html>")
        assert "HIDDEN TESTS" not in text


def test_the_page_of_a_mistake_names_it(played: Played) -> None:
    student = next(row["student"] for row in played.rows if row["profile"] == "double : square")
    page = played.stage.feedback / str(student) / FIXTURE / f"{FIXTURE}.html"
    assert "vous élevez au carré au lieu de doubler" in page.read_text(encoding="utf-8").lower()


def test_the_table_tells_each_mark_and_how_many_are_deserved_and_may_be_played_again(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert tiny_command("demo", "--all") == 0
        table = capsys.readouterr().out
        assert f"{TINY}\N{NO-BREAK SPACE}: 7 étudiants imaginaires" in table
        assert "7 notes sur 7 sont celles que méritent les réponses." in table
        assert "attendu" not in table
        assert re.search(r"double\s: far\s+2/5", table)


def test_a_mark_that_is_not_deserved_ends_with_1(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tiny.answers / f"a{TINY}.py"
    answers.write_text(answers.read_text(encoding="utf-8").replace("x * x", "x * 2"), encoding="utf-8")
    for words, count in ((["--all"], "6 notes sur 7"), ([TINY], "6 notes sur 7"), ([], "5 notes sur 6")):
        assert tiny_command("demo", *words) == 1
        table = capsys.readouterr().out
        assert re.search(r"double\s: square\s+4/5\s+attendu\s: 2", table)
        assert count in table


def test_a_folder_that_is_not_its_own_is_refused_and_kept(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    for folder in (mine, mine / "thesis.txt", tiny.root):
        assert tiny_command("demo", "--folder", str(folder)) == 2
        assert "existe déjà et ne vient pas de" in capsys.readouterr().err
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    assert tiny.notebooks.is_dir()


def test_isolation_that_is_promised_and_absent_is_refused(
    tiny: Course,
    tiny_command: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # where there is no bubblewrap
    why_not.cache_clear()
    assert tiny_command("demo", "--sandbox", "strict") == 2
    why_not.cache_clear()
    assert "--sandbox none" in capsys.readouterr().err
    assert not (tiny.root / "demo").exists()


def test_a_newcomer_sees_a_small_class_in_a_few_lines_and_one_page_that_names_a_mistake(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_command("demo") == 0
    beginning, table, end = (part.splitlines() for part in capsys.readouterr().out.split("\n\n"))
    assert len(beginning) == 1 and len(table) <= 15
    assert f"{TINY} (Un tout petit chapitre)\N{NO-BREAK SPACE}: 6 étudiants imaginaires" in table[0]
    marks = [line for line in table if re.search(r" (\d|à voir)/5$", line)]
    assert [re.split(r" {2,}", line.strip())[1:] for line in marks] == [
        ["tout est juste", "4/5"],  # and a written answer, which a person marks
        ["rien n’est fait", "0/5"],
        ["double\N{NO-BREAK SPACE}: square", "2/5"],
        ["shift\N{NO-BREAK SPACE}: minus", "3/5"],
        ["abîmé\N{NO-BREAK SPACE}: le fichier est coupé en deux", "à voir/5"],
        ["hostile, double\N{NO-BREAK SPACE}: une boucle sans fin", "2/5"],
    ]
    under = dict(pairwise(table))
    assert under[marks[2]].strip().startswith("Vous élevez au carré")
    assert "n’est pas un notebook lisible" in under[marks[4]]
    assert table[-1].strip().startswith("6 notes sur 6 ")
    page = Path(end[1].strip())
    assert page.is_relative_to(tiny.root / "demo" / "feedback")
    assert "vous élevez au carré" in page.read_text(encoding="utf-8").lower()


def test_a_chapters_table_is_there_before_the_next_chapter_is_graded(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    other = "92_other"
    (tiny.notebooks / f"{other}.md").write_text("", encoding="utf-8")  # not built: what it would say comes later
    assert tiny_command("demo", "--all") == 2
    printed = capsys.readouterr()
    assert "7 notes sur 7" in printed.out and other in printed.err


def test_all_and_named_chapters_together_are_refused(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_command("demo", "--all", TINY) == 2
    assert "--all joue tous les chapitres" in capsys.readouterr().err
    assert not (tiny.root / "demo").exists()


def test_a_course_without_chapters_is_told_how_to_begin(
    tiny: Course, tiny_command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny.notebooks / f"{TINY}.md").unlink()
    assert tiny_command("demo") == 2
    assert "course new" in capsys.readouterr().err
