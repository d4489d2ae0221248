"""The pictures in README and docs: the real app, on a small library of invented work.

    python -m tests.pictures

draws them anew.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.drafting import NewTeardown
from lab.places import find_places
from lab.trials.writing import ProbeDraft, TrialDraft
from lab.workspace import Workspace
from tests.conftest import FrozenClock
from tests.tui.compare.samples import fill as fill_with_three_views
from tests.tui.driving import Driver, driving
from tests.tui.practice_samples import regular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Verdict
    from lab.places import Places

__all__ = ["IMAGES", "pictures"]

IMAGES: Final = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE: Final = (140, 38)
WEEKS: Final = 26

EARLIER: Final = (
    ("Perplexity", "Perplexity", "search", 19, True),
    ("Otter", "Otter.ai", "quick", 12, True),
    ("Granola", "Granola", "quick", 5, False),
)
FRAME: Final = {
    "what": "Notion AI, “Summarise” on a page of meeting notes. Free plan, web, 2 March.",
    "who": "Ines, who runs four customer calls a day and sends the decisions on by six.",
    "predict": "At least 4 of 5 runs keep the decision that was taken back, 60 %.",
}
TASK: Final = (
    "Summarise the same page of notes: five people, three decisions, one of them taken back "
    "at the end.\n\nRule, written first: **pass** if all three decisions are there and the one "
    "that was taken back is marked as such.\n\n- run 1: pass\n- run 2: fail, the decision that "
    "was taken back stands as decided"
)

PROBE: Final = ProbeDraft(
    prompt="Summarise these notes: who decided what, and what is open?",
    pass_rule="All three decisions are there, and the one taken back is marked as such.",
    name="Meeting notes",
    quality_line=0.8,
    budget="quick",
    wordings=("What did we decide?", "tl;dr, decisions only"),
)
KEPT: Final = "All three, the one taken back marked"
LOST: Final = "The one taken back stands as decided"
RUNS: Final[tuple[tuple[tuple[Verdict, str, float], ...], ...]] = (
    (("pass", KEPT, 4.2), ("fail", LOST, 3.9), ("pass", KEPT, 5.1), ("pass", KEPT, 4.4),
     ("fail", LOST, 11.0)),
    (("pass", KEPT, 3.7), ("pass", KEPT, 4.0), ("pass", KEPT, 4.1)),
    (("fail", LOST, 2.2), ("fail", LOST, 2.9), ("fail", LOST, 2.4)),
)  # fmt: skip
"""Verdict, meaning group and seconds, of each wording."""


async def pictures() -> dict[str, str]:
    """Return the pictures as SVG, by file name."""
    return {**await pictures_of_one_teardown(), **await pictures_of_many()}


async def pictures_of_one_teardown() -> dict[str, str]:
    """Return Home, the walk and the figures of a probe."""
    with tempfile.TemporaryDirectory(prefix="teardown-pictures-") as temporary:
        places = find_places(Path(temporary), {})
        clock = FrozenClock()
        fill(places, clock)
        async with driving(places, clock, size=SIZE) as driver:
            await driver.sees("Notion AI", "Perplexity", "Frame and call your shots")
            home = await picture(driver)
            await driver.press("enter")
            await driver.sees("Which differences")
            await driver.press("ctrl+r", "ctrl+r")
            await driver.sees("Pick one small task", "Saved")
            walk = await picture(driver)
            await driver.press("f7")
            await driver.sees("Trial bench", "3 of 5")
            await driver.press("f")
            await driver.sees("3 of 5 passed", "quality line")
            return {"home.svg": home, "walk.svg": walk, "figures.svg": await picture(driver)}


async def pictures_of_many() -> dict[str, str]:
    """Return the habit after half a year, and what three people saw in one product."""
    with tempfile.TemporaryDirectory(prefix="teardown-pictures-") as temporary:
        places = find_places(Path(temporary), {})
        clock = FrozenClock()
        regular(places, clock, weeks=WEEKS)
        views = fill_with_three_views(places, clock)
        async with driving(places, clock, size=SIZE) as driver:
            await driver.sees("Library")
            await driver.press("h")
            await driver.sees("weeks in a row", "Your foresight")
            habit = await picture(driver)
            driver.app.open_comparison(views)
            await driver.sees("What to talk about", "1.")
            await driver.press("tab", "tab")
            await driver.sees("Who saw what", "Seen by all")
            return {"habit.svg": habit, "compare.svg": await picture(driver)}


def fill(places: Places, clock: FrozenClock) -> None:
    """Write a few teardowns, the last one half done."""
    monday = clock.instant
    workspace = Workspace(places, clock=clock, environ={})
    try:
        for product, maker, template, days_ago, finished in EARLIER:
            clock.instant = monday - timedelta(days=days_ago)
            record = workspace.create(NewTeardown(product, maker=maker, template=template))
            if finished:
                workspace.finish(record)
        clock.instant = monday
        begun = workspace.create(NewTeardown("Notion AI", maker="Notion", template="quick"))
        answer(workspace, begun.id, {f"frame.{key}": text for key, text in FRAME.items()})
        answer(workspace, begun.id, {"variance.task": TASK})
        run(workspace, begun.id)
        workspace.score(begun.id, "frame", 3)
    finally:
        workspace.close()


def answer(workspace: Workspace, teardown_id: str, answers: Mapping[str, str]) -> None:
    """Write these answers."""
    for question, text in answers.items():
        workspace.answer(teardown_id, question, text)


def run(workspace: Workspace, teardown_id: str) -> None:
    """Run one probe in three wordings, marked and grouped."""
    bench = workspace.bench
    probe = bench.add_probe(teardown_id, PROBE)
    for wording, runs in enumerate(RUNS):
        for verdict, group, seconds in runs:
            draft = TrialDraft(
                output=f"Three decisions. {group}.",
                verdict=verdict,
                group=group,
                wording=str(wording),
                seconds=seconds,
            )
            bench.add_trial(teardown_id, probe.id, draft)


async def picture(driver: Driver) -> str:
    """Return the screen as a picture that fetches nothing from anywhere."""
    await driver.pilot.pause()
    drawn = driver.app.export_screenshot(title="teardown")
    drawn = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", drawn, flags=re.DOTALL)
    return re.sub(r"\n\s*\n+", "\n", drawn)


def main() -> None:
    """Draw them into the docs."""
    for name, drawn in asyncio.run(pictures()).items():
        (IMAGES / name).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
