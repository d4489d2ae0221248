"""What tests of fetching stand on: sites, an internet, and a fetch with small limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.evidence.fetching.getting import Getting
from tests.lab.evidence.internet import Internet
from tests.lab.evidence.serving import Site, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import FrozenClock


@pytest.fixture
def shop() -> Iterator[Site]:
    """A site on this computer."""
    with site() as running:
        yield running


@pytest.fixture
def other() -> Iterator[Site]:
    """Another one."""
    with site() as running:
        yield running


@pytest.fixture
def secure() -> Iterator[Site]:
    """A site that speaks https, as shop.test or localhost."""
    with site("shop.pem") as running:
        yield running


@pytest.fixture
def internet(shop: Site) -> Internet:
    """An internet in which shop.test is public."""
    net = Internet()
    net.put("shop.test", shop)
    return net


@pytest.fixture
def getting(clock: FrozenClock, internet: Internet) -> Getting:
    """Fetches over that internet."""
    return Getting(clock, internet)
