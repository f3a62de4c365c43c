# Vérifications visibles du chapitre « Entraîner en profondeur », construites depuis notebooks/10_training_deep.md par « course build ».


# %% init : init_he init_xavier
import numpy as np

from course_utils.checks import as_stated, behaves, hidden, visible


def _drawn(init_xavier, init_he, sizes, seed):
    """Two arrays of each kind for every size, from generators of one seed."""
    found = []
    for n_in, n_out in sizes:
        found += [init(n_in, n_out, np.random.default_rng(seed)) for init in (init_xavier, init_he) for _ in range(2)]
    return found


def _judged(found, sizes):
    """The spread of 10,000 draws errs by 1.4 %: 8 % are let through."""
    told = {}
    for place, (n_in, n_out) in enumerate(sizes):
        for name, variance, k in (("Glorot", 2 / (n_in + n_out), 0), ("He", 2 / n_in, 2)):
            w, again = as_stated(found[4 * place + k : 4 * place + k + 2], [(n_in, n_out)] * 2)
            ratio, where = w.var() / variance, f"{name} ({n_in}, {n_out})"
            told[where] = "variance juste" if abs(ratio - 1) < 0.08 else f"variance {ratio:.1g} fois celle attendue"
            if abs(w.mean()) > 0.06 * max(w.std(), variance**0.5):
                told[where] = "moyenne loin de 0"
            if not np.array_equal(w, again):
                told[where] = "poids qui ne dépendent pas de `rng` seul"
    return told


_pair = [(200, 50), (50, 200)]


def _told(found):
    return _judged(found, _pair)


with visible("10_training_deep/init"):
    behaves(_drawn, init_xavier, init_he, _pair, 3, measure=_told, hint="Deux couches, (200, 50) puis (50, 200). Quelle variance la formule donne-t-elle pour chacune ? Et `rng.normal`, qu'attend-il ?")


# %% batch_norm : batch_norm
import numpy as np

from course_utils.checks import agrees, case, hidden, keeps_inputs, raises, visible

_batch = np.array([[1.0, -2.0], [2.0, 0.5], [3.0, 4.0], [6.0, 1.5]])
_kept = (np.array([2.0, 0.5]), np.array([0.5, -1.0]), np.array([0.2, -0.4]), np.array([1.0, 3.0]))

with visible("10_training_deep/batch_norm"):
    agrees(
        batch_norm,
        [(_batch, np.ones(2), np.zeros(2), np.zeros(2), np.ones(2), True), (_batch, *_kept, True)],
        hint="La première caractéristique est celle de la leçon : moyenne 3, variance 3,5 pour normaliser, 4,667 pour la moyenne glissante.",
    )
    agrees(batch_norm, [(_batch, *_kept, False), (_batch[:1], *_kept, False)], hint="En évaluation, `mean` et `var` servent telles quelles, et ne changent pas.")
    agrees(batch_norm, [case(_batch, *_kept, True, momentum=0.3, eps=0.5)], hint="`momentum` et `eps` sont des arguments : `eps` s'ajoute à la variance, sous la racine.")
    raises(batch_norm, [(_batch[:1], *_kept, True)], ValueError, hint="Un seul exemple n'a pas de variance : levez l'erreur, en entraînement seulement.")
    keeps_inputs(batch_norm, [(_batch, *_kept, True)], hint="`mean` et `var` aussi sont à qui vous appelle : construisez-en de nouvelles.")


# %% layer_norm : layer_norm
import numpy as np

from course_utils.checks import agrees, case, hidden, keeps_inputs, visible

_rows = np.array([[1.0, 2.0, 3.0, 6.0], [-2.0, 0.5, 4.0, 1.5], [101.0, 102.0, 103.0, 106.0]])
_square = np.array([[1.0, -2.0, 4.0], [0.0, 3.0, 5.0], [2.0, 2.5, -1.0]])

with visible("10_training_deep/layer_norm"):
    agrees(
        layer_norm,
        [(_rows, np.ones(4), np.zeros(4)), (_rows, np.array([1.0, 2.0, 0.5, -1.0]), np.array([0.0, 1.0, -1.0, 3.0]))],
        hint="Une moyenne par ligne. La première et la troisième diffèrent de 100 partout : elles donnent le même résultat.",
    )
    agrees(
        layer_norm,
        [(_square, np.ones(3), np.array([0.0, 1.0, 2.0])), case(_rows.reshape(3, 2, 2), np.array([1.0, 2.0]), np.zeros(2), eps=0.1)],
        hint="Un tableau carré, puis un à trois dimensions : le dernier axe, toujours.",
    )
    keeps_inputs(layer_norm, [(_rows, np.ones(4), np.zeros(4))], hint="Construisez un nouveau tableau, sans `-=` ni `/=` sur `x`.")


