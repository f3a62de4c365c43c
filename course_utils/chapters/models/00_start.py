# Réponses commentées du chapitre « Prise en main », construites depuis notebooks/00_start.md par « course build ».


# %% average :
def average(values):
    """Return the arithmetic mean of `values`, a non-empty list of n numbers, as a float.

    `values` is left unchanged. Raises ValueError when the list is empty.
    """
    if not values:
        raise ValueError("la moyenne d'une liste vide n'existe pas")
    return sum(values) / len(values)


# %% standardize :
import numpy as np


def standardize(x):
    """Return a new float array of shape (n, d): the columns of `x` with zero mean and unit deviation.

    `x` is an array of numbers of shape (n, d), n >= 1, d >= 1; it is left unchanged. The deviation is the
    population's (ddof = 0). A column whose maximum equals its minimum gives zeros.
    """
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
