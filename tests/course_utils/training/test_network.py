"""Dense networks whose first weights depend on a seed of their own."""

from __future__ import annotations

import torch
from torch import nn

from course_utils.training.network import dense


def test_the_layers_are_those_of_the_widths_and_nothing_follows_the_last() -> None:
    kinds = [type(layer) for layer in dense((4, 3, 3, 2), activation=nn.Sigmoid, drop=0.5)]
    assert kinds == [nn.Linear, nn.Sigmoid, nn.Dropout, nn.Linear, nn.Sigmoid, nn.Dropout, nn.Linear]
    assert [type(layer) for layer in dense((4, 2))] == [nn.Linear]


def test_the_seed_decides_the_weights_and_the_shared_generator_is_left_alone() -> None:
    before = torch.get_rng_state()
    first, again, other = (dense((3, 2), seed)[0].weight for seed in (1, 1, 2))
    assert torch.equal(first, again) and not torch.equal(first, other)
    assert torch.equal(before, torch.get_rng_state())