# %% residual_net : ResidualNet
import numpy as np
import torch

from course_utils.checks import behaves, has_parameters, hidden, visible


def _given(seed, n_in, n_classes, width, depth):
    """Weights by name, and four examples, float32."""
    rng, weights = np.random.default_rng(seed), {}
    sizes = {"first": (width, n_in), **{f"blocks.{k}": (width, width) for k in range(depth - 2)}, "head": (n_classes, width)}
    for name, shape in sizes.items():
        weights[f"{name}.weight"] = (rng.normal(size=shape) / shape[1] ** 0.5).round(3).astype("float32")
        weights[f"{name}.bias"] = (0.3 * rng.normal(size=shape[0])).round(3).astype("float32")
    return weights, rng.normal(size=(4, n_in)).round(2).astype("float32")


def _logits(ResidualNet, sizes, weights, x):
    model = ResidualNet(*sizes)
    model.load_state_dict({name: torch.tensor(one) for name, one in weights.items()})
    with torch.no_grad():
        return model(torch.tensor(x)).numpy()


with visible("10_training_deep/residual_net"):
    has_parameters(ResidualNet, [(3, 2, 4, 2), (3, 2, 4, 5)], [26, 86], hint="Avec 3 entrées, 2 classes, une largeur de 4 : (3 + 1) × 4 pour la première couche, (4 + 1) × 2 pour la dernière, (4 + 1) × 4 par bloc ; `depth - 2` blocs.")
    behaves(_logits, ResidualNet, (3, 2, 4, 2), *_given(1, 3, 2, 4, 2), rtol=1e-4, atol=1e-5, hint="Sans bloc : une couche, ReLU, une couche. Rien après la dernière.")
    behaves(_logits, ResidualNet, (3, 2, 4, 3), *_given(2, 3, 2, 4, 3), rtol=1e-4, atol=1e-5, hint="Un seul bloc : normaliser, couche, ReLU, puis ajouter à ce qui est entré.")
    behaves(_logits, ResidualNet, (3, 2, 4, 6), *_given(3, 3, 2, 4, 6), rtol=1e-4, atol=1e-5, hint="Quatre blocs, à la suite : chacun reçoit ce que le précédent a rendu.")


# %% momentum_step : momentum_step
import numpy as np

from course_utils.checks import agrees, behaves, case, hidden, keeps_inputs, visible

_w, _g, _v = np.array([1.0, -2.0, 0.5]), np.array([0.3, -0.1, 2.0]), np.array([-1.0, 0.4, 0.2])

with visible("10_training_deep/momentum_step"):
    agrees(momentum_step, [(_w, _g, np.zeros(3), 0.1), (_w, _g, _v, 0.1), case(_w, _g, _v, 0.5, beta=0.5)], hint="La vitesse d'abord : β fois l'ancienne, plus le gradient. Puis un pas le long de la nouvelle.")
    agrees(momentum_step, [case(_w, _g, _v, 0.1, nesterov=True), case(_w, _g, np.zeros(3), 0.2, beta=0.5, nesterov=True)], hint="Avec Nesterov : le gradient, plus β fois la nouvelle vitesse.")
    keeps_inputs(momentum_step, [(_w, _g, _v, 0.1)], hint="`v` est à qui vous appelle : pas de `*=` ni de `+=`.")


# %% rmsprop_step : rmsprop_step
import numpy as np

from course_utils.checks import agrees, behaves, case, hidden, keeps_inputs, visible

_w, _g, _s = np.array([1.0, -2.0, 0.5]), np.array([0.003, -0.001, 0.02]), np.array([1e-5, 4e-6, 1e-4])

with visible("10_training_deep/rmsprop_step"):
    agrees(rmsprop_step, [(_w, _g, np.zeros(3), 0.01), (_w, _g, _s, 0.01)], hint="La moyenne des carrés d'abord : ρ fois l'ancienne, plus 1 − ρ fois le carré du gradient.")
    agrees(rmsprop_step, [case(_w, _g, _s, 0.01, rho=0.8, eps=1e-3)], hint="`eps` vaut ici un millième : il s'ajoute à la racine, et non sous elle.")
    keeps_inputs(rmsprop_step, [(_w, _g, _s, 0.01)], hint="`s` est à qui vous appelle : pas de `*=` ni de `+=`.")


# %% adamw_step : adamw_step
import numpy as np

from course_utils.checks import agrees, behaves, case, hidden, keeps_inputs, visible

_w, _g = np.array([1.0, -2.0, 0.5]), np.array([0.003, -0.001, 0.02])
_start, _later = (np.zeros(3), np.zeros(3), 0), (np.array([1e-3, 2e-3, -1e-3]), np.array([1e-5, 4e-6, 1e-4]), 4)

