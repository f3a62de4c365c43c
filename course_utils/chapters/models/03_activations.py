# Réponses commentées du chapitre « Les fonctions d’activation », construites depuis notebooks/03_activations.md par « course build ».


# %% sigmoid :
import numpy as np


def sigmoid(x):
    """Return the sigmoid of x, a number or an array of any shape; never overflows, whatever the size of x.

    The result has the shape of `x`, which is left unchanged.
    """
    e = np.exp(-np.abs(x))  # between 0 and 1
    return np.where(np.asarray(x) >= 0, 1.0, e) / (1.0 + e)


# %% sigmoid_derivative :
import numpy as np


def sigmoid_derivative(x):
    """Return the derivative of the sigmoid at x (not at sigmoid(x)), a number or an array of any shape.

    The result has the shape of `x`, which is left unchanged; nothing overflows.
    """
    e = np.exp(-np.abs(x))
    return e / (1.0 + e) ** 2


# %% tanh :
def tanh(x, sigmoid):
    """Return the hyperbolic tangent of x, a number or an array of any shape, with the help of `sigmoid`, a function.

    The result has the shape of `x`, which is left unchanged.
    """
    return 2 * sigmoid(2 * x) - 1


# %% relu :
import numpy as np


def relu(x):
    """Return max(0, x) for each number of x, an array of any shape, which is left unchanged."""
    return np.maximum(x, 0)


# %% leaky_relu :
import numpy as np


def leaky_relu(x, slope=0.01):
    """Return x where it is positive and slope * x elsewhere; `x` is an array of any shape, left unchanged.

    `slope` is a number, 0 <= slope < 1.
    """
    return np.where(x > 0, x, slope * x)


# %% relu_derivative :
import numpy as np


def relu_derivative(x, slope=0.0):
    """Return 1 where x is positive and `slope` elsewhere, 0 included; `x` is an array of any shape, left unchanged."""
    return np.where(x > 0, 1.0, slope)


# %% dead_units :
import numpy as np


def dead_units(X, W, b):
    """Return the sorted indices of the ReLU units whose pre-activation is <= 0 for every example.

    `X` has shape (n, d), n >= 1, `W` (d, units), `b` (units,); all are left unchanged.
    """
    return np.flatnonzero((X @ W + b <= 0).all(axis=0)).tolist()


# %% gelu :
import math

import numpy as np


def gelu(x):
    """Return x * Phi(x), the exact GELU, for x a number or an array of any shape, which is left unchanged."""
    phi = 0.5 * (1.0 + np.vectorize(math.erf, otypes=[float])(np.asarray(x) / math.sqrt(2.0)))
    return x * phi


# %% softmax :
import numpy as np


def softmax(z, axis=-1):
    """Return the softmax of z, an array of at least one dimension, along `axis`; safe for scores of any size.

    The result has the shape of `z`, which is left unchanged.
    """
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


# %% softmax_jacobian :
import numpy as np


def softmax_jacobian(z):
    """Return the Jacobian of the softmax at z, an array of shape (n, n): entry [i, j] is ds_i / dz_j.

    `z`, the scores, has shape (n,), n >= 1, and is left unchanged; scores may be of any size.
    """
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.diag(s) - np.outer(s, s)


# %% choose_output :
def choose_output(task):
    """Return the output activation for `task`, one of "none", "sigmoid", "softmax" and "tanh".

    `task` is one of the texts of the table; raises ValueError for any other.
    """
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
