"""What a training leaves behind, and its curves."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course_utils.french import typeset

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class History:
    """One number an epoch: mean losses, accuracy (0 to 1; empty where there are no classes), learning rate.

    `train_loss` is taken while the weights move, dropout on; `val_loss` after the epoch, dropout off: the second
    may well be the lower. `learning_rate` is that of the epoch's last step.
    """

    train_loss: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)
    val_accuracy: list[float] = field(default_factory=list)
    learning_rate: list[float] = field(default_factory=list)

    @property
    def best_epoch(self) -> int:
        """The first epoch, counted from 1, with the lowest finite validation loss; 0 when there is none."""
        numbers = [loss for loss in self.val_loss if math.isfinite(loss)]
        return self.val_loss.index(min(numbers)) + 1 if numbers else 0

    def __len__(self) -> int:
        """How many epochs were finished."""
        return len(self.val_loss)


def plot_history(history: History, *, log: bool = False) -> None:
    """Show the curves of `history` under this cell, with a text alternative; losses on a log scale if `log`."""
    from course_utils.style import show

    show(history_figure(history, log=log), history_alt(history))


def history_figure(history: History, figure: Figure | None = None, *, log: bool = False) -> Figure:
    """Return the curves: losses, the best epoch marked, and the accuracy if there is one. `figure` is redrawn."""
    if figure is None:
        from matplotlib.figure import Figure

        figure = Figure()
    figure.clear()
    figure.set_size_inches((9.0, 3.6) if history.val_accuracy else (7.0, 3.6))
    panels = figure.subplots(1, 2 if history.val_accuracy else 1, squeeze=False)[0]
    epochs, best = range(1, len(history) + 1), history.best_epoch
    losses = panels[0]
    losses.plot(epochs, history.train_loss, "o--", markersize=3, label="entraînement")
    losses.plot(epochs, history.val_loss, "o-", markersize=3, label="validation")
    if best:
        losses.plot(best, history.val_loss[best - 1], "k*", markersize=11, label=typeset(f"meilleure époque : {best}"))
    losses.set(title="Perte", ylabel="perte moyenne" + (", échelle log" if log else ""))
    if log:
        losses.set_yscale("log")
    if len(history):
        losses.legend()
    if history.val_accuracy:
        percents = [100 * accuracy for accuracy in history.val_accuracy]
        panels[1].plot(epochs, percents, "o-", markersize=3, color="C1")
        if best:
            panels[1].plot(best, percents[best - 1], "k*", markersize=11)
        panels[1].set(title="Exactitude en validation", ylabel="exactitude (%)")
    for axes in panels:
        axes.set_xlabel("époque")
        axes.xaxis.get_major_locator().set_params(integer=True)
    return figure


def history_alt(history: History) -> str:
    """Return in French what the curves show: where they start and end, and the best epoch."""
    if not len(history):
        return "Courbes d'apprentissage : aucune époque n'est terminée."
    count = len(history)
    words = (
        f"Courbes d'apprentissage sur {count} époque{'s' if count > 1 else ''}. La perte d'entraînement va de "
        f"{number(history.train_loss[0])} à {number(history.train_loss[-1])}, celle de validation de "
        f"{number(history.val_loss[0])} à {number(history.val_loss[-1])}"
    )
    best = f", au plus bas à l'époque {history.best_epoch}." if history.best_epoch else "."
    if not history.val_accuracy:
        return typeset(words + best)
    first, last = (percent(history.val_accuracy[index]) for index in (0, -1))
    return typeset(f"{words}{best} L'exactitude en validation va de {first} à {last}.")


def number(value: float) -> str:
    """Return a number the French way, with four significant digits."""
    return f"{value:.4g}".replace(".", ",")


def percent(share: float) -> str:
    """Return a share the French way, in per cent with one decimal: 0.978 → « 97,8 % »."""
    return f"{100 * share:.1f} %".replace(".", ",")
