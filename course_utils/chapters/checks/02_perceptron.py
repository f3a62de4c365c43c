# Vérifications visibles du chapitre « Le perceptron », construites depuis notebooks/02_perceptron.md par « course build ».


# %% neuron : neuron
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("02_perceptron/neuron"):
    agrees(
        neuron,
        [
            (np.array([7.0, -3.0, 2.0]), np.array([0.6, 0.25, 0.15]), 0.0),
            (np.array([2.0, 3.0]), np.array([10.0, 100.0]), 1.0),
            (np.array([2.0, 3.0]), np.array([0.2, -0.5]), 0.1),
            (np.array([-4.0]), np.array([1.5]), 0.25),
        ],
        hint="Refaites ce calcul à la main : les produits un par un, leur somme, puis le biais.",
    )
    keeps_inputs(
        neuron,
        [(np.array([7.0, -3.0, 2.0]), np.array([0.6, 0.25, 0.15]), 1.0)],
        hint="Ces tableaux appartiennent à qui vous appelle : méfiez-vous de `*=` et de `+=`.",
    )


# %% perceptron_fit : perceptron_fit
import numpy as np

from course_utils.checks import as_stated, behaves, hidden, keeps_inputs, visible


def _fitted(fit, calls):
    """The weights and the bias, call by call, for (X, y, lr, epochs)."""
    return [fit(np.array(X), np.array(y), lr, epochs) for X, y, lr, epochs in calls]


def _form(found):
    w, b = found[0]
    return {"forme de w": np.shape(w), "nombres dans b": np.size(b)}


def _decided(found, *probes):
    """What neurons decide that have these weights and biases, each on probes of its own."""
    told = []
    for (w, b), X in zip(found, probes, strict=True):
        w, b = as_stated(w, (X.shape[1],)), as_stated(np.reshape(b, ()), ())
        told.append([1 if x @ w + b >= 0 else 0 for x in X])
    return told


_squares, _and = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 0, 0, 1])
_three = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
_six = np.array([[0.0, 0.5], [0.5, 0.5], [-0.5, 0.0], [2.0, 1.5], [1.0, -2.0], [2.0, -0.5]])
_five = np.array([[-1.0, 2.0], [-1.5, -1.5], [-1.5, 1.0], [-1.0, -0.5], [0.5, -1.5]])
_leaves = np.array([[3.0, 3.0], [1.0, 1.25], [3.75, 2.25], [1.5, 0.75], [2.5, 3.5], [1.25, 2.25], [4.0, 3.0], [2.25, 1.5]])
_steep = np.array([[0.5, -1.5], [2.0, 2.0], [0.5, -0.5], [0.5, -1.0], [0.5, -2.0]])
_far = np.array([[-2.0, 1.0], [3.0, -4.0], [-1.0, -1.0]])
_near = [
    np.array([[0.3, 0.4], [-0.3, 0.2], [0.5, -0.7], [-0.6, 0.7], [2.0, -1.8], [-1.0, -1.0], [0.4, 0.4]]),
    np.array([[-1.3, 1.4], [-1.8, -1.0], [-1.0, 1.5], [0.6, -0.1], [1.7, 1.9], [-0.9, -1.3], [0.5, 1.1], [-2.2, -1.3]]),
    np.array([[1.9, -1.9], [1.9, 0.5], [-1.5, 1.0], [-1.0, -2.0]]),
]
_others = np.array([[-0.9, 1.9], [-1.8, -1.2], [1.1, -1.2], [-1.3, -1.3], [-0.9, 0.3], [-0.5, -0.7], [0.1, 0.3]])


