"""The screen of settings, driven as a person does."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from lab.settings import SETTINGS
from lab.settings.themes import THEME_NAMES
from tests.tui.driving import SIZES, Driver, begin, driving
from tui.screens.settings.screen import SettingsScreen
from tui.screens.settings.setting_list import SettingList

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from tests.conftest import FrozenClock

BEFORE = '# mine\nauthor = "Ana"  # me\n\n[keys]  # own\n"home.sort" = "S"\n'


class OwnFile:
    """Somebody's settings file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True)
        self.write(BEFORE)

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8", "replace")

    def write(self, text: str | bytes) -> None:
        self.path.write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.fixture
def file(places: Places) -> OwnFile:
    return OwnFile(places.settings_file)


async def open_settings(driver: Driver) -> SettingsScreen:
    await driver.sees("This week")
    await driver.press("comma")
    await driver.sees("Your name", "Weekly goal")
    screen = driver.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


async def test_the_way_out_stays_in_the_bottom_line_where_there_is_little_room(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock, size=(60, 20)) as driver:
        await open_settings(driver)
        await driver.until(lambda: "Esc Back  F1 Help" in driver.bottom, "Esc Back")


async def go_to(driver: Driver, key: str) -> None:
    screen = driver.app.screen
    assert isinstance(screen, SettingsScreen)
    screen.list.move_to_key(key)
    await driver.pilot.pause()


def test_the_apps_themes_are_the_declared_ones(places: Places, clock: FrozenClock) -> None:
    from lab.workspace import Workspace
    from tui.app import TeardownApp
    from tui.desk import Desk

    desk = Desk(Workspace(places, clock=clock, environ={}))
    try:
        assert sorted(TeardownApp(desk).available_themes) == sorted(THEME_NAMES)
    finally:
        desk.close()


@pytest.mark.parametrize("size", SIZES)
async def test_every_setting_is_on_the_screen_with_its_value_and_source(
    places: Places, clock: FrozenClock, file: OwnFile, size: tuple[int, int]
) -> None:
    assert file.text
    async with driving(places, clock, size=size) as driver:
        screen = await open_settings(driver)
        rows = {row.key: row for row in screen.list.rows}
        assert {key for key, each in SETTINGS.items() if not each.replaced_by} <= set(rows)
        assert (rows["author"].value, rows["author"].source) == ("Ana", "line 2")
        assert rows["goal"].source == "default"
        assert rows["group model"].is_heading
        for row in screen.list.rows:
            if not row.is_heading:
                await go_to(driver, row.key)
                await driver.sees(row.title)
        await driver.press("escape")
        await driver.sees("This week")


