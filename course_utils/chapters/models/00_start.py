# Réponses commentées du chapitre « Prise en main », construites depuis notebooks/00_start.md par « course build ».


# %% average :
def average(values):
    """Return the arithmetic mean of `values`, a list of n >= 1 numbers, as a float;
    ValueError when it is empty."""
    if not values:
        raise ValueError("la moyenne d'une liste vide n'existe pas")
    return sum(values) / len(values)


# %% standardize :
import numpy as np


def standardize(x):
    """Return a new float array, shape (n, d) like `x`: columns of mean 0 and deviation 1
    (ddof = 0), or of zeros."""
    constant = x.max(axis=0) == x.min(axis=0)
    deviation = np.where(constant, 1.0, x.std(axis=0))
    return np.where(constant, 0.0, (x - x.mean(axis=0)) / deviation)


# %% execution_order :
predictions = {
    "order": ...,
    "restart": ...,
    "seed": ...,
}
predictions = {"order": "c", "restart": "b", "seed": "d"}
