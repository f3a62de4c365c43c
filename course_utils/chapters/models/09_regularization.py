# Réponses commentées du chapitre « La régularisation », construites depuis notebooks/09_regularization.md par « course build ».


# %% l2_penalty :
import numpy as np


def l2_penalty(weights, alpha):
    """Return (value, gradients), a number and a list of arrays; `weights` is a list of
    arrays of any shapes."""
    value = alpha / 2 * sum(np.sum(w**2) for w in weights)
    return value, [alpha * w for w in weights]


# %% decay_step :
def decay_step(params, grads, lr, alpha):
    """Return the parameters after one step, a new list of pairs (W, b) of shapes (d, u)
    and (u,); `grads` has the same shapes."""
    return [(W - lr * (dW + alpha * W), b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% l1_penalty :
import numpy as np


def l1_penalty(weights, alpha):
    """Return (value, gradients), a number and a list of arrays; `weights` is a list of
    arrays of any shapes."""
    value = alpha * sum(np.abs(w).sum() for w in weights)
    return value, [alpha * np.sign(w) for w in weights]


# %% soft_threshold :
import numpy as np


def soft_threshold(w, t):
    """Return the soft threshold of `w`, a new array of the same shape; `t` is a number, t
    >= 0."""
    return np.sign(w) * np.maximum(np.abs(w) - t, 0.0)


# %% ridge_closed_form :
import numpy as np


def ridge_closed_form(X, y, alpha):
    """Return the weights (d,) of least penalised cost; `X` has shape (n, d), `y` (n,),
    `alpha` is a number > 0."""
    n, d = X.shape
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d), X.T @ y)


# %% dropout :
def dropout(x, p, training, rng):
    """Return `x` after inverted dropout, an array of the same shape; raises ValueError
    unless 0 <= p < 1."""
    if not 0 <= p < 1:
        raise ValueError(f"p doit être dans [0, 1[, et non {p}")
    if not training:
        return x
    return x * (rng.random(x.shape) >= p) / (1 - p)


# %% early_stopping :
import copy


class EarlyStopping:
    """Says when to stop training, and keeps a copy of the best weights; `patience` >= 1
    epochs, `min_delta` >= 0."""

    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_state = None
        self.failures = 0

    def step(self, value, state):
        """Take one epoch's validation loss and its weights, a dict of arrays; return True
        to stop now, else False."""
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
    """Return the images moved by `dx` pixels to the right and `dy` down, an array of the
    same shape (n, h, w) and dtype."""
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
    """Return k pairs (train, validation) of arrays of indices from 0 to n - 1; `rng` is a
    NumPy generator."""
    if k > n:
        raise ValueError(f"on ne partage pas {n} exemples en {k} plis")
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% pick_alpha :
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    """Return (best, errors): an element of `alphas`, and one mean error for each; `X` has
    shape (n, d), `y` (n,)."""
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
    """Return `model` trained, in evaluation mode; `x`, `x_val` have shape (60, 10), `y`,
    `y_val` (60, 1)."""
    loss = nn.MSELoss()
    # Les biais n'ont qu'une dimension : on ne pénalise que les poids.
    weights = [one for one in model.parameters() if one.dim() > 1]
    biases = [one for one in model.parameters() if one.dim() == 1]
    groups = [{"params": weights, "weight_decay": 0.3}, {"params": biases, "weight_decay": 0.0}]
    optimiser = torch.optim.Adam(groups, lr=0.01)
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
