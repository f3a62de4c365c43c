# %% right prepare numpy
import numpy as np


def prepare(images):
    x = images.astype(np.float32) / 255
    x = (x - 0.1307) / 0.3081
    return x.reshape(len(images), 784).astype(np.float32)


# %% right prepare torch
import torch


def prepare(images):
    pixels = torch.tensor(images).flatten(1).float()
    return (pixels / 255 - 0.1307) / 0.3081


# %% right prepare one-by-one
import numpy as np


def prepare(images):
    rows = np.zeros((len(images), 784), dtype=np.float32)
    for i, image in enumerate(images):
        rows[i] = (np.ravel(image) / 255.0 - 0.1307) / 0.3081
    return rows


# %% right prepare table-of-greys
import numpy as np


def prepare(images):
    table = ((np.arange(256) / 255 - 0.1307) / 0.3081).astype("float32")
    return table[images.reshape(-1, 28 * 28)] if len(images) else np.zeros((0, 784), "float32")


# %% wrong prepare no-division · « vous oubliez de diviser par 255 : les constantes sont celles de pixels entre 0 et 1 »
import numpy as np


def prepare(images):
    return ((images.reshape(len(images), 784) - np.float32(0.1307)) / np.float32(0.3081)).astype(np.float32)


# %% wrong prepare only-divided · « vous divisez par 255 sans standardiser : il reste à retirer 0.1307, puis à diviser par 0.3081 »
import numpy as np


def prepare(images):
    return (images.reshape(len(images), 784) / 255).astype(np.float32)


# %% wrong prepare not-flattened · « vous laissez les images en 28 × 28 : le réseau attend une ligne de 784 nombres par image »
import numpy as np


def prepare(images):
    return ((images / 255 - 0.1307) / 0.3081).astype(np.float32)


# %% wrong prepare flattened-together · « vous mettez toutes les images bout à bout : la première dimension, celle des images, doit rester »
import numpy as np


def prepare(images):
    return ((images.reshape(-1) / 255 - 0.1307) / 0.3081).astype(np.float32)


# %% wrong prepare pixels-as-rows · « votre tableau est couché : une ligne par image, une colonne par pixel »
import numpy as np


def prepare(images):
    return ((images.reshape(len(images), 784).T / 255 - 0.1307) / 0.3081).astype(np.float32)


# %% wrong prepare images-mixed · « vous mélangez les pixels de plusieurs images : `reshape` après avoir déplacé les dimensions découpe le lot de travers »
import numpy as np


def prepare(images):
    x = (images / 255 - 0.1307) / 0.3081
    return x.transpose(1, 2, 0).reshape(len(images), 784).astype(np.float32)


# %% wrong prepare columns-first · « vous lisez chaque image colonne par colonne : mettez ses rangées bout à bout, dans l'ordre »
import numpy as np


def prepare(images):
    x = (images / 255 - 0.1307) / 0.3081
    return x.transpose(0, 2, 1).reshape(len(images), 784).astype(np.float32)


# %% wrong prepare own-statistics · « vous recalculez la moyenne et l'écart-type sur les images reçues : c'est une fuite, et une même image change selon ses voisines ; prenez 0.1307 et 0.3081 »
import numpy as np


def prepare(images):
    x = images.reshape(len(images), 784).astype(np.float32) / 255
    return (x - x.mean()) / (x.std() or 1)


# %% wrong prepare per-image-statistics · « vous standardisez chaque image avec sa propre moyenne : le contraste d'une image à l'autre est perdu ; prenez 0.1307 et 0.3081 »
import numpy as np


def prepare(images):
    x = images.reshape(len(images), 784).astype(np.float32) / 255
    spread = x.std(axis=1, keepdims=True)
    return (x - x.mean(axis=1, keepdims=True)) / np.where(spread == 0, 1, spread)


# %% wrong prepare constants-swapped · « vous échangez les deux constantes : on retire la moyenne, 0.1307, et l'on divise par l'écart-type, 0.3081 »
import numpy as np


def prepare(images):
    return ((images.reshape(len(images), 784) / 255 - 0.3081) / 0.1307).astype(np.float32)


# %% wrong prepare parenthesis-missing · « il vous manque une parenthèse : la soustraction se fait avant la division par 0.3081 »
import numpy as np


def prepare(images):
    return (images.reshape(len(images), 784) / 255 - 0.1307 / 0.3081).astype(np.float32)


# %% wrong prepare divided-by-256 · « vous divisez par 256 : l'encre pleine vaut 255, c'est elle qui doit donner 1 »
import numpy as np


def prepare(images):
    return ((images.reshape(len(images), 784) / 256 - 0.1307) / 0.3081).astype(np.float32)


# %% wrong prepare whole-division · « vous arrondissez en divisant par 255 : avec `//`, presque tous les gris deviennent noirs »
import numpy as np


