"""The same probes in two teardowns: changed, noise, or too few runs; copied and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.trials.difference import bench_difference
from tests.tui.bench.figures_making import DATES, keep, probe
from tests.tui.driving import driving, take_in_hand
from tui.doors import probe_changes_screen
from tui.screens.probe_changes.drawing import Sides, cards_of, draw_card

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from lab.places import Places
    from tests.conftest import FrozenClock

SUM = "Sum up the page."
TRANSLATE = "Translate it | now."


async def test_one_reads_what_changed_and_what_is_noise(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = [f"Wording {n}" for n in range(6)]
    keep(places, clock, "Coda AI", probe("b1", "p" * 12), days_ago=3)
    keep(
        places, clock, "Notion AI", probe("b1", "p" * 11 + "f", prompt=SUM),
        probe("b2", "ppfpf", prompt=DATES), probe("b3", "pf" * 6, prompt=TRANSLATE),
        probe("b4", "p", prompt="Only then"), days_ago=100,
    )  # fmt: skip
    now = keep(
        places, clock, "Notion AI", probe("b1", "f" * 11 + "p", prompt=SUM),
        probe("b2", "ppppf", prompt=DATES, wordings=words),
        probe("b3", "fp" * 6, prompt=TRANSLATE, pass_rule="Another."),
        probe("b5", "p", prompt="Only now"),
    )  # fmt: skip
    copied: list[str] = []
    monkeypatch.chdir(tmp_path)
    async with driving(places, clock, size=(140, 45)) as driver:
        monkeypatch.setattr(driver.app, "copy_to_clipboard", copied.append)
        hand = await take_in_hand(driver.app, now.id)
        driver.app.push_screen(probe_changes_screen(hand))
        await driver.sees(
            "before: Notion AI 2025-11-22", "after: Notion AI 2026-03-02", "changed: worse",
            "3 prompts in both: 1 changed · 1 noise · 1 too few runs", "-83 points",
            "The pass rules differ", "-100", "+100",
        )  # fmt: skip
        await driver.press("c")
        assert copied[-1].startswith("Sum up the page. (2025-11-22, then 2026-03-02): 11 of 12")
        await driver.press("n", "C")
        assert r"| b3 Translate it \| now. | 6 of 12 | 6 of 12 | +0 points |" in copied[-1]
        await driver.press("e")
        await driver.sees("Wrote")
        assert _written(tmp_path) == [copied[-1]]
        await driver.press("x")
        await driver.sees("changed: better", "before: Notion AI 2026-03-02")
        await driver.press("n", "n", "n")
        await driver.sees("Only in 2025-11-22", "Only now")
        await driver.press("o")
        await driver.sees("same product", "1 same prompt")
        await driver.press("down", "enter")
        await driver.sees("Coda AI", "1 prompt in both", "after: Notion AI")
        await driver.press("escape")
        await driver.sees("Library")
        hand.stop()


def test_a_card_is_drawn_however_narrow_it_is(places: Places, clock: FrozenClock) -> None:
    before = keep(places, clock, "Notion AI", probe("b1", "ppppp"), days_ago=9)
    now = keep(places, clock, "Notion AI", probe("b1", "fffff"))
    cards = cards_of(bench_difference(before, now))
    for width in range(1, 60):
        lines = draw_card(cards[0], Sides("before", "after"), width=width)
        said = "".join(text for line in lines for text, _ in line)
        assert "points" in said
        assert "0 of 5"[:width] in said or width < len("difference  0 of 5")


async def test_it_says_why_there_is_nothing_to_compare(places: Places, clock: FrozenClock) -> None:
    alone = keep(places, clock, "Notes", probe("b1", "pp"))
    async with driving(places, clock, size=(60, 20)) as driver:
        hand = await take_in_hand(driver.app, alone.id)
        driver.app.push_screen(probe_changes_screen(hand))
        await driver.sees("No other teardown has probes yet.")
        await driver.press("c", "C", "e", "x", "o", "n")
        hand.stop()
    keep(places, clock, "Elsewhere", probe("b1", "pp", prompt="Something else"))
    async with driving(places, clock) as driver:
        hand = await take_in_hand(driver.app, alone.id)
        driver.app.push_screen(probe_changes_screen(hand))
        await driver.sees("No other teardown has the same prompts.")
        await driver.press("o", "enter")
        await driver.sees("Only in Notes", "Only in Elsewhere")
        hand.stop()


def _written(folder: Path) -> list[str]:
    return [file.read_text("utf-8") for file in folder.glob("*-then-and-now.md")]
