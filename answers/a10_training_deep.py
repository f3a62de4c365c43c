# %% right init powers
def init_xavier(n_in, n_out, rng):
    return (2 / (n_in + n_out)) ** 0.5 * rng.standard_normal((n_in, n_out))


def init_he(n_in, n_out, rng):
    return (2 / n_in) ** 0.5 * rng.standard_normal((n_in, n_out))


# %% right init row-by-row
import numpy as np


def init_xavier(n_in, n_out, rng):
    return np.array([rng.normal(0, np.sqrt(2 / (n_in + n_out)), n_out) for _ in range(n_in)])


def init_he(n_in, n_out, rng):
    return np.array([rng.normal(0, np.sqrt(2 / n_in), n_out) for _ in range(n_in)])


# %% right init flat
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(scale=np.sqrt(2 / (n_in + n_out)), size=n_in * n_out).reshape(n_in, n_out)


def init_he(n_in, n_out, rng):
    return rng.normal(scale=np.sqrt(2 / n_in), size=n_in * n_out).reshape(n_in, n_out)


# %% wrong init variance-as-spread · « vous donnez la variance à `rng.normal`, qui attend un écart-type : prenez sa racine »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(0, 2 / (n_in + n_out), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    return rng.normal(0, 2 / n_in, size=(n_in, n_out))


# %% wrong init he-fan-out · « votre variance de He compte les sorties : ce sont les entrées qui s'additionnent dans une unité »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_out), size=(n_in, n_out))


# %% wrong init he-one · « il manque le 2 de He : ReLU efface la moitié du signal, il faut le double »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_in), size=(n_in, n_out))


# %% wrong init xavier-one · « il manque le 2 de Glorot : la variance est 2 divisé par la somme, l'inverse de la moyenne des deux nombres »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / (n_in + n_out)), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


# %% wrong init xavier-fan-in · « votre Glorot ne compte que les entrées : les sorties aussi, pour le gradient qui revient »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_in), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


# %% wrong init transposed · « vos poids ont la forme (n_out, n_in), celle de PyTorch : ici, les entrées viennent en premier »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


def init_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


# %% wrong init own-generator · « vous tirez avec `np.random` au lieu de `rng` : deux générateurs de même graine doivent donner les mêmes poids »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return np.random.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    return np.random.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


# %% wrong init swapped · « vous avez échangé Glorot et He : celui qui ne compte que les entrées est He »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


def init_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


# %% wrong init positive · « vos poids sont tous positifs : une loi normale centrée en donne autant des deux signes »
import numpy as np


def init_xavier(n_in, n_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out)))


def init_he(n_in, n_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)))


# %% right batch_norm two-branches
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% right batch_norm by-hand
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    n = len(x)
    if not training:
        return (x - mean) / np.sqrt(var + eps) * gamma + beta, mean, var
    if n == 1:
        raise ValueError("one example")
    m = sum(x) / n
    squares = sum((row - m) ** 2 for row in x)
    y = (x - m) / (squares / n + eps) ** 0.5 * gamma + beta
    return y, mean + momentum * (m - mean), var + momentum * (squares / (n - 1) - var)


# %% right batch_norm columns
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training and x.shape[0] < 2:
        raise ValueError("one example")
    y, mean, var = np.empty(x.shape), mean.copy(), var.copy()
    for j in range(x.shape[1]):
        m, v = (np.mean(x[:, j]), np.var(x[:, j])) if training else (mean[j], var[j])
        y[:, j] = gamma[j] * (x[:, j] - m) / np.sqrt(v + eps) + beta[j]
        if training:
            mean[j] = (1 - momentum) * mean[j] + momentum * m
            var[j] = (1 - momentum) * var[j] + momentum * v * len(x) / (len(x) - 1)
    return y, mean, var


# %% wrong batch_norm batch-statistics-always · « en évaluation, vous normalisez encore avec le lot : servez-vous des moyennes gardées, `mean` et `var` »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training and len(x) < 2:
        raise ValueError("one example")
    y = gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta
    if training:
        mean = (1 - momentum) * mean + momentum * x.mean(axis=0)
        var = (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    return y, mean, var


# %% wrong batch_norm momentum-other-way · « votre `momentum` est la part de l'ancien : chez PyTorch, c'est celle du nouveau »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = momentum * mean + (1 - momentum) * m, momentum * var + (1 - momentum) * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% wrong batch_norm biased-running · « votre variance glissante reçoit la variance biaisée : elle veut la corrigée, divisée par n − 1 »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * v
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% wrong batch_norm unbiased-output · « vous normalisez le lot avec la variance corrigée : c'est la biaisée, divisée par n ; la corrigée ne sert qu'à la moyenne glissante »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0, ddof=1)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% wrong batch_norm running-in-training · « en entraînement, vous normalisez avec les moyennes glissantes : c'est avec celles du lot »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


