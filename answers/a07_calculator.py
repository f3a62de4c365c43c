# %% right make_dataset torch-generator
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% right make_dataset numpy
import numpy as np
import torch


def make_dataset(n, low, high, operation, seed):
    rng = np.random.default_rng(seed)
    pairs = rng.integers(low, high, size=(n, 2), endpoint=True).astype(np.float32)
    if operation == "add":
        answers = pairs.sum(axis=1, keepdims=True)
    elif operation == "multiply":
        answers = pairs.prod(axis=1, keepdims=True)
    else:
        raise ValueError(operation)
    return torch.from_numpy(pairs), torch.from_numpy(answers)


# %% right make_dataset python-loop
import random

import torch


def make_dataset(n, low, high, operation, seed):
    rules = {"add": lambda a, b: a + b, "multiply": lambda a, b: a * b}
    if operation not in rules:
        raise ValueError(f"{operation} ?")
    draw = random.Random(seed)
    rows, answers = [], []
    for _ in range(n):
        a = draw.randint(low, high)
        b = draw.randint(low, high)
        rows.append([a, b])
        answers.append([rules[operation](a, b)])
    return torch.tensor(rows, dtype=torch.float32), torch.tensor(answers, dtype=torch.float32)


# %% right make_dataset global-seed
import torch


def make_dataset(n, low, high, operation, seed):
    torch.manual_seed(seed)
    a = torch.randint(low, high + 1, (n,))
    b = torch.randint(low, high + 1, (n,))
    if operation == "add":
        y = a + b
    elif operation == "multiply":
        y = a * b
    else:
        raise ValueError("addition ou multiplication seulement")
    return torch.stack([a, b], dim=1).float(), y.unsqueeze(1).float()


# %% wrong make_dataset high-excluded · « vous ne tirez jamais le plus grand nombre : `torch.randint` et `range` s'arrêtent juste avant la borne haute »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset low-ignored · « vous tirez à partir de 0 : la borne basse `low` ne sert pas »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(0, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset flat-labels · « vous renvoyez `y` de forme (n,) : face à une sortie (n, 1), PyTorch fera n × n différences ; gardez une colonne »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, 0], X[:, 1]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset row-labels · « vous renvoyez `y` en ligne, de forme (1, n) : il faut une ligne par exemple, donc la forme (n, 1) »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y.reshape(1, -1)


# %% wrong make_dataset transposed · « vous renvoyez `X` couchée, de forme (2, n) : une ligne par exemple, une colonne par nombre »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X.T, y


# %% wrong make_dataset integers-kept · « vous laissez des entiers de type int64 : un réseau calcule en float32, ajoutez `.float()` »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator)
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset double-type · « vous renvoyez des float64 : les poids d'un réseau sont en float32, et PyTorch refuse de mélanger les deux »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).double()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset seed-ignored · « la graine ne fixe pas votre tirage : ou bien `seed` ne sert pas, ou bien vous réglez un générateur et tirez avec un autre »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2)).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset seed-constant · « vous fixez toujours la même graine : deux graines différentes doivent donner des données différentes »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(42)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset real-numbers · « vous tirez des nombres à virgule : on demande des entiers »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = low + (high - low) * torch.rand((n, 2), generator=generator)
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset rounded-ends · « vous arrondissez des nombres à virgule : les deux bornes sortent alors deux fois moins souvent que les autres nombres »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = (low + (high - low) * torch.rand((n, 2), generator=generator)).round()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset always-added · « vous faites une somme même quand on demande un produit : regardez `operation` »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b
    return X, y


# %% wrong make_dataset always-multiplied · « vous faites un produit même quand on demande une somme : regardez `operation` »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a * b
    return X, y


# %% wrong make_dataset same-number-twice · « vos deux colonnes sont égales : tirez deux nombres indépendants par exemple »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 1), generator=generator).float().repeat(1, 2)
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset without-replacement · « vous tirez sans remise, dans la liste des couples : il n'y en a pas assez, et un couple doit pouvoir sortir plusieurs fois »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    numbers = torch.arange(low, high + 1).float()
    pairs = torch.cartesian_prod(numbers, numbers)
    X = pairs[torch.randperm(len(pairs), generator=generator)[:n]]
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% wrong make_dataset already-normalised · « vous normalisez déjà : à cette étape, on garde les unités d'origine »
import torch


def make_dataset(n, low, high, operation, seed):
    if operation not in ("add", "multiply"):
        raise ValueError("opération inconnue")
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X / high, y / y.abs().max()


# %% wrong make_dataset unknown-multiplied · « vous traitez toute opération inconnue comme un produit : refusez-la par une `ValueError` »
import torch


def make_dataset(n, low, high, operation, seed):
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(low, high + 1, (n, 2), generator=generator).float()
    a, b = X[:, :1], X[:, 1:]
    y = a + b if operation == "add" else a * b
    return X, y


