# Réponses commentées du chapitre « Projet : lire des chiffres manuscrits », construites depuis notebooks/08_mnist.md par « course build ».


# %% prepare :
import numpy as np


def prepare(images):
    """Return images (n, 28, 28), uint8 from 0 to 255, as standardised inputs (n, 784),
    float32; n >= 0."""
    shares = images.reshape(len(images), 784).astype(np.float32) / 255
    return (shares - np.float32(0.1307)) / np.float32(0.3081)


# %% split :
import numpy as np


def split(labels, share, seed):
    """Return two arrays of indices (training, validation); `labels` (n,) integers,
    `share` from 0 to 1, `seed` an integer."""
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% mlp :
import torch
from torch import nn


class MLP(nn.Module):
    """A classifier with layers of `widths`, inputs first, outputs last: (n, inputs) in,
    logits (n, outputs) out."""

    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        """Return the logits (n, outputs) of the examples x (n, inputs)."""
        return self.layers(x)


# %% fit :
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    """Train `model`, leave it its best weights, and return the validation losses, one an epoch, a list of numbers.

    `train`, `validation`: pairs (x, y) of tensors (n, d) and (n,); schedule(epoch), from epoch 0, is a learning rate.
    """
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        for batch in torch.randperm(len(x), generator=rng).split(size):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        model.eval()
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(model(x_val), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% confusion_matrix :
import numpy as np


def confusion_matrix(y, p, n):
    """Return the confusion matrix, integers (n, n), a row for each truth; `y`, `p`:
    integers (m,) from 0 to n - 1, m >= 0."""
    cm = np.zeros((n, n), dtype=int)
    for truth, predicted in zip(y, p):
        cm[truth, predicted] += 1
    return cm


# %% precision_recall_f1 :
import numpy as np


def precision_recall_f1(cm):
    """Return the precision, the recall and the F1 score of each class, three arrays (n,);
    `cm` has shape (n, n)."""
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% macro :
import numpy as np


def macro(precision, recall, f1):
    """Return the macro precision, recall and F1, three numbers; the arguments are arrays
    (n,), n >= 1."""
    return np.mean(precision), np.mean(recall), np.mean(f1)


# %% weighted :
import numpy as np


def weighted(precision, recall, f1, support):
    """Return the precision, recall and F1 weighted by `support`, three numbers; the
    arguments are arrays (n,), n >= 1."""
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple((support * scores).sum() / total for scores in (precision, recall, f1))


# %% top_confusions :
def top_confusions(cm, k):
    """Return the k most frequent confusions, a list of (truth, predicted, count); `cm` is
    an integer array (n, n)."""
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% class_weights :
import numpy as np


def class_weights(labels, n):
    """Return the weights of the n classes, an array (n,); `labels` (m,) are integers from
    0 to n - 1, m >= 0."""
    counts = np.bincount(labels, minlength=n)
    return np.divide(len(labels), n * counts, out=np.zeros(n), where=counts > 0)


# %% oversample :
import numpy as np


def oversample(indices, labels, rng):
    """Return balanced indices, an array of integers; `indices` are distinct, `labels`
    those of all data, `rng` a NumPy generator."""
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.max() - count))
    return np.concatenate(extra)


# %% train_digits :
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    """Return a trained nn.Module that gives logits (m, 10); `x` (n, 784) is float32, `y`
    (n,) holds integers from 0 to 9."""
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters())
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = 0.003 * 0.1 ** (epoch / epochs)
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()