# %% wrong batch_norm eps-outside · « vous ajoutez `eps` à l'écart-type : ici, il s'ajoute à la variance, sous la racine »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - m) / (np.sqrt(v) + eps) + beta, mean, var


# %% wrong batch_norm no-update · « vous ne mettez pas à jour les moyennes glissantes en entraînement : l'évaluation n'aura rien appris »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = mean, var
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% wrong batch_norm no-guard · « un lot d'un seul exemple est accepté en entraînement : levez `ValueError` »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (
            (1 - momentum) * mean + momentum * m,
            (1 - momentum) * var + momentum * v * len(x) / max(len(x) - 1, 1),
        )
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% wrong batch_norm guard-everywhere · « vous refusez aussi un exemple seul en évaluation : là, rien ne dépend du lot, il est permis »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if len(x) < 2:
        raise ValueError("one example")
    if training:
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% wrong batch_norm rows · « vous normalisez chaque exemple : la moyenne se prend sur le lot, une par caractéristique »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training and len(x) < 2:
        raise ValueError("one example")
    if not training:
        return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var
    m, v = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    new = (1 - momentum) * mean + momentum * x.mean(axis=0), (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    return gamma * (x - m) / np.sqrt(v + eps) + beta, *new


# %% wrong batch_norm no-scale · « vous oubliez l'échelle γ et le décalage β, appris par le réseau »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return (x - m) / np.sqrt(v + eps), mean, var


# %% wrong batch_norm divides-by-variance · « vous divisez par la variance : c'est par l'écart-type, sa racine »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean, var = (1 - momentum) * mean + momentum * m, (1 - momentum) * var + momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - m) / (v + eps) + beta, mean, var


# %% wrong batch_norm in-place · « vos nombres sont justes, mais vous écrivez dans les moyennes reçues : construisez-en de nouvelles, sans `*=` ni `+=` »
import numpy as np


def batch_norm(x, gamma, beta, mean, var, training, momentum=0.1, eps=1e-5):
    if training:
        if len(x) < 2:
            raise ValueError("one example")
        m, v = x.mean(axis=0), x.var(axis=0)
        mean *= 1 - momentum
        mean += momentum * m
        var *= 1 - momentum
        var += momentum * x.var(axis=0, ddof=1)
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


# %% right layer_norm keepdims
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    m = np.mean(x, axis=-1, keepdims=True)
    return (x - m) / np.sqrt(np.mean((x - m) ** 2, axis=-1, keepdims=True) + eps) * gamma + beta


# %% right layer_norm rows
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    rows = x.reshape(-1, x.shape[-1])
    found = [(row - row.mean()) / (row.var() + eps) ** 0.5 * gamma + beta for row in rows]
    return np.array(found).reshape(x.shape)


# %% right layer_norm new-axis
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    m, v = x.mean(-1)[..., None], x.var(-1)[..., None]
    return beta + gamma * (x - m) * (v + eps) ** -0.5


# %% wrong layer_norm batch-axis · « vous normalisez sur le lot, comme à l'exercice 2 : prenez la moyenne de chaque exemple, sur le dernier axe »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta


# %% wrong layer_norm whole-array · « vous prenez une seule moyenne pour tout le tableau : il en faut une par exemple »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta


# %% wrong layer_norm axis-one · « vous prenez l'axe 1 : c'est le dernier, quel que soit le nombre de dimensions »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + eps) + beta


# %% wrong layer_norm unbiased · « vous divisez par d − 1 : la variance de cette normalisation est biaisée, divisée par d »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    v = x.var(axis=-1, ddof=1, keepdims=True) if x.shape[-1] > 1 else 0 * x
    return gamma * (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(v + eps) + beta


# %% wrong layer_norm eps-outside · « vous ajoutez `eps` hors de la racine : il s'ajoute à la variance »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(axis=-1, keepdims=True)) / (x.std(axis=-1, keepdims=True) + eps) + beta


# %% wrong layer_norm scale-forgotten · « il manque γ et β : l'échelle multiplie, le décalage s'ajoute »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    return (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + eps)


# %% wrong layer_norm not-centred · « vous réduisez sans recentrer : retirez d'abord la moyenne de l'exemple »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * x / np.sqrt(x.var(axis=-1, keepdims=True) + eps) + beta


# %% wrong layer_norm in-place · « vos nombres sont justes, mais vous les calculez dans `x` : `np.asarray` n'en fait pas une copie »
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    y = np.asarray(x)
    spread = np.sqrt(y.var(axis=-1, keepdims=True) + eps)
    y -= y.mean(axis=-1, keepdims=True)
    y /= spread
    return gamma * y + beta


# %% right residual_net functional
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = F.relu(self.first(x))
        for block in self.blocks:
            h = h + F.relu(block(F.layer_norm(h, h.shape[-1:])))
        return self.head(h)


# %% right residual_net norm-module
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)
        self.norm = nn.LayerNorm(width, elementwise_affine=False)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            inside = self.norm(h)
            h = torch.relu(block(inside)) + h
        return self.head(h)


# %% right residual_net by-hand
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            inside = (h - h.mean(1, keepdim=True)) / (h.var(1, unbiased=False, keepdim=True) + 1e-5).sqrt()
            h = h + block(inside).clamp(min=0)
        return self.head(h)


# %% wrong residual_net no-shortcut · « il manque le raccourci : ce que trouve un bloc s'ajoute à ce qu'il a reçu »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = torch.relu(block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net no-norm · « vous ne normalisez pas l'entrée des blocs : `layer_norm`, juste avant la couche »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + torch.relu(block(h))
        return self.head(h)


# %% wrong residual_net shortcut-normalised · « vous ajoutez le h normalisé : le raccourci porte le h d'avant la normalisation »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = F.layer_norm(h, (self.width,))
            h = h + torch.relu(block(h))
        return self.head(h)


# %% wrong residual_net norm-after · « vous normalisez après l'addition : ici, c'est l'entrée du bloc que l'on normalise »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = F.layer_norm(h + torch.relu(block(h)), (self.width,))
        return self.head(h)


# %% wrong residual_net relu-after-sum · « vous passez ReLU après l'addition : elle porte sur la sortie de la couche, avant d'ajouter »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = torch.relu(h + block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net no-relu · « il manque ReLU dans les blocs »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + block(F.layer_norm(h, (self.width,)))
        return self.head(h)


# %% wrong residual_net first-not-activated · « il manque ReLU après la première couche »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = self.first(x)
        for block in self.blocks:
            h = h + torch.relu(block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net softmax · « vous renvoyez des probabilités : les logits sont les scores bruts de `head` »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + torch.relu(block(F.layer_norm(h, (self.width,))))
        return torch.softmax(self.head(h), dim=1)


# %% wrong residual_net one-too-many · « il y a un bloc de trop : la première couche et la dernière comptent dans `depth` »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 1))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + torch.relu(block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net depth-blocks · « vous faites `depth` blocs : il y en a deux de moins, la première couche et la dernière étant à part »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + torch.relu(block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net shared · « vos blocs sont une seule couche, répétée : créez-en une neuve par bloc »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList([nn.Linear(width, width)] * (depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + torch.relu(block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net python-list · « vos blocs sont dans une liste Python, que PyTorch ne voit pas : `nn.ModuleList` »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = [nn.Linear(width, width) for _ in range(depth - 2)]
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + torch.relu(block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net from-the-start · « chaque bloc s'ajoute à la sortie de la première couche : il s'ajoute à ce que le bloc précédent a rendu »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)

    def forward(self, x):
        h = start = torch.relu(self.first(x))
        for block in self.blocks:
            h = start + torch.relu(block(F.layer_norm(h, (self.width,))))
        return self.head(h)


# %% wrong residual_net learnt-norm · « votre normalisation a une échelle et un décalage appris : l'énoncé la demande sans eux »
import torch
from torch import nn
from torch.nn import functional as F


class ResidualNet(nn.Module):
    def __init__(self, n_in, n_classes, width, depth):
        super().__init__()
        self.width = width
        self.first = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth - 2))
        self.head = nn.Linear(width, n_classes)
        self.norm = nn.LayerNorm(width)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = h + torch.relu(block(self.norm(h)))
        return self.head(h)


