# Vérifications visibles du chapitre « La descente de gradient », construites depuis notebooks/05_gradient_descent.md par « course build ».


# %% numerical_gradient : numerical_gradient
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible


def _square_plus_three(w):
    return float(w[0] ** 2 + 3 * w[1])


def _cubes(w):
    return float((w**3).sum())


def _product(w):
    return float(w[0, 0] * w[0, 1] + 2 * w[1, 0] - w[1, 1] ** 2 + w[1, 2] * w[0, 2])


with visible("05_gradient_descent/numerical_gradient"):
    agrees(
        numerical_gradient,
        [
            (_square_plus_three, np.array([2.0, 5.0]), 1.0),
            (_cubes, np.array([1.0, -2.0, 0.5]), 0.5),
            (_cubes, np.array([3.0]), 1e-3),
            (_product, np.array([[1.0, 2.0, -1.0], [0.5, 3.0, 4.0]]), 0.25),
        ],
        rtol=1e-5,
        hint="Refaites-le à la main avec ce grand pas : une seule case bouge à la fois, de h en avant puis de h en arrière. "
        "Les fonctions essayées sont w₁² + 3 w₂, la somme des cubes, puis un mélange de produits.",
    )
    agrees(
        numerical_gradient,
        [(_cubes, np.array([2, -1]), 0.25), (_cubes, np.array([1.0, 2.0], dtype=np.float32), 1e-5)],
        rtol=1e-5,
        hint="Ici `w` contient des entiers, puis des float32 : ajoutez `h` à une copie en `float64`.",
    )
    keeps_inputs(
        numerical_gradient,
        [(_cubes, np.array([1.0, -2.0, 0.5]), 0.1)],
        hint="Bougez une copie de `w`, pas `w` lui-même.",
    )


# %% linear_gradient : linear_gradient
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("05_gradient_descent/linear_gradient"):
    agrees(
        linear_gradient,
        [
            (np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([2.0, 3.0, 4.0, 5.0]), np.array([0.0]), 0.0),
            (np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([2.0, 3.0, 4.0, 5.0]), np.array([2.0]), 0.7),
            (np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]]), np.array([1.0, 2.0, -1.0]), np.array([0.5, -1.0]), 0.25),
            (np.array([[2.0, -1.0, 0.5]]), np.array([3.0]), np.array([1.0, 2.0, -2.0]), 1.5),
        ],
        hint="Refaites le tableau de la leçon : les résidus, leurs produits par x, les moyennes, puis le facteur 2.",
    )
    keeps_inputs(
        linear_gradient,
        [(np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([1.0, 2.0]), np.array([0.5, -1.0]), 0.25)],
        hint="Construisez de nouveaux tableaux : méfiez-vous de `-=` et de `*=`.",
    )


# %% gradient_descent : gradient_descent
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, visible


def _slope_of_the_lesson(w):
    return 15 * w - 20


def _two_slopes(w):
    return np.array([2.0 * w[0] + w[1], w[0] + 8.0 * (w[1] - 1.0)])


def _points_are_copies(function):
    start = np.array([1.0, 2.0])
    path = function(lambda w: np.array([2.0 * w[0], 8.0 * (w[1] - 1.0)]), start, 0.1, 2)
    if isinstance(path[0], np.ndarray):
        path[0][...] = 99.0
    return {"départ après": start.tolist(), "point suivant": np.asarray(path[1]).tolist()}


with visible("05_gradient_descent/gradient_descent"):
    agrees(
        gradient_descent,
        [
            (_slope_of_the_lesson, np.array([0.0]), 0.1, 6),
            (_slope_of_the_lesson, np.array([3.0]), 0.05, 1),
            (_two_slopes, np.array([1.0, -1.0]), 0.05, 3),
            (_two_slopes, np.array([2.0, 0.5]), 0.1, 0),
        ],
        hint="La pente de la leçon est 15 w − 20 : comparez au tableau de la leçon, ligne par ligne, départ compris.",
    )
    keeps_inputs(gradient_descent, [(_two_slopes, np.array([1.0, -1.0]), 0.05, 3)], hint="`w0` appartient à qui vous appelle.")
    agrees(
        gradient_descent,
        [(_slope_of_the_lesson, np.array([2]), 0.1, 2)],
        hint="Ici `w0` contient un entier : les points suivants sont décimaux. Commencez par une copie décimale de `w0`.",
    )
    behaves(
        _points_are_copies,
        gradient_descent,
        hint="On écrit 99 dans le premier point de votre chemin : ni `w0` ni le point suivant ne doivent changer. Rangez une copie.",
    )


