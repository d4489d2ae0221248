"""What every test stands on: a home of its own, no network, and a clock that it sets."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from lab.places import Places, find_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Other tests share the processors, so that slowness says nothing about a property. Where CI is
# set, Hypothesis tries the same examples every time: a failure comes from a change.
settings.register_profile(
    "house", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

_OURS = ("TEARDOWN_", "XDG_")
_OTHERS = ("EDITOR", "VISUAL", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES")
_HOMES = count()


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run side by side: the app's wait for it more than they work."""
    return min(8, 3 * (os.cpu_count() or 1))


@dataclass
class FrozenClock:
    """A clock that stands still until it is moved."""

    instant: datetime = MONDAY_MORNING
    zone: tuple[str, int] = ("UTC", 0)
    started: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.instant

    def now(self) -> datetime:
        return self.instant

    def monotonic(self) -> float:
        return (self.instant - self.started).total_seconds()

    def local_zone(self, at: datetime) -> tuple[str, int]:  # noqa: ARG002 - the same zone all year
        return self.zone

    def move(self, **span: float) -> None:
        """Let time pass: ``clock.move(minutes=5)``."""
        self.instant += timedelta(**span)


class NetworkUsed(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Fail whatever leaves this machine; servers on loopback are fine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


def _guarded(original: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_unless_loopback(address[0])
        return original(self, address)

    return connect


def _guarded_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_unless_loopback(host)
        return original(host, *args, **kwargs)

    return getaddrinfo


def _refuse_unless_loopback(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        here = ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        here = name == "localhost"
    if not here:
        raise NetworkUsed(f"A test tried to reach {name}. Tests stay on this machine.")


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_reaches_what_tests_start() -> None:
    """Undo what a shell does to a job in the background: it, and what it starts, ignore Ctrl+C."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, in which one stands.

    Nothing of the person who runs the tests is seen or touched, and what a test writes without
    saying where is not left in the tree.
    """
    folder = _homes / str(next(_HOMES))
    folder.mkdir()
    for name in [*os.environ]:
        if name.startswith(_OURS) or name in _OTHERS:
            monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def teardown_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh folder in ``TEARDOWN_HOME``; nothing is in it, it does not even exist yet."""
    folder = home / "teardown"
    monkeypatch.setenv("TEARDOWN_HOME", str(folder))
    return folder


@pytest.fixture
def places(home: Path) -> Places:
    """Where the app's files would lie: in the test's own home."""
    return find_places(home / "teardown", {})


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that shows Monday morning until the test moves it."""
    return FrozenClock()
