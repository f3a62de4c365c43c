"""What a dense network reads of images: the same preparation everywhere, taught in chapter 08."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

MEAN, DEVIATION = 0.1307, 0.3081  # of the pixels of MNIST's training set, from 0 to 1


def features(images: np.ndarray) -> Tensor:
    """Return images (n, 28, 28), from 0 to 255, as a tensor (n, 784), float32: shares of full ink, standardised."""
    import torch

    pixels = torch.as_tensor(images).flatten(1).to(torch.float32)
    return (pixels / 255 - MEAN) / DEVIATION
