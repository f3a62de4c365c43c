# %% right chain factors
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    error = yhat - 1
    slope = yhat * (1 - yhat)
    return error * slope * x, error * slope, error * slope * w


# %% right chain numpy-tanh
import numpy as np


def chain(x, w, b):
    half = np.tanh((w * x + b) / 2)
    delta = (half - 1) / 2 * (1 - half**2) / 4
    return [delta * x, delta, delta * w]


# %% right chain small-pieces
import math


def sigma(z):
    e = math.exp(-abs(z))
    return 1 / (1 + e) if z >= 0 else e / (1 + e)


def chain(x, w, b):
    z = w * x + b
    dJ_dyhat = -sigma(-z)
    dJ_dz = dJ_dyhat * sigma(z) * sigma(-z)
    gradients = {"w": x, "b": 1, "x": w}
    return tuple(dJ_dz * local for local in gradients.values())


# %% wrong chain sign · « vous prenez 1 − ŷ : la dérivée de ½(ŷ − 1)² par rapport à ŷ est ŷ − 1, et les trois signes sont à changer »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (1 - yhat) * yhat * (1 - yhat)
    return delta * x, delta, delta * w


# %% wrong chain half-forgotten · « vous trouvez le double : le facteur ½ de J efface le 2 qui vient de la dérivée du carré »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = 2 * (yhat - 1) * yhat * (1 - yhat)
    return delta * x, delta, delta * w


# %% wrong chain slope-forgotten · « vous oubliez la pente de la sigmoïde : entre ŷ et z, il faut encore multiplier par ŷ(1 − ŷ) »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = yhat - 1
    return delta * x, delta, delta * w


# %% wrong chain slope-at-output · « vous prenez la pente de la sigmoïde en ŷ : elle se prend en z, donc ŷ(1 − ŷ), sans appliquer σ une seconde fois »
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def chain(x, w, b):
    yhat = sigma(w * x + b)
    delta = (yhat - 1) * sigma(yhat) * (1 - sigma(yhat))
    return delta * x, delta, delta * w


# %% wrong chain slope-of-z · « vous écrivez z(1 − z) : la pente de la sigmoïde est ŷ(1 − ŷ), avec la sortie et non la pré-activation »
import math


def chain(x, w, b):
    z = w * x + b
    yhat = 1 / (1 + math.exp(-z))
    delta = (yhat - 1) * z * (1 - z)
    return delta * x, delta, delta * w


# %% wrong chain swapped · « vous échangez deux pentes : celle de `wx + b` par rapport à w est x, et celle par rapport à x est w »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return delta * w, delta, delta * x


# %% wrong chain other-order · « vos trois dérivées sont justes, mais dans un autre ordre : on attend celle de w, puis de b, puis de x »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return delta * w, delta * x, delta


# %% wrong chain bias-slope · « vous multipliez la dérivée selon b par b : dans `wx + b`, le biais s'ajoute, et sa pente vaut 1 »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return delta * x, delta * b, delta * w


# %% wrong chain target-forgotten · « vous partez de ŷ au lieu de ŷ − 1 : il manque la bonne réponse dans l'erreur »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = yhat * yhat * (1 - yhat)
    return delta * x, delta, delta * w


# %% wrong chain cost-first · « vous multipliez par le coût ½(ŷ − 1)² : c'est sa dérivée, ŷ − 1, qui entre dans la chaîne »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = 0.5 * (yhat - 1) ** 2 * yhat * (1 - yhat)
    return delta * x, delta, delta * w


# %% wrong chain only-delta · « vous vous arrêtez au gradient de z, trois fois le même : il reste à le multiplier par x, par 1 et par w »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return delta, delta, delta


# %% wrong chain bias-not-forward · « vous oubliez le biais à l'aller : z vaut `wx + b` »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return delta * x, delta, delta * w


# %% wrong chain rounded · « vous arrondissez : renvoyez les nombres tels quels »
import math


def chain(x, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return round(delta * x, 4), round(delta, 4), round(delta * w, 4)


# %% right neuron_gradients factors
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - y) * yhat * (1 - yhat)
    return delta * x, delta


# %% right neuron_gradients numpy
import numpy as np


def neuron_gradients(x, y, w, b):
    a = np.exp(-np.logaddexp(0.0, -(w * x + b)))
    slope = a - a**2
    return np.array([x, 1.0]) * (a - y) * slope


# %% right neuron_gradients torch
import torch


def neuron_gradients(x, y, w, b):
    w = torch.tensor(float(w), dtype=torch.float64, requires_grad=True)
    b = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)
    (0.5 * (torch.sigmoid(w * x + b) - y) ** 2).backward()
    return w.grad.item(), b.grad.item()


# %% right neuron_gradients cosh
import math


def neuron_gradients(x, y, w, b):
    half = (w * x + b) / 2
    db = (0.5 + 0.5 * math.tanh(half) - y) / (4 * math.cosh(half) ** 2)
    return [x * db, db]


# %% wrong neuron_gradients sign · « vous prenez y − ŷ : la dérivée de ½(ŷ − y)² est ŷ − y. Avec votre signe, la descente monterait »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (y - yhat) * yhat * (1 - yhat)
    return delta * x, delta


# %% wrong neuron_gradients half-forgotten · « vous trouvez le double : le ½ de J efface le 2 de la dérivée du carré »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = 2 * (yhat - y) * yhat * (1 - yhat)
    return delta * x, delta


