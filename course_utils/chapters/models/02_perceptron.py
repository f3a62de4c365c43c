# Réponses commentées du chapitre « Le perceptron », construites depuis notebooks/02_perceptron.md par « course build ».


# %% neuron :
import numpy as np


def neuron(x, w, b):
    """Return the pre-activation z = w · x + b of one neuron, a number.

    `x` and `w` are arrays of shape (d,), d >= 1; `b` is a number. The arrays are left unchanged.
    """
    return np.dot(w, x) + b


# %% perceptron_fit :
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    """Return (w, b) after `epochs` passes of Rosenblatt's rule, examples taken in order, from zeros.

    `X` is an array of shape (n, d); `y` of shape (n,) holds 0s and 1s; `lr` > 0; `epochs` >= 0. The answer to an
    example is 1 when z >= 0, else 0. `w` has shape (d,), `b` is a number. The arrays are left unchanged.
    """
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for example, target in zip(X, y):
            answer = 1 if example @ w + b >= 0 else 0
            w = w + lr * (target - answer) * example
            b = b + lr * (target - answer)
    return w, b


# %% xor_network :
import numpy as np


def xor_network(X):
    """Return the XOR of the two columns of `X`, computed by a network of two layers with weights set by hand.

    `X` is an array of shape (n, 2); it is left unchanged. The result holds n integers, 0 or 1, in shape (n,). A point
    whose coordinates are less than 0.2 away from those of a corner of the unit square gets that corner's answer.
    """
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    h = np.where(X @ W1 + b1 >= 0, 1, 0)
    return np.where(h @ np.array([1.0, 1.0]) - 1.5 >= 0, 1, 0)


# %% dense :
import numpy as np


def dense(X, W, b, activation):
    """Return the outputs of a layer for a batch, an array of shape (n, units).

    `X` has shape (n, d), `W` (d, units), `b` (units,). `activation` is a function applied to every pre-activation, or
    None for no activation. The arrays are left unchanged.
    """
    z = X @ W + b
    return z if activation is None else activation(z)


# %% count_parameters :
def count_parameters(layer_sizes):
    """Return the number of weights and biases, an integer, of a fully connected network.

    `layer_sizes` is a non-empty list of positive integers: the number of inputs, then the units of every layer that
    computes. It is left unchanged. One size alone has no parameters.
    """
    return sum(before * after + after for before, after in zip(layer_sizes, layer_sizes[1:]))


# %% collapse :
def collapse(W1, b1, W2, b2):
    """Return (W, b), the single layer that does what two layers without activation do one after the other.

    `W1` has shape (d, m), `b1` (m,), `W2` (m, k), `b2` (k,); `W` has shape (d, k) and `b` (k,). For every X of shape
    (n, d), X @ W + b equals (X @ W1 + b1) @ W2 + b2. The arrays are left unchanged.
    """
    return W1 @ W2, b1 @ W2 + b2


# %% forward :
import numpy as np


def forward(X, params):
    """Return the list of activations of a network: X first, then the output of every layer.

    `X` has shape (n, d); `params` is a list of (W, b), W of shape (inputs, units) and b of shape (units,). Hidden layers
    apply ReLU, the last layer nothing. An empty `params` gives [X]. Nothing that is received is changed.
    """
    activations = [X]
    for place, (W, b) in enumerate(params, start=1):
        z = activations[-1] @ W + b
        activations.append(z if place == len(params) else np.maximum(z, 0.0))
    return activations