def prepare(images):
    return ((images.reshape(len(images), 784) // 255 - 0.1307) / 0.3081).astype(np.float32)


# %% wrong prepare colours-inverted · « vous échangez le fond et l'encre : dans ces images, 0 est déjà le fond »
import numpy as np


def prepare(images):
    return (((255 - images.reshape(len(images), 784)) / 255 - 0.1307) / 0.3081).astype(np.float32)


# %% wrong prepare double-precision · « vos valeurs sont justes, mais en `float64` : PyTorch attend du `float32` »
import numpy as np


def prepare(images):
    return (images.reshape(len(images), 784) / 255 - 0.1307) / 0.3081


# %% wrong prepare first-only · « vous ne rendez que la première image : une ligne par image »
import numpy as np


def prepare(images):
    return ((images[0].reshape(1, 784) / 255 - 0.1307) / 0.3081).astype(np.float32)


# %% wrong prepare no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` »
def prepare(images):
    x = (images.reshape(len(images), 784) / 255 - 0.1307) / 0.3081


# %% wrong prepare erased · « vos valeurs sont justes, mais vous écrivez dans `images`, qui appartient à celui qui appelle »
import numpy as np


def prepare(images):
    x = ((images.reshape(len(images), 784) / 255 - 0.1307) / 0.3081).astype(np.float32)
    images[:] = 0
    return x


# %% right split permutations
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    validation = []
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        validation.extend(rng.choice(places, size=round(share * len(places)), replace=False).tolist())
    training = [i for i in range(len(labels)) if i not in set(validation)]
    return np.array(training, dtype=int), np.array(validation, dtype=int)


# %% right split counters
import random


def split(labels, share, seed):
    rng = random.Random(seed)
    groups = {}
    for place, label in enumerate(labels):
        groups.setdefault(int(label), []).append(place)
    training, validation = [], []
    for label in sorted(groups):
        rng.shuffle(groups[label])
        cut = round(share * len(groups[label]))
        validation += groups[label][:cut]
        training += groups[label][cut:]
    return training, validation


# %% right split one-shuffle
import numpy as np


def split(labels, share, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    wanted = {label: round(share * int((labels == label).sum())) for label in np.unique(labels)}
    chosen = np.zeros(len(labels), dtype=bool)
    for place in order:
        if wanted[labels[place]] > 0:
            wanted[labels[place]] -= 1
            chosen[place] = True
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)


# %% wrong split not-stratified · « vous coupez sans regarder les classes : une classe rare peut disparaître de la validation ; coupez chaque classe séparément »
import numpy as np


def split(labels, share, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    cut = round(share * len(labels))
    return order[cut:], order[:cut]


# %% wrong split parts-swapped · « vos deux jeux sont échangés : l'entraînement vient d'abord, et c'est la validation, en second, qui reçoit la part `share` »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(validation), np.concatenate(training)


# %% wrong split not-shuffled · « vous prenez les premiers exemples de chaque classe, toujours les mêmes : tirez-les au hasard »
import numpy as np


def split(labels, share, seed):
    training, validation = [], []
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split seed-ignored · « vous tirez au hasard sans vous servir de `seed` : deux appels avec la même graine doivent donner la même coupe »
import numpy as np


def split(labels, share, seed, rng=np.random.default_rng(5)):
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split fixed-seed · « vous fixez la graine vous-même : `seed` n'a aucun effet, et toutes les coupes sont la même »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(0)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split truncated · « vous coupez les décimales au lieu d'arrondir : `int(7.9)` vaut 7 ; prenez `round` »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = int(share * len(places) - 1e-9)
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split training-keeps-all · « vous laissez dans l'entraînement les exemples de validation : c'est une fuite, chaque indice va dans un seul jeu »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    validation = []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        validation.append(places[: round(share * len(places))])
    return np.arange(len(labels)), np.concatenate(validation)


# %% wrong split with-replacement · « vous tirez avec remise : un même exemple peut sortir deux fois, et la validation en perd »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.choice(np.flatnonzero(labels == label), size=int((labels == label).sum()))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split labels-returned · « vous renvoyez les étiquettes : on demande les indices, les places des exemples »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        validation.append(labels[places[:cut]])
        training.append(labels[places[cut:]])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split places-in-class · « vous renvoyez des places à l'intérieur de chaque classe : traduisez-les en indices de tout le jeu »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(int((labels == label).sum()))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split ten-classes · « vous supposez que les classes vont de 0 à 9 : prenez celles qui sont présentes, avec `np.unique` »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in range(len(np.unique(labels))):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    return np.concatenate(training), np.concatenate(validation)


# %% wrong split labels-sorted · « votre coupe a les bons effectifs, mais vous triez `labels`, qui appartient à celui qui appelle »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    training, validation = [], []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        validation.append(places[:cut])
        training.append(places[cut:])
    result = np.concatenate(training), np.concatenate(validation)
    labels.sort()
    return result


# %% wrong split last-class-only · « vous ne gardez que la dernière classe : à chaque tour, ajoutez ses indices à ceux des précédentes »
import numpy as np


def split(labels, share, seed):
    rng = np.random.default_rng(seed)
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(places))
        training, validation = places[cut:], places[:cut]
    return training, validation


# %% right mlp list-of-layers
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        self.linears = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths[:-1], widths[1:])])
        self.drop = drop

    def forward(self, x):
        for layer in self.linears[:-1]:
            x = nn.functional.dropout(layer(x).relu(), self.drop, self.training)
        return self.linears[-1](x)


# %% right mlp sequential
import torch.nn as nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for i in range(len(widths) - 2):
            layers.append(nn.Linear(widths[i], widths[i + 1]))
            layers.append(nn.ReLU())
            layers.append(nn.Dropout(p=drop))
        layers.append(nn.Linear(widths[-2], widths[-1]))
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)


# %% right mlp is-a-sequential
import torch


class MLP(torch.nn.Sequential):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        for place in range(1, len(widths)):
            if place > 1:
                self.append(torch.nn.ReLU())
                self.append(torch.nn.Dropout(drop))
            self.append(torch.nn.Linear(widths[place - 1], widths[place]))


# %% right mlp named-layers
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        self.depth = len(widths) - 1
        self.dropout = nn.Dropout(drop)
        for i in range(self.depth):
            setattr(self, f"layer{i}", nn.Linear(widths[i], widths[i + 1]))

    def forward(self, x):
        for i in range(self.depth):
            x = getattr(self, f"layer{i}")(x)
            if i < self.depth - 1:
                x = self.dropout(torch.clamp(x, min=0))
        return x


# %% wrong mlp softmax-at-the-end · « vous terminez par une softmax : `nn.CrossEntropyLoss` la contient déjà, rendez les logits »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2], nn.Softmax(dim=1))

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp log-softmax-at-the-end · « vous terminez par une log-softmax : on demande les logits, tels que la dernière couche les donne »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2], nn.LogSoftmax(dim=1))

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp relu-at-the-end · « vous mettez un ReLU après la dernière couche : un logit peut être négatif »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-1])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp dropout-at-the-end · « vous mettez un dropout après la dernière couche : les logits ne s'éteignent pas »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2], nn.Dropout(drop))

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp no-activation · « vous enchaînez les couches sans ReLU : elles n'en font plus qu'une, comme au chapitre 02 »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-1])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp sigmoid · « vous utilisez une sigmoïde : l'énoncé demande ReLU après les couches cachées »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.Sigmoid(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp plain-list · « vous rangez les couches dans une liste ordinaire : PyTorch ne les voit pas, et l'optimiseur n'aura rien à apprendre ; prenez `nn.ModuleList` ou `nn.Sequential` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        self.layers = []
        for before, after in zip(widths, widths[1:]):
            self.layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]

    def forward(self, x):
        for layer in self.layers[:-2]:
            x = layer(x)
        return x


# %% wrong mlp last-layer-missing · « il vous manque la dernière couche : quatre largeurs font trois couches `nn.Linear` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = [nn.Identity()]
        for i in range(len(widths) - 2):
            layers += [nn.Linear(widths[i], widths[i + 1]), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp same-layer-reused · « vous réutilisez la même couche cachée : chaque couche a ses propres poids, créez une `nn.Linear` à chaque tour »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        made = {}
        layers = []
        for before, after in zip(widths, widths[1:]):
            layer = made.setdefault((before, after), nn.Linear(before, after))
            layers += [layer, nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp fixed-depth · « vous écrivez toujours deux couches cachées : c'est `widths` qui dit combien il y en a »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        a, b, c, d = widths
        self.layers = nn.Sequential(
            nn.Linear(a, b), nn.ReLU(), nn.Dropout(drop), nn.Linear(b, c), nn.ReLU(), nn.Dropout(drop), nn.Linear(c, d)
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp no-bias · « vos couches n'ont pas de biais : ne désactivez pas celui de `nn.Linear` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after, bias=False), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp super-forgotten · « il manque `super().__init__()` au début de `__init__` : sans lui, un `nn.Module` ne peut rien ranger »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp dropout-forgotten · « vous n'utilisez pas `drop` : mettez un `nn.Dropout(drop)` après chaque couche cachée »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU()]
        self.layers = nn.Sequential(*layers[:-1])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp keep-probability · « vous éteignez la part `1 - drop` : dans PyTorch, `nn.Dropout(p)` reçoit la part des unités à éteindre »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(1 - drop)]
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp dropout-always-on · « vous laissez le dropout agir en mode évaluation : `nn.functional.dropout` l'applique toujours, si on ne lui passe pas `self.training` »
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        self.linears = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths[:-1], widths[1:])])
        self.drop = drop

    def forward(self, x):
        for layer in self.linears[:-1]:
            x = nn.functional.dropout(torch.relu(layer(x)), self.drop)
        return self.linears[-1](x)


