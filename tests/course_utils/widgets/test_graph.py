"""The walk through a graph of operations: values forwards, gradients backwards."""

from __future__ import annotations

from html import unescape

import pytest

from course_utils.french import rounded
from course_utils.widgets.graph import GraphNode, graph_walk
from course_utils.widgets.kit.panel import Panel


def _shared() -> list[GraphNode]:
    """f = (a + b) a, with a = 3 and b = -2: a receives 1 directly, and 3 through s."""
    return [
        GraphNode("b", (0.0, 1.0), -2.0, 3.0),
        GraphNode("a", (0.0, -1.0), 3.0, 4.0),
        GraphNode("s", (2.0, 1.0), 1.0, 3.0, "a + b", {"a": 1.0, "b": 1.0}),
        GraphNode("f", (4.0, 0.0), 3.0, 1.0, "s × a", {"s": 3.0, "a": 1.0}),
    ]


def _shown(panel: Panel, **values: object) -> str:
    shown = unescape(panel.draw_once(**values))
    return shown.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_the_walk_starts_with_the_inputs_alone() -> None:
    shown = _shown(graph_walk(_shared(), title="Essai"), step=0)
    assert "Valeurs : b = −2, a = 3. Gradients : aucun encore." in shown


def test_values_come_one_operation_at_a_time() -> None:
    panel = graph_walk(_shared(), title="Essai")
    assert "s = a + b = 1." in _shown(panel, step=1)
    assert "f =" not in panel.alt(step=1) and "f = 3" in panel.alt(step=2)


def test_the_way_back_starts_from_one() -> None:
    panel = graph_walk(_shared(), title="Essai")
    assert "∂f/∂f = 1" in _shown(panel, step=3)
    assert panel.alt(step=3).endswith("Gradients : f : 1.")


def test_an_operation_sends_its_slope_times_its_gradient() -> None:
    assert "s reçoit 3 × 1 = 3 ; a reçoit 1 × 1 = 1" in _shown(graph_walk(_shared(), title="Essai"), step=4)


def test_a_gradient_is_complete_when_all_its_users_have_sent_theirs() -> None:
    panel = graph_walk(_shared(), title="Essai")
    assert "a : 4" not in panel.alt(step=4)
    assert "a : 4" in panel.alt(step=5)
    assert "En tout, a : 1 + 3 = 4." in _shown(panel, step=5)


def test_every_step_is_drawn_and_three_stand_where_nothing_can_be_pressed() -> None:
    panel = graph_walk(_shared(), title="Essai")
    assert panel.controls["step"].count == 6  # type: ignore[union-attr]
    assert len({panel.draw_once(step=step) for step in range(6)}) == 6
    assert panel.still().count("<details>") == 3


def test_a_node_before_what_it_needs_is_refused() -> None:
    with pytest.raises(ValueError, match="must come before"):
        graph_walk(_shared()[::-1], title="Essai")


@pytest.mark.parametrize(("value", "text"), [(-0.08872, "−0,0887"), (2.0, "2"), (-0.00001, "0"), (100.0, "100")])
def test_numbers_are_written_the_french_way(value: float, text: str) -> None:
    assert rounded(value, 4) == text
