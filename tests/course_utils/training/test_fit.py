"""A whole training: histories worked out by hand, best weights, schedule, patience, seeds, interruptions, progress."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from course_utils.device import find_device
from course_utils.training import decay, fit
from course_utils.training.history import History

ONE = torch.ones(1, 1)
CLIMB = {"train": (ONE, 10 * ONE), "validation": (ONE, ONE), "loss": nn.MSELoss(), "batch_size": 1}


def scalar(weight: float = 0.0) -> nn.Linear:
    model = nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        model.weight.fill_(weight)
    return model


def climb(model: nn.Module, epochs: int, **more: Any) -> History:
    """Train w towards 10, by steps of 0.1·(10 − w), from 0: 1, then 1.9, 2.71… Validation would have it stop at 1."""
    sgd = torch.optim.SGD(model.parameters(), lr=0.05)
    return fit(model, **(CLIMB | {"optimiser": sgd, "epochs": epochs, "progress": False} | more))


def noisy_problem() -> tuple[nn.Module, dict[str, Any]]:
    """A network with dropout from fixed weights, and what `fit` takes."""
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, 3))
    x = torch.randn(90, 4)
    y = (x[:, 0] > 0).long() + (x[:, 1] > 0).long()
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    return model, {
        "train": (x[:60], y[:60]),
        "validation": (x[60:], y[60:]),
        "loss": nn.CrossEntropyLoss(),
        "optimiser": optimiser,
        "epochs": 4,
        "batch_size": 16,
        "progress": False,
    }


def test_the_history_is_the_one_worked_out_by_hand() -> None:
    history = climb(scalar(), 3)
    assert history.train_loss == pytest.approx([100, 81, 65.61])
    assert history.val_loss == pytest.approx([0, 0.81, 1.71**2], abs=1e-6)
    assert history.val_accuracy == []
    assert history.learning_rate == [0.05] * 3
    assert (history.best_epoch, len(history)) == (1, 3)


def test_the_best_weights_come_back_although_training_went_on_to_get_worse() -> None:
    model = scalar()
    climb(model, 5)
    assert model.weight.item() == pytest.approx(1.0)
    assert not model.training


def test_what_layers_remember_comes_back_with_the_weights() -> None:
    model = nn.Sequential(nn.BatchNorm1d(1), scalar())
    x = torch.tensor([[0.0], [2.0]])
    fit(model, **(CLIMB | {"train": (x, 10 + x), "batch_size": 2, "validation": (x, 0 * x), "progress": False}),
        optimiser=torch.optim.SGD(model.parameters(), lr=0.05), epochs=3)  # fmt: skip
    assert model[0].num_batches_tracked.item() == 1


def test_training_stops_when_patience_is_over() -> None:
    assert len(climb(scalar(), 50, patience=2)) == 3
    assert len(climb(scalar(), 50, patience=1)) == 2


def test_patience_counts_from_the_last_best() -> None:
    # From −3 towards 10: −1.7, −0.53, 0.52, 1.47, 2.32: the best is the fourth, at 0.47 from 1; the third is at 0.48.
    history = climb(scalar(-3.0), 50, patience=2)
    assert (history.best_epoch, len(history)) == (4, 6)


def test_of_equal_losses_the_first_is_the_best() -> None:
    history = climb(scalar(), 9, optimiser=torch.optim.SGD(scalar().parameters(), lr=0.05), patience=3)
    assert (history.best_epoch, len(history)) == (1, 4)  # the optimiser moves another model: nothing ever changes


def test_a_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    histories, weights = [], []
    for seed in (1, 1, 2):
        model, words = noisy_problem()
        histories.append(fit(model, **words, seed=seed))
        weights.append(nn.utils.parameters_to_vector(model.parameters()).tolist())
    assert histories[0] == histories[1] != histories[2]
    assert weights[0] == weights[1] != weights[2]
    assert len(histories[0].val_accuracy) == 4


def test_the_callers_random_numbers_threads_and_figures_are_left_alone() -> None:
    model, words = noisy_problem()
    random, threads = torch.get_rng_state(), torch.get_num_threads()
    fit(model, **words)
    assert torch.equal(torch.get_rng_state(), random)
    assert torch.get_num_threads() == threads


def test_a_schedule_sets_the_rate_of_every_group_before_each_step() -> None:
    model = nn.Sequential(scalar(1.0), scalar(1.0))
    groups = [{"params": model[0].parameters()}, {"params": model[1].parameters()}]
    optimiser = torch.optim.SGD(groups, lr=99.0)
    seen: list[tuple[float, ...]] = []

    def loss(output: Tensor, target: Tensor) -> Tensor:
        if torch.is_grad_enabled():
            seen.append(tuple(group["lr"] for group in optimiser.param_groups))
        return ((output - target) ** 2).mean()

    schedule = decay(0.1, 0.001)
    x = torch.ones(4, 1)
    history = fit(model, (x, x), (x, x), loss=loss, optimiser=optimiser, epochs=2, batch_size=2, schedule=schedule,
                  progress=False)  # fmt: skip
    assert seen == [(schedule(share),) * 2 for share in (0, 0.25, 0.5, 0.75)]
    assert history.learning_rate == [schedule(0.25), schedule(0.75)]


def interrupted_at(call: int) -> Any:
    """A loss that the reader interrupts at its n-th call, as Ctrl-C does. A call trains, the next validates."""
    calls: list[None] = []

    def loss(output: Tensor, target: Tensor) -> Tensor:
        calls.append(None)
        if len(calls) == call:
            os.kill(os.getpid(), signal.SIGINT)
        return ((output - target) ** 2).mean()

    return loss


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process at such a signal")
def test_an_interruption_keeps_the_best_weights_so_far_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    model = scalar()
    history = climb(model, 50, loss=interrupted_at(7))
    assert len(history) == len(history.train_loss) == len(history.learning_rate) == 3
    assert model.weight.item() == pytest.approx(1.0)
    said = capsys.readouterr()
    assert said.out.startswith("Entraînement interrompu à l’époque 4. Meilleurs poids\xa0: époque 1 sur 50")
    assert said.err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process at such a signal")
def test_an_interruption_of_the_first_epoch_leaves_the_weights_of_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    model = scalar(0.5)
    assert len(climb(model, 50, loss=interrupted_at(2))) == 0
    assert model.weight.item() == 0.5
    assert "Le modèle a ses poids de départ." in capsys.readouterr().out


def test_a_loss_that_is_no_number_ends_the_training_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    model = scalar(0.5)
    history = climb(model, 50, optimiser=torch.optim.SGD(model.parameters(), lr=1e15))
    assert len(history) < 5
    assert "n’est plus un nombre fini à l’époque" in capsys.readouterr().out
    assert torch.isfinite(model.weight).all()
    assert history.best_epoch == 1


@pytest.mark.parametrize("name", ["epochs", "batch_size", "patience"])
def test_counts_below_one_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"`{name}` vaut au moins 1"):
        climb(scalar(), **({"epochs": 1} | {name: 0}))


def test_convolutions_go_where_they_are_fastest_and_come_back() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2))
    seen: list[str] = []

    def loss(output: Tensor, target: Tensor) -> Tensor:
        seen.append(output.device.type)
        return nn.functional.cross_entropy(output, target)

    data = (torch.randn(6, 1, 4, 4), torch.tensor([0, 1, 0, 1, 0, 1]))
    sgd = torch.optim.SGD(model.parameters(), lr=0.1)
    fit(model, data, data, loss=loss, optimiser=sgd, epochs=1, batch_size=6, progress=False)
    assert set(seen) == {torch.device(find_device().torch_device).type}
    assert {parameter.device.type for parameter in model.parameters()} == {"cpu"}


def test_small_networks_stay_on_the_processor_on_one_thread() -> None:
    places, threads = [], []

    def loss(output: Tensor, target: Tensor) -> Tensor:
        places.append(output.device.type)
        threads.append(torch.get_num_threads())
        return ((output - target) ** 2).mean()

    climb(scalar(), 1, loss=loss)
    assert (set(places), set(threads)) == ({"cpu"}, {1})


def test_a_training_that_nobody_watches_ends_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    climb(scalar(), 3, progress=True)
    assert capsys.readouterr() == ("Meilleurs poids\xa0: époque 1 sur 3, perte de validation 0.\n", "")


def test_a_silent_training_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    climb(scalar(), 3)
    assert capsys.readouterr() == ("", "")


PROGRAM = """if True:
    import torch
    from torch import nn
    from course_utils.training import fit
    torch.manual_seed(0)
    x = torch.randn(60, 2)
    y = (x[:, 0] > 0).long()
    model = nn.Linear(2, 2)
    optimiser = torch.optim.SGD(model.parameters(), 0.5)
    fit(model, (x, y), (x, y), loss=nn.CrossEntropyLoss(), optimiser=optimiser, epochs=4, batch_size=20)
    """
LAST = r"Meilleurs poids\xa0: époque 4 sur 4, perte de validation 0,\d+, exactitude \d+,\d\xa0%\."


def test_a_terminal_shows_a_bar_then_the_line_and_no_figure() -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", PROGRAM]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(words, stdout=theirs, stderr=subprocess.PIPE, env=environment, timeout=120, check=True)
    os.close(theirs)
    text = os.read(ours, 1 << 16).decode().replace("\r\n", "\n")
    os.close(ours)
    first, last, *more = text.split("\n")
    assert "Entraînement\xa0: 100\xa0% |" in first
    assert re.fullmatch(LAST, last)
    assert (more, run.stderr) == ([""], b"")


def test_a_notebook_shows_growing_curves_with_a_text_alternative_and_a_bar_on_standard_output() -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PROGRAM)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = notebook.cells[0].outputs
    figures = [output for output in outputs if output.output_type == "display_data"]
    assert len(figures) == 1  # redrawn in its place
    assert 'alt="Courbes d’apprentissage sur 4 époques.' in figures[0].data["text/html"]
    streams = [output for output in outputs if output.output_type == "stream"]
    assert outputs == [*figures, *streams]
    assert {stream.name for stream in streams} == {"stdout"}
    text = "".join(stream.text for stream in streams)
    assert "Entraînement\xa0: 100\xa0% |" in text
    assert re.search(LAST, text)