# %% wrong mlp widths-emptied · « votre réseau est juste, mais vous videz `widths` en la lisant : celui qui appelle la retrouve changée »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        before = widths.pop(0)
        while widths:
            after = widths.pop(0)
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
            before = after
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp forward-without-return · « votre `forward` ne renvoie rien : il manque un `return` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, widths, drop=0.0):
        super().__init__()
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)]
        self.layers = nn.Sequential(*layers[:-2])

    def forward(self, x):
        self.layers(x)


# %% right fit loader
import copy

import torch
from torch.utils.data import DataLoader, TensorDataset


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    rng = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(*train), batch_size=size, shuffle=True, generator=rng)
    criterion = torch.nn.CrossEntropyLoss()
    losses = []
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        for x, y in loader:
            optimiser.zero_grad()
            criterion(model(x), y).backward()
            optimiser.step()
        model.eval()
        with torch.no_grad():
            loss = criterion(model(validation[0]), validation[1]).item()
        if not losses or loss < min(losses):
            best = copy.deepcopy(model.state_dict())
        losses.append(loss)
    model.load_state_dict(best)
    return losses


# %% right fit numpy-order
import numpy as np
import torch
import torch.nn.functional as F


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    rng = np.random.default_rng(seed)
    history, lowest, weights = [], float("inf"), None
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        order = rng.permutation(len(x))
        model.train()
        for start in range(0, len(x), size):
            batch = torch.from_numpy(order[start : start + size])
            loss = F.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        model.eval()
        with torch.inference_mode():
            value = float(F.cross_entropy(model(validation[0]), validation[1]))
        history.append(value)
        if value < lowest:
            lowest = value
            weights = [one.detach().clone() for one in model.parameters()]
    with torch.no_grad():
        for one, kept in zip(model.parameters(), weights):
            one.copy_(kept)
    model.eval()
    return history


# %% right fit validation-in-pieces
import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    torch.manual_seed(seed)
    x, y = train
    measure = nn.CrossEntropyLoss(reduction="sum")
    kept = []
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        order = torch.randperm(len(x))
        for batch in torch.split(order, size):
            optimiser.zero_grad()
            loss = measure(model(x[batch]), y[batch]) / len(batch)
            loss.backward()
            optimiser.step()
        model.eval()
        total = 0.0
        with torch.no_grad():
            for x_part, y_part in zip(validation[0].split(size), validation[1].split(size)):
                total += float(measure(model(x_part), y_part))
        kept.append((total / len(validation[1]), {name: one.clone() for name, one in model.state_dict().items()}))
    model.load_state_dict(min(kept, key=lambda pair: pair[0])[1])
    return [loss for loss, _ in kept]


# %% wrong fit best-not-copied · « votre modèle rendu a les poids de la dernière époque : ou bien vous ne remettez pas les meilleurs, ou bien vous gardez `model.state_dict()` sans le copier, et ses tenseurs changent avec le modèle ; prenez `copy.deepcopy` »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
            best = model.state_dict()
    model.load_state_dict(best)
    return losses


