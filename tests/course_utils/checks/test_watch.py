"""What does not end is interrupted; what does is left alone; what the reader stops is not blamed on the clock."""

from __future__ import annotations

import threading

import pytest

from course_utils.checks.watch import Endless, stopped_after


def test_a_loop_without_end_is_stopped() -> None:
    with pytest.raises(Endless), stopped_after(0.1):
        while True:
            pass


def test_a_loop_that_catches_everything_is_stopped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_utils.checks.watch.AGAIN_S", 0.05)
    caught = 0
    with pytest.raises(Endless), stopped_after(0.1):
        while caught < 3:
            try:
                while True:
                    pass
            except BaseException:
                caught += 1
        while True:
            pass
    assert caught == 3


def test_what_ends_in_time_is_left_alone() -> None:
    with stopped_after(60.0):
        total = sum(range(1000))
    assert total == 499_500


def test_an_interruption_of_the_reader_s_own_goes_on_as_such() -> None:
    with pytest.raises(KeyboardInterrupt), stopped_after(60.0):
        raise KeyboardInterrupt


def test_outside_the_main_thread_nothing_is_watched() -> None:
    told = []

    def work() -> None:
        with stopped_after(0.0):
            told.append(threading.current_thread().name)

    thread = threading.Thread(target=work, name="aside")
    thread.start()
    thread.join()
    assert told == ["aside"]
