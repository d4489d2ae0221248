"""Every test of the app sees the same signs and the same cursor, whoever runs it and when."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual._context import active_message_pump
from textual.widgets import Input

from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Coroutine


@pytest.fixture(autouse=True)
def locale_with_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that can show them: the first look at it decides for the whole process."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def cursor_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is taken at any time; half of the time a blinking cursor would not be in it."""
    monkeypatch.setattr(Input.cursor_blink, "_default", False)


@pytest.fixture(autouse=True)
def keys_that_never_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that takes keys or messages may wait at the desk: then the app stands still."""
    run = Desk.run

    def watched(self: Desk, *args: Any, **kwargs: Any) -> Coroutine[Any, Any, Any]:
        pump = active_message_pump.get(None)
        assert pump is None or pump._task is not asyncio.current_task(), f"{pump} waits: {args[0]}"
        return run(self, *args, **kwargs)

    monkeypatch.setattr(Desk, "run", watched)
