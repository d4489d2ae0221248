"""The evidence room: pages brought in, kept in the library, and looked at again.

Bringing a page in is slow and touches no teardown; keeping it is quick and does. The app does
the first beside everything else, and only the second in its queue of changes. A page's text is
durable before a record names it, so that whatever dies in between leaves a page that nothing
names, and that tidying takes away.

What changes a record is there twice: ``…_in`` changes a record that somebody holds, who saves it
in their own way; the other loads it, changes it and saves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.evidence.captured import Capture
    from lab.evidence.comparing import Comparison
    from lab.evidence.keeping import Removed
    from lab.workspace import Workspace
    from store.records import Claim, Evidence, Quote, Teardown

__all__ = ["EvidenceRoom", "Kept", "Refreshed"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture in its teardown."""

    record: Teardown
    """The teardown as it was saved; as it was, where nothing was new."""
    evidence: Evidence
    how: Literal["new", "same", "changed"]
    """``same``: the teardown held this very page already, and nothing was written. ``changed``:
    it held the page as it was before; this capture is its ``latest`` now, as after a refresh."""
    comparison: Comparison | None = None
    """For ``changed``: the words of then beside those of now, and how each quote stands."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A second look at a page, written down."""

    record: Teardown
    evidence: Evidence
    how: Literal["unchanged", "changed"]
    comparison: Comparison
    claims: tuple[Claim, ...]
    """Those that rest on one of its quotes that moved or is gone."""


