"""Outputs put into groups of one meaning, beginning with the two most different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.trials.meaning import group_sizes
from tests.tui.bench.figures_making import keep, probe
from tests.tui.driving import driving, take_in_hand
from tui.bench.changes import BenchChanges
from tui.doors import groups_screen

if TYPE_CHECKING:
    import pytest

    from lab.places import Places
    from tests.conftest import FrozenClock

MAY = "The launch is on 4 May."
ALSO = "It launches on 4 May, the notes say."
NONE = "No date was found anywhere, sorry."


async def test_outputs_are_grouped_by_key_and_what_they_say_is_summed_up(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = probe("b1", "uuuuu")
    texts = [MAY, NONE, f" {MAY}\n", ALSO, MAY]
    trials = [
        one.model_copy(update={"output": text, "group": ""})
        for one, text in zip(made.trials, texts, strict=True)
    ]
    record = keep(places, clock, "Notes", made.model_copy(update={"trials": trials}))
    copied: list[str] = []
    async with driving(places, clock, size=(140, 45)) as driver:
        monkeypatch.setattr(driver.app, "copy_to_clipboard", copied.append)
        hand = await take_in_hand(driver.app, record.id)
        changes = BenchChanges(hand)

        def sizes() -> dict[str, int]:
            return group_sizes(hand.record.probes[0].trials)

        driver.app.push_screen(groups_screen(hand, "b1", changes=changes))
        await driver.sees("Do these two mean the same?", "fewest words in common", "No date was")
        await driver.press("n", "x")
        await driver.sees("Only the wording is compared")
        await driver.press("enter")
        await driver.sees("5 to go", "No group yet.")
        while "3 say exactly this" not in driver.screen:
            await driver.press("n")
        await driver.press("a")
        await driver.sees("2 to go", "with 2 others that say exactly the same")
        assert sizes() == {"A": 3}
        await driver.press("u")
        await driver.sees("5 to go", "Group taken back.")
        await driver.press("a")
        while NONE not in driver.screen:
            await driver.press("n")
        await driver.press("a")
        await driver.sees(ALSO, "1 to go")
        await driver.press("1")
        await driver.sees("2 different answers in 5 outputs.", "“A”, came 4 of 5 times (80%).")
        assert sizes() == {"A": 4, "B": 1}
        await driver.press("r")
        await driver.sees("What do the outputs of this group say?")
        await driver.press("backspace")
        await driver.type("4 May")
        await driver.press("enter")
        await driver.sees("“4 May”, came 4 of 5 times")
        await driver.press("c")
        assert copied[-1].startswith("2 different answers in 5 outputs. The most common one")
        # Side by side they turn out to mean the same after all.
        await driver.press("N", "x")
        await driver.sees("1 to go")
        await driver.press("o")
        await driver.sees("Do these two mean the same?")
        await driver.press("s")
        await driver.sees("All have a group")
        driver.app.push_screen(groups_screen(hand, "b1", changes=changes))
        await driver.sees("All have a group")
        hand.stop()


async def test_what_is_found_different_side_by_side_begins_two_groups(
    places: Places, clock: FrozenClock
) -> None:
    made = probe("b1", "uu")
    trials = [
        one.model_copy(update={"output": text, "group": ""})
        for one, text in zip(made.trials, (MAY, NONE), strict=True)
    ]
    record = keep(places, clock, "Notes", made.model_copy(update={"trials": trials}))
    async with driving(places, clock, size=(60, 20)) as driver:
        hand = await take_in_hand(driver.app, record.id)
        driver.app.push_screen(groups_screen(hand, "b1", changes=BenchChanges(hand)))
        await driver.sees("Do these two mean the same?", "No date was")
        await driver.press("d")
        await driver.sees("All have a group", "2 different answers in 2 outputs.")
        await driver.press("u")
        await driver.sees("2 to go")
        hand.stop()
