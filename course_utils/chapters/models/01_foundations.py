# Réponses commentées du chapitre « Les fondamentaux », construites depuis notebooks/01_foundations.md par « course build ».


# %% to_channels_first :
import numpy as np


def to_channels_first(images):
    """Return the images as float32 between 0 and 1, of shape (N, 3, H, W).

    `images` is an array of shape (N, H, W, 3), uint8, from 0 to 255, N >= 0. It is left unchanged.
    """
    return images.transpose(0, 3, 1, 2).astype(np.float32) / 255


# %% one_hot :
import numpy as np


def one_hot(labels, n_classes):
    """Return the one-hot rows of `labels`, a float32 array of shape (n, n_classes).

    `labels` is an integer array of shape (n,), n >= 0. Raises ValueError when a label is not in 0 … n_classes - 1.
    """
    if ((labels < 0) | (labels >= n_classes)).any():
        raise ValueError("une étiquette sort de la liste des classes")
    rows = np.zeros((len(labels), n_classes), dtype=np.float32)
    rows[np.arange(len(labels)), labels] = 1
    return rows


# %% split :
import numpy as np


def split(n, fractions, seed):
    """Return three integer index arrays (train, validation, test), disjoint, that cover 0 … n - 1.

    `n` >= 0; `fractions` are three numbers >= 0; the sizes come of rounding the cumulative sums. The same `seed`
    gives the same split. Raises ValueError when the sum of the fractions is further than 1e-9 from 1.
    """
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("la somme des fractions doit valoir 1")
    order = np.random.default_rng(seed).permutation(n)
    first = round(n * fractions[0])
    second = round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% standardize :
import numpy as np


def standardize(train, test):
    """Return (train, test), both standardised with the column means and deviations of `train`.

    `train` has shape (n, d), `test` (m, d); n, m >= 1. The deviation divides by n; a column that is constant in
    `train` is divided by 1. The arrays are left unchanged.
    """
    mean = train.mean(axis=0)
    deviation = np.where(train.max(axis=0) == train.min(axis=0), 1.0, train.std(axis=0))
    return (train - mean) / deviation, (test - mean) / deviation


# %% encode_table :
import numpy as np


def encode_table(train, test, numeric, categorical):
    """Return (train, test) as arrays of shapes (n, d) and (m, d): standardised numbers, then one-hot categories.

    `train` and `test` are non-empty lists of dicts; `numeric` and `categorical` are lists of column names. Means,
    deviations (divided by n, 1 for a constant column) and categories (sorted) come from `train` alone; a category
    that `train` lacks gives zeros. The rows are left unchanged.
    """
    columns = {"train": [], "test": []}
    tables = {"train": train, "test": test}
    for name in numeric:
        known = np.array([row[name] for row in train], dtype=float)
        deviation = known.std() if known.max() > known.min() else 1.0
        for part, rows in tables.items():
            columns[part].append([(row[name] - known.mean()) / deviation for row in rows])
    for name in categorical:
        for category in sorted({row[name] for row in train}):
            for part, rows in tables.items():
                columns[part].append([float(row[name] == category) for row in rows])
    return np.array(columns["train"]).T, np.array(columns["test"]).T


# %% iterations_per_epoch :
def iterations_per_epoch(n, batch_size):
    """Return the number of batches in one epoch of `n` examples (n >= 0), the last one being possibly smaller.

    Raises ValueError when `batch_size` is not positive.
    """
    if batch_size <= 0:
        raise ValueError("un lot contient au moins un exemple")
    return (n + batch_size - 1) // batch_size