# %% right normalizer plain
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% right normalizer corners
class Normalizer:
    def __init__(self, low, high, operation):
        rule = {"add": lambda a, b: a + b, "multiply": lambda a, b: a * b}[operation]
        self.x_scale = float(max(-low, low, high, -high))
        self.y_scale = float(max(abs(rule(a, b)) for a in (low, high) for b in (low, high)))

    def inputs(self, X):
        return X * (1 / self.x_scale)

    def targets(self, y):
        return y * (1 / self.y_scale)

    def inverse(self, z):
        return z / (1 / self.y_scale)


# %% right normalizer copies-in-place
import torch


class Normalizer:
    def __init__(self, low, high, operation):
        bounds = torch.tensor([low, high]).abs()
        largest = bounds.max().item()
        self.scales = {"x": largest, "y": largest + largest if operation == "add" else largest * largest}

    @property
    def x_scale(self):
        return self.scales["x"]

    @property
    def y_scale(self):
        return self.scales["y"]

    def inputs(self, X):
        copy = X.clone()
        copy /= self.x_scale
        return copy

    def targets(self, y):
        return y.clone().div_(self.y_scale)

    def inverse(self, z):
        return torch.mul(z, self.y_scale)


# %% wrong normalizer product-doubled · « vous donnez au produit l'échelle de la somme, 2 × max : le plus grand produit est max², au carré »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = 2 * self.x_scale

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer sum-squared · « vous donnez à la somme l'échelle du produit : la plus grande somme est 2 × max »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = self.x_scale**2
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer scales-swapped · « vous échangez les échelles de la somme et du produit »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "multiply":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer sum-not-doubled · « vous donnez à la somme l'échelle des entrées : la plus grande somme en vaut le double »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer high-only · « vous divisez par le maximum, sans valeur absolue : −200 est plus grand en grandeur que 100 »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = high
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer high-magnitude · « vous prenez la valeur absolue de `high` sans regarder `low` : la plus grande grandeur peut venir des deux côtés »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = abs(high)
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer width-of-range · « vous divisez par la largeur de l'intervalle, high − low : on demande la plus grande valeur absolue »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = high - low
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer high-squared · « vous prenez high² pour le produit : avec des nombres négatifs, low × low peut être plus grand »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = high**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer corners-mixed · « vous prenez |low × high| pour le produit : le plus grand est le carré de la plus grande grandeur »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = abs(low * high) or self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer min-max · « vous retirez le minimum avant de diviser : ici on divise seulement, pour que 0 reste 0 »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        self.low = low
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return (X - self.low) / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer inverse-divides · « vous divisez encore au retour : le contraire d'une division est une multiplication »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z / self.y_scale


# %% wrong normalizer inverse-with-inputs-scale · « vous revenez avec l'échelle des entrées : les étiquettes ont la leur, `y_scale` »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.x_scale


# %% wrong normalizer inverse-rounds · « vous arrondissez au retour : une prédiction de 11,89 doit rester 11,89, sans quoi l'erreur disparaît »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return (z * self.y_scale).round()


# %% wrong normalizer targets-with-inputs-scale · « vous normalisez les étiquettes avec l'échelle des entrées : elles sortent de l'intervalle »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.x_scale

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer data-maximum · « vous divisez par le maximum des données reçues : l'échelle changerait d'un jeu à l'autre, fixez-la une fois »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / X.abs().max()

    def targets(self, y):
        return y / y.abs().max()

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer in-place · « vous écrivez dans le tenseur de celui qui appelle : `/=` le modifie, construisez-en un nouveau »
class Normalizer:
    def __init__(self, low, high, operation):
        self.x_scale = max(abs(low), abs(high))
        if operation == "add":
            self.y_scale = 2 * self.x_scale
        else:
            self.y_scale = self.x_scale**2

    def inputs(self, X):
        X /= self.x_scale
        return X

    def targets(self, y):
        y /= self.y_scale
        return y

    def inverse(self, z):
        return z * self.y_scale


# %% wrong normalizer shared-scales · « vous rangez les échelles dans la classe : un second objet écrase celles du premier, écrivez dans `self` »
class Normalizer:
    def __init__(self, low, high, operation):
        Normalizer.x_scale = max(abs(low), abs(high))
        if operation == "add":
            Normalizer.y_scale = 2 * self.x_scale
        else:
            Normalizer.y_scale = self.x_scale**2

    def inputs(self, X):
        return X / self.x_scale

    def targets(self, y):
        return y / self.y_scale

    def inverse(self, z):
        return z * self.y_scale


# %% right mlp sequential
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% right mlp module-list
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        sizes = [n_in] + depth * [width] + [n_out]
        self.linears = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])
        self.activation = activation()

    def forward(self, x):
        for linear in self.linears[:-1]:
            x = self.activation(linear(x))
        return self.linears[-1](x)


