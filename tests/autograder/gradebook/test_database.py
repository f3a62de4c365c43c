"""One commit a submission, what a person gave is kept, and one sentence for what a database refuses."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event

from autograder.course.folder import Course, CourseError
from autograder.course.verdict import STATUSES
from autograder.gradebook.database import (
    exercise_marks,
    is_recorded,
    mark_of,
    marks,
    open_gradebook,
    record,
)
from autograder.gradebook.sync import sync_chapter
from tests.autograder.gradebook.small_course import CHAPTER, CONFIG, TASKS, build, graded


@pytest.fixture
def gradebook(course: Course) -> Iterator[Any]:
    """The course's gradebook, open, with its chapter in it."""
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)
        yield gradebook


def grade_of(gradebook: Any, grade_id: str, student: str = "ada") -> Any:
    gradebook.db.expire_all()
    return gradebook.find_grade(grade_id, CHAPTER, CHAPTER, student)


def comment_of(gradebook: Any, exercise: str, student: str = "ada") -> Any:
    gradebook.db.expire_all()
    return gradebook.find_comment(exercise, CHAPTER, CHAPTER, student)


def test_a_submission_is_one_commit_the_first_time_and_the_second(gradebook: Any) -> None:
    commits: list[str] = []
    event.listen(gradebook.engine, "commit", lambda connection: commits.append("commit"))
    for number, student in enumerate(("ada", "grace", "ada"), start=1):
        record(gradebook, graded(student, timestamp="2026-03-01 10:00:00 UTC"))
        assert len(commits) == number


def test_points_sentences_and_the_date_reach_the_gradebook(gradebook: Any) -> None:
    statuses = {"average": "correct", "spread": "wrong"}
    record(gradebook, graded(statuses=statuses, timestamp="2026-03-01 10:00:00.000000 Europe/Paris"))
    assert (grade_of(gradebook, "average-checks").auto_score, grade_of(gradebook, "spread-checks").auto_score) == (2, 0)
    assert comment_of(gradebook, "spread").comment == "phrase sur spread"
    assert gradebook.find_submission(CHAPTER, "ada").timestamp == datetime.datetime(2026, 3, 1, 9)
    assert marks(gradebook, CHAPTER)[0].points == 2


@pytest.mark.parametrize("status", [status for status in STATUSES if status not in ("our fault", "to grade by hand")])
def test_every_status_that_decides_gives_a_score_that_no_person_needs_to_see(gradebook: Any, status: Any) -> None:
    record(gradebook, graded(tasks=TASKS, statuses=dict.fromkeys((task.id for task in TASKS), status)))
    for grade_id in ("average-checks", "spread-checks", "analysis"):
        assert grade_of(gradebook, grade_id).auto_score is not None
        assert not grade_of(gradebook, grade_id).needs_manual_grade
    assert not marks(gradebook, CHAPTER)[0].needs_person


def test_no_answer_is_said_in_french(gradebook: Any) -> None:
    record(gradebook, graded(statuses={"average": "not attempted", "analysis": "not attempted"}))
    assert comment_of(gradebook, "average").comment == "Pas de réponse."
    assert comment_of(gradebook, "analysis").comment == "Pas de réponse."
    assert grade_of(gradebook, "analysis").auto_score == 0


def test_a_written_answer_waits_for_a_person(gradebook: Any) -> None:
    record(gradebook, graded())
    assert grade_of(gradebook, "analysis").auto_score is None
    assert grade_of(gradebook, "analysis").needs_manual_grade
    assert marks(gradebook, CHAPTER)[0].needs_person
    assert exercise_marks(gradebook, "ada", CHAPTER)["analysis"].points is None


def test_an_ambiguous_submission_keeps_its_mark_and_is_flagged_for_a_person(gradebook: Any) -> None:
    record(gradebook, replace(graded(), ambiguous=True))
    assert gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").flagged
    (mark,) = marks(gradebook, CHAPTER)
    assert mark.needs_person and mark.points > 0


def test_what_is_our_fault_is_flagged_and_never_a_zero_until_it_is_mended(gradebook: Any) -> None:
    record(gradebook, graded(statuses={"average": "our fault", "analysis": "not attempted"}))
    assert grade_of(gradebook, "average-checks").auto_score is None
    assert grade_of(gradebook, "average-checks").needs_manual_grade
    assert gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").flagged
    assert mark_of(gradebook, "ada", CHAPTER).needs_person
    record(gradebook, graded(statuses={"analysis": "not attempted"}))
    gradebook.db.expire_all()
    assert not gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").flagged
    assert not mark_of(gradebook, "ada", CHAPTER).needs_person


