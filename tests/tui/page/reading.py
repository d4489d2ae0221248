"""A captured page as a person reads it: the app, open on it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lab.evidence.quoting import anchor_at, page_text
from lab.model import Claim
from lab.workspace import Workspace
from tests.lab.evidence.pages import make_capture
from tests.tui.driving import Driver, begin, driving, take_in_hand
from tui.screens.page.screen import PageScreen
from tui.screens.page.selection import Selection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from lab.model import Evidence, Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tui.app import TeardownApp
    from tui.editing.in_hand import TeardownInHand

__all__ = ["PRICING", "Reader", "open_page", "reading", "with_page"]

PRICING = """# Pricing

Choose the plan that fits. All plans include **unlimited documents**, the \
[API](https://acme.test/docs/api) and email support. Prices are in US dollars.

## Plans

| Plan | Price per seat | AI answers | Support |
| --- | --- | --- | --- |
| Free | $0 | 20 a month, then it stops | Community |
| Plus | $10.00 a month, billed yearly | Unlimited within fair use | Email in two days |
| Business | $20.00 a month, billed yearly | Unlimited | Priority |

## What counts as a seat?

A seat is anybody who can edit. Guests are free, e.g. clients who only read. You can change the \
number of seats at any time.

- Seats are billed monthly or yearly.
  - Yearly billing saves 20 %.
- Students pay nothing. Teachers neither!
1. First, verify your address.

> “We cut our support time by 43 percent.”

![The settings with three plans](https://acme.test/plans.png)

### Fair use

Answers are unlimited on Plus within fair use. 価格は税抜きです。 Beyond 500 a day we may slow down.

```python
client = example.Client()
print(client.answer("How much is a seat?"))
```

See the [changelog](https://acme.test/changelog) for more.
"""


def with_page(
    places: Places,
    clock: FrozenClock,
    markdown: str = PRICING,
    *,
    quotes: tuple[str, ...] = (),
    **facts: Any,
) -> Teardown:
    """Write a teardown with one captured page, and a claim on each of some quotes of it."""
    record = begin(places, clock, "Acme AI", template="quick")
    workspace = Workspace(places, clock=clock, environ={})
    try:
        fetched = datetime(2026, 2, 20, 9, 30, tzinfo=UTC)
        known: dict[str, Any] = {
            "fetched_at": fetched, "site": "Acme", "author": "Acme, Inc.",
            "published": "2026-02-11", "title": "Pricing: a plan for every team",
            "reasons": ("Its main text is whole.",),
        }  # fmt: skip
        page = workspace.evidence.keep(record.id, make_capture(markdown, **known | facts)).evidence
        text = page_text(markdown).text
        record = workspace.load(record.id)
        for number, words in enumerate(quotes, 1):
            start = text.index(words)
            anchor = anchor_at(text, start, start + len(words))
            quote = workspace.evidence.add_quote(
                record.id, page.id, exact=anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix
            )
            record = workspace.load(record.id)
            record.claims.append(
                Claim(
                    id=f"c{number}", section="weaknesses", kind="finding", basis="published",
                    statement=f"Claim number {number}", evidence=[quote.id],
                )
            )  # fmt: skip
            record = workspace.save(record)
        return record
    finally:
        workspace.close()


class Reader(Driver):
    """Hands and eyes on a page."""

    in_hand: TeardownInHand

    @property
    def page_screen(self) -> PageScreen:
        screens = [each for each in self.app.screen_stack if isinstance(each, PageScreen)]
        return screens[-1]

    @property
    def selected(self) -> str:
        """The words that are selected."""
        page = self.page_screen.page
        assert page is not None
        selection = self.page_screen.sheet.selection
        return page.text[selection.start : selection.end]

    @property
    def record(self) -> Teardown:
        return self.in_hand.record

    @property
    def evidence(self) -> Evidence:
        return self.record.evidence[0]

    async def select(self, words: str) -> None:
        """Put the cursor on the sentence that begins with these words."""
        page = self.page_screen.page
        assert page is not None
        place = page.text.index(words)
        self.page_screen.sheet.select(Selection.of_sentence(page, place))
        await self.pilot.pause()
        assert self.selected.startswith(words)


async def open_page(app: TeardownApp, teardown_id: str, *, quote: str = "") -> TeardownInHand:
    """Open the one page of a teardown."""
    in_hand = await take_in_hand(app, teardown_id)
    app.open_page(in_hand, in_hand.record.evidence[0].id, quote=quote)
    return in_hand


@asynccontextmanager
async def reading(
    places: Places,
    clock: FrozenClock,
    record: Teardown,
    *,
    size: tuple[int, int] = (80, 24),
    quote: str = "",
    environ: Mapping[str, str] | None = None,
    whole: bool = True,
) -> AsyncIterator[Reader]:
    """Run the app on the page of a teardown."""
    async with driving(places, clock, size=size, environ=environ) as driver:
        reader = Reader(driver.app, driver.pilot)
        reader.in_hand = await open_page(driver.app, record.id, quote=quote)
        try:
            await reader.until(lambda: isinstance(reader.app.screen, PageScreen), "the page")
            if whole:
                await reader.until(lambda: reader.page_screen.is_whole, "the whole page")
            yield reader
            await reader.in_hand.flush()
        finally:
            reader.in_hand.stop()