# %% wrong neuron_gradients slope-at-output · « vous prenez la pente de la sigmoïde en ŷ au lieu de z : σ y est appliquée deux fois. La bonne pente est ŷ(1 − ŷ) »
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def neuron_gradients(x, y, w, b):
    yhat = sigma(w * x + b)
    delta = (yhat - y) * sigma(yhat) * (1 - sigma(yhat))
    return delta * x, delta


# %% wrong neuron_gradients slope-forgotten · « vous oubliez la pente de la sigmoïde : votre formule est celle d'un neurone sans activation »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = yhat - y
    return delta * x, delta


# %% wrong neuron_gradients sigmoid-not-applied · « vous comparez z, et non ŷ, à la vérité : l'erreur se mesure à la sortie, après la sigmoïde »
import math


def neuron_gradients(x, y, w, b):
    z = w * x + b
    yhat = 1 / (1 + math.exp(-z))
    delta = (z - y) * yhat * (1 - yhat)
    return delta * x, delta


# %% wrong neuron_gradients target-one · « vous gardez 1 pour vérité, comme à l'exercice 1 : ici, c'est l'argument `y` »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return delta * x, delta


# %% wrong neuron_gradients weight-for-input · « vous multipliez par w au lieu de x : la pente de `wx + b` par rapport à w est x »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - y) * yhat * (1 - yhat)
    return delta * w, delta


# %% wrong neuron_gradients other-order · « vous renvoyez le gradient du biais en premier : on attend celui du poids, puis celui du biais »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - y) * yhat * (1 - yhat)
    return delta, delta * x


# %% wrong neuron_gradients updated · « vous renvoyez les paramètres mis à jour : on demande les gradients, le pas se fait ailleurs »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - y) * yhat * (1 - yhat)
    return w - 0.5 * delta * x, b - 0.5 * delta


# %% wrong neuron_gradients error-squared · « vous gardez le carré de l'erreur : en dérivant, l'exposant 2 disparaît »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = 0.5 * (yhat - y) ** 2 * yhat * (1 - yhat)
    return delta * x, delta


# %% wrong neuron_gradients bias-scaled · « vous multipliez aussi le gradient du biais par x : la pente de `wx + b` par rapport à b vaut 1 »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - y) * yhat * (1 - yhat)
    return delta * x, delta * x


# %% wrong neuron_gradients third-too · « vous renvoyez trois nombres : on n'attend que les gradients de w et de b »
import math


def neuron_gradients(x, y, w, b):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - y) * yhat * (1 - yhat)
    return delta * x, delta, delta * w


# %% right value plain
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% right value helper
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def made_with(self, other, rule):
        other = other if hasattr(other, "data") and hasattr(other, "slopes") else type(self)(other)
        data, slopes = rule(self.data, other.data)
        return type(self)(data, [self, other], slopes)

    def __add__(self, other):
        return self.made_with(other, lambda p, q: (p + q, [1, 1]))

    def __mul__(self, other):
        return self.made_with(other, lambda p, q: (p * q, [q, p]))

    __radd__ = __add__
    __rmul__ = __mul__


