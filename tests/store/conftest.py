"""A library in each test's own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.search_index import SearchIndex
from tests.store.making import open_library

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from store.library import Library
    from tests.conftest import FrozenClock


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the test's library is, or will be."""
    return tmp_path / "library"


@pytest.fixture
def library(root: Path, clock: FrozenClock) -> Iterator[Library]:
    """An empty library."""
    opened = open_library(root, clock)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_index_left_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a test searched with; the newest Pythons warn of what is left open."""
    opened: list[sqlite3.Connection] = []
    open_index = SearchIndex._open

    def open_and_remember(index: SearchIndex) -> sqlite3.Connection:
        opened.append(open_index(index))
        return opened[-1]

    monkeypatch.setattr(SearchIndex, "_open", open_and_remember)
    yield
    for connection in opened:
        connection.close()
