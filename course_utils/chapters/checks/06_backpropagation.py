# Vérifications visibles du chapitre « La rétropropagation », construites depuis notebooks/06_backpropagation.md par « course build ».


# %% chain : chain
from course_utils.checks import agrees, hidden, visible

with visible("06_backpropagation/chain"):
    agrees(
        chain,
        [(2.0, 0.4, -0.3), (-1.5, 0.8, 0.25), (3.0, -0.5, 0.5), (0.0, 2.0, -1.0), (1.5, -4.0, 2.0)],
        hint="Le premier cas est le graphe de la section 1 : comparez chaque facteur avec les nombres dessinés.",
    )


# %% neuron_gradients : neuron_gradients
from course_utils.checks import agrees, hidden, visible

with visible("06_backpropagation/neuron_gradients"):
    agrees(
        neuron_gradients,
        [(2.0, 1.0, 0.4, -0.3), (-1.5, 0.0, 0.8, 0.25), (3.0, 0.3, -0.5, 0.5), (0.0, 1.0, 2.0, -1.0), (1.5, -2.0, -4.0, 2.0)],
        hint="Écrivez les trois facteurs un par un : l'erreur ŷ − y, la pente de la sigmoïde, la pente de `wx + b`.",
    )


# %% value : Value
from course_utils.checks import behaves, hidden, visible


def _look_at_sum(Value):
    p, q = Value(3.0), Value(-5.0)
    out = p + q
    slopes = [sum(s for parent, s in zip(out.parents, out.slopes) if parent is one) for one in (p, q)]
    return {"data": out.data, "pente selon p": slopes[0], "pente selon q": slopes[1], "parents": len(out.parents)}


def _look_at_product(Value):
    p, q = Value(3.0), Value(-5.0)
    out = p * q
    slopes = [sum(s for parent, s in zip(out.parents, out.slopes) if parent is one) for one in (p, q)]
    return {"data": out.data, "pente selon p": slopes[0], "pente selon q": slopes[1], "parents": len(out.parents)}


def _look_at_numbers(Value):
    p = Value(4.0)
    found = {}
    for name, out in (("p + 3", p + 3), ("p * 0.5", p * 0.5), ("3 + p", 3 + p), ("0.5 * p", 0.5 * p)):
        slope = sum(s for parent, s in zip(out.parents, out.slopes) if parent is p)
        found[name] = [out.data, slope]
    return found


def _look_at_twice(Value):
    p = Value(4.0)
    found = {}
    for name, out in (("p + p", p + p), ("p * p", p * p)):
        slope = sum(s for parent, s in zip(out.parents, out.slopes) if parent is p)
        found[name] = [out.data, slope]
    return found


def _look_at_rest(Value):
    p, q = Value(1.5), Value(-2.0)
    p.grad, q.grad = 7.0, 8.0
    added, product = p + q, p * q
    return {
        "p": [p.data, p.grad, len(p.parents)],
        "q": [q.data, q.grad, len(q.parents)],
        "gradients de p + q et p * q": [added.grad, product.grad],
        "deux Value": isinstance(added, Value) and isinstance(product, Value),
    }


with visible("06_backpropagation/value"):
    behaves(_look_at_sum, Value, hint="On calcule p + q avec p = 3 et q = −5. Une somme a pour pentes 1 et 1.")
    behaves(_look_at_product, Value, hint="On calcule p * q avec p = 3 et q = −5. La pente selon p est la valeur de q.")
    behaves(_look_at_numbers, Value, hint="Ici, l'un des deux termes est un nombre ordinaire, sans `.data` : faites-en d'abord un `Value`, et laissez l'autre terme comme il était.")
    behaves(_look_at_twice, Value, hint="Avec p = 4, p * p a deux parents, tous deux p ; ses pentes s'additionnent : 8.")
    behaves(_look_at_rest, Value, hint="Avant l'essai, p a 1,5 pour valeur et 7 pour `grad`, q a −2 et 8 : ils ne changent pas. Le nouveau `Value` a 0 pour `grad`.")


