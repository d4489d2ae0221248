"""What is done to the quotes of a page: making one, noting, taking out, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.evidence.quoting import NothingSelected, anchor_at
from tui.harmless import one_line
from tui.screens.page.claiming import ask_for_claims
from tui.screens.page.lists import note_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.model import Claim, Quote
    from tui.forms.form import Filled
    from tui.screens.page.screen import PageScreen

__all__ = ["note_beside", "quote_selection", "take_back", "take_out"]


def quote_selection(screen: PageScreen, quote: Quote | None) -> None:
    """Quote what is selected; for a quote, choose the claims that cite it."""
    page, anchor = screen.page, None
    if page is None:
        return
    if not screen.is_whole:
        screen.app.tell("One moment: the rest of this page is still being read.")
        return
    if quote is None:
        try:
            selection = screen.sheet.selection
            anchor = anchor_at(page.text, selection.start, selection.end)
        except NothingSelected as error:
            screen.app.tell_error(error)
            return
    ask_for_claims(screen, screen.citing, quote=quote, anchor=anchor)


def note_beside(screen: PageScreen, quote: Quote) -> None:
    """Write a note beside a quote."""

    def done(filled: Filled | None) -> None:
        if filled is not None and filled.kept:
            screen.citing.note(quote.id, filled.values["note"])
            screen.show_changes()

    screen.app.push_screen(note_form(screen.in_hand, quote), done)


def take_out(screen: PageScreen, quote: Quote) -> None:
    """Take a quote out."""
    claims = screen.citing.remove(quote.id)
    screen.show_changes()
    left = f" {_go_on_without(claims)}" if claims else ""
    screen.app.tell(f"The quote is taken out.{left} Press u to bring it back.")


def take_back(screen: PageScreen) -> None:
    """Take back the last change of a quote."""
    done = screen.citing.undo()
    screen.app.tell(f"{done}." if done else "There is nothing to take back.")
    if done:
        screen.show_changes()


def _go_on_without(claims: Sequence[Claim]) -> str:
    if len(claims) == 1:
        return f"“{one_line(claims[0].statement)}” goes on without it."
    return f"{len(claims)} claims go on without it."
