"""The 1,797 real digits that come with scikit-learn, made to look like MNIST: what there is without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_BOX = 20  # a digit of MNIST lies in a box of 20 × 20 pixels…
_MARGIN = 4  # …in the middle of 28 × 28
_TEST_SHARE = 0.2
_SEED = 0
_FULL_INK = 16  # of scikit-learn's digits


def builtin_digits() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return x_train (1438, 28, 28) and x_test (359, 28, 28), uint8, with y_train and y_test, int64.

    Each image is enlarged from 8 × 8 to 28 × 28 (`enlarge`). The two sets are drawn at random, class by class, a
    fifth for the test, and are the same on every machine. Their file's last rows would be a poor test: other people
    wrote them. Raises ImportError without scikit-learn.
    """
    from sklearn.datasets import load_digits

    found = load_digits()
    images, labels = enlarge(found.images), found.target.astype("int64")
    train, test = stratified(labels, _TEST_SHARE, _SEED)
    return images[train], labels[train], images[test], labels[test]


def enlarge(images: np.ndarray) -> np.ndarray:
    """Return images (n, 28, 28), uint8 from 0 to 255, from images (n, 8, 8) of whole numbers from 0 to 16.

    Bilinear interpolation to 20 × 20, pixel centres kept in place and edges repeated, then a margin of 4, as in
    MNIST. In integers throughout: the result is the same everywhere, to the last bit.
    """
    import numpy as np

    sources = images.shape[1]
    steps = 2 * _BOX  # positions are counted in fortieths of a source pixel
    weights = np.zeros((_BOX, sources), np.int64)
    for row in range(_BOX):
        # The centre of target pixel `row` is (row + ½) · 8/20 − ½ source pixels from the first centre.
        position = min(max((2 * row + 1) * sources - _BOX, 0), (sources - 1) * steps)
        before, past = divmod(position, steps)
        weights[row, before] += steps - past
        weights[row, min(before + 1, sources - 1)] += past
    whole = weights @ np.asarray(images).astype(np.int64) @ weights.T  # (n, 20, 20), times steps²
    largest = _FULL_INK * steps * steps
    grey = (whole * 255 + largest // 2) // largest
    return np.pad(grey.astype(np.uint8), ((0, 0), (_MARGIN, _MARGIN), (_MARGIN, _MARGIN)))


def stratified(labels: np.ndarray, share: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the indices of a training and of a test set, shuffled; the test set has `share` of each class, rounded."""
    import numpy as np

    rng = np.random.RandomState(seed)  # NumPy promises that its numbers never change, unlike default_rng's
    train, test = [], []
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        cut = round(share * len(members))
        test.append(members[:cut])
        train.append(members[cut:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))