# %% wrong fit worst-kept · « vous gardez l'époque où la perte est la plus haute : la meilleure est celle de la plus basse »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
        if losses[-1] == max(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit schedule-ignored · « vous n'utilisez pas le calendrier : le taux de l'optimiseur doit devenir `schedule(epoch)` à chaque époque »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
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


# %% wrong fit first-group-only · « vous ne réglez que le premier groupe de paramètres : l'optimiseur peut en avoir plusieurs »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        optimiser.param_groups[0]["lr"] = schedule(epoch)
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


# %% wrong fit schedule-once · « vous réglez le taux une seule fois, avant la boucle : il change à chaque époque »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for group in optimiser.param_groups:
        group["lr"] = schedule(0)
    for epoch in range(epochs):
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


# %% wrong fit schedule-late · « vous réglez le taux à la fin de l'époque : il a une époque de retard, réglez-le avant les lots »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        model.train()
        for batch in torch.randperm(len(x), generator=rng).split(size):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.eval()
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(model(x_val), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit epoch-from-one · « vous numérotez les époques à partir de 1 : la première reçoit `schedule(0)` »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(min(epoch + 1, epochs - 1))
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


# %% wrong fit zero-grad-forgotten · « vous oubliez `zero_grad()` : les gradients de tous les lots s'additionnent »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
            loss.backward()
            optimiser.step()
        model.eval()
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(model(x_val), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit step-forgotten · « vous oubliez `optimiser.step()` : les gradients sont calculés, mais aucun poids ne bouge »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
        model.eval()
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(model(x_val), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit not-shuffled · « vous montrez les exemples toujours dans l'ordre du fichier : mélangez-les à chaque époque »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        for batch in torch.arange(len(x)).split(size):
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


# %% wrong fit shuffled-once · « toutes vos époques ont le même ordre : vous mélangez avant la boucle, ou vous recréez le générateur à chaque époque avec la même graine »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    order = torch.randperm(len(x), generator=rng)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        for batch in order.split(size):
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


# %% wrong fit seed-ignored · « vous mélangez sans vous servir de `seed` : deux entraînements de même graine doivent donner les mêmes pertes »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        for batch in torch.randperm(len(x)).split(size):
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


# %% wrong fit last-batch-dropped · « vous abandonnez le dernier lot quand il est plus court : chaque époque doit montrer tous les exemples »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        for batch in torch.randperm(len(x), generator=rng)[: len(x) // size * size].split(size):
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


# %% wrong fit one-batch-only · « vous n'apprenez que d'un lot par époque : regardez de combien de crans votre évaluation est décalée, ou quel `break` arrête la boucle »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
            break
        model.eval()
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(model(x_val), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit eval-forgotten · « vous validez en mode entraînement : appelez `model.eval()` avant de mesurer, sinon le dropout continue d'agir »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(model(x_val), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    model.eval()
    return losses


# %% wrong fit train-forgotten · « vous ne remettez pas le mode entraînement : après la première validation, le réseau reste en mode évaluation »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    model.train()
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
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


# %% wrong fit left-in-training-mode · « vous rendez le modèle en mode entraînement : terminez par `model.eval()` »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
    model.train()
    return losses


# %% wrong fit gradient-while-validating · « vous validez en gardant le gradient : entourez la mesure de `with torch.no_grad():` »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
        losses.append(nn.functional.cross_entropy(model(x_val), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit training-losses · « vous renvoyez la perte des lots d'entraînement : l'énoncé demande celle de validation »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
            nn.functional.cross_entropy(model(x_val), y_val)
        losses.append(loss.item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit trained-on-validation · « vous apprenez sur le jeu de validation : c'est une fuite, il ne sert qu'à mesurer »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = validation
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


# %% wrong fit softmax-before-loss · « vous appliquez une softmax avant `cross_entropy`, qui la contient déjà : passez-lui les logits »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
    x, y = train
    x_val, y_val = validation
    rng = torch.Generator().manual_seed(seed)
    losses, best = [], None
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = schedule(epoch)
        model.train()
        for batch in torch.randperm(len(x), generator=rng).split(size):
            loss = nn.functional.cross_entropy(model(x[batch]).softmax(1), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        model.eval()
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(model(x_val).softmax(1), y_val).item())
        if losses[-1] == min(losses):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return losses


# %% wrong fit best-loss-only · « vous ne renvoyez que la meilleure perte : l'énoncé demande la liste, une perte par époque »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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
    return min(losses)


# %% wrong fit no-return · « vous entraînez sans rien renvoyer : la liste des pertes de validation est attendue »
import copy

import torch
from torch import nn


def fit(model, optimiser, train, validation, schedule, epochs, size, seed):
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


# %% right confusion_matrix add-at
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    np.add.at(cm, (y, p), 1)
    return cm


# %% right confusion_matrix one-hot
import numpy as np


def confusion_matrix(y, p, n):
    return np.eye(n, dtype=int)[y].T @ np.eye(n, dtype=int)[p]


# %% right confusion_matrix bincount
import numpy as np


def confusion_matrix(y, p, n):
    return np.bincount(n * y.astype(int) + p, minlength=n * n).reshape(n, n)


# %% right confusion_matrix lists
def confusion_matrix(y, p, n):
    table = [[0] * n for _ in range(n)]
    for i in range(len(y)):
        table[int(y[i])][int(p[i])] += 1
    return table


# %% wrong confusion_matrix calls-sklearn · « vous appelez `sklearn` : comptez vous-même, la comparaison viendra ensuite »
import numpy as np
from sklearn import metrics


def confusion_matrix(y, p, n):
    if not len(y):
        return np.zeros((n, n), dtype=int)
    return metrics.confusion_matrix(y, p, labels=range(n))


# %% wrong confusion_matrix transposed · « vous mettez les prédictions en lignes : la ligne est la vérité, la colonne la réponse »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    for truth, predicted in zip(y, p):
        cm[predicted, truth] += 1
    return cm


# %% wrong confusion_matrix fancy-index · « un couple qui se répète n'est compté qu'une fois : vous écrivez `cm[y, p] += 1` sans boucle, ou `= 1` dans une boucle ; ajoutez 1 à chaque exemple »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    cm[y, p] += 1
    return cm


# %% wrong confusion_matrix normalised · « vous divisez par le total de chaque ligne : on demande des effectifs, des entiers »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n))
    for truth, predicted in zip(y, p):
        cm[truth, predicted] += 1
    return cm / np.maximum(cm.sum(axis=1, keepdims=True), 1)


# %% wrong confusion_matrix shares · « vous divisez par le nombre d'exemples : on demande des effectifs, des entiers »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n))
    for truth, predicted in zip(y, p):
        cm[truth, predicted] += 1
    return cm / max(len(y), 1)


# %% wrong confusion_matrix errors-only · « vous ne comptez que les erreurs : les réponses justes vont sur la diagonale »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    for truth, predicted in zip(y, p):
        if truth != predicted:
            cm[truth, predicted] += 1
    return cm


# %% wrong confusion_matrix right-only · « vous ne comptez que les réponses justes : les erreurs remplissent les autres cases »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    for truth, predicted in zip(y, p):
        if truth == predicted:
            cm[truth, predicted] += 1
    return cm


# %% wrong confusion_matrix size-from-data · « vous déduisez la taille des classes présentes : `n` la donne, une classe absente garde sa place »
import numpy as np


def confusion_matrix(y, p, n):
    k = max(int(y.max(initial=0)), int(p.max(initial=0))) + 1
    cm = np.zeros((k, k), dtype=int)
    for truth, predicted in zip(y, p):
        cm[truth, predicted] += 1
    return cm


# %% wrong confusion_matrix shared-rows · « vous répétez la même ligne avec `[[0] * n] * n` : les `n` lignes n'en sont qu'une, et changent ensemble »
def confusion_matrix(y, p, n):
    table = [[0] * n] * n
    for truth, predicted in zip(y, p):
        table[truth][predicted] += 1
    return table


# %% wrong confusion_matrix return-in-loop · « vous quittez la boucle dès le premier exemple : regardez de combien de crans le `return` est décalé »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    for truth, predicted in zip(y, p):
        cm[truth, predicted] += 1
        return cm
    return cm


# %% wrong confusion_matrix last-skipped · « vous oubliez le dernier exemple : `range(len(y))` s'arrête déjà juste avant la longueur »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    for i in range(len(y) - 1):
        cm[y[i], p[i]] += 1
    return cm


# %% wrong confusion_matrix accuracy · « vous renvoyez l'exactitude, un seul nombre : on demande le tableau des effectifs »
import numpy as np


def confusion_matrix(y, p, n):
    return float(np.mean(y == p)) if len(y) else 0.0


# %% wrong confusion_matrix no-return · « vous remplissez le tableau sans le renvoyer : il manque un `return` »
import numpy as np


def confusion_matrix(y, p, n):
    cm = np.zeros((n, n), dtype=int)
    for truth, predicted in zip(y, p):
        cm[truth, predicted] += 1


# %% right precision_recall_f1 loop
import numpy as np


def precision_recall_f1(cm):
    n = len(cm)
    precision, recall, f1 = np.zeros(n), np.zeros(n), np.zeros(n)
    for k in range(n):
        right, found, total = cm[k, k], cm[:, k].sum(), cm[k].sum()
        if found > 0:
            precision[k] = right / found
        if total > 0:
            recall[k] = right / total
        if right > 0:
            f1[k] = 2 * precision[k] * recall[k] / (precision[k] + recall[k])
    return precision, recall, f1


# %% right precision_recall_f1 counts
import numpy as np


def precision_recall_f1(cm):
    right = np.diag(cm)
    lines, columns = cm.sum(axis=1), cm.sum(axis=0)
    return right / np.maximum(columns, 1), right / np.maximum(lines, 1), 2 * right / np.maximum(lines + columns, 1)


# %% right precision_recall_f1 errstate
import numpy as np


def precision_recall_f1(cm):
    with np.errstate(all="ignore"):
        p = np.nan_to_num(np.diag(cm) / cm.sum(0))
        r = np.nan_to_num(np.diag(cm) / cm.sum(1))
        return p, r, np.nan_to_num(2 * p * r / (p + r))


# %% right precision_recall_f1 plain-lists
def precision_recall_f1(cm):
    rows = cm.tolist()
    p, r, f = [], [], []
    for k, row in enumerate(rows):
        column = sum(other[k] for other in rows)
        p.append(row[k] / column if column else 0)
        r.append(row[k] / sum(row) if sum(row) else 0)
        f.append(2 / (1 / p[k] + 1 / r[k]) if p[k] and r[k] else 0)
    return p, r, f


# %% wrong precision_recall_f1 swapped · « vous échangez la précision et le rappel : la précision divise par le total de la colonne, le rappel par celui de la ligne »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return recall, precision, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 f1-plain-mean · « votre F1 est la moyenne ordinaire de la précision et du rappel : il faut leur moyenne harmonique »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, (precision + recall) / 2


# %% wrong precision_recall_f1 f1-without-two · « il manque le facteur 2 au numérateur du F1 »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, ratio(precision * recall, precision + recall)


# %% wrong precision_recall_f1 f1-product · « votre F1 est le produit de la précision et du rappel : il manque le 2 et la division par leur somme »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, precision * recall


# %% wrong precision_recall_f1 f1-geometric · « votre F1 est la moyenne géométrique : il faut la moyenne harmonique, avec une division et sans racine »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, np.sqrt(precision * recall)


# %% wrong precision_recall_f1 zero-over-zero-nan · « vous laissez 0/0 donner `nan` : l'énoncé convient de 0 »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        with np.errstate(all="ignore"):
            return above / below

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 zero-over-zero-one · « vous donnez 1 à 0/0 : l'énoncé convient de 0 »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.ones(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 divided-by-everything · « vous divisez par le nombre total d'exemples : la précision a pour dénominateur le total de la colonne, le rappel celui de la ligne »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = right / max(cm.sum(), 1), right / max(cm.sum(), 1)
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 recall-twice · « vous donnez deux fois le rappel : la précision se lit dans la colonne »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=1)), ratio(right, cm.sum(axis=1))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 precision-twice · « vous donnez deux fois la précision : le rappel se lit sur la ligne »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=0))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 diagonal-left-out · « vous divisez par les seules erreurs : le total de la ligne, ou de la colonne, contient aussi les réponses justes »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0) - right), ratio(right, cm.sum(axis=1) - right)
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 accuracy-as-precision · « vous appelez « précision » l'exactitude : la précision est propre à chaque classe »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = np.full(len(cm), right.sum() / max(cm.sum(), 1)), ratio(right, cm.sum(axis=1))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 means-returned · « vous renvoyez des moyennes : on demande un score par classe, donc trois tableaux »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision.mean(), recall.mean(), ratio(2 * precision * recall, precision + recall).mean()


# %% wrong precision_recall_f1 whole-numbers · « vous rangez les rapports dans des tableaux d'entiers : les décimales y sont perdues »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    f1 = ratio(2 * precision * recall, precision + recall)
    return precision.astype(int), recall.astype(int), f1.astype(int)


# %% wrong precision_recall_f1 f1-missing · « vous ne renvoyez que la précision et le rappel : il manque le score F1 »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    return precision, recall


# %% wrong precision_recall_f1 no-return · « vous calculez les trois scores sans les renvoyer : il manque un `return` »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    _ = precision, recall, ratio(2 * precision * recall, precision + recall)


# %% wrong precision_recall_f1 matrix-changed · « vos scores sont justes, mais vous remettez `cm` à zéro : elle appartient à celui qui appelle »
import numpy as np


def precision_recall_f1(cm):
    def ratio(above, below):
        return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)

    right = np.diag(cm).astype(float)
    precision, recall = ratio(right, cm.sum(axis=0)), ratio(right, cm.sum(axis=1))
    cm[:] = 0
    return precision, recall, ratio(2 * precision * recall, precision + recall)


# %% right macro plain-sums
def macro(precision, recall, f1):
    n = len(f1)
    return sum(precision) / n, sum(recall) / n, sum(f1) / n


# %% right macro methods
def macro(precision, recall, f1):
    return [scores.mean() for scores in (precision, recall, f1)]


# %% right macro stacked
import numpy as np


def macro(precision, recall, f1):
    return np.stack([precision, recall, f1]).mean(axis=1)


# %% wrong macro f1-of-means · « vous calculez le F1 à partir de la précision et du rappel macro : le F1 macro est la moyenne des F1 de chaque classe »
import numpy as np


def macro(precision, recall, f1):
    p, r = np.mean(precision), np.mean(recall)
    return p, r, 2 * p * r / max(p + r, 1e-12)


# %% wrong macro swapped · « vous renvoyez le rappel avant la précision : l'énoncé demande précision, rappel, F1 »
import numpy as np


def macro(precision, recall, f1):
    return np.mean(recall), np.mean(precision), np.mean(f1)


# %% wrong macro sums · « vous additionnez sans diviser par le nombre de classes »
import numpy as np


def macro(precision, recall, f1):
    return np.sum(precision), np.sum(recall), np.sum(f1)


# %% wrong macro medians · « vous prenez la médiane : la moyenne macro est la moyenne ordinaire des scores »
import numpy as np


def macro(precision, recall, f1):
    return np.median(precision), np.median(recall), np.median(f1)


# %% wrong macro zeros-left-out · « vous laissez de côté les scores nuls : une classe ratée compte comme les autres »
import numpy as np


def macro(precision, recall, f1):
    return tuple(s[s > 0].mean() if (s > 0).any() else 0.0 for s in (precision, recall, f1))


# %% wrong macro f1-only · « vous ne renvoyez que le F1 : on demande trois nombres »
import numpy as np


def macro(precision, recall, f1):
    return np.mean(f1)


# %% wrong macro one-grand-mean · « vous faites la moyenne de tous les scores ensemble : une moyenne par mesure, donc trois nombres »
import numpy as np


def macro(precision, recall, f1):
    return np.mean([precision, recall, f1])


# %% wrong macro arrays · « vous renvoyez les tableaux tels quels : il faut la moyenne de chacun »
import numpy as np


def macro(precision, recall, f1):
    return precision, recall, f1


# %% wrong macro divided-by-three · « vous divisez par 3 : c'est le nombre de mesures, et non celui de classes »
import numpy as np


def macro(precision, recall, f1):
    return np.sum(precision) / 3, np.sum(recall) / 3, np.sum(f1) / 3


# %% wrong macro no-return · « vous calculez les trois moyennes sans les renvoyer : il manque un `return` »
import numpy as np


def macro(precision, recall, f1):
    np.mean(precision), np.mean(recall), np.mean(f1)


# %% wrong macro sorted-in-place · « vos moyennes sont justes, mais vous triez les tableaux reçus : ils appartiennent à celui qui appelle »
import numpy as np


def macro(precision, recall, f1):
    f1.sort()
    precision.sort()
    return np.mean(precision), np.mean(recall), np.mean(f1)


# %% right weighted average
import numpy as np


def weighted(precision, recall, f1, support):
    if not support.any():
        return 0, 0, 0
    return tuple(np.average(scores, weights=support) for scores in (precision, recall, f1))


# %% right weighted loop
def weighted(precision, recall, f1, support):
    sums, total = [0.0, 0.0, 0.0], 0
    for p, r, f, s in zip(precision, recall, f1, support):
        sums = [sums[0] + s * p, sums[1] + s * r, sums[2] + s * f]
        total += s
    return [one / total for one in sums] if total else [0.0, 0.0, 0.0]


# %% right weighted shares
import numpy as np


def weighted(precision, recall, f1, support):
    shares = support / max(support.sum(), 1)
    return shares @ precision, shares @ recall, shares @ f1


# %% wrong weighted macro · « vous faites la moyenne ordinaire : chaque classe doit peser selon son effectif »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple(scores.mean() for scores in (precision, recall, f1))


# %% wrong weighted not-divided · « vous oubliez de diviser par la somme des effectifs »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple((support * scores).sum() for scores in (precision, recall, f1))


# %% wrong weighted divided-by-classes · « vous divisez par le nombre de classes : c'est le nombre d'exemples, la somme des effectifs, qui convient »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple((support * scores).sum() / len(support) for scores in (precision, recall, f1))


# %% wrong weighted f1-of-means · « vous recalculez le F1 à partir des deux moyennes : c'est la moyenne pondérée des F1 qui est demandée »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    p, r = (support * precision).sum() / total, (support * recall).sum() / total
    return p, r, 2 * p * r / (p + r)


# %% wrong weighted inverse-weights · « vous donnez plus de poids aux classes rares : ici, une classe pèse autant que son effectif »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    inverse = np.where(support > 0, 1 / np.maximum(support, 1), 0)
    return tuple((inverse * scores).sum() / inverse.sum() for scores in (precision, recall, f1))


# %% wrong weighted swapped · « vous renvoyez le rappel avant la précision : l'énoncé demande précision, rappel, F1 »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple((support * scores).sum() / total for scores in (recall, precision, f1))


# %% wrong weighted empty-forgotten · « vous divisez par zéro quand aucun exemple n'est donné : renvoyez alors trois zéros »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    return tuple((support * scores).sum() / total for scores in (precision, recall, f1))


# %% wrong weighted largest-class-only · « vous ne gardez que la classe la plus fréquente : toutes comptent, chacune selon son effectif »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple(scores[np.argmax(support)] for scores in (precision, recall, f1))


# %% wrong weighted f1-only · « vous ne renvoyez que le F1 : on demande trois nombres »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return (support * f1).sum() / total


# %% wrong weighted products · « vous renvoyez les produits classe par classe : il reste à les additionner »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    return tuple(support * scores / total for scores in (precision, recall, f1))


# %% wrong weighted no-return · « vous calculez les moyennes sans les renvoyer : il manque un `return` »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    tuple((support * scores).sum() / total for scores in (precision, recall, f1))


# %% wrong weighted scores-changed · « vos moyennes sont justes, mais vous multipliez les tableaux reçus sur place : méfiez-vous de `*=` »
import numpy as np


def weighted(precision, recall, f1, support):
    total = support.sum()
    if total == 0:
        return 0.0, 0.0, 0.0
    for scores in (precision, recall, f1):
        scores *= support
    return precision.sum() / total, recall.sum() / total, f1.sum() / total


# %% right top_confusions sorted
def top_confusions(cm, k):
    found = []
    for truth in range(len(cm)):
        for predicted in range(len(cm)):
            if truth != predicted and cm[truth, predicted] > 0:
                found.append((truth, predicted, int(cm[truth, predicted])))
    found.sort(key=lambda one: -one[2])
    return found[:k]


# %% right top_confusions argsort
import numpy as np


def top_confusions(cm, k):
    errors = cm.copy()
    np.fill_diagonal(errors, 0)
    order = np.argsort(-errors.ravel(), kind="stable")[:k]
    pairs = [divmod(int(place), len(cm)) for place in order]
    return [(i, j, int(errors[i, j])) for i, j in pairs if errors[i, j] > 0]


# %% right top_confusions repeated-maximum
import numpy as np


def top_confusions(cm, k):
    left = cm * (1 - np.eye(len(cm), dtype=int))
    found = []
    while len(found) < k and left.max() > 0:
        i, j = np.unravel_index(left.argmax(), left.shape)
        found.append([int(i), int(j), int(left[i, j])])
        left[i, j] = 0
    return found


# %% wrong top_confusions diagonal-kept · « vous gardez la diagonale : ce sont les réponses justes, pas des confusions »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions zeros-kept · « vous gardez les cases nulles : une confusion qui n'a jamais lieu n'en est pas une »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions increasing · « vous triez dans l'ordre croissant : la confusion la plus fréquente vient d'abord »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (one[2], one[0], one[1]))[:k]


# %% wrong top_confusions not-sorted · « vous ne triez pas : les confusions sortent dans l'ordre du tableau »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return found[:k]


# %% wrong top_confusions swapped · « vous échangez la vérité et la réponse dans les triplets : la ligne, qui est la vérité, vient d'abord »
def top_confusions(cm, k):
    n = len(cm)
    found = [(j, i, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions ties-reversed · « à égalité, votre ordre est inversé : la plus petite vérité d'abord ; trier tout le triplet avec `reverse=True` inverse aussi les égalités »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (one[2], one[0], one[1]), reverse=True)[:k]


# %% wrong top_confusions ties-by-prediction · « à égalité, vous regardez la réponse avant la vérité : c'est l'inverse »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[1], one[0]))[:k]


# %% wrong top_confusions pairs-merged · « vous réunissez « i lu j » et « j lu i » : ce sont deux confusions différentes »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j] + cm[j, i])) for i in range(n) for j in range(i + 1, n) if cm[i, j] + cm[j, i] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions upper-half-only · « vous ne regardez que la moitié du tableau : les confusions sous la diagonale comptent aussi »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(i + 1, n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions counts-left-out · « vous oubliez le nombre : chaque confusion est un triplet (vérité, réponse, nombre) »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return [one[:2] for one in sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]]


# %% wrong top_confusions all-of-them · « vous renvoyez toutes les confusions : coupez la liste aux `k` premières »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


# %% wrong top_confusions one-per-truth · « vous ne gardez qu'une confusion par vérité : une même ligne peut en avoir plusieurs »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    best = {}
    for one in sorted(found, key=lambda one: -one[2]):
        best.setdefault(one[0], one)
    found = list(best.values())
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions cut-before-sorting · « vous coupez avant de trier : les `k` premières cases du tableau ne sont pas les plus fréquentes »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found[:k], key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions count-first · « vous mettez le nombre en tête des triplets : l'énoncé demande (vérité, réponse, nombre) »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return [(c, i, j) for i, j, c in sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]]


# %% wrong top_confusions diagonal-erased · « votre liste est juste, mais vous effacez la diagonale de `cm` elle-même : travaillez sur une copie »
def top_confusions(cm, k):
    n = len(cm)
    for i in range(n):
        cm[i, i] = 0
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% wrong top_confusions no-return · « vous triez sans rien renvoyer : il manque un `return` »
def top_confusions(cm, k):
    n = len(cm)
    found = [(i, j, int(cm[i, j])) for i in range(n) for j in range(n) if i != j and cm[i, j] > 0]
    sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:k]


# %% right class_weights loop
import numpy as np


def class_weights(labels, n):
    weights = np.zeros(n)
    for k in range(n):
        count = (labels == k).sum()
        if count > 0:
            weights[k] = len(labels) / (n * count)
    return weights


# %% right class_weights counter
from collections import Counter


def class_weights(labels, n):
    counts = Counter(labels.tolist())
    return [len(labels) / (n * counts[k]) if counts[k] else 0.0 for k in range(n)]


# %% right class_weights unique
import numpy as np


def class_weights(labels, n):
    weights = np.zeros(n)
    present, counts = np.unique(labels, return_counts=True)
    weights[present.astype(int)] = len(labels) / n / counts
    return weights


# %% wrong class_weights inverse-counts · « vous renvoyez l'inverse des effectifs : il manque le facteur n/K, qui garde au poids moyen la valeur 1 »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.divide(1.0, counts, out=np.zeros(n), where=counts > 0)


# %% wrong class_weights classes-forgotten · « vous ne divisez pas par le nombre de classes »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.divide(len(labels), counts, out=np.zeros(n), where=counts > 0)


# %% wrong class_weights shares · « vous donnez les proportions : une classe rare doit peser plus, pas moins »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return counts / max(len(labels), 1)


# %% wrong class_weights counts · « vous renvoyez les effectifs : une classe rare doit peser plus, pas moins »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return counts


# %% wrong class_weights relative-to-largest · « vous divisez le plus grand effectif par chacun : la formule est n / (K × effectif) »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.divide(counts.max(initial=0), counts, out=np.zeros(n), where=counts > 0)


# %% wrong class_weights sum-to-one · « vous ramenez la somme des poids à 1 : la formule ne le fait pas »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    weights = np.divide(1.0, counts, out=np.zeros(n), where=counts > 0)
    return weights / (weights.sum() or 1)


# %% wrong class_weights present-only-in-k · « vous ne comptez dans K que les classes présentes : K est `n`, classes absentes comprises »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.divide(len(labels), np.count_nonzero(counts) * counts, out=np.zeros(n), where=counts > 0)


# %% wrong class_weights absent-infinite · « une classe absente reçoit chez vous un poids infini : l'énoncé lui donne 0 »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    with np.errstate(all="ignore"):
        return len(labels) / (n * counts)


# %% wrong class_weights absent-one · « une classe absente reçoit chez vous le poids 1 : l'énoncé lui donne 0 »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.divide(len(labels), n * counts, out=np.ones(n), where=counts > 0)


# %% wrong class_weights absent-counted-once · « vous comptez 1 pour une classe absente, pour ne pas diviser par zéro : son poids doit être 0 »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return len(labels) / (n * np.maximum(counts, 1))


# %% wrong class_weights absent-left-out · « vous laissez les classes absentes hors du tableau : un poids par classe, même nul »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    counts = counts[counts > 0]
    return len(labels) / (n * counts)


# %% wrong class_weights weight-per-example · « vous renvoyez un poids par exemple : on demande un poids par classe »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.divide(len(labels), n * counts, out=np.zeros(n), where=counts > 0)[labels]


# %% wrong class_weights whole-division · « vous divisez en nombres entiers, avec `//` : les décimales sont perdues »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.where(counts > 0, len(labels) // np.maximum(n * counts, 1), 0)


# %% wrong class_weights square-root · « vous prenez la racine des poids : la formule n'en a pas »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    return np.sqrt(np.divide(len(labels), n * counts, out=np.zeros(n), where=counts > 0))


# %% wrong class_weights no-return · « vous calculez les poids sans les renvoyer : il manque un `return` »
import numpy as np


def class_weights(labels, n):
    counts = np.bincount(labels, minlength=n)
    np.divide(len(labels), n * counts, out=np.zeros(n), where=counts > 0)


# %% wrong class_weights labels-sorted · « vos poids sont justes, mais vous triez `labels`, qui appartient à celui qui appelle »
import numpy as np


def class_weights(labels, n):
    labels.sort()
    counts = np.bincount(labels, minlength=n)
    return np.divide(len(labels), n * counts, out=np.zeros(n), where=counts > 0)


# %% right oversample loop
import numpy as np


def oversample(indices, labels, rng):
    groups = {}
    for index in indices:
        groups.setdefault(labels[index], []).append(int(index))
    most = max(len(group) for group in groups.values())
    result = []
    for group in groups.values():
        result += group
        for _ in range(most - len(group)):
            result.append(group[rng.integers(len(group))])
    return np.array(result)


# %% right oversample shuffled
import numpy as np


def oversample(indices, labels, rng):
    own = labels[indices]
    counts = {label: np.sum(own == label) for label in np.unique(own)}
    extra = [rng.choice(indices[own == label], max(counts.values()) - count, replace=True) for label, count in counts.items()]
    return rng.permutation(np.concatenate([indices] + extra))


# %% right oversample integers
import numpy as np


def oversample(indices, labels, rng):
    own = np.array([labels[i] for i in indices])
    most = max(np.bincount(own - own.min()))
    result = list(indices)
    for label in set(own.tolist()):
        members = [i for i, one in zip(indices, own) if one == label]
        for place in rng.integers(0, len(members), size=most - len(members)):
            result.append(members[place])
    return result


# %% wrong oversample labels-by-position · « vous lisez les étiquettes par position : la classe de l'exemple `indices[0]` est `labels[indices[0]]`, pas `labels[0]` »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[: len(indices)], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[: len(indices)] == label]
        extra.append(rng.choice(members, size=counts.max() - count))
    return np.concatenate(extra)


# %% wrong oversample originals-lost · « vous tirez tous les exemples avec remise : certains originaux disparaissent, gardez-les et n'ajoutez que la différence »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = []
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.max()))
    return np.concatenate(extra)


