"""A study group in the app: real repositories, real keys."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from lab.group.errors import NoGroup
from tests.lab.group.conftest import needs_git
from tests.lab.group.people import Person, bare_repository, git
from tests.tui.driving import driving
from tui.group.words import in_the_app
from tui.presenter import words_for
from tui.screens.compare.screen import CompareScreen
from tui.screens.group.screen import GroupScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from tests.tui.driving import Driver

pytestmark = needs_git


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own, in which the app proposes places."""
    folder = tmp_path / "home-of-ana"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def at_the_app(
    someone: Person, *, size: tuple[int, int] = (80, 24), **environ: str
) -> AbstractAsyncContextManager[Driver]:
    """Let somebody sit at the app."""
    return driving(
        someone.workspace.places, someone.clock, size=size, environ={**os.environ, **environ}
    )


async def paste(driver: Driver, text: str) -> None:
    """Paste into the field that has the focus."""
    field = driver.app.focused
    assert field is not None
    field.post_message(Paste(text))
    await driver.until(lambda: text in getattr(field, "text", ""), text)


async def open_group(driver: Driver, *texts: str) -> None:
    await driver.sees("Library")
    await driver.press("g")
    await driver.sees(*texts)


async def begin_tuesday(driver: Driver, bare: Path) -> None:
    """Begin a group, and open its first round, as a person does."""
    await open_group(driver, "begins a group", "One of you begins")
    await driver.press("enter")
    await driver.sees_wrapped("Begin a group", "Shared by", "study-group")
    await driver.type("Tuesday")
    await driver.press("enter")
    await driver.type("Ana")
    await driver.press("enter", "enter", "enter")
    await paste(driver, str(bare))
    await driver.press("enter")
    await driver.sees("Tuesday", "Ana (you)", "Open the first round", "not sent yet")
    await driver.press("enter")
    await driver.sees("New round", "2026-03-09")
    await driver.type("Inlet")
    await driver.press("ctrl+s")
    await driver.sees("Take Inlet apart, alone.", "You", "have not sealed")
    await driver.press("escape")
    await driver.sees("Group       g  Take Inlet apart, alone   by 9 March, 0 of 1 sealed")
    await driver.press("g")
    await driver.sees("have not sealed")


async def look_at_another_name(driver: Driver) -> None:
    """See that a teardown whose product is called otherwise can be sealed, and is asked about."""
    await driver.press("s")
    await driver.sees("a teardown to seal", "Inlet AI")
    await driver.press("enter")
    await driver.sees("The round is about Inlet. It is still a draft.")
    await driver.press("escape")


async def seal_and_reveal(driver: Driver) -> None:
    """Seal and reveal; before that nothing of another can be seen."""
    await driver.press("c")
    await driver.sees("Go on with your teardown")
    assert isinstance(driver.app.screen, GroupScreen)
    await driver.press("s")
    await driver.sees("Seal your teardown of Inlet?", "It is still a draft")
    await driver.press("y")
    await driver.sees("Reveal your teardown, so that you can compare.", "have sealed")
    await driver.press("c")
    await driver.sees("cannot be compared yet")
    await driver.press("enter")
    await driver.sees("Reveal your teardown?", "It cannot be taken")
    await driver.press("y")
    await driver.sees("Wait for the others to reveal", "have revealed")


async def test_a_group_is_begun_shared_and_gone_through_to_the_comparison(
    person: Callable[[str], Person], tmp_path: Path, home: Path
) -> None:
    bare, ana_folder = bare_repository(tmp_path / "host.git"), home / "study-group"
    ana, ben = person("Ana"), person("Ben")
    async with at_the_app(ana) as driver:
        await begin_tuesday(driver, bare)
        await driver.press("y")
        await driver.sees("change sent")
        ben.join(bare).sync()
        group = ana.workspace.groups.open(ana_folder)
        name = group.round_id()
        ben.seal(name, score=1)
        ben.sync()
        ana.write(product={"name": "Inlet AI"})
        await look_at_another_name(driver)
        ana.write(score=4)
        await driver.press("y")
        await driver.sees("Ben", "has sealed", "Go on with your teardown")
        await seal_and_reveal(driver)
        await driver.press("y")
        await driver.sees("sent.")
        ben.sync()
        ben.group.round(name).reveal()
        ben.sync()
        await driver.press("enter")
        await driver.sees("Compare and meet", "After the reveal")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, CompareScreen), "the comparison")
        await driver.sees("Ana", "Ben")
        await driver.press("n", "o")
        # Somebody else’s is read, at the same place.
        await driver.sees("It is for Ben.")
        assert isinstance(driver.app.screen, ReadingScreen)
        await driver.press("escape", "escape")
        await driver.sees("Compare and meet")
        await driver.press("2")
        await driver.sees("Score again, in silence", "Section")
        await driver.press("enter", "3", "enter")
        await driver.sees("see who moved")
        assert group.contents().rounds[name].again == {group.me: {"frame": 3}}
        await agree_and_publish(driver)
    group.sync()
    ben.sync()
    async with at_the_app(ben) as driver:
        await open_group(driver, "Agree: read what one of you wrote down")
        await driver.press("d")
        await driver.until(lambda: isinstance(driver.app.screen, ReadingScreen), "what was agreed")
        await driver.sees("It is for Ana.", "It is for Ben.")
    published = {path.parent.name for path in (ana_folder / "rounds").glob("*/*/*.md")}
    assert published == {"teardowns", "compared", "agreed"}
    assert [one.author for _, one in group.round(name).agreed()] == ["Ana and Ben"]


