"""The one file to hand in: a copy of the notebook as it was saved, under the name that grading knows it by."""

from __future__ import annotations

import importlib
from pathlib import Path

from course_utils.device import on_colab
from course_utils.handin.locate import Notebook
from course_utils.handin.review import Said, Stored, is_unsaved, nothing_begun
from course_utils.whole import write_whole

FOLDER = "À rendre"


def prepare(notebook: Notebook, chapter: str, stored: Stored) -> list[Said]:
    """Write the file to hand in, unless it would be the wrong one, and return what is said of it.

    The text that says where the file is begins with two spaces. In Colab, the file is downloaded.
    """
    place = hand_in_file(notebook.folder, chapter)
    refused = _refused(notebook, chapter, stored)
    if refused:
        kept = f" Le fichier préparé avant est resté tel quel ({_shown(place)})." if place.is_file() else ""
        return [Said(False, f"→ Rendu : pas préparé. {refused}{kept}")]
    try:
        write_whole(place, notebook.content)
    except OSError as error:
        reason = f"impossible d'écrire {_shown(place)} ({error.strerror or error})"
        return [Said(False, f"→ Rendu : {reason}. Rendez votre notebook lui-même, sous le nom {place.name}.")]
    if on_colab():
        return [_downloaded(place)]
    return [
        Said(True, "✓ Rendu : fichier préparé. C'est lui, et lui seul, que vous déposez là où on vous l'a demandé :"),
        Said(True, f"  {place}"),
        Said(True, "Continuez à travailler dans votre notebook, pas dans cette copie : cette cellule la refait."),
    ]


def hand_in_file(folder: Path, chapter: str) -> Path:
    """Return where the file to hand in goes, for a notebook in `folder`: beside the chapters' folders, else there."""
    return (folder.parent if folder.name == chapter else folder) / FOLDER / f"{chapter}.ipynb"


def _refused(notebook: Notebook, chapter: str, stored: Stored) -> str:
    """Return why no file is to be written, with how to mend it; « » when it may be."""
    if notebook.chapter != chapter:
        return "Exécutez la dernière cellule du bon chapitre."
    if notebook.folder.name == FOLDER:
        return f"Vous êtes dans la copie à rendre : ouvrez votre notebook, en dehors de « {FOLDER} »."
    if is_unsaved(notebook, stored):
        return "Il y manquerait ce que vous venez d'exécuter : enregistrez (Ctrl + S), puis exécutez cette cellule."
    if nothing_begun(notebook, stored):
        return "Aucun exercice n'est commencé : exécutez cette cellule quand vous aurez répondu."
    return ""


def _downloaded(place: Path) -> Said:
    try:
        importlib.import_module("google.colab.files").download(str(place))  # there is no such package elsewhere
    except Exception:  # Colab's own way out, which may change without notice
        how = "« Fichier → Télécharger → Télécharger le fichier .ipynb »"
        said = f"→ Rendu : Colab n'a pas lancé le téléchargement. Utilisez {how}, et nommez le fichier {place.name}."
        return Said(False, said)
    told = "C'est ce fichier, et lui seul, que vous déposez là où on vous l'a demandé."
    return Said(True, f"✓ Rendu : votre navigateur télécharge {place.name}. {told}")


def _shown(place: Path) -> str:
    return f"{place.parent.name}/{place.name}"
