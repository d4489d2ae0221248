"""Runs that make themselves, as a person sees them."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from textual import events

from lab.trials.writing import ProbeDraft, add_probe
from tests.tui.driving import begin, driving, take_in_hand
from tui.bench.changes import BenchChanges
from tui.doors import live_screen
from tui.screens.live.screen import LiveScreen
from tui.screens.live.wishing import FORM

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver
    from tui.editing.in_hand import TeardownInHand

DRAFT: Final = ProbeDraft("Which day?", "Names the day.", name="Days")
ANSWER: Final = "import sys; print(sys.stdin.read(), 30)"
SLEEP: Final = "import time; time.sleep(60)"


@asynccontextmanager
async def live(
    places: Places,
    clock: FrozenClock,
    *,
    environ: dict[str, str] | None = None,
) -> AsyncIterator[tuple[Driver, TeardownInHand]]:
    """Open the live runs of one probe."""
    begun = begin(places, clock, "Notion AI", template="quick")
    async with driving(places, clock, environ=environ) as driver:
        in_hand = await take_in_hand(driver.app, begun.id)
        add_probe(in_hand.record, DRAFT, now=clock.now())
        changes = BenchChanges(in_hand)
        await driver.app.push_screen(live_screen(in_hand, "b1", changes=changes))
        await driver.sees("Live runs")
        yield driver, in_hand
        assert await in_hand.flush()
        in_hand.stop()


def of_command(code: str) -> dict[str, str]:
    return {
        "TEARDOWN_SERVICE": "command",
        "TEARDOWN_MODEL_COMMAND": f"'{sys.executable}' -I -S -c '{code}'",
    }


async def test_without_a_key_it_says_what_is_missing_and_a_command_needs_none(
    places: Places, clock: FrozenClock
) -> None:
    async with live(places, clock) as (driver, in_hand):
        await driver.sees("claude-sonnet-5-5 at api.anthropic.com")
        await driver.sees("5: 0 recorded, 5 to make")
        await driver.sees("no price is set")
        await driver.sees("ANTHROPIC_API_KEY")
        await driver.press("r")
        assert in_hand.record.probes[0].trials == []
        in_hand.keep_form(FORM, {"service": "command", "command": "no-such-program"})
        await driver.press("r")
        await driver.sees("no program “no-such-program” here")


async def test_runs_fill_the_list_are_marked_by_a_rule_and_stay(
    places: Places, clock: FrozenClock
) -> None:
    async with live(places, clock, environ=of_command(ANSWER)) as (driver, in_hand):
        await driver.press("e")
        await driver.sees("who is asked, how often")
        await driver.press(*["tab"] * 4, "backspace", "0", "ctrl+s")
        await driver.sees("“0” is no whole number from 1 to 1,000")
        await driver.press("backspace", "2", "shift+tab")
        driver.app.post_message(events.Paste("curl -H sk-ant-0123456789abcdefghij"))
        await driver.sees("0123456789")
        await driver.press("ctrl+s")
        await driver.sees("must not hold the key itself")
        await driver.press("ctrl+u", "ctrl+s")
        await driver.sees("2: 0 recorded, 2 to make")
        in_hand.keep_form(FORM, in_hand.half_filled[FORM] | {"rule": "contains 30"})
        await driver.press("r")
        await driver.sees("rule: contains “30”")
        await driver.sees("2 outputs recorded.")
        await driver.sees("2 recorded, all are there")
        trials = in_hand.record.probes[0].trials
        assert [(trial.output, trial.verdict) for trial in trials] == [
            ("Which day? 30", "pass"),
            ("Which day? 30", "pass"),
        ]
        assert "pass" in driver.screen
        await driver.sees("Saved")
        await driver.press("u")
        await driver.sees("1 recorded, 1 to make")
        await driver.press("r")
        await driver.sees("1 output recorded.")
        assert await in_hand.flush()
        saved = driver.workspace.load(in_hand.record.id).probes[0]
        assert [trial.run for trial in saved.trials] == [1, 2]


async def test_escape_stops_and_keeps_and_only_then_goes_back(
    places: Places, clock: FrozenClock
) -> None:
    async with live(places, clock, environ=of_command(SLEEP)) as (driver, in_hand):
        await driver.press("r")
        await driver.sees("Asking… 0 of 5")
        await driver.press("e")
        assert isinstance(driver.app.screen, LiveScreen)
        await driver.press("escape")
        await driver.sees("0 outputs recorded. 5 to go.")
        assert in_hand.record.probes[0].trials == []
        await driver.press("escape")
        await driver.until(lambda: not isinstance(driver.app.screen, LiveScreen), "going back")
