"""Answers to the fixture chapter: right ones in several ways, wrong ones with the sentence that names the mistake."""

# %% right double product
def double(x):
    return x * 2


# %% right double sum
def double(x):
    return x + x


# %% wrong double square · « vous élevez au carré au lieu de doubler »
def double(x):
    return x * x


# %% wrong double whole · « vous arrondissez le résultat à l'entier »
def double(x):
    import numpy as np

    return np.floor(2 * x)


# %% wrong double in-place · « vous changez le tableau reçu au lieu d'en construire un autre »
def double(x):
    x *= 2
    return x


# %% wrong double only-scalars · « vous ne traitez que des nombres seuls : `float` refuse un tableau »
def double(x):
    return 2 * float(x)


# %% right apply_twice composed
def apply_twice(f, x):
    y = f(x)
    return f(y)


# %% right apply_twice loop
def apply_twice(f, x):
    for _ in range(2):
        x = f(x)
    return x


# %% wrong apply_twice once · « vous n'appliquez la fonction qu'une fois »
def apply_twice(f, x):
    return f(x)


# %% wrong apply_twice doubled · « vous doublez le résultat au lieu d'appliquer la fonction une deuxième fois »
def apply_twice(f, x):
    return 2 * f(x)


# %% right countdown joined
def countdown(n):
    print(*range(n, 0, -1), sep="\n")


# %% right countdown while
def countdown(n):
    while n >= 1:
        print(n)
        n -= 1


# %% wrong countdown returned · « vous renvoyez la liste au lieu de l'afficher »
def countdown(n):
    return list(range(n, 0, -1))


# %% wrong countdown one-line · « vous affichez tout sur une seule ligne »
def countdown(n):
    print(*range(n, 0, -1))


# %% wrong countdown to-zero · « vous descendez jusqu'à 0 : le dernier nombre est 1 »
def countdown(n):
    for number in range(n, -1, -1):
        print(number)


# %% right clip_in_place slice
def clip_in_place(values, limit):
    values[:] = [limit if value > limit else value for value in values]


# %% right clip_in_place positions
def clip_in_place(values, limit):
    for i in range(len(values)):
        values[i] = min(values[i], limit)


# %% wrong clip_in_place new-list · « vous construisez une autre liste : celle que l'on vous a donnée n'a pas changé »
def clip_in_place(values, limit):
    values = [min(value, limit) for value in values]
    return values


# %% wrong clip_in_place raised-floor · « vous relevez les petites valeurs au lieu d'abaisser les grandes »
def clip_in_place(values, limit):
    values[:] = [max(value, limit) for value in values]


# %% right first index-error
class EmptyError(ValueError):
    pass


def first(values):
    try:
        return values[0]
    except IndexError:
        raise EmptyError from None


# %% wrong first lookup · « votre `EmptyError` n'est pas une `ValueError` : regardez de quelle classe elle hérite »
class EmptyError(LookupError):
    pass


def first(values):
    if not values:
        raise EmptyError("vide")
    return values[0]


# %% wrong first other-class · « vous levez une `ValueError` ordinaire au lieu de votre `EmptyError` »
class EmptyError(ValueError):
    pass


def first(values):
    if not values:
        raise ValueError("vide")
    return values[0]


# %% wrong first last · « vous renvoyez le dernier élément »
class EmptyError(ValueError):
    pass


def first(values):
    if not values:
        raise EmptyError("vide")
    return values[-1]


# %% right counter list
class Counter:
    def __init__(self):
        self.reset()

    def add(self, n):
        self.total = sum([self.total, n])
        return self

    def reset(self):
        self.total = 0


# %% wrong counter shared · « tous vos compteurs partagent la même somme : elle appartient à la classe »
class Counter:
    total = 0

    def add(self, n):
        Counter.total += n
        return self

    def reset(self):
        Counter.total = 0


# %% wrong counter not-chained · « `add` ne renvoie pas l'objet, on ne peut donc pas enchaîner deux appels »
class Counter:
    def __init__(self):
        self.total = 0

    def add(self, n):
        self.total += n

    def reset(self):
        self.total = 0


# %% wrong counter reset-forgotten · « `reset` ne remet pas la somme à zéro »
class Counter:
    def __init__(self):
        self.total = 0

    def add(self, n):
        self.total += n
        return self

    def reset(self):
        pass


# %% right noisy vector
def noisy(values, rng):
    return (values + rng.normal(size=len(values))).tolist()


# %% wrong noisy own-seed · « vous créez votre propre générateur : les tirages ne dépendent plus de celui qu'on vous donne »
def noisy(values, rng):
    import numpy as np

    rng = np.random.default_rng(3)
    return [value + rng.normal() for value in values]


# %% wrong noisy one-draw · « vous ajoutez le même tirage à toutes les valeurs »
def noisy(values, rng):
    draw = rng.normal()
    return [value + draw for value in values]


# %% right identity rows
identity = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


# %% right identity diag
import numpy as np

identity = np.diag(np.ones(3, dtype=int))


# %% wrong identity ones · « vous remplissez toute la matrice de 1 : l'identité n'en a que sur la diagonale »
import numpy as np

identity = np.ones((3, 3))


# %% wrong identity flat · « vous donnez la diagonale seule, sans le reste de la matrice »
import numpy as np

identity = np.ones(3)


# %% right quiz keys
picked = dict(q2="a", q1="b")


# %% wrong quiz first · « relisez la première question »
picked = {"q1": "c", "q2": "a"}


# %% wrong quiz both · « relisez les deux questions »
picked = {"q1": "a", "q2": "b"}


# %% right fit by-hand
import torch


def fit(model, x, y, epochs):
    losses = []
    for _ in range(epochs):
        model.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= 0.1 * parameter.grad
        losses.append(float(loss))
    return losses


# %% wrong fit gradients-kept · « vous ne remettez pas les gradients à zéro : ils s'additionnent d'une époque à l'autre »
import torch


def fit(model, x, y, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong fit no-step · « vous calculez les gradients sans faire de pas : le modèle n'apprend rien »
import torch


def fit(model, x, y, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        losses.append(loss.item())
    return losses


# %% wrong fit uphill · « vous montez la pente au lieu de la descendre : regardez le signe du pas »
import torch


def fit(model, x, y, epochs):
    losses = []
    for _ in range(epochs):
        model.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter += 0.1 * parameter.grad
        losses.append(float(loss))
    return losses


# %% wrong fit one-loss · « vous ne renvoyez que la dernière perte : on attend la liste, une perte par époque »
import torch


def fit(model, x, y, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return [loss.item()]
