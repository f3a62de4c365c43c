"""What is recorded comes out the same with fewer instructions: the exercises where that is least certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.folder import open_course
from autograder.judge.other_cpu import elsewhere

COURSE = open_course(Path(__file__).parents[1])
# Single precision, a solved system, exponentials of large numbers, a small training. `course prove --other-cpu` runs
# them all.
AT_RISK = [
    ("03_activations", "softmax"),
    ("05_gradient_descent", "numerical_gradient"),
    ("08_mnist", "prepare"),
    ("09_regularization", "ridge_closed_form"),
    ("11_cnn", "conv2d"),
]


@pytest.mark.parametrize(("name", "exercise"), AT_RISK)
def test_another_processor_would_record_the_same(name: str, exercise: str) -> None:
    assert list(elsewhere(COURSE, name, [exercise])) == []
