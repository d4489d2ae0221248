"""What a page's screen asks in lists and forms: which quote, which heading, which note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.evidence_words import quote_word
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen
from tui.harmless import one_line
from tui.screens.page.wording import quote_title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.evidence.page_parts import Page
    from lab.model import Quote
    from tui.editing.in_hand import TeardownInHand

__all__ = ["headings_to_pick", "note_form", "quotes_to_pick"]


def quotes_to_pick(quotes: Sequence[Quote], *, at: str, go: Callable[[str], None]) -> PickScreen:
    """Return the list of a page's quotes; *go* is given the id of the one that is taken."""
    choices = [
        Choice(
            quote.id, quote_title(quote), quote_word(quote), one_line(quote.note),
            partial(go, quote.id),
        )
        for quote in quotes
    ]  # fmt: skip
    return PickScreen("a quote to go to", choices, at=at or quotes[0].id)


def headings_to_pick(page: Page, *, here: int, go: Callable[[tuple[int, int]], None]) -> PickScreen:
    """Return the list of a page's headings, the cursor on that of the place *here*."""
    headings = page.headings()
    choices = [
        Choice(str(start), page.text[start:end], "", "", partial(go, (start, end)))
        for start, end in headings
    ]
    above = [start for start, _ in headings if start <= here]
    at = str(above[-1]) if above else choices[0].id
    return PickScreen("a heading to go to", choices, at=at)


def note_form(in_hand: TeardownInHand, quote: Quote) -> FormScreen:
    """Ask for a note beside a quote; what stands half-filled is kept."""
    name = f"quote:{quote.id}"
    return FormScreen(
        "A note beside this quote",
        [TextAsked("note", "My note", "Why these words matter", quote.note)],
        half_filled=in_hand.half_filled.get(name),
        keep=lambda values: in_hand.keep_form(name, values),
    )