# %% right momentum_step two-cases
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + g
    if nesterov:
        return w - lr * (g + beta * v), v
    return w - lr * v, v


# %% right momentum_step copies
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = v.copy()
    v *= beta
    v += g
    w = w.copy()
    w -= lr * (beta * v + g if nesterov else v)
    return w, v


# %% right momentum_step expanded
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    new_v = g + beta * v
    step = (1 + beta) * g + beta**2 * v if nesterov else new_v
    return w - step * lr, new_v


# %% wrong momentum_step old-velocity · « vous avancez avec l'ancienne vitesse : mettez-la à jour d'abord »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    new = beta * v + g
    return w - lr * (g + beta * v if nesterov else v), new


# %% wrong momentum_step averaged · « vous multipliez le gradient par 1 − β, comme Adam : l'élan de PyTorch l'ajoute en entier »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + (1 - beta) * g
    return w - lr * (g + beta * v if nesterov else v), v


# %% wrong momentum_step rate-in-velocity · « vous rangez le taux dans la vitesse : chez PyTorch, il ne multiplie que le pas »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + lr * g
    return w - (lr * g + beta * v if nesterov else v), v


# %% wrong momentum_step uphill · « vous montez la pente : le pas se retire »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + g
    return w + lr * (g + beta * v if nesterov else v), v


# %% wrong momentum_step minus-gradient · « votre vitesse a le signe contraire : on y ajoute le gradient, et l'on retire le pas »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v - g
    return w + lr * (beta * v - g if nesterov else v), v