async def test_a_text_is_kept_while_it_is_typed_and_comments_stay(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await driver.press("enter")
        await driver.type(" L")
        await driver.until(lambda: '"Ana L"' in file.text, "kept")
        assert file.text == BEFORE.replace('"Ana"', '"Ana L"')
        await driver.type("o")
        await driver.press("enter")
        await driver.until(lambda: '"Ana Lo"' in file.text, "kept")
        await driver.sees("Saved")
        await driver.press("u")
        await driver.until(lambda: file.text == BEFORE, "undone in one step")
        await driver.sees("“Your name” is as it was before")


async def test_what_is_not_valid_is_said_beside_it_and_not_kept(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await go_to(driver, "goal")
        await driver.press("enter")
        await driver.type("x")
        await driver.sees("must be a whole number from 1 to 14", "Not kept yet")
        await driver.press("escape")
        await driver.sees("the value before stays")
        assert file.text == BEFORE


async def test_the_goal_is_in_force_on_home_at_once(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    assert file.text
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await go_to(driver, "goal")
        await driver.press("enter", "backspace", "5", "escape")
        await driver.until(lambda: "goal = 5" in file.text, "kept")
        await driver.press("escape")
        await driver.sees("This week", "○○○○○")


async def test_a_yes_or_no_is_turned_with_space(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await go_to(driver, "robots")
        await driver.press("space")
        await driver.until(lambda: "robots = false" in file.text, "turned")
        await driver.press("space")
        await driver.until(lambda: "robots = true" in file.text, "turned back")
        await driver.press("delete")
        await driver.until(lambda: "robots" not in file.text, "its default")
        await driver.sees("default")


async def test_a_theme_is_seen_while_it_is_chosen(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await go_to(driver, "theme")
        await driver.press("enter")
        await driver.sees("teardown-light", "dracula")
        await driver.press("down")
        await driver.until(lambda: driver.app.theme == "teardown-light", "a preview")
        await driver.press("escape")
        await driver.until(lambda: driver.app.theme == "teardown-dark", "the old one")
        await driver.press("enter")
        await driver.sees("dracula")
        await driver.type("nord")
        await driver.press("enter")
        await driver.until(lambda: 'theme = "nord"' in file.text, "kept")
        await driver.until(lambda: driver.app.theme == "nord", "in force")
        await driver.sees("line 3")
        await driver.press("u")
        await driver.until(lambda: driver.app.theme == "teardown-dark", "undone")


async def test_templates_are_offered_by_name(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await go_to(driver, "template")
        await driver.press("enter")
        await driver.sees("the app chooses", "coding", "min")
        await driver.type("chat")
        await driver.press("enter")
        await driver.until(lambda: 'template = "chat"' in file.text, "kept")


async def test_a_preset_moves_in_lists_at_once(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        screen = await open_settings(driver)
        await go_to(driver, "preset")
        await driver.press("enter")
        await driver.sees("emacs")
        await driver.type("vim")
        await driver.press("enter")
        await driver.until(lambda: 'preset = "vim"' in file.text, "kept")
        await driver.until(lambda: "j" in driver.app.keys["list.down"], "in force")
        at = screen.list.cursor
        await driver.press("k")
        await driver.until(lambda: screen.list.cursor < at, "up with k")


async def test_the_keys_of_emacs_move_too(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    file.write('preset = "emacs"\n')
    async with driving(places, clock) as driver:
        screen = await open_settings(driver)
        seen = [screen.list.cursor]
        for key in ("alt+n", "greater_than_sign", "alt+v", "ctrl+v", "alt+p", "less_than_sign"):
            await driver.press(key)
            seen.append(screen.list.cursor)
        up_down = ["+" if after > before else "-" for before, after in pairwise(seen)]
        assert up_down == ["+", "+", "-", "+", "-", "-"]
        # The landmarks stay what they are.
        await driver.press("ctrl+p")
        await driver.sees("a command, or a product")


async def test_a_comma_is_typed_where_one_writes_and_leads_here_where_not(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        await driver.press("enter")
        await driver.sees("Saved")
        await driver.type("yes")
        await driver.press("comma")
        await driver.sees("yes,")
        await driver.press("escape", "comma")
        await driver.sees("Your name", "Weekly goal")
        await driver.press("escape")
        await driver.sees("yes,")


async def test_the_mouse_chooses_and_keeps_what_was_typed(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        screen = await open_settings(driver)
        goal = next(n for n, row in enumerate(screen.list.rows) if row.key == "goal")
        await driver.press("enter")
        await driver.type("x")
        assert await driver.pilot.click(SettingList, offset=(6, goal))
        await driver.until(lambda: '"Anax"' in file.text, "kept")
        await driver.until(lambda: screen.focused is screen.list, "back in the list")
        assert screen.list.row is not None
        assert screen.list.row.key == "goal"
        assert await driver.pilot.click(SettingList, offset=(6, goal), times=2)
        await driver.until(lambda: screen.focused is screen.field, "typing")


async def test_the_editor_opens_where_the_file_is_broken(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    file.write("goal = 2\nname == 3\n")
    async with driving(places, clock) as driver:
        screen = await open_settings(driver)
        assert screen._line_to_open() == 2
        file.write(f"\n\n{BEFORE}")
        await driver.until(lambda: screen._line_to_open() == 4, "the line of the author")
        await go_to(driver, "goal")
        assert screen._line_to_open() == 0


async def test_the_palette_leads_here(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        for name, sign in (("settings", "Weekly goal"), ("keys", "Everywhere")):
            await driver.press("ctrl+p")
            await driver.sees("a command, or a product")
            await driver.type(name)
            await driver.press("enter")
            await driver.sees(sign)


async def test_the_older_way_to_ask_for_vim_can_be_reset(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    file.write("vim = true\n")
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await go_to(driver, "preset")
        await driver.sees("vim")
        await driver.press("delete")
        await driver.until(lambda: file.text == "", "taken out")
        await driver.until(lambda: driver.app.keys["list.down"] == ("down",), "in force")


async def test_what_the_environment_says_cannot_be_changed_here(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock, environ={"TEARDOWN_GOAL": "4"}) as driver:
        await open_settings(driver)
        await go_to(driver, "goal")
        await driver.sees("environment", "Set by TEARDOWN_GOAL")
        await driver.press("enter")
        await driver.sees("Look here", "TEARDOWN_GOAL is set in the environment")
        await driver.press("delete")
        assert file.text == BEFORE


async def test_problems_stand_at_the_top_each_with_its_line(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    file.write('gaol = 2\nweek_start = "someday"\n')
    async with driving(places, clock, size=(140, 45)) as driver:
        await open_settings(driver)
        await driver.sees("line 1: there is no setting “gaol”. Did you mean “goal”?", "line 2")
        await go_to(driver, "week_start")
        await driver.press("delete")
        await driver.sees_no("line 2")
        assert file.text == "gaol = 2\n"


@pytest.mark.parametrize(
    "raw",
    [b"goal = \n[[", b"\xff\x00\x01", b"x = " + b"[" * 5000],
    ids=["garbled", "binary", "nested"],
)
async def test_a_file_that_cannot_be_understood_stops_nothing_and_is_left_alone(
    places: Places, clock: FrozenClock, file: OwnFile, raw: bytes
) -> None:
    file.write(raw)
    async with driving(places, clock) as driver:
        await open_settings(driver)
        await driver.sees("nothing in it is used")
        await go_to(driver, "robots")
        await driver.press("space")
        await driver.until(
            lambda: any("Nothing was changed" in told.text for told in driver.app.messages), "why"
        )
        assert file.path.read_bytes() == raw


async def test_what_others_change_meanwhile_is_taken_up_and_never_overwritten(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    async with driving(places, clock) as driver:
        screen = await open_settings(driver)
        file.write("# theirs\ngoal = 7\n")
        await driver.until(
            lambda: any(row.key == "goal" and "7" in row.value for row in screen.list.rows),
            "their goal",
        )
        file.write("# theirs again\ngoal = 8\n")
        await go_to(driver, "robots")
        await driver.press("space")
        await driver.until(lambda: "robots" in file.text, "both changes")
        assert file.text == "# theirs again\ngoal = 8\nrobots = false\n"


@pytest.mark.skipif(os.name != "posix", reason="a script as the editor")
async def test_the_file_is_opened_in_ones_own_editor_and_read_again(
    places: Places, clock: FrozenClock, file: OwnFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    import contextlib

    from tui.app import TeardownApp

    file.path.unlink()
    script = file.path.parent / "edit.py"
    script.write_text(
        "import sys; p = sys.argv[1]; t = open(p).read()\n"
        "assert '# goal = 1' in t\n"
        "open(p, 'w').write(t.replace('# goal = 1', 'goal = 9'))\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(TeardownApp, "suspend", lambda _: contextlib.nullcontext())
    environ = {"EDITOR": f"{sys.executable} {script}", "PATH": os.environ["PATH"]}
    async with driving(places, clock, environ=environ) as driver:
        screen = await open_settings(driver)
        await driver.press("o")
        await driver.until(
            lambda: any(row.key == "goal" and "9" in row.value for row in screen.list.rows), "9"
        )
    assert file.path.stat().st_mode & 0o777 == 0o600


async def test_a_missing_editor_is_named_and_the_app_goes_on(
    places: Places, clock: FrozenClock, file: OwnFile
) -> None:
    assert file.text
    async with driving(places, clock, environ={"EDITOR": "nowhere-editor"}) as driver:
        await open_settings(driver)
        await driver.press("o")
        await driver.sees("no program “nowhere-editor”")
