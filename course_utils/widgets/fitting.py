"""A model too stiff or too supple for a few noisy points: its curve, and its errors on old and on new points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.alternatives import Frames
from course_utils.widgets.kit.controls import Slider, french_number
from course_utils.widgets.kit.panel import Panel, panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, VERMILION, GREEN, INK = "#0072B2", "#D55E00", "#009E73", "#262626"
BOX: dict[str, Any] = {"frameon": True, "facecolor": "#fbfbfa", "edgecolor": "none", "framealpha": 0.9}
MOST, NEW, DEGREES = 60, 200, 15  # points to learn from at most, new points to judge by, highest degree
GOLDEN = (np.sqrt(5) - 1) / 2
NO_PENALTY = -8  # the lowest place of the slider stands for no penalty at all

Fit = Callable[[np.ndarray, np.ndarray, int, float], Callable[[np.ndarray], np.ndarray]]


def fitting_game(
    fit: Fit,
    truth: Callable[[np.ndarray], np.ndarray],
    *,
    start: Mapping[str, Any],
    frames: Frames = (),
) -> Panel:
    """Return a panel that fits polynomials to noisy points of `truth` on [-1, 1], with four sliders.

    `fit(x, y, degree, alpha)` takes x and y of shape (n,) and returns the function that predicts. `start` gives the
    first `degree`, `penalty` (log10 of alpha; the lowest is none), `noise` (standard deviation) and `points`.
    """
    from matplotlib.figure import Figure

    rng = np.random.default_rng(9)
    # Steps of the golden ratio: any number of first points is well spread, and a new one moves none. They are closer
    # near the ends, where polynomials of high degree run wild.
    places, shocks = np.sin(np.pi * ((0.5 + GOLDEN * np.arange(MOST)) % 1 - 0.5)), rng.normal(size=MOST)
    new_places, new_shocks = rng.uniform(-1, 1, NEW), rng.normal(size=NEW)
    across = np.linspace(-1, 1, 201)
    degrees = np.arange(DEGREES + 1)
    controls = {
        "degree": Slider("Degré du polynôme", 0, DEGREES, start["degree"], step=1),
        "penalty": Slider("log₁₀ α (tout à gauche : aucune pénalité)", NO_PENALTY, 1, start["penalty"], step=1),
        "noise": Slider("Bruit (écart-type)", 0.0, 1.0, start["noise"], step=0.05),
        "points": Slider("Nombre de points", 8, MOST, start["points"], step=1),
    }

    def errors(degree: int, penalty: int, noise: float, points: int) -> tuple[Any, float, float]:
        """Return what predicts, and its root mean squared errors on its own points and on new ones."""
        x = places[:points]
        y = truth(x) + noise * shocks[:points]
        predict = fit(x, y, degree, 0.0 if penalty == NO_PENALTY else 10.0**penalty)
        new = truth(new_places) + noise * new_shocks
        return predict, _rmse(predict(x), y), _rmse(predict(new_places), new)

    figure = Figure(figsize=(8.6, 3.7))
    figure.set_layout_engine("none")
    left, right = figure.add_axes((0.07, 0.15, 0.47, 0.74)), figure.add_axes((0.63, 0.15, 0.35, 0.74))
    left.plot(across, truth(across), "--", color=INK, linewidth=1.4, label="la vérité")
    (dots,) = left.plot([], [], "o", color=BLUE, markersize=6, markeredgecolor="white", label="points appris")
    (curve,) = left.plot([], [], color=VERMILION, linewidth=2.4, label="le modèle")
    left.set(title="Le modèle et ses points", xlabel="x", ylabel="y", xlim=(-1.03, 1.03), ylim=(-2.6, 2.6))
    left.legend(loc="upper center", ncols=3, fontsize=9, **BOX)
    left.set_xticks([-1, -0.5, 0, 0.5, 1])
    (learnt,) = right.plot([], [], "o-", color=BLUE, markersize=4, label="points appris")
    (fresh,) = right.plot([], [], "s-", color=VERMILION, markersize=4, label="points nouveaux")
    here = right.axvline(0, color=GREEN, linewidth=7, alpha=0.25)
    right.set(title="Erreur selon le degré", xlabel="degré", ylabel="erreur (RMSE)", xlim=(-0.5, 15.5), ylim=(0, 1.6))
    right.set_xticks(range(0, DEGREES + 1, 3))
    right.legend(loc="upper center", fontsize=9, **BOX)

    def draw(degree: int, penalty: int, noise: float, points: int) -> Figure:
        found = [errors(int(one), penalty, noise, points) for one in degrees]
        dots.set_data(places[:points], truth(places[:points]) + noise * shocks[:points])
        curve.set_data(across, np.clip(found[degree][0](across), -9, 9))  # a line far outside takes time to draw
        learnt.set_data(degrees, [one[1] for one in found])
        fresh.set_data(degrees, np.minimum([one[2] for one in found], 9))
        here.set_xdata([degree, degree])
        return figure

    def alt(degree: int, penalty: int, noise: float, points: int) -> str:
        _, on_learnt, on_new = errors(degree, penalty, noise, points)
        return (
            f"À gauche, {points} points bruités, la courbe dont ils viennent et le polynôme de degré {degree} "
            f"{_penalty_words(penalty)}. À droite, ses erreurs selon le degré ; ici {_number(on_learnt)} sur les "
            f"points appris et {_number(on_new)} sur des points nouveaux."
        )

    def status(degree: int, penalty: int, noise: float, points: int) -> str:
        _, on_learnt, on_new = errors(degree, penalty, noise, points)
        told = f"Points appris : {_number(on_learnt)}. Points nouveaux : {_number(on_new)}."
        return f"{told} Aucun modèle ne peut descendre durablement sous le bruit : {french_number(noise, 0.01)}."

    return panel(draw, controls, alt=alt, status=status, frames=frames)


def _penalty_words(penalty: int) -> str:
    if penalty == NO_PENALTY:
        return "sans pénalité"
    return f"avec α = {french_number(10.0**penalty, 10.0**penalty) if penalty < 0 else 10**penalty}"


def _rmse(found: np.ndarray, wanted: np.ndarray) -> float:
    return float(np.sqrt(np.mean((np.asarray(found) - wanted) ** 2)))


def _number(value: float) -> str:
    return french_number(value, 0.01) if value < 100 else "plus de 100"
