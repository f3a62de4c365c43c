"""Visible pages judge by what is stored, hidden ones by a reference and without showing a value."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from course_utils.checks import (
    CheckFailed,
    agrees,
    behaves,
    chooses,
    equals,
    has_dtype,
    has_parameters,
    has_shape,
    hidden,
    holds,
    keeps_inputs,
    learns,
    matches_derivative,
    modifies,
    prints,
    raises,
    visible,
)
from course_utils.checks.judge import OUTDATED, Page
from course_utils.checks.outcome import Outcome
from course_utils.checks.session import Session, opened
from course_utils.checks.stored import Mistake
from course_utils.french import NARROW, NO_BREAK, typeset

NAME = "42_test/average"
CASES = [([12, 8, 15],), ([3],)]
UNSTARTED = typeset(
    "Cet exercice n'est pas encore commencé : écrivez votre réponse dans la cellule au-dessus, exécutez-la, puis "
    "relancez cette vérification."
)


def average(values: list[float]) -> float:
    if not values:
        raise ValueError("liste vide")
    return sum(values) / len(values)


def floored(values: list[float]) -> float:
    if not values:
        raise ValueError("liste vide")
    return sum(values) // len(values)


def _average_checks(answer: Any) -> None:
    agrees(answer, CASES)
    raises(answer, [([],)], ValueError)


def _failure(checks: Callable[[Any], None], answer: Any, name: str = NAME) -> CheckFailed:
    with pytest.raises(CheckFailed) as failed, visible(name):
        checks(answer)
    return failed.value


# Visible pages


def test_a_visible_page_that_passes_says_so_once(
    store: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    store(NAME, _average_checks, average)
    with visible(NAME):
        _average_checks(average)
    assert capsys.readouterr() == (f"vérifications visibles{NO_BREAK}: réussies\n", "")


def test_a_visible_page_that_fails_shows_the_call_what_came_and_what_is_expected(
    store: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    store(NAME, _average_checks, average)
    failure = _failure(_average_checks, floored)
    assert failure.sentence == f"`floored([12, 8, 15])` renvoie `11`{NARROW}; on attend `11.6667`."
    assert (failure.status, failure.mistake) == ("wrong", "")
    assert capsys.readouterr() == ("", "")


def test_a_known_mistake_is_named_by_its_sentence(store: Callable[..., None]) -> None:
    sentence = "vous divisez avec // : le résultat perd ses décimales"
    store(NAME, _average_checks, average, floor=(floored, sentence), total=(sum, "vous renvoyez la somme"))
    failure = _failure(_average_checks, floored)
    assert failure.mistake == "floor"
    assert failure.sentence == (
        f"Vous divisez avec //{NO_BREAK}: le résultat perd ses décimales. "
        f"`floored([12, 8, 15])` renvoie `11`{NARROW}; on attend `11.6667`."
    )


def test_a_mistake_that_shows_at_a_later_check_is_named_there(store: Callable[..., None]) -> None:
    def careless(values: list[float]) -> float:
        return average(values) if values else 0.0

    store(NAME, _average_checks, average, empty=(careless, "la liste vide n'a pas de moyenne"))
    failure = _failure(_average_checks, careless)
    assert failure.mistake == "empty"
    assert failure.sentence.startswith("La liste vide n’a pas de moyenne. ")


def test_a_hint_speaks_where_no_mistake_is_known(store: Callable[..., None]) -> None:
    def checks(answer: Any) -> None:
        agrees(answer, CASES, hint="relisez la définition")

    store(NAME, checks, average, floor=(floored, "vous divisez avec //"))
    assert _failure(checks, sum).sentence.endswith("`11.6667`. Relisez la définition.")
    assert "Relisez" not in _failure(checks, floored).sentence


def test_checks_whose_inputs_changed_ask_to_update_course_utils(store: Callable[..., None]) -> None:
    store(NAME, _average_checks, average)
    failure = _failure(lambda answer: agrees(answer, [([12, 8, 16],), ([3],)]), average)
    assert failure.sentence == typeset(OUTDATED)
    assert "mettez à jour course_utils" in failure.sentence
    assert failure.status == "our fault"


@pytest.mark.parametrize("name", ["42_test/unknown", "43_unknown/average"])
def test_an_exercise_that_is_not_stored_asks_to_update_course_utils(store: Callable[..., None], name: str) -> None:
    store(NAME, _average_checks, average)
    assert _failure(_average_checks, average, name).sentence == typeset(OUTDATED)


def test_a_check_that_is_not_stored_asks_to_update_course_utils(store: Callable[..., None]) -> None:
    store(NAME, _average_checks, average)

    def more(answer: Any) -> None:
        _average_checks(answer)
        agrees(answer, [([1],)])

    assert _failure(more, average).sentence == typeset(OUTDATED)


def test_an_exercise_that_is_not_begun_is_told_politely(store: Callable[..., None]) -> None:
    def stub(values: list[float]) -> float:
        raise NotImplementedError("Exercice 1 · average : à vous de jouer.")

    store(NAME, _average_checks, average)
    for unstarted in (stub, lambda values: ...):
        failure = _failure(_average_checks, unstarted)
        assert (failure.sentence, failure.status) == (UNSTARTED, "not attempted")


def test_data_left_to_fill_are_told_politely(store: Callable[..., None]) -> None:
    store(NAME, equals, 3)
    assert _failure(equals, ...).sentence == UNSTARTED


CELL = """
with visible("42_test/average"):
    agrees(average, [([12, 8, 15],)])