# %% right value filled-afterwards
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        try:
            number = other.data
        except AttributeError:
            other = Value(other)
            number = other.data
        out = Value(self.data)
        out.data += number
        out.parents = (other, self)
        out.slopes = (1.0, 1.0)
        return out

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            other = Value(other)
        out = Value(self.data * other.data)
        out.parents = (other, self)
        out.slopes = (self.data, other.data)
        return out

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value slopes-swapped · « vous échangez les deux pentes du produit : la pente selon p est la valeur de q, et inversement »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (self.data, other.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value product-slopes-one · « vous donnez au produit les pentes de la somme, 1 et 1 : celle selon p est la valeur de q »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (1.0, 1.0))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value sum-slopes-values · « vous donnez à la somme les pentes du produit : une somme a pour pentes 1 et 1 »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (other.data, self.data))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value numbers-refused · « vous lisez `other.data` sans vérifier que `other` est un nœud : un nombre ordinaire doit d'abord devenir un `Value` »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value numbers-not-remembered · « quand l'autre terme est un nombre ordinaire, vous oubliez d'inscrire `self` parmi les parents : le chemin est coupé »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            return Value(self.data + other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            return Value(self.data * other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value no-parents · « vous calculez la valeur sans noter d'où elle vient : donnez aussi les parents et les pentes au nouveau nœud »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data)

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data)

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value plain-number · « vous renvoyez un nombre ordinaire : le résultat doit être un nœud `Value`, avec ses parents et ses pentes »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self.data + other.data

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self.data * other.data

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value in-place · « vous modifiez `self` au lieu de construire un nouveau nœud : l'ancienne valeur est perdue »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        self.data += other.data
        return Value(self.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        self.data *= other.data
        return Value(self.data, (self, other), (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value self-returned · « vous changez `self` et vous le renvoyez : chaque opération construit un nouveau `Value`, et laisse ses deux termes comme ils étaient »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        self.data = self.data + other.data
        self.parents, self.slopes = (self, other), (1.0, 1.0)
        return self

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        self.slopes = (other.data, self.data)
        self.data = self.data * other.data
        self.parents = (self, other)
        return self

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value same-parent-once · « quand les deux termes sont le même nœud, vous n'en gardez qu'un : un nœud qui sert deux fois compte deux fois »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def made(self, data, other, slopes):
        if other is self:
            return Value(data, (self,), slopes[:1])
        return Value(data, (self, other), slopes)

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self.made(self.data + other.data, other, (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self.made(self.data * other.data, other, (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value grads-for-slopes · « vous rangez les `grad` des parents à la place des pentes : ils sont nuls pour l'instant, et ne se lisent qu'au retour »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (self.grad, other.grad))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (self.grad, other.grad))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value one-slope · « vous ne notez que la pente selon `self` : il y a deux parents, donc deux pentes »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0,))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (other.data,))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value added-in-product · « votre produit renvoie la somme : regardez le signe dans `__mul__` »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__


# %% wrong value grad-carried · « vous donnez un `grad` au nouveau nœud dès l'aller : il vaut 0 jusqu'au retour »
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        out = Value(self.data + other.data, (self, other), (1.0, 1.0))
        out.grad = 1.0
        return out

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        out = Value(self.data * other.data, (self, other), (other.data, self.data))
        out.grad = 1.0
        return out

    __radd__ = __add__
    __rmul__ = __mul__


# %% right value_functions plain
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% right value_functions numpy
import numpy as np


def node(v, value, slope):
    return v.__class__(float(value), [v], [float(slope)])


def power(v, k):
    return node(v, np.power(float(v.data), k), k * np.power(float(v.data), k - 1.0))


def exp(v):
    return node(v, np.exp(v.data), np.exp(v.data))


def tanh(v):
    return node(v, np.tanh(v.data), 1 / np.cosh(v.data) ** 2)


def relu(v):
    if v.data > 0:
        return node(v, v.data, 1.0)
    return node(v, 0.0, 0.0)


# %% right value_functions by-hand
E = 2.718281828459045


def power(v, k):
    Node = type(v)
    if k == 0:
        return Node(1.0, (v,), (0.0,))
    return Node(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    Node = type(v)
    return Node(E**v.data, (v,), (E**v.data,))


def tanh(v):
    Node = type(v)
    up, down = E**v.data, E ** (-v.data)
    t = (up - down) / (up + down)
    return Node(t, (v,), (1 - t * t,))


def relu(v):
    Node = type(v)
    return Node(v.data * (v.data > 0), (v,), (1 * (v.data > 0),))


# %% wrong value_functions power-exponent · « la pente de la puissance est k·xᵏ⁻¹ : vous gardez l'exposant k sans retirer 1 »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data**k,))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions power-factor · « la pente de la puissance est k·xᵏ⁻¹ : il manque le facteur k »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions power-integers-only · « votre puissance multiplie en boucle : elle ne sait faire ni un exposant négatif, ni un exposant non entier »
import math


def power(v, k):
    value = 1.0
    for _ in range(int(k)):
        value *= v.data
    return type(v)(value, (v,), (k * value / v.data,))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions exp-like-power · « vous dérivez l'exponentielle comme une puissance, x·eˣ⁻¹ : sa pente est elle-même, eˣ »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    return type(v)(math.exp(v.data), (v,), (v.data * math.exp(v.data - 1),))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions exp-recursive · « votre fonction `exp` s'appelle elle-même sans fin : `from math import exp` est effacé par votre définition, écrivez `math.exp` »
import math
from math import exp


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = exp(v)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions tanh-at-input · « vous écrivez 1 − x² : la pente de tanh est 1 − t², avec t la sortie de tanh »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    return type(v)(math.tanh(v.data), (v,), (1 - v.data**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions tanh-twice · « vous appliquez tanh une seconde fois pour calculer sa pente : elle est 1 − t², avec t déjà calculé »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - math.tanh(value) ** 2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions tanh-like-sigmoid · « vous donnez à tanh la pente de la sigmoïde, t(1 − t) : la sienne est 1 − t² »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (value * (1 - value),))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data > 0),))


# %% wrong value_functions relu-at-zero · « votre ReLU a une pente de 1 en 0 : notre convention, celle de PyTorch, est 0 »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (float(v.data >= 0),))


# %% wrong value_functions relu-slope-one · « votre ReLU a une pente de 1 partout : elle vaut 0 là où l'entrée est négative »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (1.0,))


# %% wrong value_functions relu-slope-value · « vous donnez à ReLU sa valeur pour pente : la pente vaut 1 à droite et 0 à gauche »
import math


def power(v, k):
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    return type(v)(max(0.0, v.data), (v,), (max(0.0, v.data),))


# %% wrong value_functions no-parents · « vous ne notez ni le parent ni la pente : le nœud ne sait plus d'où il vient »
import math


def power(v, k):
    return type(v)(v.data**k)


def exp(v):
    return type(v)(math.exp(v.data))


def tanh(v):
    return type(v)(math.tanh(v.data))


def relu(v):
    return type(v)(max(0.0, v.data))


# %% wrong value_functions plain-numbers · « vous renvoyez des nombres ordinaires : fabriquez un nœud avec `type(v)(…)` »
import math


def power(v, k):
    return v.data**k


def exp(v):
    return math.exp(v.data)


def tanh(v):
    return math.tanh(v.data)


def relu(v):
    return max(0.0, v.data)


# %% wrong value_functions in-place · « vous écrivez la nouvelle valeur dans `v` : construisez un nouveau nœud, et laissez `v` intact »
import math


def power(v, k):
    slope = k * v.data ** (k - 1)
    v.data = v.data**k
    return type(v)(v.data, (v,), (slope,))


def exp(v):
    v.data = math.exp(v.data)
    return type(v)(v.data, (v,), (v.data,))


def tanh(v):
    v.data = math.tanh(v.data)
    return type(v)(v.data, (v,), (1 - v.data**2,))


def relu(v):
    slope = float(v.data > 0)
    v.data = max(0.0, v.data)
    return type(v)(v.data, (v,), (slope,))


# %% right topological_order recursive
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    return order


# %% right topological_order stack
def topological_order(root):
    order, done, stack = [], [], [root]
    while stack:
        node = stack[-1]
        missing = [parent for parent in node.parents if id(parent) not in done]
        if missing:
            stack.append(missing[0])
        else:
            stack.pop()
            if id(node) not in done:
                done.append(id(node))
                order.append(node)
    return order


# %% right topological_order counting-users
def topological_order(root):
    nodes, waiting = {}, [root]
    while waiting:
        node = waiting.pop()
        if id(node) not in nodes:
            nodes[id(node)] = node
            waiting.extend(node.parents)
    users = {key: 0 for key in nodes}
    for node in nodes.values():
        for parent in node.parents:
            users[id(parent)] += 1
    ready, backwards = [root], []
    while ready:
        node = ready.pop(0)
        backwards.append(node)
        for parent in node.parents:
            users[id(parent)] -= 1
            if users[id(parent)] == 0:
                ready.append(parent)
    return backwards[::-1]


# %% right topological_order repeated-sweeps
def topological_order(root):
    nodes = [root]
    for node in nodes:
        for parent in node.parents:
            if not any(parent is known for known in nodes):
                nodes.append(parent)
    order = []
    while len(order) < len(nodes):
        for node in nodes:
            placed = [id(one) for one in order]
            if id(node) not in placed and all(id(parent) in placed for parent in node.parents):
                order.append(node)
    return order


# %% wrong topological_order repeated · « vous ajoutez un nœud à chaque visite : celui qui sert deux fois figure deux fois. Retenez ceux que vous avez déjà vus »
def topological_order(root):
    order = []

    def visit(node):
        for parent in node.parents:
            visit(parent)
        order.append(node)

    visit(root)
    return order


# %% wrong topological_order node-first · « vous ajoutez le nœud avant d'avoir visité ses parents : ils doivent passer les premiers »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            order.append(node)
            for parent in node.parents:
                visit(parent)

    visit(root)
    return order


# %% wrong topological_order reversed-preorder · « vous écrivez chaque nœud avant ses parents, puis vous retournez la liste : cela ne marche que si aucun nœud ne sert deux fois »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            order.append(node)
            for parent in node.parents:
                visit(parent)

    visit(root)
    return order[::-1]


# %% wrong topological_order breadth-first · « vous rangez les nœuds par distance à la racine : un nœud qui sert de près et de loin se retrouve après un nœud qui l'utilise »
def topological_order(root):
    order = [root]
    for node in order:
        for parent in node.parents:
            if parent not in order:
                order.append(parent)
    return order[::-1]


# %% wrong topological_order root-forgotten · « vous oubliez la racine : elle fait partie de la liste, en dernier »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    for parent in root.parents:
        visit(parent)
    return order


# %% wrong topological_order leaves-forgotten · « vous laissez les feuilles de côté : un nœud sans parents fait aussi partie de la liste »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen and node.parents:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    return order


# %% wrong topological_order first-parent-only · « vous ne suivez que le premier parent : chaque nœud peut en avoir plusieurs »
def topological_order(root):
    order = [root]
    while order[-1].parents:
        order.append(order[-1].parents[0])
    return order[::-1]


# %% wrong topological_order backwards · « votre ordre est le bon, mais à l'envers : les parents viennent d'abord, et la racine en dernier »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    return order[::-1]


# %% wrong topological_order direct-parents · « vous n'allez pas plus loin que les parents de la racine : il faut remonter jusqu'aux feuilles »
def topological_order(root):
    order = []
    for parent in root.parents:
        if parent not in order:
            order.append(parent)
    return order + [root]


# %% wrong topological_order names · « vous renvoyez autre chose que les nœuds : la liste doit contenir les objets eux-mêmes »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node.data)

    visit(root)
    return order


# %% wrong topological_order equal-contents · « vous reconnaissez un nœud à sa valeur : deux nœuds distincts peuvent porter le même nombre, comparez les objets »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node.data not in seen:
            seen.add(node.data)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    return order


# %% wrong topological_order no-return · « ce que vous renvoyez n'est pas une liste : une fonction sans `return` renvoie `None`, et un ensemble (`set`) n'a pas d'ordre »
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)


