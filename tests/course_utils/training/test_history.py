"""What a history knows of itself, and its curves."""

from __future__ import annotations

import math

import pytest

from course_utils.training import History, plot_history
from course_utils.training.history import history_alt, history_figure, number, percent

THREE = History([1.5, 0.8, 0.4], [1.2, 0.6, 0.75], [0.5, 0.8, 0.779], [0.1, 0.1, 0.05])
REGRESSION = History([100.0, 10.0], [90.0, 12.345], [], [0.1, 0.1])


@pytest.mark.parametrize(
    ("losses", "best"),
    [([1.2, 0.6, 0.75], 2), ([0.6, 0.6], 1), ([math.nan, 0.5], 2), ([math.nan], 0), ([math.inf], 0), ([], 0)],
)
def test_the_best_epoch_is_the_first_lowest_counted_from_one_and_always_a_number(
    losses: list[float], best: int
) -> None:
    assert History(losses, losses).best_epoch == best


def test_the_text_alternative_says_where_the_curves_go() -> None:
    assert history_alt(THREE) == (
        "Courbes d’apprentissage sur 3 époques. La perte d’entraînement va de 1,5 à 0,4, celle de validation de "
        "1,2 à 0,75, au plus bas à l’époque 2. L’exactitude en validation va de 50,0\xa0% à 77,9\xa0%."
    )
    assert history_alt(REGRESSION).endswith("celle de validation de 90 à 12,35, au plus bas à l’époque 2.")
    assert "aucune époque" in history_alt(History())


def test_the_curves_have_french_titles_labels_and_the_values_of_the_history() -> None:
    losses, accuracy = history_figure(THREE).axes
    assert [line.get_ydata().tolist() for line in losses.lines[:2]] == [THREE.train_loss, THREE.val_loss]
    assert (losses.get_title(loc="left") or losses.get_title(), losses.get_xlabel()) == ("Perte", "époque")
    assert [text.get_text() for text in losses.get_legend().get_texts()] == [
        "entraînement",
        "validation",
        "meilleure époque\xa0: 2",
    ]
    assert accuracy.lines[0].get_ydata().tolist() == pytest.approx([50, 80, 77.9])
    assert accuracy.get_ylabel() == "exactitude (%)"


def test_without_classes_there_is_one_panel_which_may_be_logarithmic() -> None:
    (losses,) = history_figure(REGRESSION, log=True).axes
    assert losses.get_yscale() == "log"
    assert losses.get_ylabel() == "perte moyenne, échelle log"


def test_a_figure_is_redrawn_in_place() -> None:
    figure = history_figure(REGRESSION)
    assert history_figure(THREE, figure) is figure
    assert len(figure.axes) == 2


def test_plotting_shows_a_picture_with_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    plot_history(THREE)
    assert history_alt(THREE) in capsys.readouterr().out


def test_numbers_are_french() -> None:
    assert [number(value) for value in (0.00012345, 2.0, 12.344)] == ["0,0001234", "2", "12,34"]
    assert percent(0.978) == "97,8 %"
