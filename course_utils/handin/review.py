"""What is said of a notebook before it is handed in: pure sentences, from its cells and from how they ran."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course_utils.handin.fresh import FreshRun
from course_utils.handin.locate import Notebook

_HELPS = ("quiz", "review")
_SHOWN = 3  # cells that stop: a notebook run out of order has many, and the first ones say it all
_LONGEST = 40

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """One matter: `fine`, or to be mended; `text` is a French sentence or two."""

    fine: bool
    text: str


def look(notebook: Notebook, chapter: str, stored: Stored) -> list[Said]:
    """Return what the file shows without being run: is it the right one, saved, with its markers; what is not done."""
    return [
        *_file(notebook, chapter),
        *_unsaved(notebook, stored),
        *_markers(notebook, stored),
        _untouched(notebook, stored),
    ]


def is_unsaved(notebook: Notebook, stored: Stored) -> bool:
    """Tell whether an answer that was run is not in the file."""
    return bool(_unsaved(notebook, stored))


def nothing_begun(notebook: Notebook, stored: Stored) -> bool:
    """Tell whether every exercise is as it was."""
    return bool(stored["stubs"]) and len(_not_begun(notebook, stored)) == len(stored["stubs"])


def cells_to_run(notebook: Notebook, demos: bool = False) -> list[tuple[int, str]]:
    """Return (index, source) of the code cells that grading would run, with the demonstrations if `demos` is true."""
    left_out = _HELPS if demos else (*_HELPS, "demo")
    return [
        (index, cell["source"])
        for index, cell in enumerate(notebook.cells)
        if cell["cell_type"] == "code" and cell["source"].strip() and _role(cell) not in left_out
    ]


def wants_demos(notebook: Notebook, runs: Sequence[FreshRun]) -> bool:
    """Tell whether a cell stopped for want of a name that a demonstration may define."""
    demos = "\n".join(cell["source"] for cell in notebook.cells if _role(cell) == "demo")
    return any(run.error == "NameError" and run.missing in demos for run in runs)


def look_at_run(notebook: Notebook, stored: Stored, runs: Sequence[FreshRun], seconds: float) -> list[Said]:
    """Return what running the notebook from the top has shown: the cells that stop, then the visible checks."""
    checks = _exercises_checked(notebook, stored)
    idle = {_title(stored["markers"], name) for name in _not_begun(notebook, stored)}
    bad = [run for run in runs if _is_bad(run, notebook.cells[run.index], run.index in checks, bool(idle))]
    lines = [Said(False, f"→ Exécution : {_stopped(notebook, run, seconds)}") for run in bad[:_SHOWN]]
    if len(bad) > _SHOWN:
        lines.append(Said(False, f"→ Exécution : {len(bad) - _SHOWN} autres cellules s'arrêtent plus bas."))
    if not bad:
        lines = [Said(True, "✓ Exécution : le notebook va jusqu'au bout.")]
    passed = [checks[run.index] for run in runs if run.index in checks and run.status == "ran"]
    failed = [run for run in runs if run.index in checks and run.status == "raised" and checks[run.index] not in idle]
    lines += [Said(False, f"→ Vérifications de l'{_small(checks[run.index])} : {run.message}") for run in failed]
    if passed:
        lines.append(Said(True, f"✓ Vérifications visibles réussies : {len(passed)} sur {len(checks)}."))
    return lines


def conclusion(lines: Iterable[Said]) -> str:
    """Return the last sentence of the report."""
    if all(line.fine for line in lines):
        return "Tout est en ordre : vous pouvez rendre ce fichier."
    return "Reprenez les lignes qui commencent par →, enregistrez, puis exécutez cette cellule à nouveau."


def _is_bad(run: FreshRun, cell: Mapping[str, Any], is_check: bool, idle: bool) -> bool:
    """A cell that needs an answer not given yet may stop, and so may a check: neither is the notebook's fault."""
    if run.status != "raised":
        return run.status != "ran"
    expected = idle and "raises-exception" in cell.get("metadata", {}).get("tags", [])
    return not (is_check or run.awaits or expected)


def _file(notebook: Notebook, chapter: str) -> list[Said]:
    lines = []
    if notebook.chapter != chapter:
        lines.append(Said(False, f"→ Fichier : c'est le chapitre {notebook.chapter} ; cette cellule vient d'un autre."))
    if notebook.age is None:
        return [*lines, Said(True, "✓ Fichier : le notebook ouvert dans Colab.")]
    saved = f"{notebook.name}, enregistré {_ago(notebook.age)}"
    lines.append(Said(True, f"✓ Fichier : {saved}. Si vous avez écrit depuis : Ctrl + S, puis relancez cette cellule."))
    return lines


def _unsaved(notebook: Notebook, stored: Stored) -> list[Said]:
    """An answer that was run and is not in the file would be lost."""
    lines = []
    for cell_id, marker in _in_order(stored):
        ran = [source for source in notebook.ran if _same(_first(source), marker)]
        written = [cell["source"] for cell in notebook.cells if _same(_first(cell["source"]), marker)]
        if ran and written and not any(_same(ran[-1], source) for source in written) and _is_answer(cell_id):
            lines.append(
                Said(
                    False,
                    f"→ {_bare(marker)} : ce que vous avez exécuté n'est pas dans le fichier. Exécutez cette cellule, "
                    "enregistrez (Ctrl + S), puis exécutez celle-ci.",
                )
            )
    return lines