# %% wrong momentum_step nesterov-ignored · « `nesterov` ne change rien chez vous : le pas y est le gradient plus β fois la vitesse »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + g
    return w - lr * v, v


# %% wrong momentum_step nesterov-always · « vous suivez toujours Nesterov : sans lui, le pas est la vitesse »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + g
    return w - lr * (g + beta * v), v


# %% wrong momentum_step nesterov-unscaled · « votre Nesterov oublie β devant la nouvelle vitesse »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + g
    return w - lr * (g + v if nesterov else v), v


# %% wrong momentum_step in-place · « vos nombres sont justes, mais vous écrivez dans la vitesse reçue : `*=` change le tableau de l'appelant »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v *= beta
    v += g
    return w - lr * (g + beta * v if nesterov else v), v


# %% wrong momentum_step weights-only · « vous ne rendez que les poids : l'énoncé demande le couple `(w, v)` »
def momentum_step(w, g, v, lr, beta=0.9, nesterov=False):
    v = beta * v + g
    return w - lr * (g + beta * v if nesterov else v)


# %% right rmsprop_step products
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = rho * s + (1 - rho) * g * g
    return w - lr * g / (np.sqrt(s) + eps), s


# %% right rmsprop_step difference
def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    new = s + (1 - rho) * (g**2 - s)
    return w - lr / (new**0.5 + eps) * g, new


# %% right rmsprop_step copies
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s, w = s.copy(), w.copy()
    s *= rho
    s += (1 - rho) * np.square(g)
    w -= lr * g / (np.sqrt(s) + eps)
    return w, s


# %% wrong rmsprop_step eps-inside · « vous mettez `eps` sous la racine, comme Keras : PyTorch l'ajoute après »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = rho * s + (1 - rho) * g**2
    return w - lr * g / np.sqrt(s + eps), s


# %% wrong rmsprop_step not-squared · « vous moyennez les gradients, pas leurs carrés »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = rho * s + (1 - rho) * g
    return w - lr * g / (np.sqrt(np.abs(s)) + eps), s


# %% wrong rmsprop_step no-root · « il manque la racine : on divise par la taille habituelle du gradient, non par son carré »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = rho * s + (1 - rho) * g**2
    return w - lr * g / (s + eps), s


# %% wrong rmsprop_step rho-swapped · « vous échangez ρ et 1 − ρ : ρ est la part de l'ancienne moyenne »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = (1 - rho) * s + rho * g**2
    return w - lr * g / (np.sqrt(s) + eps), s


# %% wrong rmsprop_step adagrad · « vous additionnez les carrés sans oublier : c'est AdaGrad »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = s + g**2
    return w - lr * g / (np.sqrt(s) + eps), s


# %% wrong rmsprop_step old-mean · « vous divisez par l'ancienne moyenne des carrés : mettez-la à jour d'abord »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    return w - lr * g / (np.sqrt(s) + eps), rho * s + (1 - rho) * g**2


# %% wrong rmsprop_step inertia · « c'est la formule de l'élan : RMSProp divise le gradient par la racine d'une moyenne de carrés »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = rho * s + g
    return w - lr * s, s


# %% wrong rmsprop_step half-missing · « il manque le facteur 1 − ρ devant le carré du gradient »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = rho * s + g**2
    return w - lr * g / (np.sqrt(s) + eps), s


# %% wrong rmsprop_step uphill · « vous montez la pente : ce pas se retire »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s = rho * s + (1 - rho) * g**2
    return w + lr * g / (np.sqrt(s) + eps), s


# %% wrong rmsprop_step in-place · « vos nombres sont justes, mais vous écrivez dans la moyenne reçue »
import numpy as np


def rmsprop_step(w, g, s, lr, rho=0.99, eps=1e-8):
    s *= rho
    s += (1 - rho) * g**2
    return w - lr * g / (np.sqrt(s) + eps), s


# %% right adamw_step decay-first
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    b1, b2 = betas
    m, s, t = b1 * state[0] + (1 - b1) * g, b2 * state[1] + (1 - b2) * g * g, state[2] + 1
    shrunk = w - lr * decay * w
    return shrunk - lr * (m / (1 - b1**t)) / (np.sqrt(s / (1 - b2**t)) + eps), (m, s, t)


# %% right adamw_step like-pytorch
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    m = m + (g - m) * (1 - b1)
    s = b2 * s + g * g * (1 - b2)
    size = lr / (1 - b1 ** (t + 1))
    below = np.sqrt(s) / (1 - b2 ** (t + 1)) ** 0.5 + eps
    return w * (1 - lr * decay) - size * m / below, (m, s, t + 1)


# %% right adamw_step one-step-at-a-time
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    m, s, t = state
    t += 1
    m = betas[0] * m
    m += (1 - betas[0]) * g
    s = betas[1] * s
    s += (1 - betas[1]) * g**2
    direction = m / (1 - betas[0] ** t) / (np.sqrt(s / (1 - betas[1] ** t)) + eps)
    return w - lr * (direction + decay * w), [m, s, t]


