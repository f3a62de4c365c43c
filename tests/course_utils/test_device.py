"""Which processor is found, and what the learner reads about it. The GPUs are stand-ins: few machines have one."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest

from course_utils.device import Device, describe, find_device

T4 = Device("cuda", "Tesla T4", 15.8, "cuda")
CPU = Device("cpu", "x86_64, 2 cœurs", None, "cpu")


def fake_torch(cuda: bool, mps: bool) -> Any:
    properties = SimpleNamespace(name="Tesla T4", total_memory=15_800_000_000)
    return SimpleNamespace(
        cuda=SimpleNamespace(is_available=lambda: cuda, get_device_properties=lambda index: properties),
        backends=SimpleNamespace(mps=SimpleNamespace(is_available=lambda: mps)),
    )


@pytest.mark.parametrize(
    ("cuda", "mps", "kind", "torch_device"),
    [(True, False, "cuda", "cuda"), (False, True, "mps", "mps"), (False, False, "cpu", "cpu")],
)
def test_the_fastest_available_kind_is_found(
    monkeypatch: pytest.MonkeyPatch, cuda: bool, mps: bool, kind: str, torch_device: str
) -> None:
    monkeypatch.setitem(sys.modules, "torch", fake_torch(cuda, mps))
    device = find_device()
    assert (device.kind, device.torch_device) == (kind, torch_device)
    assert device.name


def test_a_cuda_card_comes_with_its_name_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", fake_torch(cuda=True, mps=False))
    assert find_device() == T4
    assert describe(T4) == "Vos calculs iront sur la carte graphique Tesla T4 et ses 15,8\xa0Go de mémoire."


def test_without_pytorch_the_processor_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)  # what `import` reads as « not installed »
    assert find_device().kind == "cpu"


def test_the_real_pytorch_computes_on_what_was_found() -> None:
    torch = pytest.importorskip("torch")
    assert torch.ones(2, device=find_device().torch_device).sum().item() == 2


def test_colab_without_a_gpu_is_told_which_menu_to_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release")
    assert "«\xa0Exécution → Modifier le type d’exécution\xa0»" in describe(CPU)
    assert "menu" not in describe(T4)


def test_elsewhere_a_cpu_is_said_to_be_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLAB_RELEASE_TAG", raising=False)
    assert "suffit pour tout le cours" in describe(CPU)
    assert "menu" not in describe(CPU)


def test_the_card_says_in_text_all_that_the_sentence_says_and_escapes_names() -> None:
    strange = Device("cuda", "<b>carte</b> & cie", None, "cuda")
    read: list[str] = []
    parser = HTMLParser()
    parser.handle_data = read.append  # type: ignore[method-assign]
    parser.feed(strange._repr_html_())
    parser.close()
    assert repr(strange) in "".join(read)
    assert "<b>" not in strange._repr_html_()
