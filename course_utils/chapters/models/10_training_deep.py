# Réponses commentées du chapitre « Entraîner en profondeur », construites depuis notebooks/10_training_deep.md par « course build ».


# %% init :
import numpy as np


def init_xavier(n_in, n_out, rng):
    """Return Glorot's weights, floats (n_in, n_out), drawn from the normal law by the generator `rng`."""
    return rng.normal(0.0, np.sqrt(2.0 / (n_in + n_out)), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    """Return He's weights, floats (n_in, n_out), drawn from the normal law by the generator `rng`."""
    # Seules les entrées comptent ; `normal` attend un écart-type, d'où la racine.
    return rng.normal(0.0, np.sqrt(2.0 / n_in), size=(n_in, n_out))


# %% batch_norm :
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    """Return (y, mean, var): the output (n, d) and the running statistics (d,); `x` has shape (n, d)."""
    used_mean, used_var = mean, var
    if training:
        if len(x) < 2:
            raise ValueError("batch norm needs more than one example in training")
        used_mean, used_var = x.mean(axis=0), x.var(axis=0)
        # La variance corrigée ne sert qu'à la moyenne glissante.
        mean = (1 - momentum) * mean + momentum * used_mean
        var = (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    return gamma * (x - used_mean) / np.sqrt(used_var + eps) + beta, mean, var


# %% layer_norm :
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    """Return `x`, of shape (…, d), normalised over its last axis, then scaled by `gamma` (d,) and moved by `beta` (d,)."""
    mean = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


# %% residual_net :
import torch
from torch import nn


class ResidualNet(nn.Module):
    """`depth` >= 2 dense layers, of which those in between add what they find to what they receive."""

    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        """Return the logits, shape (n, n_classes), of `x` (n, n_in)."""
        h = torch.relu(self.first(x))
        for block in self.blocks:
            # On normalise ce qui entre dans le bloc, pas ce qui passe par le raccourci.
            h = h + torch.relu(block(nn.functional.layer_norm(h, (self.width,))))
        return self.head(h)


# %% momentum_step :
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    """Return (w, v), the new weights and the new velocity; `w`, `g` and `v` are arrays of one shape."""
    v = beta * v + g
    direction = g + beta * v if nesterov else v
    return w - lr * direction, v


# %% rmsprop_step :
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    """Return (w, s), the new weights and the new mean of the squares; `w`, `g` and `s` are arrays of one shape."""
    s = rho * s + (1 - rho) * g**2
    return w - lr * g / (np.sqrt(s) + eps), s


# %% adamw_step :
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    """Return (w, state) after one step; `state` is (m, s, t), two arrays like `w` and the number of steps done."""
    m, s, t = state
    t = t + 1
    m = betas[0] * m + (1 - betas[0]) * g
    s = betas[1] * s + (1 - betas[1]) * g**2
    # On rend les moyennes brutes : les corrigées ne servent qu'à ce pas.
    m_hat, s_hat = m / (1 - betas[0] ** t), s / (1 - betas[1] ** t)
    w = (1 - lr * decay) * w - lr * m_hat / (np.sqrt(s_hat) + eps)
    return w, (m, s, t)


# %% cosine_schedule :
import math


def cosine_schedule(step, total, warmup, lr):
    """Return the learning rate of `step`, from 0 to `total`: a linear warm-up to `lr`, then half a cosine down to 0."""
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup)
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% lr_range_test :
import math


def lr_range_test(loss_at, low, high, steps):
    """Return the pairs (rate, loss) of a range test, `rate` growing from `low` to `high` by equal factors."""
    factor = (high / low) ** (1 / (steps - 1))
    found, best = [], math.inf
    for k in range(steps):
        rate = low * factor**k
        loss = loss_at(rate)
        found.append((rate, loss))
        # `nan` échappe à toute comparaison : on le cherche à part.
        if not math.isfinite(loss) or loss > 4 * best:
            break
        best = min(best, loss)
    return found


# %% count_fits :
import math


def count_fits(grid, folds=5, refit=True):
    """Return how many trainings GridSearchCV makes, an int; `grid` maps a name to the list of its values."""
    return math.prod(len(values) for values in grid.values()) * folds + int(refit)


# %% random_search :
import math


def random_search(space, objective, n, rng):
    """Return (best, value), the settings of the smallest of `n` values of `objective`, drawn from `space` by `rng`."""
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                # Un indice, plutôt que rng.choice, qui changerait le type des valeurs.
                settings[name] = rest[0][rng.integers(len(rest[0]))]
            elif kind == "log":
                settings[name] = math.exp(rng.uniform(math.log(rest[0]), math.log(rest[1])))
            else:
                settings[name] = rng.uniform(rest[0], rest[1])
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% repair :
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    """Train a classifier for `steps` steps on all of `x` and `y` (n,), class numbers; return the loss before each."""
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        # La panne A : sans cette ligne, les gradients de tous les pas s'additionnent.
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    """Train a classifier for `steps` steps on all of `x` and `y` (n,), class numbers; return the loss before each."""
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        # La panne B : la perte fait déjà la softmax, elle veut des logits.
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    """Train a regression for `steps` steps on all of `x` and `y` (n,); return the mean squared error before each."""
    optimiser, losses = torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        # La panne C : (n, 1) moins (n,) donne (n, n) ; il faut deux formes égales.
        value = ((model(x).squeeze(1) - y) ** 2).mean()
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses
