"""The maps of a network, side by side."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_utils.widgets.feature_maps import feature_maps, mosaic


def test_each_image_goes_through_the_network_once() -> None:
    asked = []

    def maps_of(image: np.ndarray) -> list[np.ndarray]:
        asked.append(image[0, 0])
        return [np.stack([image, 0 * image]), np.ones((4, 2, 2))]

    images = {"un": np.full((5, 5), 1.0), "deux": np.full((5, 5), 2.0)}
    panel = feature_maps(images, maps_of, ["basse", "haute"], frames=[{"title": "haut", "layer": "haute"}])
    shown = unescape(panel.draw_once()).replace("\N{NO-BREAK SPACE}", " ")
    assert "2 cartes, dont 1 dépassent" in shown and "les 2 cartes de 5 × 5 nombres de la basse" in shown
    panel.draw_once(layer="haute")
    assert asked == [1.0]
    panel.draw_once(image="deux")
    assert asked == [1.0, 2.0] and panel.still().count("<details>") == 1


@pytest.mark.parametrize(("count", "shape"), [(16, (4, 4)), (32, (4, 8)), (64, (8, 8)), (1, (1, 1)), (7, (7, 1))])
def test_a_mosaic_has_full_rows_and_gaps_between_the_maps(count: int, shape: tuple[int, int]) -> None:
    picture = mosaic(np.arange(count)[:, None, None] * np.ones((count, 5, 5)))
    assert picture.shape == tuple(6 * number - 1 for number in shape)
    assert picture[-1, -1] == count - 1 and np.isfinite(picture).sum() == 25 * count