# %% right backward plain
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


# %% right backward by-index
def backward(order):
    for k in range(len(order)):
        if len(order[k].parents) > 0:
            order[k].grad = 0.0
    order[len(order) - 1].grad = 1.0
    for k in range(len(order) - 1, -1, -1):
        node = order[k]
        for j in range(len(node.parents)):
            node.parents[j].grad = node.parents[j].grad + node.grad * node.slopes[j]


# %% right backward gathered
def backward(order):
    totals = {id(node): 0.0 for node in order}
    totals[id(order[-1])] = 1.0
    for node in order[::-1]:
        for parent, slope in zip(node.parents, node.slopes):
            totals[id(parent)] += slope * totals[id(node)]
    for node in order:
        node.grad = totals[id(node)] + (0.0 if node.parents else node.grad)


# %% right backward from-the-users
def backward(order):
    for place in range(len(order) - 1, -1, -1):
        node = order[place]
        total = 1.0 if place == len(order) - 1 else 0.0
        for user in order[place + 1 :]:
            for parent, slope in zip(user.parents, user.slopes):
                if parent is node:
                    total += slope * user.grad
        node.grad = total if node.parents else node.grad + total


# %% wrong backward replaced · « vous écrivez `=` au lieu de `+=` : un nœud qui sert deux fois ne garde que sa dernière contribution »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad = slope * node.grad


