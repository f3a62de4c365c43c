"""One answer for an exercise, among all the cells that claim to be it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.submissions.repair.match import Found
from autograder.submissions.repair.places import Place
from autograder.submissions.repair.text import defined, essence, is_python


@dataclass(frozen=True, eq=False)
class Answer:
    """What answers one exercise.

    `found` goes in the exercise's place, or, when not `in_place`, stays where it is if that is further down; None when
    no cell is the answer alone. The checks come after the cells `after`, which define what is asked for. `left_out`
    are copies and stubs that are dropped, `silenced` rivals that are kept without being run.
    """

    place: Place
    found: Found | None = None
    in_place: bool = True
    after: tuple[Found, ...] = ()
    left_out: tuple[Found, ...] = ()
    silenced: tuple[Found, ...] = ()
    notes: tuple[str, ...] = ()
    ambiguous: bool = False


def answer_to(place: Place, found: Sequence[Found]) -> Answer:
    """Return what answers the exercise of `place` in a submission whose pieces are `found`."""
    claims = _claims(place, found)
    best = max(claims, key=lambda one: (_touched(one, place), _defines_all(one, place), one.piece.order), default=None)
    chosen = _chosen(place, best, claims)
    given = _defined(best) if best is not None and _touched(best, place) else frozenset()
    lacking = place.names - given
    others = [one for one in found if place in one.by_names and _defined(one) & lacking]
    if not lacking or not others:
        return chosen
    enough = lacking <= frozenset().union(*(_defined(one) for one in others))
    if best is not None and (given & place.names or not enough):
        return replace(chosen, after=tuple(others))  # a part of the answer is here, the rest there
    return _pasted(place, best, chosen, others)


def _claims(place: Place, found: Sequence[Found]) -> list[Found]:
    """The pieces that are this answer by a strong sign, or by likeness; text counts as code only for want of code."""
    claims = [one for one in found if one.place is place]
    claims = [one for one in claims if not one.piece.is_blank] or claims[:1]
    right_kind = [one for one in claims if one.piece.kind == place.cell.kind or _defines_all(one, place)]
    return right_kind or claims


def _touched(one: Found, place: Place) -> bool:
    return not one.piece.is_blank and not place.holds(one.piece.source)


def _defined(one: Found) -> frozenset[str]:
    return defined(one.piece.source)


def _defines_all(one: Found, place: Place) -> bool:
    return bool(place.names) and place.names <= _defined(one)


def _chosen(place: Place, best: Found | None, claims: Sequence[Found]) -> Answer:
    if best is None or len(claims) == 1:
        return Answer(place, best)
    losers = [one for one in claims if one is not best]
    text, exercise = essence(best.piece.source), place.cell.exercise
    same = [one for one in losers if not _touched(one, place) or essence(one.piece.source) == text]
    rivals = [one for one in losers if one not in same]
    notes = []
    if same:
        last = best.piece.order == max(one.piece.order for one in claims)
        kept = "la dernière" if last else f"la cellule {best.piece.number}"
        repeated = "répétait" if len({one.piece.number for one in same}) == 1 else "répétaient"
        cells = _cells(same)
        notes.append(f"{cells[0].upper()}{cells[1:]} {repeated} la réponse à « {exercise} » : {kept} a été retenue.")
    if rivals:
        notes.append(
            f"Plusieurs réponses différentes à « {exercise} » : celle de la cellule {best.piece.number} est notée, "
            f"{_cells(rivals)} {'est gardée' if len(rivals) == 1 else 'sont gardées'} sans être "
            f"{'exécutée' if len(rivals) == 1 else 'exécutées'}."
        )
    return Answer(place, best, left_out=tuple(same), silenced=tuple(rivals), notes=tuple(notes), ambiguous=bool(rivals))


def _pasted(place: Place, best: Found | None, chosen: Answer, others: Sequence[Found]) -> Answer:
    """The answer stands in cells that only their names tell: its own cell is a stub, broken, or gone."""
    complete = [one for one in others if _defines_all(one, place)]
    last = (complete or others)[-1]
    alone = last.place is None and len(last.by_names) == 1
    exercise = place.cell.exercise
    left_out, silenced, notes, ambiguous = chosen.left_out, chosen.silenced, list(chosen.notes), chosen.ambiguous
    if best is not None:
        why = "n'a pas été remplie"
        if not _touched(best, place):
            left_out += (best,)
        elif is_python(best.piece.source):
            why = "ne la contient pas"
        else:
            silenced, ambiguous, why = (*silenced, best), True, "n'est pas du Python complet"
        notes.append(
            f"La cellule {best.piece.number}, prévue pour la réponse à « {exercise} », {why} : "
            f"la réponse a été trouvée dans {_cells(others)}."
        )
    if len({essence(one.piece.source) for one in complete}) > 1:
        ambiguous = True
        notes.append(f"La réponse à « {exercise} » est donnée par {_cells(complete)} : la dernière est notée.")
    return Answer(
        place=place,
        found=last if alone else None,
        in_place=False,
        after=tuple(others),
        left_out=left_out,
        silenced=silenced,
        notes=tuple(notes),
        ambiguous=ambiguous,
    )


def _cells(found: Sequence[Found]) -> str:
    """Name cells: « la cellule 7 », « les cellules 3, 7 et 9 »."""
    numbers = [str(number) for number in sorted({one.piece.number for one in found})]
    if len(numbers) == 1:
        return f"la cellule {numbers[0]}"
    return f"les cellules {', '.join(numbers[:-1])} et {numbers[-1]}"