# %% value_functions : exp power relu tanh
from course_utils.checks import behaves, hidden, visible


def _try_power(power):
    class Node:
        def __init__(self, data, parents=(), slopes=()):
            self.data, self.parents, self.slopes, self.grad = data, tuple(parents), tuple(slopes), 0.0

    found = {}
    for x, k in ((2.0, 3), (-3.0, 2), (4.0, 0.5), (2.0, -1)):
        v = Node(x)
        out = power(v, k)
        found[f"{x:g}, {k}"] = [float(out.data), *[float(s) for p, s in zip(out.parents, out.slopes) if p is v]]
    return found


def _try_one(function):
    class Node:
        def __init__(self, data, parents=(), slopes=()):
            self.data, self.parents, self.slopes, self.grad = data, tuple(parents), tuple(slopes), 0.0

    found = {}
    for x in (0.5, -1.5, 2.0, 0.0):
        v = Node(x)
        out = function(v)
        found[f"{x:g}"] = [float(out.data), *[float(s) for p, s in zip(out.parents, out.slopes) if p is v]]
    return found


def _try_rest(power, exp, tanh, relu):
    class Node:
        def __init__(self, data, parents=(), slopes=()):
            self.data, self.parents, self.slopes, self.grad = data, tuple(parents), tuple(slopes), 0.0

    v = Node(0.75)
    v.grad = 6.0
    results = [power(v, 2), exp(v), tanh(v), relu(v)]
    counts = [[len(out.parents), len(out.slopes), out.grad] for out in results]
    return {"v après": [v.data, v.grad, len(v.parents), len(v.slopes)], "parents, pentes, grad": counts}


with visible("06_backpropagation/value_functions"):
    behaves(_try_power, power, hint="`power` : pour chaque « x, k », la valeur puis la pente k·xᵏ⁻¹. Pour 2 et 3 : 8 et 12.")
    behaves(_try_one, exp, hint="`exp` : pour chaque x, la valeur puis la pente. En x = 0 : 1 et 1.")
    behaves(_try_one, tanh, hint="`tanh` : pour chaque x, la valeur puis la pente. En x = 0 : 0 et 1.")
    behaves(_try_one, relu, hint="`relu` : pour chaque x, la valeur puis la pente. En x = −1,5 et en x = 0 : 0 et 0.")
    behaves(_try_rest, power, exp, tanh, relu, hint="Un nouveau nœud, un seul parent, une seule pente, `grad` à 0 ; `v` intact.")


# %% topological_order : topological_order
import functools

from course_utils.checks import behaves, hidden, visible


def _named_order(topological_order, links, root):
    """Return the names in the order that was found, None when it is no list, and those of the parents afterwards.

    `links`: the parents of each name.
    """

    class Node:
        def __init__(self, name, parents):
            self.name, self.parents, self.data, self.grad, self.slopes = name, tuple(parents), 1.0, 0.0, (1.0,) * len(parents)

    nodes = {}
    for name, parents in links:
        nodes[name] = Node(name, [nodes[parent] for parent in parents])
    found = topological_order(nodes[root])
    names = [getattr(node, "name", "?") for node in found] if isinstance(found, (list, tuple)) else None
    return [names, [[parent.name for parent in nodes[name].parents] for name, _ in links]]


def _valid(found, links, root):
    """Return « ordre valable », or the names in the order that was found."""
    (names, parents_after), known, needed, waiting = found, dict(links), set(), [root]
    while waiting:
        name = waiting.pop()
        needed.add(name)
        waiting += [parent for parent in known[name] if parent not in needed]
    if names is None:
        return "ce n'est pas une liste"
    if parents_after != [list(parents) for _, parents in links]:
        return "les parents ont changé"
    once = len(names) == len(set(names)) and set(names) == needed
    after = once and all(names.index(parent) < names.index(name) for name in names for parent in known[name])
    return "ordre valable" if after else " ".join(names) or "liste vide"


