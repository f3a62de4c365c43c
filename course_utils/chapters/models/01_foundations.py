# Réponses commentées du chapitre « Les fondamentaux », construites depuis notebooks/01_foundations.md par « course build ».


# %% to_channels_first :
import numpy as np


def to_channels_first(images):
    """Return float32 images from 0 to 1, shape (N, 3, H, W); `images` is (N, H, W, 3),
    uint8, 0 to 255."""
    return images.transpose(0, 3, 1, 2).astype(np.float32) / 255


# %% one_hot :
import numpy as np


def one_hot(labels, n_classes):
    """Return float32 rows, (n, n_classes), for integer `labels` (n,); ValueError on a
    label out of 0 … n_classes - 1."""
    if ((labels < 0) | (labels >= n_classes)).any():
        raise ValueError("une étiquette sort de la liste des classes")
    rows = np.zeros((len(labels), n_classes), dtype=np.float32)
    rows[np.arange(len(labels)), labels] = 1
    return rows


# %% split :
import numpy as np


def split(n, fractions, seed):
    """Return three integer index arrays that share out 0 … n - 1; ValueError when
    `fractions` do not add up to 1."""
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("la somme des fractions doit valoir 1")
    order = np.random.default_rng(seed).permutation(n)
    # on arrondit les bornes, pas les tailles : aucune ligne ne se perd
    first = round(n * fractions[0])
    second = round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% standardize :
import numpy as np


def standardize(train, test):
    """Return `train` (n, d) and `test` (m, d), both standardised with the column
    statistics of `train`."""
    mean = train.mean(axis=0)
    # constante : maximum égal au minimum, car l'écart-type calculé d'une constante n'est pas toujours 0
    deviation = np.where(train.max(axis=0) == train.min(axis=0), 1.0, train.std(axis=0))
    return (train - mean) / deviation, (test - mean) / deviation


# %% encode_table :
import numpy as np


def encode_table(train, test, numeric, categorical):
    """Return arrays (n, d) and (m, d) for the lists of dicts `train` and `test`: numbers,
    then one-hot categories."""
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
    """Return the number of batches in one epoch of `n` >= 0 examples; ValueError when
    `batch_size` <= 0."""
    if batch_size <= 0:
        raise ValueError("un lot contient au moins un exemple")
    return (n + batch_size - 1) // batch_size
