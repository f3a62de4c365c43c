"""« Avant de rendre »: what is said of a file, and running it from the top in a kernel that cannot hang."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from course_utils.handin import before_handing_in
from course_utils.handin.fresh import INSIDE, run_afresh
from course_utils.handin.locate import NotFound, find_notebook
from course_utils.handin.prepare import FOLDER, hand_in_file, prepare

CHAPTER = "42_test"
STUB = "# Exercice 1 · double\ndef double(x):\n    raise NotImplementedError"
ESSAY = "**Exercice 2 · essay**\n\n*Votre réponse ici.*"
STORED = {
    "stubs": {"double": STUB, "essay": ESSAY},
    "markers": {
        "double-solution": "# Exercice 1 · double",
        "double-checks": "# Vérifications de l’exercice 1 · double",
        "essay-answer": "**Exercice 2 · essay**",
    },
    "exercises": {},
}
DONE = "# Exercice 1 · double\ndef double(x):\n    return 2 * x"
CHECKS = (
    "# Vérifications de l’exercice 1 · double\nfrom course_utils.checks import holds\n"
    "holds(double(3) == 6, 'le double de 3 est 6')"
)


def _cell(source: str, role: str = "", kind: str = "code") -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": {"course": {"role": role}} if role else {}}


def _cells(answer: str = DONE, essay: str = "**Exercice 2 · essay**\n\nParce que.") -> list[dict[str, Any]]:
    return [
        _cell("scale = 2"),
        _cell("palette = 'bleu'", "demo"),
        _cell(answer, "stub+solution"),
        _cell(CHECKS, "checks"),
        _cell(essay, "manual", "markdown"),
        _cell("raise SystemError('the quiz never runs here')", "quiz"),
        _cell(f"from course_utils.handin import before_handing_in\n\nbefore_handing_in('{CHAPTER}')", "review"),
    ]


@pytest.fixture(autouse=True)
def nobody_grades(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NBGRADER_EXECUTION", "COURSE_GRADING", INSIDE):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture()
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Save cells as the chapter's notebook and return what « Avant de rendre » prints of it."""
    (tmp_path / f"{CHAPTER}.json").write_text(json.dumps(STORED), encoding="utf-8")
    monkeypatch.setenv("COURSE_STORED_OUTCOMES", str(tmp_path))

    def said(cells: list[dict[str, Any]], name: str = f"{CHAPTER}.ipynb", seconds: float = 60) -> str:
        path = tmp_path / name
        path.write_text(json.dumps({"cells": cells, "metadata": {"course": {"chapter": CHAPTER}}}), encoding="utf-8")
        before_handing_in(CHAPTER, str(path), seconds)
        captured = capsys.readouterr()
        assert captured.err == "", "plain nbgrader takes the points for anything on the error stream"
        return captured.out.replace("\n  ", " ")  # long lines are folded

    return said


def test_a_finished_notebook_may_be_handed_in(say: Callable[..., str]) -> None:
    said = say(_cells())
    assert "→" not in said
    assert f"✓ Fichier\xa0: {CHAPTER}.ipynb, enregistré à l’instant." in said
    assert "✓ Vérifications visibles réussies\xa0: 1 sur 1." in said
    assert said.endswith("Tout est en ordre\xa0: vous pouvez rendre ce fichier.\n")