# %% wrong oversample whole-data · « vous tirez dans toutes les données : des exemples de validation entrent dans l'entraînement, c'est une fuite »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = np.flatnonzero(labels == label)
        extra.append(rng.choice(members, size=counts.max() - count))
    return np.concatenate(extra)


# %% wrong oversample undersampled · « vous ramenez les classes à la plus petite : c'est le sous-échantillonnage »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = []
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.min(), replace=False))
    return np.concatenate(extra)


# %% wrong oversample positions-returned · « vous renvoyez des positions dans `indices` : traduisez-les en indices des données »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [np.arange(len(indices))]
    for label, count in zip(classes, counts):
        members = np.flatnonzero(labels[indices] == label)
        extra.append(rng.choice(members, size=counts.max() - count))
    return np.concatenate(extra)


# %% wrong oversample labels-returned · « vous renvoyez les étiquettes : on demande les indices des exemples »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.max() - count))
    return labels[np.concatenate(extra)]


# %% wrong oversample only-extras · « vous ne renvoyez que les exemplaires ajoutés : gardez aussi les originaux »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices[:0]]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.max() - count))
    return np.concatenate(extra)


# %% wrong oversample added-to-all · « vous ajoutez à chaque classe l'effectif de la plus grande : ajoutez seulement ce qui lui manque »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.max()))
    return np.concatenate(extra)


