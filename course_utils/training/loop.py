"""One epoch of training, and one evaluation: what the chapters 07 and 08 teach to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from course_utils.french import typeset

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

Loss = Callable[..., "Tensor"]  # (output, target) -> the mean over the batch, as PyTorch's losses are by default


def batches(n: int, size: int, rng: torch.Generator | None = None) -> Iterator[Tensor]:
    """Yield the numbers 0 … n − 1 in batches of `size`, the last one shorter, shuffled by `rng` if there is one.

    They index a tensor that is in memory already: `x[batch]`. A `DataLoader` would fetch the examples one at a
    time and stack them again, only to make the same batch: an epoch takes it about 1.3 times as long for a network of
    784-100-10, twice for one of 2-16-16-16-1 (measure it: `benchmarks/batches.py`).
    Raises ValueError when `size` is below 1.
    """
    import torch

    if size < 1:
        raise ValueError(typeset(f"Un lot a au moins un exemple : {size} est impossible."))
    order = torch.arange(n) if rng is None else torch.randperm(n, generator=rng)
    yield from order.split(size) if n else ()


def train_epoch(
    model: nn.Module,
    loss: Loss,
    optimiser: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    size: int,
    rng: torch.Generator,
    *,
    before_step: Callable[[float], None] | None = None,
) -> float:
    """Show `model` every example of x (n, …) and y (n, …) once, a step a batch; return the mean loss an example.

    Batches are weighted by their length, so that a short last one counts for what it is. The loss of each is taken
    before its step, in training mode (dropout on), in which the model is left. `before_step(share)` is called
    before each step with the share of the epoch that is done. x and y are on the model's device.
    Raises ValueError where outputs and numeric targets differ in shape, which PyTorch would broadcast, and
    when there is no example.
    """
    _same_length(x, y)
    model.train()
    losses: list[Tensor] = []
    weights: list[int] = []
    done = 0
    for index in batches(len(x), size, rng):
        if before_step is not None:
            before_step(done / len(x))
        index = index.to(x.device)
        target = y[index]
        output = model(x[index])
        _same_shape(output, target)
        value = loss(output, target)
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
        losses.append(value.detach())
        weights.append(len(index))
        done += len(index)
    return _weighted_mean(losses, weights)


def evaluate(model: nn.Module, loss: Loss, x: Tensor, y: Tensor, size: int = 1000) -> tuple[float, float | None]:
    """Return the mean loss an example and the accuracy (exactitude, 0 to 1), without learning anything.

    The accuracy is None unless y (n,) holds class numbers and the model gives a score to each class, (n, classes).
    Dropout and the like are off, no gradient is computed, and every layer's mode is put back. `size` examples go
    through at a time, for memory's sake; x and y are on the model's device. Raises ValueError as `train_epoch`.
    """
    import torch

    _same_length(x, y)
    modes = {module: module.training for module in model.modules()}
    model.eval()
    losses, weights, right, classes = [], [], [], False
    try:
        with torch.no_grad():
            for inputs, target in zip(x.split(size), y.split(size), strict=True):
                output = model(inputs)
                _same_shape(output, target)
                losses.append(loss(output, target))
                weights.append(len(target))
                classes = _is_class_number(target) and target.dim() == 1 and output.dim() == 2 and output.shape[1] > 1
                if classes:
                    right.append((output.argmax(1) == target).sum())
    finally:
        for module, mode in modes.items():
            module.training = mode
    accuracy = int(torch.stack(right).sum()) / len(x) if classes else None
    return _weighted_mean(losses, weights), accuracy


def _weighted_mean(values: list[Tensor], weights: list[int]) -> float:
    """The mean in double precision; values leave the device once, not once a batch."""
    import torch

    exact = torch.stack(values).cpu().double()
    return float(exact @ torch.tensor(weights, dtype=torch.float64)) / sum(weights)


def _same_length(x: Tensor, y: Tensor) -> None:
    if len(x) != len(y) or not len(x):
        raise ValueError(
            typeset(f"Il faut au moins un exemple, et une cible pour chacun : x en a {len(x)} et y en a {len(y)}.")
        )


def _same_shape(output: Tensor, target: Tensor) -> None:
    if not _is_class_number(target) and output.shape != target.shape:
        raise ValueError(
            typeset(
                f"Le modèle donne la forme {tuple(output.shape)} et les cibles ont la forme {tuple(target.shape)} : "
                "donnez-leur la même, sinon PyTorch comparerait chaque sortie à toutes les cibles."
            )
        )


def _is_class_number(target: Tensor) -> bool:
    return not (target.is_floating_point() or target.is_complex())
