"""Typography is done once, leaves alone what is not prose, and a second pass changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course_utils.french import NARROW, NO_BREAK, decimal, power_of_ten, typeset

quick = settings(max_examples=200, deadline=None, database=None, derandomize=True)

LITERALS = [
    "`a ; b ! 'c' : d`",
    "``a ; b``",
    "``a ` b ; c``",
    "```python\nx = 'a' ; y = 'b' ?\n```",
    "~~~\na ; b\n~~~",
    "$x ; y !$",
    "$$\nx ; y : z\n$$",
    "<img alt='une courbe : elle monte !'>",
    "</b>",
    "<!-- l'auteur ; se souvient -->",
    "https://exemple.fr/?l'adresse:1;2!",
]
# Every sign that a rule or a literal looks at, in any order.
signs = st.text(alphabet="aé1 '«»;!?:%`$<>/.*_()[]~\n\t\u00a0\u202f\u2019\ue000")
prose = st.text(alphabet="aé1 '«»;!?:%.,\n")


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("Bravo !", f"Bravo{NARROW}!"),
        ("Prêt ?", f"Prêt{NARROW}?"),
        ("une boucle ; puis un test", f"une boucle{NARROW}; puis un test"),
        ("Attention : deux erreurs", f"Attention{NO_BREAK}: deux erreurs"),
        ("voici :", f"voici{NO_BREAK}:"),
        ("**Objectif :** comprendre", f"**Objectif{NO_BREAK}:** comprendre"),
        ("le « tenseur » vide", f"le «{NO_BREAK}tenseur{NO_BREAK}» vide"),
        ("le «tenseur» vide", f"le «{NO_BREAK}tenseur{NO_BREAK}» vide"),
        ("« oui ! »", f"«{NO_BREAK}oui{NARROW}!{NO_BREAK}»"),
        ("95 % des cas", f"95{NO_BREAK}% des cas"),
        ("l'erreur qu'il voit", "l’erreur qu’il voit"),
        ("l'« erreur »", f"l’«{NO_BREAK}erreur{NO_BREAK}»"),
        ("qu'**une** d'*idée*", "qu’**une** d’*idée*"),
        ("l'`axe` et d'$x$", "l’`axe` et d’$x$"),
        ("`f(x)` ; `g(x)` !", f"`f(x)`{NARROW}; `g(x)`{NARROW}!"),
        ("déjà\u00a0; posé\u202f: ainsi", f"déjà{NARROW}; posé{NO_BREAK}: ainsi"),
    ],
)
def test_prose_gets_french_spaces_and_apostrophes(plain: str, printed: str) -> None:
    assert typeset(plain) == printed


@pytest.mark.parametrize(
    "text",
    ["", "Sans rien de spécial.", "à 12:30", "'mot' entre apostrophes", "100%", "!\n? au début", "[a](b ; c)"],
)
def test_what_needs_nothing_is_left_as_it_is(text: str) -> None:
    assert typeset(text) == text


@pytest.mark.parametrize("literal", LITERALS)
def test_what_is_not_prose_is_left_as_it_is(literal: str) -> None:
    assert typeset(literal) == literal
    assert typeset(f"l'essai : {literal} ; fin !") == f"l’essai{NO_BREAK}: {literal}{NARROW}; fin{NARROW}!"


def test_the_target_of_a_link_is_left_and_its_text_is_not() -> None:
    assert typeset("[l'aide !](docs/l'aide ; 1.md)") == f"[l’aide{NARROW}!](docs/l'aide ; 1.md)"


@quick
@given(st.one_of(signs, st.text()))
@example("« »")
@example("« ;")
@example("a : »")
@example("a \u202f: ; !")
@example("\ue000 l'\ue000 ; `x`")
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = typeset(text)
    assert typeset(once) == once


@quick
@given(st.one_of(signs, st.text()))
def test_only_spaces_and_apostrophes_ever_change(text: str) -> None:
    def bare(one: str) -> str:
        return one.replace("’", "'").translate(dict.fromkeys(map(ord, f" {NO_BREAK}{NARROW}")))

    assert bare(typeset(text)) == bare(text)


@quick
@given(prose, st.sampled_from(LITERALS), prose)
def test_a_literal_survives_any_prose_around_it(before: str, literal: str, after: str) -> None:
    assert literal in typeset(f"{before} {literal} {after}")


@pytest.mark.parametrize(
    ("number", "text"),
    [(4.5, "4,5"), (3.0, "3"), (10.0, "10"), (100, "100"), (0, "0"), (0.25, "0,25"), (2 / 3, "0,67"), (1.999, "2")],
)
def test_a_mark_is_written_with_a_comma_and_no_useless_zero(number: float, text: str) -> None:
    assert decimal(number) == text


def test_a_power_of_ten_has_its_exponent_in_raised_digits() -> None:
    assert [power_of_ten(power) for power in (-20, 0, 13)] == ["10⁻²⁰", "10⁰", "10¹³"]