# %% wrong backward forwards · « le gradient ne va pas plus loin que les parents du dernier nœud : parcourez la liste à l'envers, du coût vers les feuilles »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


# %% wrong backward start-zero · « rien ne part : le gradient du dernier nœud doit valoir 1 avant le retour »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


# %% wrong backward slope-alone · « vous envoyez la pente seule : multipliez-la par le gradient du nœud »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope


# %% wrong backward slopes-added · « vous additionnez la pente et le gradient : le long d'un chemin, on les multiplie »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope + node.grad


# %% wrong backward values-for-grads · « vous multipliez la pente par la valeur `data` du nœud : c'est son gradient `grad` qu'il faut »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.data


# %% wrong backward all-reset · « vous remettez aussi les feuilles à zéro : elles gardent ce qu'elles avaient, et la nouvelle dérivée s'y ajoute »
def backward(order):
    for node in order:
        node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


# %% wrong backward never-reset · « vous ne remettez rien à zéro : les nœuds intermédiaires gardent le gradient de l'appel précédent et l'envoient une seconde fois »
def backward(order):
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


# %% wrong backward path-recursion · « vous rappelez la fonction sur chaque parent avec un gradient encore incomplet : ce qui était déjà arrivé repart une seconde fois »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0

    def send(node):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad
            send(parent)

    send(order[-1])


# %% wrong backward same-parent-once · « quand un nœud figure deux fois parmi les parents, vous ne comptez qu'une pente : les deux s'ajoutent »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in dict(zip(node.parents, node.slopes)).items():
            parent.grad += slope * node.grad


# %% wrong backward list-reversed · « vous retournez la liste elle-même avec `reverse()` : parcourez-la à l'envers sans la changer, avec `reversed` »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    order.reverse()
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


# %% wrong backward minus · « vous retirez les contributions : elles s'ajoutent. Aller contre la pente est l'affaire de la mise à jour »
def backward(order):
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad -= slope * node.grad


# %% right dense_backward matrices
def dense_backward(X, W, G):
    return X.T @ G, G.sum(axis=0), G @ W.T


# %% right dense_backward einsum
import numpy as np


def dense_backward(X, W, G):
    dW = np.einsum("nd,nm->dm", X, G)
    db = np.einsum("nm->m", G)
    dX = np.einsum("nm,dm->nd", G, W)
    return dW, db, dX


# %% right dense_backward loops
import numpy as np


def dense_backward(X, W, G):
    n, d = X.shape
    m = W.shape[1]
    dW, db, dX = np.zeros((d, m)), np.zeros(m), np.zeros((n, d))
    for i in range(n):
        for k in range(m):
            db[k] += G[i, k]
            for j in range(d):
                dW[j, k] += X[i, j] * G[i, k]
                dX[i, j] += G[i, k] * W[j, k]
    return dW, db, dX


# %% right dense_backward example-by-example
import numpy as np


def dense_backward(X, W, G):
    dW = sum(np.outer(x, g) for x, g in zip(X, G))
    return [dW, np.ones(len(G)) @ G, np.array([W @ g for g in G])]


# %% wrong dense_backward bias-not-summed · « vous renvoyez G pour le biais : il sert à tous les exemples, ses contributions s'additionnent sur le lot »
def dense_backward(X, W, G):
    return X.T @ G, G, G @ W.T


# %% wrong dense_backward bias-averaged · « vous faites la moyenne de G pour le biais : c'est une somme, le 1/n est déjà dans G »
def dense_backward(X, W, G):
    return X.T @ G, G.mean(axis=0), G @ W.T


# %% wrong dense_backward bias-other-axis · « vous additionnez G sur les unités : le biais a un nombre par unité, la somme se fait sur les exemples »
def dense_backward(X, W, G):
    return X.T @ G, G.sum(axis=1), G @ W.T


# %% wrong dense_backward bias-total · « vous additionnez tout G en un seul nombre : il en faut un par unité »
def dense_backward(X, W, G):
    return X.T @ G, G.sum(), G @ W.T


# %% wrong dense_backward bias-row · « votre gradient du biais a la forme (1, m) : celle du biais est (m,), sans `keepdims` »
def dense_backward(X, W, G):
    return X.T @ G, G.sum(axis=0, keepdims=True), G @ W.T


# %% wrong dense_backward weights-averaged · « vous divisez le gradient de W par n : le 1/n est déjà dans G, vous le comptez deux fois »
def dense_backward(X, W, G):
    return X.T @ G / len(X), G.sum(axis=0), G @ W.T


