"""Which claims cite a quote: some that there are, or one that is made on the spot."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from lab.walk.items import CLAIM_KINDS
from tui.choosing.choices import Choice
from tui.choosing.ticking import TickChooser
from tui.doors import evidence_screen
from tui.forms.fields import ChoiceAsked
from tui.forms.form import FormScreen
from tui.harmless import one_line
from tui.items.claims import Claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.quoting import Anchor
    from lab.model import Quote, SectionQuestions, Teardown
    from tui.forms.form import Asked, Filled
    from tui.screens.page.citing import Citing
    from tui.screens.page.screen import PageScreen

__all__ = ["ask_for_claims"]

NEW: Final = "+new"
NONE: Final = "+none"


def ask_for_claims(
    screen: PageScreen, citing: Citing, *, quote: Quote | None, anchor: Anchor | None
) -> None:
    """Ask which claims cite a quote, or a passage that becomes one by that; Esc leaves it."""
    cited = {claim.id for claim in citing.claims_of(quote.id)} if quote is not None else set()
    screen.app.push_screen(
        TickChooser(
            "Which claim rests on it?",
            _choices(screen, is_new=quote is None),
            ticked=cited,
            acts={NEW, NONE},
        ),
        partial(_decided, screen, citing, quote, anchor),
    )


def _choices(screen: PageScreen, *, is_new: bool) -> list[Choice]:
    record = screen.in_hand.record
    titles = {part.id: one_line(part.title) for part in record.questions}
    choices = [Choice(NEW, "A new claim…", "", "Say now what it shows")]
    if is_new:
        choices.append(Choice(NONE, "No claim yet", "", "Only keep the quote"))
    return choices + [
        Choice(claim.id, claim.statement, claim.basis, titles.get(claim.section, ""))
        for claim in record.claims
    ]


def _decided(
    screen: PageScreen,
    citing: Citing,
    quote: Quote | None,
    anchor: Anchor | None,
    decided: str | None,
) -> None:
    if decided is None:
        return
    is_new = quote is None
    if quote is None:
        if anchor is None:
            return
        quote = citing.quote(anchor)
    if decided == NEW:
        _open_form(screen, quote)
    elif decided == NONE:
        screen.app.tell("Quoted. No claim cites it yet: Enter on it chooses one.")
    else:
        ids = set(decided.split())
        citing.cite(quote.id, ids, is_new=is_new)
        _tell(screen, citing, quote, is_new=is_new)
    screen.show_changes()


def _tell(screen: PageScreen, citing: Citing, quote: Quote, *, is_new: bool) -> None:
    claims = citing.claims_of(quote.id)
    first = "Quoted; cited" if is_new else "Cited"
    if not claims:
        screen.app.tell("No claim cites this quote any more. u takes that back.")
    elif len(claims) == 1:
        screen.app.tell(f"{first} by “{one_line(claims[0].statement)}”.")
    else:
        screen.app.tell(f"{first} by {len(claims)} claims.")


def _section_for(record: Teardown, sections: Sequence[SectionQuestions], wanted: str) -> str:
    """Return where a claim most likely belongs: where the page does, else where the last one is."""
    names = [part.id for part in sections]
    collecting = [
        part.id for part in sections if any(prompt.kind in CLAIM_KINDS for prompt in part.prompts)
    ]
    last = [claim.section for claim in record.claims[-1:]]
    likely = (name for name in (wanted, *last, *collecting, *names) if name in names)
    return next(likely, wanted)


def _open_form(screen: PageScreen, quote: Quote) -> None:
    """Ask for a claim that rests on this quote."""
    in_hand = screen.in_hand
    record = in_hand.record
    kind = Claims()
    sections = [part for part in record.questions if not part.holds_notes]
    section = _section_for(record, sections, screen.citing.evidence.section)
    preset = {"basis": "published", "evidence": quote.id}
    asked: list[Asked] = [
        replace(field, value=preset.get(field.name, field.value))
        for field in kind.asked(None, section, record)
    ]
    options = tuple((part.id, one_line(part.title), "") for part in sections)
    if len(options) > 1:
        asked.insert(2, ChoiceAsked("section", "Section", options, section))
    name = f"{kind.noun}:quote:{quote.id}"

    def done(filled: Filled | None) -> None:
        if filled is None or not filled.kept:
            screen.app.tell("The quote is kept; no claim cites it yet.")
            return
        values = dict(filled.values)
        place = values.pop("section", section)
        claim = kind.make(
            values,
            in_hand.record,
            section=place,
            now=in_hand.now(),
            today=in_hand.today(),
            old=None,
        )
        kind.put(in_hand.record, claim, place)
        in_hand.changed()
        screen.app.tell(f"Quoted; cited by “{one_line(claim.statement)}”.")
        screen.show_changes()

    screen.app.push_screen(
        FormScreen(
            "A claim that rests on this quote",
            asked,
            check=lambda values: kind.check(values, today=in_hand.today()),
            half_filled=in_hand.half_filled.get(name),
            keep=lambda values: in_hand.keep_form(name, values),
            elsewhere=lambda: screen.app.push_screen(evidence_screen(in_hand, section)),
        ),
        done,
    )
