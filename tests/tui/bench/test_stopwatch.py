from __future__ import annotations

import pytest

from tui.bench.stopwatch import Stopwatch, seconds_words


def test_what_was_measured_is_taken_once() -> None:
    at = [100.0]
    watch = Stopwatch(lambda: at[0])
    assert watch.take() is None
    watch.start()
    at[0] = 104.26
    assert (watch.is_running, watch.seconds) == (True, 4.3)
    watch.stop()
    at[0] = 200.0
    assert (watch.is_running, watch.seconds) == (False, 4.3)
    watch.stop()
    assert watch.take() == 4.3
    assert watch.take() is None


def test_starting_again_starts_from_nought() -> None:
    at = [0.0]
    watch = Stopwatch(lambda: at[0])
    watch.start()
    at[0] = 50.0
    watch.start()
    at[0] = 51.0
    assert watch.take() == 1.0
    assert not watch.is_running


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1:00 min"),
     (125, "2:05 min"), (3600, "60:00 min")],
)  # fmt: skip
def test_a_time_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert seconds_words(seconds) == words
