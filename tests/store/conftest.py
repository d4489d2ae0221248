"""A library in each test's own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.making import open_library

if TYPE_CHECKING:
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
