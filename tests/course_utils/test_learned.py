"""A learner's progress: one file, whole or absent, written in front of a page alone, and no error for anyone."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from course_utils import learned
from course_utils.learned import NAME, days, done, learned_file, passed, read_learned

CHAPTER = "42_test"
TODAY = datetime.date.today().isoformat


@pytest.fixture(autouse=True)
def nobody_looks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("COURSE_LEARNED", "JPY_SESSION_NAME", "NBGRADER_EXECUTION", "COURSE_GRADING", "COURSE_HANDING_IN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / f"{CHAPTER}.json").write_text('{"release": "0123456789ab"}', encoding="utf-8")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))
    monkeypatch.setattr(learned, "_said", set())


@pytest.fixture()
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's course, whose chapter a page shows."""
    folder = tmp_path / "lab" / CHAPTER
    folder.mkdir(parents=True)
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / f"{CHAPTER}.ipynb"))
    monkeypatch.setattr("course_utils.handin.locate.in_notebook", lambda: True)
    return folder.parent


def held(course: Path) -> Any:
    return json.loads((course / NAME).read_text(encoding="utf-8"))


def test_an_exercise_passed_is_recorded_beside_the_chapters_with_its_day_and_release(course: Path) -> None:
    assert done(CHAPTER) == set()
    passed(CHAPTER, "neuron")
    assert done(CHAPTER) == {"neuron"}
    told = {"neuron": {"on": TODAY(), "release": "0123456789ab"}}
    assert held(course) == {"version": 1, "chapters": {CHAPTER: {"passed": told}}}
    assert sorted(path.name for path in course.iterdir()) == [CHAPTER, NAME], "nothing else is left behind"