_order = functools.partial(_named_order)  # without a name of its own, which the learner would read


def _orders(topological_order, order, graphs):
    return [order(topological_order, links, root) for links, root in graphs]


def _valid_orders(found, graphs):
    return [_valid(one, *graph) for one, graph in zip(found, graphs, strict=True)]


_shared = [([("a", ()), ("b", ()), ("s", ("a", "b")), ("f", ("s", "a"))], "f")]
_early = [([("a", ()), ("p", ("a",)), ("q", ("p",)), ("r", ("a", "q")), ("f", ("p", "r"))], "f")]
_twice = [([("a", ()), ("p", ("a", "a")), ("q", ("p", "p")), ("f", ("q", "q"))], "f")]
_side = [("a", ()), ("b", ()), ("p", ("a",)), ("autre", ("a", "b"))]
_apart = [(_side, "p"), (_side, "a")]

with visible("06_backpropagation/topological_order"):
    behaves(_orders, topological_order, _order, _shared, measure=lambda found: _valid_orders(found, _shared)[0], hint="Le graphe de la section 5, f = (a + b) a : chaque nom une fois, après ses parents.")
    behaves(_orders, topological_order, _order, _early, measure=lambda found: _valid_orders(found, _early)[0], hint="p vient de a ; q de p ; r de a et q ; f de p et r. Dessinez-le : où p et r peuvent-ils se placer ?")
    behaves(_orders, topological_order, _order, _twice, measure=lambda found: _valid_orders(found, _twice)[0], hint="p = a + a, q = p + p, f = q + q : quatre nœuds, chacun une seule fois.")
    behaves(_orders, topological_order, _order, _apart, measure=lambda found: _valid_orders(found, _apart), hint="Seulement les nœuds dont la racine dépend ; d'une feuille, la liste ne contient qu'elle.")


# %% backward : backward
import functools

from course_utils.checks import behaves, hidden, visible


def _run_backward(backward, links, calls, before):
    """Return what the list and its nodes hold after `calls` calls: places, slopes, data and gradients, by name.

    `links`: (name, parents, slopes); `before`: grads to start from.
    """

    class Node:
        def __init__(self, data, parents, slopes):
            self.data, self.parents, self.slopes, self.grad = data, tuple(parents), tuple(slopes), 0.0

    nodes = {}
    for name, parents, slopes in links:
        nodes[name] = Node(len(nodes) + 1.0, [nodes[parent] for parent in parents], slopes)
    for name, value in before:
        nodes[name].grad = value
    order = list(nodes.values())
    for _ in range(calls):
        backward(order)
    places = [next((place for place, other in enumerate(nodes.values()) if other is node), None) for node in order]
    grads = {name: float(node.grad) for name, node in nodes.items()}
    return [places, [node.slopes for node in nodes.values()], [node.data for node in nodes.values()], grads]


def _gradients(found, links):
    """The gradients by name, if nothing else has changed."""
    places, slopes, data, grads = found
    kept = places == list(range(len(links))) and slopes == [tuple(one) for _, _, one in links]
    return grads if kept and data == [place + 1.0 for place in range(len(links))] else "la liste ou les nœuds ont changé"


_run = functools.partial(_run_backward)  # without a name of its own, which the learner would read


def _runs(backward, run, graphs):
    return [run(backward, *graph) for graph in graphs]


def _all_gradients(found, graphs):
    return [_gradients(one, links) for one, (links, _, _) in zip(found, graphs, strict=True)]


