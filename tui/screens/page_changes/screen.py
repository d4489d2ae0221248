"""What a page says now, beside what it said when it was captured."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from lab.figures import counted
from tui.background import in_background
from tui.bindings import bindings_of
from tui.browser import open_in_browser
from tui.choosing.claims import go_to_claim
from tui.doors import Spot
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.evidence_changes import EvidenceChanges
from tui.evidence_words import title_of
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.screens.page_changes.drawing import draw_changes
from tui.widgets.bottom_line import BottomLine
from tui.widgets.comparison import ComparisonSheet
from tui.widgets.plain import PlainText
from tui.wording import when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.evidence.comparing import Comparison as PageComparison
    from lab.model import Claim, Evidence, PageVersion, Quote
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand

__all__ = ["PageChangesScreen"]

_TITLE: Final = "What it says now"


class ChangesSheet(ComparisonSheet):
    """The difference."""

    PURPOSE = (
        "How your quotes stand, then what the page says differently: + and underlined is new, - "
        "and struck through was taken out. n and N go from one changed place to the next."
    )


class PageChangesScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("page_changes",)
    PURPOSE = (
        "What the last refresh found. The page as you captured it stays what your claims saw, "
        "until you take the new one with t."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("page_changes")
    CSS_PATH = "page_changes.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(
        self, in_hand: TeardownInHand, evidence_id: str, *, changes: EvidenceChanges | None = None
    ) -> None:
        """Show that page; *changes* is where taking the new one can be taken back."""
        super().__init__(in_hand)
        self._changes = changes or EvidenceChanges(in_hand)
        self._evidence_id = evidence_id
        self._compared: PageComparison | None = None
        self.sheet = ChangesSheet()

    def compose(self) -> ComposeResult:
        """Lay out the head and the difference."""
        yield PlainText(id="page-changes-head")
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Compare the two pages."""
        self.sheet.focus()
        self.begin(self.in_hand)
        self._show_head()
        in_background(self, self._compare, group="compare", exclusive=True)

    @property
    def _evidence(self) -> Evidence | None:
        pieces = self.in_hand.record.evidence
        return next((each for each in pieces if each.id == self._evidence_id), None)

    @property
    def _claims(self) -> list[Claim]:
        """Those that rest on a quote in doubt, else all that rest on the page."""
        return self._in_doubt or self._naming(lambda _: True)

    @property
    def _in_doubt(self) -> list[Claim]:
        """The claims that rest on a quote that moved or is gone."""
        return self._naming(lambda quote: quote.standing in {"moved", "gone"}, page=False)

    def _naming(self, wanted: Callable[[Quote], bool], *, page: bool = True) -> list[Claim]:
        from lab.evidence.keeping import claims_naming

        evidence = self._evidence
        if evidence is None:
            return []
        names = [quote.id for quote in evidence.quotes if wanted(quote)]
        return claims_naming(self.in_hand.record, *names, *([evidence.id] if page else []))

    async def _compare(self) -> None:
        from lab.evidence.comparing import compare

        evidence, desk = self._evidence, self.app.desk
        if evidence is None or evidence.latest is None:
            return
        with self.app.telling():
            room = desk.workspace.evidence
            first = await desk.run(room.body, evidence)
            now = await desk.run(room.latest_body, evidence)
            self._compared = await asyncio.to_thread(compare, first, now, evidence.quotes)
            self._show()

    @on(ComparisonSheet.Resized)
    def _show(self) -> None:
        evidence, width = self._evidence, self.sheet.scrollable_content_region.width
        if self._compared is not None and evidence is not None and width > 0:
            claims = self.in_hand.record.claims
            self.sheet.show(draw_changes(self._compared, evidence, claims, width=width))
            self._show_head()
            self.refresh_bindings()

    def _show_head(self) -> None:
        evidence = self._evidence
        if evidence is None or evidence.latest is None:
            return
        changed = self._compared.line if self._compared is not None else glyphs().more
        spans = f"captured {self._ago(evidence)}, again {self._ago(evidence.latest)}"
        doubt = len(self._in_doubt)
        rests = f"{counted(doubt, 'claim')} in doubt" if doubt else ""
        facts = [changed, spans, rests]
        line = f" {glyphs().dot} ".join(fact for fact in facts if fact)
        room = self.size.width - width_of(_TITLE) - 8
        self.query_one("#page-changes-head", PlainText).show(
            [
                (_TITLE, "accent bold"),
                ("  ", ""),
                (fit(title_of(evidence), room, more=glyphs().more).rstrip(), "bold"),
                (f"\n{line[:1].upper()}{line[1:]}", "muted"),
            ]
        )

    def _ago(self, seen: Evidence | PageVersion) -> str:
        instant: datetime | None = seen.fetched_at
        if instant is None:
            return "once"
        clock = self.app.desk.workspace.clock
        now = clock.now()
        return when(instant.isoformat(), now=now, offset=clock.local_zone(now)[1])

    def on_news(self, news: News) -> None:
        """Compare again where another program changed the teardown."""
        super().on_news(news)
        if news is News.REPLACED:
            in_background(self, self._compare, group="compare", exclusive=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        del parameters
        if action == "claims":
            return bool(self._claims)
        if action == "difference":
            return bool(self.sheet.comparison.stops)
        return True

    # Keys

    def action_difference(self, step: int) -> None:
        """Go to the next changed place, or the one before."""
        if self.sheet.go(step):
            at, every = self.sheet.place
            self.app.tell(f"{at} of {counted(every, 'changed place')}.")
        else:
            self.app.tell("There is no other changed place that way.")

    def action_scroll(self, pages: int) -> None:
        """Scroll by a screenful."""
        height = max(1, self.sheet.scrollable_content_region.height - 1)
        self.sheet.scroll_relative(y=pages * height, animate=False)

    def action_take(self) -> None:
        """Let the page as it is now be the capture."""
        in_background(self, self._take, group="take", exclusive=True)

    async def _take(self) -> None:
        evidence = self._evidence
        if evidence is None or evidence.latest is None:
            return
        with self.app.telling() as told:
            taken = await self._changes.take_latest(evidence)
        if not told:
            self.dismiss(None)
            said = "The new page is the capture now; your quotes went along. u takes that back."
            words = said if taken else "It was changed meanwhile. Look again, then take it."
            self.app.call_later(self.app.tell, plain_punctuation(words))

    def action_claims(self) -> None:
        """Go to the claims that rest on it."""
        go_to_claim(self.app, self.in_hand, self._claims, then=self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self.dismiss(spot)

    def action_copy(self) -> None:
        """Copy what changed."""
        self.app.copy(self.sheet.comparison.text)

    def action_browser(self) -> None:
        """Open the address in the browser."""
        evidence = self._evidence
        if evidence is not None:
            address = one_line(evidence.final_url or evidence.url)
            in_background(self, partial(open_in_browser, self.app, address), group="browser")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