with visible("10_training_deep/adamw_step"):
    agrees(adamw_step, [(_w, _g, _start, 0.01)], hint="Au premier pas, chaque poids bouge de `lr`, quelle que soit la taille de son gradient.")
    agrees(adamw_step, [(_w, _g, _later, 0.01), case(_w, _g, _later, 0.01, betas=(0.5, 0.8), eps=1e-3)], hint="Quatre pas sont déjà faits : c'est le cinquième. `eps` s'ajoute à la racine de la moyenne corrigée.")
    agrees(adamw_step, [case(_w, _g, _later, 0.1, decay=0.5)], hint="La dégradation multiplie les poids d'avant par 1 − ηα, et rien d'autre.")
    keeps_inputs(adamw_step, [(_w, _g, _later, 0.01)], hint="Les deux moyennes sont à qui vous appelle : pas de `*=` ni de `+=`.")


# %% cosine_schedule : cosine_schedule
from course_utils.checks import agrees, hidden, visible

with visible("10_training_deep/cosine_schedule"):
    agrees(cosine_schedule, [(step, 10, 4, 0.8) for step in range(4)], hint="Quatre pas de mise en route : un quart, la moitié, trois quarts, puis le taux entier.")
    agrees(cosine_schedule, [(step, 10, 4, 0.8) for step in (4, 6, 7, 9, 10)], hint="Le sommet au pas 4, la moitié au pas 7, zéro au pas 10 : la descente dure `total − warmup` pas.")
    agrees(cosine_schedule, [(step, 8, 0, 0.1) for step in (0, 2, 8)], hint="Sans mise en route, le pas 0 est déjà au sommet.")


# %% lr_range_test : lr_range_test
import numpy as np

from course_utils.checks import behaves, hidden, visible


def _told(lr_range_test, losses, low, high, steps):
    """The pairs, and the rates for which a step was asked."""
    asked = []

    def loss_at(rate):
        asked.append(float(rate))
        return losses[min(len(asked), len(losses)) - 1]

    found = lr_range_test(loss_at, low, high, steps)
    return {"couples": [[float(rate), float(loss)] for rate, loss in found], "taux demandés": asked}


with visible("10_training_deep/lr_range_test"):
    behaves(_told, lr_range_test, [2.0, 1.5, 1.0, 1.2, 1.1], 0.001, 10.0, 5, hint="Cinq taux de 0,001 à 10 : chacun est dix fois le précédent, et le dernier est 10.")
    behaves(_told, lr_range_test, [2.0, 1.0, 3.9, 4.1, 9.0, 70.0, 1.0], 0.01, 1.0, 7, hint="La plus petite perte est 1 : on continue à 3,9, on s'arrête à 4,1, et ce couple reste dans la liste.")
    behaves(_told, lr_range_test, [2.0, float("nan"), 1.0], 0.1, 0.4, 3, hint="`nan` n'est plus grand que rien : cherchez-le avec `math.isfinite`.")


# %% count_fits : count_fits
from course_utils.checks import agrees, case, hidden, visible

_grid = {"epochs": [5, 10, 20], "batch": [32, 128], "optimiser": ["sgd", "adam"], "lr": [0.01, 0.1], "activation": ["relu", "tanh"]}

with visible("10_training_deep/count_fits"):
    agrees(count_fits, [(_grid,), ({"lr": [0.1, 0.2, 0.3, 0.4], "width": [8, 16, 32]},)], hint="La première grille est celle de la leçon : 48 combinaisons, donc 241 entraînements.")
    agrees(count_fits, [case({"lr": [0.1, 0.2, 0.3]}, folds=3, refit=False), case({"lr": [0.1, 0.2, 0.3]}, 2), ({},)], hint="`folds` et `refit` comptent ; sans réglage à chercher, il reste une combinaison.")


# %% random_search : random_search
import numpy as np

from course_utils.checks import as_stated, behaves, hidden, visible


def _searched(random_search, n, low, high, seed):
    """Every trial that was asked for, and what was said to be the best; one in seven explodes."""
    tried = []

    def objective(settings):
        known = {name: float(settings[name]) for name in ("rate", "drop", "width")}
        value = float("nan") if len(tried) % 7 == 0 and n > 1 else abs(np.log(known["rate"]) + 3) + known["drop"] + known["width"] / 100
        tried.append([*known.values(), value])
        return value

    space = {"rate": ("log", low, high), "drop": ("uniform", 0.0, 0.5), "width": ("choice", [8, 16, 64])}
    best, value = random_search(space, objective, n, np.random.default_rng(seed))
    return [tried, [float(best["rate"]), float(best["drop"]), float(best["width"]), float(value)]]