# %% wrong adamw_step no-correction · « il manque la correction du départ : divisez les moyennes par 1 − β puissance t »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m, s
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step first-only-corrected · « vous ne corrigez que la première moyenne : celle des carrés aussi »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step t-too-late · « votre correction compte un pas de moins : `t` augmente d'abord, il vaut 1 au premier pas »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    with np.errstate(all="ignore"):
        mh, sh = m / (1 - b1**t), s / (1 - b2**t)
        return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t + 1)


# %% wrong adamw_step t-not-counted · « vous rendez l'ancien `t` : le compte des pas doit augmenter de 1 »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t - 1)


# %% wrong adamw_step eps-inside · « vous mettez `eps` sous la racine : il s'y ajoute après »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / np.sqrt(sh + eps), (m, s, t)


# %% wrong adamw_step corrected-kept · « vous rendez les moyennes corrigées : gardez les brutes, qui se corrigent à chaque pas »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (mh, sh, t)


# %% wrong adamw_step l2-in-gradient · « vous ajoutez la pénalité au gradient : c'est Adam avec L2, pas AdamW, qui use les poids à part »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    g = g + decay * w
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step decay-without-rate · « vous usez les poids sans le taux : le facteur est 1 − ηα »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step no-decay · « `decay` n'agit nulle part : c'est Adam, il reste à user les poids »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step decay-after · « vous usez les poids après le pas : c'est ceux d'avant que l'on multiplie »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * (w - lr * mh / (np.sqrt(sh) + eps)), (m, s, t)


# %% wrong adamw_step betas-swapped · « vous échangez les deux β : le premier est celui des gradients, le second celui de leurs carrés »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b2, b1) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step no-square · « votre seconde moyenne est celle des valeurs absolues : ce sont les carrés »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * np.abs(g)
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step no-root · « il manque la racine de la moyenne des carrés »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t = t + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / (sh + eps), (m, s, t)


# %% wrong adamw_step shared-state · « votre fonction garde les moyennes d'un appel à l'autre, et tous les paramètres se les partagent : tout vient de `state`, tout repart dans le couple rendu »
import numpy as np


kept = {}


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    b1, b2 = betas
    if state[2] == 0:
        kept.update(m=0 * w, s=0 * w, t=0)
    m, s = kept.get("m", state[0]), kept.get("s", state[1])
    if np.shape(m) != np.shape(w):
        m, s = state[0], state[1]
    t = state[2] + 1
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    kept.update(m=m, s=s, t=t)
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% wrong adamw_step in-place · « vos nombres sont justes, mais vous écrivez dans les moyennes reçues : construisez-en de nouvelles »
import numpy as np


def adamw_step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    (m, s, t), (b1, b2) = state, betas
    t += 1
    m *= b1
    m += (1 - b1) * g
    s *= b2
    s += (1 - b2) * g**2
    mh, sh = m / (1 - b1**t), s / (1 - b2**t)
    return (1 - lr * decay) * w - lr * mh / (np.sqrt(sh) + eps), (m, s, t)


# %% right cosine_schedule squared
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup)
    return lr * math.cos(math.pi / 2 * done) ** 2


# %% right cosine_schedule numpy
import numpy as np


def cosine_schedule(step, total, warmup, lr):
    up = lr * (step + 1) / max(warmup, 1)
    down = 0.5 * lr * (1 + np.cos(np.pi * (step - warmup) / (total - warmup)))
    return float(np.where(step < warmup, up, down))


# %% right cosine_schedule sine
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup)
    return lr * (1 - math.sin(math.pi * (done - 0.5))) / 2


# %% wrong cosine_schedule from-zero · « votre premier taux est nul : au pas 0, il vaut déjà `lr / warmup` »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * step / warmup
    done = (step - warmup) / (total - warmup)
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine_schedule no-half · « il manque la division par 2 : le sommet vaut `lr` »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup)
    return lr * (1 + math.cos(math.pi * done))


# %% wrong cosine_schedule whole-length · « votre descente dure `total` pas : elle commence à `warmup`, il en reste `total − warmup` »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / total
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine_schedule not-shifted · « votre cosinus part du pas 0 : sa descente commence au pas `warmup` »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = step / total
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine_schedule never-zero · « votre dernier taux n'est pas nul : la part faite vaut 1 au pas `total` »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup + 1)
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine_schedule zero-too-soon · « vous arrivez à zéro un pas trop tôt : au pas `total`, pas avant »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = min((step - warmup) / max(total - warmup - 1, 1), 1)
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine_schedule warm-up-one-longer · « votre mise en route dure un pas de trop : au pas `warmup − 1`, le taux vaut déjà `lr` »
import math


