"""The ground under the tests holds."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lab.places import find_places

if TYPE_CHECKING:
    from tests.conftest import FrozenClock


def test_a_test_cannot_leave_this_machine() -> None:
    with (
        socket.socket(socket.AF_INET) as plain,
        pytest.raises(AssertionError, match=r"reach 192\.0\.2\.1"),
    ):
        plain.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match=r"reach example\.com"):
        socket.create_connection(("example.com", 80))


def test_a_test_can_talk_to_a_server_on_loopback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_test_has_an_empty_home_of_its_own(home: Path) -> None:
    assert Path.home() == Path.cwd() == home
    assert list(home.iterdir()) == []
    assert find_places(None, os.environ).library.is_relative_to(home)


def test_the_clock_stands_still_until_it_is_moved(clock: FrozenClock) -> None:
    assert clock.now() == clock.now()
    clock.move(minutes=2)
    assert clock.monotonic() == 120