# %% right mlp output-first
import torch.nn as nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super(MLP, self).__init__()
        self.depth = depth
        self.out = nn.Linear(width if depth > 0 else n_in, n_out)
        for place in range(depth):
            setattr(self, f"hidden{place}", nn.Linear(n_in if place == 0 else width, width))
        self.activation = activation()

    def forward(self, x):
        for place in range(self.depth):
            x = getattr(self, f"hidden{place}")(x)
            x = self.activation(x)
        return self.out(x)


# %% right mlp nested
from torch import nn


def block(before, after, activation):
    return nn.Sequential(nn.Linear(before, after), activation())


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        if depth == 0:
            self.body, last = nn.Identity(), n_in
        else:
            self.body = nn.Sequential(block(n_in, width, activation), *(block(width, width, activation) for _ in range(depth - 1)))
            last = width
        self.head = nn.Linear(last, n_out)

    def forward(self, x):
        return self.head(self.body(x))


# %% wrong mlp one-layer-more · « vous avez une couche cachée de trop : la première compte déjà parmi les `depth` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth + 1):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp one-layer-less · « il vous manque une couche cachée : `depth` compte les couches cachées, sans la dernière »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth - 1):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp one-at-least · « vous gardez une couche cachée même quand `depth` vaut 0 : il ne doit alors rester qu'une couche linéaire »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(max(1, depth)):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp activation-on-output · « vous appliquez une activation après la dernière couche : une ReLU y interdirait les réponses négatives »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        layers.append(activation())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp no-activation · « vous n'appliquez aucune activation : empilées, vos couches ne valent qu'une seule couche linéaire »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp one-activation-only · « vous n'appliquez l'activation qu'une fois : il en faut une après chaque couche cachée »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            if len(layers) == 1:
                layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp activation-ignored · « vous appliquez toujours ReLU : l'argument `activation` ne sert pas »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(nn.ReLU())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp no-default · « vous n'avez pas gardé la valeur par défaut de `activation` : sans cinquième argument, c'est `nn.ReLU` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp default-tanh · « vous avez changé la valeur par défaut de `activation` : sans cinquième argument, c'est `nn.ReLU` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.Tanh):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp same-layer-reused · « vous réutilisez la même couche linéaire à chaque étage : ce sont les mêmes poids, créez une couche par étage »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        sizes = [n_in] + depth * [width] + [n_out]
        first = [nn.Linear(n_in, width)] if depth else []
        inner = nn.Linear(width, width)
        self.linears = nn.ModuleList([*first, *[inner] * (depth - 1), nn.Linear(sizes[-2], n_out)])
        self.activation = activation()

    def forward(self, x):
        for linear in self.linears[:-1]:
            x = self.activation(linear(x))
        return self.linears[-1](x)


# %% wrong mlp plain-list · « vous rangez les couches dans une liste Python : PyTorch ne voit pas leurs paramètres, utilisez `nn.ModuleList` ou `nn.Sequential` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        sizes = [n_in] + depth * [width] + [n_out]
        self.linears = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
        self.activation = activation()

    def forward(self, x):
        for linear in self.linears[:-1]:
            x = self.activation(linear(x))
        return self.linears[-1](x)


# %% wrong mlp super-forgotten · « vous n'appelez pas `super().__init__()` avant de ranger des couches dans `self` : PyTorch n'est pas prêt à les recevoir »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp super-of-another · « vous appelez `super` avec le nom d'une autre classe : écrivez `super().__init__()`, sans argument »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super(Net, self).__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp no-bias · « vos couches n'ont pas de biais : laissez `nn.Linear` en créer un »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width, bias=False))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out, bias=False))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp one-output · « vous avez toujours une seule sortie : `n_out` ne sert pas »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, 1))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp two-inputs · « vous avez toujours deux entrées : `n_in` ne sert pas »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = 2
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong mlp flattened · « vous aplatissez la sortie : gardez la forme (n, n_out), une colonne par sortie »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x).flatten()


# %% wrong mlp no-return · « votre `forward` ne renvoie rien : il manque un `return` »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        self.layers(x)


# %% wrong mlp widths-shrinking · « vous divisez la largeur à chaque étage : toutes les couches cachées ont `width` unités »
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, width, n_out, depth, activation=nn.ReLU):
        super().__init__()
        layers = []
        size = n_in
        for _ in range(depth):
            layers.append(nn.Linear(size, width))
            layers.append(activation())
            size = width
            width = max(1, width // 2)
        layers.append(nn.Linear(size, n_out))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% right count_parameters numel
def count_parameters(model):
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)


# %% right count_parameters loop-shapes
import math


def count_parameters(model):
    total = 0
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        total += math.prod(parameter.shape)
    return total


# %% right count_parameters flat-arrays
def count_parameters(model):
    kept = filter(lambda parameter: parameter.requires_grad, model.parameters())
    return sum(len(parameter.detach().flatten()) for parameter in kept)


# %% wrong count_parameters tensors-counted · « vous comptez les tenseurs : comptez les nombres qu'ils contiennent, avec `numel()` »
def count_parameters(model):
    return sum(1 for parameter in model.parameters() if parameter.requires_grad)


