"""The command speaks French, says in one sentence what is wrong, and loads only what it needs."""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from autograder import cli
from autograder.cli import COMMANDS, main
from course_utils.chapters.reader import EXTRA_FOLDER
from course_utils.french import NO_BREAK, typeset

# What argparse says by itself, and the words that it says around it.
ENGLISH = re.compile(
    r"\b(usage: |options?:|optional|positional|arguments:|show|this help|and exit|error|invalid|required|expected|"
    r"unrecognized|choose|choice|default|could match|ambiguous option|ignored)",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command tells the checks of its course where their outcomes are: not the checks of the other tests."""
    monkeypatch.setenv(EXTRA_FOLDER, "")


@pytest.fixture()
def root(tmp_path: Path) -> Path:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "00_debut.md").write_text("# Début\n", encoding="utf-8")
    return tmp_path


def _left(words: list[str]) -> int:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_is_french_and_typeset(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _left(words) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith(f"usage{NO_BREAK}: course")
    assert "affiche cette aide" in said.out
    assert ENGLISH.findall(said.out) == []
    assert typeset(said.out) == said.out


def test_the_catalogue_is_compiled_from_its_text_and_typeset() -> None:
    folder = Path(cli.__file__).parent / "locale" / "fr" / "LC_MESSAGES"
    text = read_po((folder / "argparse.po").open("rb"))
    compiled = GNUTranslations((folder / "argparse.mo").open("rb"))
    sentences = {entry.id: str(entry.string) for entry in text if entry.id}
    assert {english: compiled.gettext(english) for english in sentences} == sentences, "run « make catalogue »"
    assert [french for french in sentences.values() if french != typeset(french)] == []


def test_the_language_of_other_programs_and_parsers_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in (None, "de"):
        monkeypatch.delenv("LANGUAGE", raising=False)
        if language:
            monkeypatch.setenv("LANGUAGE", language)
        _left(["--help"])
        assert os.environ.get("LANGUAGE") == language
        assert argparse.ArgumentParser(prog="other").format_usage().startswith("usage: other")


def test_help_of_the_command_has_a_line_for_every_sub_command(capsys: pytest.CaptureFixture[str]) -> None:
    _left(["--help"])
    summaries = re.findall(r"^    (\w+) +[A-ZÉ]", capsys.readouterr().out, re.MULTILINE)
    assert tuple(summaries) == COMMANDS


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "course : il manque : COMMANDE"),
        (["--root"], "course : argument --root : attend une valeur"),
        (["frobnique"], "course : argument COMMANDE : frobnique n'est pas possible (au choix : "),
        (["build", "--nope"], "course : arguments inconnus : --nope"),
        (["build", "--check=3"], "course build : argument --check : ne prend pas de valeur ('3' est en trop)"),
        (["new"], "course new : il manque : "),
        (["lab", "--port", "abc"], "course lab : argument --port : 'abc' n'est pas une valeur possible"),
        (["grade", "--sandbox", "sable"], "course grade : argument --sandbox : sable n'est pas possible (au choix : "),
        (["grade", "--s", "auto"], "course grade : --s est ambigu (au choix : --student, --sandbox, --scheduler)"),
    ],
    ids=lambda thing: " ".join(thing) if isinstance(thing, list) else "",
)
def test_a_misuse_is_said_in_french_after_the_usage(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _left(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"usage{NO_BREAK}: course")
    assert said.err.splitlines()[-1].startswith(typeset(sentence))
    assert ENGLISH.findall(said.err) == []


@pytest.mark.parametrize(
    "words",
    [
        ["build"],
        ["prove"],
        ["sync"],
        ["grade", "--sandbox", "none"],
        ["feedback"],
        ["export", "csv"],
        ["lab"],
        ["demo"],
    ],
    ids=lambda words: words[0],
)
def test_an_unknown_chapter_is_said_in_one_sentence(
    root: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), *words, "77_absent"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    *warnings, sentence = said.err.splitlines()  # one command or another warns first that nothing isolates the code
    assert sentence == typeset("Il n'y a pas de chapitre « 77_absent » : les chapitres du cours sont 00_debut.")
    assert all("sans isolement" in line for line in warnings)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_is_no_course_is_said_in_one_sentence(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = {"new": ["00_debut"], "export": ["csv"], "explain": ["ada", "double"]}.get(name, [])
    assert main(["--root", str(tmp_path), name, *more]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == typeset(
        f"{tmp_path} n'est pas le dossier d'un cours (il y manque nbgrader_config.py) : placez-vous dans le dossier "
        "du cours, ou donnez-le avec --root.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_course_may_stand_in_a_folder_that_has_the_name_of_a_command(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for words in (["--root", "demo", "build", "--check"], ["--root=demo", "build", "--check"]):
        assert main(words) == 0
        assert "Il n’y a pas encore de chapitre" in capsys.readouterr().out


def test_the_command_tells_the_checks_which_course_they_are_of(root: Path) -> None:
    script = (
        "import os, sys; from autograder.cli import main; "
        f"main(['--root', sys.argv[1], 'build', '77_absent']); print(os.environ['{EXTRA_FOLDER}'])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(root)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(root / "course_utils" / "chapters")


# The configuration of a course is run to know where its gradebook is: this one says when, and takes its time.
WAITING = """
import threading

print("prêt", flush=True)
threading.Event().wait(60)
"""


def test_an_interruption_ends_with_one_sentence_and_code_130(root: Path) -> None:
    (root / "nbgrader_config.py").write_text(WAITING, encoding="utf-8")
    # A shell may have started these tests with the signal ignored, and a process inherits that.
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from autograder.cli import main; sys.exit(main(['--root', sys.argv[1], 'export', 'csv']))"
    )
    command = [sys.executable, "-c", script, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "prêt\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == typeset("\nArrêté à votre demande : la même commande reprendra où elle en était.\n")


def test_a_reader_that_has_gone_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "autograder.cli", "--root", str(tmp_path), "build"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, env=buffered)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_importing_the_command_loads_none_of_the_heavy_libraries() -> None:
    script = "import sys, autograder.cli; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "autograder" in loaded
    assert loaded.isdisjoint(
        {"numpy", "torch", "nbgrader", "nbformat", "sqlalchemy", "IPython", "matplotlib", "jupytext"}
    )


def test_help_of_every_sub_command_needs_none_of_the_heaviest_libraries() -> None:
    script = (
        "import sys; from autograder.cli import parser; parser(); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "autograder" in loaded
    assert loaded.isdisjoint({"torch", "nbgrader", "sqlalchemy", "jupyterlab", "matplotlib"})
