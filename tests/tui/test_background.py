from __future__ import annotations

import gc

from textual.app import App

from tui.background import in_background


async def test_work_that_is_replaced_before_its_first_step_leaves_nothing_unawaited() -> None:
    done: list[str] = []

    async def older() -> None:
        done.append("older")

    async def newer() -> None:
        done.append("newer")

    app: App[None] = App()
    async with app.run_test() as pilot:
        in_background(app, older, group="read", exclusive=True)
        in_background(app, newer, group="read", exclusive=True)
        await pilot.pause()
    gc.collect()  # a coroutine that was never awaited would warn here, and a warning is an error
    assert done == ["newer"]