# %% wrong count_parameters frozen-counted · « vous comptez aussi les paramètres gelés : l'entraînement ne les modifie pas, regardez `requires_grad` »
def count_parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())


# %% wrong count_parameters frozen-only · « vous comptez les paramètres gelés, et eux seuls : c'est le contraire qui est demandé »
def count_parameters(model):
    return sum(parameter.numel() for parameter in model.parameters() if not parameter.requires_grad)


# %% wrong count_parameters biases-forgotten · « vous ne comptez que les tableaux de poids : les biais sont aussi des paramètres »
def count_parameters(model):
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad and parameter.ndim > 1)


# %% wrong count_parameters rows-only · « vous ne comptez que les lignes de chaque tenseur : `len` donne la première dimension, `numel()` tous les nombres »
def count_parameters(model):
    return sum(len(parameter) for parameter in model.parameters() if parameter.requires_grad)


# %% wrong count_parameters buffers-counted · « vous comptez tout l'état du modèle : `state_dict()` contient aussi des mémoires que l'entraînement ne règle pas »
def count_parameters(model):
    return sum(value.numel() for value in model.state_dict().values())


# %% wrong count_parameters shared-twice · « vous comptez deux fois une couche qui sert à deux endroits : `model.parameters()` donne chaque paramètre une seule fois »
def count_parameters(model):
    children = list(model.children())
    if not children:
        return sum(one.numel() for one in model.parameters() if one.requires_grad)
    return sum(count_parameters(model._modules[name]) for name in model._modules)


# %% wrong count_parameters linear-only · « vous ne comptez que les couches `nn.Linear` : d'autres couches ont des paramètres, parcourez `model.parameters()` »
from torch import nn


def count_parameters(model):
    layers = [one for one in model.modules() if isinstance(one, nn.Linear)]
    return sum(p.numel() for layer in layers for p in layer.parameters() if p.requires_grad)


# %% wrong count_parameters first-level-only · « vous ne regardez que les enfants du modèle : quand le modèle est lui-même une couche, ou quand ses couches sont emboîtées, il en manque »
def count_parameters(model):
    return sum(p.numel() for child in model.children() for p in child.parameters(recurse=False) if p.requires_grad)


# %% wrong count_parameters bytes-counted · « vous comptez des octets : chaque nombre en occupe quatre, mais on demande combien il y a de nombres »
def count_parameters(model):
    return sum(parameter.numel() * parameter.element_size() for parameter in model.parameters() if parameter.requires_grad)


# %% wrong count_parameters printed · « vous affichez le nombre sans le renvoyer : il manque un `return` »
def count_parameters(model):
    print(sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad))


# %% right train_epoch running-total
def train_epoch(model, loader, loss_fn, optimizer):
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


# %% right train_epoch lists-then-mean
import numpy as np


def train_epoch(model, loader, loss_fn, optimizer):
    model.train(True)
    losses, sizes = [], []
    for batch in loader:
        inputs, truth = batch
        model.zero_grad()
        prediction = model(inputs)
        loss = loss_fn(prediction, truth)
        losses.append(float(loss.detach()))
        sizes.append(inputs.shape[0])
        loss.backward()
        optimizer.step()
    return float(np.average(losses, weights=sizes))


# %% right train_epoch cleared-after-the-step
import torch


def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    optimizer.zero_grad()
    summed = torch.zeros((), dtype=torch.float64)
    seen = 0
    for X, y in loader:
        value = loss_fn(model(X), y)
        value.backward()
        optimizer.step()
        optimizer.zero_grad()
        summed += value.detach().double() * y.shape[0]
        seen += y.shape[0]
    return (summed / seen).item()


# %% wrong train_epoch mean-of-batches · « vous faites la moyenne des lots : le dernier, plus court, y compte autant que les autres ; pondérez par la taille des lots »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
        count += 1
    return total / count


# %% wrong train_epoch zero-grad-forgotten · « vous n'effacez pas les gradients à chaque lot : ils s'additionnent, appelez `optimizer.zero_grad()` dans la boucle »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch zero-grad-too-late · « vous effacez les gradients entre `backward` et `step` : le pas ne suit plus rien, effacez-les avant »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch no-step · « vous calculez les gradients sans faire de pas : le modèle ne change pas, appelez `optimizer.step()` »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch step-at-the-end · « vous ne faites qu'un pas, après tous les lots : il en faut un par lot »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    optimizer.zero_grad()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        loss.backward()
        total += loss.item() * len(X)
        count += len(X)
    optimizer.step()
    return total / count


# %% wrong train_epoch last-batch-only · « vous renvoyez la perte du dernier lot : on attend la moyenne sur tous les exemples de l'époque »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return loss.item()


# %% wrong train_epoch not-divided · « vous renvoyez la somme des pertes des exemples : il reste à la diviser par leur nombre »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total


# %% wrong train_epoch sum-of-batches · « vous additionnez les pertes des lots, puis divisez par le nombre d'exemples : chaque perte de lot est déjà une moyenne, multipliez-la par la taille du lot »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
        count += len(X)
    return total / count