def test_in_a_notebook_it_is_said_as_html_too_in_which_nothing_of_the_learners_is_markup(
    say: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr("course_utils.handin.in_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    say([_cell("raise KeyError('<script>')"), *_cells()])
    page = "".join(data["text/html"] for data in shown)
    assert "<code>KeyError: '&lt;script&gt;'</code>".replace("'", "&#x27;") in page and "<script" not in page
    assert f"{FOLDER}/{CHAPTER}.ipynb</code>" in page
    assert "✓ Rendu" in shown[-1]["text/plain"]


def test_exercises_left_as_they_were_are_named_and_their_checks_are_no_error(say: Callable[..., str]) -> None:
    said = say([*_cells(STUB, ESSAY), _cell("double(1)")])
    assert "pas encore commencés\xa0: Exercice 1 · double et Exercice 2 · essay." in said
    assert "✓ Exécution\xa0: le notebook va jusqu’au bout." in said
    assert "Vérifications de" not in said


def test_a_failing_check_says_its_sentence(say: Callable[..., str]) -> None:
    said = say(_cells(DONE.replace("2 *", "3 *")))
    assert "→ Vérifications de l’exercice 1 · double\xa0:" in said and "Le double de 3 est 6." in said
    assert "✓ Exécution" in said


def test_a_lost_marker_and_a_repeated_one_say_how_to_mend(say: Callable[..., str]) -> None:
    said = say([*_cells("def double(x):\n    return 2 * x"), _cell(CHECKS)])
    assert "« # Exercice 1 · double » manque. Remettez-le".replace("« ", "«\xa0").replace(" »", "\xa0»") in said
    assert "2 cellules commencent par" in said


def test_a_lost_checks_cell_is_no_worry(say: Callable[..., str]) -> None:
    cells = _cells()
    del cells[3]
    assert "La correction remettra cette cellule" in say(cells)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("print(total)", ["`NameError", "Aucune cellule plus haut ne définit `total`"]),
        ("import no_such_module", ["Le module `no_such_module` n’est pas installé"]),
        ("x = (1", ["`SyntaxError", "parenthèse"]),
        ("input('votre nom ?')", ["input()", "Écrivez la valeur dans le code"]),
        ("raise KeyError('k')", ["`KeyError: 'k'`", "Redémarrer et tout exécuter"]),
        ("import os\nos._exit(0)", ["met fin à Python tout entier", "La suite n’a pas été exécutée"]),
    ],
)
def test_a_cell_that_stops_is_named_with_a_way_out(say: Callable[..., str], source: str, words: list[str]) -> None:
    said = say([_cell(source), *_cells()])
    assert all(word in said for word in [*words, "(la 1e du notebook)"])
    assert said.endswith("exécutez cette cellule à nouveau.\n")


@pytest.mark.parametrize("busy", ["pass", "print('x' * 1000)", "display('x')"])
def test_an_endless_cell_is_stopped_from_outside(say: Callable[..., str], busy: str) -> None:
    assert "tourne encore après 4 secondes" in say([_cell(f"while True:\n    {busy}")], seconds=4)


def test_no_time_at_all_ends_at_once(say: Callable[..., str]) -> None:
    assert "tourne encore après 0 secondes" in say(_cells(), seconds=0)


@pytest.mark.parametrize("absent", ["nbclient", "ipykernel"])
def test_without_what_runs_notebooks_the_rest_is_said_with_how_to_get_it(
    say: Callable[..., str], monkeypatch: pytest.MonkeyPatch, absent: str
) -> None:
    monkeypatch.delitem(sys.modules, "course_utils.handin.kernel", raising=False)
    monkeypatch.setitem(sys.modules, absent, None)
    said = say(_cells())
    assert "✓ Repères" in said
    assert f"→ Exécution\xa0: il manque `{absent}`" in said and "`%pip install nbclient ipykernel`" in said
    assert said.endswith("exécutez cette cellule à nouveau.\n")


def test_nothing_is_written_but_the_file_to_hand_in(say: Callable[..., str], tmp_path: Path) -> None:
    say(_cells())
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    assert written == {
        Path(one) for one in (f"{CHAPTER}.json", f"{CHAPTER}.ipynb", FOLDER, f"{FOLDER}/{CHAPTER}.ipynb")
    }


def test_a_cell_finds_no_name_that_is_not_the_notebooks(say: Callable[..., str]) -> None:
    assert "✓ Exécution" in say([*_cells(), _cell("assert not {'sys', 'os', 'tell', 'shell'} & set(globals())")])


def test_a_name_of_a_demonstration_is_found(say: Callable[..., str]) -> None:
    assert "✓ Exécution" in say([*_cells(), _cell("print(palette)")])


def test_the_file_to_hand_in_is_the_notebook_byte_for_byte_under_its_right_name(
    say: Callable[..., str], tmp_path: Path
) -> None:
    prepared = tmp_path / FOLDER / f"{CHAPTER}.ipynb"
    for answer in (DONE, DONE.replace("2 *", "3 *")):
        said = say(_cells(answer), "Copie de 42_test (1).ipynb")
        assert prepared.read_bytes() == (tmp_path / "Copie de 42_test (1).ipynb").read_bytes()
        assert "✓ Rendu\xa0: fichier préparé." in said and str(prepared) in said
    assert "→ Vérifications" in said, "unfinished work may be handed in"


