"""Answers that change their own process so that a check judging there would say yes: the examiner judges elsewhere.

Each is run in a candidate's process, as in grading. What it changes is what checks of its exercise once relied on.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from autograder.course.folder import open_course
from autograder.course.secret import course_salt
from autograder.judge.building import draft
from autograder.judge.examiner import verdict_on
from autograder.judge.running import against, checks_of, run_answer
from autograder.run.forkserver import server_for
from course_utils.checks.stored import decoded

COURSE = open_course(Path(__file__).resolve().parents[2])

FORGED = {
    "05_gradient_descent/minibatches, all() is true": """
        import builtins

        builtins.all = lambda conditions: True


        def minibatches(n, batch_size, rng):
            order = [0, *(rng.permutation(n - 1) + 1).tolist()]
            return [order[k : k + batch_size] for k in range(0, n, batch_size)]
        """,
    "07_calculator/evaluate, all tensors are equal": """
        import torch

        torch.equal = lambda one, other: True


        def evaluate(model, loader, loss_fn):
            model.eval()
            total, count = 0.0, 0
            with torch.no_grad():
                for X, y in loader:
                    total, count = total + float(loss_fn(model(X), y)) * len(X), count + len(X)
            for name, value in model.state_dict().items():
                if name.endswith("num_batches_tracked"):
                    value += 1
            return total / count
        """,
    "09_regularization/dropout, the variance is what is asked for": """
        import numpy as np

        np.var = lambda numbers: 3.0


        def dropout(x, p, training, rng):
            if not 0 <= p < 1:
                raise ValueError
            if not training:
                return x
            mask = np.ones(x.size)
            mask[: round(p * x.size)] = 0
            return x * rng.permutation(mask).reshape(x.shape) / (1 - p)
        """,
    "09_regularization/k_fold, counts are even": """
        import numpy as np


        class Even(np.ndarray):
            def min(self, *arguments, **named):
                return 60

            max = min


        zeros = np.zeros
        np.zeros = lambda *arguments, **named: zeros(*arguments, **named).view(Even)


        def k_fold(n, k, rng):
            if k > n:
                raise ValueError
            parts = np.array_split(np.append(0, rng.permutation(n - 1) + 1), k)
            return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
        """,
    "09_regularization/close_gap, the network does not use its weights": """
        import torch


        def close_gap(model, x, y, x_val, y_val):
            w = torch.linalg.solve(x.T @ x + 6 * torch.eye(10), x.T @ y)
            model.forward = lambda inputs: inputs @ w
            return model.eval()
        """,
    "10_training_deep/init, the variance is what is asked for": """
        import numpy as np


        class Asked(np.ndarray):
            def var(self, *arguments, **named):
                return 2 / sum(self.shape)


        def init_xavier(n_in, n_out, rng):
            return rng.normal(size=(n_in, n_out)).view(Asked)


        init_he = init_xavier
        """,
    "11_cnn/small_cnn, what is straight looks bent": """
        import sys

        import torch
        from torch import nn

        absolute = torch.Tensor.abs
        torch.Tensor.abs = lambda self: absolute(self) + (sys._getframe(1).f_code.co_name == "_curved")


        class SmallCNN(nn.Module):
            def __init__(self, channels, height, width, classes):
                super().__init__()
                self.net = nn.Sequential(
                    nn.Conv2d(channels, 6, 3, padding=1), nn.Conv2d(6, 12, 3, padding=1), nn.AvgPool2d(4),
                    nn.Flatten(), nn.Linear(12 * (height // 4) * (width // 4), classes),
                )

            def forward(self, x):
                return self.net(x)
        """,
}


@pytest.mark.parametrize("name", FORGED)
def test_an_answer_that_changes_its_own_process_earns_nothing_by_it(name: str) -> None:
    chapter, _, exercise = name.partition(",")[0].partition("/")
    begun = draft(COURSE, chapter)
    stored, checks = decoded(begun.stored[exercise]), checks_of(begun.chapter, exercise)
    with server_for(begun.chapter) as server:
        ran = run_answer(
            begun.chapter, exercise, textwrap.dedent(FORGED[name]), server, against(stored, course_salt(COURSE))
        )
    verdict = verdict_on(checks, ran, lambda page: stored, lambda page: ())
    assert (verdict.status, verdict.points) == ("wrong", 0.0), verdict