# %% wrong train_epoch divided-by-batches · « vous divisez par le nombre de lots une somme sur les exemples : divisez par le nombre d'exemples »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += 1
    return total / count


# %% wrong train_epoch eval-mode · « vous laissez le modèle en mode évaluation : appelez `model.train()` avant la boucle »
def train_epoch(model, loader, loss_fn, optimizer):
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch arguments-swapped · « vous donnez la vérité puis la prédiction à `loss_fn` : PyTorch attend la prédiction d'abord »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(y, model(X))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch return-in-loop · « vous quittez la boucle dès le premier lot : regardez de combien de crans le `return` est décalé »
def train_epoch(model, loader, loss_fn, optimizer):
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


# %% wrong train_epoch loss-after-step · « vous mesurez la perte après le pas : on attend celle d'avant, déjà calculée »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss_fn(model(X), y).item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch own-optimizer · « vous créez un autre optimiseur : servez-vous de celui qui arrive en argument, avec son taux »
import torch


def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch two-steps · « vous faites deux pas par lot : un seul appel à `optimizer.step()` suffit »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch full-batch · « vous réunissez tous les lots en un seul : il faut un pas par lot, sur les exemples de ce lot »
import torch


def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    batches = list(loader)
    X, y = torch.cat([one[0] for one in batches]), torch.cat([one[1] for one in batches])
    for _ in batches:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong train_epoch no-return · « vous ne renvoyez rien : la dernière ligne doit rendre la perte de l'époque »
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    print(total / count)


# %% right evaluate running-total
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
    return total / count


# %% right evaluate decorator
import torch


@torch.inference_mode()
def evaluate(model, loader, loss_fn):
    before = model.training
    model.train(False)
    pairs = [(float(loss_fn(model(X), y)), X.shape[0]) for X, y in loader]
    model.train(before)
    return sum(loss * size for loss, size in pairs) / sum(size for _, size in pairs)


# %% right evaluate one-big-batch
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    batches = list(loader)
    X = torch.cat([batch[0] for batch in batches])
    y = torch.cat([batch[1] for batch in batches])
    torch.set_grad_enabled(False)
    try:
        return loss_fn(model(X), y).item()
    finally:
        torch.set_grad_enabled(True)


# %% wrong evaluate mean-of-batches · « vous faites la moyenne des lots : pondérez par leur taille, le dernier est plus court »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item()
            count += 1
    return total / count


# %% wrong evaluate eval-forgotten · « vous n'appelez pas `model.eval()` : le modèle reste en mode entraînement, et certaines couches changent de comportement »
import torch


def evaluate(model, loader, loss_fn):
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
    return total / count


# %% wrong evaluate graph-built · « vous construisez un graphe de calcul pour rien : placez la boucle sous `torch.no_grad()` »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    if True:
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
    return total / count


# %% wrong evaluate neither · « vous oubliez à la fois `model.eval()` et `torch.no_grad()` »
import torch


def evaluate(model, loader, loss_fn):
    total, count = 0.0, 0
    if True:
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
    return total / count


# %% wrong evaluate backward-kept · « vous calculez des gradients pendant l'évaluation : c'est l'affaire de l'entraînement, retirez `backward` »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    for X, y in loader:
        loss = loss_fn(model(X), y)
        loss.backward()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong evaluate trains-too · « vous entraînez le modèle sur les données de validation : évaluer ne doit rien changer aux poids »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for X, y in loader:
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    return total / count


# %% wrong evaluate last-batch-only · « vous ne gardez que le dernier lot : additionnez les pertes de tous les lots »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total = loss_fn(model(X), y).item() * len(X)
            count = len(X)
    return total / count


# %% wrong evaluate last-loss-over-all · « vous remplacez le total à chaque lot au lieu d'y ajouter : seul le compteur d'exemples grandit »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total = loss_fn(model(X), y).item() * len(X)
            count += len(X)
    return total / count


# %% wrong evaluate return-in-loop · « vous quittez la boucle dès le premier lot : regardez de combien de crans le `return` est décalé »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
            return total / count


# %% wrong evaluate not-divided · « vous renvoyez la somme des pertes : divisez-la par le nombre d'exemples »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
    return total


# %% wrong evaluate sum-of-batches · « vous additionnez des pertes de lots, qui sont déjà des moyennes, puis divisez par le nombre d'exemples : multipliez chacune par la taille de son lot »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item()
            count += len(X)
    return total / count


# %% wrong evaluate arguments-swapped · « vous donnez la vérité puis la prédiction à `loss_fn` : PyTorch attend la prédiction d'abord »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(y, model(X)).item() * len(X)
            count += len(X)
    return total / count


# %% wrong evaluate own-loss · « vous calculez toujours la MSE : servez-vous de la `loss_fn` reçue »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += ((model(X) - y) ** 2).mean().item() * len(X)
            count += len(X)
    return total / count


