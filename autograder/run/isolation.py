"""Which isolation a grading uses: `strict` demands it, `auto` takes it where it works, `none` does without."""

from __future__ import annotations

import functools
from typing import Literal

from autograder.course.folder import CourseError

Wish = Literal["strict", "auto", "none"]
WISHES: tuple[Wish, ...] = ("strict", "auto", "none")


def isolation(wish: Wish) -> tuple[bool, str]:
    """Return whether candidates will be isolated, and a French sentence when they will not.

    Raises CourseError when `strict` cannot be kept.
    """
    if wish == "none":
        return False, "Attention : le code des étudiants s'exécute ici sans isolement."
    trouble = why_not()
    if not trouble:
        return True, ""
    if wish == "strict":
        raise CourseError(
            f"L'isolement du code des étudiants n'est pas possible ici : {trouble} Pour du code en qui vous avez "
            "confiance seulement, --sandbox none s'en passe."
        )
    return False, f"Attention : le code des étudiants s'exécute ici sans isolement, car {trouble}"


@functools.cache
def why_not() -> str:
    """Return what is missing for isolation, as a French sentence with its remedy; empty when nothing is."""
    import shutil
    import sys

    if sys.platform != "linux":
        return "il demande Linux ; sous macOS ou Windows, notez dans WSL ou dans un conteneur."
    if shutil.which("bwrap") is None:
        return "bubblewrap n'est pas installé (« apt install bubblewrap », ou « dnf install bubblewrap »)."
    return _trial()


def _trial() -> str:
    """Fork one isolated candidate for real: only that tells whether the system allows it."""
    from autograder.run.forkserver import ForkServer
    from autograder.run.remote import CandidateLost, NotIsolated

    try:
        with ForkServer(libraries=(), isolated=True) as server:
            candidate = server.fork()
            candidate.run_cell("pass")
            candidate.close()
    except NotIsolated as error:
        return _refused(str(error))
    except (CandidateLost, RuntimeError, OSError) as error:
        answer = _answer_to_namespaces()
        return _refused(answer) if answer else _broken(str(error))
    return ""


def _answer_to_namespaces() -> str:
    """Ask for the namespaces alone, with the whole system in sight; return what is answered when they are refused."""
    import subprocess

    from autograder.run.sandbox import empty_sandbox

    try:
        tried = subprocess.run(empty_sandbox(), capture_output=True, text=True, errors="replace", timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return tried.stderr.strip() or f"code {tried.returncode}" if tried.returncode else ""


def _refused(answer: str) -> str:
    return (
        "le système refuse les espaces de noms d'utilisateurs (fréquent dans un conteneur : lancez-le avec le "
        f"droit d'en créer, ou notez hors du conteneur) ; il a répondu « {_last_line(answer)} »."
    )


def _broken(answer: str) -> str:
    return (
        "le bac à sable s'ouvre, mais le programme qui y exécute leur code ne démarre pas (un environnement abîmé se "
        f"refait par « make clean », puis « make setup ») ; il a répondu « {_last_line(answer)} »."
    )


def _last_line(answer: str) -> str:
    return answer.strip().splitlines()[-1]
