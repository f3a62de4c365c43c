"""What this machine lends."""

from __future__ import annotations

import os


def usable_cpus() -> int:
    """Return how many processors this process may use."""
    # psutil knows these two in the same way, and costs its import.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
