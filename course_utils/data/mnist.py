"""MNIST, wherever it is: a folder of one's own, the caches of Keras and torchvision, a download, else a substitute."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from course_utils.data.digits import builtin_digits
from course_utils.data.download import NotFetched, fetch
from course_utils.data.error import DataError
from course_utils.data.idx import idx_files, read_idx
from course_utils.data.npz import read_npz
from course_utils.data.parts import MNIST, Recipe
from course_utils.data.sources import (
    ARCHIVE,
    OFFLINE,
    download_folder,
    inside,
    keras_archive,
    network_allowed,
    own_folder,
    short,
    torchvision_folders,
)
from course_utils.french import typeset

if TYPE_CHECKING:
    import numpy as np

_COLUMNS = 96
_TO_HAVE_MNIST = "Pour MNIST, donnez le dossier qui le contient : `load_mnist(folder)`, ou la variable COURSE_DATA."


@dataclass(frozen=True, eq=False, repr=False)
class Digits:
    """Images of handwritten digits with what they are.

    `x_train` (n, 28, 28) and `x_test` (m, 28, 28) are uint8, 0 for the ground and 255 for full ink; `y_train` (n,)
    and `y_test` (m,) are int64, from 0 to 9. `name` is « MNIST » or « chiffres de scikit-learn », `source` the file,
    folder or package they were read from, and `note` one French line on it. The arrays are the caller's to change.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    name: str
    source: str
    note: str

    def __repr__(self) -> str:
        return self.note


def load_mnist(folder: str | os.PathLike[str] | None = None, *, quiet: bool = False) -> Digits:
    """Return MNIST, or real digits in its place, and print a French line on which, unless `quiet`.

    The first of these that has it is read, and checked to the last byte:

    1. `folder`, where it must be: `mnist.npz` (or its own path), or the four IDX files, compressed by gzip or not,
       there or in `mnist/` or `MNIST/raw/` below;
    2. the folder that COURSE_DATA names, in the same way;
    3. the cache of Keras, `~/.keras/datasets/mnist.npz` (KERAS_HOME counts);
    4. those of torchvision, `MNIST/raw/` in `./data`, `.` and `~/data`;
    5. the course's own cache, `~/.cache/deep-learning-course/mnist` (XDG_CACHE_HOME counts);
    6. a download from several mirrors, kept in COURSE_DATA, else in that cache; never when COURSE_OFFLINE=1;
    7. the 1,797 digits of scikit-learn, enlarged (see `course_utils.data.digits`).

    Raises DataError, one French sentence, when a file is truncated, damaged or not MNIST's, when `folder` has no
    MNIST, and when not even scikit-learn is there.
    """
    digits = load(MNIST, None if folder is None else Path(folder).expanduser())
    if not quiet:
        # A notebook would cut a long line anywhere, in the middle of a word.
        print(fill(digits.note, _COLUMNS, break_long_words=False, break_on_hyphens=False))
    return digits


def load(recipe: Recipe, folder: Path | None = None) -> Digits:
    """See `load_mnist`; `recipe` says which arrays are looked for."""
    if folder is not None:
        found = _first(inside(folder) if folder.is_dir() else [folder], recipe)
        if found is None:
            raise DataError(
                f"Le dossier `{short(folder)}` ne contient pas MNIST : mettez-y `{ARCHIVE}`, ou les quatre fichiers "
                f"{', '.join(f'`{part.file}.gz`' for part in recipe.parts)}."
            )
        return found
    own = own_folder()
    places = [] if own is None else inside(own)
    found = _first([*places, keras_archive(), *torchvision_folders(), download_folder()], recipe)
    if found is not None:
        return found
    if not network_allowed():
        return _substitute(f"le réseau est interdit par {OFFLINE}")
    try:
        fetch(recipe, download_folder())
    except NotFetched as error:
        return _substitute(f"le téléchargement n'a pas abouti ({error})")
    except OSError as error:
        return _substitute(f"`{short(download_folder())}` ne s'écrit pas ({error.strerror or error})")
    found = _first([download_folder()], recipe)
    assert found is not None  # every file has just been checked
    return found


def _first(places: list[Path], recipe: Recipe) -> Digits | None:
    """Read the first of `places`, archives or folders, that has the data set whole; None if none has."""
    for place in places:
        archive = place / ARCHIVE if place.is_dir() else place
        if archive.is_file():
            return _mnist(read_npz(archive, recipe.parts), archive)
        files = idx_files(place, recipe.parts)
        if len(files) == len(recipe.parts):
            return _mnist({part.field: read_idx(files[part.field], part) for part in recipe.parts}, place)
    return None


def _mnist(arrays: dict[str, np.ndarray], place: Path) -> Digits:
    note = f"Données : MNIST, lu dans `{short(place)}` ({_counts(arrays['x_train'], arrays['x_test'])})."
    return Digits(
        arrays["x_train"],
        arrays["y_train"].astype("int64"),
        arrays["x_test"],
        arrays["y_test"].astype("int64"),
        "MNIST",
        str(place),
        typeset(note),
    )


def _substitute(why: str) -> Digits:
    """Return the digits of scikit-learn, with the reason `why` MNIST is not there."""
    try:
        x_train, y_train, x_test, y_test = builtin_digits()
    except ImportError:
        raise DataError(
            f"MNIST n'est pas sur cette machine, {why}, et scikit-learn, qui fournirait d'autres chiffres, n'est pas "
            "installé : exécutez `%pip install scikit-learn`, puis redémarrez le noyau."
        ) from None
    note = (
        f"Données : les chiffres de scikit-learn, agrandis de 8 × 8 à 28 × 28 pixels ({_counts(x_train, x_test)}), "
        f"à la place de MNIST, car {why}. {_TO_HAVE_MNIST}"
    )
    return Digits(x_train, y_train, x_test, y_test, "chiffres de scikit-learn", "sklearn.datasets", typeset(note))


def _counts(train: np.ndarray, test: np.ndarray) -> str:
    return f"{_spaced(len(train))} images d'entraînement, {_spaced(len(test))} de test"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
