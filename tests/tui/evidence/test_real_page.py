"""A real page from a real server, read in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.evidence.serving import site
from tests.tui.driving import begin
from tests.tui.evidence.test_capturing import at_evidence, kept, paste

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

PAGE = """<!doctype html><html lang="en"><title>Pricing</title><body><main><h1>Pricing</h1>
<p>Free for 7 days, then ten dollars a member and month. Cancel whenever you like.</p>
<p>AI answers are included in the Business plan. On Plus, each member has 20 to try.</p>
<p>Most teams begin with Plus, and change once they have more than ten members.</p>
</main></body></html>"""


async def test_an_address_that_is_pasted_onto_the_list_becomes_evidence(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI", template="quick")
    with site() as server:
        server.page("/pricing", PAGE)
        address = server.url("/pricing")
        async with at_evidence(places, clock) as driver:
            paste(driver, f"{address}\n")
            await driver.sees("Capture a page", address)
            await driver.press("enter")
            await driver.sees("not captured", "after a question")
            await driver.press("enter")
            await driver.sees("Capture from your own network?")
            await driver.press("y")
            await driver.sees("Captured “Pricing”", "How it begins", "Cancel whenever you like.")
        found = kept(places, clock, record.id).evidence[0]
        assert found.url == address
        assert found.body
