"""Chapters written before the rules on what is shown, on minutes and on the quiz's choices: these pass them over."""

from __future__ import annotations

UNCONVERTED = frozenset(
    {
        *("00_start", "01_foundations", "02_perceptron", "03_activations", "04_losses", "05_gradient_descent"),
        *("06_backpropagation", "07_calculator", "08_mnist", "09_regularization", "11_cnn"),
    }
)