async def agree_and_publish(driver: Driver) -> None:
    """Begin the group's own teardown once, come back to the group, and put both into the folder."""
    for _ in range(2):
        await driver.press("d")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.sees("Saved")
        await driver.press("escape")
        await driver.sees("Esc Back")
        await driver.press("h")
        await driver.until(lambda: isinstance(driver.app.screen, GroupScreen), "the group")
        await driver.sees("Agree: open what you agree on")
    assert len([row for row in driver.workspace.summaries() if "group" in row.tags]) == 1
    await driver.press("p")
    await driver.sees("The comparison and what you agreed on are", "This round is done")
    await driver.press("e")
    await driver.sees_wrapped("Pages for whoever reads in a browser", "study-group-pages")
    await driver.press("enter")
    await driver.sees("Wrote 5 pages")


async def test_what_fails_comes_again_and_a_second_computer_goes_on_as_oneself(
    person: Callable[[str], Person], tmp_path: Path, home: Path
) -> None:
    bare = bare_repository(tmp_path / "host.git")
    first = person("Ana").begin(remote=bare)
    first.sync()
    second = Person(tmp_path / "second", "Ana")
    async with at_the_app(second) as driver:
        await open_group(driver, "joins one")
        await driver.press("o")
        await driver.sees("Join a group")
        await paste(driver, "/nowhere.git")
        await driver.press("enter")
        await driver.type("ana")
        await driver.press("ctrl+s")
        await driver.sees("The group could not be fetched")
        assert "teardown group" not in driver.screen
        await driver.press("o")
        await driver.sees_wrapped("Join a group", "nowhere.git", "ana")
        await driver.press("end", "ctrl+u")
        await paste(driver, str(bare))
        await driver.press("ctrl+s")
        await driver.sees("Is that you?")
        await driver.press("escape")
        await driver.sees("Join a group")
        assert driver.app.focused is not None
        assert driver.app.focused.id == "field-name", "another name is asked for"
        await driver.press("ctrl+s")
        await driver.sees("Is that you?")
        await driver.press("y")
        await driver.sees("Tuesday", "Ana (you)", "Open the first round")
    assert second.workspace.groups.open(home / "study-group").me == first.group.me
    second.workspace.close()


def test_who_joins_too_early_is_told_what_to_wait_for(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    bare = bare_repository(tmp_path / "host.git")
    with pytest.raises(NoGroup) as caught:
        person("Ben").join(bare)
    said = in_the_app(words_for(caught.value))
    assert said.endswith("Whoever began it has to sync first.")


async def test_a_group_without_an_address_is_given_one_with_the_first_sync(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    bare = bare_repository(tmp_path / "host.git")
    ana = person("Ana").begin()
    async with at_the_app(ana) as driver:
        await open_group(driver, "asks for the address of an empty repository")
        await driver.press("y")
        await driver.sees("Share the group")
        await paste(driver, "ext::sh -c whoami")
        await driver.press("enter")
        await driver.sees("cannot be used: addresses that start")
        await driver.press("y")
        await driver.sees("Share the group")
        await paste(driver, str(bare))
        await driver.press("enter")
        await driver.sees_wrapped("sent.", "Others join with", "host.git")
        await driver.sees_no("asks for the address")


async def test_a_sync_that_hangs_is_stopped_or_ends_with_the_app_and_offline_it_queues(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    bare = bare_repository(tmp_path / "host.git")
    ana = person("Ana").begin(remote=bare)
    ana.sync()
    git(ana.folder, "remote", "set-url", "origin", "ssh://host.invalid/tuesday.git")
    silent = tmp_path / "silent-ssh"
    hangs = f"#!/bin/sh\ntouch {tmp_path}/asked\nexec sleep 60\n"
    silent.write_text(hangs)
    silent.chmod(0o755)
    async with at_the_app(ana, GIT_SSH_COMMAND=str(silent), GIT_SSH_VARIANT="ssh") as driver:
        await open_group(driver, "Tuesday")
        ana.group.new_round("Inlet")
        await driver.press("y")
        await driver.sees("Fetching what the others sent", "stops it")
        await driver.until((tmp_path / "asked").exists, "a connection")
        await driver.press("a")
        await driver.sees("Fetching what the others sent")
        await driver.press("x")
        await driver.sees("Stopped. Nothing is lost")
        await driver.sees_no("stops it")
        silent.write_text("#!/bin/sh\necho 'Could not resolve hostname' >&2\nexit 255\n")
        await driver.press("y")
        await driver.sees("waits here until the network is back", "not sent yet")
        (tmp_path / "asked").unlink()
        silent.write_text(hangs)
        await driver.press("y")
        await driver.until((tmp_path / "asked").exists, "a connection")
        await driver.press("ctrl+q")
        await driver.until(lambda: not driver.app.sharing.is_going_on, "the end of the sync")
    git(ana.folder, "remote", "set-url", "origin", str(bare))
    assert ana.sync().sent == 1
