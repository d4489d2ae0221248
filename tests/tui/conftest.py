"""Every test of the app sees the same signs and the same cursor, whoever runs it and when."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual._context import active_message_pump
from textual.widgets import Input

from tui.desk import Desk
from tui.editing.in_hand import TeardownInHand

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


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
    """Nothing that takes keys or messages may wait for the disk: then the app stands still."""

    def watched(wait: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        def waits(*args: Any, **kwargs: Any) -> Coroutine[Any, Any, Any]:
            pump = active_message_pump.get(None)
            in_pump = pump is not None and pump._task is asyncio.current_task()
            assert not in_pump, f"{pump} waits for {wait.__qualname__}: {args[1:2]}"
            return wait(*args, **kwargs)

        return waits

    monkeypatch.setattr(Desk, "run", watched(Desk.run))
    monkeypatch.setattr(TeardownInHand, "flush", watched(TeardownInHand.flush))
