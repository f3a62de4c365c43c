"""A whole training: epochs, the best weights, a schedule, early stopping, and something to look at meanwhile."""

from __future__ import annotations

import contextlib
import copy
import math
from typing import TYPE_CHECKING, Any

from course_utils.device import find_device
from course_utils.french import typeset
from course_utils.progress import bar, in_notebook
from course_utils.training.history import History, number, percent
from course_utils.training.live import LiveHistory
from course_utils.training.loop import Loss, evaluate, train_epoch
from course_utils.training.schedule import Schedule
from course_utils.training.threads import one_thread

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

_LARGE = 1_000_000  # parameters from which a dense network gains from a graphics card, or from several threads


def fit(
    model: nn.Module,
    train: tuple[Tensor, Tensor],
    validation: tuple[Tensor, Tensor],
    *,
    loss: Loss,
    optimiser: torch.optim.Optimizer,
    epochs: int,
    batch_size: int,
    schedule: Schedule | None = None,
    patience: int | None = None,
    seed: int = 0,
    device: str | None = None,
    progress: bool = True,
    live: bool | None = None,
) -> History:
    """Train `model` on `train` (x, y) for `epochs`, and leave it with the weights that did best on `validation`.

    « Best » is the lowest validation loss, the first if several; the weights are kept as a copy and put back at the
    end. The model is left on the device it came from, in evaluation mode, ready to predict.

    - `loss(output, target)` is a mean over the batch; `optimiser` is built on `model.parameters()`.
    - `schedule(share)` gives the learning rate, of every group of parameters, before each step; `share` is that of
      the training that is done, from 0 towards 1.
    - `patience`: training stops when that many epochs in a row have not brought a new best.
    - `seed` decides the shuffling and the dropout, and PyTorch's own generator is as before afterwards: on a CPU
      two calls from the same weights give the same numbers. A new optimiser is part of « the same ».
    - `device`: None takes the graphics card for convolutions and large networks, the processor for the rest, to
      which it brings nothing. On the processor, small networks get one thread (see `one_thread`).
    - `progress`: a bar where somebody watches, then one French line. `live`: curves that are redrawn; None draws them
      in a notebook only.

    Interrupting (■, Ctrl-C) ends the training as if it were over, and says so: best weights, history so far. So
    does a loss that is no finite number any more. With no epoch finished, the best weights are those of the start.
    Raises ValueError as `train_epoch`, and for counts below 1.
    """
    import torch

    for name, count in (("epochs", epochs), ("batch_size", batch_size), ("patience", patience)):
        if count is not None and count < 1:
            raise ValueError(typeset(f"`{name}` vaut au moins 1, et non {count}."))
    home = next((parameter.device for parameter in model.parameters()), torch.device("cpu"))
    place = torch.device(device) if device else _best_place(model, home)
    cards = [place] if place.type == "cuda" else []
    small = place.type == "cpu" and not _gains_from_a_card(model)
    history, curves = History(), LiveHistory() if (in_notebook() if live is None else live) else None
    best = _copy(model)
    why = ""
    try:
        with (
            one_thread() if small else contextlib.nullcontext(),
            torch.random.fork_rng(devices=cards),
            bar(epochs, "Entraînement", shown=progress) as shown,
        ):
            torch.manual_seed(seed)
            rng = torch.Generator().manual_seed(seed)
            model.to(place)
            x, y, x_val, y_val = (torch.as_tensor(data).to(place) for data in (*train, *validation))
            done = 0.0

            def before_step(share: float) -> None:
                nonlocal done
                shown.update(len(history) + share - done)
                done = len(history) + share
                if schedule is not None:
                    for group in optimiser.param_groups:
                        group["lr"] = schedule(done / epochs)

            while len(history) < epochs and not why:
                train_loss = train_epoch(model, loss, optimiser, x, y, batch_size, rng, before_step=before_step)
                val_loss, accuracy = evaluate(model, loss, x_val, y_val)
                _append(history, train_loss, val_loss, accuracy, optimiser.param_groups[0]["lr"])
                if history.best_epoch == len(history):
                    best = _copy(model)
                why = _why_stop(history, patience)
                shown.set_postfix_str(f"époque {len(history)} sur {epochs}, perte {number(val_loss)}", refresh=False)
                shown.update(len(history) - done)
                done = float(len(history))
                if curves is not None:
                    curves.show(history)
    except KeyboardInterrupt:
        _forget_unfinished(history)
        why = f"Entraînement interrompu à l'époque {min(len(history) + 1, epochs)}."
    finally:
        model.load_state_dict(best)
        model.to(home)
        model.eval()
    if curves is not None:
        curves.show(history, last=True)
    if progress or why:
        print(typeset(f"{why} {_kept(history, epochs)}".strip()))
    return history


def _copy(model: nn.Module) -> dict[str, Any]:
    """Return the weights, and what else a layer remembers, as they are now: the model's own go on changing."""
    return copy.deepcopy(model.state_dict())


def _gains_from_a_card(model: nn.Module) -> bool:
    parameters = list(model.parameters())
    return any(one.dim() > 2 for one in parameters) or sum(one.numel() for one in parameters) >= _LARGE


def _best_place(model: nn.Module, home: torch.device) -> torch.device:
    """Where to compute: where the model was put, if that is a card already, else the best for its kind."""
    import torch

    if home.type != "cpu" or not _gains_from_a_card(model):
        return home
    return torch.device(find_device().torch_device)


def _append(history: History, train_loss: float, val_loss: float, accuracy: float | None, rate: float) -> None:
    if accuracy is not None:
        history.val_accuracy.append(accuracy)
    history.learning_rate.append(float(rate))
    history.train_loss.append(train_loss)
    history.val_loss.append(val_loss)  # last: it is what counts the epochs


def _forget_unfinished(history: History) -> None:
    """An interruption may fall between two lines of `_append`."""
    for numbers in (history.train_loss, history.val_accuracy, history.learning_rate):
        del numbers[len(history) :]


def _why_stop(history: History, patience: int | None) -> str:
    """Return a French sentence when there is a reason to go no further, else « »."""
    if not math.isfinite(history.train_loss[-1]):
        return f"La perte n'est plus un nombre fini à l'époque {len(history)} : baissez le taux d'apprentissage."
    if patience is not None and len(history) - history.best_epoch >= patience:
        return f"Arrêt précoce après {len(history)} époques."
    return ""


def _kept(history: History, epochs: int) -> str:
    best = history.best_epoch
    return f"Meilleurs poids : {_numbers(history, best, epochs)}." if best else "Le modèle a ses poids de départ."


def _numbers(history: History, epoch: int, epochs: int) -> str:
    words = f"époque {epoch} sur {epochs}, perte de validation {number(history.val_loss[epoch - 1])}"
    return f"{words}, exactitude {percent(history.val_accuracy[epoch - 1])}" if history.val_accuracy else words