_chain = [([("w", (), ()), ("u", ("w",), (2.0,)), ("J", ("u",), (-0.5,))], 1, [])]
_shared = [([("a", (), ()), ("b", (), ()), ("s", ("a", "b"), (1.0, 1.0)), ("f", ("s", "a"), (3.0, 1.0))], 1, [])]
_double = [([("p", (), ()), ("q", ("p", "p"), (4.0, 4.0)), ("r", ("q", "q"), (0.5, -1.0)), ("J", ("r",), (2.0,))], 1, [])]
_again = [([("w", (), ()), ("u", ("w",), (2.0,)), ("v", ("u", "w"), (3.0, 1.0)), ("J", ("v",), (-0.5,))], 2, [])]
_filled = [([("w", (), ()), ("b", (), ()), ("z", ("w", "b"), (2.0, 1.0)), ("J", ("z",), (0.25,))], 1, [("w", 10.0), ("z", 100.0), ("J", 5.0)])]

with visible("06_backpropagation/backward"):
    behaves(_runs, backward, _run, _chain, measure=lambda found: _all_gradients(found, _chain)[0], hint="Trois nœuds à la file, w → u → J, de pentes 2 et −0,5 : les pentes se multiplient.")
    behaves(_runs, backward, _run, _shared, measure=lambda found: _all_gradients(found, _shared)[0], hint="Le graphe de la section 5 : `a` reçoit 3 par s, et 1 directement.")
    behaves(_runs, backward, _run, _double, measure=lambda found: _all_gradients(found, _double)[0], hint="p figure deux fois parmi les parents de q, et q deux fois parmi ceux de r : chaque fois compte, et l'on attend d'avoir tout reçu.")
    behaves(_runs, backward, _run, _again, measure=lambda found: _all_gradients(found, _again)[0], hint="On appelle deux fois : le gradient de la feuille double ; celui des autres nœuds, non.")
    behaves(_runs, backward, _run, _filled, measure=lambda found: _all_gradients(found, _filled)[0], hint="Avant l'appel, w a déjà 10, z a 100 et J a 5 : seule la feuille w garde ce qu'elle avait.")


# %% dense_backward : dense_backward
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("06_backpropagation/dense_backward"):
    agrees(
        dense_backward,
        [
            (np.array([[2.0], [-1.0]]), np.array([[3.0, 0.5]]), np.array([[1.0, -2.0], [0.5, 4.0]])),
            (
                np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 4.0]]),
                np.array([[1.0, 0.5, -2.0], [-1.0, 3.0, 2.5]]),
                np.array([[1.0, -1.0, 0.5], [2.0, 0.25, -3.0], [-0.5, 1.5, 1.0]]),
            ),
            (np.array([[1.0, -2.0, 0.5]]), np.array([[0.5, 1.0], [2.0, -1.0], [0.25, 3.0]]), np.array([[3.0, -2.0]])),
            (np.array([[2.0, 1.0], [-1.0, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.5, -1.0], [2.0, 1.5]])),
            (np.array([[2.0], [-1.0]]), np.array([[3.0]]), np.array([[0.5], [4.0]])),
        ],
        hint="Comparez la forme de chaque résultat avec celle de W, de b et de X, dans cet ordre.",
    )
    keeps_inputs(
        dense_backward,
        [(np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, 0.5], [-1.0, 3.0]]), np.array([[1.0, -1.0], [2.0, 0.25]]))],
        hint="On demande les gradients : la mise à jour des poids se fait ailleurs, plus tard.",
    )


