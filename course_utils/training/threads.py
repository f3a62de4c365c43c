"""Small networks compute faster on one thread: sharing so little work costs more than it brings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let PyTorch compute on one thread inside the `with`, and on as many as before afterwards.

    For dense networks of this course two threads are slower than one, several times where others share the
    machine; and on one thread sums are always added in the same order, so that results repeat.
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
