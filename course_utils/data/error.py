"""What is wrong with the data, in one French sentence that also says how to mend it."""

from __future__ import annotations

from pathlib import Path

from course_utils.data.sources import short
from course_utils.french import typeset


class DataError(Exception):
    """One French sentence: what is wrong, and how to mend it. A notebook shows it without a traceback."""

    def __init__(self, sentence: str) -> None:
        super().__init__(typeset(sentence))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [str(self)]


def damaged(path: Path, what: str) -> DataError:
    """Return the error for a file that `what` (« est tronqué ») is wrong with."""
    return DataError(
        f"Le fichier `{short(path)}` {what} : effacez-le ou remplacez-le par une copie intacte, "
        "puis relancez cette cellule."
    )
