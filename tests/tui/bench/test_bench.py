"""The trial bench: from the walk to the first probe, its list, files in and out, and undo."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual import events

from lab.memory import Place
from lab.trials.writing import ProbeDraft, TrialDraft
from lab.workspace import Workspace
from tests.tui.driving import SIZES, begin, driving
from tui.bench.designing import DesignForm
from tui.forms.fields import FieldEditor
from tui.screens.bench.bringing_in import PreviewScreen
from tui.screens.bench.screen import BenchScreen
from tui.screens.review.screen import ReviewScreen
from tui.screens.trials.screen import TrialsScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from lab.model import Probe, Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver

FIVE = ("pass", "fail", "pass", "pass", "fail")
SENTENCE = "3 of 5 passed (95% interval 23% to 88%)."


@pytest.fixture
def record(places: Places, clock: FrozenClock) -> Teardown:
    """A teardown with three probes: measured, waiting to be marked, and without a rule."""
    made = begin(places, clock, "Notion AI", template="full")
    workspace = Workspace(places, clock=clock, environ={})
    try:
        bench = workspace.bench
        first = bench.add_probe(
            made.id,
            ProbeDraft(
                "Summarise this page.\nKeep every number.",
                "Every number is there.",
                quality_line=0.9,
                budget="quick",
            ),
        )
        for verdict in FIVE:
            bench.add_trial(made.id, first.id, TrialDraft("an output", verdict=verdict))  # type: ignore[arg-type]  # each is one
        second = bench.add_probe(
            made.id, ProbeDraft("When did Lisbon open?", "Says it is not told.", name="Not told")
        )
        for _ in range(2):
            bench.add_trial(made.id, second.id, TrialDraft("in 2019"))
        third = bench.add_probe(made.id, ProbeDraft("What is new?", "to be taken away"))
        bench.set_pass_rule(made.id, third.id, "")
        return workspace.load(made.id)
    finally:
        workspace.close()


@asynccontextmanager
async def at_bench(
    places: Places, clock: FrozenClock, *, size: tuple[int, int] = (140, 45)
) -> AsyncIterator[Driver]:
    async with driving(places, clock, size=size) as driver:
        await driver.sees("Notion AI")
        await driver.press("b")
        await driver.until(lambda: isinstance(driver.app.screen, BenchScreen), "the bench")
        await driver.sees("Trial bench", "Saved")
        yield driver


def bench_of(driver: Driver) -> BenchScreen:
    return next(one for one in driver.app.screen_stack if isinstance(one, BenchScreen))


def probes_of(driver: Driver) -> list[Probe]:
    return bench_of(driver).in_hand.record.probes


def exported(folder: Path) -> list[str]:
    """The ends of the names of what was exported."""
    return sorted(path.name.split(".", 1)[1] for path in folder.glob("notion*"))


async def test_a_newcomer_comes_from_the_walk_over_the_design_to_the_first_output(
    places: Places, clock: FrozenClock
) -> None:
    made = begin(places, clock, "Notion AI", template="full")
    made.work("variance").answers["repeat"] = "Seen by hand: it varies."
    workspace = Workspace(places, clock=clock, environ={})
    workspace.save(made)
    workspace.last_places.remember(made.id, Place("variance", "repeat"))
    workspace.close()
    async with driving(places, clock, start=made.id) as driver:
        await driver.sees("Trial bench", "F4 opens it", "Seen by hand: it varies.")
        await driver.press("f4")
        await driver.sees("a designs the first probe", "fresh session", "without seeing which run")
        await driver.sees("an easy one, a typical one, and an awkward one")
        await driver.press("a")
        await driver.sees("Design a probe", "Same prompt again", "low as 57%. A fault")
        await driver.press("enter")
        driver.app.post_message(events.Paste("Sum it up"))
        await driver.press("ctrl+j", "x", "escape")
        await driver.sees("The half-filled probe is kept")
        await driver.press("a")
        await driver.sees("Sum it up")
        await driver.press("ctrl+s")
        await driver.sees("Say what counts as a pass, before the first output is there.")
        driver.app.post_message(events.Paste("Five bullets"))
        await driver.press("enter", "0", ".", "8", "ctrl+s")
        await driver.sees("Give it in percent, such as 80.")
        await driver.press("backspace", "backspace", "backspace", "8", "0")
        await driver.press("enter", "right", "right")
        await driver.sees("10 runs, 5 of each wording", "72%")
        await driver.press("ctrl+s")
        await driver.sees("0/10 runs", "records outputs: 10 runs to go", "Even if all of 10 runs")
        probe = probes_of(driver)[0]
        assert (probe.prompt, probe.pass_rule) == ("Sum it up\nx", "Five bullets")
        assert (probe.quality_line, probe.budget, probe.kind) == (0.8, "deep", "repeat")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, TrialsScreen), "the outputs")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, BenchScreen), "the bench")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.sees("1 probe", "0/10 runs", "Seen by hand: it varies.")
        await driver.press("f7")
        await driver.until(lambda: isinstance(driver.app.screen, BenchScreen), "the bench")


@pytest.mark.parametrize("size", SIZES)
async def test_each_probe_says_how_far_it_is_what_it_showed_and_what_is_next(
    places: Places, clock: FrozenClock, record: Teardown, size: tuple[int, int]
) -> None:
    async with at_bench(places, clock, size=size) as driver:
        await driver.sees("3 probes · 7 outputs · 2 to be marked", "5/5 runs", "3 of 5")
        await driver.sees("g puts outputs that mean the same together", SENTENCE[:18])
        if size[0] >= 80:
            await driver.sees("2 to mark", "├")
        if size[0] >= 110:
            await driver.sees("With 5 runs you could have missed", "The quality line of 90%")
        await driver.press("j")
        await driver.sees("Enter records outputs: 3 runs to go", "Nothing is marked yet")
        await driver.press("j", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, DesignForm), "the form")
        focused = driver.app.focused
        assert isinstance(focused, FieldEditor)
        assert focused.asked.name == "pass_rule"
        await driver.sees("Written before the first output is read")
        assert record.probes


async def test_another_rule_asks_what_becomes_of_the_marks_and_all_of_it_is_taken_back(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_bench(places, clock, size=(80, 24)) as driver:
        await driver.press("E", "tab", "tab")
        await driver.type(" All")
        await driver.press("ctrl+s")
        await driver.sees("5 outputs marked by the old rule", "Leave the probe as it is")
        await driver.press("escape")
        assert probes_of(driver)[0].pass_rule == "Every number is there."
        await driver.press("E")
        await driver.sees("Every number is there. All")
        await driver.press("ctrl+s", "up", "enter")
        await driver.sees("Nothing is marked yet", "7 to be marked")
        assert probes_of(driver)[0].pass_rule == "Every number is there. All"
        await driver.press("d")
        await driver.sees("The probe is taken out with its 5 outputs. Press u to bring it back.")
        assert [probe.id for probe in probes_of(driver)] == ["b2", "b3"]
        await driver.press("u", "u")
        await driver.sees("Taken back: probe changed.", SENTENCE)
        assert probes_of(driver) == record.probes
        await driver.press("u")
        await driver.sees("There is nothing to take back.")
        await bench_of(driver).on_leaving()
        other = Workspace(places, clock=clock, environ={})
        other.bench.take_out_probe(record.id, "b1")
        other.close()
        await bench_of(driver).in_hand.look()
        await driver.sees("2 probes")


async def test_outputs_of_a_file_are_looked_at_before_they_come_in_and_go_out_again(
    places: Places,
    clock: FrozenClock,
    record: Teardown,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # where an export goes until another folder is named
    table = tmp_path / "my runs.csv"
    table.write_text(
        "probe,answer,verdict\nb2,in 2019,\nb2,in 2020,fail\nNew one,hello,pass\n", encoding="utf-8"
    )
    async with at_bench(places, clock, size=(80, 24)) as driver:
        driver.app.post_message(events.Paste(f"'{table}'"))
        await driver.sees_wrapped("Outputs from a file", "my runs.csv")
        await driver.press("enter")
        await driver.sees("How repeats are found", "b2 b2  is here", "New one  a new probe")
        await driver.sees("No pass rule yet")
        await driver.press("enter")
        await driver.until(lambda: not isinstance(driver.app.screen, PreviewScreen), "the bench")
        await driver.sees("Took in", "u takes that back", "4 probes")
        assert [len(probe.trials) for probe in probes_of(driver)] == [5, 4, 0, 1]
        await driver.press("e")
        await driver.sees("Export outputs")
        await driver.press("right", "tab", "right", "tab")
        field = driver.app.focused
        assert isinstance(field, FieldEditor)
        field.load_text(str(tmp_path))
        await driver.press("ctrl+s")
        await driver.sees_wrapped("Wrote", "and 1 file beside it")
        assert exported(tmp_path) == ["b2.outputs.json", "b2.promptfooconfig.yaml"]
        await driver.press("u")
        await driver.sees("Taken back: outputs brought in.", "3 probes")
        assert probes_of(driver) == record.probes


async def test_what_is_no_file_is_said_to_be_none_and_what_came_in_meanwhile_comes_in_once(
    places: Places, clock: FrozenClock, record: Teardown, tmp_path: Path
) -> None:
    table = tmp_path / "runs.csv"
    table.write_text("probe,answer\nb2,in 2030\n", encoding="utf-8")
    async with at_bench(places, clock) as driver:
        for pasted in ("an answer " * 60, "file://[", "\x1b[31m\0\n"):
            driver.app.post_message(events.Paste(pasted))
            await driver.sees("Enter opens the probe")
            await driver.press("i")
            driver.app.post_message(events.Paste(pasted))
            await driver.press("ctrl+s")
            await driver.sees("There is no file")
            await driver.press("ctrl+g")
            await driver.until(lambda: driver.app.screen is bench_of(driver), "the bench")
        driver.app.post_message(events.Paste(str(table)))
        await driver.sees_wrapped("runs.csv")
        await driver.press("ctrl+s")
        await driver.sees("How repeats are found")
        other = Workspace(places, clock=clock, environ={})
        other.bench.bring_in(record.id, other.bench.read(table.name, table.read_bytes()))
        other.close()
        await bench_of(driver).in_hand.look()
        await driver.press("enter")
        await driver.sees("All of them are here by now, so nothing was taken in.")
        assert [len(probe.trials) for probe in probes_of(driver)] == [5, 3, 0]


async def test_a_new_probe_is_not_offered_what_was_half_changed_in_one_that_is_gone(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_bench(places, clock) as driver:
        await driver.press("end", "E")
        await driver.type("Half")
        await driver.press("escape", "d", "a")
        await driver.press("tab")
        await driver.type("Other")
        await driver.press("tab")
        await driver.type("Rule")
        await driver.press("ctrl+s")
        await driver.until(lambda: probes_of(driver)[-1].prompt == "Other", "the new probe")
        assert probes_of(driver)[-1].id == record.probes[-1].id
        await driver.press("E")
        await driver.until(lambda: isinstance(driver.app.screen, DesignForm), "the form")
        form = driver.app.screen
        assert isinstance(form, DesignForm)
        assert (form.values()["prompt"], form.values()["pass_rule"]) == ("Other", "Rule")


async def test_the_review_leads_to_the_probe_that_a_finding_is_about(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Notion AI")
        await driver.press("w")
        await driver.sees("Worth a look")
        review = driver.app.screen
        assert isinstance(review, ReviewScreen)
        keys = [card.key for card in review.list.cards]
        review.list.move_to(next(n for n, key in enumerate(keys) if "trials-unmarked" in key))
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, BenchScreen), "the bench")
        probe = bench_of(driver).probe
        assert probe is not None
        assert probe.id == record.probes[1].id


async def test_the_probes_of_an_earlier_teardown_are_run_again_under_the_same_rules(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    clock.instant += timedelta(days=90)
    again = begin(places, clock, "Notion AI", template="rematch")
    begin(places, clock, "Gemini")
    async with driving(places, clock, start=again.id) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.press("f7")
        await driver.sees("o takes over the probes of an earlier teardown")
        await driver.press("o")
        await driver.sees("Notion AI, 2026-03-02", "2 probes")
        await driver.press("enter")
        await driver.sees("2 probes taken over, without outputs", "Not told", "0/5 runs")
        taken = probes_of(driver)
        assert [(one.prompt, one.pass_rule, one.quality_line) for one in taken] == [
            (one.prompt, one.pass_rule, one.quality_line) for one in record.probes[:2]
        ]
        assert not any(one.trials for one in taken)
        await driver.press("o")
        await driver.sees("No other teardown has a probe that is not here already.")
        await driver.press("u")
        await driver.sees("Taken back: probes taken over.")
        assert probes_of(driver) == []
