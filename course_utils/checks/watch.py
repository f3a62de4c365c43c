"""A learner's function that does not end is stopped: without it, nothing would say why the notebook stays silent."""

from __future__ import annotations

import _thread
import contextlib
import threading
from collections.abc import Iterator

AGAIN_S = 1.0  # a loop that catches every exception is interrupted until it gives up


class Endless(Exception):
    """What ran took longer than it was given."""


@contextlib.contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Interrupt what runs inside after `seconds`, as the button ■ would, and raise Endless.

    Works on every system, in the main thread alone: elsewhere nothing is watched. Code that never comes back to
    Python (one long call of a compiled library) is stopped when it does.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    over, lock = threading.Event(), threading.Lock()
    fired = False

    def watch() -> None:
        nonlocal fired
        wait = seconds
        while not over.wait(wait):
            with lock:
                if over.is_set():
                    return
                fired = True
                _thread.interrupt_main()
            wait = AGAIN_S

    threading.Thread(target=watch, daemon=True).start()
    try:
        try:
            yield
        finally:
            with lock:
                over.set()
    except KeyboardInterrupt:
        over.set()
        if fired:
            raise Endless from None
        raise