with visible("02_perceptron/perceptron_fit"):
    keeps_inputs(
        perceptron_fit,
        [(np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([0, 1]), 0.5, 3)],
        hint="`X` et `y` appartiennent à qui vous appelle : construisez `w` à part, sans écrire dans une ligne de `X`.",
    )
    behaves(_fitted, perceptron_fit, [(_three, _and, 0.5, 2)], measure=_form, hint="Avec 3 entrées, il faut 3 poids et un seul biais, renvoyés dans l'ordre `w, b`.")
    behaves(
        _fitted,
        perceptron_fit,
        [(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([0, 1]), 0.5, 0)],
        measure=lambda found: _decided(found, _far)[0],
        hint="Avec `epochs = 0`, les poids et le biais sont nuls : z vaut 0 partout, et le neurone répond 1.",
    )
    behaves(
        _fitted,
        perceptron_fit,
        [(_squares, _and, 0.5, 1), (_six, np.array([0, 1, 0, 0, 0, 1]), 0.5, 1), (_steep, np.array([0, 0, 1, 0, 1]), 0.25, 1)],
        measure=lambda found: dict(zip(("ET", "six autres", "cinq, au taux 0,25"), _decided(found, *_near))),
        hint="Ce sont des décisions après une seule époque, sur ET, sur six autres exemples, puis sur cinq à un autre "
        "taux : pour ET, comparez vos `w` et `b`, ligne par ligne, au tableau de la leçon.",
    )
    behaves(
        _fitted,
        perceptron_fit,
        [(_five, np.array([0, 1, 1, 1, 0]), 0.5, 2)],
        measure=lambda found: _decided(found, _others)[0],
        hint="Ce sont des décisions après deux époques : affichez `w` et `b` après chaque exemple et refaites-les à la main.",
    )
    behaves(
        _fitted,
        perceptron_fit,
        [(_squares, _and, 0.5, 30)],
        measure=lambda found: _decided(found, _squares)[0],
        hint="Ce sont les réponses à (0, 0), (0, 1), (1, 0) et (1, 1) après 30 époques d'ET : il ne doit plus y avoir d'erreur.",
    )
    behaves(
        _fitted,
        perceptron_fit,
        [(_leaves, np.array([1, 0, 1, 0, 1, 0, 1, 0]), 0.25, 400)],
        measure=lambda found: _decided(found, _leaves)[0],
        hint="Huit feuilles d'arbres, alternées, 400 époques : elles sont séparables, il ne doit plus y avoir d'erreur.",
    )


# %% xor_network : xor_network
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, visible


def _kind(network):
    return network(np.array([[0.0, 1.0], [1.0, 1.0], [0.0, 0.0]]))


def _kind_of(found):
    kinds = {"i": "des entiers", "u": "des entiers", "b": "des booléens", "f": "des nombres à virgule"}
    return kinds.get(np.asarray(found).dtype.kind, "autre chose")


with visible("02_perceptron/xor_network"):
    agrees(
        xor_network,
        [(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),)],
        hint="Affichez h₁ et h₂ pour les quatre lignes, et comparez-les au dessin replié.",
    )
    agrees(
        xor_network,
        [(np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),), (np.array([[1.0, 0.0]]),)],
        hint="Le nombre de lignes et leur ordre sont quelconques : chaque réponse ne dépend que de sa ligne.",
    )
    behaves(_kind, xor_network, measure=_kind_of, hint="L'énoncé demande des entiers : regardez le `dtype` de votre résultat.")
    agrees(
        xor_network,
        [
            (np.array([[0.1, 0.05], [0.1, 0.1], [-0.15, -0.1], [0.15, 0.15], [0.0, 0.15]]),),
            (np.array([[0.1, 0.9], [-0.1, 1.1], [0.15, 0.85], [0.1, 1.15]]),),
            (np.array([[0.9, 0.1], [1.1, 0.05], [0.85, -0.15], [1.15, 0.1]]),),
            (np.array([[0.9, 0.95], [1.1, 1.1], [0.85, 0.85], [1.15, 0.9]]),),
        ],
        hint="Ces points sont à moins de 0,2 d'un coin et répondent comme lui : à quelle distance des coins passent vos droites ?",
    )
    keeps_inputs(xor_network, [(np.array([[0.1, 0.9], [1.0, 1.0]]),)], hint="Lisez `X` sans écrire dedans.")


# %% dense : dense
import numpy as np

from course_utils.checks import agrees, has_shape, hidden, keeps_inputs, visible


def _relu(z):
    return np.maximum(z, 0.0)


with visible("02_perceptron/dense"):
    agrees(
        dense,
        [
            (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 10.0], [2.0, 20.0]]), np.array([0.5, -0.5]), None),
            (np.array([[2.0, 3.0]]), np.array([[0.2], [-0.5]]), np.array([0.1]), None),
            (np.array([[1.0, 2.0, -1.0], [0.0, 0.5, 1.0]]), np.array([[1.0, 0.0], [2.0, -1.0], [0.5, 3.0]]), np.array([-5.0, 2.0]), None),
            (np.array([[1.0, -2.0], [0.5, 0.25]]), np.array([[1.0, -1.0, 0.5], [0.0, 1.0, -0.5]]), np.array([0.25, 0.0, -0.25]), np.tanh),
        ],
        hint="Écrivez la forme de chaque tableau, puis refaites à la main la première ligne du résultat : un nombre par colonne de `W`.",
    )
    agrees(
        dense,
        [(np.array([[1.0, -2.0], [0.5, 0.25]]), np.array([[1.0, -1.0, 0.5], [0.0, 1.0, -0.5]]), np.array([0.25, 0.0, -0.25]), _relu)],
        hint="Avec ReLU, les nombres positifs restent, les autres deviennent 0.",
    )
    has_shape(
        dense,
        [(np.array([[1.0, 2.0]]), np.array([[1.0], [1.0]]), np.array([3.0]), None)],
        [(1, 1)],
        hint="Un seul exemple et une seule unité donnent tout de même un tableau à deux dimensions.",
    )
    keeps_inputs(
        dense,
        [(np.array([[1.0, -2.0], [3.0, 0.5]]), np.array([[1.0], [2.0]]), np.array([0.5]), _relu)],
        hint="Construisez un nouveau tableau, sans écrire dans `X`, `W` ou `b`.",
    )


