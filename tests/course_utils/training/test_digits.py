"""The two together: the digits that every machine has, and the loop that chapters import."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from course_utils.data import load_mnist
from course_utils.training import decay, evaluate, fit


def test_a_small_network_reads_the_digits_that_every_machine_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("sklearn")
    for name, value in {"HOME": tmp_path, "COURSE_OFFLINE": 1, "KERAS_HOME": tmp_path, "COURSE_DATA": tmp_path}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    digits = load_mnist(quiet=True)
    x, x_test = (
        torch.tensor(images / 255, dtype=torch.float32).flatten(1) for images in (digits.x_train, digits.x_test)
    )
    y, y_test = torch.tensor(digits.y_train), torch.tensor(digits.y_test)
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
    optimiser = torch.optim.Adam(model.parameters())
    train, validation = (x[:1200], y[:1200]), (x[1200:], y[1200:])
    loss = nn.CrossEntropyLoss()
    start = evaluate(model, loss, x_test, y_test)[0]
    fit(
        model,
        train,
        validation,
        loss=loss,
        optimiser=optimiser,
        epochs=20,
        batch_size=50,
        schedule=decay(3e-3, 1e-4),
        progress=False,
    )
    end, accuracy = evaluate(model, loss, x_test, y_test)
    assert 2.25 < start < 2.4  # ln 10 = 2.303: it knew nothing
    assert end < 0.2
    assert accuracy is not None and accuracy > 0.95
