"""Marking the outputs of a probe blind: once, half-way, a second time by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.trials.blind import outputs_of
from tests.tui.bench.figures_making import keep, probe
from tests.tui.driving import driving, take_in_hand
from tui.bench.changes import BenchChanges
from tui.doors import marking_screen
from tui.screens.marking.round import Round, is_all_marked, markers_in

if TYPE_CHECKING:
    import pytest

    from lab.places import Places
    from tests.conftest import FrozenClock

ANA = {"TEARDOWN_AUTHOR": "Ana"}


async def test_five_outputs_are_marked_blind_and_a_sentence_is_said_at_the_end(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = probe("b1", "uuuuue")
    trials = [
        one.model_copy(update={"output": f"Answer {one.id}.", "seconds": 98.7})
        for one in made.trials
    ]
    made = made.model_copy(update={"trials": trials})
    order = [one.output for one in outputs_of(made, marker="Ana")]
    record = keep(places, clock, "Notes", made)
    copied: list[str] = []
    async with driving(places, clock, size=(80, 24), environ=ANA) as driver:
        monkeypatch.setattr(driver.app, "copy_to_clipboard", copied.append)
        hand = await take_in_hand(driver.app, record.id)
        changes = BenchChanges(hand)
        driver.app.push_screen(marking_screen(hand, "b1", changes=changes))
        await driver.sees("1 of 5", "5 to go", "Names 4 May and nothing else.", order[0])
        assert "98" not in driver.screen
        await driver.press("r")
        await driver.sees("Your reason")
        await driver.type("ok")
        await driver.press("enter")
        await driver.sees("your reason: ok", "Not marked yet")
        await driver.press("p")
        await driver.sees("2 of 5", "4 to go", order[1])
        assert "Your mark" not in driver.screen
        assert "passed" not in driver.screen
        await driver.press("f", "u")
        await driver.sees("2 of 5", "4 to go", "Mark taken back.")
        await driver.press("f", "escape")
        await driver.sees("Library")
        # Whoever comes back goes on, and can change their mind.
        driver.app.push_screen(marking_screen(hand, "b1", changes=changes))
        await driver.sees("3 of 5", "3 to go", order[2])
        await driver.press("left")
        await driver.sees("2 of 5", "Your mark: fail")
        await driver.press("p", "p", "t")
        await driver.sees("5 of 5", "1 to go")
        await driver.press("right")
        await driver.sees("This is the last one; 1 not marked yet.")
        await driver.press("f")
        await driver.sees(
            "All marked",
            "3 of 4 passed",
            "1 error is not counted",
            "1 output marked “cannot tell”",
            "What is next",
        )
        await driver.press("c")
        assert copied[-1].startswith("3 of 4 passed (95% interval 30% to 95%).")
        await driver.press("u")
        await driver.sees("5 of 5", "1 to go")
        await driver.press("f", "b")
        await driver.sees("5 of 5", "all marked", "Your mark: fail")
        assert await hand.flush()
        kept = {one.output: one for one in hand.record.probes[0].trials}
        assert [kept[text].verdict for text in order] == ["pass", "pass", "pass", "unclear", "fail"]
        assert kept[order[0]].note == "ok"
        assert {one.marker for one in kept.values() if one.verdict != "error"} == {"Ana"}
        hand.stop()


async def test_a_second_person_marks_blind_and_both_look_at_where_they_differ(
    places: Places, clock: FrozenClock
) -> None:
    made = probe("b1", "ppfff", quality_line=0.8)
    tool = [one.model_copy(update={"marker": "promptfoo", "note": "x1"}) for one in made.trials]
    made = made.model_copy(update={"trials": tool})
    order = [one.id for one in outputs_of(made, marker="Ben")]
    record = keep(places, clock, "Notes", made)
    async with driving(places, clock, size=(140, 45), environ=ANA) as driver:
        hand = await take_in_hand(driver.app, record.id)
        driver.app.push_screen(marking_screen(hand, "b1", changes=BenchChanges(hand)))
        await driver.sees("Who marks these outputs", "Ana")
        await driver.press("escape")
        await driver.sees("All marked", "2 of 5 passed", "quality line 80%")
        await driver.press("m", *["backspace"] * 3)
        await driver.press("ctrl+s")
        await driver.sees("Give a name, so that these marks stand beside")
        await driver.type("Ben")
        await driver.press("enter")
        await driver.sees("1 of 5", "5 to go", "as Ben", "Not marked yet")
        assert "x1" not in driver.screen
        await driver.press(*"ppppp")
        await driver.sees("2 of 5 passed", "On 2 of 5 both say the same.", "promptfoo: fail")
        await driver.press("o")
        await driver.sees("Where markers differ", "1 of 3", "promptfoo: fail, because x1   counts")
        await driver.press("n", "N", "p")
        await driver.sees("2 of 3")
        await driver.press("u")
        await driver.sees("1 of 3", "promptfoo: fail")
        await driver.press("p", "escape")
        await driver.sees("3 of 5 passed", "On 3 of 5 both say the same.")
        trials = {one.id: one for one in hand.record.probes[0].trials}
        assert all(trials[name].marks[0].marker == "Ben" for name in order)
        hand.stop()


def test_whoever_marks_again_does_not_see_what_they_said_before() -> None:
    made = probe("b1", "pf")
    this = Round(made, "")
    assert this.is_again
    one, other = this.outputs(made)
    assert this.left(made) == 2
    assert not this.said(one).is_given
    this.note_marked(one.id)
    assert this.said(one).verdict == one.verdict
    assert not this.said(other).is_given
    this.forget(one.id)
    assert this.left(made) == 2


def test_first_only_what_nobody_marked_is_to_be_marked_then_everything() -> None:
    made = probe("b1", "pfu")
    trials = [one.model_copy(update={"marker": "promptfoo"}) for one in made.trials[:2]]
    made = made.model_copy(update={"trials": [*trials, made.trials[2]]})
    first = Round(made, "Ana")
    assert [one.id for one in first.outputs(made)] == ["t3"]
    done = made.model_copy(
        update={
            "trials": [*trials, made.trials[2].model_copy(
                update={"verdict": "pass", "marker": "Ana"})]
        }
    )  # fmt: skip
    assert not is_all_marked(made)
    assert is_all_marked(done)
    assert (len(first.outputs(done)), first.left(done)) == (1, 0)
    assert markers_in(done) == ["promptfoo", "Ana"]
    second = Round(done, "Ana")
    assert (len(second.outputs(done)), second.left(done)) == (3, 2)


async def test_sources_of_an_answer_are_counted_while_it_is_marked(
    places: Places, clock: FrozenClock
) -> None:
    record = keep(places, clock, "Notes", probe("b1", "u", kind="citation_audit"))
    async with driving(places, clock, size=(60, 20)) as driver:
        hand = await take_in_hand(driver.app, record.id)
        driver.app.push_screen(marking_screen(hand, "b1", changes=BenchChanges(hand)))
        await driver.sees("Its sources are not counted yet.")
        await driver.press("s")
        await driver.sees("Open every source")
        await driver.press("4", "enter", "5", "enter", "8", "enter", "2", "enter")
        await driver.sees("Not more citations can support")
        await driver.press("backspace", "3", "ctrl+s")
        await driver.sees("Sources: 3 of 4 citations")
        await driver.press("p")
        await driver.sees("The one run passed.")
        await driver.sees("Precision 75%", "Recall 25%")
        hand.stop()