def test_the_first_day_counts_and_what_others_added_stays(course: Path) -> None:
    before = {
        "version": 1,
        "chapters": {
            CHAPTER: {"passed": {"neuron": {"on": "2026-01-02", "release": "x"}}, "quiz": [3]},
            "43_later": {"quiz": [1]},
        },
        "more": "kept",
    }
    (course / NAME).write_text(json.dumps(before), encoding="utf-8")
    passed(CHAPTER, "neuron")
    assert held(course) == before
    passed(CHAPTER, "layer")
    after = held(course)
    assert after["chapters"][CHAPTER]["passed"].pop("layer")["on"] == TODAY()
    assert after == before
    assert days(before, CHAPTER) == {"neuron": "2026-01-02"}
    assert days(before, "43_later") == days(None, CHAPTER) == {}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "\udcff",
        "[" * 100_000,
        "[]",
        "{}",
        '{"version": 0, "chapters": {}}',
        '{"version": 1}',
        '{"version": 1, "chapters": {"42_test": []}}',
        '{"version": 1, "chapters": {"42_test": {"passed": ["neuron"]}}}',
        '{"version": 1, "chapters": {"42_test": {"passed": {"neuron": {"on": 3}}}}}',
    ],
)
def test_a_damaged_or_older_file_is_kept_aside_and_said_once(
    course: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (course / NAME).write_text(content, encoding="utf-8", errors="surrogateescape")
    assert done(CHAPTER) == set()
    passed(CHAPTER, "neuron")
    assert done(CHAPTER) == {"neuron"}
    aside = course / "progression-illisible.json"
    assert aside.read_text(encoding="utf-8", errors="surrogateescape") == content
    said = capsys.readouterr()
    assert said.out.count("était illisible") == 1 and str(aside) in said.out and said.err == ""


def test_each_damaged_file_has_a_name_of_its_own(course: Path) -> None:
    for content in ("one", "two", "three"):
        (course / NAME).write_text(content, encoding="utf-8")
        read_learned(course / NAME)
    kept = {path.read_text(encoding="utf-8") for path in course.glob("progression-illisible*.json")}
    assert kept == {"one", "two", "three"}


def test_a_file_of_a_later_version_is_left_as_it_is(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = '{"version": 2, "all": "different"}'
    (course / NAME).write_text(content, encoding="utf-8")
    passed(CHAPTER, "neuron")
    assert done(CHAPTER) == set()
    assert (course / NAME).read_text(encoding="utf-8") == content
    assert capsys.readouterr().out.count("mettez course_utils à jour") == 1


def test_a_place_that_cannot_be_written_is_said_once_and_stops_nothing(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("COURSE_LEARNED", str(course / "file" / NAME))
    passed(CHAPTER, "neuron")
    passed(CHAPTER, "neuron")
    assert done(CHAPTER) == set()
    said = capsys.readouterr()
    assert said.out.count("Votre progression") == len(said.out.splitlines()) > 0 and said.err == ""


def test_an_interruption_leaves_the_old_file(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed(CHAPTER, "neuron")
    before = held(course)

    def interrupted(*names: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        passed(CHAPTER, "layer")
    assert held(course) == before
    assert sorted(path.name for path in course.iterdir()) == [CHAPTER, NAME]


@pytest.mark.parametrize("name", ["NBGRADER_EXECUTION", "COURSE_GRADING", "COURSE_HANDING_IN"])
def test_nothing_is_written_where_the_notebook_is_graded_validated_or_reviewed(
    course: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    passed(CHAPTER, "neuron")
    assert not (course / NAME).exists()
    assert done(CHAPTER) == set()


@pytest.mark.parametrize("lacking", ["a kernel", "a page"])
def test_nothing_is_written_where_no_page_shows_the_notebook(
    course: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "a kernel":
        monkeypatch.setattr("course_utils.handin.locate.in_notebook", lambda: False)
    else:
        monkeypatch.delenv("JPY_SESSION_NAME")
    monkeypatch.setenv("COURSE_LEARNED", str(course / NAME))
    passed(CHAPTER, "neuron")
    assert not (course / NAME).exists()


def test_a_notebook_that_a_program_runs_writes_nothing(tmp_path: Path) -> None:
    """nbclient's kernel, as nbgrader, nbconvert and papermill have it."""
    import nbclient
    import nbformat

    wanted = tmp_path / "own.json"
    source = f"""import os
os.environ["COURSE_LEARNED"] = {str(wanted)!r}
from course_utils.learned import passed
from course_utils.progress import in_notebook
passed("{CHAPTER}", "neuron")
assert in_notebook()"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert not wanted.exists()


def test_the_file_is_beside_the_chapters_else_on_drive_else_with_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "data" / "deep-learning-course" / NAME
    assert learned_file(tmp_path / "lab" / CHAPTER, CHAPTER) == tmp_path / "lab" / NAME
    assert learned_file(tmp_path / "Desktop", CHAPTER) == own
    monkeypatch.setattr(learned, "DRIVE", tmp_path / "MyDrive")
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release")
    assert learned_file(Path("/content"), CHAPTER) == own, "Drive is not mounted"
    (tmp_path / "MyDrive").mkdir()
    assert learned_file(Path("/content"), CHAPTER) == tmp_path / "MyDrive" / "Colab Notebooks" / NAME
    monkeypatch.setenv("COURSE_LEARNED", str(tmp_path / "mine.json"))
    assert learned_file(tmp_path / "lab" / CHAPTER, CHAPTER) == tmp_path / "mine.json"


def test_colab_tells_no_file_and_progress_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_utils.handin.locate.in_notebook", lambda: True)
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release")
    monkeypatch.setattr(learned, "DRIVE", tmp_path)
    monkeypatch.chdir(tmp_path)
    passed(CHAPTER, "neuron")
    assert done(CHAPTER) == {"neuron"}
    assert (tmp_path / "Colab Notebooks" / NAME).is_file()


def test_neither_ipython_nor_what_runs_notebooks_is_loaded_for_it() -> None:
    words = (
        "import sys, course_utils.learned; sys.exit(bool({'IPython', 'nbclient', 'zmq', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", words], timeout=60).returncode == 0
