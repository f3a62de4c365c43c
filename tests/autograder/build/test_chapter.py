"""What a built chapter looks like: markers, ids, metadata, stubs, nothing secret, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.build.build import Notebooks
from autograder.course.chapter import load_chapter
from autograder.course.folder import Course, CourseError
from tests.autograder.build.conftest import built_from

NAME = "05_small"


@pytest.fixture
def course(new_course: Callable[..., Course]) -> Course:
    return new_course()


@pytest.fixture
def built(course: Course) -> Notebooks:
    return built_from(course)


def _notebook(content: bytes) -> Any:
    return nbformat.reads(content.decode(), as_version=4)


def _cells(content: bytes) -> dict[str, Any]:
    return {cell.id: cell for cell in _notebook(content).cells}


def test_ids_come_from_exercises_and_positions(built: Notebooks) -> None:
    ids = [
        "intro-1", "intro-2", "intro-3", "intro-4", "intro-5", "average-solution", "average-checks", "average-1",
        "average-2", "quiz-solution", "quiz-checks", "analysis-answer", "analysis-1",
    ]  # fmt: skip
    assert list(_cells(built.source)) == ids
    assert list(_cells(built.release)) == ids


def test_both_notebooks_are_valid_for_jupyter_and_for_nbgrader(built: Notebooks) -> None:
    for content in (built.source, built.release):
        nbformat.validate(json.loads(content))
        MetadataValidator().validate_nb(_notebook(content))


def test_every_exercise_cell_begins_with_its_marker(built: Notebooks) -> None:
    for content in (built.source, built.release):
        first = {name: cell.source.split("\n")[0] for name, cell in _cells(content).items()}
        assert first["average-solution"] == "# Exercice 1 · average"
        assert first["quiz-checks"] == "# Vérifications de l’exercice 2 · quiz"
        assert first["analysis-answer"] == "**Exercice 3 · analysis**"


def test_metadata_is_what_nbgrader_and_the_course_read(built: Notebooks) -> None:
    cells = _cells(built.source)
    assert cells["average-checks"].metadata == {
        "course": {"role": "checks", "exercise": "average"},
        "nbgrader": {
            "grade": True, "grade_id": "average-checks", "locked": True, "points": 2, "schema_version": 3,
            "solution": False, "task": False,
        },
    }  # fmt: skip
    answer = cells["analysis-answer"].metadata.nbgrader
    assert (answer.grade_id, answer.grade, answer.solution, answer.points) == ("analysis", True, True, 2.5)
    assert cells["intro-5"].metadata == {"course": {"role": "demo"}, "tags": ["wide"]}
    assert cells["intro-1"].metadata == {}
    assert _notebook(built.source).metadata == {
        "course": {
            "chapter": NAME, "title": "Un petit chapitre", "points": 6, "minutes": {"reading": 5, "doing": 10},
            "release": built.digest,
        },
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }  # fmt: skip


def test_prose_is_typeset_and_code_is_not(built: Notebooks) -> None:
    cells = _cells(built.source)
    assert cells["intro-1"].source == (
        "# L’idée\n\nUne moyenne, c’est quoi\u202f? Le code `{name}` reste, la formule $x$ aussi\u00a0:\n\n$$\nx^2\n$$"
    )
    assert 'print(mean)' in cells["average-2"].source  # fmt: skip


def test_the_source_reads_as_the_chapter_that_grading_loads(course: Course, built: Notebooks) -> None:
    path = course.source / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(built.source)
    chapter = load_chapter(course, NAME)
    assert [(one.id, one.number, one.points, one.manual) for one in chapter.exercises] == [
        ("average", 1, 2.0, False),
        ("quiz", 2, 1.5, False),
        ("analysis", 3, 2.5, True),
    ]


def test_students_receive_stubs_that_name_the_exercise(built: Notebooks) -> None:
    cells = _cells(built.release)
    assert cells["average-solution"].source == (
        '# Exercice 1 · average\ndef average(values):\n    """Return the mean of a list."""\n'
        '    raise NotImplementedError("Exercice 1 · average\u00a0: à vous de jouer.")'
    )
    assert cells["quiz-solution"].source == (
        '# Exercice 2 · quiz\nanswers = {"q1": ...}\n# Votre réponse ici\u00a0: remplacez les ...'
    )
    assert (
        cells["analysis-answer"].source == "**Exercice 3 · analysis**\n\nQue voyez-vous\u202f?\n\n*Votre réponse ici.*"
    )


@pytest.mark.parametrize("secret", ["BEGIN", "END ", "sum(values)", '"b"', "secrète", "fsum", "_rng", "with hidden"])
def test_a_release_holds_no_solution_and_no_hidden_test(built: Notebooks, secret: str) -> None:
    sources = {
        kind: "\n".join(cell.source for cell in _cells(getattr(built, kind)).values()) for kind in ("source", "release")
    }
    assert secret in sources["source"]
    assert secret not in sources["release"]


def test_cells_that_need_an_answer_let_the_notebook_go_on(built: Notebooks) -> None:
    tagged = {
        name for name, cell in _cells(built.release).items() if "raises-exception" in cell.metadata.get("tags", [])
    }
    # average-1 calls the answer; average-2 prints what average-1 made of it.
    assert tagged == {"average-checks", "quiz-checks", "average-1", "average-2"}
    assert b"raises-exception" not in built.source


def test_the_stub_stops_when_it_is_called_and_not_before(built: Notebooks) -> None:
    space: dict[str, Any] = {}
    exec(_cells(built.release)["average-solution"].source, space)
    with pytest.raises(NotImplementedError, match="Exercice 1 · average"):
        space["average"]([1])


def test_a_later_cell_of_an_earlier_exercise_keeps_its_own_count(
    new_course: Callable[..., Course], small_text: str
) -> None:
    checks = (
        small_text[small_text.index("```{code-cell} ipython3\n:exercise: average\n:role: checks") :].split("\n```\n")[0]
        + "\n```\n"
    )
    late = small_text.replace(checks, "", 1).replace("\nFin du chapitre.", f"\n{checks}\nFin du chapitre.")
    ids = [cell.id for cell in _notebook(built_from(new_course(late)).source).cells]
    assert len(ids) == len(set(ids))
    assert ids[-2:] == ["average-checks", "average-3"]


def test_the_setup_cell_installs_our_package_where_a_repository_is_set(new_course: Callable[..., Course]) -> None:
    course = new_course(project='[tool.course]\nstudent_repository = "someone/lessons"\n')
    built = built_from(course)
    assert _cells(built.release)["intro-2"].source == (
        "# Mise en route\u00a0: exécutez cette cellule en premier.\n"
        "try:\n    from course_utils.start import start\nexcept ModuleNotFoundError:\n"
        '    %pip install --quiet --no-deps "git+https://github.com/someone/lessons"\n'
        f'    from course_utils.start import start\n\nstart("05_small", release="{built.digest}")'
    )


def test_the_setup_cell_says_what_to_install_where_none_is_set(built: Notebooks) -> None:
    source = _cells(built.source)["intro-2"].source
    blocked = "import sys\nsys.modules['course_utils.start'] = None\n"
    with pytest.raises(ModuleNotFoundError, match="course_utils n’est pas installé"):
        exec(blocked + source, {})
    del sys.modules["course_utils.start"]


def test_a_repository_that_is_not_one_is_refused(new_course: Callable[..., Course]) -> None:
    course = new_course(project='[tool.course]\nstudent_repository = "x\\" ; rm"\n')
    with pytest.raises(CourseError, match="propriétaire/nom"):
        built_from(course)


def test_the_digest_follows_what_a_student_reads(
    new_course: Callable[..., Course], small_text: str, built: Notebooks
) -> None:
    assert len(built.digest) == 12 and int(built.digest, 16) >= 0
    assert built_from(new_course(small_text.replace("Fin", "La fin"))).digest != built.digest


def test_neither_a_hidden_test_nor_a_solution_changes_the_digest(
    new_course: Callable[..., Course], small_text: str, built: Notebooks
) -> None:
    for changed in (small_text.replace("fsum", "sum"), small_text.replace("secrète", "cachée")):
        assert changed != small_text
        other = built_from(new_course(changed))
        assert other.digest == built.digest
        assert other.release == built.release and other.source != built.source


def test_releases_that_had_the_same_text_are_written_down_without_changing_the_digest(
    new_course: Callable[..., Course], small_text: str, built: Notebooks
) -> None:
    text = small_text.replace("points: 6", "points: 6, earlier: ['0123456789ab']", 1)
    assert text != small_text
    other = built_from(new_course(text))
    assert other.digest == built.digest
    for content in (other.source, other.release):
        assert _notebook(content).metadata["course"]["earlier"] == ["0123456789ab"]


@pytest.mark.parametrize("earlier", ["'0123456789ab'", "[12]", "['xyz']"])
def test_earlier_releases_that_are_no_digests_are_refused(
    new_course: Callable[..., Course], small_text: str, earlier: str
) -> None:
    with pytest.raises(CourseError, match="earlier"):
        built_from(new_course(small_text.replace("points: 6", f"points: 6, earlier: {earlier}", 1)))


def test_two_processes_write_the_same_bytes(course: Course) -> None:
    program = (
        "import sys, hashlib; from pathlib import Path; from autograder.course.folder import open_course\n"
        "from autograder.build.build import build_notebooks, checked_text\n"
        f"built = build_notebooks(checked_text(open_course(Path(sys.argv[1])), {NAME!r}), '')\n"
        "print(hashlib.sha256(built.source + built.release).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program, str(course.root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        digests.add(run.stdout)
    here = built_from(course)
    assert digests == {hashlib.sha256(here.source + here.release).hexdigest() + "\n"}


def test_plain_nbgrader_makes_the_very_same_release(course: Course, tmp_path: Path, built: Notebooks) -> None:
    path = course.source / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(built.source)
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader starts « alembic »
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", NAME, "--force"],
        cwd=course.root,
        env={**os.environ, "PATH": tools},
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (course.release / NAME / f"{NAME}.ipynb").read_bytes() == built.release
    assert (course.root / "gradebook.db").is_file()
    shutil.rmtree(course.release)


def test_a_source_that_lost_a_mark_makes_no_release(built: Notebooks) -> None:
    from autograder.build.release import released

    notebook = _notebook(built.source)
    solution = next(cell for cell in notebook.cells if cell.id == "average-solution")
    solution.source = solution.source.replace("### END SOLUTION", "")
    with pytest.raises(RuntimeError, match="average-solution"):
        released(notebook)


def test_a_solution_in_a_lesson_cell_makes_no_release(built: Notebooks) -> None:
    from autograder.build.release import released

    notebook = _notebook(built.source)
    notebook.cells[3].source = "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"
    with pytest.raises(RuntimeError, match="intro-4"):
        released(notebook)


def test_building_the_chapter_leaves_the_gradebook_alone(course: Course, built: Notebooks) -> None:
    assert built.source
    assert sorted(path.name for path in course.root.iterdir()) == ["nbgrader_config.py", "notebooks", "pyproject.toml"]