# %% wrong evaluate no-return · « vous ne renvoyez rien : la dernière ligne doit rendre la perte »
import torch


def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in loader:
            total += loss_fn(model(X), y).item() * len(X)
            count += len(X)
    print(total / count)


# %% right fit deepcopy
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% right fit clones-of-all-epochs
import numpy as np


def fit(model, train_one_epoch, validate, epochs):
    history = {"train": [], "validation": []}
    states = []
    while len(states) < epochs:
        history["train"].append(float(train_one_epoch()))
        history["validation"].append(float(validate()))
        states.append({name: tensor.clone() for name, tensor in model.state_dict().items()})
    history["best_epoch"] = int(np.argmin(history["validation"]))
    model.load_state_dict(states[history["best_epoch"]])
    return history


# %% right fit memory-file
import io

import torch


def fit(model, train_one_epoch, validate, epochs):
    train, validation, best_epoch, file = [], [], 0, None
    for epoch in range(epochs):
        train += [train_one_epoch()]
        validation += [validate()]
        if epoch == 0 or validation[epoch] < validation[best_epoch]:
            best_epoch, file = epoch, io.BytesIO()
            torch.save(model.state_dict(), file)
    file.seek(0)
    model.load_state_dict(torch.load(file))
    return dict(train=train, validation=validation, best_epoch=best_epoch)


# %% wrong fit chosen-on-training · « vous choisissez l'époque sur la perte d'entraînement : c'est la validation qui décide »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if train[-1] < lowest:
            lowest, best_epoch = train[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit largest-loss · « vous gardez l'époque de la plus grande perte : la meilleure est celle où la perte est la plus petite »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = -float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] > lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit last-of-equals · « à égalité, vous gardez la dernière époque : on demande la première, comparez avec `<` »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] <= lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit validated-first · « vous validez avant d'entraîner : la perte de validation est alors celle de l'époque d'avant »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        validation.append(validate())
        train.append(train_one_epoch())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit saved-before-training · « vous gardez les poids d'avant l'époque : copiez-les après l'entraînement et la validation »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        before = copy.deepcopy(model.state_dict())
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = before
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit counted-from-one · « vous comptez les époques à partir de 1 : le numéro de la première est 0 »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch + 1}


# %% wrong fit history-emptied · « vous videz les listes à chaque époque : créez-les une seule fois, avant la boucle »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train, validation = [], []
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit stops-early · « vous vous arrêtez dès que la validation remonte : on demande toutes les époques »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
        else:
            break
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit compared-with-previous · « vous comparez à l'époque précédente : comparez à la meilleure de toutes »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if len(validation) == 1 or validation[-1] < validation[-2]:
            best_epoch = epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit lowest-not-updated · « vous n'actualisez pas la meilleure perte : toute époque la bat, et vous gardez la dernière »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            best_epoch = epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit validated-twice · « vous appelez `validate` deux fois par époque : rangez sa réponse dans une variable »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validate() < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% wrong fit lists-swapped · « vous échangez les deux listes : `train` contient les pertes d'entraînement »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": validation, "validation": train, "best_epoch": best_epoch}


# %% wrong fit best-loss-only · « vous renvoyez la meilleure perte à la place du numéro de son époque »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": lowest}


# %% wrong fit model-returned · « vous renvoyez le modèle : on attend le dictionnaire des pertes »
import copy


def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return model


# %% wrong fit no-copy · « vous laissez dans le modèle les poids de la dernière époque : ou bien vous ne remettez pas les meilleurs, ou bien vous gardez `state_dict()` sans le copier, et l'entraînement le modifie »
def fit(model, train_one_epoch, validate, epochs):
    train, validation = [], []
    lowest, best, best_epoch = float("inf"), None, 0
    for epoch in range(epochs):
        train.append(train_one_epoch())
        validation.append(validate())
        if validation[-1] < lowest:
            lowest, best_epoch = validation[-1], epoch
            best = model.state_dict()
    model.load_state_dict(best)
    return {"train": train, "validation": validation, "best_epoch": best_epoch}


# %% right metrics numpy
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% right metrics loops
def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("deux formes différentes")
    pairs = [(float(a), float(b)) for a, b in zip(y.flatten(), p.flatten())]
    n = len(pairs)
    centre = sum(a for a, _ in pairs) / n
    squares = absolutes = spread = 0.0
    for a, b in pairs:
        squares += (a - b) ** 2
        absolutes += abs(a - b)
        spread += (a - centre) ** 2
    if spread > 0:
        r2 = 1 - squares / spread
    else:
        r2 = float(squares == 0)
    return {"mse": squares / n, "mae": absolutes / n, "r2": r2}


# %% right metrics variance
import numpy as np


def metrics(y, p):
    if np.shape(y) != np.shape(p):
        raise ValueError("formes différentes")
    error = np.asarray(p, float) - np.asarray(y, float)
    mse, variance = float(np.mean(error * error)), float(np.var(y))
    if variance == 0.0:
        r2 = 0.0 + (mse == 0.0)
    else:
        r2 = (variance - mse) / variance
    return dict(mse=mse, mae=float(np.mean(np.abs(error))), r2=r2)


