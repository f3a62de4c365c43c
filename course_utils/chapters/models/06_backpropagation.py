# Réponses commentées du chapitre « La rétropropagation », construites depuis notebooks/06_backpropagation.md par « course build ».


# %% chain :
import math


def chain(x, w, b):
    """Return (dJ/dw, dJ/db, dJ/dx), three numbers; `x`, `w` and `b` are numbers."""
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - 1) * yhat * (1 - yhat)
    return delta * x, delta, delta * w


# %% neuron_gradients :
import math


def neuron_gradients(x, y, w, b):
    """Return (dJ/dw, dJ/db), two numbers; all four arguments are numbers."""
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    delta = (yhat - y) * yhat * (1 - yhat)
    return delta * x, delta


# %% value :
class Value:
    """A node of a graph: a number `data`, its `parents`, its `slopes` with respect to
    them, and its `grad`."""

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad = 0.0

    def __add__(self, other):
        """Return the node self + other; `other` is a Value or a number."""
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        """Return the node self * other; `other` is a Value or a number."""
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    __radd__ = __add__  # 3 + p
    __rmul__ = __mul__  # 3 * p


# %% value_functions :
import math


def power(v, k):
    """Return the node v to the power k, a plain number; its one parent is `v`."""
    return type(v)(v.data**k, (v,), (k * v.data ** (k - 1),))


def exp(v):
    """Return the node exp(v); its one parent is `v`."""
    value = math.exp(v.data)
    return type(v)(value, (v,), (value,))


def tanh(v):
    """Return the node tanh(v); its one parent is `v`."""
    value = math.tanh(v.data)
    return type(v)(value, (v,), (1 - value**2,))


def relu(v):
    """Return the node max(0, v); its one parent is `v`, and its slope at 0 is 0."""
    return type(v)(max(0.0, v.data), (v,), (1.0 if v.data > 0 else 0.0,))


# %% topological_order :
def topological_order(root):
    """Return the list of the nodes that `root` depends on, itself included, each once and
    after its parents."""
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    return order


# %% backward :
def backward(order):
    """Fill the `grad` of the nodes of `order`, a list in topological order, the cost
    last; return None."""
    for node in order:
        if node.parents:
            node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


# %% dense_backward :
def dense_backward(X, W, G):
    """Return (dW, db, dX), of shapes (d, m), (m,) and (n, d); `X` has shape (n, d), `W`
    (d, m), `G` (n, m)."""
    return X.T @ G, G.sum(axis=0), G @ W.T


# %% mlp_backward :
import numpy as np


def mlp_backward(X, y, params):
    """Return the list of gradients (dW, db), in the order and shapes of `params`; `X` has
    shape (n, d), `y` (n, k)."""
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


# %% gradient_norms :
import numpy as np


def gradient_norms(depth, activation, scale, width=100, seed=0):
    """Return `depth` numbers, the Frobenius norms of dJ/dZ, first layer first;
    `activation`: "sigmoid", "tanh" or "relu"."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, width))
    weights = [scale * rng.normal(size=(width, width)) for _ in range(depth)]
    functions = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    slopes = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: np.where(a > 0, 1.0, 0.0)}
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


# %% clip_by_norm :
import numpy as np


def clip_by_norm(grads, max_norm):
    """Return the list of the limited gradients, copies of the same shapes; `max_norm` is
    a number > 0."""
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = min(1.0, max_norm / (norm + 1e-6))
    return [g * factor for g in grads]