def cosine_schedule(step, total, warmup, lr):
    if step <= warmup:
        return lr * (step + 1) / (warmup + 1)
    done = (step - warmup) / (total - warmup)
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine_schedule no-warm-up · « il n'y a pas de mise en route : avant `warmup`, le taux monte »
import math


def cosine_schedule(step, total, warmup, lr):
    done = max(step - warmup, 0) / (total - warmup)
    return lr * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine_schedule linear · « vous descendez en ligne droite : c'est une moitié de cosinus »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup)
    return lr * (1 - done)


# %% wrong cosine_schedule quarter · « vous prenez un quart de tour : la descente est une moitié de cosinus, ramenée entre 0 et `lr` »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup)
    return lr * math.cos(math.pi / 2 * done)


# %% wrong cosine_schedule full-turn · « vous faites un tour entier, qui remonte au sommet : un demi-tour, π, va de `lr` à 0 »
import math


def cosine_schedule(step, total, warmup, lr):
    if step < warmup:
        return lr * (step + 1) / warmup
    done = (step - warmup) / (total - warmup)
    return lr * (1 + math.cos(2 * math.pi * done)) / 2


# %% right lr_range_test geomspace
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = min(best, loss)
    return found


# %% right lr_range_test while
import math


def lr_range_test(loss_at, low, high, steps):
    exponents = [math.log(low) + k * (math.log(high) - math.log(low)) / (steps - 1) for k in range(steps)]
    pairs, losses = [], []
    while exponents:
        rate = math.exp(exponents.pop(0))
        losses.append(loss_at(rate))
        pairs.append([rate, losses[-1]])
        if math.isnan(losses[-1]) or math.isinf(losses[-1]) or losses[-1] > 4 * min(losses):
            return pairs
    return pairs


# %% right lr_range_test multiplied
import math


def lr_range_test(loss_at, low, high, steps):
    factor, rate, pairs = (high / low) ** (1 / (steps - 1)), low, []
    for _ in range(steps):
        loss = loss_at(rate)
        pairs.append((rate, loss))
        if not math.isfinite(loss) or loss > 4 * min(one for _, one in pairs):
            break
        rate *= factor
    return pairs


# %% wrong lr_range_test linear · « vos taux sont également espacés : chacun est le précédent multiplié par un même nombre »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.linspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = min(best, loss)
    return found


# %% wrong lr_range_test end-missing · « votre dernier taux n'est pas `high` : entre `steps` taux, il y a `steps − 1` multiplications »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps, endpoint=False):
        loss = loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = min(best, loss)
    return found


# %% wrong lr_range_test never-stops · « vous ne vous arrêtez jamais : dès que la perte dépasse quatre fois la plus petite, ou n'est plus finie, c'est fini »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if False:
            break
        best = min(best, loss)
    return found


# %% wrong lr_range_test last-dropped · « le couple qui fait arrêter manque dans votre liste : ajoutez-le avant de vous arrêter »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        if not np.isfinite(loss) or loss > 4 * best:
            break
        found.append((rate, loss))
        best = min(best, loss)
    return found


# %% wrong lr_range_test nan-missed · « vous continuez après `nan` : aucune comparaison ne le voit, cherchez-le avec `math.isfinite` »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if loss > 4 * best:
            break
        best = min(best, loss)
    return found


# %% wrong lr_range_test against-first · « vous comparez à la première perte : c'est à la plus petite déjà vue »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = best if best < float("inf") else loss
    return found


# %% wrong lr_range_test against-previous · « vous comparez à la perte d'avant : c'est à la plus petite de toutes »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = loss
    return found


# %% wrong lr_range_test stops-at-rise · « vous vous arrêtez à la première remontée : la perte doit dépasser quatre fois la plus petite »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > best:
            break
        best = min(best, loss)
    return found


# %% wrong lr_range_test called-twice · « vous appelez `loss_at` deux fois par taux : chaque appel fait un pas d'entraînement »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate) and loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = min(best, loss)
    return found


# %% wrong lr_range_test swapped · « vos couples sont à l'envers : le taux, puis la perte »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((loss, rate))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = min(best, loss)
    return found


# %% wrong lr_range_test two-lists · « vous rendez deux listes : l'énoncé demande une liste de couples »
import numpy as np


def lr_range_test(loss_at, low, high, steps):
    found, best = [], float("inf")
    for rate in np.geomspace(low, high, steps):
        loss = loss_at(rate)
        found.append((rate, loss))
        if not np.isfinite(loss) or loss > 4 * best:
            break
        best = min(best, loss)
    return [rate for rate, _ in found], [loss for _, loss in found]


# %% right count_fits loop
def count_fits(grid, folds=5, refit=True):
    total = folds
    for values in grid.values():
        total *= len(values)
    return total + 1 if refit else total


# %% right count_fits product
from itertools import product


def count_fits(grid, folds=5, refit=True):
    return len(list(product(*grid.values()))) * folds + bool(refit)


# %% right count_fits parameter-grid
from sklearn.model_selection import ParameterGrid


