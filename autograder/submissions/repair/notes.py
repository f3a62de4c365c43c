"""What was done to a submission, in French: one sentence for every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from autograder.submissions.read import shown
from autograder.submissions.repair.claims import Claim, Matching
from autograder.submissions.repair.layout import Layout
from autograder.submissions.repair.match import Match
from autograder.submissions.repair.places import Place

_ONE_BY_ONE = 3  # more cells than these share one sentence
_OLDER = "Ce travail part d'une version antérieure du chapitre : il a été reporté sur la version actuelle."
_MOVED = "L'ordre des cellules avait changé : celui du chapitre a été rétabli."


def notes_on(matching: Matching, layout: Layout) -> list[str]:
    """Return what was done to a submission, each thing said once."""
    notes = [
        *([_OLDER] if matching.older else []),
        *_taken_apart(matching),
        *(_joined(one) for one in matching.matches if one.joined),
        *(note for claim in matching.claims.values() for note in _on_claim(claim)),
        *([_MOVED] if layout.is_out_of_order and not matching.older else []),
        *_restored_lessons(matching),
        *_retyped(matching, layout),
        *(note for one in matching.matches for note in _on_cell(one, matching, layout)),
        *_repeated(layout),
        *(_late(exercise, after) for exercise, after in layout.late.items()),
        *_restored_checks(matching),
        *(_lost(exercise) for exercise, claim in matching.claims.items() if not claim.is_given),
        *(_removed(one.removed) for one in matching.matches if one.removed),
    ]
    return list(dict.fromkeys(notes))


def _taken_apart(matching: Matching) -> list[str]:
    parts = Counter(piece.number for piece in matching.pieces)
    return [
        f"La cellule {number} en réunissait plusieurs : elles ont été séparées."
        for number, count in parts.items()
        if count > 1
    ]


def _joined(one: Match) -> str:
    place, numbers = one.place or one.by_names[0], one.joined
    if one.under_question:
        told = f"se trouvait sous la question, cellule {numbers[1]} : elle y a été jointe"
    else:
        which = f"{numbers[0]} {'et' if len(numbers) == 2 else 'à'} {numbers[-1]}"
        told = f"était coupée en {len(numbers)} (cellules {which}) : elle a été recollée"
    return f"La réponse à « {place.exercise} » {told}."


def _on_claim(claim: Claim) -> list[str]:
    notes = []
    if claim.best and claim.copies:
        notes.append(_copies(claim, claim.best))
    if claim.best and claim.rivals:
        notes.append(_rivals(claim, claim.best))
    if claim.best and claim.only_elsewhere:
        notes.append(_elsewhere(claim, claim.best))
    if claim.is_given_twice:
        given = _cells(claim.complete)
        notes.append(f"La réponse à « {claim.place.exercise} » est donnée par {given} : la dernière est notée.")
    return notes


def _copies(claim: Claim, best: Match) -> str:
    last = all(best.piece.order > one.piece.order for one in (*claim.copies, *claim.rivals))
    kept = "la dernière" if last else f"la cellule {best.piece.number}"
    repeated = "répétait" if len({one.piece.number for one in claim.copies}) == 1 else "répétaient"
    cells = _cells(claim.copies)
    told = f"{repeated} la réponse à « {claim.place.exercise} » : {kept} a été retenue"
    return f"{cells[0].upper()}{cells[1:]} {told}."


def _rivals(claim: Claim, best: Match) -> str:
    one = len(claim.rivals) == 1
    return (
        f"Plusieurs réponses différentes à « {claim.place.exercise} » : celle de la cellule {best.piece.number} est "
        f"notée, {_cells(claim.rivals)} {'est gardée' if one else 'sont gardées'} sans être "
        f"{'exécutée' if one else 'exécutées'}."
    )


def _elsewhere(claim: Claim, best: Match) -> str:
    why = "ne la contient pas"
    if claim.stub:
        why = "n'a pas été remplie"
    elif claim.broken:
        why = "n'est pas du Python complet"
    return (
        f"La cellule {best.piece.number}, prévue pour la réponse à « {claim.place.exercise} », {why} : "
        f"la réponse a été trouvée dans {_cells(claim.elsewhere)}."
    )


def _restored_lessons(matching: Matching) -> list[str]:
    there = _places_given(matching)
    lost = [one for one in matching.known.lessons if one.cell.kind == "code" and one.index not in there]
    if not lost:
        return []
    if len(lost) == 1:
        return [f"Une cellule de la leçon ({_title(lost[0])}) manquait : elle a été remise."]
    return [f"{len(lost)} cellules de code de la leçon manquaient : elles ont été remises."]


def _restored_checks(matching: Matching) -> list[str]:
    if matching.older:  # which may not have had them
        return []
    there = _places_given(matching)
    lost = [exercise for exercise, place in matching.known.checks.items() if place.index not in there]
    if not lost:
        return []
    if len(lost) == 1:
        return [f"La cellule de vérification de « {lost[0]} » manquait : elle a été remise."]
    names = ", ".join(f"« {exercise} »" for exercise in lost)
    return [f"Les cellules de vérification de {names} manquaient : elles ont été remises."]


def _places_given(matching: Matching) -> set[int]:
    return {one.place.index for one in matching.matches if one.place is not None}


def _title(place: Place) -> str:
    return f"« {place.text.strip().split(chr(10), 1)[0][:60]} »"


def _retyped(matching: Matching, layout: Layout) -> list[str]:
    changed = [
        (one.piece.number, place.cell.kind)
        for one in matching.matches
        if (place := layout.filled.get(one.piece.order)) is not None and one.piece.kind != place.cell.kind
    ]
    if len(changed) > _ONE_BY_ONE:
        return [f"{len(changed)} cellules avaient changé de type : elles ont retrouvé le leur."]
    again = {"code": "du code", "markdown": "du texte"}
    return [f"La cellule {n} avait changé de type : elle est de nouveau {again[kind]}." for n, kind in changed]


def _on_cell(one: Match, matching: Matching, layout: Layout) -> list[str]:
    notes, number, place = [], one.piece.number, one.place
    if place is not None and place.is_checks and not (matching.older or place.holds(one.wording)):
        lost = f"n'avait plus le texte des vérifications de « {place.exercise} »"
        notes.append(f"La cellule {number} {lost} : il a été remis.")
    if one.contradicted is not None and one.piece.order in layout.keys:
        label = f"portait l'étiquette de « {one.contradicted.exercise} »"
        notes.append(f"La cellule {number} {label} : elle a été placée d'après son contenu.")
    return notes


def _repeated(layout: Layout) -> list[str]:
    copies = {one.piece.number for one in layout.repeated}
    if not copies:
        return []
    if len(copies) == 1:
        return [f"La cellule {min(copies)} répétait une cellule du chapitre : une seule a été gardée."]
    return [f"{len(copies)} cellules répétaient celles du chapitre : une seule de chaque a été gardée."]


def _late(exercise: str, after: Match) -> str:
    moved = f"ont été placées après la cellule {after.piece.number}"
    return f"Les vérifications de « {exercise} » {moved}, où la réponse est complète."


def _lost(exercise: str) -> str:
    return f"La cellule de réponse de « {exercise} » n'a pas été retrouvée."


def _removed(exercise: str) -> str:
    return f"L'exercice « {shown(exercise)} » n'est plus dans ce chapitre : la réponse est gardée sans être notée."


def _cells(matches: Sequence[Match]) -> str:
    """Name cells: « la cellule 7 », « les cellules 3, 7 et 9 »."""
    numbers = [str(number) for number in sorted({one.piece.number for one in matches})]
    if len(numbers) == 1:
        return f"la cellule {numbers[0]}"
    return f"les cellules {', '.join(numbers[:-1])} et {numbers[-1]}"
