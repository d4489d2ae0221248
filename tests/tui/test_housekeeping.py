from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.driving import begin, driving
from tui.housekeeping import AGAIN_AFTER, Housekeeping

if TYPE_CHECKING:
    import pytest

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver


def versions(driver: Driver, teardown_id: str) -> int:
    return len(driver.workspace.library.history(teardown_id))


async def test_old_versions_are_thinned_once_nobody_types_and_again_later(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = begin(places, clock, "Notion AI")
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")

        def save_often() -> None:
            current = driver.workspace.load(record.id)
            for _ in range(100):
                current = driver.workspace.save(current)

        await driver.app.desk.run(save_often)
        keeping = Housekeeping(driver.app)

        await keeping.look()
        assert versions(driver, record.id) == 100, "somebody has just been at the keys"

        monkeypatch.setattr("tui.housekeeping.QUIET_FOR", 0.0)
        await keeping.look()
        thinned = versions(driver, record.id)
        assert 50 <= thinned < 100

        await driver.app.desk.run(save_often)
        await keeping.look()
        assert versions(driver, record.id) > thinned, "not again so soon"

        clock.move(seconds=AGAIN_AFTER)
        await keeping.look()
        assert versions(driver, record.id) < 100