# %% right metrics scikit-learn
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p n'ont pas la même forme")
    truth, guess = y.reshape(-1), p.reshape(-1)
    return {
        "mse": mean_squared_error(truth, guess),
        "mae": mean_absolute_error(truth, guess),
        "r2": r2_score(truth, guess),
    }


# %% wrong metrics root-taken · « vous prenez la racine de la MSE : c'est la RMSE, on demande la moyenne des carrés »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.sqrt(np.mean((y - p) ** 2)), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics squares-summed · « vous additionnez les carrés sans diviser : la MSE est leur moyenne »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": residual, "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics half-kept · « vous gardez un facteur ½ : dans ce chapitre, la MSE est la moyenne des carrés, sans ½ »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2) / 2, "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics mean-of-signed · « vous faites la moyenne des écarts avec leur signe : ils s'annulent, prenez d'abord leur valeur absolue »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.abs(np.mean(y - p)), "r2": r2}


# %% wrong metrics median-taken · « vous prenez la médiane des erreurs : la MAE est leur moyenne »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.median(np.abs(y - p)), "r2": r2}


# %% wrong metrics rows-only · « vous divisez par le nombre de lignes : la moyenne porte sur tous les éléments »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": residual / len(y), "mae": np.abs(y - p).sum() / len(y), "r2": r2}


# %% wrong metrics ratio-alone · « vous renvoyez la part non expliquée : R² est 1 moins ce rapport »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics spread-of-predictions · « vous mesurez en bas la dispersion des prédictions : c'est celle de la vérité, le premier argument, qui sert de référence »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((p - p.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics correlation · « vous calculez le carré de la corrélation : des prédictions toutes fausses de la même façon obtiendraient 1 »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = np.corrcoef(y.ravel(), p.ravel())[0, 1] ** 2
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics explained-variance · « vous retirez aux erreurs leur moyenne : R² compte aussi le décalage d'ensemble »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p - (y - p).mean()) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics clipped · « vous remontez à 0 les R² négatifs : un modèle pire que la moyenne doit se voir »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = max(0.0, 1 - residual / total)
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics mean-forgotten · « vous oubliez de retirer la moyenne de y en bas : R² compare à un modèle qui répond cette moyenne »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = (y ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics sample-variance · « vous divisez en bas par n − 1 : le rapport compare deux sommes, ou deux moyennes, sur les mêmes éléments »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - np.mean((y - p) ** 2) / np.var(y, ddof=1)
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics one-minus-mse · « vous calculez 1 moins la MSE : il faut d'abord la diviser par la variance de y »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - np.mean((y - p) ** 2)
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics constant-ignored · « vous divisez par zéro quand toutes les étiquettes sont égales : traitez ce cas à part »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics constant-zero · « quand la vérité est constante et les prédictions exactes, R² vaut 1 : vous renvoyez toujours 0 »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics constant-one · « quand la vérité est constante et une prédiction fausse, R² vaut 0 : vous renvoyez toujours 1 »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics shapes-accepted · « vous ne comparez pas les formes : (n, 1) contre (n,) fabrique n × n différences »
import numpy as np


def metrics(y, p):
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics lengths-only · « vous comparez les longueurs : (3, 1) et (3,) ont la même, mais pas la même forme »
import numpy as np


def metrics(y, p):
    if len(y) != len(p):
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": np.mean((y - p) ** 2), "mae": np.mean(np.abs(y - p)), "r2": r2}


# %% wrong metrics rounded · « vous arrondissez les mesures : renvoyez-les telles quelles »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    return {"mse": round(float(np.mean((y - p) ** 2)), 2), "mae": round(float(np.mean(np.abs(y - p))), 2), "r2": round(float(r2), 2)}


# %% wrong metrics in-place · « votre résultat est juste, mais vous écrivez dans le tableau `y` de celui qui appelle : construisez-en un nouveau »
import numpy as np


def metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("y et p doivent avoir la même forme")
    errors = np.array(y - p)
    residual = ((y - p) ** 2).sum()
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        r2 = 1.0 if residual == 0 else 0.0
    else:
        r2 = 1 - residual / total
    y -= p
    return {"mse": np.mean(errors**2), "mae": np.mean(np.abs(errors)), "r2": r2}


# %% right train_calculator one-cycle
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 15, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale) * y_scale + y_mean

    return predict


# %% right train_calculator smooth-cosine
import torch
import torch.nn as nn


def train_calculator(X, y):
    scale = y.abs().max()
    net = nn.Sequential(nn.Linear(2, 32), nn.SiLU(), nn.Linear(32, 32), nn.SiLU(), nn.Linear(32, 1))
    adam = torch.optim.Adam(net.parameters(), lr=0.01)
    steps = 1200
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps)
    for _ in range(steps):
        rows = torch.randint(0, len(X), (96,))
        adam.zero_grad()
        error = net(X[rows] / 50 - 1) - y[rows] / scale * 3
        error.square().mean().backward()
        adam.step()
        cosine.step()
    return lambda pairs: net(pairs / 50 - 1).detach() * scale / 3


