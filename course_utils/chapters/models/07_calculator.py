# Réponses commentées du chapitre « Projet : une calculatrice neuronale », construites depuis notebooks/07_calculator.md par « course build ».


# %% make_dataset :
import torch


def make_dataset(n, low, high, operation, seed):
    """Return (X, y), float32 tensors of shapes (n, 2) and (n, 1); raises ValueError for
    an unknown `operation`."""
    if operation not in ("add", "multiply"):
        raise ValueError(f"opération inconnue : {operation}")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    return X, a + b if operation == "add" else a * b


# %% normalizer :
class Normalizer:
    """Scales pairs of numbers and their sum or product to [-1, 1], and back: `x_scale`,
    `y_scale` are numbers > 0."""

    def __init__(self, low, high, operation):
        """`low` and `high` bound the inputs, one of them is not 0; `operation` is "add"
        or "multiply"."""
        self.x_scale = max(abs(low), abs(high))
        self.y_scale = 2 * self.x_scale if operation == "add" else self.x_scale**2

    def inputs(self, X):
        """Return the inputs `X` divided by their scale."""
        return X / self.x_scale

    def targets(self, y):
        """Return the labels `y` divided by their scale."""
        return y / self.y_scale

    def inverse(self, z):
        """Return normalised labels or predictions `z` in the original unit."""
        return z * self.y_scale


# %% mlp :
from torch import nn


class MLP(nn.Module):
    """A multilayer perceptron with `depth` hidden layers of `width` units: tensors (n,
    n_in) in, (n, n_out) out."""

    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers += [nn.Linear(size, width), activation()]
            size = width
        self.layers = nn.Sequential(*layers, nn.Linear(size, n_out))

    def forward(self, x):
        return self.layers(x)


# %% count_parameters :
def count_parameters(model):
    """Return how many numbers training changes in `model`: those of its parameters that
    require a gradient."""
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)


# %% train_epoch :
def train_epoch(model, loader, loss_fn, optimizer):
    """Train `model` on each batch (X, y) of `loader`, one step each; return the mean loss
    over the examples, a number."""
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% evaluate :
import torch


def evaluate(model, loader, loss_fn):
    """Return the mean loss of `model` over the examples of `loader`, a number; nothing in
    the model is changed."""
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
    return total / count


# %% fit :
import copy


def fit(model, train_one_epoch, validate, epochs):
    """Train for `epochs` >= 1; return {"train": list, "validation": list, "best_epoch":
    int}, epochs counted from 0."""
    history = {"train": [], "validation": [], "best_epoch": 0}
    lowest, best = float("inf"), copy.deepcopy(model.state_dict())
    for epoch in range(epochs):
        history["train"].append(train_one_epoch())
        history["validation"].append(validate())
        if history["validation"][-1] < lowest:
            lowest, best = history["validation"][-1], copy.deepcopy(model.state_dict())
            history["best_epoch"] = epoch
    model.load_state_dict(best)
    return history


# %% metrics :
import numpy as np


def metrics(y, p):
    """Return {"mse", "mae", "r2"}, three numbers, for arrays of one shape; raises
    ValueError when the shapes differ."""
    if y.shape != p.shape:
        raise ValueError(f"y a la forme {y.shape} et p la forme {p.shape} : elles doivent être les mêmes")
    errors = y - p
    residual, total = (errors**2).sum(), ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": (errors**2).mean(), "mae": np.abs(errors).mean(), "r2": r2}


# %% train_calculator :
import torch
from torch import nn


def train_calculator(X, y):
    """Return `predict`, which turns pairs (m, 2) into answers (m, 1) in the unit of `y`;
    `X` (n, 2) and `y` (n, 1) are float32."""
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    size, epochs = 64, 15
    steps = epochs * -(-len(X) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=steps)
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = nn.functional.mse_loss(model(inputs[chosen]), targets[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale) * y_scale + y_mean

    return predict