# %% max_stable_lr : max_stable_lr
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("05_gradient_descent/max_stable_lr"):
    agrees(
        max_stable_lr,
        [
            (np.array([[1.0], [2.0], [3.0], [4.0]]),),
            (np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 1.0], [4.0, 1.0]]),),
            (np.array([[1.0, 0.5, -2.0], [0.0, 3.0, 1.0]]),),
            (np.array([[3, 1], [-1, 2], [0, 4]]),),
        ],
        hint="Le premier cas vaut 2/15, le deuxième 0,119756 : retrouvez-les à la main, en passant par la matrice (2/n) XᵀX.",
    )
    keeps_inputs(max_stable_lr, [(np.array([[1.0, 1.0], [2.0, 1.0]]),)], hint="Construisez un nouveau tableau.")


# %% is_saddle : is_saddle
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("05_gradient_descent/is_saddle"):
    agrees(
        is_saddle,
        [
            (np.array([[2.0, 0.0], [0.0, -2.0]]),),
            (np.array([[2.0, 0.0], [0.0, 1.0]]),),
            (np.array([[-2.0, 0.0], [0.0, -1.0]]),),
            (np.array([[0.0, 1.0], [1.0, 0.0]]),),
            (np.array([[1.0, 3.0], [3.0, 1.0]]),),
            (np.array([[1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, -1.0]]),),
            (np.array([[-5.0, 1.0, 0.0], [1.0, -6.0, 0.0], [0.0, 0.0, 1.0]]),),
            (np.array([[1.0, 2.0], [2.0, 9.0]]),),
            (np.array([[2.0, -1.0], [-1.0, 2.0]]),),
            (np.array([[1.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, -1.0]]),),
            (np.array([[-3.0]]),),
            (np.array([[2.0, 0.0], [0.0, 0.0]]),),
            (np.array([[0.0, 0.0], [0.0, 0.0]]),),
            (np.array([[2.0, 0.0], [0.0, -1e-13]]),),
            (np.array([[-2.0, 0.0], [0.0, 1e-13]]),),
            (np.array([[2.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, -3.0]]),),
        ],
        hint="Calculez les valeurs propres de cette matrice : y en a-t-il des deux signes, sans compter celles qui sont presque nulles ?",
    )
    keeps_inputs(is_saddle, [(np.array([[2.0, 0.0], [0.0, -2.0]]),)], hint="Construisez un nouveau tableau.")


# %% minibatches : minibatches
import numpy as np

from course_utils.checks import behaves, hidden, visible


def _sizes(function):
    found = {}
    for n, size in [(10, 4), (6, 2), (3, 8), (5, 1), (1, 1)]:
        epoch = [np.ravel(batch).tolist() for batch in function(n, size, np.random.default_rng(1))]
        found[f"{n} par {size}"] = [len(batch) for batch in epoch]
    return found


def _each_once(function):
    found = {}
    for n, size in [(10, 4), (6, 2), (3, 8), (5, 1)]:
        epoch = [np.ravel(batch).tolist() for batch in function(n, size, np.random.default_rng(1))]
        found[f"{n} par {size}"] = sorted(index for batch in epoch for index in batch)
    return found


def _shuffled(function):
    rng = np.random.default_rng(7)
    generators = [rng, rng, rng, np.random.default_rng(7), np.random.default_rng(8)]
    return [[np.ravel(batch).tolist() for batch in function(12, 3, one)] for one in generators]


def _faults(found):
    *epochs, again, other = found
    kept = [sorted(sorted(batch) for batch in epoch) for epoch in epochs]
    faults = {
        "les lots se suivent dans l'ordre": kept[0] == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]],
        "l'ordre ne change pas": epochs[0] == epochs[1] or epochs[1] == epochs[2],
        "les groupes ne changent pas": kept[0] == kept[1] or kept[1] == kept[2],
        "premier lot toujours le même": len({tuple(sorted(epoch[0])) for epoch in epochs}) == 1,
        "même graine, autre époque": epochs[0] != again,
        "autre graine, même époque": epochs[0] == other,
    }
    return [fault for fault, made in faults.items() if made]


with visible("05_gradient_descent/minibatches"):
    behaves(
        _sizes,
        minibatches,
        hint="Ce sont les tailles des lots, dans l'ordre : toutes égales, sauf peut-être la dernière.",
    )
    behaves(
        _each_once,
        minibatches,
        hint="Ce sont tous les indices d'une époque, remis dans l'ordre : chacun de 0 à n − 1, une seule fois.",
    )
    behaves(
        _shuffled,
        minibatches,
        measure=_faults,
        hint="Douze exemples, trois époques avec un même `rng`, puis deux avec des `rng` neufs. On liste ce qui ne va pas : mélangez tous les indices, avec `rng` seul.",
    )


# %% sgd : sgd
import numpy as np

from course_utils.checks import behaves, hidden, visible


def _form(function):
    X, y = np.array([[1.0, 0.0, 2.0], [0.5, -1.0, 1.0]]), np.array([1.0, -2.0])
    lots = [np.array([0]), np.array([1]), np.array([1, 0])]
    path = function(X, y, lambda X_batch, y_batch, w, b: (w + 1.0, b + 1.0), lambda: lots, 0.1, 1)
    sizes = [len(point) if isinstance(point, (tuple, list)) else np.size(point) for point in path]
    return {"nombre de points": len(path), "éléments de chaque point": sizes}


