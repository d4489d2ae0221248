"""The figures of probes: the sentence, the bars, every figure with its meaning, copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.model import Claim
from lab.trials.writing import change_probe, take_out_probe
from tests.tui.bench.figures_making import keep, probe, reworded, trial
from tests.tui.driving import Driver, driving, take_in_hand
from tui.bench.changes import BenchChanges
from tui.doors import claims_screen, figures_screen
from tui.items.grounds import offers_of, what_there_is

if TYPE_CHECKING:
    import pytest

    from lab.places import Places
    from tests.conftest import FrozenClock

LONG = "word " * 4000


async def test_one_reads_copies_and_goes_from_probe_to_probe(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = probe("b3", "f", prompt="Only [once], or *twice* | never?")
    record = keep(places, clock, "Notes", reworded(), probe("b2", "p" * 12), single)
    copied: list[str] = []
    async with driving(places, clock, size=(140, 45)) as driver:
        monkeypatch.setattr(driver.app, "copy_to_clipboard", copied.append)
        hand = await take_in_hand(driver.app, record.id)
        driver.app.push_screen(figures_screen(hand, "b1"))
        await driver.sees(
            "1 of 4", "3 of 5 passed (95% interval 23% to 88%)", "wording 2: Tell me the day.",
            "quality line 80%", "What it answered", "you rely on each", "never let down",
        )  # fmt: skip
        await driver.press("w")
        await driver.sees_no("never let down")
        await driver.sees("worst wording", "anything rarer than 45%", "pairs agree")
        await driver.press("c")
        assert copied[-1].startswith("3 of 5 passed (95% interval 23% to 88%).")
        await driver.press("C")
        assert "| wording 2" not in copied[-1]
        assert "| Tell me the day. | 0 of 3 | 0% | 0% to 56% | `●" in copied[-1]
        assert "| you rely on each | 30% of 2 tries, 10% of 3, 0% of 5 |" in copied[-1]
        await driver.press("n")
        await driver.sees("All 12 runs passed, so nothing is said", "2 of 4")
        await driver.press("n")
        await driver.sees("The one run failed.", "One run is a story")
        await driver.press("C")
        assert r"### Only \[once\], or \*twice\* \| never?" in copied[-1]
        await driver.press("n")
        await driver.sees("All probes", "By marker", "Ana", "Ben", "in one heap", "to the letter")
        await driver.press("C")
        assert "| marked by | passed |" in copied[-1]
        assert "| all runs, every wording | 18 of 24 |" in copied[-1]
        await driver.press("N", "N", "N")
        await driver.sees("1 of 4")
        hand.stop()


async def test_figures_follow_what_changes_and_long_outputs_are_counted_beside_the_app(
    places: Places, clock: FrozenClock
) -> None:
    trials = [trial(n, "pass", output=f"{n} {LONG}") for n in range(1, 9)]
    record = keep(places, clock, "Notes", probe("b1", "").model_copy(update={"trials": trials}))
    async with driving(places, clock) as driver:
        hand = await take_in_hand(driver.app, record.id)
        driver.app.push_screen(figures_screen(hand, "b1"))
        await driver.sees("8 of 8 passed")
        driver.app.push_screen(figures_screen(hand))
        await driver.sees("8 of 8 passed")
        change_probe(hand.record, "b1", trials=trials[:1])
        await driver.press("escape")
        await driver.sees("The one run passed.")
        await _goes_home(driver)
        hand.stop()


async def test_without_a_probe_it_says_where_one_is_designed(
    places: Places, clock: FrozenClock
) -> None:
    record = keep(places, clock, "Notes")
    async with driving(places, clock, size=(60, 20)) as driver:
        hand = await take_in_hand(driver.app, record.id)
        driver.app.push_screen(figures_screen(hand))
        await driver.sees("There is no probe yet.")
        await driver.press("c", "C", "n")
        await _goes_home(driver)
        hand.stop()


async def test_a_claim_on_one_run_says_so_leads_to_its_probe_and_outlives_it(
    places: Places, clock: FrozenClock
) -> None:
    record = keep(places, clock, "Notes", probe("b1", "f", prompt="Once"), probe("b2", "pp"))
    async with driving(places, clock) as driver:
        hand = await take_in_hand(driver.app, record.id)
        facts = {"id": "c1", "section": hand.record.questions[0].id, "statement": "It fails."}
        hand.record.claims = [Claim.model_validate({**facts, "evidence": ["b1"]})]
        driver.app.push_screen(claims_screen(hand))
        await driver.sees("on Once: 0 of 1 passed", "rests on one run")
        await driver.press("o")
        await driver.sees("The one run failed.")
        changes = BenchChanges(hand)
        changes.do(lambda record: take_out_probe(record, "b1"), called="Probe taken out")
        assert hand.record.claims[0].evidence == []
        assert changes.undo() == "Probe taken out"
        assert hand.record.claims[0].evidence == ["b1"]
        assert [choice.about for choice in offers_of(hand.record)] == ["probe", "probe"]
        assert what_there_is(hand.record) == "2 probes"
        hand.stop()


async def _goes_home(driver: Driver) -> None:
    await driver.press("escape")
    await driver.sees("Library")
