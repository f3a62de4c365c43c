# Réponses commentées du chapitre « Projet : lire des chiffres manuscrits », construites depuis notebooks/08_mnist.md par « course build ».


# %% prepare :
import numpy as np


def prepare(images):
    """Return images (n, 28, 28), uint8 from 0 to 255, as inputs (n, 784), float32.

    Each pixel is divided by 255, then standardised with the mean 0.1307 and the deviation 0.3081. n >= 0.
    """
    shares = images.reshape(len(images), 784).astype(np.float32) / 255
    return (shares - np.float32(0.1307)) / np.float32(0.3081)


# %% split :
import numpy as np


def split(labels, share, seed):
    """Return two integer index arrays (training, validation), disjoint, that cover 0 … n - 1.

    `labels` (n,) are integers, the classes. Of each class, round(share * n_k) examples drawn at random go to the
    validation set. The same `seed` gives the same split. `labels` is left unchanged.
    """
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
    """A classifier: linear layers of the given widths, ReLU and dropout after each hidden one; it returns logits.

    `widths` lists at least two sizes, inputs first, outputs last; `drop` is the probability of dropping a hidden unit.
    """

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
    """Train `model` for `epochs` >= 1, leave it with its best weights, and return the validation losses, one an epoch.

    `train` and `validation` are pairs (x, y) of tensors, y holding class numbers; the loss is cross-entropy on logits.
    schedule(epoch), epoch from 0, is the learning rate of every group of the optimiser. Batches of `size`, shuffled anew
    at each epoch as `seed` decides. The best weights have the lowest validation loss; the model ends in evaluation mode.
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
    """Return the confusion matrix, integers of shape (n, n): rows are the truth y, columns the predictions p.

    `y` and `p` are integer arrays of shape (m,), m >= 0, with values from 0 to n - 1.
    """
    cm = np.zeros((n, n), dtype=int)
    for truth, predicted in zip(y, p):
        cm[truth, predicted] += 1
    return cm


# %% precision_recall_f1 :
import numpy as np


def precision_recall_f1(cm):
    """Return the precision, the recall and the F1 score of each class, three arrays of shape (n,).

    `cm` is a confusion matrix of shape (n, n), rows being the truth; 0/0 counts as 0.
    """
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% macro :
import numpy as np


def macro(precision, recall, f1):
    """Return the macro precision, recall and F1, three numbers: each class counts the same.

    The arguments are arrays of shape (n,), n >= 1, one score a class.
    """
    return np.mean(precision), np.mean(recall), np.mean(f1)


# %% weighted :
import numpy as np


def weighted(precision, recall, f1, support):
    """Return the precision, recall and F1 averaged with the supports as weights, three numbers.

    The arguments are arrays of shape (n,), n >= 1; `support` counts the true examples of each class. Three zeros when
    there is no example at all.
    """
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple((support * scores).sum() / total for scores in (precision, recall, f1))


# %% top_confusions :
def top_confusions(cm, k):
    """Return the k most frequent confusions as a list of (truth, predicted, count), the most frequent first.

    Off the diagonal only, no zero counts; ties by truth, then by prediction. Shorter when there are fewer than k.
    """
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% class_weights :
import numpy as np


def class_weights(labels, n):
    """Return the weights of the n classes, shape (n,): (number of examples) / (n * examples of the class).

    `labels` (m,) are integers from 0 to n - 1, m >= 0; a class without examples gets 0.
    """
    counts = np.bincount(labels, minlength=n)
    return np.divide(len(labels), n * counts, out=np.zeros(n), where=counts > 0)


# %% oversample :
import numpy as np


def oversample(indices, labels, rng):
    """Return an array of indices in which each class has as many examples as the largest has among `indices`.

    `indices` are distinct integers, at least one; the class of example i is labels[i]. Every index is kept; the extra
    ones are drawn from their class, with replacement, by the NumPy generator `rng`. The order is free.
    """
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
    """Return a classifier of digits trained on x (n, 784), float32, and y (n,), integers from 0 to 9.

    The model is in evaluation mode and returns logits (m, 10). `seed` decides the weights it starts from and the batches.
    """
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