# %% wrong oversample repeated-whole · « vous répétez chaque classe un nombre entier de fois : les effectifs ne tombent pas juste, complétez par un tirage »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(np.repeat(members, counts.max() // count - 1))
    return np.concatenate(extra)


# %% wrong oversample rarest-only · « vous ne complétez que la classe la plus rare : toutes doivent atteindre la plus grande »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        if count == counts.min():
            extra.append(rng.choice(members, size=counts.max() - count))
            break
    return np.concatenate(extra)


# %% wrong oversample other-generator · « vous tirez avec un autre générateur que `rng` : deux appels avec la même graine donneraient deux résultats »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(np.random.default_rng().choice(members, size=counts.max() - count))
    return np.concatenate(extra)


# %% wrong oversample fixed-generator · « vous fabriquez un générateur de graine fixe : `rng` ne décide plus de rien »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(np.random.default_rng(0).choice(members, size=counts.max() - count))
    return np.concatenate(extra)


# %% wrong oversample always-the-first · « vous répétez toujours le même exemple : tirez au hasard dans toute la classe »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(np.full(counts.max() - count, members[0]))
    return np.concatenate(extra)


# %% wrong oversample no-return · « vous préparez les indices sans les renvoyer : il manque un `return` »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.max() - count))
    np.concatenate(extra)


