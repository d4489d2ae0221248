from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from lab.errors import TeardownError
from tui.editing.autosave import Autosave, SaveState, Timing

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = Timing(pause=0.02, longest=0.06, retries=(0.01, 0.02))


@dataclass
class Disk:
    """What writes: slow, or failing, as the test wants it."""

    text: str = ""
    written: list[str] = field(default_factory=list)
    states: list[SaveState] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    seconds: float = 0.0
    error: Exception | None = None
    under_way: int = 0
    most_under_way: int = 0

    def autosave(self, timing: Timing = QUICK) -> Autosave[str]:
        return Autosave(
            take=lambda: self.text,
            write=self.write,
            refused=self.refused,
            told=self.states.append,
            broke=self.faults.append,
            timing=timing,
        )

    async def write(self, text: str) -> None:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await asyncio.sleep(self.seconds)
            if self.error is not None:
                raise self.error
            self.written.append(text)
        finally:
            self.under_way -= 1

    async def refused(self, text: str, error: Exception) -> None:
        self.refusals.append(f"{text}: {error}")


def type_into(disk: Disk, autosave: Autosave[str], text: str) -> None:
    disk.text += text
    autosave.touch()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(2):
        while not condition():  # noqa: ASYNC110 - conditions of many kinds, for tests only
            await asyncio.sleep(0.002)


async def settle(autosave: Autosave[str]) -> None:
    await until(lambda: not autosave.unsaved and autosave.state is SaveState.SAVED)


async def test_it_says_saving_from_the_first_key_and_saved_only_after_the_write() -> None:
    disk = Disk(seconds=0.03)
    autosave = disk.autosave()
    type_into(disk, autosave, "a")
    assert disk.states == [SaveState.SAVING]
    await settle(autosave)
    assert disk.written == ["a"]
    assert disk.states == [SaveState.SAVING, SaveState.SAVED]


async def test_a_pause_saves_once() -> None:
    disk = Disk()
    autosave = disk.autosave(Timing(pause=0.1, longest=1.0))
    for letter in "abc":
        type_into(disk, autosave, letter)
        await asyncio.sleep(0.005)
    await settle(autosave)
    assert disk.written == ["abc"]


async def test_typing_without_a_pause_is_saved_on_the_way() -> None:
    disk = Disk()
    autosave = disk.autosave(Timing(pause=0.05, longest=0.1))
    for _ in range(40):
        type_into(disk, autosave, "x")
        await asyncio.sleep(0.01)
    assert len(disk.written) >= 2
    await settle(autosave)


async def test_what_is_typed_during_a_write_stays_unsaved_until_the_next() -> None:
    disk = Disk(seconds=0.05)
    autosave = disk.autosave()
    type_into(disk, autosave, "a")
    await until(lambda: disk.under_way > 0)
    type_into(disk, autosave, "b")
    await settle(autosave)
    assert disk.written == ["a", "ab"]
    # There was no moment in between at which it said that everything is saved.
    assert disk.states == [SaveState.SAVING, SaveState.SAVED]
    assert disk.most_under_way == 1


async def test_flush_waits_for_the_write_under_way_and_writes_the_rest() -> None:
    disk = Disk(seconds=0.03)
    autosave = disk.autosave(Timing(pause=10, longest=10))
    type_into(disk, autosave, "a")
    first = asyncio.create_task(autosave.flush())
    await asyncio.sleep(0.01)
    type_into(disk, autosave, "b")
    assert await autosave.flush()
    assert await first
    assert disk.written == ["a", "ab"]
    assert disk.most_under_way == 1
    assert autosave.state is SaveState.SAVED


async def test_hurrying_does_not_wait_for_a_pause() -> None:
    disk = Disk()
    autosave = disk.autosave(Timing(pause=10, longest=10))
    autosave.hurry()
    type_into(disk, autosave, "a")
    autosave.hurry()
    await settle(autosave)
    assert disk.written == ["a"]


async def test_flush_with_nothing_unsaved_writes_nothing() -> None:
    disk = Disk()
    assert await disk.autosave().flush()
    assert disk.written == []


@pytest.mark.parametrize("error", [TeardownError("The library is full"), OSError("no space")])
async def test_a_refusal_is_told_and_tried_again_until_it_works(error: Exception) -> None:
    disk = Disk(error=error)
    autosave = disk.autosave()
    type_into(disk, autosave, "a")
    await until(lambda: len(disk.refusals) >= 3)
    assert autosave.state is SaveState.REFUSED
    type_into(disk, autosave, "b")
    assert autosave.state is SaveState.REFUSED
    disk.error = None
    await settle(autosave)
    assert disk.written == ["ab"]


async def test_flush_tries_a_refused_write_once_more_and_says_that_it_failed() -> None:
    disk = Disk(error=OSError("no space"))
    autosave = disk.autosave(Timing(pause=10, longest=10, retries=(10,)))
    type_into(disk, autosave, "a")
    assert not await autosave.flush()
    assert disk.refusals == ["a: no space"]
    assert autosave.unsaved


async def test_nothing_is_written_while_two_versions_wait_for_a_decision() -> None:
    disk = Disk()
    autosave = disk.autosave()
    type_into(disk, autosave, "a")
    autosave.hold()
    type_into(disk, autosave, "b")
    await asyncio.sleep(0.1)
    assert disk.written == []
    assert not await autosave.flush()
    autosave.release()
    await settle(autosave)
    assert disk.written == ["ab"]


async def test_a_fault_of_ours_is_handed_over_and_not_retried_in_silence() -> None:
    disk = Disk(error=ZeroDivisionError("ours"))
    autosave = disk.autosave()
    type_into(disk, autosave, "a")
    await until(lambda: bool(disk.faults))
    assert autosave.unsaved
    assert disk.refusals == []