def count_fits(grid, folds=5, refit=True):
    return len(ParameterGrid(grid)) * folds + (1 if refit else 0)


# %% wrong count_fits folds-forgotten · « vous oubliez les plis : chaque combinaison est entraînée `folds` fois »
import math


def count_fits(grid, folds=5, refit=True):
    return math.prod(len(values) for values in grid.values()) + int(refit)


# %% wrong count_fits refit-forgotten · « vous oubliez le dernier entraînement, avec la meilleure combinaison »
import math


def count_fits(grid, folds=5, refit=True):
    return math.prod(len(values) for values in grid.values()) * folds


# %% wrong count_fits sum · « vous additionnez les nombres de valeurs : les combinaisons se multiplient »
def count_fits(grid, folds=5, refit=True):
    return sum(len(values) for values in grid.values()) * folds + int(refit)


# %% wrong count_fits refit-on-folds · « le dernier entraînement n'est pas refait sur chaque pli : il compte une fois »
import math


def count_fits(grid, folds=5, refit=True):
    return (math.prod(len(values) for values in grid.values()) + int(refit)) * folds


# %% wrong count_fits always-refit · « `refit` est faux dans un cas : il n'y a alors pas de dernier entraînement »
import math


def count_fits(grid, folds=5, refit=True):
    return math.prod(len(values) for values in grid.values()) * folds + 1


# %% wrong count_fits five-folds · « vous comptez toujours cinq plis : leur nombre est l'argument `folds` »
import math


def count_fits(grid, folds=5, refit=True):
    return math.prod(len(values) for values in grid.values()) * 5 + int(refit)


# %% wrong count_fits names · « vous comptez les réglages, pas leurs valeurs »
def count_fits(grid, folds=5, refit=True):
    return len(grid) * folds + int(refit)


# %% right random_search powers
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = law[1] * (law[2] / law[1]) ** rng.random()
            elif law[0] == "uniform":
                settings[name] = law[1] + (law[2] - law[1]) * rng.random()
            else:
                settings[name] = law[1][int(len(law[1]) * rng.random())]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% right random_search all-then-best
import math


def random_search(space, objective, n, rng):
    def draw(law):
        if law[0] == "choice":
            return rng.choice(law[1])
        if law[0] == "log":
            return 10 ** rng.uniform(math.log10(law[1]), math.log10(law[2]))
        return rng.uniform(*law[1:])

    trials = [{name: draw(law) for name, law in space.items()} for _ in range(n)]
    values = [objective(settings) for settings in trials]
    known = [k for k in range(n) if not math.isnan(values[k])]
    place = min(known, key=lambda k: values[k])
    return trials[place], values[place]


# %% right random_search columns
import numpy as np


def random_search(space, objective, n, rng):
    columns = {}
    for name, (kind, *rest) in space.items():
        if kind == "choice":
            columns[name] = [rest[0][k] for k in rng.integers(len(rest[0]), size=n)]
        elif kind == "log":
            columns[name] = np.exp(rng.uniform(np.log(rest[0]), np.log(rest[1]), size=n)).tolist()
        else:
            columns[name] = rng.uniform(rest[0], rest[1], size=n).tolist()
    trials = [{name: column[k] for name, column in columns.items()} for k in range(n)]
    values = np.array([objective(dict(settings)) for settings in trials])
    best = int(np.nanargmin(values))
    return trials[best], float(values[best])


# %% wrong random_search uniform-rate · « votre taux est uniforme : c'est son logarithme qui doit l'être »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = rng.uniform(law[1], law[2])
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search log-not-undone · « vous rendez le logarithme du taux : il reste à prendre l'exponentielle »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = rng.uniform(math.log(law[1]), math.log(law[2]))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search wrong-base · « vous mélangez `math.log` et les puissances de 10 : le logarithme naturel va avec `math.exp`, `math.log10` avec `10 **` »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = 10 ** rng.uniform(math.log(law[1]), math.log(law[2]))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search uniform-made-log · « le réglage `"uniform"` n'est pas uniforme chez vous : seul `"log"` passe par le logarithme »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
            elif law[0] == "uniform":
                settings[name] = math.exp(rng.uniform(math.log(1e-6), math.log(law[2])))
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search largest · « vous gardez la plus grande valeur : ici, la plus petite gagne »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, -math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if value > lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search last · « vous gardez le dernier essai : comparez chaque valeur à la meilleure »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if True:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search nan-wins · « un premier essai qui vaut `nan` reste le meilleur chez vous : rien n'est plus petit que `nan`, partez de l'infini »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if best is None or value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search same-dictionary · « votre meilleur réglage change avec les essais suivants : c'est le même dictionnaire, faites-en un neuf à chaque essai »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    settings = {}
    for _ in range(n):
        pass
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search drawn-once · « tous vos essais sont le même réglage : tirez-en un neuf à chaque tour »
import math