# %% mlp_backward : mlp_backward
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("06_backpropagation/mlp_backward"):
    agrees(
        mlp_backward,
        [(np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, 1.0]]), np.array([[1.0], [0.0], [2.0]]), [(np.array([[0.5], [-0.25]]), np.array([0.1]))])],
        hint="Une seule couche, donc pas de tanh : `dW` est Xᵀ(ŷ − y)/n et `db` la somme de (ŷ − y)/n.",
    )
    agrees(
        mlp_backward,
        [
            (
                np.array([[1.0, 2.0], [-1.0, 0.5], [0.25, -0.75]]),
                np.array([[1.0], [-0.5], [0.5]]),
                [
                    (np.array([[0.5, -0.3], [0.2, 0.8]]), np.array([0.1, -0.2])),
                    (np.array([[1.5], [-0.7]]), np.array([0.3])),
                ],
            ),
        ],
        hint="Deux couches : le gradient de la première traverse les poids de la seconde, puis la pente de tanh.",
    )
    agrees(
        mlp_backward,
        [
            (
                np.array([[0.6, -0.4], [-0.2, 0.9]]),
                np.array([[0.5, -0.5], [1.0, 0.25]]),
                [
                    (np.array([[0.7, -0.6], [0.4, 0.9]]), np.array([0.05, -0.15])),
                    (np.array([[-0.8, 0.3], [0.5, 1.1]]), np.array([0.2, 0.1])),
                    (np.array([[0.9, -1.2], [0.35, 0.6]]), np.array([-0.3, 0.4])),
                ],
            ),
        ],
        hint="Trois couches de deux unités : les formes ne vous préviennent plus, vérifiez quels poids vous traversez.",
    )
    keeps_inputs(
        mlp_backward,
        [
            (
                np.array([[1.0, 2.0], [-1.0, 0.5]]),
                np.array([[1.0], [-0.5]]),
                [
                    (np.array([[0.5, -0.3], [0.2, 0.8]]), np.array([0.1, -0.2])),
                    (np.array([[1.5], [-0.7]]), np.array([0.3])),
                ],
            ),
        ],
        hint="Ne mettez pas les poids à jour ici, et méfiez-vous de `-=`, `*=` et `/=`.",
    )


# %% gradient_norms : gradient_norms
from course_utils.checks import agrees, case, hidden, visible

with visible("06_backpropagation/gradient_norms"):
    agrees(
        gradient_norms,
        [
            case(1, "tanh", 0.5, width=3),
            case(1, "sigmoid", 0.5, width=3),
            case(1, "relu", 0.5, width=3),
            case(3, "tanh", 0.4, width=4),
            case(3, "sigmoid", 1.5, width=4, seed=2),
            case(4, "relu", 0.8, width=5, seed=1),
        ],
        atol=0,
        hint="À chaque couche, en reculant : d'abord la pente de l'activation, case par case ; puis la norme ; puis la traversée des poids.",
    )
    agrees(gradient_norms, [(10, "sigmoid", 0.1), (10, "relu", 0.2)], atol=0, hint="Dix nombres, de la première couche à la dernière.")


# %% clip_by_norm : clip_by_norm
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, visible


def _copies(clip_by_norm):
    grads = [np.array([0.3, -0.1]), np.array([[0.2]])]
    clipped = clip_by_norm(grads, 5.0)
    for one in clipped:
        one += 100.0
    return [float(g.flat[0]) for g in grads]


with visible("06_backpropagation/clip_by_norm"):
    agrees(
        clip_by_norm,
        [
            ([np.array([3.0, 0.0]), np.array([[4.0]])], 1.0),
            ([np.array([[1.0, -2.0], [2.0, 0.5]]), np.array([-3.0, 1.0])], 2.5),
            ([np.array([-6.0, 8.0])], 2.0),
        ],
        rtol=1e-5,
        atol=1e-5,
        hint="Le premier cas a une norme globale de 5 : tout est multiplié par le même nombre, environ 1/5.",
    )
    agrees(
        clip_by_norm,
        [([np.array([0.3, -0.4]), np.array([0.0])], 2.0), ([np.array([3.0]), np.array([-4.0])], 10.0)],
        rtol=1e-5,
        atol=1e-5,
        hint="La norme est déjà assez petite : les valeurs ne changent pas.",
    )
    agrees(clip_by_norm, [([np.zeros(2), np.zeros((1, 2))], 1.0)], hint="Des gradients tous nuls restent nuls : ni `nan`, ni erreur.")
    keeps_inputs(clip_by_norm, [([np.array([3.0, 0.0]), np.array([[4.0]])], 1.0)], hint="Méfiez-vous de `*=` et de `/=`.")
    behaves(_copies, clip_by_norm, hint="Rien n'est à raccourcir ici ; nous écrivons ensuite dans votre résultat : l'original ne doit pas changer.")
