"""The network of chapter 00: it learns to read handwritten digits in NumPy, while one watches, within a second.

    digit_canvas(first_reader(), centre="box")

64 inputs, one for each square of a digit brought to 8 × 8, a hidden layer of 32 units, ten outputs: 2,410 parameters.
It needs neither the network nor PyTorch: the digits are those of scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from course_utils.data.digits import builtin_digits
from course_utils.french import typeset

HIDDEN, BATCH, RATE = 32, 32, 0.1

Weights = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def first_reader(epochs: int = 20, seed: int = 0) -> Callable[[np.ndarray], np.ndarray]:
    """Train the network before the reader's eyes and return it: an image (28, 28) uint8 in, ten probabilities out.

    A few lines are printed, in French: the share of the test's digits that are read well as the training goes on.
    `epochs` >= 1. Raises ImportError without scikit-learn.
    """
    x_train, y_train, x_test, y_test = builtin_digits()
    seen, unseen = squares(x_train), squares(x_test)
    for epoch, weights in enumerate(learn(seen, y_train, epochs, seed)):
        if epoch in {0, 1, 2, 5, 10, epochs}:
            right = np.mean(probabilities(weights, unseen).argmax(axis=1) == y_test)
            print(
                typeset(f"{_when(epoch)} : {round(100 * right)} % des {len(unseen)} chiffres jamais vus sont bien lus")
            )
    return lambda image: probabilities(weights, squares(image[None]))[0]


def squares(images: np.ndarray) -> np.ndarray:
    """Return images (n, 28, 28) as (n, 64) floats from 0 to 1: the mean ink of 8 × 8 squares, the darkest being 1."""
    box = images[:, 4:24, 4:24].astype(float).repeat(2, axis=1).repeat(2, axis=2)
    means = box.reshape(len(images), 8, 5, 8, 5).mean(axis=(2, 4)).reshape(len(images), 64)
    return means / np.maximum(means.max(axis=1, keepdims=True), 1.0)


def learn(x: np.ndarray, labels: np.ndarray, epochs: int, seed: int) -> Iterator[Weights]:
    """Yield the weights before the training, then after each epoch of mini-batches; `x` (n, 64), `labels` (n,)."""
    rng = np.random.default_rng(seed)
    first, second = rng.normal(0, np.sqrt(2 / 64), (64, HIDDEN)), rng.normal(0, np.sqrt(2 / HIDDEN), (HIDDEN, 10))
    weights = first, np.zeros(HIDDEN), second, np.zeros(10)
    yield weights
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), BATCH):
            rows = order[start : start + BATCH]
            weights = _step(weights, x[rows], labels[rows])
        yield weights


def probabilities(weights: Weights, x: np.ndarray) -> np.ndarray:
    """Return the ten probabilities of each row of `x`, (n, 10)."""
    first, first_bias, second, second_bias = weights
    scores = np.maximum(x @ first + first_bias, 0) @ second + second_bias
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _step(weights: Weights, x: np.ndarray, labels: np.ndarray) -> Weights:
    """Return the weights after one step of gradient descent on a batch, the loss being the cross-entropy."""
    first, first_bias, second, second_bias = weights
    hidden = np.maximum(x @ first + first_bias, 0)
    error = (probabilities(weights, x) - np.eye(10)[labels]) / len(x)
    back = (error @ second.T) * (hidden > 0)
    return (
        first - RATE * x.T @ back,
        first_bias - RATE * back.sum(axis=0),
        second - RATE * hidden.T @ error,
        second_bias - RATE * error.sum(axis=0),
    )


def _when(epoch: int) -> str:
    return f"après {epoch} passage{'s' * (epoch > 1)} sur les exemples" if epoch else "avant d'apprendre"
