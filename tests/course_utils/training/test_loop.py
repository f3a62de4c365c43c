"""Batches, one epoch and one evaluation, against values worked out by hand."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
import torch
from torch import Tensor, nn

from course_utils.training import batches, decay, evaluate, one_cycle, one_thread, train_epoch

X = torch.tensor([[1.0], [2.0], [3.0]])
ZEROS = torch.zeros(3, 1)


def scalar(weight: float) -> nn.Linear:
    """The model x ↦ weight · x."""
    model = nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        model.weight.fill_(weight)
    return model


def rng(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_batches_hold_every_number_once_and_the_last_is_shorter() -> None:
    found = list(batches(7, 3, rng()))
    assert [len(batch) for batch in found] == [3, 3, 1]
    assert sorted(torch.cat(found).tolist()) == list(range(7))


def test_batches_are_shuffled_by_their_generator_and_in_order_without() -> None:
    shuffled = [torch.cat(list(batches(50, 8, rng(seed)))).tolist() for seed in (1, 1, 2)]
    assert shuffled[0] == shuffled[1] != shuffled[2]
    assert torch.cat(list(batches(50, 8))).tolist() == list(range(50)) != shuffled[0]


def test_there_is_no_batch_of_nothing() -> None:
    assert list(batches(0, 3)) == []
    with pytest.raises(ValueError, match="au moins un exemple"):
        list(batches(3, 0))


def test_an_epochs_loss_is_the_mean_over_examples_even_with_a_shorter_last_batch() -> None:
    # (2·1)² + (2·2)² + (2·3)² = 4 + 16 + 36 = 56, over 3 examples, whichever of them is alone in the last batch.
    # The mean of the batches' means would be (10 + 36)/2, (20 + 16)/2 or (26 + 4)/2.
    for seed in range(4):
        model = scalar(2.0)
        optimiser = torch.optim.SGD(model.parameters(), lr=0.0)
        found = train_epoch(model, nn.MSELoss(), optimiser, X, ZEROS, 2, rng(seed))
        assert found == pytest.approx(56 / 3, rel=1e-12)


def test_an_epoch_takes_one_step_a_batch_with_fresh_gradients() -> None:
    # One example x = 1, y = 0 twice: the gradient is 2w, and a step of 0.1 multiplies w by 0.8.
    model = scalar(1.0)
    x, y = torch.ones(2, 1), torch.zeros(2, 1)
    loss = train_epoch(model, nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=0.1), x, y, 1, rng())
    assert model.weight.item() == pytest.approx(0.8**2)
    assert loss == pytest.approx((1 + 0.8**2) / 2)  # each taken before its step


def test_what_is_called_before_each_step_learns_the_share_that_is_done() -> None:
    shares: list[float] = []
    model = scalar(1.0)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    train_epoch(model, nn.MSELoss(), optimiser, X, ZEROS, 2, rng(), before_step=shares.append)
    assert shares == [0.0, 2 / 3]


def test_an_evaluation_weighs_a_shorter_last_batch_too() -> None:
    assert evaluate(scalar(2.0), nn.MSELoss(), X, ZEROS, size=2) == (pytest.approx(56 / 3, rel=1e-12), None)


def test_an_evaluation_turns_dropout_off_and_puts_every_mode_back() -> None:
    model = nn.Sequential(nn.Dropout(0.5), scalar(2.0), nn.Dropout(0.5))
    model.train()
    model[2].eval()
    before = [module.training for module in model.modules()]
    assert evaluate(model, nn.MSELoss(), X, ZEROS)[0] == pytest.approx(56 / 3)
    assert [module.training for module in model.modules()] == before == [True, True, True, False]


def test_an_evaluation_that_fails_puts_the_modes_back() -> None:
    model = nn.Sequential(nn.Dropout(0.5), scalar(2.0))

    def fails(output: Tensor, target: Tensor) -> Tensor:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        evaluate(model, fails, X, ZEROS)
    assert all(module.training for module in model.modules())


def test_an_evaluation_computes_no_gradient() -> None:
    model, tracked = scalar(2.0), []

    def watched(output: Tensor, target: Tensor) -> Tensor:
        tracked.append(output.requires_grad)
        return ((output - target) ** 2).mean()

    evaluate(model, watched, X, ZEROS)
    assert tracked == [False]
    assert model.weight.grad is None


def test_the_accuracy_counts_the_highest_scores_over_all_batches() -> None:
    scores = torch.tensor([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [0.0, 1.0, 5.0], [4.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    truth = torch.tensor([0, 1, 2, 1, 0])  # the first three are right
    loss, accuracy = evaluate(nn.Identity(), nn.CrossEntropyLoss(), scores, truth, size=2)
    by_hand = [math.log(sum(math.exp(s) for s in row)) - row[k] for row, k in zip(scores.tolist(), truth, strict=True)]
    assert accuracy == 3 / 5
    assert loss == pytest.approx(sum(by_hand) / 5, rel=1e-6)


@pytest.mark.parametrize("work", ["train", "evaluate"])
def test_targets_that_would_be_broadcast_are_refused_with_both_shapes(work: str) -> None:
    model = scalar(2.0)
    with pytest.raises(ValueError, match=r"la forme \(3, 1\) et les cibles ont la forme \(3,\)"):
        if work == "train":
            train_epoch(model, nn.MSELoss(), torch.optim.SGD(model.parameters(), 0.1), X, ZEROS[:, 0], 3, rng())
        else:
            evaluate(model, nn.MSELoss(), X, ZEROS[:, 0])


@pytest.mark.parametrize("count", [0, 2])
def test_examples_without_targets_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"y en a {count}"):
        evaluate(scalar(1.0), nn.MSELoss(), X[: 3 if count else 0], ZEROS[:count])


def test_one_thread_is_for_the_time_of_the_with() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with pytest.raises(RuntimeError), one_thread():
            assert torch.get_num_threads() == 1
            raise RuntimeError
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_decay_goes_by_equal_factors() -> None:
    schedule = decay(0.01, 0.0001)
    assert [schedule(share) for share in (0, 0.5, 1)] == pytest.approx([0.01, 0.001, 0.0001])
    with pytest.raises(ValueError):
        decay(0.01, 0)


def test_one_cycle_climbs_to_its_peak_then_falls() -> None:
    schedule = one_cycle(0.5, warm_up=0.2)
    assert schedule(0) == pytest.approx(0.02)
    assert schedule(0.1) == pytest.approx((0.02 + 0.5) / 2)
    assert schedule(0.2) == pytest.approx(0.5)
    assert schedule(0.6) == pytest.approx((0.5 + 0.00005) / 2)
    assert schedule(1) == pytest.approx(0.00005)
    with pytest.raises(ValueError):
        one_cycle(0.5, warm_up=1)


def test_importing_it_loads_neither_torch_nor_matplotlib() -> None:
    program = "import sys, course_utils.training; print(*sorted(name.split('.')[0] for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert not {"torch", "matplotlib", "numpy", "IPython", "tqdm"} & set(run.stdout.split())