# %% wrong dense_backward all-averaged · « vous divisez les gradients des paramètres par n : le 1/n est déjà dans G »
def dense_backward(X, W, G):
    return X.T @ G / len(X), G.sum(axis=0) / len(X), G @ W.T


# %% wrong dense_backward weights-transposed · « votre gradient de W est transposé : GᵀX a la forme (m, d), et W la forme (d, m) »
def dense_backward(X, W, G):
    return G.T @ X, G.sum(axis=0), G @ W.T


# %% wrong dense_backward not-transposed · « vous multipliez G par W sans le transposer : les formes ne se touchent que par hasard, quand W est carrée »
def dense_backward(X, W, G):
    return X.T @ G, G.sum(axis=0), G @ W


# %% wrong dense_backward other-order · « vous renvoyez `dX` en premier : on attend `dW`, puis `db`, puis `dX` »
def dense_backward(X, W, G):
    return G @ W.T, X.T @ G, G.sum(axis=0)


# %% wrong dense_backward updated-first · « vous mettez W à jour avant de vous en servir pour dX : tous les gradients d'abord, et aucune mise à jour ici »
def dense_backward(X, W, G):
    dW, db = X.T @ G, G.sum(axis=0)
    W = W - 0.1 * dW
    return dW, db, G @ W.T


# %% wrong dense_backward updated-after · « vous modifiez W à la fin : on demande les gradients seulement »
def dense_backward(X, W, G):
    dW, db, dX = X.T @ G, G.sum(axis=0), G @ W.T
    W -= 0.1 * dW
    return dW, db, dX


# %% wrong dense_backward weights-in-dw · « vous faites intervenir les poids dans le gradient des poids : la pente de XW selon W ne contient que X »
def dense_backward(X, W, G):
    return X.T @ G * W, G.sum(axis=0), G @ W.T


# %% wrong dense_backward summed-dx · « vous additionnez dX sur le lot : chaque exemple a son propre gradient, dX a la forme de X »
def dense_backward(X, W, G):
    return X.T @ G, G.sum(axis=0), (G @ W.T).sum(axis=0)


# %% right mlp_backward lists
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% right mlp_backward recursive
import numpy as np


def mlp_backward(X, y, params):
    n = X.shape[0]

    def go(A, rest):
        """Return the gradients of the layers `rest` that A enters, and the gradient for A."""
        W, b = rest[0]
        Z = A @ W + b
        if len(rest) == 1:
            later, G = [], (Z - y) / n
        else:
            later, after = go(np.tanh(Z), rest[1:])
            G = after / np.cosh(Z) ** 2
        return [[A.T @ G, G.sum(0)], *later], G @ W.T

    return go(X, params)[0]


# %% right mlp_backward example-by-example
import numpy as np


def mlp_backward(X, y, params):
    totals = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    last = len(params) - 1
    for x, target in zip(X, y):
        entries, a = [], x
        for k, (W, b) in enumerate(params):
            entries.append(a)
            z = W.T @ a + b
            a = z if k == last else np.tanh(z)
        g = a - target
        for k in reversed(range(len(params))):
            totals[k] = (totals[k][0] + np.outer(entries[k], g), totals[k][1] + g)
            g = (params[k][0] @ g) * (1 - entries[k] ** 2)
    return [(dW / len(X), db / len(X)) for dW, db in totals]


# %% right mlp_backward torch
import torch


def mlp_backward(X, y, params):
    leaves = [torch.tensor(one, dtype=torch.float64, requires_grad=True) for pair in params for one in pair]
    A = torch.tensor(X, dtype=torch.float64)
    for k in range(0, len(leaves), 2):
        A = A @ leaves[k] + leaves[k + 1]
        if k + 2 < len(leaves):
            A = torch.tanh(A)
    cost = ((A - torch.tensor(y, dtype=torch.float64)) ** 2).sum() / (2 * len(X))
    cost.backward()
    return [(leaves[k].grad.numpy(), leaves[k + 1].grad.numpy()) for k in range(0, len(leaves), 2)]


# %% wrong mlp_backward sign · « vous partez de y − ŷ : le départ est ŷ − y, et tous vos gradients ont le mauvais signe »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (y - activations[-1]) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward not-divided · « vous ne divisez pas par n : le coût est une moyenne sur les exemples »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = activations[-1] - y
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward divided-twice · « vous divisez par n au départ, puis encore à chaque couche : une seule fois suffit, dans G »
import numpy as np


def mlp_backward(X, y, params):
    n = len(X)
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / n
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G / n, G.sum(axis=0) / n))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward bias-averaged · « vous faites la moyenne pour les biais alors que G est déjà divisé par n : c'est une somme »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.mean(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward two-over-n · « vous partez de 2(ŷ − y)/n, la dérivée de la MSE : ici, le ½ efface le 2 »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = 2 * (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward all-cells · « vous divisez par le nombre de cases de y : on divise par n, le nombre d'exemples, et les sorties s'additionnent »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / y.size
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward slope-forgotten · « vous traversez les poids mais pas la tanh : multipliez encore, case par case, par 1 − A² »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = G @ W.T
    return gradients[::-1]


# %% wrong mlp_backward slope-twice · « vous appliquez tanh à une sortie de tanh pour calculer la pente : `A` est déjà la sortie, la pente est 1 − A² »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - np.tanh(A) ** 2)
    return gradients[::-1]


