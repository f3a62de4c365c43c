# Réponses commentées du chapitre « Les fonctions de perte », construites depuis notebooks/04_losses.md par « course build ».


# %% mae :
import numpy as np


def mae(y, p):
    """Return the mean absolute error of predictions `p` against the truth `y`, a number in the unit of `y`.

    `y` and `p` are arrays of the same shape, any shape with at least one element; they are left unchanged. The mean
    is over all elements. Raises ValueError, with a sentence, when the shapes differ.
    """
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    return np.abs(y - p).mean()


# %% mse :
import numpy as np


def mse(y, p):
    """Return the mean squared error of predictions `p` against the truth `y`, without a factor one half.

    `y` and `p` are arrays of the same shape, any shape with at least one element; they are left unchanged. The mean
    is over all elements. Raises ValueError when the shapes differ.
    """
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    return np.mean((y - p) ** 2)


# %% best_constant :
import numpy as np


def best_constant(y, loss):
    """Return a number c whose cost, as a prediction for every element of `y`, is the least possible.

    `y` is an array of shape (n,), n >= 1, left unchanged. `loss` is "mae" or "mse"; ValueError for anything else.
    """
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.mean(y)
    raise ValueError(f"coût inconnu : {loss}")


# %% huber :
import numpy as np


def huber(y, p, delta=1.0):
    """Return the mean over all elements of the Huber loss: e²/2 where |e| <= delta, else delta (|e| - delta/2).

    `y` and `p` are arrays of the same shape, left unchanged; `delta` > 0. Raises ValueError when the shapes differ.
    """
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    e = np.abs(y - p)
    return np.where(e <= delta, 0.5 * e**2, delta * (e - 0.5 * delta)).mean()


# %% binary_cross_entropy :
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    """Return the mean binary cross-entropy, in nats, of probabilities `p` against the truth `y` (0s and 1s).

    `y` and `p` are arrays of the same shape, left unchanged. `p` is clipped to [eps, 1 - eps] first, 0 < eps < 0.5.
    The mean is over all elements. Raises ValueError when the shapes differ.
    """
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% bce_with_logits :
import numpy as np


def bce_with_logits(y, z):
    """Return the mean binary cross-entropy, in nats, of logits `z` (before the sigmoid) against the truth `y`.

    `y` (0s and 1s) and `z` are arrays of the same shape, left unchanged. Finite for any finite `z`, without clipping.
    The mean is over all elements. Raises ValueError when the shapes differ.
    """
    if y.shape != z.shape:
        raise ValueError(f"y a la forme {y.shape} et z la forme {z.shape} : elles doivent être les mêmes")
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


# %% categorical_cross_entropy :
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    """Return the categorical cross-entropy, in nats, of probabilities `p` against the one-hot truth `y_onehot`.

    Both are arrays of shape (n, K), left unchanged. `p` is clipped to [1e-7, 1 - 1e-7] first. The mean is over the n
    rows. Raises ValueError when the shapes differ.
    """
    if y_onehot.shape != p.shape:
        raise ValueError(f"y_onehot a la forme {y_onehot.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q), axis=1).mean()


# %% cce_from_logits :
import numpy as np


def cce_from_logits(labels, logits):
    """Return the categorical cross-entropy, in nats, of `logits` (before the softmax) against integer `labels`.

    `labels` has shape (n,), with values from 0 to K - 1; `logits` has shape (n, K). Both are left unchanged. Finite
    for any finite logits, without clipping. The mean is over the n rows.
    """
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(log_sum - logits[np.arange(len(labels)), labels])


# %% cce_gradient :
import numpy as np


def cce_gradient(logits, labels):
    """Return the derivative of the mean cross-entropy with respect to `logits`: (softmax - one-hot) / n.

    `logits` has shape (n, K), `labels` shape (n,), with integers from 0 to K - 1. The result has shape (n, K). Finite
    for any finite logits. Both arrays are left unchanged.
    """
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    gradient = powers / powers.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


# %% pick_loss :
def pick_loss(problem):
    """Return the name of the loss that suits `problem`: "mae", "mse", "bce" or "cce".

    `problem` is "spam", "digit", "genres", "typos", "bridge" or "typical_wait". Fill a dictionary, and look into it.
    """
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]
