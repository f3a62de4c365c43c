"""Which processor the notebook computes on, said in French; PyTorch is loaded only when asked."""

from __future__ import annotations

import html
import os
import platform
import warnings
from dataclasses import dataclass
from typing import Literal

from course_utils.french import typeset

Kind = Literal["cuda", "mps", "cpu"]

_TITLES: dict[Kind, str] = {"cuda": "Carte graphique", "mps": "Puce graphique Apple", "cpu": "Processeur"}


@dataclass(frozen=True, repr=False)
class Device:
    """A processor: `name` is its maker's, `memory_gb` in gigabytes (10⁹ bytes; None when it shares the machine's).

    `torch_device` is what `tensor.to(...)` takes. Displayed in a notebook, it is a card; printed, a sentence.
    """

    kind: Kind
    name: str
    memory_gb: float | None
    torch_device: str

    def __repr__(self) -> str:
        return describe(self)

    def _repr_html_(self) -> str:
        title = html.escape(typeset(_TITLES[self.kind]))
        return (
            '<div style="display:inline-block;border:1px solid currentColor;border-radius:6px;padding:.6em 1em;'
            'max-width:40em"><strong>'
            f"{title} · <code>{html.escape(self.torch_device)}</code></strong><br>{html.escape(describe(self))}</div>"
        )


def find_device() -> Device:
    """Return the best that PyTorch can use here: CUDA, then Apple's MPS, then the CPU (also without PyTorch)."""
    try:
        import torch
    except (ImportError, OSError):  # OSError: PyTorch is there, but one of its libraries does not load
        return _cpu()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an old driver makes PyTorch warn; the card below says « processeur »
        if torch.cuda.is_available():
            properties = torch.cuda.get_device_properties(0)
            return Device("cuda", properties.name, properties.total_memory / 1e9, "cuda")
        if torch.backends.mps.is_available():
            return Device("mps", platform.processor() or "Apple", None, "mps")
    return _cpu()


def describe(device: Device) -> str:
    """Return one or two French sentences: what was found, that it is enough, and where Colab hides its GPUs."""
    if device.kind == "cuda":
        memory = "" if device.memory_gb is None else f" et ses {_french(device.memory_gb)} de mémoire"
        return typeset(f"Vos calculs iront sur la carte graphique {device.name}{memory}.")
    if device.kind == "mps":
        return typeset("Vos calculs iront sur la puce graphique de votre Mac (MPS).")
    if on_colab():
        return typeset(
            "Vos calculs iront sur le processeur, ce qui suffit pour tout le cours. Pour une carte graphique : "
            "menu « Exécution → Modifier le type d'exécution », puis « GPU »."
        )
    return typeset(f"Vos calculs iront sur le processeur ({device.name}), ce qui suffit pour tout le cours.")


def on_colab() -> bool:
    """Tell whether the notebook runs in Google Colab."""
    return "COLAB_RELEASE_TAG" in os.environ


def _cpu() -> Device:
    cores = os.cpu_count() or 1
    return Device("cpu", f"{platform.machine() or 'CPU'}, {cores} cœur{'s' if cores > 1 else ''}", None, "cpu")


def _french(gigabytes: float) -> str:
    return f"{gigabytes:.1f}\N{NO-BREAK SPACE}Go".replace(".", ",")
