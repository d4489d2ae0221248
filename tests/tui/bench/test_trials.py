"""Five answers of a product, recorded as a person does it, and what can go wrong."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from textual import events

import tui.screens.trials.screen
from lab.trials.writing import Judgement, ProbeDraft, add_probe, mark_trial, take_out_probe
from lab.workspace import Workspace
from tests.tui.driving import begin, driving, take_in_hand
from tui.bench.changes import BenchChanges
from tui.bench.clipboard import NoClipboard
from tui.doors import trials_screen
from tui.screens.trials.screen import TrialsScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from lab.model import Probe
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver
    from tui.editing.in_hand import TeardownInHand

PROMPT: Final = "Sum up these notes for a colleague."
RULE: Final = "All three decisions are there."
DRAFT: Final = ProbeDraft(PROMPT, RULE, name="Notes", budget="quick")


class Bench:
    """One probe on the screen, and hands on it."""

    def __init__(self, driver: Driver, in_hand: TeardownInHand, changes: BenchChanges) -> None:
        self.driver = driver
        self.in_hand = in_hand
        self.changes = changes

    @property
    def probe(self) -> Probe:
        return self.in_hand.record.probes[0]

    @property
    def outputs(self) -> list[str]:
        return [trial.output for trial in self.probe.trials]

    async def paste(self, text: str) -> None:
        """Paste as a terminal does, and wait until the screen has taken it."""
        self.driver.app.post_message(events.Paste(text))
        await self.driver.pilot.pause()
        await self.driver.pilot.pause()

    async def saved(self) -> Probe:
        """Return the probe as it is on disk once the bottom line says so."""
        await self.driver.sees("Saved")
        assert not self.in_hand.record.probes[0].trials or await self.in_hand.flush()
        return self.driver.workspace.load(self.in_hand.record.id).probes[0]


@asynccontextmanager
async def trials(
    places: Places,
    clock: FrozenClock,
    draft: ProbeDraft = DRAFT,
    *,
    size: tuple[int, int] = (80, 24),
    environ: dict[str, str] | None = None,
) -> AsyncIterator[Bench]:
    """Open a probe's outputs in a teardown of its own."""
    begun = begin(places, clock, "Notion AI", template="quick", plan="Plus", surface="web")
    async with driving(places, clock, size=size, environ=environ) as driver:
        in_hand = await take_in_hand(driver.app, begun.id)
        add_probe(in_hand.record, draft, now=clock.now())
        changes = BenchChanges(in_hand)
        await driver.app.push_screen(trials_screen(in_hand, "b1", changes=changes))
        await driver.sees("Passes if", "Set to")
        yield Bench(driver, in_hand, changes)
        in_hand.stop()


async def test_five_answers_are_recorded_with_their_seconds(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock) as bench:
        driver = bench.driver
        await driver.sees(PROMPT, RULE, "prompt, run 1 of 5", "Nothing recorded yet", "0 of 5")
        await driver.press("c")
        assert driver.app.clipboard == PROMPT
        for number in range(1, 6):
            await driver.press("space")
            clock.move(seconds=4.25 + number)
            await bench.paste(f"Answer {number}\r\nwith 決定 and \x1b[31m a bell\x07\n")
            await driver.sees(f"Answer {number} with", f"{number} of 5")
            clock.move(minutes=1)
        await driver.sees("All 5 are there", "m marks them")
        kept = await bench.saved()
        assert [trial.output for trial in kept.trials] == [
            f"Answer {number}\nwith 決定 and \x1b[31m a bell\x07" for number in range(1, 6)
        ]
        assert [trial.seconds for trial in kept.trials] == [5.2, 6.2, 7.2, 8.2, 9.2]
        assert [trial.run for trial in kept.trials] == [1, 2, 3, 4, 5]
        assert all(trial.settings == {"plan": "Plus", "surface": "web"} for trial in kept.trials)
        assert all(trial.at is not None and trial.source == "pasted" for trial in kept.trials)
        assert all(trial.verdict == "unmarked" for trial in kept.trials)
        assert "\x1b" not in driver.screen
        await driver.press("enter")
        await driver.sees("Output 5, 9.2 s", "with 決定")