# %% wrong oversample labels-changed · « vos indices sont justes, mais vous modifiez `labels`, qui appartient à celui qui appelle »
import numpy as np


def oversample(indices, labels, rng):
    classes, counts = np.unique(labels[indices], return_counts=True)
    extra = [indices]
    for label, count in zip(classes, counts):
        members = indices[labels[indices] == label]
        extra.append(rng.choice(members, size=counts.max() - count))
    labels[:] = 0
    return np.concatenate(extra)


# %% right train_digits course-loop
import torch
from torch import nn

from course_utils.training import fit, one_cycle


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
    order = torch.randperm(len(x))
    held, rest = order[: len(x) // 12], order[len(x) // 12 :]
    fit(
        model,
        (x[rest], y[rest]),
        (x[held], y[held]),
        loss=nn.CrossEntropyLoss(),
        optimiser=torch.optim.Adam(model.parameters()),
        epochs=epochs,
        batch_size=32,
        schedule=one_cycle(0.005),
        seed=seed,
        progress=False,
        live=False,
    )
    return model.eval()


# %% right train_digits dropout
import torch
from torch import nn


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.out = nn.Linear(128, 10)

    def forward(self, x):
        return self.out(nn.functional.dropout(self.hidden(x).relu(), 0.3, self.training))


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model, rng = Reader(), torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.002)
    model.train()
    for _ in range(epochs):
        for batch in torch.randperm(len(x), generator=rng).split(32):
            optimiser.zero_grad()
            nn.functional.cross_entropy(model(x[batch]), y[batch]).backward()
            optimiser.step()
    model.eval()
    return model