class EvidenceRoom:
    """The evidence of a workspace's teardowns."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    # Bringing pages in: slow, and no teardown is touched

    async def capture(
        self,
        url: str,
        *,
        allow_private: bool = False,
        heeds_robots: bool = False,
        on_progress: Callable[[int, int | None], None] | None = None,
    ) -> Capture:
        """Fetch a page and read it, in a process of its own; cancelling ends that at once.

        *allow_private* lets this one fetch go to an address of this machine or its network.
        *heeds_robots* is for pages that the app came upon itself, and nobody asked for by name.
        *on_progress* is told the bytes that came, and how many there will be, if known.
        """
        from lab.evidence.worker.client import capture_apart

        workspace = self._workspace
        return await capture_apart(
            url,
            settings=workspace.settings,
            clock=workspace.clock,
            environ=workspace.environ,
            allow_private=allow_private,
            heeds_robots=heeds_robots,
            on_progress=on_progress,
        )

    async def read_file(self, path: Path) -> Capture:
        """Read a page that somebody saved from a browser or clipped, in a process of its own.

        Raise ``OSError`` where the file cannot be read.
        """
        from lab.evidence.worker.client import read_apart

        return await read_apart(path, environ=self._workspace.environ)

    # Keeping them

    def put_body(self, capture: Capture) -> str:
        """Keep a page's text, durably; return its address for ``Evidence.body``, empty for none."""
        if not capture.markdown.strip():
            return ""
        return self._workspace.library.put_page(capture.markdown, raw_digest=capture.sha256)

    def body(self, evidence: Evidence) -> str:
        """Return the text of a page as it was first captured; empty where there is none."""
        return self._page(evidence.body)

    def latest_body(self, evidence: Evidence) -> str:
        """Return the text of a page as the last refresh found it; empty before the first."""
        return self._page(evidence.latest.body) if evidence.latest is not None else ""

    def evidence_of(
        self, capture: Capture, *, body: str, evidence_id: str, section: str = ""
    ) -> Evidence:
        """Return a capture as it stands in a record; *body* is what ``put_body`` returned."""
        from lab.evidence.keeping import evidence_of

        return evidence_of(capture, evidence_id=evidence_id, body=body, section=section)

    def keep_in(self, record: Teardown, capture: Capture, *, body: str, section: str = "") -> Kept:
        """Put a capture into a record; *body* is what ``put_body`` returned.

        A page that the teardown holds already is not added again: the same text changes
        nothing, another one becomes the ``latest`` of what is there, as a refresh does. Raise
        ``SawNothing`` where that capture cannot say what the page says now.
        """
        from lab.evidence.keeping import add_evidence, same_as

        there = same_as(record, capture, body=body)
        if there is None:
            return Kept(record, add_evidence(record, capture, body=body, section=section), "new")
        if there.how == "same":
            return Kept(record, there.evidence, "same")
        done = self.refresh_in(record, there.evidence.id, capture, body=body)
        return Kept(record, done.evidence, "changed", done.comparison)

    def keep(self, teardown_id: str, capture: Capture, *, section: str = "") -> Kept:
        """Keep a capture in a teardown and save it: its text first, then the record."""
        from lab.evidence.keeping import same_as

        body = self.put_body(capture)
        record = self._workspace.load(teardown_id)
        there = same_as(record, capture, body=body)
        if there is not None and there.how == "same":
            return Kept(record, there.evidence, "same")
        saved, kept = self._workspace.change(
            teardown_id, lambda record: self.keep_in(record, capture, body=body, section=section)
        )
        return Kept(saved, self.find(saved, kept.evidence.id), kept.how, kept.comparison)

    def add_observation(self, teardown_id: str, text: str, *, section: str = "") -> Evidence:
        """Keep what somebody saw with their own eyes, now."""
        from lab.evidence.keeping import add_observation

        now = self._workspace.clock.now()
        return self._workspace.change(
            teardown_id, lambda record: add_observation(record, text, now=now, section=section)
        )[1]

    def add_quote(
        self, teardown_id: str, evidence_id: str, *, exact: str, prefix: str = "", suffix: str = ""
    ) -> Quote:
        """Keep a passage of a page; the same passage is not kept twice."""
        from lab.evidence.keeping import add_quote

        return self._workspace.change(
            teardown_id,
            lambda record: add_quote(
                record, evidence_id, exact=exact, prefix=prefix, suffix=suffix
            ),
        )[1]

    def remove(self, teardown_id: str, name: str) -> Removed:
        """Take evidence or a quote out of a teardown; claims that rest on it go on without it."""
        from lab.evidence.keeping import remove

        return self._workspace.change(teardown_id, lambda record: remove(record, name))[1]

    # Looking again

    async def refresh(
        self,
        teardown_id: str,
        evidence_id: str,
        *,
        allow_private: bool = False,
        on_progress: Callable[[int, int | None], None] | None = None,
    ) -> Refreshed:
        """Fetch a page again from its address, and save what became of it.

        It saves from whichever thread it runs in; the app calls ``capture`` and then, in its
        queue of changes, ``note_refresh``.
        """
        from lab.evidence.keeping import find_evidence
        from lab.evidence.refreshing import address_of

        item = find_evidence(self._workspace.load(teardown_id), evidence_id)
        capture = await self.capture(
            address_of(item), allow_private=allow_private, on_progress=on_progress
        )
        return self.note_refresh(teardown_id, evidence_id, capture)

    def note_refresh(self, teardown_id: str, evidence_id: str, capture: Capture) -> Refreshed:
        """Save what a page says now beside what it said, and how each quote of it stands.

        Raise ``SawNothing`` where the capture cannot say that; then nothing has changed.
        """
        from lab.evidence.refreshing import refuse_unusable

        item = self.find(self._workspace.load(teardown_id), evidence_id)
        refuse_unusable(item, capture)
        body = self.put_body(capture)
        saved, done = self._workspace.change(
            teardown_id,
            lambda record: self.refresh_in(record, evidence_id, capture, body=body),
        )
        evidence = self.find(saved, evidence_id)
        return Refreshed(saved, evidence, done.how, done.comparison, done.claims)

    def refresh_in(
        self, record: Teardown, evidence_id: str, capture: Capture, *, body: str
    ) -> Refreshed:
        """Put into a record what a page says now; *body* is what ``put_body`` returned."""
        from lab.evidence.keeping import claims_naming, replace_evidence
        from lab.evidence.refreshing import note_look, refuse_unusable

        item = self.find(record, evidence_id)
        refuse_unusable(item, capture)
        first, now = self._page(item.body), self._page(body)
        item, comparison = note_look(item, capture, body=body, first=first, now=now)
        replace_evidence(record, item)
        doubtful = [quote.id for quote in item.quotes if quote.standing in {"moved", "gone"}]
        return Refreshed(
            record,
            item,
            "unchanged" if comparison.is_unchanged else "changed",
            comparison,
            tuple(claims_naming(record, *doubtful)),
        )

    def take_latest(self, teardown_id: str, evidence_id: str) -> Evidence:
        """Make what the last refresh found the capture itself; its quotes move along."""
        saved, _ = self._workspace.change(
            teardown_id, lambda record: self.take_latest_in(record, evidence_id)
        )
        return self.find(saved, evidence_id)

    def take_latest_in(self, record: Teardown, evidence_id: str) -> Evidence:
        """Do so in a record that somebody holds."""
        from lab.evidence.keeping import replace_evidence
        from lab.evidence.refreshing import take_latest

        item = self.find(record, evidence_id)
        item = take_latest(item, text=self.latest_body(item))
        replace_evidence(record, item)
        return item

    # Asking

    def find(self, record: Teardown, evidence_id: str) -> Evidence:
        """Return a piece of evidence by its id; ``NoSuchPart`` names those that there are."""
        from lab.evidence.keeping import find_evidence

        return find_evidence(record, evidence_id)

    def uses(self, record: Teardown) -> dict[str, list[Claim]]:
        """Return the claims that rest on each piece of evidence, itself or one of its quotes."""
        from lab.evidence.keeping import uses

        return uses(record)

    def _page(self, address: str) -> str:
        return self._workspace.library.page(address) if address else ""