def test_a_flag_that_a_person_put_stays(gradebook: Any) -> None:
    record(gradebook, graded())
    gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").flagged = True
    gradebook.db.commit()
    record(gradebook, graded())
    assert gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").flagged


def test_what_a_person_gave_survives_a_new_grading(gradebook: Any) -> None:
    record(gradebook, graded())
    grade, comment = grade_of(gradebook, "average-checks"), gradebook.find_comment("average", CHAPTER, CHAPTER, "ada")
    grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.25, False
    comment.manual_comment = "Pensez à la liste vide."
    gradebook.db.commit()

    record(gradebook, graded(statuses={"average": "wrong"}))
    grade = grade_of(gradebook, "average-checks")
    assert (grade.manual_score, grade.extra_credit, grade.auto_score) == (1.5, 0.25, 0)
    assert grade.needs_manual_grade  # nbgrader asks for another look too
    assert comment_of(gradebook, "average").comment == "Pensez à la liste vide."
    seen = exercise_marks(gradebook, "ada", CHAPTER)["average"]
    assert (seen.points, seen.by_hand, seen.comment) == (1.75, True, "Pensez à la liste vide.")


def test_marks_agree_with_nbgraders_own_sums(gradebook: Any) -> None:
    record(gradebook, graded("ada", statuses={"spread": "raised"}))
    record(gradebook, graded("grace"))
    theirs = {row["student"]: (row["score"], row["max_score"]) for row in gradebook.submission_dicts(CHAPTER)}
    assert {mark.student: (mark.points, mark.maximum) for mark in marks(gradebook, CHAPTER)} == theirs


def test_is_recorded_knows_student_and_chapter(gradebook: Any) -> None:
    record(gradebook, graded("ada"))
    assert is_recorded(gradebook, "ada", CHAPTER)
    assert not is_recorded(gradebook, "grace", CHAPTER)
    assert not is_recorded(gradebook, "ada", "01_other")
    assert mark_of(gradebook, "grace", CHAPTER) is None
    assert exercise_marks(gradebook, "grace", CHAPTER) == {}


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's own making
def test_rows_that_nbgrader_made_are_used(gradebook: Any) -> None:
    with Gradebook(gradebook.engine.url.render_as_string()) as plain:
        plain.add_student("ada", first_name="Ada")
        plain.add_submission(CHAPTER, "ada")
    record(gradebook, graded())
    assert gradebook.find_student("ada").first_name == "Ada"
    assert len(gradebook.find_submission(CHAPTER, "ada").notebooks) == 1
    assert marks(gradebook, CHAPTER)[0].points == 3.5


def test_a_chapter_that_is_not_in_step_asks_for_a_sync_and_leaves_nothing(gradebook: Any) -> None:
    for wrong in (graded(tasks=TASKS[:2]), graded(chapter="01_other")):
        with pytest.raises(CourseError, match="course sync"):
            record(gradebook, wrong)
    assert not is_recorded(gradebook, "ada", CHAPTER)
    assert gradebook.students == []


def test_a_date_that_cannot_be_read_calls_a_person(gradebook: Any) -> None:
    record(gradebook, graded(statuses={"analysis": "correct"}, timestamp="hier soir"))
    assert gradebook.find_submission(CHAPTER, "ada").timestamp is None
    assert mark_of(gradebook, "ada", CHAPTER).needs_person


LATE = "2026-03-02 10:00:00 UTC"


def record_late(course: Course, config: str, timestamp: str = LATE) -> Any:
    """Record a submission of a chapter due on 1 March under `config`; return its mark."""
    (course.root / "nbgrader_config.py").write_text(CONFIG + config, encoding="utf-8")
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)
        gradebook.update_or_create_assignment(CHAPTER, duedate="2026-03-01 10:00:00 UTC")
        record(gradebook, graded(timestamp=timestamp))
        return mark_of(gradebook, "ada", CHAPTER)


def test_being_late_costs_nothing_by_default(course: Course) -> None:
    assert record_late(course, "").points == 3.5