def _markers(notebook: Notebook, stored: Stored) -> list[Said]:
    firsts = [_first(cell["source"]) for cell in notebook.cells]
    lines = []
    for cell_id, marker in _in_order(stored):
        found = sum(_same(first, marker) for first in firsts)
        if found == 0 and _is_answer(cell_id):
            lines.append(
                Said(False, f"→ Repères : « {marker} » manque. Remettez-le, seul sur la première ligne de la réponse.")
            )
        elif found == 0:
            lines.append(
                Said(
                    False,
                    f"→ Repères : « {marker} » manque. La correction remettra cette cellule ; pour la revoir, "
                    "reprenez-la dans une copie neuve du chapitre.",
                )
            )
        elif found > 1:
            lines.append(
                Said(False, f"→ Repères : {found} cellules commencent par « {marker} ». Ôtez-le de toutes sauf une.")
            )
    return lines or [Said(True, "✓ Repères : tous en place.")]


def _untouched(notebook: Notebook, stored: Stored) -> Said:
    idle = [_title(stored["markers"], name) for name in _not_begun(notebook, stored)]
    if not idle:
        return Said(True, "✓ Exercices : tous commencés.")
    return Said(False, f"→ Exercices : pas encore commencés : {_listed(idle)}. Les autres seront notés sans eux.")


def _not_begun(notebook: Notebook, stored: Stored) -> list[str]:
    """Return the exercises whose answer is the stub, or its marker alone."""
    idle = []
    for exercise, stub in sorted(stored["stubs"].items(), key=lambda item: _number(item[1])):
        marker = _first(stub)
        answers = [cell["source"] for cell in notebook.cells if _same(_first(cell["source"]), marker)]
        if answers and all(_same(answer, stub) or _same(answer, marker) for answer in answers):
            idle.append(exercise)
    return idle


def _exercises_checked(notebook: Notebook, stored: Stored) -> dict[int, str]:
    """Return, by the index of each checks cell, its exercise's title."""
    markers = {" ".join(marker.split()): name for name, marker in stored["markers"].items() if not _is_answer(name)}
    firsts = {index: " ".join(_first(cell["source"]).split()) for index, cell in enumerate(notebook.cells)}
    return {
        index: _title(stored["markers"], markers[first].removesuffix("-checks"))
        for index, first in firsts.items()
        if first in markers
    }


def _stopped(notebook: Notebook, run: FreshRun, seconds: float) -> str:
    where = _where(notebook, run.index)
    if run.status == "too slow":
        return (
            f"{where} tourne encore après {seconds:g} secondes. Une boucle qui ne finit pas ? Sinon, essayez avec "
            "moins d'époques. La suite n'a pas été exécutée."
        )
    if run.status == "killed":
        return (
            f"{where} met fin à Python tout entier : manque de mémoire, ou un appel qui ferme le programme. La suite "
            "n'a pas été exécutée."
        )
    advice = {
        "NameError": f"Aucune cellule plus haut ne définit `{run.missing}` : elle est plus bas, ou a été effacée.",
        "ModuleNotFoundError": f"Le module `{run.missing}` n'est pas installé : la correction ne l'aura pas non plus.",
        "NoKeyboard": "Écrivez la valeur dans le code.",
        "SyntaxError": "Relisez cette ligne : une parenthèse, un deux-points ou un guillemet manque souvent.",
        "IndentationError": "Alignez les lignes d'un même bloc, quatre espaces plus à droite que celle qui l'ouvre.",
    }.get(run.error, "« Redémarrer et tout exécuter » vous montrera la même erreur, à sa place.")
    return f"{where} s'arrête (`{run.error}: {run.message}`). {advice}"


def _where(notebook: Notebook, index: int) -> str:
    lines = [line.strip() for line in notebook.cells[index]["source"].strip().split("\n")]
    first = lines[0] if len(lines[0]) <= _LONGEST else f"{lines[0][:_LONGEST]}…"
    return f"la cellule qui commence par `{first}` (la {index + 1}e du notebook)"


def _role(cell: Mapping[str, Any]) -> str:
    return str(cell.get("metadata", {}).get("course", {}).get("role", ""))


def _is_answer(cell_id: str) -> bool:
    return not cell_id.endswith("-checks")


def _title(markers: Mapping[str, str], exercise: str) -> str:
    """Return « Exercice 2 · neuron » for an exercise's id."""
    return _bare(markers.get(f"{exercise}-solution") or markers.get(f"{exercise}-answer") or exercise)


def _bare(marker: str) -> str:
    return marker.strip("#* ")


def _in_order(stored: Stored) -> list[tuple[str, str]]:
    """Return (cell's id, marker) in the order of the exercises."""
    return sorted(stored["markers"].items(), key=lambda item: _number(item[1]))


def _number(text: str) -> int:
    """Return the exercise's number in a text that begins with its marker."""
    found = re.search(r"\d+", _first(text))
    return int(found.group()) if found else 0


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _first(source: str) -> str:
    return source.strip().split("\n", 1)[0]


def _same(one: str, other: str) -> bool:
    """Texts that differ by spaces alone are the same: editors and browsers change them."""
    return one.split() == other.split()


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"


def _ago(seconds: float) -> str:
    if seconds < 90:
        return "à l'instant"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"il y a {minutes} minutes"
    hours = round(minutes / 60)
    return f"il y a {hours} heures" if hours < 36 else f"il y a {round(hours / 24)} jours"
