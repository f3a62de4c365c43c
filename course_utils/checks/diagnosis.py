"""What wrong outcomes show by themselves, whoever made the mistake: a clause that is true of all that was observed.

A cause is never guessed here: the values are the expected ones rounded, turned over, multiplied; an argument changed.
Nothing that comes from the learner is repeated on a page that shows no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from course_utils.checks.calling import Case
from course_utils.checks.codec import Opaque
from course_utils.checks.outcome import Outcome, numbers_of, same_value

EXACT, LEAST = 1e-9, 1e-12
FACTORS = {
    2.0: "le double",
    0.5: "la moitié",
    3.0: "le triple",
    1 / 3: "le tiers",
    10.0: "10 fois la valeur",
    0.1: "le dixième",
    100.0: "100 fois la valeur",
    0.01: "le centième",
}
_ORDINALS = ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième")
_MISSPELT = re.compile(r"name '(\w+)' is not defined")
_ABSENT = re.compile(r"'(\w+)' object has no attribute '(\w+)'|module '([\w.]+)' has no attribute '(\w+)'")
_NUMBER = re.compile(r"only (size-1|length-1|0-dimensional) arrays can be converted")
_CONDITION = re.compile(r"truth value of an array")
_NOTHING = re.compile(r"'?NoneType'?")
_SHAPES = re.compile(r"could not be broadcast|not aligned|mismatch in its core dimension|shapes cannot be multiplied")
_MODULE = re.compile(r"No module named '([\w.]+)'")


def changed(got: Outcome, wanted: Outcome) -> tuple[int, ...]:
    """Return the places of the arguments that a call changed and should have left, a rounding apart."""
    if len(got.arguments) != len(wanted.arguments):
        return ()
    pairs = enumerate(zip(got.arguments, wanted.arguments, strict=True))
    return tuple(place for place, (one, kept) in pairs if not same_value(one, kept, EXACT, LEAST))


def told_by_change(got: Outcome, wanted: Outcome, concealed: bool = False) -> str:
    """Return what is said of a call that changed what it received; empty where it changed nothing.

    On a page that is `concealed` no number is said: code that hidden tests call could choose it.
    """
    places = changed(got, wanted)
    if not places:
        return ""
    counted = not concealed and places[0] < len(_ORDINALS)
    which = f"son {_ORDINALS[places[0]]} argument" if counted else "un de ses arguments"
    return (
        f"votre fonction modifie ce qu'elle reçoit ({which}), que celui qui l'appelle retrouve changé : travaillez sur "
        "une copie, et méfiez-vous de `+=` et de ses semblables"
    )


def told_by_exception(got: Outcome) -> str:
    """Return what an error that everybody meets means; it repeats names, so it is not for a concealed page."""
    kind = got.raised[0] if got.raised else ""
    if kind == "NameError" and (found := _MISSPELT.search(got.message)):
        return f"le nom `{found[1]}` n'existe pas : une faute de frappe, ou une variable qui n'est pas encore définie ?"
    if kind == "AttributeError" and (found := _ABSENT.search(got.message)):
        if found[1] == "NoneType":
            return f"ce dont vous demandez `.{found[2]}` vaut `None` : cherchez ce qui ne renvoie rien, plus haut"
        if found[1]:
            return f"un objet de type `{found[1]}` n'a pas de `.{found[2]}` : vérifiez ce nom, et d'où vient cet objet"
        return f"`{found[4]}` n'existe pas dans `{found[3]}` : vérifiez l'orthographe de ce nom"
    if kind == "ModuleNotFoundError" and (found := _MODULE.search(got.message)):
        return f"le module `{found[1]}` n'est pas installé ici : vérifiez son nom, ou faites sans lui"
    if kind == "TypeError" and _NUMBER.search(got.message):
        return "un tableau est là où l'on attend un nombre : un nombre s'écrit `0.0`, et non `np.zeros(1)` ou `[0.0]`"
    if kind == "TypeError" and _NOTHING.search(got.message):
        return "quelque chose vaut `None` là où l'on attend une valeur : il manque peut-être un `return`"
    if kind == "ValueError" and _CONDITION.search(got.message):
        return (
            "une condition porte sur un tableau entier, ni vrai ni faux : `if`, `max` et `and` veulent un seul nombre"
        )
    if kind in ("ValueError", "RuntimeError") and _SHAPES.search(got.message):
        return "les formes de deux tableaux ne vont pas ensemble : affichez leur `shape` juste avant cette ligne"
    return ""


def told_by_nothing(got: Outcome) -> str:
    """Return what is said of a call that returned None where a value is expected."""
    if got.printed:
        return "votre fonction affiche un texte et ne renvoie rien : `print` montre, `return` rend à celui qui appelle"
    return "votre fonction renvoie `None` : il manque un `return`, ou ce qui le suit vaut `None`"


def told_by_values(
    got: Sequence[Outcome], wanted: Sequence[Outcome], rtol: float, atol: float, concealed: bool = False
) -> str:
    """Return what is true of all these values, none of which is the one expected; empty where nothing is.

    Only fixed words are in it, and small numbers where the page is not `concealed`: code that hidden tests call could
    choose them.
    """
    if any(one.raised or want.raised for one, want in zip(got, wanted, strict=True)):
        return ""
    pairs = [pair for one, want in zip(got, wanted, strict=True) for pair in _leaves(one.value, want.value, rtol, atol)]
    if not pairs:
        return ""
    return _told_by_kind(pairs, rtol, atol) or _told_by_numbers(pairs, rtol, atol, concealed)


def told_by_inputs(inputs: Sequence[Case], misses: Sequence[int]) -> str:
    """Return of which kind are the inputs that fail, when all of them are of it and none that passes is.

    A kind is one of a few fixed words: it says where to look, and nothing of an input.
    """
    failing = [_traits(inputs[place]) for place in misses]
    passing = [_traits(one) for place, one in enumerate(inputs) if place not in set(misses)]
    if not failing or not passing:
        return ""
    shared = [trait for trait in failing[0] if all(trait in one for one in failing)]
    told = next((trait for trait in shared if not any(trait in one for one in passing)), "")
    return f"les entrées qui échouent, et elles seules, {told}" if told else ""


def _traits(one: Case) -> tuple[str, ...]:
    """Return the kinds of an input, the most telling first."""
    arrays = [array for each in (*one.args, *one.kwargs.values()) if (array := numbers_of(each)) is not None]
    tables = [array for array in arrays if array.ndim]
    main = tables[0] if tables else None
    numbers = np.concatenate([array.ravel() for array in tables or arrays] or [np.zeros(0)]).astype(np.complex128).real
    sizes, finite = np.abs(numbers), bool(np.isfinite(numbers).all())
    found = {
        "ont un tableau vide": any(isinstance(each, list | tuple | np.ndarray) and len(each) == 0 for each in one.args),
        "ont un tableau d'entiers": main is not None and main.dtype.kind in "iu",
        "ont un tableau en float32": main is not None and main.dtype == np.float32,
        "ont un seul élément": main is not None and main.size == 1,
        "ont une seule ligne": main is not None and main.ndim == 2 and len(main) == 1,
        "ont une seule colonne": main is not None and main.ndim == 2 and main.shape[1] == 1,
        "ont plus de deux dimensions": main is not None and main.ndim > 2,
        "ont une seule dimension": main is not None and main.ndim == 1,
        "ont de grandes valeurs (plus de 100)": finite and bool((sizes > 100).any()),
        "n'ont que de très petites valeurs (moins de 0,001)": finite and sizes.size > 0 and 0 < sizes.max() < 1e-3,
        "n'ont que des valeurs négatives": numbers.size > 0 and bool((numbers < 0).all()),
        "n'ont que des valeurs égales": numbers.size > 1 and bool((numbers == numbers[0]).all()),
        "n'ont que des zéros": numbers.size > 0 and not numbers.any(),
    }
    return tuple(trait for trait, holds in found.items() if holds)


def _leaves(got: Any, want: Any, rtol: float, atol: float) -> Iterator[tuple[Any, Any]]:
    """Yield what differs, piece by piece, as far as both are built alike."""
    if same_value(got, want, rtol, atol):
        return
    if isinstance(got, dict) and isinstance(want, dict) and got.keys() == want.keys():
        for key in want:
            yield from _leaves(got[key], want[key], rtol, atol)
    elif (
        isinstance(got, list | tuple)
        and isinstance(want, list | tuple)
        and len(got) == len(want)
        and (numbers_of(got) is None or numbers_of(want) is None)
    ):
        for one, other in zip(got, want, strict=True):
            yield from _leaves(one, other, rtol, atol)
    else:
        yield got, want


def _told_by_kind(pairs: Sequence[tuple[Any, Any]], rtol: float, atol: float) -> str:
    kinds = {(_kind(got), _kind(want)) for got, want in pairs}
    if len(kinds) != 1:
        return ""
    came, due = kinds.pop()
    if due == "un nombre" and came == "un tableau":
        arrays = [(numbers_of(got), want) for got, want in pairs]
        if all(array is not None and array.size == 1 for array, _ in arrays):
            right = all(array is not None and same_value(array.item(), want, rtol, atol) for array, want in arrays)
            told = "le nombre est le bon, mais il est dans un tableau" if right else "il y a un tableau d'un élément"
            return f"{told} : on attend un nombre, pas un tableau (`.item()`, ou un indice, l'en sort)"
    return f"on attend {due}, et non {came}" if came != due and came and due else ""


def _kind(value: Any) -> str:
    if isinstance(value, Opaque):
        return ""
    if isinstance(value, str):
        return "un texte"
    if isinstance(value, dict):
        return "un dictionnaire"
    if isinstance(value, set | frozenset):
        return "un ensemble (`set`), qui n'a pas d'ordre"
    if isinstance(value, list | tuple) and numbers_of(value) is None:
        return "une liste"
    numbers = numbers_of(value)
    if numbers is None:
        return ""
    return "un tableau" if numbers.ndim else "un nombre"


def _told_by_numbers(pairs: Sequence[tuple[Any, Any]], rtol: float, atol: float, concealed: bool) -> str:
    arrays = [(numbers_of(got), numbers_of(want)) for got, want in pairs]
    numbers = [(got, want) for got, want in arrays if got is not None and want is not None and want.size]
    if len(numbers) != len(arrays) or any(got.dtype.kind == "c" for got, _ in numbers):
        return ""

    def all_are(made: Any) -> bool:
        return all(
            got.shape == np.shape(made(want)) and same_value(got, made(want), rtol, atol) for got, want in numbers
        )

    if all(want.ndim == 2 for _, want in numbers) and all_are(np.transpose):
        return "les valeurs sont celles que l'on attend, transposées : lignes et colonnes sont échangées"
    if any(got.shape != want.shape for got, want in numbers):
        flat = all(got.size == want.size and same_value(got.ravel(), want.ravel(), rtol, atol) for got, want in numbers)
        return "les nombres sont les bons, mais la forme du tableau n'est pas celle que l'on attend" if flat else ""
    ours = np.concatenate([got.ravel() for got, _ in numbers]).astype(np.float64)
    theirs = np.concatenate([want.ravel() for _, want in numbers]).astype(np.float64)
    if not np.isfinite(ours[np.isfinite(theirs)]).all():
        return "un calcul sort des nombres (`inf` ou `nan`) : il déborde, divise par 0, ou prend le logarithme de 0"
    if not np.isfinite(theirs).all():
        return ""
    return _told_by_scale(ours, theirs, atol, all_are, concealed) or _told_by_order(numbers, rtol, atol)


def _told_by_scale(ours: np.ndarray, theirs: np.ndarray, atol: float, all_are: Any, concealed: bool) -> str:
    # One number, or small whole ones, are a multiple of another by chance.
    telling = len({f"{abs(number):.6g}" for number in theirs if abs(number) > 100 * atol}) > 1
    if telling and all_are(np.negative):
        return "les valeurs sont celles que l'on attend, de signe opposé"
    if telling:
        for factor, name in FACTORS.items():
            if all_are(lambda want, factor=factor: want * factor):
                share = "le même multiple" if concealed else name
                return f"chaque valeur est {share} de celle que l'on attend"
    for digits in range(7):
        # Only 0 and ±1 left of the decimals is a decision, not a rounding.
        if all_are(lambda want, digits=digits: np.round(want.astype(np.float64), digits)):
            if not np.isin(ours, (-1.0, 0.0, 1.0)).all():
                to = f"{digits} décimale{'s' if digits > 1 else ''}" if digits else "l'entier"
                rounded = "arrondies" if concealed else f"arrondies à {to}"
                return f"les valeurs sont celles que l'on attend, {rounded} : n'arrondissez qu'à l'affichage"
            return ""
    return ""


def _told_by_order(numbers: Sequence[tuple[np.ndarray, np.ndarray]], rtol: float, atol: float) -> str:
    if all(
        want.ndim == 1 and len(set(want.tolist())) > 2 and same_value(np.sort(got), np.sort(want), rtol, atol)
        for got, want in numbers
    ):
        return "les éléments sont les bons, mais pas dans l'ordre que l'on attend"
    return ""
