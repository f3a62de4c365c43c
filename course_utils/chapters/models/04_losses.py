# Réponses commentées du chapitre « Les fonctions de perte », construites depuis notebooks/04_losses.md par « course build ».


# %% mae :
import numpy as np


def mae(y, p):
    """Return the mean absolute error, a number in the unit of `y`; `y`, `p`: arrays of
    one shape, else ValueError."""
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    return np.abs(y - p).mean()


# %% mse :
import numpy as np


def mse(y, p):
    """Return the mean squared error, without ½, a number; `y` and `p` are arrays of one
    shape, else ValueError."""
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    return np.mean((y - p) ** 2)


# %% best_constant :
import numpy as np


def best_constant(y, loss):
    """Return a constant of least cost for `y`, shape (n,); `loss` is "mae" or "mse", else
    ValueError."""
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.mean(y)
    raise ValueError(f"coût inconnu : {loss}")


# %% huber :
import numpy as np


def huber(y, p, delta=1.0):
    """Return the mean Huber loss, a number; `y` and `p` are arrays of one shape, else
    ValueError; `delta` > 0."""
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    e = np.abs(y - p)
    return np.where(e <= delta, 0.5 * e**2, delta * (e - 0.5 * delta)).mean()


# %% binary_cross_entropy :
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    """Return the mean BCE, in nats; truth `y` (0s and 1s) and probabilities `p` of one
    shape, else ValueError."""
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    q = np.clip(p, eps, 1 - eps)  # des deux côtés : ln(p) et ln(1 - p) servent tous deux
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% bce_with_logits :
import numpy as np


def bce_with_logits(y, z):
    """Return the mean BCE, in nats, of logits `z` of any size; `y` and `z` have one
    shape, else ValueError."""
    if y.shape != z.shape:
        raise ValueError(f"y a la forme {y.shape} et z la forme {z.shape} : elles doivent être les mêmes")
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


# %% categorical_cross_entropy :
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    """Return the CCE, in nats, averaged over the rows; both arrays are (n, K), else
    ValueError."""
    if y_onehot.shape != p.shape:
        raise ValueError(f"y_onehot a la forme {y_onehot.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    # une somme par ligne, puis la moyenne des lignes : on divise par n, pas par nK
    return -np.sum(y_onehot * np.log(q), axis=1).mean()


# %% cce_from_logits :
import numpy as np


def cce_from_logits(labels, logits):
    """Return the CCE, in nats, averaged over the rows; `labels` is (n,), 0 to K - 1, and
    `logits` (n, K)."""
    top = logits.max(axis=1, keepdims=True)  # retiré avant l'exponentielle, ajouté après le logarithme
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(log_sum - logits[np.arange(len(labels)), labels])


# %% cce_gradient :
import numpy as np


def cce_gradient(logits, labels):
    """Return (softmax - one-hot) / n, of shape (n, K); `logits` is (n, K) and `labels`
    (n,), 0 to K - 1."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    gradient = powers / powers.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


# %% pick_loss :
def pick_loss(problem):
    """Return "mae", "mse", "bce" or "cce" for `problem`, one of the six words of the
    statement."""
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]
