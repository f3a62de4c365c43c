# Réponses commentées du chapitre « La régularisation », construites depuis notebooks/09_regularization.md par « course build ».


# %% l2_penalty :
import numpy as np


def l2_penalty(weights, alpha):
    """Return (value, gradients) of the L2 penalty alpha/2 · (sum of all squared weights).

    `weights` is a list of arrays of any shapes, without the biases; `gradients` is a list of arrays of the same
    shapes, in the same order. An empty list gives (0, []). The arrays are left unchanged.
    """
    value = alpha / 2 * sum(np.sum(w**2) for w in weights)
    return value, [alpha * w for w in weights]


# %% decay_step :
def decay_step(params, grads, lr, alpha):
    """Return the parameters after one step of gradient descent with an L2 penalty on the weights, not on the biases.

    `params` is a list of pairs (W, b), shapes (d, u) and (u,); `grads` holds the gradients (dW, db) of the cost
    without its penalty. Returns a new list of pairs; the arrays given are left unchanged.
    """
    return [(W - lr * (dW + alpha * W), b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% l1_penalty :
import numpy as np


def l1_penalty(weights, alpha):
    """Return (value, gradients) of the L1 penalty alpha · (sum of the absolute values of all weights).

    `weights` is a list of arrays of any shapes, without the biases; `gradients` is a list of arrays of the same
    shapes, in the same order, the sign of 0 being 0. An empty list gives (0, []). The arrays are left unchanged.
    """
    value = alpha * sum(np.abs(w).sum() for w in weights)
    return value, [alpha * np.sign(w) for w in weights]


# %% soft_threshold :
import numpy as np


def soft_threshold(w, t):
    """Return w brought nearer to zero by t, element by element, without going past zero: an array of the same shape.

    `w` is an array of any shape, left unchanged; `t` is a number, t >= 0.
    """
    return np.sign(w) * np.maximum(np.abs(w) - t, 0.0)


# %% ridge_closed_form :
import numpy as np


def ridge_closed_form(X, y, alpha):
    """Return the weights (d,) that minimise 1/(2n) · |y - Xw|² + alpha/2 · |w|².

    `X` has shape (n, d), `y` shape (n,); d may exceed n. `alpha` is a number > 0. There is no bias. The arrays are
    left unchanged.
    """
    n, d = X.shape
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d), X.T @ y)


# %% dropout :
def dropout(x, p, training, rng):
    """Return x after inverted dropout, an array of the same shape.

    In training each element is 0 with probability p, else divided by 1 - p, with a draw of its own from the NumPy
    generator `rng`; otherwise the values are those of x. `x` has any shape and is left unchanged. Raises ValueError
    unless 0 <= p < 1.
    """
    if not 0 <= p < 1:
        raise ValueError(f"p doit être dans [0, 1[, et non {p}")
    if not training:
        return x
    return x * (rng.random(x.shape) >= p) / (1 - p)


# %% early_stopping :
import copy


class EarlyStopping:
    """Says when to stop training, and keeps a copy of the best weights.

    `patience` is how many failures in a row stop the training, at least 1. An improvement is a value strictly below
    `best - min_delta`. `best` starts at infinity, `best_state` at None.
    """

    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_state = None
        self.failures = 0

    def step(self, value, state):
        """Take the validation loss of one epoch and the weights, a dict of arrays; return True to stop now, else False.

        NaN is no improvement. `state` goes on changing afterwards: what is kept is a deep copy.
        """
        if value < self.best - self.min_delta:
            self.best = value
            self.best_state = copy.deepcopy(state)
            self.failures = 0
        else:
            self.failures += 1
        return self.failures >= self.patience


# %% shift :
import numpy as np


def shift(images, dx, dy):
    """Return the images moved by dx pixels to the right and dy pixels down, the places left free being zeros.

    `images` has shape (n, h, w) and is left unchanged; the result has its shape and dtype. `dx` and `dy` are integers
    of any sign and size; what goes out on one side does not come in on the other.
    """
    n, h, w = images.shape
    moved = np.zeros_like(images)
    if abs(dx) < w and abs(dy) < h:
        moved[:, max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = images[
            :, max(-dy, 0) : h + min(-dy, 0), max(-dx, 0) : w + min(-dx, 0)
        ]
    return moved


# %% k_fold :
import numpy as np


def k_fold(n, k, rng):
    """Return k pairs (train, validation) of arrays of indices that share out 0 … n - 1, shuffled by `rng`.

    The validation parts are disjoint and cover everything; the first n % k of them have one index more. `train` holds
    the others. k >= 2; raises ValueError when k > n.
    """
    if k > n:
        raise ValueError(f"on ne partage pas {n} exemples en {k} plis")
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% pick_alpha :
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    """Return (best, errors): the alpha with the least cross-validated error, and the mean error of each alpha.

    `X` (n, d), `y` (n,); `alphas` is a list of numbers; `folds` a list of pairs (train, validation) of indices.
    `train(X, y, alpha)` returns a function that predicts. In each fold columns are standardised by the mean and
    standard deviation of its training part; errors are mean squared errors, averaged over the folds.
    """
    errors = []
    for alpha in alphas:
        total = 0.0
        for learnt, held in folds:
            mean, std = X[learnt].mean(axis=0), X[learnt].std(axis=0)
            predict = train((X[learnt] - mean) / std, y[learnt], alpha)
            total += np.mean((predict((X[held] - mean) / std) - y[held]) ** 2)
        errors.append(total / len(folds))
    return alphas[int(np.argmin(errors))], errors


# %% close_gap :
import copy

import torch
from torch import nn


def close_gap(model, x, y, x_val, y_val):
    """Train `model` on x (60, 10), y (60, 1) so that it does well on new examples; return it, in evaluation mode.

    x_val, y_val are for choosing (when to stop, which weights to keep), not for gradients. At most 600 calls of
    backward().
    """
    loss = nn.MSELoss()
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=0.3)
    best, best_weights, failures = float("inf"), None, 0
    for _ in range(600):
        model.train()
        optimiser.zero_grad()
        loss(model(x), y).backward()
        optimiser.step()
        model.eval()
        with torch.no_grad():
            value = loss(model(x_val), y_val).item()
        if value < best:
            best, best_weights, failures = value, copy.deepcopy(model.state_dict()), 0
        else:
            failures += 1
            if failures == 30:
                break
    model.load_state_dict(best_weights)
    model.eval()
    return model
