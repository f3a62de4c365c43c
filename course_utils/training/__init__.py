"""The training loop, once a chapter has taught it: learners write it in 07 and 08, later chapters import it.

    from course_utils.training import evaluate, fit, plot_history

    history = fit(model, (x, y), (x_val, y_val), loss=nn.CrossEntropyLoss(), optimiser=optimiser, epochs=10,
                  batch_size=100)
    plot_history(history)

PyTorch is loaded when a function is called.
"""

from course_utils.training.fit import fit
from course_utils.training.history import History, plot_history
from course_utils.training.loop import batches, evaluate, train_epoch
from course_utils.training.schedule import decay, one_cycle
from course_utils.training.threads import one_thread

__all__ = [
    "History",
    "batches",
    "decay",
    "evaluate",
    "fit",
    "one_cycle",
    "one_thread",
    "plot_history",
    "train_epoch",
]
