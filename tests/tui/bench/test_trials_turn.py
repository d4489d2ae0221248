from __future__ import annotations

import pytest

from lab.model import Probe, Trial
from tui.screens.trials.forms import seconds_of
from tui.screens.trials.recording import NotRecorded, checked
from tui.screens.trials.settings import differing
from tui.screens.trials.turn import after, turn_of


def probe_with(*wordings: int, errors: int = 0) -> Probe:
    trials = [Trial(id=f"t{n}", wording=number) for n, number in enumerate(wordings)]
    trials += [Trial(id=f"e{n}", verdict="error") for n in range(errors)]
    return Probe(
        id="b1", prompt="Ask.", wordings=["Ask again.", "Say."], budget="quick", trials=trials
    )


def test_the_prompt_has_its_runs_first_then_each_wording() -> None:
    recorded: list[int] = []
    while not turn_of(probe_with(*recorded)).is_all_there:
        recorded.append(turn_of(probe_with(*recorded)).wording)
    assert recorded == [0, 0, 0, 0, 0, 1, 1, 2, 2]
    last = turn_of(probe_with(*recorded))
    assert (last.wording, last.run, last.done, last.of, last.left) == (2, 3, 9, 9, 0)


def test_an_error_uses_up_no_run() -> None:
    turn = turn_of(probe_with(0, 0, errors=3))
    assert (turn.wording, turn.run, turn.planned, turn.done) == (0, 3, 5, 2)


def test_a_chosen_wording_stays_until_its_runs_are_there() -> None:
    assert turn_of(probe_with(), 2).words == "Say."
    assert after(probe_with(2), 2) == 2
    assert after(probe_with(2, 2), 2) is None
    assert after(probe_with(), None) is None


def test_a_choice_of_words_that_are_no_longer_there_is_no_choice() -> None:
    assert turn_of(probe_with(7), 9).wording == 0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", None), (" 4.2 ", 4.2), ("4,2 s", 4.2), ("65", 65), ("1:05", 65), ("2 min 5 s", 125),
     ("2m", 120), ("1:05.5", 65.5)],
)  # fmt: skip
def test_seconds_are_read_as_people_write_them(text: str, seconds: float | None) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["soon", "-1", "9999999", "1:2:3", "nan"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        seconds_of(text)


def test_only_settings_that_were_noted_both_times_can_differ() -> None:
    probe = Probe(
        id="b1", prompt="Ask.",
        trials=[Trial(id="t1", settings={"plan": "Free", "fresh_session": True})],
    )  # fmt: skip
    now = {"plan": "Plus", "model_label": "Fast", "fresh_session": False}
    assert differing(probe, 0, now) == ["plan", "fresh session"]
    assert differing(probe, 1, now) == []


def test_what_was_pasted_is_kept_as_it_is_but_for_its_line_ends() -> None:
    odd = "a\tb\x00\x1b[1m \u202e 決定\n\n"
    assert checked(f"{odd}\r\n\ud800", probe_with()) == f"{odd}\n\ufffd"
    with pytest.raises(NotRecorded, match="the prompt itself"):
        checked("ASK  again.\n", probe_with())