def random_search(space, objective, n, rng):
    settings = {}
    for name, law in space.items():
        if law[0] == "log":
            settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
        elif law[0] == "uniform":
            settings[name] = rng.uniform(law[1], law[2])
        else:
            settings[name] = law[1][int(rng.integers(len(law[1])))]
    best, lowest = None, math.inf
    for _ in range(n):
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best or settings, lowest


# %% wrong random_search called-twice · « vous appelez `objective` une fois de trop, à la fin : gardez la valeur avec le réglage »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][int(rng.integers(len(law[1])))]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, objective(best)


# %% wrong random_search first-choice · « vous prenez toujours la première valeur de la liste : toutes ont la même chance »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = math.exp(rng.uniform(math.log(law[1]), math.log(law[2])))
            elif law[0] == "uniform":
                settings[name] = rng.uniform(law[1], law[2])
            else:
                settings[name] = law[1][0]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search linked · « un seul tirage sert à tous les réglages d'un essai : chacun doit avoir le sien »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for _ in range(n):
        share, settings = rng.random(), {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = law[1] * (law[2] / law[1]) ** share
            elif law[0] == "uniform":
                settings[name] = law[1] + (law[2] - law[1]) * share
            else:
                settings[name] = law[1][int(share * len(law[1]))]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% wrong random_search grid · « vous parcourez une grille : les taux doivent être tirés au hasard, tous différents »
import math


def random_search(space, objective, n, rng):
    best, lowest = None, math.inf
    for k in range(n):
        settings = {}
        for name, law in space.items():
            if law[0] == "log":
                settings[name] = law[1] * (law[2] / law[1]) ** (k % 5 / 4)
            elif law[0] == "uniform":
                settings[name] = law[1] + (law[2] - law[1]) * (k // 5 % 4 / 3)
            else:
                settings[name] = law[1][k // 20 % len(law[1])]
        value = objective(settings)
        if value < lowest:
            best, lowest = settings, value
    return best, lowest


# %% right repair squeezed
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% right repair column-of-targets
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y[:, None])
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% right repair one-loop
import torch
from torch import nn


def _train(model, measure, steps, lr):
    optimiser, losses = torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        model.zero_grad()
        value = measure()
        value.backward()
        optimiser.step()
        losses.append(float(value.detach()))
    return losses


def train_a(model, x, y, steps, lr):
    return _train(model, lambda: nn.functional.cross_entropy(model(x), y), steps, lr)


def train_b(model, x, y, steps, lr):
    return _train(model, lambda: nn.functional.nll_loss(torch.log_softmax(model(x), dim=1), y), steps, lr)


def train_c(model, x, y, steps, lr):
    return _train(model, lambda: ((model(x)[:, 0] - y) ** 2).mean(), steps, lr)


# %% wrong repair a-unrepaired · « la panne A est encore là : sans `zero_grad`, les gradients de tous les pas s'additionnent »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair a-zero-too-late · « dans `train_a`, vous effacez les gradients entre `backward` et `step` : le pas n'a plus rien à suivre »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        value = loss(model(x), y)
        value.backward()
        optimiser.zero_grad()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair a-zero-once · « dans `train_a`, vous n'effacez les gradients qu'une fois : c'est à chaque pas »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    optimiser.zero_grad()
    for _ in range(steps):
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair a-zero-at-the-end · « dans `train_a`, vous effacez les gradients après le pas : au premier, ceux d'avant sont encore là »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
        optimiser.zero_grad()
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair b-unrepaired · « la panne B est encore là : la perte fait déjà la softmax, donnez-lui les logits »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(torch.softmax(model(x), dim=1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair b-wrong-axis · « dans `train_b`, changer l'axe de la softmax ne répare rien : retirez-la »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(torch.softmax(model(x), dim=0), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair b-sigmoid · « dans `train_b`, la sigmoïde gêne comme la softmax : la perte veut des scores bruts »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(torch.sigmoid(model(x)), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair b-zero-lost · « en réparant `train_b`, vous avez perdu `zero_grad` : B n'avait pas la panne de A »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair c-unrepaired · « la panne C est encore là : (n, 1) moins (n,) compare chaque sortie à toutes les cibles »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = ((model(x) - y) ** 2).mean()
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair c-sum · « dans `train_c`, vous prenez la somme des carrés : c'est leur moyenne »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = ((model(x).squeeze(1) - y) ** 2).sum()
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair a-loss-after · « `train_a` note la perte d'après le pas : c'est celle d'avant »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(loss(model(x), y).item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


# %% wrong repair a-adam · « `train_a` a changé d'optimiseur : réparez l'erreur, et rien d'autre »
import torch
from torch import nn


def train_a(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.Adam(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_b(model, x, y, steps, lr):
    loss, optimiser, losses = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses


def train_c(model, x, y, steps, lr):
    loss, optimiser, losses = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(model(x).squeeze(1), y)
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return losses
