"""Proving: an accepted wrong answer, a refused right one, an unnamed mistake are misses; so are two that look alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.cli import main
from autograder.judge.proof import Proof
from autograder.judge.proving import prove
from autograder.report.proofs import summary
from course_utils.chapters.reader import EXTRA_FOLDER
from tests.autograder.tiny_course import ANSWERS, TEXT, TINY, write_tiny


@pytest.fixture(autouse=True)
def _stored_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EXTRA_FOLDER, "")  # the command sets it: given back afterwards


def proofs(root: Path, text: str = TEXT, answers: str = ANSWERS, *exercises: str) -> dict[str, Proof]:
    course = write_tiny(root, text, answers)
    assert main(["--root", str(root), "build"]) == 0
    return {proof.exercise: proof for proof in prove(course, TINY, exercises)}


def test_good_tests_have_no_miss(tmp_path: Path) -> None:
    found = proofs(tmp_path)
    assert list(found) == ["double", "shift", "word"]
    assert [proof.misses for proof in found.values()] == [(), (), ()]
    double = found["double"]
    assert (double.right, double.accepted, double.wrong, double.rejected, double.named) == (1, 1, 2, 2, 2)
    assert [(answer.id, verdict.mistake) for answer, verdict in double.verdicts] == [
        ("sum", ""),
        ("square", "square"),
        ("far", "far"),
    ]
    assert summary(list(found.values())) == "3 exercises, 2/2 right accepted, 4/4 wrong rejected, 4/4 named"


def test_every_kind_of_miss_is_told_apart(tmp_path: Path) -> None:
    answers = ANSWERS + (
        "\n\n# %% right double rounded\ndef double(x):\n    return round(2 * x)\n"
        "\n\n# %% wrong double product · « vous multipliez »\ndef double(x):\n    return x * 2\n"
        "\n\n# %% wrong shift sum · « vous additionnez tout »\ndef shift(values):\n    return np.sum(values)\n"
        "\n\n# %% wrong shift one · « vous renvoyez un nombre »\ndef shift(values):\n    return float(sum(values))\n"
        "\n\n# %% wrong word nobody · « personne ne le voit »\nword = 'loss'\n"
        "\n\n# %% wrong double random · « vous tirez au sort »\nimport os\n\n\n"
        "def double(x):\n    return x + os.getpid()\n"
    )
    found = proofs(tmp_path, answers=answers)
    assert [miss.partition(" (")[0] for miss in found["double"].misses] == [
        "bonne réponse refusée : rounded",
        "mauvaise réponse acceptée : product",
        "l'erreur « random » ne donne pas les mêmes valeurs : elle dépend du hasard ou du processeur ; écrivez-la "
        "autrement",
    ]
    assert [miss.partition(" (")[0] for miss in found["shift"].misses] == [
        "erreur non reconnue : one",
        "erreurs impossibles à distinguer sur les entrées visibles : sum et one",
    ]
    assert [miss.partition(" (")[0] for miss in found["word"].misses] == ["erreur non reconnue : nobody"]
    assert summary(list(found.values())) == "3 exercises, 2/3 right accepted, 8/9 wrong rejected, 6/9 named"


def test_a_solution_that_its_own_tests_refuse_is_a_miss(tmp_path: Path) -> None:
    text = TEXT.replace("reference=lambda x: x + x", "reference=lambda x: x + x + 1")
    found = proofs(tmp_path, text, ANSWERS, "double")
    assert [miss.partition(" (")[0] for miss in found["double"].misses][:2] == [
        "la solution n'obtient pas ses points",
        "bonne réponse refusée : sum",
    ]


def test_tests_that_an_empty_cell_passes_are_a_miss(tmp_path: Path) -> None:
    text = TEXT.replace('equals(word, "gradient", name="`word`")', "holds(True, 'vrai')")
    found = proofs(tmp_path, text, ANSWERS, "word")
    assert [miss.partition(" (")[0] for miss in found["word"].misses] == [
        "la cellule vide est jugée « correct » au lieu de « not attempted »",
        "mauvaise réponse acceptée : loss",
    ]


def test_only_the_exercises_that_are_asked_for_are_proved(tmp_path: Path) -> None:
    assert list(proofs(tmp_path, TEXT, ANSWERS, "shift")) == ["shift"]


def test_a_chapter_without_answers_proves_its_solutions(tmp_path: Path) -> None:
    found = proofs(tmp_path, answers="")
    assert summary(list(found.values())) == "3 exercises, 0/0 right accepted, 0/0 wrong rejected, 0/0 named"
    assert not any(proof.misses for proof in found.values())
