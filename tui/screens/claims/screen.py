"""The claims of a teardown as cards that can be sorted, added, changed and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from tui.bindings import bindings_of
from tui.doors import Spot, evidence_screen
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.items.claims import BASES, Claims
from tui.items.item_list import ItemList
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Claim
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.prose import Line

__all__ = ["ClaimsScreen"]

SORTS: Final = ("section", "severity", "basis")


class ClaimCards(ItemList):
    """All claims, or those of one section."""

    def __init__(self) -> None:
        super().__init__(id="claims")
        self.only = ""
        self.sort = "section"
        self._sections: list[str] = []

    def bind_claims(self, in_hand: TeardownInHand, section: str) -> None:
        """Show claims; new ones go to *section*."""
        self._sections = [part.id for part in in_hand.record.questions]
        self.bind_to(in_hand, Claims(), section)

    def items(self) -> Sequence[Claim]:
        """Return the claims in the order that is wanted."""
        if self._in_hand is None:
            return ()
        claims = [c for c in self._in_hand.record.claims if self.only in {"", c.section}]
        order = {name: place for place, name in enumerate(self._sections)}

        def key(claim: Claim) -> tuple[int, ...]:
            section = order.get(claim.section, len(order))
            severity = -1 if claim.severity is None else claim.severity
            if self.sort == "severity":
                return -severity, section
            if self.sort == "basis":
                return BASES.index(claim.basis), section
            return (section,)

        return sorted(claims, key=key)

    def section_of(self, item: Any) -> str:
        """Return the claim's own section."""
        return str(item.section)

    def lines(self, card: Any, width: int) -> list[Line]:
        """Draw a claim under the title of its section."""
        titles = {}
        if self._in_hand is not None:
            titles = {part.id: part.title for part in self._in_hand.record.questions}
        head = f"{one_line(titles.get(card.section, card.section))} {glyphs().dot} {card.kind}"
        return [[(head, "muted")], *super().lines(card, width)]

    def head(self) -> list[Line]:
        """Say how to make the first claim."""
        if self.cards:
            return []
        return [[("a", "accent"), (" adds a claim: what you say, and how you know it", "muted")]]


class ClaimsScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("claims", "items", "list")
    PURPOSE = (
        "Every claim of this teardown: what you say, why, how you know it, how sure you are "
        "and how much it matters."
    )
    CSS_PATH = "claims.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("claims")

    def __init__(self, in_hand: TeardownInHand, *, section: str = "", claim: str = "") -> None:
        """Show all claims, the cursor on *claim*; new ones go to *section*."""
        super().__init__(in_hand)
        self._section = section
        self._claim = claim

    def compose(self) -> ComposeResult:
        """Lay out title and cards."""
        yield PlainText("", id="claims-title")
        yield ClaimCards()
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the claims."""
        self.begin(self.in_hand)
        record = self.in_hand.record
        if not self._section and record.questions:
            self._section = record.questions[0].id
        cards = self.query_one(ClaimCards)
        cards.bind_claims(self.in_hand, self._section)
        cards.focus()
        if self._claim:
            cards.move_to_key(self._claim)
        self._show_title()

    def on_news(self, news: News) -> None:
        """Show what came from elsewhere."""
        super().on_news(news)
        if news is News.REPLACED:
            self.on_item_list_edited()

    def on_item_list_edited(self) -> None:
        """Show the figures again."""
        self.query_one(ClaimCards).update_cards()
        self._show_title()

    def _show_title(self) -> None:
        cards = self.query_one(ClaimCards)
        claims = self.in_hand.record.claims
        mix = " · ".join(
            f"{basis} {count}"
            for basis in BASES
            if (count := sum(claim.basis == basis for claim in claims))
        ).replace("·", glyphs().dot)
        titles = {part.id: part.title for part in self.in_hand.record.questions}
        shown = titles.get(cards.only, "all sections") if cards.only else "all sections"
        self.query_one("#claims-title", PlainText).show(
            [
                ("Claims", "accent bold"),
                ("  ", ""),
                *([EXAMPLE_MARK] if self.in_hand.record.example else []),
                (self.in_hand.record.product.name, ""),
                (f"\n{len(cards.cards)} in {shown}, by {cards.sort}", "muted"),
                (f"   {mix}" if mix else "", "muted"),
                (f"\nA new one goes to: {titles.get(self._section, self._section)}", "muted"),
            ]
        )

    # Keys

    def action_sort(self) -> None:
        """Sort by the next thing."""
        cards = self.query_one(ClaimCards)
        cards.sort = SORTS[(SORTS.index(cards.sort) + 1) % len(SORTS)]
        self.on_item_list_edited()

    def action_only_section(self) -> None:
        """Show one section's claims, the next section's, and after the last all."""
        cards = self.query_one(ClaimCards)
        sections = ["", *(part.id for part in self.in_hand.record.questions)]
        at = sections.index(cards.only) if cards.only in sections else 0
        cards.only = sections[(at + 1) % len(sections)]
        if cards.only:
            self._section = cards.only
            cards.bind_claims(self.in_hand, self._section)
        self.on_item_list_edited()

    def action_jump(self) -> None:
        """Go to the question that the claim answers."""
        claim = self.query_one(ClaimCards).card
        if claim is None:
            self.dismiss(None)
            return
        for part in self.in_hand.record.questions:
            if part.id == claim.section:
                asks = [
                    prompt.id for prompt in part.prompts if prompt.kind in {"claims", "findings"}
                ]
                self.dismiss((part.id, asks[0] if asks else ""))
                return
        self.dismiss(None)

    def action_evidence(self) -> None:
        """Show the captured pages, and capture another."""
        screen = evidence_screen(self.in_hand, self._section)
        self.app.push_screen(screen, self._back_from_evidence)

    def _back_from_evidence(self, spot: Spot | None) -> None:
        self.on_item_list_edited()
        if spot is not None:
            self.dismiss(spot)

    def action_back(self) -> None:
        """Go back to the walk."""
        self.dismiss(None)
