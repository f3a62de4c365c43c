"""The images that the chapters learn from: `load_mnist()` returns MNIST wherever it is found, else real digits at hand.

    from course_utils.data import load_mnist

    digits = load_mnist()
    digits.x_train.shape, digits.x_train.dtype  # (60000, 28, 28), uint8: 0 is the ground, 255 full ink

`mnist.py` says where it looks and in which order; `parts.py` what MNIST is; `idx.py` and `npz.py` read files;
`download.py` fetches them; `digits.py` enlarges the digits of scikit-learn, for want of better.
"""

from course_utils.data.error import DataError
from course_utils.data.mnist import Digits, load_mnist

__all__ = ["DataError", "Digits", "load_mnist"]
