"""What a dense network reads of images, and the curves that are kept."""

from __future__ import annotations

import numpy as np
import torch

from course_utils.data.features import features
from course_utils.data.ladder import load_ladder


def test_features_are_standardised_rows_of_single_precision() -> None:
    images = np.zeros((2, 28, 28), np.uint8)
    images[1, 0, 1] = 255
    found = features(images)
    assert found.shape == (2, 784) and found.dtype == torch.float32
    assert abs(float(found[1, 1]) - (1 - 0.1307) / 0.3081) < 1e-5 and abs(float(found[0, 1]) + 0.1307 / 0.3081) < 1e-5


def test_each_rung_of_the_ladder_has_its_curves() -> None:
    rungs = load_ladder()
    assert len(rungs) == 5
    for rung in rungs:
        assert len(rung["x"]) == len(rung["val_loss"]) == len(rung["val_accuracy"]) == len(rung["train_loss"]) == 24