# %% wrong mlp_backward slope-of-scores · « vous écrivez 1 − Z² avec la pré-activation : la pente de tanh est 1 − A², avec sa sortie »
import numpy as np


def mlp_backward(X, y, params):
    activations, scores = [X], [X]
    for k, (W, b) in enumerate(params):
        scores.append(activations[-1] @ W + b)
        activations.append(scores[-1] if k == len(params) - 1 else np.tanh(scores[-1]))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - scores[k] ** 2)
    return gradients[::-1]


# %% wrong mlp_backward sigmoid-slope · « vous employez la pente de la sigmoïde, A(1 − A) : les couches cachées sont des tanh, de pente 1 − A² »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * A * (1 - A)
    return gradients[::-1]


# %% wrong mlp_backward tanh-at-the-end · « vous appliquez tanh aussi à la dernière couche : elle n'a pas d'activation »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for W, b in params:
        activations.append(np.tanh(activations[-1] @ W + b))
    G = (activations[-1] - y) / len(X) * (1 - activations[-1] ** 2)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward reversed · « vous renvoyez les gradients de la dernière couche à la première : remettez-les dans l'ordre de `params` »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients


# %% wrong mlp_backward updated-first · « vous mettez les poids à jour en reculant : le gradient transmis est alors celui d'un autre réseau, et `params` a changé »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A = activations[k]
        W, b = params[k]
        dW, db = A.T @ G, G.sum(axis=0)
        W -= 0.1 * dW
        b -= 0.1 * db
        gradients.append((dW, db))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward not-transposed · « vous multipliez G par W sans le transposer : pour reculer, il faut la transposée de W »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward bias-forgotten · « vous oubliez les biais à l'aller : chaque couche calcule AW + b »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, _) in enumerate(params):
        Z = activations[-1] @ W
        activations.append(Z if k == len(params) - 1 else np.tanh(Z))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (1 - A**2)
    return gradients[::-1]


# %% wrong mlp_backward relu · « vos couches cachées sont des ReLU : dans cet exercice, ce sont des tanh »
import numpy as np


def mlp_backward(X, y, params):
    activations = [X]
    for k, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        activations.append(Z if k == len(params) - 1 else np.maximum(Z, 0))
    G = (activations[-1] - y) / len(X)
    gradients = []
    for k in range(len(params) - 1, -1, -1):
        A, W = activations[k], params[k][0]
        gradients.append((A.T @ G, G.sum(axis=0)))
        if k > 0:
            G = (G @ W.T) * (A > 0)
    return gradients[::-1]


# %% right gradient_norms outputs
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G))
        G = G @ weights[k].T
    return norms[::-1]


# %% right gradient_norms pre-activations
import math

import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    scores, A = [], X
    for W in weights:
        Z = A @ W
        scores.append(Z)
        if activation == "sigmoid":
            A = 0.5 + 0.5 * np.tanh(Z / 2)
        elif activation == "tanh":
            A = np.tanh(Z)
        else:
            A = Z * (Z > 0)
    norms = np.zeros(depth)
    G = np.ones((20, width))
    while scores:
        Z = scores.pop()
        if activation == "sigmoid":
            G = G / (4 * np.cosh(Z / 2) ** 2)
        elif activation == "tanh":
            G = G / np.cosh(Z) ** 2
        else:
            G = np.where(Z > 0, G, 0.0)
        norms[len(scores)] = math.sqrt((G**2).sum())
        G = G @ weights[len(scores)].T
    return norms


# %% right gradient_norms torch
import numpy as np
import torch


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    A = torch.tensor(X, requires_grad=True)
    scores = []
    for W in weights:
        scores.append(A @ torch.tensor(W))
        A = getattr(torch, activation)(scores[-1])
    gradients = torch.autograd.grad(A.sum(), scores)
    return [float((g**2).sum() ** 0.5) for g in gradients]


# %% wrong gradient_norms reversed · « vos normes vont de la dernière couche à la première : retournez la liste »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G))
        G = G @ weights[k].T
    return norms


# %% wrong gradient_norms slope-forgotten · « vous ne multipliez jamais par la pente de l'activation : il ne reste que les poids »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    G = np.ones_like(X)
    norms = []
    for k in range(depth - 1, -1, -1):
        norms.append(np.linalg.norm(G))
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms slope-at-output · « vous prenez la pente à la sortie au lieu de la pré-activation : l'activation est appliquée deux fois »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](functions[activation](outputs[k + 1]))
        norms.append(np.linalg.norm(G))
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms of-the-outputs · « vous mesurez le gradient avant de traverser l'activation : c'est celui de A, on demande celui de la pré-activation Z »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        norms.append(np.linalg.norm(G))
        G = G * slopes[activation](outputs[k + 1])
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms of-the-weights · « vous mesurez le gradient des poids W : on demande celui de la pré-activation Z, sans le multiplier par l'entrée »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(outputs[k].T @ G))
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms of-the-inputs · « vous mesurez le gradient après avoir traversé les poids : c'est celui de la couche d'avant »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        G = G @ weights[k].T
        norms.append(np.linalg.norm(G))
    return norms[::-1]


# %% wrong gradient_norms not-transposed · « vous traversez les poids sans les transposer : au retour, c'est G @ W.T »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G))
        G = G @ weights[k]
    return norms[::-1]


