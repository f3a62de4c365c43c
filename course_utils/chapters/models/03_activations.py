# Réponses commentées du chapitre « Les fonctions d’activation », construites depuis notebooks/03_activations.md par « course build ».


# %% sigmoid :
import numpy as np


def sigmoid(x):
    """Return the sigmoid of x, a number or an array of any shape, in the same shape;
    nothing overflows."""
    e = np.exp(-np.abs(x))  # l'exposant n'est jamais positif : rien ne déborde
    return np.where(np.asarray(x) >= 0, 1.0, e) / (1.0 + e)


# %% sigmoid_derivative :
import numpy as np


def sigmoid_derivative(x):
    """Return the derivative of the sigmoid at x (not at sigmoid(x)), a number or an
    array, in the same shape."""
    e = np.exp(-np.abs(x))
    return e / (1.0 + e) ** 2


# %% tanh :
def tanh(x, sigmoid):
    """Return the hyperbolic tangent of x, a number or an array, in the same shape;
    `sigmoid` is a function."""
    return 2 * sigmoid(2 * x) - 1


# %% relu :
import numpy as np


def relu(x):
    """Return max(0, x) for each number of x, an array of any shape."""
    return np.maximum(x, 0)


# %% leaky_relu :
import numpy as np


def leaky_relu(x, slope=0.01):
    """Return x where it is positive and `slope` * x elsewhere; x is an array of any
    shape."""
    return np.where(x > 0, x, slope * x)


# %% relu_derivative :
import numpy as np


def relu_derivative(x, slope=0.0):
    """Return 1 where x is positive and `slope` elsewhere, 0 included; x is an array of
    any shape."""
    return np.where(x > 0, 1.0, slope)


# %% dead_units :
import numpy as np


def dead_units(X, W, b):
    """Return the sorted indices of the dead ReLU units; `X` is (n, d), `W` (d, units),
    `b` (units,)."""
    return np.flatnonzero((X @ W + b <= 0).all(axis=0)).tolist()


# %% gelu :
import math

import numpy as np


def gelu(x):
    """Return x * Phi(x), the exact GELU, for x a number or an array, in the same shape."""
    phi = 0.5 * (1.0 + np.vectorize(math.erf, otypes=[float])(np.asarray(x) / math.sqrt(2.0)))
    return x * phi


# %% softmax :
import numpy as np


def softmax(z, axis=-1):
    """Return the softmax of z along `axis`, an array of the shape of z."""
    # le maximum de chaque question, pas du tableau : sinon une ligne très basse donnerait 0/0
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


# %% softmax_jacobian :
import numpy as np


def softmax_jacobian(z):
    """Return the array (n, n) of ds_i / dz_j for the scores z, of shape (n,)."""
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.diag(s) - np.outer(s, s)


# %% choose_output :
def choose_output(task):
    """Return "none", "sigmoid", "softmax" or "tanh" for `task`, a text of the table;
    ValueError for another."""
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]
