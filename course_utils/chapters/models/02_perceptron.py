# Réponses commentées du chapitre « Le perceptron », construites depuis notebooks/02_perceptron.md par « course build ».


# %% neuron :
import numpy as np


def neuron(x, w, b):
    """Return z = w · x + b, a number; `x` and `w` are arrays of shape (d,), d >= 1, and
    `b` is a number."""
    return np.dot(w, x) + b


# %% perceptron_fit :
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    """Return (w, b), shapes (d,) and (), after `epochs` passes over `X` (n, d) and `y`
    (n,), 0s and 1s, from zeros."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        # chaque exemple se sert des corrections du précédent : on ne peut pas vectoriser cette boucle
        for example, target in zip(X, y):
            answer = 1 if example @ w + b >= 0 else 0
            w = w + lr * (target - answer) * example
            b = b + lr * (target - answer)
    return w, b


# %% xor_network :
import numpy as np


def xor_network(X):
    """Return the XOR of the two columns of `X` (n, 2): n integers, 0 or 1, in shape
    (n,)."""
    # une colonne par unité : OU, puis NON-ET ; chaque frontière passe à mi-chemin des coins
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    h = np.where(X @ W1 + b1 >= 0, 1, 0)
    return np.where(h @ np.array([1.0, 1.0]) - 1.5 >= 0, 1, 0)


# %% dense :
import numpy as np


def dense(X, W, b, activation):
    """Return the outputs (n, units) of a layer for `X` (n, d), `W` (d, units), `b`
    (units,); `activation` may be None."""
    z = X @ W + b
    return z if activation is None else activation(z)


# %% count_parameters :
def count_parameters(layer_sizes):
    """Return the number of weights and biases, an integer; `layer_sizes` are positive
    integers, inputs first."""
    return sum(before * after + after for before, after in zip(layer_sizes, layer_sizes[1:]))


# %% collapse :
def collapse(W1, b1, W2, b2):
    """Return (W, b), shapes (d, k) and (k,), for `W1` (d, m), `b1` (m,), `W2` (m, k),
    `b2` (k,)."""
    return W1 @ W2, b1 @ W2 + b2


# %% forward :
import numpy as np


def forward(X, params):
    """Return [X, then the output of each layer]; `X` is (n, d), `params` a list of (W,
    b), (inputs, units) and (units,)."""
    activations = [X]
    for place, (W, b) in enumerate(params, start=1):
        z = activations[-1] @ W + b
        activations.append(z if place == len(params) else np.maximum(z, 0.0))
    return activations
