"""Squares hidden one by one, and what each of them costs."""

from __future__ import annotations

from html import unescape

import numpy as np

from course_utils.widgets.occlusion import occlusion_panel


def test_the_map_is_painted_at_the_size_of_the_image_and_computed_once() -> None:
    asked = []

    def explain(name: str, patch: int) -> tuple[float, np.ndarray]:
        asked.append((name, patch))
        side = -(-7 // patch)
        drops = np.zeros((side, side))
        drops[0, 1] = 0.25
        return 0.75, drops

    images = {"4": np.eye(7), "8": 1 - np.eye(7)}
    panel = occlusion_panel(images, explain, start="8", patches=(2, 5, 3), frames=[{"title": "Petit", "patch": 2}])
    shown = unescape(panel.draw_once()).replace("\N{NO-BREAK SPACE}", " ")
    assert "Probabilité de la bonne classe : 0,750. Plus forte baisse : 0,250, carré de la ligne 1, colonne 2" in shown
    painted = np.asarray(panel.draw(image="8", patch=3).axes[1].images[0].get_array())
    assert painted.shape == (7, 7) and painted[2, 5] == 0.25 and painted[3, 5] == 0 and painted[2, 6] == 0
    panel.draw_once()
    assert asked == [("8", 3)] and panel.still().count("<details>") == 1 and asked[-1] == ("8", 2)