# %% wrong gradient_norms other-norm · « vous prenez la plus grande valeur singulière, `ord=2` : la norme de Frobenius est la racine de la somme de tous les carrés »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G, ord=2))
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms root-forgotten · « vous oubliez la racine : la norme est la racine de la somme des carrés »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.sum(G**2))
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms divided-by-n · « vous divisez le gradient de départ par le nombre d'exemples : il vaut 1 partout »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1]) / len(X)
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G))
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms last-layer-plain · « vous n'appliquez pas l'activation à la dernière couche : ici, toutes les couches l'appliquent »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        if k < depth - 1:
            G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G))
        G = G @ weights[k].T
    return norms[::-1]


# %% wrong gradient_norms first-weights-again · « vous traversez toujours les mêmes poids au retour : chaque couche a les siens, `weights[k]` »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G))
        G = G @ weights[0].T
    return norms[::-1]


# %% wrong gradient_norms weights-drawn-again · « vous tirez de nouveaux poids au retour : il faut traverser ceux de l'aller »
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0 * (a > 0)}
    outputs = [X]
    for W in weights:
        outputs.append(functions[activation](outputs[-1] @ W))
    G = np.ones_like(outputs[-1])
    norms = []
    for k in range(depth - 1, -1, -1):
        G = G * slopes[activation](outputs[k + 1])
        norms.append(np.linalg.norm(G))
        G = G @ (scale * rng.normal(size=(width, width))).T
    return norms[::-1]


# %% right clip_by_norm sums
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = min(1.0, max_norm / (norm + 1e-6))
    return [g * factor for g in grads]


# %% right clip_by_norm flattened
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads]))
    if norm + 1e-6 <= max_norm:
        return [g.copy() for g in grads]
    return [max_norm / (norm + 1e-6) * g for g in grads]


# %% right clip_by_norm loops
import math


def clip_by_norm(grads, max_norm):
    total = 0.0
    for g in grads:
        for value in g.flat:
            total += float(value) ** 2
    factor = max_norm / (math.sqrt(total) + 1e-6)
    if factor > 1:
        factor = 1.0
    clipped = []
    for g in grads:
        one = g.copy()
        one *= factor
        clipped.append(one)
    return clipped


# %% wrong clip_by_norm each-alone · « vous limitez chaque tableau par sa propre norme : une seule norme, celle de tous les tableaux ensemble, sinon la direction change »
import numpy as np


def clip_by_norm(grads, max_norm):
    return [g * min(1.0, max_norm / (np.linalg.norm(g) + 1e-6)) for g in grads]


# %% wrong clip_by_norm by-value · « vous limitez chaque nombre séparément : la direction change. On multiplie tout par un seul coefficient »
import numpy as np


def clip_by_norm(grads, max_norm):
    return [np.clip(g, -max_norm, max_norm) for g in grads]


# %% wrong clip_by_norm lengthened · « vous rallongez les gradients courts : le coefficient ne dépasse jamais 1 »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * (max_norm / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm norms-added · « vous additionnez les normes des tableaux : ce sont leurs carrés qui s'additionnent, avant une seule racine »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = sum(np.linalg.norm(g) for g in grads)
    return [g * min(1.0, max_norm / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm largest-norm · « vous prenez la plus grande des normes : il faut celle de tous les tableaux ensemble »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = max(np.linalg.norm(g) for g in grads)
    return [g * min(1.0, max_norm / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm root-forgotten · « vous oubliez la racine : la norme est la racine de la somme des carrés »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = sum(np.sum(g**2) for g in grads)
    return [g * min(1.0, max_norm / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm absolute-values · « vous additionnez les valeurs absolues : la norme demandée est la racine de la somme des carrés »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = sum(np.sum(np.abs(g)) for g in grads)
    return [g * min(1.0, max_norm / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm in-place · « vous écrivez dans ce que vous recevez, avec `*=` ou en remplaçant les éléments de la liste : construisez une nouvelle liste de nouveaux tableaux »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = min(1.0, max_norm / (norm + 1e-6))
    for g in grads:
        g *= factor
    return grads


# %% wrong clip_by_norm same-arrays · « quand il n'y a rien à raccourcir, vous renvoyez les tableaux d'origine : il faut des copies, même dans ce cas »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    if norm <= max_norm:
        return grads
    return [g * (max_norm / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm zero-division · « vous divisez par la norme sans la protéger : des gradients tous nuls donnent `nan`. C'est à cela que sert le 10⁻⁶ »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g / norm * min(norm, max_norm) for g in grads]


# %% wrong clip_by_norm unit · « vous ramenez à une norme de 1 : la limite est `max_norm` »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1.0, 1.0 / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm inverted · « votre coefficient est à l'envers : c'est la limite divisée par la norme »
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1.0, norm / max_norm) for g in grads]


# %% wrong clip_by_norm mean-square · « vous divisez par le nombre de cases : la norme est une racine de somme, pas de moyenne »
import numpy as np


def clip_by_norm(grads, max_norm):
    cells = np.concatenate([g.ravel() for g in grads])
    norm = np.sqrt(np.mean(cells**2))
    return [g * min(1.0, max_norm / (norm + 1e-6)) for g in grads]


# %% wrong clip_by_norm only-the-norm · « vous renvoyez la norme, comme le fait la fonction de PyTorch : ici, on demande les gradients raccourcis »
import numpy as np


def clip_by_norm(grads, max_norm):
    return np.sqrt(sum(np.sum(g**2) for g in grads))
