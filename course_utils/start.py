"""The first line of every notebook: is what it needs here, and does it match this course_utils?"""

from __future__ import annotations

import importlib.metadata
import sys

from course_utils.french import typeset
from course_utils.style import use_style

PYTHON = (3, 10)
NUMPY = (1, 23)


def start(chapter: str, release: str) -> None:
    """Make ready to read `chapter` (« 00_start »), whose notebook carries the digest `release`.

    Prints one French sentence for each thing that should be mended, else that all is ready. It never stops the
    notebook, and writes nothing on the error stream: plain nbgrader would take the points for that.
    """
    use_style()
    _follow(chapter)
    sentences = [*outdated(sys.version_info[:2], _installed("numpy")), *mismatch(chapter, release)]
    print(typeset("\n".join(sentences) or "Tout est prêt : bonne lecture !"))


def outdated(python: tuple[int, ...], numpy: tuple[int, ...] | None) -> list[str]:
    """Return a sentence for each of Python and NumPy (None: absent) that is older than the course needs."""
    sentences = []
    if python < PYTHON:
        sentences.append(
            f"Ce cours demande Python {_dotted(PYTHON)} ou plus récent et vous avez {_dotted(python)} : "
            "installez un Python récent, ou ouvrez le notebook dans Colab."
        )
    if numpy is None:
        sentences.append("NumPy n'est pas installé : exécutez `%pip install numpy`, puis redémarrez le noyau.")
    elif numpy < NUMPY:
        sentences.append(
            f"Ce cours demande NumPy {_dotted(NUMPY)} ou plus récent et vous avez {_dotted(numpy)} : "
            "exécutez `%pip install -U numpy`, puis redémarrez le noyau."
        )
    return sentences


def mismatch(chapter: str, release: str) -> list[str]:
    """Return a sentence when the installed outcomes of the visible checks are not those of this notebook."""
    from course_utils.chapters.reader import read_chapter

    stored = read_chapter(chapter)
    if stored is not None and release in (stored.get("release"), *stored.get("earlier", ())):
        return []
    return [
        "Mettez à jour course_utils, ou reprenez une copie récente du notebook : ils ne vont pas ensemble, "
        "et les vérifications pourraient se tromper."
    ]


def _follow(chapter: str) -> None:
    """In a notebook, bring `%%recommencer`, short sentences for what stops, and follow the answers' cells."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        from course_utils.answered import follow
        from course_utils.restart import register
        from course_utils.stops import shorten

        register(shell, chapter)
        shorten(shell, chapter)
        follow(shell)


def _installed(package: str) -> tuple[int, ...] | None:
    """Return the first two numbers of an installed package's version, without importing it; None when absent."""
    try:
        version = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
    return tuple(int(number) for number in version.split(".")[:2])


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