def test_the_file_to_hand_in_is_beside_the_chapters_folders(tmp_path: Path) -> None:
    assert hand_in_file(tmp_path / CHAPTER, CHAPTER) == tmp_path / FOLDER / f"{CHAPTER}.ipynb"
    assert hand_in_file(tmp_path / "Desktop", CHAPTER) == tmp_path / "Desktop" / FOLDER / f"{CHAPTER}.ipynb"


def test_no_file_is_prepared_when_nothing_is_begun_and_an_earlier_one_stays(
    say: Callable[..., str], tmp_path: Path
) -> None:
    assert "→ Rendu\xa0: pas préparé. Aucun exercice n’est commencé" in say(_cells(STUB, ESSAY))
    assert not (tmp_path / FOLDER).exists()
    say(_cells())
    before = (tmp_path / FOLDER / f"{CHAPTER}.ipynb").read_bytes()
    assert "Le fichier préparé avant est resté tel quel" in say(_cells(STUB, ESSAY))
    assert (tmp_path / FOLDER / f"{CHAPTER}.ipynb").read_bytes() == before


def test_the_copy_to_hand_in_is_not_a_notebook_to_work_in(say: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    assert "Vous êtes dans la copie à rendre" in say(_cells(), f"{FOLDER}/{CHAPTER}.ipynb")
    assert not (tmp_path / FOLDER / FOLDER).exists()


def test_a_cell_of_another_chapter_prepares_nothing(say: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "other.ipynb"
    path.write_text(json.dumps({"cells": _cells(), "metadata": {"course": {"chapter": "43_other"}}}), encoding="utf-8")
    notebook = find_notebook(CHAPTER, str(path))
    said = prepare(notebook, CHAPTER, STORED)
    assert [one.fine for one in said] == [False] and "bon chapitre" in said[0].text
    assert not (tmp_path / FOLDER).exists()


def test_a_place_that_cannot_be_written_says_what_to_do(say: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in the way", encoding="utf-8")
    said = say(_cells())
    assert "→ Rendu\xa0: impossible d’écrire" in said and f"sous le nom {CHAPTER}.ipynb" in said
    assert said.endswith("exécutez cette cellule à nouveau.\n")


@pytest.mark.parametrize("works", [True, False])
def test_in_colab_the_file_is_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, works: bool) -> None:
    page = {"cells": [{**_cell(DONE), "metadata": {"nbgrader": {"grade_id": "double", "solution": True}}}]}
    downloads = []
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release")
    monkeypatch.chdir(tmp_path)
    asked = SimpleNamespace(blocking_request=lambda what, timeout_sec: {"ipynb": page})
    monkeypatch.setitem(sys.modules, "google.colab._message", asked)
    files = SimpleNamespace(download=downloads.append) if works else None
    monkeypatch.setitem(sys.modules, "google.colab.files", files)
    said = prepare(find_notebook(CHAPTER), CHAPTER, STORED)
    prepared = tmp_path / FOLDER / f"{CHAPTER}.ipynb"
    assert json.loads(prepared.read_bytes()) == page, "the metadata of nbgrader are those of the page"
    assert downloads == ([str(prepared)] if works else [])
    assert [one.fine for one in said] == [works]
    assert ("votre navigateur télécharge" if works else "Fichier → Télécharger") in said[0].text


def test_an_interruption_says_so_and_prepares_nothing(
    say: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("course_utils.handin.run_afresh", interrupted)
    assert "Vous avez arrêté l’exécution" in say(_cells())
    assert not (tmp_path / FOLDER).exists()


def test_an_answer_that_was_run_and_not_saved_is_said(say: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.history_manager.input_hist_raw = ["", DONE, "other = 1"]
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    said = say(_cells(STUB))
    assert "ce que vous avez exécuté n’est pas dans le fichier" in said
    assert "→ Rendu\xa0: pas préparé. Il y manquerait ce que vous venez d’exécuter" in said
    assert "n’est pas dans le fichier" not in say(_cells(DONE))


@pytest.mark.parametrize("name", [INSIDE, "NBGRADER_EXECUTION", "COURSE_GRADING"])
def test_the_cell_does_nothing_where_it_runs_itself_again_or_is_graded(
    say: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    assert say(_cells()) == ""
    assert not (tmp_path / FOLDER).exists()


def test_a_chapter_that_is_not_known_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    before_handing_in("43_unknown")
    assert "Mettez à jour course_utils" in capsys.readouterr().out


def test_the_file_is_the_one_that_jupyter_or_vs_code_has_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    for name in ("jupyter.ipynb", "code.ipynb"):
        (tmp_path / name).write_text('{"cells": []}', encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "jupyter.ipynb"))
    assert find_notebook(CHAPTER).name == "jupyter.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", "some/where/jupyter.ipynb")  # from a server's root
    monkeypatch.chdir(tmp_path)
    assert find_notebook(CHAPTER).folder == tmp_path.resolve()
    shell = InteractiveShell()
    shell.user_ns["__vsc_ipynb_file__"] = str(tmp_path / "code.ipynb")
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    assert find_notebook(CHAPTER).name == "code.ipynb"


def test_a_notebook_renamed_since_its_kernel_began_is_found_by_its_chapter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, chapter in (("mine.ipynb", CHAPTER), ("other.ipynb", "43_other")):
        content = {"cells": [], "metadata": {"course": {"chapter": chapter}}}
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "broken.ipynb").write_text("[", encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / f"{CHAPTER}.ipynb"))
    assert find_notebook(CHAPTER).name == "mine.ipynb"


def test_a_file_that_is_not_found_or_not_read_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    with pytest.raises(NotFound, match=r'path="42_test.ipynb"'):
        find_notebook(CHAPTER)
    for content in ("{", "[1]", '{"cells": [{}]}'):
        (tmp_path / "bad.ipynb").write_text(content, encoding="utf-8")
        with pytest.raises(NotFound, match=r"bad\.ipynb"):
            find_notebook(CHAPTER, str(tmp_path / "bad.ipynb"))


def test_in_colab_the_page_itself_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def blocking_request(what: str, timeout_sec: int) -> Any:
        asked.append(what)
        return {"ipynb": {"cells": [{"cell_type": "code", "source": ["x = ", "1"], "metadata": {}}]}}

    monkeypatch.setenv("COLAB_RELEASE_TAG", "release")
    monkeypatch.setitem(sys.modules, "google.colab._message", SimpleNamespace(blocking_request=blocking_request))
    found = find_notebook(CHAPTER)
    assert asked == ["get_ipynb"]
    assert (found.cells[0]["source"], found.age) == ("x = 1", None)


def test_it_runs_where_an_event_loop_runs_already_as_in_a_notebook(tmp_path: Path) -> None:
    async def cell() -> list[str]:
        return [run.status for run in run_afresh([(0, "1"), (1, "1 / 0")], tmp_path, 60, lambda done, total: None)]

    assert asyncio.run(cell()) == ["ran", "raised"]


def test_the_package_is_imported_without_what_runs_notebooks() -> None:
    words = "import sys, course_utils.handin.review; sys.exit('nbclient' in sys.modules or 'zmq' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], timeout=60).returncode == 0


@pytest.mark.parametrize(("end", "status"), [("", "ran"), ("\nimport os\nos._exit(0)", "killed")])
def test_what_the_fresh_kernel_started_is_ended_with_it(tmp_path: Path, end: str, status: str) -> None:
    fifo = tmp_path / "open while it runs"
    os.mkfifo(fifo)
    source = (
        f"import subprocess, sys\nout = open({str(fifo)!r}, 'w')\nout.write('started')\nout.flush()\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], stdout=out)"
        f"{end}"
    )
    with os.fdopen(os.open(fifo, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        runs = run_afresh([(4, source)], tmp_path, 60, lambda done, total: None)
        assert [(run.index, run.status) for run in runs] == [(4, status)]
        os.set_blocking(reader.fileno(), True)
        assert reader.read() == b"started", "read to the end: nobody holds it open any more"