async def test_a_paste_too_many_is_kept_said_and_taken_back(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock, environ={"SSH_TTY": "/dev/pts/1"}) as bench:
        driver = bench.driver
        await bench.paste("The same.")
        await bench.paste("The same.\n")
        await driver.sees("Word for word the same as output 1", "u takes it out")
        assert bench.outputs == ["The same.", "The same."]
        await driver.press("u")
        await driver.sees("Taken back: output recorded", "1 of 5")
        assert bench.outputs == ["The same."]
        await bench.paste(" \n ")
        await driver.sees("There was no text in it", "x notes that")
        await bench.paste(f" {PROMPT}\n")
        await driver.sees("That is the prompt itself")
        await bench.paste("x" * (8 * 1024 * 1024 + 1))
        await driver.sees("too large", "8 MB is the most")
        assert bench.outputs == ["The same."]
        await driver.press("d")
        await driver.sees("Output 1 is taken out", "0 of 5", "Nothing recorded yet")
        await driver.press("u")
        await driver.sees("1 of 5")
        assert bench.outputs == ["The same."]
        # The clipboard of this machine is not that of somebody who came by ssh.
        await driver.press("p")
        await driver.sees("by ssh", "Ctrl+Shift+V")
        await driver.press("o")
        bench.changes.do(lambda record: take_out_probe(record, "b1"), called="Probe taken out")
        await driver.press("escape")
        await driver.sees("This probe is no longer there")
        assert not isinstance(driver.app.screen, TrialsScreen)