"""


@pytest.mark.parametrize("page", [CELL, CELL.replace("visible", "hidden")])
def test_a_name_that_no_cell_has_defined_is_asked_for_in_french(page: str) -> None:
    with pytest.raises(CheckFailed) as failed:
        exec(page, {"visible": visible, "hidden": hidden, "agrees": agrees})
    assert failed.value.sentence == typeset(
        "Le nom `average` n'existe pas encore : exécutez d'abord la cellule de l'exercice, puis relancez cette "
        "vérification."
    )
    assert failed.value.status == "missing"


def test_an_error_of_the_test_cell_itself_stays_an_error() -> None:
    with pytest.raises(ZeroDivisionError), visible(NAME):
        agrees(average, [([1 / 0],)])


@pytest.mark.parametrize("inner", [visible, hidden])
def test_a_page_does_not_open_inside_another_and_closes_after_a_failure(inner: Callable[[str], Any]) -> None:
    with pytest.raises(RuntimeError, match="inside"), visible(NAME), inner("42_test/other"):
        pass
    with inner(NAME):
        pass


# What a failure looks like


def test_a_failure_is_an_assertion_and_renders_as_its_text_alone() -> None:
    failure = CheckFailed("l'essai échoue : à revoir !", detail="vu : 3")
    assert isinstance(failure, AssertionError)
    assert failure._render_traceback_() == failure.text().split("\n") == [str(failure)]
    assert str(failure) == failure.sentence == f"l’essai échoue{NO_BREAK}: à revoir{NARROW}!"
    assert failure.detail == f"vu{NO_BREAK}: 3"


def test_half_a_character_in_a_message_can_still_be_written_down() -> None:
    def stop(x: int) -> int:
        raise ValueError("\ud800 et \ue000")

    with pytest.raises(CheckFailed) as failed:
        agrees(stop, [(1,)], abs)
    assert "\\ud800 et \ue000" in failed.value.sentence.encode().decode()


def test_ipython_shows_the_sentence_and_nothing_else() -> None:
    script = textwrap.dedent(
        """
        from IPython.core.interactiveshell import InteractiveShell

        shell = InteractiveShell()
        shell.history_manager.enabled = False
        shell.run_cell("from course_utils.checks import agrees, raises, visible")
        shell.run_cell("def average(values): return sum(values)")
        print("== vérification", flush=True)
        shell.run_cell("agrees(average, [([12, 8],)], lambda values: 10)")
        print("== nom absent", flush=True)
        shell.run_cell("with visible('42_test/average'):\\n    raises(averag, [([],)], ValueError)")
        """
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout == (
        "== vérification\n"
        "`average` ne renvoie pas la valeur attendue.\n"
        f"appel{NO_BREAK}: `average([12, 8])`\nobtenu{NO_BREAK}: `20`\nattendu{NO_BREAK}: `10`\n"
        "== nom absent\n"
        f"Le nom `averag` n’existe pas encore{NO_BREAK}: exécutez d’abord la cellule de l’exercice, puis relancez "
        "cette vérification.\n"
    )


# Hidden pages


def _draws(exercise: str, salt: str | None = None) -> list[float]:
    if salt is None:
        with hidden(exercise) as rng:
            return rng.normal(size=3).tolist()
    with opened(Session(salt=salt)):
        return _draws(exercise)


def test_the_inputs_that_are_drawn_change_with_the_exercise_and_the_salt_alone() -> None:
    draws = [_draws("42_test/a"), _draws("42_test/b"), _draws("42_test/a", "salt"), _draws("42_test/a", "other")]
    assert draws == [
        _draws("42_test/a"),
        _draws("42_test/b"),
        _draws("42_test/a", "salt"),
        _draws("42_test/a", "other"),
    ]
    assert len({tuple(draw) for draw in draws}) == 4
    assert _draws("42_test/a", "") == _draws("42_test/a")


def test_the_inputs_that_are_drawn_are_the_same_in_every_process() -> None:
    script = (
        "from course_utils.checks import hidden\nwith hidden('42_test/a') as rng: print(rng.normal(size=3).tolist())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(_draws("42_test/a"))


def test_a_hidden_page_that_passes_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with hidden(NAME) as rng:
        agrees(average, [(rng.normal(size=4).tolist(),) for _ in range(5)], reference=np.mean)
    assert capsys.readouterr() == ("", "")


def test_a_hidden_page_tells_whether_all_inputs_fail_and_counts_none() -> None:
    with pytest.raises(CheckFailed) as failed, hidden(NAME):
        agrees(floored, [([1, 2],), ([2, 2],), ([3, 4],)], reference=average)
    assert failed.value.sentence == "`floored` ne renvoie pas la valeur attendue (pour certaines entrées)."
    assert failed.value.detail == f"`floored([1, 2])` renvoie `1`{NARROW}; on attend `1.5`"


def test_a_hidden_check_wants_a_reference() -> None:
    with pytest.raises(TypeError, match="reference"), hidden(NAME):
        agrees(average, CASES)


def _knowing(*mistakes: tuple[str, Callable[..., Any], str]) -> Session:
    def known(page: Page) -> list[Mistake]:
        assert (page.exercise, page.hidden) == (NAME, True)
        return [
            Mistake(id_, sentence, (tuple(Outcome(wrong(*case), arguments=case) for case in CASES),))
            for id_, wrong, sentence in mistakes
        ]

    return Session(mistakes=known)


def test_a_hidden_page_names_the_mistakes_that_the_examiner_knows() -> None:
    session = _knowing(("total", sum, "vous renvoyez la somme"), ("floor", floored, "vous divisez avec //"))
    with pytest.raises(CheckFailed) as failed, opened(session), hidden(NAME):
        agrees(floored, CASES, reference=average)
    assert failed.value.mistake == "floor"
    assert failed.value.sentence == (
        "Vous divisez avec //. `floored` ne renvoie pas la valeur attendue (pour certaines entrées)."
    )


def test_a_mistake_is_recognised_by_what_the_check_looks_at_when_the_rest_differs() -> None:
    def chatty(values: list[float]) -> float:
        print("je divise")
        return floored(values)

    with (
        pytest.raises(CheckFailed) as failed,
        opened(_knowing(("floor", floored, "vous divisez avec //"))),
        hidden(NAME),
    ):
        agrees(chatty, CASES, reference=average)
    assert failed.value.mistake == "floor"


def test_an_unknown_mistake_has_no_name() -> None:
    with (
        pytest.raises(CheckFailed) as failed,
        opened(_knowing(("floor", floored, "vous divisez avec //"))),
        hidden(NAME),
    ):
        agrees(sum, CASES, reference=average)
    assert failed.value.mistake == ""
    assert "//" not in failed.value.sentence


# Whatever a function does with its input, the public sentence of a hidden check does not carry it out. Each of
# these also spoils its argument, so that the checks of arguments fail too.
SECRET = 8675309.25
TRACE = "8675309"


def _returns(x: Any) -> Any:
    x.append(0)
    return repr(x)


def _returns_it(x: Any) -> Any:
    x.append(0)
    return x


def _prints(x: Any) -> None:
    x.append(0)
    print(repr(x))


def _raises(x: Any) -> None:
    x.append(0)
    raise KeyError(repr(x))


def _raises_a_class(x: Any) -> None:
    x.append(0)
    raise type(repr(x), (KeyError,), {"__module__": "builtins"})(repr(x))


def _exits(x: Any) -> None:
    x.append(0)
    raise SystemExit(repr(x))


def _returns_a_class(x: Any) -> Any:
    x.append(0)
    return type(repr(x), (), {"__repr__": lambda self: repr(x), "dtype": repr(x)})()


def _spoils_with_a_class(x: Any) -> Any:
    x.append(type(repr(x), (), {})())
    return {repr(x): [x]}


def _reference(x: Any) -> float:
    print("rien")
    return 1.0


HIDDEN_CHECKS: dict[str, Callable[[Any], None]] = {
    "agrees": lambda leak: agrees(leak, [([SECRET],)], _reference),
    "agrees on an exception": lambda leak: agrees(leak, [([SECRET],)], lambda x: [][1]),
    "prints": lambda leak: prints(leak, [([SECRET],)], _reference),
    "modifies": lambda leak: modifies(leak, [([SECRET],)], lambda x: x.clear()),
    "keeps_inputs": lambda leak: keeps_inputs(leak, [([SECRET],)]),
    "raises": lambda leak: raises(leak, [([SECRET],)], ZeroDivisionError),
    "has_shape": lambda leak: has_shape(leak, [([SECRET],)], [(7,)]),
    "has_dtype": lambda leak: has_dtype(leak, [([SECRET],)], "float32"),
    "matches_derivative": lambda leak: matches_derivative(leak, np.sum, [([SECRET],)]),
    "behaves": lambda leak: behaves(lambda f: f([SECRET]), leak, reference=_reference),
    "behaves on an exception": lambda leak: behaves(lambda f: f([SECRET]), leak, reference=lambda x: [][1]),
    "learns": lambda leak: learns(lambda f: f([SECRET]), leak, below=-1.0),
    "has_parameters": lambda leak: has_parameters(leak, [([SECRET],)], [3]),
}
LEAKS = [
    _returns,
    _returns_it,
    _prints,
    _raises,
    _raises_a_class,
    _exits,
    _returns_a_class,
    _spoils_with_a_class,
]


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
@pytest.mark.parametrize("check", HIDDEN_CHECKS)
def test_a_hidden_sentence_never_carries_what_a_function_makes_of_its_input(check: str, leak: Any) -> None:
    with pytest.raises(CheckFailed) as failed, hidden(NAME):
        HIDDEN_CHECKS[check](leak)
    failure = failed.value
    public = [failure.sentence, str(failure), *failure._render_traceback_(), failure.status, failure.mistake]
    assert not [text for text in public if TRACE in text]
    assert failure.__cause__ is None


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_the_detail_of_a_hidden_check_tells_the_instructor(leak: Any) -> None:
    with pytest.raises(CheckFailed) as failed, hidden(NAME):
        agrees(leak, [([SECRET],)], _reference)
    assert "8.67531e+06" in failed.value.detail


def test_a_hidden_sentence_shows_no_answer_that_is_data() -> None:
    answers = {"q1": TRACE, "q2": "b"}
    for check in (
        lambda: equals(answers, {"q1": "a", "q2": "b"}),
        lambda: equals(TRACE, 3),
        lambda: chooses(answers, {"q1": "abc", "q2": "abc"}),
    ):
        with pytest.raises(CheckFailed) as failed, hidden(NAME):
            check()
        assert TRACE not in failed.value.sentence


# Recording


@contextmanager
def recording() -> Iterator[list[Page]]:
    with opened(Session(recording=True)) as session:
        yield session.pages


def test_recording_keeps_the_outcomes_of_every_check_and_never_fails(capsys: pytest.CaptureFixture[str]) -> None:
    def stub(*args: Any) -> Any:
        raise NotImplementedError

    with recording() as pages:
        with visible("42_test/first"):
            agrees(floored, CASES)
            raises(floored, [([],)], KeyError)
            has_shape(floored, CASES, [(7,), (8,)])
            prints(stub, [(1,)])
            holds(False, "cela ne tient pas")
            chooses({"q1": "z"}, {"q1": "abc"})
            equals({"q1": "z"})
            learns(lambda f: f(1), stub, below=0.1)
        with hidden("42_test/first") as rng:
            agrees(floored, [(rng.normal(size=3).tolist(),)], reference=average)
        with visible("42_test/second"):
            equals(...)
    assert [(page.exercise, page.hidden, len(page.outcomes)) for page in pages] == [
        ("42_test/first", False, 7),
        ("42_test/first", True, 1),
        ("42_test/second", False, 1),
    ]
    assert pages[0].outcomes[0] == (Outcome(11, arguments=([12, 8, 15],)), Outcome(3, arguments=([3],)))
    assert pages[0].outcomes[1][0].raised == ("ValueError", "Exception")
    assert pages[0].lines[0].inputs == pages[0].lines[2].inputs != pages[0].lines[1].inputs
    assert capsys.readouterr() == ("", "")


def test_recording_ends_with_its_block() -> None:
    with recording() as pages:
        pass
    with pytest.raises(CheckFailed):
        holds(False, "cela ne tient pas")
    assert pages == []


def test_the_fingerprint_of_inputs_changes_with_any_argument_and_with_nothing_else() -> None:
    def fingerprint(*cases: Any) -> str:
        with recording() as pages, visible(NAME):
            agrees(lambda *args, **kwargs: None, cases)
        return pages[0].lines[0].inputs

    assert fingerprint(([1, 2],)) == fingerprint(([1, 2],))
    assert fingerprint((np.arange(3),), (len,)) == fingerprint((np.arange(3),), (len,))
    different = [([1, 2],), ([1, 2.5],), ((1, 2),), ([1, 2], 3), (np.array([1, 2]),), (np.array([1.0, 2.0]),)]
    assert len({fingerprint(one) for one in different}) == len(different)
    assert fingerprint(([1],), ([2],)) != fingerprint(([2],), ([1],))
