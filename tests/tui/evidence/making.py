"""A teardown with evidence of every kind, and a capture that is written down beforehand."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lab.evidence.captured import Capture, Neighbour
from lab.model import Claim, Evidence, PageVersion, Quote
from lab.workspace import Workspace
from tests.tui.driving import begin

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lab.evidence.captured import Verdict
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock

PRICING = """# Pricing

Free for 7 days, then $10 a member and month.

AI answers are included in the Business plan. On Plus, each member has 20 answers to try.

| Plan | Price | AI |
| --- | --- | --- |
| Free | $0 | trial |
| Plus | $10 | trial |
| Business | $20 | included |
"""
PRICING_NOW = (
    PRICING.replace("$10 a member", "$12 a member")
    .replace("On Plus, each member has 20 answers to try.", "Plus has none.")
    .replace("| Plus | $10 | trial |", "| Plus | $12 | none |")
)


def captured(
    url: str,
    markdown: str = PRICING,
    *,
    at: datetime,
    verdict: Verdict = "good",
    reasons: tuple[str, ...] = (),
    title: str | None = "Pricing",
    neighbours: tuple[Neighbour, ...] = (),
) -> Capture:
    """Return what a capture of that page would be."""
    return Capture(
        url=url,
        final_url=url,
        fetched_at=at,
        sha256=sha256(markdown.encode()).hexdigest(),
        markdown=markdown,
        words=len(markdown.split()),
        verdict=verdict,
        reasons=reasons,
        page_kind="service",
        title=title,
        site="notion.so",
        language="en",
        neighbours=neighbours,
    )


@dataclass
class Script:
    """Stands in for the worker: says what came, or fails, when it is let go."""

    answers: dict[str, deque[Capture | Exception]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, bool]]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    """Addresses whose capture was cancelled."""
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    """A capture of these waits until its event is set."""
    sizes: list[tuple[int, int | None]] = field(default_factory=lambda: [(1200, 4000)])

    def will(self, url: str, *answers: Capture | Exception, waits: bool = False) -> None:
        """Answer so, one after the other."""
        self.answers.setdefault(url, deque()).extend(answers)
        if waits:
            self.gates[url] = asyncio.Event()

    async def capture(
        self,
        url: str,
        *,
        on_progress: Callable[[int, int | None], None] | None = None,
        **how: bool,
    ) -> Capture:
        self.asked.append((url, how))
        for received, expected in self.sizes:
            if on_progress is not None:
                on_progress(received, expected)
        try:
            if url in self.gates:
                await self.gates[url].wait()
        except asyncio.CancelledError:
            self.ended.append(url)
            raise
        answer = self.answers[url].popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer


def quoted(number: int, exact: str, **more: Any) -> Quote:
    return Quote(id=f"q{number}", exact=exact, **more)


def with_evidence(places: Places, clock: FrozenClock) -> Teardown:
    """Write a teardown whose evidence is of every kind and standing."""
    record = begin(places, clock, "Notion AI", template="quick", url="https://www.notion.so/ai")
    workspace = Workspace(places, clock=clock, environ={})
    now = clock.now()
    put = workspace.library.put_page
    first, second = put(PRICING), put(PRICING_NOW)
    docs = put("# What is AI?\n\nIt reads the pages that you may read.\n")
    record.evidence = [
        Evidence(
            id="e1", kind="page", title="Pricing plans for teams of every size",
            url="https://www.notion.so/pricing", final_url="https://www.notion.so/pricing",
            site="Notion", language="en", page_kind="service", verdict="good", body=first,
            fetched_at=now - timedelta(days=40),
            latest=PageVersion(
                fetched_at=now - timedelta(days=1), body=second, verdict="good",
                title="Pricing plans for teams of every size",
            ),
            quotes=[
                quoted(1, "AI answers are included in the Business plan.", standing="stands"),
                quoted(2, "Free for 7 days, then $10 a member and month.", standing="moved",
                       now="Free for 7 days, then $12 a member and month."),
                quoted(3, "On Plus, each member has 20 answers to try.", standing="gone"),
            ],
        ),
        Evidence(
            id="e2", kind="page", title="What is Notion AI? Everything that it does for you",
            url="https://www.notion.so/help/ai", site="Notion Help", verdict="partial",
            reasons=["The page has tabs; only the first of them was in what the site sent."],
            author="Ana Li", published="2026-01-20", language="en", page_kind="documentation",
            body=docs, fetched_at=now - timedelta(days=3),
            quotes=[quoted(4, "It reads the pages that you may read.")],
        ),
        Evidence(
            id="e3", kind="page", title="Notion AI", url="https://www.notion.so/product/ai",
            site="Notion", verdict="client-rendered", fetched_at=now - timedelta(hours=2),
            reasons=["A script draws this page; what came is an empty frame."],
        ),
        Evidence(
            id="e4", kind="observation", title="In 5 drafts, 2 named a source that does not exist",
            fetched_at=now - timedelta(minutes=5),
        ),
    ]  # fmt: skip
    record.claims = [
        Claim(id="c1", section="strengths", basis="published", evidence=["q1", "e1"],
              statement="It costs nothing extra on the plan that teams buy anyway"),
        Claim(id="c2", section="weaknesses", basis="published", evidence=["q2", "q3"],
              statement="A member on Plus cannot find out whether it is worth the upgrade"),
        Claim(id="c3", section="weaknesses", basis="tried", evidence=["e4"],
              statement="It names sources that do not exist"),
    ]  # fmt: skip
    record = workspace.save(record)
    workspace.close()
    return record