def test_nbgraders_own_late_penalty_is_applied(course: Course) -> None:
    mark = record_late(course, 'c.LateSubmissionPlugin.penalty_method = "zero"')
    assert (mark.points, mark.penalty) == (0, 3.5)


def test_a_late_plugin_of_the_course_is_applied_within_the_score(course: Course) -> None:
    (course.root / "half_a_point_a_day.py").write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class Late(BasePlugin):\n"
        "    def late_submission_penalty(self, student, score, seconds):\n"
        "        return 0.5 * seconds / 86400\n",
        encoding="utf-8",
    )
    plugin = 'c.AssignLatePenalties.plugin_class = "half_a_point_a_day.Late"'
    assert record_late(course, plugin).points == 3.0
    assert record_late(course, plugin, "2027-03-02 10:00:00 UTC").points == 0
    assert record_late(course, plugin, "2026-02-28 10:00:00 UTC").points == 3.5


def test_a_late_plugin_that_does_not_load_is_one_sentence(course: Course) -> None:
    with pytest.raises(CourseError, match="pénalités de retard"):
        record_late(course, 'c.AssignLatePenalties.plugin_class = "nowhere.Late"')


def test_a_gradebook_that_somebody_else_writes_to_is_one_sentence_and_loses_nothing(course: Course) -> None:
    with open_gradebook(course, patience=0.05) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)
        record(gradebook, graded("ada"))
        other = sqlite3.connect(course.root / "gradebook.db")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CourseError, match="Quelqu'un d'autre"):
            record(gradebook, graded("grace"))
        other.rollback()
        other.close()
        record(gradebook, graded("alan"))
        assert [mark.student for mark in marks(gradebook, CHAPTER)] == ["ada", "alan"]


def test_somebody_elses_short_write_is_waited_for(course: Course) -> None:
    with open_gradebook(course) as gradebook:
        waits = gradebook.db.connection().exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert waits >= 10_000


def test_a_file_that_is_no_gradebook_is_one_sentence(course: Course) -> None:
    (course.root / "gradebook.db").write_bytes(b"not a database, but long enough to look at" * 30)
    with pytest.raises(CourseError, match="n'est pas un carnet de notes"), open_gradebook(course):
        pass


def test_a_gradebook_of_an_older_nbgrader_says_how_to_upgrade(course: Course) -> None:
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("ALTER TABLE notebook DROP COLUMN kernelspec")
    with pytest.raises(CourseError, match="nbgrader db upgrade"), open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)


def test_a_gradebook_is_made_also_when_no_environment_is_active(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course.root / "gradebook.db").unlink()
    monkeypatch.setenv("PATH", "/nowhere")
    with open_gradebook(course) as gradebook:
        assert sync_chapter(gradebook, course, CHAPTER)
    with Gradebook(course.db_url) as plain:
        assert plain.find_notebook(CHAPTER, CHAPTER).name == CHAPTER


def test_reading_marks_where_nothing_was_graded_makes_no_gradebook(course: Course) -> None:
    (course.root / "gradebook.db").unlink()
    with pytest.raises(CourseError, match="course grade"), open_gradebook(course, create=False):
        pass
    assert not (course.root / "gradebook.db").exists()


def test_a_full_disk_is_one_sentence_and_keeps_what_was_recorded(course: Course) -> None:
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)
        record(gradebook, graded("ada"))

        def no_more_pages(connection: Any, *_: Any) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # SQLite then says « database or disk is full »

        gradebook.db.remove()
        gradebook.engine.dispose()
        event.listen(gradebook.engine, "connect", no_more_pages)
        with pytest.raises(CourseError, match="Plus de place"):
            record(gradebook, graded("grace", sentences={"average": "x" * 200_000}))
        assert [mark.student for mark in marks(gradebook, CHAPTER)] == ["ada"]


def test_an_exercise_added_later_is_filled_by_the_next_grading(course: Course) -> None:
    with open_gradebook(course) as gradebook:
        sync_chapter(gradebook, course, CHAPTER)
        record(gradebook, graded(tasks=TASKS))
        build(course.root, TASKS[1:], digest="b" * 12)
        sync_chapter(gradebook, course, CHAPTER)
        record(gradebook, graded(tasks=TASKS[1:]))
        build(course.root, TASKS, digest="c" * 12)
        sync_chapter(gradebook, course, CHAPTER)
        record(gradebook, graded(tasks=TASKS))
        assert marks(gradebook, CHAPTER)[0].points == 3.5
