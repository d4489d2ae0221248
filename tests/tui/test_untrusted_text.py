"""Whatever a record, a file name or an error holds, every screen shows it literally."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import pytest

from lab.model import Claim, Evidence, Prediction
from lab.workspace import Workspace
from tests.tui.driving import SIZES, begin, driving
from tui.screens.home.screen import HomeScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver

ENDS_THE_APP: Final = "[/a/x]"
VANISHES: Final = "TODO [x] done"
ACTS: Final = "[@click=app.quit]leave[/]"
NASTY: Final = (
    f"{ENDS_THE_APP} {VANISHES} {ACTS} [red]a[/red] \\[b] $ink-bad {{0}} %s "
    "\x1b]52;c;ZXZpbA==\x07 \x1b[2J\x9b31m \u202egpj.exe\u2069 \u2028 \u0000 "
    "日本語テキスト e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 👩‍🚀 \ufeff tail"
)


def plant(places: Places, clock: FrozenClock) -> Teardown:
    """Write a teardown whose every text is nasty, and a file whose name is."""
    record = begin(places, clock, "Plain")
    for name in ("name", "maker", "url", "category", "surface", "plan", "version", "region"):
        setattr(record.product, name, NASTY)
    record.author = NASTY
    record.tags = [NASTY, "ordinary"]
    workspace = Workspace(places, clock=clock, environ={})
    record.template.title = NASTY
    for section in record.questions:
        section.title = NASTY
        work = record.work(section.id)
        for prompt in section.prompts:
            prompt.text = NASTY
            work.answers[prompt.id] = f"{NASTY}\n{NASTY}\n"
        work.score = 2
    record.evidence = [Evidence(id="e1", title=NASTY, url=NASTY)]
    record.claims = [
        Claim(id="c1", section=section.id, statement=NASTY, because=NASTY, who=NASTY,
              where=NASTY, breaks_if=NASTY, evidence=["e1"], severity=3)
        for section in record.questions[:1]
    ]  # fmt: skip
    record.predictions = [
        Prediction(id="p1", statement=NASTY, probability=0.5, how_known=NASTY, note=NASTY)
    ]
    record.take_home.cannot_conclude = NASTY
    saved = workspace.save(record)
    workspace.close()
    for name in ("[@click=app.quit]x[-aaaa.json", "bell\x07\x1b[2J\n[red]-bbbb.json"):
        try:
            (places.library / "teardowns" / name).write_text("{", "utf-8")
        except OSError:
            continue  # this file system is stricter than ours
    return saved


def is_clean(driver: Driver) -> None:
    """Assert that nothing on the screen is a command to the terminal or to the app."""
    for strip in driver.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.control:
                continue
            assert not any(
                ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in segment.text
            )
            assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(segment.text)
            assert "@click" not in (segment.style.meta if segment.style else {})
            assert not (segment.style and segment.style.link)


@pytest.mark.parametrize("size", SIZES)
async def test_home_and_its_filter_show_it_literally(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    plant(places, clock)
    async with driving(places, clock, size=size) as driver:
        await driver.sees("This week", ENDS_THE_APP)
        is_clean(driver)
        for _ in range(3):
            await driver.press("down")
            await driver.pilot.pause(0.2)
            is_clean(driver)
        await driver.press("slash")
        await driver.type("[/a/x] todo")
        await driver.sees("1 of ")
        is_clean(driver)
        await driver.press("ctrl+u")
        await driver.type("[@click=app.quit]")
        await driver.sees(" of ")
        is_clean(driver)


def press(*keys: str) -> Callable[[Driver], Any]:
    async def go(driver: Driver) -> None:
        for key in keys:
            await driver.press(key)
            await driver.pilot.pause(0.1)
            is_clean(driver)

    return go


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]])
@pytest.mark.parametrize(
    "keys",
    [("r",), ("ctrl+p", "t", "o", "d", "o"), ("n",), ("f1",), ("T",), ("enter", "f1"),
     ("enter", "escape", "down", "enter"), ("enter", "f3"), ("enter", "f5"), ("enter", "ctrl+p")],
    ids=" ".join,
)  # fmt: skip
async def test_every_screen_shows_it_literally(
    places: Places, clock: FrozenClock, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    record = plant(places, clock)
    async with driving(places, clock, size=size) as driver:
        await driver.sees("This week", ENDS_THE_APP)
        screen = driver.app.screen
        assert isinstance(screen, HomeScreen)
        screen.library.move_to_key(record.id)
        await press(*keys)(driver)
        await driver.pilot.pause(0.3)
        is_clean(driver)
        assert driver.app.is_running


async def test_markup_in_a_record_is_no_link(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "[@click=app.quit]click me[/]")
    async with driving(places, clock) as driver:
        await driver.sees("[@click=app.quit]click me[/]")
        lines = driver.screen.splitlines()
        row = next(
            number for number, line in enumerate(lines) if "click me" in line[:40] and number > 3
        )
        await driver.pilot.click(offset=(lines[row].index("click me") + 2, row))
        await driver.pilot.pause()
        assert driver.app.is_running
        assert isinstance(driver.app.screen, HomeScreen)


async def test_messages_and_errors_are_shown_literally(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        for severity in ("information", "warning", "error"):
            driver.app.tell(NASTY, severity=severity)
            await driver.sees(VANISHES)
            is_clean(driver)
        driver.app.tell_error(OSError(13, NASTY, NASTY))
        await driver.sees(ENDS_THE_APP)
        is_clean(driver)
        await driver.press("f2")
        await driver.sees(VANISHES)
        is_clean(driver)


async def test_nasty_settings_are_told_and_do_no_harm(places: Places, clock: FrozenClock) -> None:
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text(
        '"[/a/x]" = "[@click=app.quit]"\ntheme = "[/x]"\n[keys]\n"home.new" = "[/]"\n', "utf-8"
    )
    async with driving(places, clock) as driver:
        await driver.until(lambda: len(driver.app.messages) > 1)
        await driver.press("f2")
        await driver.sees("[/a/x]")
        is_clean(driver)


async def test_a_pasted_escape_becomes_a_picture(places: Places, clock: FrozenClock) -> None:
    from textual import events

    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("slash")
        driver.app.post_message(events.Paste("one\x1b[2J\ntwo\x07"))
        await driver.sees("one␛[2J two␇")
        is_clean(driver)


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes there")
async def test_a_file_name_that_is_no_text_is_a_row_like_any_other(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI")
    path = os.fsencode(places.library / "teardowns") + b"/bad\xff\xfe-cccc.json"
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY)
    os.close(descriptor)
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        is_clean(driver)