# %% count_parameters : count_parameters
from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("02_perceptron/count_parameters"):
    agrees(
        count_parameters,
        [([2, 3, 1],), ([784, 16, 16, 10],), ([2, 40],)],
        hint="Dessinez ce réseau : une flèche par poids, un biais par unité qui calcule.",
    )
    agrees(count_parameters, [([5],)], hint="Des entrées seules : il n'y a ni flèche, ni unité qui calcule.")
    keeps_inputs(count_parameters, [([2, 3, 1],)], hint="Lisez la liste sans en retirer d'élément.")


# %% collapse : collapse
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, visible


def _form(collapse):
    W, b = collapse(np.ones((2, 3)), np.ones(3), np.ones((3, 4)), np.ones(4))
    return {"forme de W": np.shape(W), "forme de b": np.shape(b)}


with visible("02_perceptron/collapse"):
    keeps_inputs(
        collapse,
        [(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([1.0, -1.0]), np.array([[0.0, 1.0], [1.0, 3.0]]), np.array([5.0, 7.0]))],
        hint="Construisez de nouveaux tableaux, sans écrire dans ceux que vous recevez.",
    )
    agrees(
        collapse,
        [
            (np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([0.0, 0.0]), np.array([[0.0, 1.0], [1.0, 3.0]]), np.array([0.0, 0.0])),
            (np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([0.0, 0.0]), np.array([[0.0, 1.0], [1.0, 3.0]]), np.array([5.0, 7.0])),
            (np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([1.0, -2.0]), np.array([[0.0, 1.0], [1.0, 3.0]]), np.array([5.0, 7.0])),
        ],
        hint="Trois essais : sans biais, avec le second biais seulement, puis avec les deux. Le premier qui échoue dit où chercher.",
    )
    agrees(
        collapse,
        [(np.array([[2.0, -1.0, 0.5]]), np.array([1.0, 0.0, -1.0]), np.array([[1.0], [2.0], [3.0]]), np.array([0.25]))],
        hint="Ici d = 1, m = 3 et k = 1.",
    )
    behaves(_form, collapse, hint="Ici d = 2, m = 3 et k = 4 : renvoyez `W` de forme (d, k), puis `b` de forme (k,).")


# %% forward : forward
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("02_perceptron/forward"):
    agrees(
        forward,
        [
            (np.array([[1.0, 2.0], [-1.0, 0.5]]), [(np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([-3.0, 1.0]))]),
            (
                np.array([[1.0, 2.0], [-1.0, 0.5]]),
                [
                    (np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([-3.0, 1.0])),
                    (np.array([[2.0, 0.0], [1.0, -1.0]]), np.array([-2.0, 1.0])),
                ],
            ),
            (
                np.array([[1.0], [-2.0]]),
                [
                    (np.array([[1.0, -1.0]]), np.array([0.5, -0.5])),
                    (np.array([[-1.0], [1.0]]), np.array([0.25])),
                    (np.array([[2.0, -3.0]]), np.array([-1.0, 0.0])),
                    (np.array([[1.0], [1.0]]), np.array([-4.0])),
                ],
            ),
        ],
        hint="Trois réseaux, d'une, de deux et de quatre couches : affichez la liste, et cherchez le premier élément qui diffère.",
    )
    agrees(
        forward,
        [
            (
                np.array([[70.0, 25.0]]),
                [
                    (np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]), np.array([0.1, 0.2, 0.3])),
                    (np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]), np.array([0.1, 0.2, 0.3])),
                    (np.array([[0.1], [0.2], [0.3]]), np.array([0.1])),
                ],
            )
        ],
        hint="C'est le réseau du dessin : (17,1 ; 26,7 ; 36,3), puis (37,9 ; 46,01 ; 54,12), puis 29,328.",
    )
    agrees(forward, [(np.array([[-1.0, 2.0]]), [])], hint="Sans aucune couche, il ne reste que `X`, dans une liste.")
    keeps_inputs(
        forward,
        [
            (
                np.array([[1.0, -2.0]]),
                [(np.array([[1.0], [2.0]]), np.array([0.5])), (np.array([[1.0]]), np.array([0.0]))],
            )
        ],
        hint="`X` et les paramètres appartiennent à qui vous appelle : ne retirez rien de la liste, n'écrivez pas dans `X`.",
    )