async def test_the_clipboard_is_taken_with_one_key(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["First answer.", "Second answer."]

    async def clipboard(_: object) -> str:
        if not answers:
            raise NoClipboard("The clipboard does not answer")
        return answers.pop(0)

    monkeypatch.setattr(tui.screens.trials.screen, "clipboard_text", clipboard)
    async with trials(places, clock) as bench:
        await bench.driver.press("p")
        await bench.driver.sees("First answer.", "1 of 5")
        await bench.driver.press("p")
        await bench.driver.sees("Second answer.", "2 of 5")
        await bench.driver.press("p")
        await bench.driver.sees("The clipboard does not answer")
        assert bench.outputs == ["First answer.", "Second answer."]


async def test_an_error_is_no_run_and_everything_can_be_corrected(
    places: Places, clock: FrozenClock
) -> None:
    draft = ProbeDraft(PROMPT, RULE, budget="quick", wordings=("Sum it up.", "In brief?"))
    async with trials(places, clock, draft, size=(140, 45)) as bench:
        driver = bench.driver
        await driver.press("space", "x")
        clock.move(seconds=30)
        await driver.sees("What happened")
        await bench.paste("Timed out")
        await driver.press("enter")
        await driver.sees("error: Timed out", "run 1 of 5", "0 of 9")
        await driver.press("w")
        await driver.sees("Sum it up.", "wording 1, run 1 of 2")
        for text in ("One.", "Two."):
            await bench.paste(text)
        await driver.sees("prompt, run 1 of 5")
        assert [(one.verdict, one.wording, one.run) for one in bench.probe.trials] == [
            ("error", 0, 1), ("unmarked", 1, 1), ("unmarked", 1, 2),
        ]  # fmt: skip
        assert bench.probe.trials[0].seconds == 30
        assert bench.probe.trials[0].note == "Timed out"
        await driver.press("t")
        await bench.paste("1:05")
        await driver.press("enter", "left", "enter")
        await driver.sees("prompt, run 2 of 5", "1:05 min")
        moved = bench.probe.trials[2]
        assert (moved.seconds, moved.wording, moved.run) == (65, 0, 2)
        await driver.press("e")
        await driver.sees("Output 3, word for word", "Keep it")
        await bench.paste("\nMore")
        await driver.press("ctrl+s")
        await driver.sees("Two. More")
        assert bench.outputs[2] == "Two.\nMore"
        await driver.press("a")
        await bench.paste("half")
        await driver.press("escape")
        await driver.sees("prompt, run 2 of 5")
        await driver.press("a")
        await driver.sees("half")
        await driver.press("ctrl+s")
        await driver.sees("run 3 of 5")
        assert bench.outputs[-1] == "half"


async def test_verdicts_are_not_shown_before_all_are_marked(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock) as bench:
        driver = bench.driver
        for text in ("One.", "Two."):
            await bench.paste(text)
        for name, verdict in (("t1", "pass"), ("t2", "unclear")):
            assert "cannot tell" not in driver.screen
            assert " pass " not in driver.screen
            judged = Judgement(verdict)  # type: ignore[arg-type]  # one of the verdicts
            mark_trial(bench.in_hand.record, "b1", name, judged, marker="Ana", now=clock.now())
            await driver.press("o", "escape")
            await driver.sees("One.", "Two.", "2 of 5")
        await driver.sees("One.", " pass ", "cannot tell")
        await driver.press("e")
        await driver.sees("Output 2, word for word")
        await driver.press("x", "ctrl+s")
        await driver.sees("it waits to be marked again", "Two.x")
        assert " pass " not in driver.screen


async def test_settings_are_kept_and_a_change_of_them_is_said_once(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock, size=(100, 30)) as bench:
        driver = bench.driver
        await driver.sees("not noted: model, fresh session, memory")
        await driver.press("s")
        await driver.sees("How the product is asked")
        await driver.press("enter")
        await bench.paste("Fast")
        await driver.press("enter", "enter", "y", "enter", "o", "ctrl+s")
        await driver.sees("Plus · Fast · web · fresh session · memory off")
        await bench.paste("One.")
        settings = {
            "plan": "Plus", "model_label": "Fast", "surface": "web", "fresh_session": True,
            "memory_off": True,
        }  # fmt: skip
        assert bench.probe.trials[0].settings == settings
        await driver.press("s", "enter", "e", "r", "ctrl+s")
        await driver.sees("other model than before")
        await bench.paste("Two.")
        await driver.sees("Its model differs from earlier runs")
        await bench.paste("Three.")
        await driver.sees("Output 3 recorded")
        assert "differs from earlier" not in driver.screen
        assert bench.probe.trials[2].settings == {**settings, "model_label": "Faster"}


async def test_a_time_without_an_output_is_not_lost_silently(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock) as bench:
        driver = bench.driver
        await driver.press("space")
        await driver.sees("since you sent it")
        clock.move(seconds=75)
        await driver.press("space")
        await driver.sees("1:15 min goes to the next output")
        await driver.press("o")
        await driver.sees("Passes if")
        await driver.press("escape")
        await driver.sees("1:15 min goes to the next output")
        await driver.press("escape")
        await driver.sees("The stopwatch was let go at 1:15 min")
        assert bench.in_hand.record.probes[0].trials == []


async def test_what_was_written_stays_where_it_is_refused_and_belongs_to_its_own_output(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock) as bench:
        driver = bench.driver
        await driver.press("a")
        await bench.paste(PROMPT)
        await driver.press("ctrl+s")
        await driver.sees("That is the prompt itself")
        await driver.press("a")
        await driver.sees("An output, word for word", "7 words")
        await bench.paste(" An answer.")
        await driver.press("ctrl+s")
        await driver.until(lambda: bench.outputs == [f"{PROMPT} An answer."], "the output")
        await driver.press("a")
        await driver.sees("What the product answered, word for word")
        await driver.press("escape", "e")
        await bench.paste(" Half-done.")
        await driver.press("escape", "d")
        await bench.paste("Another answer")
        await driver.until(lambda: bench.outputs == ["Another answer"], "the other output")
        await driver.press("e")
        await driver.sees("Output 1, word for word", "2 words")
        await driver.press("ctrl+s")
        assert bench.outputs == ["Another answer"]


async def test_a_probe_that_goes_while_an_output_is_typed_closes_nothing_above_it(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock) as bench:
        driver = bench.driver
        bench.in_hand.changed()
        assert await bench.in_hand.flush()
        await driver.press("a")
        await bench.paste("Half an answer")
        other = Workspace(places, clock=clock, environ={})
        other.bench.take_out_probe(bench.in_hand.record.id, "b1")
        other.close()
        await bench.in_hand.look()
        assert not bench.in_hand.record.probes
        await driver.sees("Half an answer", "3 words")
        await driver.press("ctrl+s")
        await driver.sees("Library", "This probe is no longer there.")