# %% right train_calculator products-as-features
import torch


def features(X):
    a, b = X[:, :1].double() / 100, X[:, 1:].double() / 100
    return torch.cat([torch.ones_like(a), a, b, a * b, a**2, b**2], dim=1)


def train_calculator(X, y):
    solution = torch.linalg.lstsq(features(X), y.double()).solution

    def predict(pairs):
        return (features(pairs) @ solution).float()

    return predict


# %% right train_calculator plane-plus-network
import torch
from torch import nn


class Calculator(nn.Module):
    """A plane, and a network for what the plane leaves."""

    def __init__(self):
        super().__init__()
        self.plane = nn.Linear(2, 1)
        self.bend = nn.Sequential(nn.Linear(2, 48), nn.SiLU(), nn.Linear(48, 48), nn.SiLU(), nn.Linear(48, 1))

    def forward(self, X):
        return self.plane(X) + self.bend(X)


def train_calculator(X, y):
    mean, deviation = y.mean(), y.std()
    model = Calculator()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs = 22
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = 0.01 * (1 - epoch / epochs) ** 2
        for chosen in torch.randperm(len(X)).split(64):
            loss = nn.functional.mse_loss(model((X[chosen] - 50) / 30), (y[chosen] - mean) / deviation)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    def predict(pairs):
        return (model((pairs - 50) / 30) * deviation + mean).detach()

    return predict


# %% wrong train_calculator not-undone · « vos réponses restent normalisées : `predict` doit revenir à l'unité de `y` »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 15, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale)

    return predict


# %% wrong train_calculator inputs-raw-in-predict · « `predict` donne au modèle des nombres bruts, alors qu'il a appris sur des nombres normalisés »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 15, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model(X) * y_scale + y_mean

    return predict


# %% wrong train_calculator shapes-broadcast · « vous comparez une sortie (n, 1) à des étiquettes (n,) : le réseau n'apprend que la moyenne »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 15, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen].flatten()) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale) * y_scale + y_mean

    return predict


# %% wrong train_calculator one-column-missing · « `predict` renvoie un tenseur de forme (m,) : on attend une colonne, de forme (m, 1) »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 15, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return (model((X - x_mean) / x_scale) * y_scale + y_mean).flatten()

    return predict


# %% wrong train_calculator plane-only · « votre modèle est linéaire : il additionne très bien, mais aucun plan ne suit un produit »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 15, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale) * y_scale + y_mean

    return predict


# %% wrong train_calculator one-epoch · « vous ne faites qu'une époque : le budget de 1 500 pas en permet bien davantage »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 1, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale) * y_scale + y_mean

    return predict


# %% wrong train_calculator over-budget · « vous dépassez le budget de 1 500 pas d'optimiseur : comptez les lots de toutes les époques »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 25, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale) * y_scale + y_mean

    return predict


# %% wrong train_calculator addition-written · « vous renvoyez `a + b` sans rien apprendre : la même fonction doit apprendre aussi la multiplication, à partir des exemples »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    inputs, targets = (X - x_mean) / x_scale, (y - y_mean) / y_scale
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 1, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        return X.sum(1, keepdim=True)

    return predict


# %% wrong train_calculator logarithms · « vos réponses ont le bon ordre de grandeur, mais sont loin des bonnes : le réseau s'est-il entraîné assez, et sur des entrées qui lui laissent retrouver les sommes ? Leur logarithme, par exemple, ne le permet pas »
import torch


def train_calculator(X, y):
    columns = torch.cat([torch.log(X + 1e-6), torch.ones(len(X), 1)], dim=1)
    weights = torch.linalg.lstsq(columns, torch.log(y.clamp_min(1e-6))).solution

    def predict(pairs):
        return torch.exp(torch.cat([torch.log(pairs + 1e-6), torch.ones(len(pairs), 1)], dim=1) @ weights)

    return predict


# %% wrong train_calculator inputs-changed · « vous normalisez `X` et `y` sur place : ils appartiennent à qui vous appelle, construisez de nouveaux tenseurs »
import torch
from torch import nn


def train_calculator(X, y):
    x_mean, x_scale, y_mean, y_scale = X.mean(0), X.std(0), y.mean(), y.std()
    X -= x_mean
    X /= x_scale
    y -= y_mean
    y /= y_scale
    inputs, targets = X, y
    model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    epochs, size = 15, 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=epochs * -(-len(X) // size))
    for _ in range(epochs):
        for chosen in torch.randperm(len(X)).split(size):
            loss = ((model(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()

    def predict(X):
        with torch.no_grad():
            return model((X - x_mean) / x_scale) * y_scale + y_mean

    return predict