def _lesson_by_twos(function):
    X, y = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([2.0, 3.0, 4.0, 5.0])

    def gradient(X_batch, y_batch, w, b):
        residuals = X_batch @ w + b - y_batch
        return 2 * X_batch.T @ residuals / len(y_batch), 2 * residuals.mean()

    path = function(X, y, gradient, lambda: [np.array([0, 3]), np.array([2, 1])], 0.05, 1)
    return [[*np.ravel(w).tolist(), float(b)] for w, b in path]


def _two_epochs_apart(function):
    X, y = np.array([[1.0, 0.0], [0.5, -1.0], [2.0, 1.0]]), np.array([1.0, -2.0, 0.5])
    orders = [[np.array([2, 0]), np.array([1])], [np.array([1, 2]), np.array([0])], [np.array([0, 1]), np.array([2])]]
    drawn = []

    def gradient(X_batch, y_batch, w, b):
        residuals = X_batch @ w + b - y_batch
        return 2 * X_batch.T @ residuals / len(y_batch), 2 * residuals.mean()

    def batches():
        drawn.append(0)
        return orders[(len(drawn) - 1) % 3]

    path = function(X, y, gradient, batches, 0.1, 2)
    return [[*np.ravel(w).tolist(), float(b)] for w, b in path]


def _nothing_to_do(function):
    X, y = np.array([[1.0, 3.0], [2.0, 5.0]]), np.array([2.0, 3.0])
    path = function(X, y, lambda X_batch, y_batch, w, b: (w + 1.0, b + 1.0), lambda: [np.array([0, 1])], 0.1, 0)
    return [[*np.ravel(w).tolist(), float(b)] for w, b in path]


def _leaves_data(function):
    X, y = np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 3.0, 4.0])
    function(X, y, lambda X_batch, y_batch, w, b: (X_batch[0] - w, y_batch[0] - b), lambda: [np.array([2, 0]), np.array([1])], 0.1, 2)
    return {"X": X.tolist(), "y": y.tolist()}


with visible("05_gradient_descent/sgd"):
    behaves(_form, sgd, hint="Une époque de trois lots : le départ, puis un couple `(w, b)` après chaque lot.")
    behaves(_nothing_to_do, sgd, hint="Sans aucune époque, le chemin ne contient que le départ : w nul, et b le nombre 0.")
    behaves(
        _lesson_by_twos,
        sgd,
        hint="Une époque de l'exemple de la leçon, lots [0, 3] puis [2, 1], taux 0,05. Chaque ligne donne w puis b, départ compris : "
        "refaites-la à la main.",
    )
    behaves(
        _two_epochs_apart,
        sgd,
        hint="Deux époques, deux entrées. Les lots changent d'une époque à l'autre : `batches()` se rappelle au début de chacune.",
    )
    behaves(_leaves_data, sgd, hint="`X` et `y` appartiennent à qui vous appelle : ne les mélangez pas sur place.")


# %% momentum : momentum
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, visible


def _slope_of_the_lesson(w):
    return 15 * w - 20


def _two_slopes(w):
    return np.array([2.0 * w[0] + w[1], w[0] + 8.0 * (w[1] - 1.0)])


def _points_are_copies(function):
    start = np.array([1.0, 2.0])
    path = function(lambda w: np.array([2.0 * w[0], 8.0 * (w[1] - 1.0)]), start, 0.1, 0.5, 2)
    if isinstance(path[0], np.ndarray):
        path[0][...] = 99.0
    return {"départ après": start.tolist(), "point suivant": np.asarray(path[1]).tolist()}


with visible("05_gradient_descent/momentum"):
    agrees(
        momentum,
        [
            (_slope_of_the_lesson, np.array([0.0]), 0.1, 0.5, 4),
            (_slope_of_the_lesson, np.array([0.0]), 0.1, 0.0, 3),
            (_two_slopes, np.array([1.0, -1.0]), 0.05, 0.9, 4),
            (_two_slopes, np.array([2.0, 0.5]), 0.1, 0.9, 0),
        ],
        hint="La pente de la leçon est 15 w − 20 : comparez au tableau de la leçon, ligne par ligne, vitesse comprise.",
    )
    keeps_inputs(momentum, [(_two_slopes, np.array([1.0, -1.0]), 0.05, 0.9, 3)], hint="`w0` appartient à qui vous appelle.")
    agrees(
        momentum,
        [(_slope_of_the_lesson, np.array([2]), 0.1, 0.5, 3)],
        hint="Ici `w0` contient un entier : commencez par une copie décimale de `w0`.",
    )
    behaves(
        _points_are_copies,
        momentum,
        hint="On écrit 99 dans le premier point de votre chemin : ni `w0` ni le point suivant ne doivent changer. Rangez une copie.",
    )