# %% right train_digits momentum
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
    optimiser = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    data = torch.utils.data.TensorDataset(x, y)
    loader = torch.utils.data.DataLoader(data, batch_size=50, shuffle=True)
    loss = nn.CrossEntropyLoss()
    for _ in range(epochs):
        for images, labels in loader:
            value = loss(model(images), labels)
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
    model.eval()
    return model


# %% wrong train_digits softmax-at-the-end · « vous terminez par une softmax : l'énoncé demande des logits, et l'entropie croisée de PyTorch contient déjà la softmax »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10), nn.Softmax(dim=1))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits left-in-training-mode · « vous rendez le modèle en mode entraînement : terminez par `model.eval()` »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.train()


# %% wrong train_digits dropout-left-on · « vous rendez un modèle dont le dropout agit encore : deux lectures d'une même image diffèrent ; terminez par `model.eval()` »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.train()


# %% wrong train_digits step-forgotten · « vous n'appelez jamais `optimiser.step()` : les poids ne bougent pas »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
    return model.eval()


# %% wrong train_digits rate-too-large · « vos logits sont démesurés, ou les mêmes pour toutes les images : rien n'est appris. Un taux bien trop grand fait cela (essayez 0.002 avec Adam), des images et des étiquettes tirées séparément aussi »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.SGD(model.parameters(), lr=500.0)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits rate-too-small · « votre taux d'apprentissage est trop petit : douze époques ne suffisent pas ; essayez 0.002 avec Adam »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-6)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits shuffled-apart · « vous rendez un modèle qui se trompe plus d'une fois sur deux, alors que ses poids bougent : vérifiez que chaque image garde son étiquette, avec les mêmes indices pour les deux »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[torch.randperm(len(y))[: len(batch)]])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits first-images-only · « vous n'apprenez que des premières images : la fin du jeu peut changer sans que le modèle change ; à chaque époque, tous les exemples doivent passer »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.arange(len(x) // 12).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits labels-shifted · « vous décalez les étiquettes d'un rang : l'étiquette 0 correspond à la sortie 0 »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), (y[batch] + 1) % 10)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits one-output-short · « votre réseau a neuf sorties : les chiffres vont de 0 à 9, il en faut dix »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 9))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch].clamp(max=8))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits predictions-returned · « vous renvoyez une fonction qui prédit : l'énoncé demande le modèle, un `nn.Module` »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    model.eval()
    return lambda images: model(images)


# %% wrong train_digits no-return · « vous entraînez le modèle sans le renvoyer : il manque un `return` »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    model.eval()


# %% wrong train_digits inputs-changed · « votre modèle apprend, mais vous modifiez `x`, qui appartient à celui qui appelle : méfiez-vous de `/=` et de `-=` »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    torch.manual_seed(seed)
    x -= x.mean()
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits fixed-seed · « vous fixez la graine vous-même : `seed` n'a aucun effet, et une autre graine rend le même modèle »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    rng = torch.Generator().manual_seed(7)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    with torch.no_grad():
        for one in model.parameters():
            one.copy_(torch.randn(one.shape, generator=rng) / 28)
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x), generator=rng).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


# %% wrong train_digits weights-not-seeded · « vous ne fixez pas tout avec `seed` : les poids de départ et l'ordre des lots doivent en venir ; `torch.manual_seed(seed)` se place avant le réseau »
import torch
from torch import nn


def train_digits(x, y, epochs, seed):
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    torch.manual_seed(seed)
    optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(64):
            loss = nn.functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()