def _judged(found, n, low, high):
    """Of 300 draws, a share of one half errs by 0.029: 0.12 is let through."""
    tried, best = np.array(found[0], dtype=float), as_stated(found[1], (4,))
    told = {"essais": len(tried)}
    if tried.shape != (n, 4):
        return told
    rates, drops, widths, _ = tried.T
    values = np.abs(np.log(rates) + 3) + drops + widths / 100  # made again here: what was written down may be anything
    values[::7] = np.nan if n > 1 else values[::7]
    if n >= 100:
        told["taux hors des bornes"] = bool((rates < low * 0.999999).any() or (rates > high * 1.000001).any())
        told["taux sous la moyenne géométrique"] = _half((rates < np.sqrt(low * high)).mean())
        told["dropout sous le milieu"] = _half((drops < 0.25).mean())
        told["dropout hors des bornes"] = bool((drops < 0).any() or (drops > 0.5).any())
        told["largeurs"] = sorted({float(width) for width in widths if (widths == width).mean() > 0.2})
        told["taux et dropout liés"] = bool(abs(np.corrcoef(np.log(np.abs(rates) + 1e-300), drops)[0, 1]) > 0.3)
        told["taux tous différents"] = len(set(rates.tolist())) == n
    places = {"le bon": np.nanargmin(values), "celui de la plus grande valeur": np.nanargmax(values), "le dernier": -1}
    told["meilleur"] = next((name for name, place in places.items() if np.array_equal(best, tried[place])), "un autre essai")
    if told["meilleur"] == "un autre essai" and np.array_equal(best[:3], tried[-1, :3]):
        told["meilleur"] = "le réglage du dernier, avec la valeur d'un autre"
    return told


def _half(share):
    return "la moitié" if abs(share - 0.5) < 0.12 else f"{share:.1f}"


def _first(found):
    return _judged(found, 300, 1e-4, 1.0)


def _few(found):
    return _judged(found, 9, 1e-4, 1.0)


def _one(found):
    return _judged(found, 1, 1e-4, 1.0)


with visible("10_training_deep/random_search"):
    behaves(_searched, random_search, 300, 1e-4, 1.0, 4, measure=_first, hint="300 essais : un taux log-uniforme, un dropout uniforme, une largeur prise dans une liste. La moitié des taux doit être sous 0,01.")
    behaves(_searched, random_search, 9, 1e-4, 1.0, 5, measure=_few, hint="Neuf essais, dont le premier vaut `nan` : rendez le réglage de la plus petite valeur, avec sa valeur.")
    behaves(_searched, random_search, 1, 1e-4, 1.0, 6, measure=_one, hint="Un seul essai : c'est lui le meilleur.")


# %% repair : train_a train_b train_c
import numpy as np
import torch

from course_utils.checks import behaves, hidden, visible


def _trained(train, given, steps, lr):
    """The losses and the weights after a training of a single layer, which starts with gradients of before."""
    model = torch.nn.Linear(given["w"].shape[1], given["w"].shape[0])
    model.load_state_dict({"weight": torch.tensor(given["w"]), "bias": torch.tensor(given["b"])})
    model.weight.grad, model.bias.grad = torch.ones_like(model.weight), torch.ones_like(model.bias)
    losses = train(model, torch.tensor(given["x"]), torch.tensor(given["y"]), steps, lr)
    return {"pertes": [float(one) for one in losses], "poids": model.weight.detach().numpy()}


def _problem(seed, n, d, classes):
    """Examples and first weights, float32; numbers to predict where there is one class."""
    rng = np.random.default_rng(seed)
    x, w, b = rng.normal(size=(n, d)), rng.normal(size=(classes, d)), rng.normal(size=classes)
    y = rng.integers(0, classes, size=n) if classes > 1 else rng.normal(size=n).round(2).astype("float32")
    return {"x": x.round(2).astype("float32"), "w": w.round(2).astype("float32"), "b": b.round(2).astype("float32"), "y": y}


with visible("10_training_deep/repair"):
    behaves(_trained, train_a, _problem(1, 6, 2, 3), 3, 0.5, rtol=1e-4, atol=1e-5, hint="Trois pas : les gradients de chacun doivent être les siens, même au premier.")
    behaves(_trained, train_b, _problem(2, 6, 2, 3), 3, 0.5, rtol=1e-4, atol=1e-5, hint="`nn.CrossEntropyLoss` veut des logits : que fait-elle déjà elle-même ?")
    behaves(_trained, train_c, _problem(3, 6, 2, 1), 3, 0.1, rtol=1e-4, atol=1e-5, hint="Affichez la forme de la différence : elle doit avoir n nombres, pas n × n.")
